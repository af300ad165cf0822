/* The table of strace -c: counts, errors and time of each call, at the end. */
#include "export/figures.h"
#include "export/formats.h"
#include "model/session.h"

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
write_counts(FILE *out, const struct figures *figures)
{
	const char *rule = "------ ----------- ----------- --------- --------- ----------------";

	fprintf(out, "%% time     seconds  usecs/call     calls    errors syscall\n%s\n", rule);
	for (size_t i = 0; i < figures->count; i++)
		write_line(out, figures_share(figures, figures->rows[i]), figures->rows[i]->total_ns,
			   figures->rows[i]->calls, figures->rows[i]->errors, figures->rows[i]->name);
	fprintf(out, "%s\n", rule);
	write_line(out, 100, figures->total_ns, figures->calls, figures->errors, "total");
}

/* Microseconds with three digits: the nanoseconds are all there. */
static void
write_extended(FILE *out, const struct figures *figures)
{
	fputs("\nMicroseconds in each call:\n", out);
	for (unsigned i = 0; i < FIGURES; i++)
		fprintf(out, "%12s", figure_names[i]);
	fputs(" syscall\n", out);
	for (unsigned i = 0; i < FIGURES; i++)
		fputs(" -----------", out);
	fputs(" ----------------\n", out);
	for (size_t i = 0; i < figures->count; i++) {
		double ns[FIGURES];

		figures_extended(&figures->rows[i]->hist, ns);
		for (unsigned column = 0; column < FIGURES; column++)
			fprintf(out, " %11.3f", ns[column] / 1e3);
		fprintf(out, " %s\n", figures->rows[i]->name);
	}
}

void
summary_write(struct export *export)
{
	struct figures figures = figures_of(export, PROFILE_CALL);
	uint64_t dropped = session_totals(export->session)->dropped;

	write_counts(export->out, &figures);
	if (dropped > 0)
		fprintf(export->out, "*** %llu calls not recorded ***\n", (unsigned long long)dropped);
	if (export->options.extended)
		write_extended(export->out, &figures);
	figures_done(&figures);
}

const struct export_ops export_summary = {
	.name = "summary",
	.help = "a table of counts, errors and time per call, at the end (-c)",
	.summary = &export_summary,
	.no_arguments = true,
	.tail = summary_write,
};
