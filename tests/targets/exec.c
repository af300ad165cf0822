/*
 * exec.c - becomes itself again, at last from a thread that is not the leader
 *
 *	exec [STAGE]	1: exec fails, then succeeds; 2: exec from a thread; 3: the end
 *
 * Each stage prints its list before the exec that ends it. In stage 2 the
 * thread's tid is gone after the exec: the call returns as the leader's.
 */
#include <pthread.h>

#include "asleep.h"
#include "expect.h"

static const char self[] = "/proc/self/exe";
static int never[2];

static void
become(const char *stage)
{
	char *argv[] = { (char[]){ "exec" }, strdup(stage), NULL };
	char *envp[] = { NULL };

	syscall(SYS_execve, self, argv, envp);
	perror("execve");
	exit(99);
}

static void
first_stage(struct expect *list)
{
	char *argv[] = { (char[]){ "missing" }, NULL };

	expect_begin(list);
	expect_call(list, syscall(SYS_execve, "/no/such/program", argv, argv + 1), "execve(\"/no/such/program\", *)");
	expect_line(list, "...");
	expect_line(list, "execve(\"%s\", *) = 0", self);
	expect_line(list, "...");
	expect_print(list);
	become("2");
}

/* Not before the leader is inside its read: the exec shall always end a blocked call. */
static void *
become_from_thread(void *argument)
{
	const struct expect *list = argument;

	wait_until_asleep(list->tid, list->tid);
	become("3");
	return NULL;
}

static void
second_stage(struct expect *list)
{
	pthread_t thread;
	char byte;

	if (pipe(never) < 0)
		exit(99);
	expect_begin(list);
	expect_line(list, "...");
	expect_line(list, "read(%d, *) = ?", never[0]);
	expect_line(list, "execve(\"%s\", *) = 0", self);
	expect_line(list, "+++ superseded by execve*+++");	/* the leader as it was; the thread takes its number */
	expect_line(list, "...");
	expect_print(list);
	if (pthread_create(&thread, NULL, become_from_thread, list) != 0)
		exit(99);
	for (;;)
		(void)!read(never[0], &byte, 1);
}

static void
last_stage(struct expect *list)
{
	expect_begin(list);
	expect_line(list, "...");
	expect_line(list, "exit_group(0) = ?");
	expect_line(list, "+++ exited with 0 +++");
	expect_print(list);
}

int
main(int argc, char **argv)
{
	struct expect *list = expect_new();

	if (argc < 2)
		first_stage(list);
	else if (strcmp(argv[1], "2") == 0)
		second_stage(list);
	else
		last_stage(list);
	return 0;
}
