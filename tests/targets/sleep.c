/*
 * sleep.c - sleeps a millisecond twenty times and times it from inside
 *
 * Behind each call stands what the program's own clock showed for it. That
 * clock needs no system call, and what it shows includes all that the tracer
 * did: a duration measured by the tracer lies between the millisecond asked
 * for and this figure.
 */
#include <time.h>

#include "expect.h"

enum { TIMES = 20 };

static long long
now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

int
main(void)
{
	struct timespec millisecond = { .tv_nsec = 1000000 };
	struct expect *list = expect_new();

	now_ns();
	expect_begin(list);
	for (int i = 0; i < TIMES; i++) {
		long long begin = now_ns();
		long r = syscall(SYS_nanosleep, &millisecond, NULL);
		long long span = now_ns() - begin;

		expect_call(list, r, "nanosleep(*)");
		expect_add(list, "# slept %lld ns\n", span);
	}
	expect_line(list, "...");
	expect_print(list);
	return 0;
}
