/*
 * bench_filter.c - how long it takes to ask a million calls
 *
 *	bench_filter [FILTER…]
 *
 * A made-up session of a million calls (busy.h) is viewed by each filter in slices, as the screen
 * does: all of it, each call, the longest slice, in time of the processor.
 */
#include <stdio.h>

#include "busy.h"
#include "model/filter.h"
#include "model/filterview.h"
#include "model/session.h"

enum { CALLS = 1000000 };

static void
measure(const struct session *session, const char *text)
{
	struct filter_error error;
	struct filter *filter;
	struct filterview *view;
	double begin_ms = busy_ms(), parsed_ms, before_ms, after_ms, longest_ms = 0;
	char buf[300];
	bool all;

	if (filter_parse(text, &filter, &error) < 0) {
		printf("%-44s %s\n", text, filter_error_text(&error, buf, sizeof buf));
		return;
	}
	parsed_ms = after_ms = busy_ms();
	view = filterview_new(filter, session, UINT64_MAX);
	do {
		before_ms = after_ms;
		all = filterview_work(view, FILTERVIEW_SLICE);
		after_ms = busy_ms();
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
	struct session *session = busy_session(CALLS);

	printf("%-44s %8s %8s %8s %8s %8s\n", "filter", "found", "all ms", "ns/call", "slice ms", "parse ms");
	for (size_t i = 0; argc == 1 && i < sizeof usual / sizeof *usual; i++)
		measure(session, usual[i]);
	for (int i = 1; i < argc; i++)
		measure(session, argv[i]);
	session_free(session);
	return 0;
}
