/*
 * slowly.c - reads of a pipe that take no time, and one that is answered after
 * one and a half seconds
 *
 *	slowly [FILE]	made at the end
 */
#include <fcntl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	const struct timespec late = { 1, 500000000 };
	char byte = 'x';
	int ends[2];

	if (pipe(ends) < 0)
		return 1;
	for (int i = 0; i < 400; i++)
		if (write(ends[1], &byte, 1) != 1 || read(ends[0], &byte, 1) != 1)
			return 1;
	if (fork() == 0) {
		nanosleep(&late, NULL);
		_exit(write(ends[1], &byte, 1) != 1);
	}
	if (read(ends[0], &byte, 1) != 1)
		return 1;
	return argc > 1 && open(argv[1], O_CREAT | O_WRONLY, 0600) < 0;
}
