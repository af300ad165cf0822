/*
 * bench_past.c - how long looking back takes
 *
 *	bench_past [CALLS]
 *
 * A made-up session (busy.h) is looked back into: the first time, then call by call,
 * then here and there. Times of the processor: of the whole, and of the
 * longest piece of work that a key may have to wait for. What is kept for that as
 * the calls come is part of it.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

#include "busy.h"
#include "chance.h"
#include "model/past.h"
#include "model/session.h"

enum { CALLS = 500000, SLICE = 2000, PIECE = 256, STEPS = 500, JUMPS = 200, ANEW = 20, MIB = 1 << 20 };

static uint64_t chance = 7;

/* When the call had returned. */
static uint64_t
time_of(const struct session *session, uint64_t seq)
{
	struct call_row row;

	return session_row(session, seq, &row) && row.event != NULL ? past_told_ns(&row.event->head) : 0;
}

struct measured {
	double all[STEPS], longest;
	uint64_t fed;
	unsigned count;
};

static void
look_back(struct past *past, uint64_t time_ns, struct measured *measured)
{
	double begin_ms = busy_ms(), before_ms = begin_ms, after_ms;
	uint64_t fed = past_fed(past);
	bool there;

	past_aim(past, time_ns);
	do {
		there = past_run(past, SLICE);
		after_ms = busy_ms();
		measured->longest = after_ms - before_ms > measured->longest ? after_ms - before_ms : measured->longest;
		before_ms = after_ms;
	} while (!there);
	measured->all[measured->count++] = after_ms - begin_ms;
	measured->fed = past_fed(past) - fed > measured->fed ? past_fed(past) - fed : measured->fed;
}

/* As the calls come, in pieces as large as the screen takes in at once. */
static void
make_calls(struct past *past, unsigned calls, struct measured *keeping)
{
	for (unsigned i = 0; i < calls; i += PIECE) {
		double begin_ms, ms;

		busy_more(calls - i < PIECE ? calls - i : PIECE);
		begin_ms = busy_ms();
		past_keep(past, true);
		ms = busy_ms() - begin_ms;
		keeping->longest = ms > keeping->longest ? ms : keeping->longest;
		keeping->all[0] += ms;
	}
	keeping->count = 1;
}

static int
compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return left < right ? -1 : left > right;
}

static void
print(const char *what, struct measured *measured)
{
	qsort(measured->all, measured->count, sizeof *measured->all, compare);
	printf("%-28s %8u %8.2f %8.2f %8.2f %8llu\n", what, measured->count, measured->all[measured->count / 2],
	       measured->all[measured->count - 1], measured->longest, (unsigned long long)measured->fed);
}

static double
used_mib(void)
{
	return (double)mallinfo2().uordblks / MIB;
}

int
main(int argc, char **argv)
{
	unsigned calls = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : CALLS;
	struct session *session = busy_session(0);
	static struct measured keeping, first, steps, on, jumps, anew;
	struct past *past = past_new(session);
	double looking, resting;
	uint64_t seq;

	make_calls(past, calls, &keeping);
	seq = session_end(session) - 1;
	printf("%u calls %21s %8s %8s %8s %8s\n", calls, "times", "ms", "most ms", "slice ms", "records");
	print("keeping states meanwhile", &keeping);
	look_back(past, time_of(session, --seq), &first);
	print("the first time", &first);
	while (steps.count < STEPS)
		look_back(past, time_of(session, --seq), &steps);
	print("a call back", &steps);
	while (on.count < STEPS)
		look_back(past, time_of(session, ++seq), &on);
	print("a call on", &on);
	while (jumps.count < JUMPS)
		look_back(past, time_of(session, session_first(session) + chance_below(&chance, calls)), &jumps);
	print("anywhere", &jumps);
	looking = used_mib();
	past_rest(past);
	while (anew.count < ANEW) {
		look_back(past, time_of(session, session_first(session) + chance_below(&chance, calls)), &anew);
		past_rest(past);
	}
	print("anywhere, the first time", &anew);
	resting = used_mib();
	past_free(past);
	printf("memory for it: %.1f MiB, while one looks back %.1f MiB\n", resting - used_mib(), looking - used_mib());
	session_free(session);
	return 0;
}
