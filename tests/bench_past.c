/*
 * bench_past.c - how long looking back takes
 *
 *	bench_past [CALLS]
 *
 * A made-up session (32 threads, 9 system calls, 64 stacks, 6000 files; an
 * alert now and then) is looked back into: the first time, then call by call,
 * then here and there. Times of the processor: of the whole, and of the
 * longest piece of work that a key may have to wait for.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "model/past.h"
#include "records.h"

enum { CALLS = 500000, THREADS = 32, STACKS = 64, FILES = 6000, SLICE = 2000, STEPS = 500, JUMPS = 200, MIB = 1 << 20 };

static const uint64_t HISTORY = 4ull << 30;

static struct records records;

static double
now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);	/* others may be busy */
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static uint32_t
any(uint32_t limit)
{
	static uint64_t state = 7;

	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) % limit;
}

static void
add_call(const uint32_t *stacks)
{
	static const char *const names[] = { "read", "write", "openat", "close", "newfstatat", "mmap", "lseek", "futex", "recvfrom" };
	unsigned kind = any(9);
	char path[64];
	struct record_call call = {
		.task = 1 + any(THREADS), .name = names[kind], .stack = stacks[any(STACKS)],
		.args = { any(20), 0, any(65536) }, .result = any(10) == 0 ? -2 : (int64_t)any(4096),
		.duration_ns = 1 + (uint64_t)any(100) * any(100) * any(100) * (any(5000) == 0 ? 1000 : 1),
	};

	snprintf(path, sizeof path, "/usr/include/some/directory/file-%u.h", any(FILES));
	call.text = kind == 2 || kind == 4 ? path : kind < 2 ? "some bytes of a file" : NULL;
	records_add_call(&records, &call);
}

static struct session *
make_session(unsigned calls)
{
	static records_function *const functions[] = { load_blob, parse_config, fetch_page, write_report };
	struct session *session = session_new(&(struct session_options){ .names = true, .history_bytes = HISTORY });
	uint32_t numbers[STACKS];

	records = (struct records){ .session = session };
	records_start(&records, "tally");
	records_task(&records, 0, "tally");
	records_own_maps(&records, 1);
	for (unsigned i = 1; i < THREADS; i++)
		records_thread(&records, 1, i % 2 ? "worker" : "writer");
	for (unsigned i = 0; i < STACKS; i++) {
		records_function *const stack[] = { functions[i % 4], functions[i / 4 % 4], functions[i / 16 % 4], run_jobs };

		numbers[i] = records_stack_of(&records, 1, stack, 4);
	}
	for (unsigned i = 0; i < calls; i++)
		add_call(numbers);
	return session;
}

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
	double begin_ms = now_ms(), before_ms = begin_ms, after_ms;
	uint64_t fed = past_fed(past);
	bool there;

	past_aim(past, time_ns);
	do {
		there = past_run(past, SLICE);
		after_ms = now_ms();
		measured->longest = after_ms - before_ms > measured->longest ? after_ms - before_ms : measured->longest;
		before_ms = after_ms;
	} while (!there);
	measured->all[measured->count++] = after_ms - begin_ms;
	measured->fed = past_fed(past) - fed > measured->fed ? past_fed(past) - fed : measured->fed;
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

int
main(int argc, char **argv)
{
	unsigned calls = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : CALLS;
	struct session *session = make_session(calls);
	static struct measured first, steps, on, jumps;
	size_t before = mallinfo2().uordblks;
	struct past *past = past_new(session);
	uint64_t seq = session_end(session) - 1;

	printf("%u calls %21s %8s %8s %8s %8s\n", calls, "times", "ms", "most ms", "slice ms", "records");
	look_back(past, time_of(session, --seq), &first);
	print("the first time", &first);
	while (steps.count < STEPS)
		look_back(past, time_of(session, --seq), &steps);
	print("a call back", &steps);
	while (on.count < STEPS)
		look_back(past, time_of(session, ++seq), &on);
	print("a call on", &on);
	while (jumps.count < JUMPS)
		look_back(past, time_of(session, session_first(session) + any(calls)), &jumps);
	print("anywhere", &jumps);
	printf("memory beside the history: %.1f MiB\n", (double)(mallinfo2().uordblks - before) / MIB);
	past_free(past);
	session_free(session);
	return 0;
}
