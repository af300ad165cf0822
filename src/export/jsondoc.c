/*
 * One JSON document in the form renacer-json-v1, with further keys.
 *
 * It is written as it comes; the end, which makes it whole, follows whatever
 * ends the trace. Its readers take every result for a number, so calls that
 * never returned have a list of their own behind the others.
 */
#include <stdlib.h>

#include "base/why.h"
#include "export/calljson.h"
#include "export/callview.h"
#include "export/figures.h"
#include "export/formats.h"
#include "export/json.h"
#include "model/session.h"
#include "syscall/decode.h"

/* So many calls that did not return are described; the others are counted. */
enum { UNFINISHED_MAX = 4096 };

struct state {
	struct json json, unfinished;
	char *unfinished_text;
	size_t unfinished_len;
	uint64_t unfinished_count;
	struct callview view;
	char room[DECODE_ROW_MAX];
};

static void
json_doc_begin(struct export *export)
{
	struct state *state = export->state;
	struct json *json = &state->json;
	FILE *memory = open_memstream(&state->unfinished_text, &state->unfinished_len);

	if (memory == NULL)
		die("out of memory");
	json_begin(&state->unfinished, memory);
	json_list(&state->unfinished, NULL);
	json_begin(json, export->out);
	json_object(json, NULL);
	json_string(json, "version", PACKAGE_VERSION);
	json_string(json, "format", "renacer-json-v1");
	json_list(json, "syscalls");
}

static void
write_source(struct json *json, const struct place *place)
{
	if (place->line == 0)
		return;
	json_object(json, "source");
	json_string(json, "file", place->file);
	json_uint(json, "line", place->line);
	if (place->function[0] != '\0')
		json_string(json, "function", place->function);
	json_object_end(json);
}

static void
write_alert(struct json *json, const struct callview *view)
{
	if (view->rule[0] == '\0')
		return;
	json_object(json, "alert");
	json_string(json, "severity", alert_severity_name(view->severity));
	json_string(json, "rule", view->rule);
	json_object_end(json);
}

static void
write_call(struct export *export, struct json *json, const struct callview *view)
{
	struct state *state = export->state;

	json_newline(json);
	json_object(json, NULL);
	json_string(json, "name", view->name);
	calljson_args(json, view, export, state->room);
	if (view->done) {
		json_int(json, "result", view->event->call.result);
		json_uint(json, "duration_us", view->event->duration_ns / 1000);
	}
	write_source(json, view->place);
	json_uint(json, "seq", view->event->seq);
	json_uint(json, "time_ns", view->event->head.time_ns);
	if (view->done)
		json_uint(json, "duration_ns", view->event->duration_ns);
	if (view->task != NULL) {
		json_uint(json, "pid", view->task->pid);
		json_uint(json, "tid", view->task->tid);
	}
	calljson_errno(json, view);
	json_string_or_null(json, "function", view->place->function);
	json_string_or_null(json, "caller", view->place->caller);
	calljson_original(json, view->place);
	write_alert(json, view);
	json_object_end(json);
}

static void
json_doc_feed(struct export *export, const struct event *event)
{
	const struct event_call *call = (const struct event_call *)event;
	struct state *state = export->state;

	if (event->kind != EVENT_CALL || call->call.state == CALL_OPEN)
		return;
	callview_read(&state->view, export, call);
	if (state->view.done)
		write_call(export, &state->json, &state->view);
	else if (state->unfinished_count++ < UNFINISHED_MAX)
		write_call(export, &state->unfinished, &state->view);
}

static void
write_summary(struct export *export, struct json *json)
{
	const struct session_totals *totals = session_totals(export->session);
	const struct state *state = export->state;
	struct figures figures = figures_of(export, PROFILE_CALL);

	json_newline(json);
	json_object(json, "summary");
	json_uint(json, "total_syscalls", figures_calls(export));
	json_uint(json, "total_time_us", figures.total_ns / 1000);
	calljson_status(json, "exit_code", totals->status);
	json_uint(json, "errors", figures_errors(export));
	json_uint(json, "unfinished", state->unfinished_count);
	json_uint(json, "dropped", totals->dropped);
	json_uint(json, "realtime_ns", totals->realtime_ns);
	json_uint(json, "begin_ns", totals->begin_ns);
	json_object_end(json);
	figures_done(&figures);
}

static void
json_doc_tail(struct export *export)
{
	struct state *state = export->state;
	struct json copy = state->json, *json = &copy;

	if (fflush(state->unfinished.out) != 0)
		die("out of memory");
	json_list_end(json);
	json_newline(json);
	json_raw(json, "unfinished", state->unfinished_text, state->unfinished_len);
	putc(']', export->out);
	write_summary(export, json);
	json_object_end(json);
	fputc('\n', export->out);
}

static void
json_doc_end(struct export *export)
{
	struct state *state = export->state;

	fclose(state->unfinished.out);
	free(state->unfinished_text);
}

const struct export_ops export_json = {
	.name = "json",
	.help = "one JSON document, renacer-json-v1 with further keys",
	.state_size = sizeof(struct state),
	.needs_stacks = true,
	.begin = json_doc_begin,
	.feed = json_doc_feed,
	.tail = json_doc_tail,
	.end = json_doc_end,
};
