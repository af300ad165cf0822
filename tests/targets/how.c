/*
 * how.c - runs a program and says how it ended, which a shell cannot tell
 *
 *	how FILE COMMAND [ARGUMENT]...
 *
 * Writes "exited 3" or "killed SIGSEGV" to FILE. The program begins with all
 * signals at their defaults and none blocked, whatever the shell has done.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* By the kernel's own call: the library withholds two signals, and posix_spawn() leaves just these ignored. */
static void
set_default(int signal)
{
	static const unsigned char action[64];	/* more than the kernel's struct sigaction; zeros are SIG_DFL */

	syscall(SYS_rt_sigaction, signal, action, NULL, 8L);
}

static void
begin(char **argv)
{
	sigset_t none;

	for (int i = 1; i < NSIG; i++)
		set_default(i);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execvp(argv[0], argv);
	perror(argv[0]);
	_exit(127);
}

static int
write_end(const char *path, int status)
{
	FILE *file = fopen(path, "we");

	if (file == NULL)
		return -1;
	if (WIFSIGNALED(status))
		fprintf(file, "killed SIG%s\n", sigabbrev_np(WTERMSIG(status)));
	else
		fprintf(file, "exited %d\n", WEXITSTATUS(status));
	return fclose(file);
}

int
main(int argc, char **argv)
{
	int status;
	pid_t pid;

	if (argc < 3) {
		fprintf(stderr, "usage: how FILE COMMAND [ARGUMENT]...\n");
		return 99;
	}
	pid = fork();
	if (pid == 0)
		begin(argv + 2);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return 99;
	if (write_end(argv[1], status) < 0) {
		perror(argv[1]);
		return 99;
	}
	return 0;
}
