/*
 * forks.c - children in every way there is to make one, and a grandchild
 */
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/wait.h>

#include "expect.h"

enum { STACK = 64 * 1024 };

/* What each child does: say who it is, make one call that nobody else makes, end. */
static _Noreturn void
child(struct expect *list, int number)
{
	expect_begin(list);
	expect_call(list, syscall(SYS_lseek, -1, number, SEEK_SET), "lseek(-1, %d, *)", number);
	expect_line(list, "exit_group(%d) = ?", number);
	expect_line(list, "+++ exited with %d +++", number);
	syscall(SYS_exit_group, number);
	abort();
}

static void
collect(struct expect *list, long pid, int number)
{
	int status;

	expect_call(list, syscall(SYS_wait4, pid, &status, 0, NULL), "wait4(%ld, *)", pid);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != number)
		expect_add(list, "# child %d ended with wait status %#x\n", number, (unsigned)status);
}

/* As fork(2), but with this name in every architecture. */
static long
plain_clone(void)
{
	return syscall(SYS_clone, (long)SIGCHLD, 0L, 0L, 0L, 0L);
}

static void
by_fork(struct expect *list, struct expect *other)
{
#ifdef SYS_fork
	long pid = syscall(SYS_fork);

	if (pid == 0)
		child(other, 1);
	expect_call(list, pid, "fork()");
	collect(list, pid, 1);
#else
	(void)list;
	(void)other;
#endif
}

static void
by_vfork(struct expect *list, struct expect *other)
{
	pid_t pid = vfork();

	if (pid == 0)
		child(other, 2);
#ifdef SYS_vfork
	expect_call(list, pid, "vfork()");
#else
	expect_call(list, pid, "clone(*)");
#endif
	collect(list, pid, 2);
}

static int
cloned(void *argument)
{
	child(argument, 3);
}

/* Shares memory and waits, as posix_spawn() does it. */
static void
by_clone(struct expect *list, struct expect *other)
{
	static _Alignas(16) char stack[STACK];
	int pid = clone(cloned, stack + STACK, CLONE_VM | CLONE_VFORK | SIGCHLD, other);

	expect_call(list, pid, "clone(*)");
	collect(list, pid, 3);
}

static void
by_clone3(struct expect *list, struct expect *other)
{
#ifdef SYS_clone3
	struct clone_args args = { .exit_signal = SIGCHLD };
	long pid = syscall(SYS_clone3, &args, sizeof(args));

	if (pid == 0)
		child(other, 4);
	expect_call(list, pid, "clone3(*)");
	if (pid > 0)
		collect(list, pid, 4);
#else
	(void)list;
	(void)other;
#endif
}

static void
grandchild(struct expect *list, struct expect *middle, struct expect *other)
{
	long pid = plain_clone();

	if (pid == 0) {
		expect_begin(middle);
		pid = plain_clone();
		if (pid == 0)
			child(other, 6);
		expect_call(middle, pid, "clone(*)");
		collect(middle, pid, 6);
		expect_line(middle, "exit_group(5) = ?");
		expect_line(middle, "+++ exited with 5 +++");
		syscall(SYS_exit_group, 5);
	}
	expect_call(list, pid, "clone(*)");
	collect(list, pid, 5);
}

int
main(void)
{
	struct expect *lists[7];

	for (int i = 0; i < 7; i++)
		lists[i] = expect_new();
	expect_begin(lists[0]);
	by_fork(lists[0], lists[1]);
	by_vfork(lists[0], lists[2]);
	by_clone(lists[0], lists[3]);
	by_clone3(lists[0], lists[4]);
	grandchild(lists[0], lists[5], lists[6]);
	expect_line(lists[0], "...");
	expect_line(lists[0], "exit_group(0) = ?");
	for (int i = 0; i < 7; i++)
		expect_print(lists[i]);
	return 0;
}
