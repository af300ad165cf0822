/*
 * storm.c - many short lives: children that become this program again and end
 *
 *	storm [CHILDREN]	400 of them, up to eight at a time
 *
 * Prints how many there were. Each costs a fork and an exec with the dynamic
 * loader's two dozen calls: 400 children make more than ten thousand events.
 */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { AT_A_TIME = 8 };

/* Every other child is forked, the rest are spawned, which is a vfork in disguise. */
static void
start(int number, char *const argv[])
{
	char *const envp[] = { NULL };
	pid_t pid;

	if (number % 2 && posix_spawn(&pid, argv[0], NULL, NULL, argv, envp) == 0)
		return;
	pid = fork();
	if (pid == 0) {
		execve(argv[0], argv, envp);
		_exit(99);
	}
	if (pid < 0)
		exit(99);
}

static void
collect(void)
{
	int status;

	while (wait(&status) < 0)
		if (errno != EINTR)
			exit(99);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		printf("a child ended with wait status %#x\n", (unsigned)status);
		exit(1);
	}
}

int
main(int argc, char **argv)
{
	int children = argc > 1 ? atoi(argv[1]) : 400;
	char self[] = "/proc/self/exe", leaf[] = "leaf";
	char *const child[] = { self, leaf, NULL };

	if (argc > 1 && strcmp(argv[1], "leaf") == 0)
		return 0;
	for (int i = 0; i < children; i++) {
		if (i >= AT_A_TIME)
			collect();
		start(i, child);
	}
	for (int i = 0; i < children && i < AT_A_TIME; i++)
		collect();
	printf("children %d\n", children);
	return 0;
}
