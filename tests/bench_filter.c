/*
 * bench_filter.c - how long it takes to ask a million calls
 *
 *	bench_filter [FILTER…]
 *
 * A made-up session of a million calls (32 threads, 9 system calls, four
 * places, paths and buffers) is viewed by each filter in slices, as the screen
 * does: all of it, each call, the longest slice, in time of the processor.
 */
#include <stdio.h>
#include <time.h>

#include "model/filter.h"
#include "model/filterview.h"
#include "records.h"

enum { CALLS = 1000000, THREADS = 32 };

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
	static const struct {
		const char *name, *text;
	} kinds[] = {
		{ "read", "\177ELF some bytes that were read, as many as are kept" },
		{ "write", "a line of output, of usual length" }, { "openat", "/usr/share/locale/en/LC_MESSAGES/tally.mo" },
		{ "close", NULL }, { "newfstatat", "/etc/ld.so.cache" },
		{ "mmap", NULL }, { "lseek", NULL }, { "futex", NULL }, { "recvfrom", "GET / HTTP/1.1" },
	};
	unsigned kind = any(9);
	struct record_call call = {
		.task = 1 + any(THREADS), .name = kinds[kind].name, .text = kinds[kind].text, .stack = stacks[any(4)],
		.args = { any(20), 0, any(65536) }, .result = any(10) == 0 ? -2 : (int64_t)any(4096),
		.duration_ns = 1 + (uint64_t)any(100) * any(100) * any(100),
	};

	records_add_call(&records, &call);
}

static struct session *
make_session(void)
{
	records_function *const stacks[4][2] = {
		{ load_blob, run_jobs }, { parse_config, run_jobs }, { fetch_page, run_jobs }, { write_report, run_jobs },
	};
	struct session *session = session_new(&(struct session_options){ .names = true, .history_bytes = HISTORY });
	uint32_t numbers[4];

	records = (struct records){ .session = session };
	records_start(&records, "tally");
	records_task(&records, 0, "tally");
	records_own_maps(&records, 1);
	for (unsigned i = 1; i < THREADS; i++)
		records_thread(&records, 1, i % 2 ? "worker" : "writer");
	for (unsigned i = 0; i < 4; i++)
		numbers[i] = records_stack_of(&records, 1, stacks[i], 2);
	for (unsigned i = 0; i < CALLS; i++)
		add_call(numbers);
	return session;
}

static void
measure(const struct session *session, const char *text)
{
	struct filter_error error;
	struct filter *filter;
	struct filterview *view;
	double begin_ms = now_ms(), parsed_ms, before_ms, after_ms, longest_ms = 0;
	char buf[300];
	bool all;

	if (filter_parse(text, &filter, &error) < 0) {
		printf("%-44s %s\n", text, filter_error_text(&error, buf, sizeof buf));
		return;
	}
	parsed_ms = after_ms = now_ms();
	view = filterview_new(filter, session, UINT64_MAX);
	do {
		before_ms = after_ms;
		all = filterview_work(view, FILTERVIEW_SLICE);
		after_ms = now_ms();
		if (after_ms - before_ms > longest_ms)
			longest_ms = after_ms - before_ms;
	} while (!all);
	printf("%-44s %8zu %8.1f %8.0f %8.2f %8.3f\n", text, filterview_count(view), after_ms - parsed_ms,
	       (after_ms - parsed_ms) * 1e6 / CALLS, longest_ms, parsed_ms - begin_ms);
	filterview_free(view);
	filter_free(filter);
}

int
main(int argc, char **argv)
{
	static const char *const usual[] = {
		"fn = read", "%net", "err", "err in (EAGAIN, ENOENT)", "lat > 100us", "fn = read and lat > 1ms",
		"tid = 1005", "comm = worker", "fd = 3", "size > 4KiB", "seq in 5000..9000", "src = loader.c:41",
		"func = load_blob", "stack has run_jobs", "lat > p99(fn)", "lat > p99(func)", "path = /etc/*",
		"path ~ ^/usr/.*\\.mo$", "locale", "arg2 > 4096", "arg1 has tally",
		"%file path has etc lat > 500us", "arg1 has tally or fn = read",
	};
	struct session *session = make_session();

	printf("%-44s %8s %8s %8s %8s %8s\n", "filter", "found", "all ms", "ns/call", "slice ms", "parse ms");
	for (size_t i = 0; argc == 1 && i < sizeof usual / sizeof *usual; i++)
		measure(session, usual[i]);
	for (int i = 1; i < argc; i++)
		measure(session, argv[i]);
	session_free(session);
	return 0;
}
