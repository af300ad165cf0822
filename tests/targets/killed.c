/*
 * killed.c - its child is killed in the middle of a read that waits
 */
#include <signal.h>
#include <sys/wait.h>

#include "asleep.h"
#include "expect.h"

static int never[2], ready[2];

static void
child(struct expect *list)
{
	char byte = 0;

	expect_begin(list);
	expect_call(list, syscall(SYS_write, ready[1], &byte, 1), "write(%d, *)", ready[1]);
	expect_line(list, "read(%d, *) = ?", never[0]);
	expect_line(list, "+++ killed by SIGKILL +++");
	syscall(SYS_read, never[0], &byte, 1);
}

int
main(void)
{
	struct expect *list = expect_new(), *other = expect_new();
	int status = 0;
	long pid;
	char byte;

	if (pipe(never) < 0 || pipe(ready) < 0)
		return 99;
	pid = syscall(SYS_clone, (long)SIGCHLD, 0L, 0L, 0L, 0L);
	if (pid == 0)
		child(other);
	if (read(ready[0], &byte, 1) != 1)
		return 99;
	wait_until_asleep((int)pid, (int)pid);
	expect_begin(list);
	expect_call(list, syscall(SYS_kill, pid, SIGKILL), "kill(%ld, *)", pid);
	expect_call(list, syscall(SYS_wait4, pid, &status, 0, NULL), "wait4(%ld, *)", pid);
	expect_line(list, "...");
	expect_print(list);
	expect_print(other);
	return !(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}
