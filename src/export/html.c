/*
 * One page that needs no network: the calls, figures of them, histograms,
 * functions, alerts and a flame graph.
 *
 * Calls are written as they come, so they stand first in the file; the style
 * shows them last. Elements are closed as XML wants it, so that any parser
 * of XML can read the page.
 */
#include "export/html.h"

#include <inttypes.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "base/text.h"
#include "export/calltree.h"
#include "export/callview.h"
#include "export/flame.h"
#include "export/figures.h"
#include "export/formats.h"
#include "export/markup.h"
#include "export/page_builtin.h"
#include "model/session.h"
#include "syscall/decode.h"

/* More rows than that a browser does not show in comfort; the figures hold all calls. */
enum { CALLS_MAX = 50000 };

struct state {
	struct calltree tree;
	uint64_t calls;		/* seen, in the table or not */
	struct callview view;
	char room[DECODE_ROW_MAX];
};

/* The page itself, not its form with figures alone. */
static bool
has_calls(const struct export *export)
{
	return export->ops == &export_html;
}

/* --- calls -------------------------------------------------------------------------- */

static void
write_head(FILE *out)
{
	fputs("<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n"
	      "<meta http-equiv=\"Content-Security-Policy\""
	      " content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\"/>\n"
	      "<meta name=\"viewport\" content=\"width=device-width\"/>\n<title>Syscall Trace Report</title>\n<style>\n", out);
	fputs(page_css, out);
	fputs("</style>\n</head>\n<body>\n<main>\n", out);
}

static void
begin_calls(struct export *export)
{
	static const char *const names[] = {
		"Syscall", "Arguments", "#Result", "#Duration", "Source", "Function", "#Thread", "#Time", "#Number", NULL,
	};

	html_section(export->out, "calls", "Calls");
	html_table(export->out, names, export->options.originals ? "Original" : NULL);
}

static void
html_begin(struct export *export)
{
	struct state *state = export->state;

	calltree_init(&state->tree);
	write_head(export->out);
	if (has_calls(export))
		begin_calls(export);
}

static void
write_result(FILE *out, const struct callview *view)
{
	if (!view->done)
		fputs("<td class=\"number\" data-v=\"\">?</td>", out);
	else
		fprintf(out, "<td class=\"number%s\" data-v=\"%" PRId64 "\">%" PRId64 "%s%s</td>", view->error ? " error" : "",
			view->event->call.result, view->event->call.result, view->error ? " " : "", view->errno_name);
}

static void
write_duration(FILE *out, const struct callview *view)
{
	if (!view->done) {
		fputs("<td class=\"number\" data-v=\"\"></td>", out);
		return;
	}
	fprintf(out, "<td class=\"number %s\" data-v=\"%" PRIu64 "\"", alert_severity_name(view->severity),
		view->event->duration_ns);
	if (view->rule[0] != '\0') {
		fputs(" title=\"", out);
		markup_name(out, view->rule);
		fputs("\"", out);
	}
	fprintf(out, ">%" PRIu64 " us</td>", view->event->duration_ns / 1000);
}

static void
write_text_cell(FILE *out, const struct text *text)
{
	fputs("<td class=\"text\">", out);
	markup_escape(out, text->bytes, text->len);
	fputs("</td>", out);
}

static void
write_arguments(struct export *export, const struct callview *view)
{
	struct state *state = export->state;
	struct text text = text_in(state->room, sizeof state->room);

	callview_args(&text, view, export);
	write_text_cell(export->out, &text);
}

static void
write_place(struct export *export, const struct place *place, void (*write)(struct text *, const struct place *))
{
	struct state *state = export->state;
	struct text text = text_in(state->room, sizeof state->room);

	write(&text, place);
	write_text_cell(export->out, &text);
}

static void
write_call(struct export *export, const struct callview *view)
{
	uint64_t begin_ns = session_totals(export->session)->begin_ns, at_ns = view->event->head.time_ns;

	fputs("<tr>", export->out);
	html_name_cell(export->out, view->name);
	write_arguments(export, view);
	write_result(export->out, view);
	write_duration(export->out, view);
	write_place(export, view->place, callview_source);
	html_name_cell(export->out, view->place->function);
	html_count_cell(export->out, view->task != NULL ? view->task->tid : 0);
	html_number_cell(export->out, at_ns > begin_ns ? (double)(at_ns - begin_ns) / 1e9 : 0, 6);
	html_count_cell(export->out, view->event->seq);
	if (export->options.originals)
		write_place(export, view->place, callview_original);
	fputs("</tr>\n", export->out);
}

static void
html_feed(struct export *export, const struct event *event)
{
	const struct event_call *call = (const struct event_call *)event;
	struct state *state = export->state;

	if (event->kind != EVENT_CALL || call->call.state == CALL_OPEN)
		return;
	callview_read(&state->view, export, call);
	if (state->view.done)
		calltree_add(&state->tree, export->session, call, state->view.name);
	if (has_calls(export) && state->calls++ < CALLS_MAX)
		write_call(export, &state->view);
}

static void
end_calls(struct export *export)
{
	const struct state *state = export->state;

	html_table_end(export->out);
	if (state->calls > CALLS_MAX)
		fprintf(export->out, "<p>%" PRIu64 " later calls are not listed here; all figures count them.</p>\n",
			state->calls - CALLS_MAX);
	html_section_end(export->out);
}

/* --- the whole ------------------------------------------------------------------------ */

static void
write_status(FILE *out, int status)
{
	if (status == -1)
		fputs("runs on", out);
	else if (WIFSIGNALED(status))
		fprintf(out, "killed by signal %d", WTERMSIG(status));
	else
		fprintf(out, "exited with %d", WEXITSTATUS(status));
}

static void
write_contents(struct export *export)
{
	fputs("<nav><a href=\"#statistics\">Statistics</a><a href=\"#latency\">Latency</a>"
	      "<a href=\"#functions\">Functions</a><a href=\"#alerts\">Alerts</a><a href=\"#flame\">Flame graph</a>", export->out);
	fputs(has_calls(export) ? "<a href=\"#calls\">Calls</a></nav>\n" : "</nav>\n", export->out);
}

static void
write_overview(struct export *export)
{
	const struct session_totals *totals = session_totals(export->session);
	time_t when = (time_t)(totals->realtime_ns / 1000000000);
	char text[64] = "";
	struct tm tm;

	if (gmtime_r(&when, &tm) != NULL)
		strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &tm);
	fputs("<section id=\"trace\"><h1>Syscall Trace Report</h1>\n<p><code>", export->out);
	markup_name(export->out, totals->command);
	fprintf(export->out, "</code></p>\n<p>%s, pid %u, ", text, totals->pid);
	write_status(export->out, totals->status);
	fprintf(export->out, ", %" PRIu64 " calls, %" PRIu64 " errors, %.6f s</p>\n", figures_calls(export),
		figures_errors(export), (double)(totals->last_ns - totals->begin_ns) / 1e9);
	if (totals->dropped > 0)
		fprintf(export->out, "<p class=\"error\">%" PRIu64 " calls were not recorded.</p>\n", totals->dropped);
	write_contents(export);
	html_section_end(export->out);
}

static void
html_tail(struct export *export)
{
	struct state *state = export->state;

	if (has_calls(export))
		end_calls(export);
	write_overview(export);
	html_figures(export);
	html_section(export->out, "flame", "Flame graph");
	fputs("<p>Time in system calls by the functions that made them; a click makes a box wide.</p>\n", export->out);
	flame_write(export->out, &state->tree);
	html_section_end(export->out);
	fputs("</main>\n<footer>sightline " PACKAGE_VERSION "</footer>\n<script>\n//<![CDATA[\n", export->out);
	fputs(page_js, export->out);
	fputs("//]]>\n</script>\n</body>\n</html>\n", export->out);
}

static void
html_end(struct export *export)
{
	calltree_done(&((struct state *)export->state)->tree);
}

static const struct export_ops html_summary = {
	.name = "html",
	.help = "the page without its calls",
	.state_size = sizeof(struct state),
	.needs_stacks = true,
	.begin = html_begin,
	.feed = html_feed,
	.tail = html_tail,
	.end = html_end,
};

const struct export_ops export_html = {
	.name = "html",
	.help = "one page: calls, figures, histograms, functions, flame graph",
	.state_size = sizeof(struct state),
	.needs_stacks = true,
	.summary = &html_summary,
	.begin = html_begin,
	.feed = html_feed,
	.tail = html_tail,
	.end = html_end,
};
