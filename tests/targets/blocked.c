/*
 * blocked.c - ends while one of its threads waits in a read
 */
#include <pthread.h>

#include "asleep.h"
#include "expect.h"

static int never[2], ready[2];

static void *
read_for_ever(void *argument)
{
	struct expect *list = argument;
	char byte = 0;

	expect_begin(list);
	expect_call(list, syscall(SYS_write, ready[1], &byte, 1), "write(%d, *)", ready[1]);
	expect_line(list, "read(%d, *) = ?", never[0]);
	expect_line(list, "+++ exited with 5 +++");
	syscall(SYS_read, never[0], &byte, 1);
	return NULL;
}

int
main(void)
{
	struct expect *list = expect_new(), *other = expect_new();
	pthread_t thread;
	char byte;

	if (pipe(never) < 0 || pipe(ready) < 0)
		return 99;
	expect_begin(list);
	if (pthread_create(&thread, NULL, read_for_ever, other) != 0)
		return 99;
	if (read(ready[0], &byte, 1) != 1)
		return 99;
	wait_until_asleep(list->tid, other->tid);
	expect_line(list, "...");
	expect_line(list, "exit_group(5) = ?");
	expect_line(list, "+++ exited with 5 +++");
	expect_print(list);
	expect_print(other);
	_exit(5);
}
