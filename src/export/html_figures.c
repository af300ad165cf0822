/* Tables of figures on the page, and the parts all tables are made of. */
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>

#include "base/format.h"
#include "base/text.h"
#include "export/announce.h"
#include "export/export.h"
#include "export/figures.h"
#include "export/histogram.h"
#include "export/html.h"
#include "export/markup.h"
#include "model/session.h"

enum { HISTOGRAMS_MAX = 24, FUNCTIONS_MAX = 1000, ALERTS_MAX = 1000 };

/* --- parts ------------------------------------------------------------------------ */

void
html_section(FILE *out, const char *id, const char *title)
{
	fprintf(out, "<section id=\"%s\"><h2>%s</h2>\n", id, title);
}

void
html_section_end(FILE *out)
{
	fputs("</section>\n", out);
}

static void
write_column(FILE *out, const char *name)
{
	bool number = name[0] == '#';

	fprintf(out, "<th scope=\"col\"%s><button type=\"button\">%s</button></th>", number ? " class=\"number\"" : "",
		name + number);
}

void
html_table(FILE *out, const char *const *names, const char *further)
{
	fputs("<div class=\"wide\"><table>\n<thead><tr>", out);
	for (size_t i = 0; names[i] != NULL; i++)
		write_column(out, names[i]);
	if (further != NULL)
		write_column(out, further);
	fputs("</tr></thead>\n<tbody>\n", out);
}

void
html_table_end(FILE *out)
{
	fputs("</tbody>\n</table></div>\n", out);
}

void
html_name_cell(FILE *out, const char *name)
{
	fputs("<td class=\"text\">", out);
	markup_name(out, name);
	fputs("</td>", out);
}

void
html_count_cell(FILE *out, uint64_t count)
{
	fprintf(out, "<td class=\"number\" data-v=\"%" PRIu64 "\">%" PRIu64 "</td>", count, count);
}

void
html_number_cell(FILE *out, double number, int digits)
{
	fprintf(out, "<td class=\"number\" data-v=\"%.9g\">%.*f</td>", number, digits, number);
}

static void
write_duration_cell(FILE *out, double ns)
{
	char text[FORMAT_CAP];

	fprintf(out, "<td class=\"number\" data-v=\"%.0f\">%s</td>", ns, format_duration(text, (uint64_t)ns));
}

/* Sorted by the median. */
static void
write_histogram_cell(FILE *out, const struct hist *hist)
{
	fprintf(out, "<td data-v=\"%" PRIu64 "\">", hist_quantile(hist, 0.5));
	histogram_small(out, hist);
	fputs("</td>", out);
}

/* --- sections ----------------------------------------------------------------------- */

static void
write_statistics_row(struct export *export, const struct figures *figures, const struct profile_row *row)
{
	double ns[FIGURES];

	fputs("<tr>", export->out);
	html_number_cell(export->out, figures_share(figures, row), 2);
	html_number_cell(export->out, (double)row->total_ns / 1e9, 6);
	html_count_cell(export->out, row->calls > 0 ? row->total_ns / 1000 / row->calls : 0);
	html_count_cell(export->out, row->calls);
	html_count_cell(export->out, row->errors);
	html_name_cell(export->out, row->name);
	figures_extended(&row->hist, ns);
	for (unsigned i = 0; i < FIGURES; i++)
		if (export->options.extended || i == FIGURE_MAX || i == FIGURE_P50 || i == FIGURE_P99)
			write_duration_cell(export->out, ns[i]);
	write_histogram_cell(export->out, &row->hist);
	fputs("</tr>\n", export->out);
}

static void
write_statistics(struct export *export, const struct figures *figures)
{
	static const char *const few[] = {
		"#% time", "#seconds", "#usecs/call", "#calls", "#errors", "syscall", "#max", "#p50", "#p99", "100 ns to 10 s",
		NULL,
	}, *const all[] = {
		"#% time", "#seconds", "#usecs/call", "#calls", "#errors", "syscall", "#mean", "#sigma", "#min", "#max", "#p50",
		"#p75", "#p90", "#p95", "#p99", "100 ns to 10 s", NULL,
	};

	html_section(export->out, "statistics", "Statistics Summary");
	html_table(export->out, export->options.extended ? all : few, NULL);
	for (size_t i = 0; i < figures->count; i++)
		write_statistics_row(export, figures, figures->rows[i]);
	html_table_end(export->out);
	fprintf(export->out, "<p>In all %" PRIu64 " calls, %" PRIu64 " errors, %.6f s.</p>\n", figures->calls,
		figures->errors, (double)figures->total_ns / 1e9);
	html_section_end(export->out);
}

static void
write_latency(struct export *export, const struct figures *figures)
{
	html_section(export->out, "latency", "Latency");
	fputs("<div class=\"figures\">\n", export->out);
	for (size_t i = 0; i < figures->count && i < HISTOGRAMS_MAX; i++)
		histogram_figure(export->out, figures->rows[i]->name, &figures->rows[i]->hist);
	fputs("</div>\n", export->out);
	html_section_end(export->out);
}

static void
write_function(FILE *out, const struct figures *figures, const struct profile_row *row)
{
	fputs("<tr>", out);
	html_name_cell(out, row->name);
	html_count_cell(out, row->calls);
	html_count_cell(out, row->errors);
	html_number_cell(out, figures_share(figures, row), 2);
	write_duration_cell(out, (double)row->total_ns);
	write_duration_cell(out, hist_mean(&row->hist));
	write_duration_cell(out, (double)hist_quantile(&row->hist, 0.99));
	write_duration_cell(out, (double)row->hist.max);
	html_count_cell(out, row->alerts);
	write_histogram_cell(out, &row->hist);
	fputs("</tr>\n", out);
}

static void
write_functions(struct export *export)
{
	static const char *const names[] = {
		"Function", "#calls", "#errors", "#% time", "#total", "#mean", "#p99", "#max", "#alerts", "100 ns to 10 s", NULL,
	};
	struct figures figures = figures_of(export, PROFILE_FUNCTION);

	html_section(export->out, "functions", "Functions");
	html_table(export->out, names, NULL);
	for (size_t i = 0; i < figures.count && i < FUNCTIONS_MAX; i++)
		write_function(export->out, &figures, figures.rows[i]);
	html_table_end(export->out);
	if (figures.count > FUNCTIONS_MAX)
		fprintf(export->out, "<p>%zu further functions are not listed.</p>\n", figures.count - FUNCTIONS_MAX);
	html_section_end(export->out);
	figures_done(&figures);
}

static void
write_alert(FILE *out, const struct alert *alert)
{
	const char *severity = alert_severity_name(alert->severity);
	char line[REASON_MAX];
	struct text reason = text_in(line, sizeof line);

	announce_reason(&reason, alert);
	fprintf(out, "<tr><td class=\"%s\" data-v=\"%d\">%s</td>", severity, (int)alert->severity, severity);
	html_name_cell(out, alert->title);
	html_name_cell(out, alert->call);
	html_name_cell(out, alert->function);
	fputs("<td class=\"text\">", out);
	if (alert->line > 0) {
		markup_name(out, alert->file);
		fprintf(out, ":%u", alert->line);
	}
	fputs("</td>", out);
	html_count_cell(out, alert->count);
	write_duration_cell(out, (double)alert->duration_ns);
	write_duration_cell(out, alert->usual_ns);
	write_duration_cell(out, alert->spread_ns);
	html_number_cell(out, isfinite(alert->z) ? alert->z : 0, 1);
	html_count_cell(out, alert->worst_seq);
	fputs("<td class=\"text\">", out);
	markup_escape(out, reason.bytes, reason.len);
	fputs("</td></tr>\n", out);
}

static void
write_alerts(struct export *export)
{
	static const char *const names[] = {
		"Severity", "Rule", "Syscall", "Function", "Source", "#times", "#worst", "#usual", "#spread", "#z", "#number",
		"Reason", NULL,
	};
	const struct alerts *alerts = session_alerts(export->session);
	size_t count = alerts_count(alerts);

	html_section(export->out, "alerts", "Alerts");
	html_table(export->out, names, NULL);
	for (size_t i = 0; i < count && i < ALERTS_MAX; i++)
		write_alert(export->out, alerts_get(alerts, i));
	html_table_end(export->out);
	if (count > ALERTS_MAX)
		fprintf(export->out, "<p>%zu further kinds are not listed.</p>\n", count - ALERTS_MAX);
	html_section_end(export->out);
}

void
html_figures(struct export *export)
{
	struct figures figures = figures_of(export, PROFILE_CALL);

	write_statistics(export, &figures);
	write_latency(export, &figures);
	figures_done(&figures);
	write_functions(export);
	write_alerts(export);
}
