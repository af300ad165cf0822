/*
 * threads.c - four threads, each with numbered calls of its own
 *
 *	threads [CALLS]		of each thread; 250
 */
#include <pthread.h>

#include "expect.h"

enum { THREADS = 4 };

static long calls = 250;

/* The number is in the call, so that neither a missing nor a swapped one goes unseen. */
static void *
make_calls(void *argument)
{
	struct expect *list = argument;

	expect_begin(list);
	for (long i = 0; i < calls; i++)
		expect_call(list, syscall(SYS_lseek, -1, i, SEEK_SET), "lseek(-1, %ld, *)", i);
	expect_line(list, "...");
	expect_line(list, "exit(0) = ?");
	expect_line(list, "+++ exited with 0 +++");
	return NULL;
}

int
main(int argc, char **argv)
{
	struct expect *lists[THREADS];
	pthread_t threads[THREADS];

	if (argc > 1)
		calls = strtol(argv[1], NULL, 10);
	for (int i = 0; i < THREADS; i++) {
		lists[i] = expect_new();
		if (pthread_create(&threads[i], NULL, make_calls, lists[i]) != 0)
			return 99;
	}
	for (int i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		expect_print(lists[i]);
	}
	return 0;
}
