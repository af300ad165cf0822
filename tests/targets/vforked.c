/*
 * vforked.c - stays in vfork until its standard input ends
 *
 * The child prints "ready PID" (its own) and reads; the parent can do nothing
 * until it has ended, then prints "done".
 */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int
main(void)
{
	char bytes[64];
	int status;
	pid_t pid = vfork();

	if (pid < 0)
		return 99;
	if (pid == 0) {
		dprintf(STDOUT_FILENO, "ready %d\n", getpid());
		while (read(STDIN_FILENO, bytes, sizeof(bytes)) != 0)
			;
		_exit(0);
	}
	waitpid(pid, &status, 0);
	puts("done");
	return 0;
}
