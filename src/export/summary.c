/* The table of strace -c: counts, errors and time of each call, at the end. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "export/formats.h"
#include "model/session.h"

static int
compare_rows(const void *a, const void *b)
{
	const struct profile_row *left = *(const struct profile_row *const *)a, *right = *(const struct profile_row *const *)b;

	if (left->total_ns != right->total_ns)
		return left->total_ns > right->total_ns ? -1 : 1;
	if (left->calls != right->calls)
		return left->calls > right->calls ? -1 : 1;
	return strcmp(left->name, right->name);
}

static void
write_line(FILE *out, double share, uint64_t total_ns, uint64_t calls, uint64_t errors, const char *name)
{
	char error_text[24] = "";

	if (errors > 0)
		snprintf(error_text, sizeof error_text, "%llu", (unsigned long long)errors);
	fprintf(out, "%6.2f %11.6f %11llu %9llu %9s %s\n", share, (double)total_ns / 1e9,
		(unsigned long long)(calls > 0 ? total_ns / 1000 / calls : 0), (unsigned long long)calls, error_text, name);
}

static void
summary_end(struct export *export)
{
	const char *rule = "------ ----------- ----------- --------- --------- ----------------";
	const struct profile *profile = session_profile(export->session, PROFILE_CALL);
	size_t count = profile_count(profile);
	const struct profile_row **rows = mem_new(count, sizeof(const struct profile_row *));
	uint64_t total_ns = 0, calls = 0, errors = 0;

	for (size_t i = 0; i < count; i++) {
		rows[i] = profile_row(profile, i);
		total_ns += rows[i]->total_ns;
		calls += rows[i]->calls;
		errors += rows[i]->errors;
	}
	qsort(rows, count, sizeof *rows, compare_rows);
	fprintf(export->out, "%% time     seconds  usecs/call     calls    errors syscall\n%s\n", rule);
	for (size_t i = 0; i < count; i++)
		write_line(export->out, total_ns > 0 ? 100.0 * (double)rows[i]->total_ns / (double)total_ns : 0,
			   rows[i]->total_ns, rows[i]->calls, rows[i]->errors, rows[i]->name);
	fprintf(export->out, "%s\n", rule);
	write_line(export->out, 100, total_ns, calls, errors, "total");
	if (session_totals(export->session)->dropped > 0)
		fprintf(export->out, "*** %llu calls not recorded ***\n",
			(unsigned long long)session_totals(export->session)->dropped);
	free(rows);
}

static void
summary_feed(struct export *export, const struct event *event)
{
	/* The session counts; the table is made of its figures at the end. */
	(void)export;
	(void)event;
}

const struct export_ops export_summary = {
	.name = "summary",
	.help = "a table of counts, errors and time per call, at the end (-c)",
	.feed = summary_feed,
	.end = summary_end,
};
