#include "export/otlp.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/mem.h"
#include "base/table.h"
#include "base/text.h"
#include "export/callview.h"
#include "export/export.h"
#include "export/json.h"
#include "export/otlp_json.h"
#include "export/otlp_metrics.h"
#include "model/decisions.h"
#include "model/session.h"
#include "syscall/decode.h"

enum {
	BATCH_SPANS = 512,		/* in a request */
	EVENTS_MAX = 1000,		/* decisions told as events of the root */
	ARGUMENTS = 1024,		/* bytes of a call's arguments */
	STRING_DEFAULT = 32,		/* and of a string in them */
	INTERNAL = 1, STATUS_UNSET = 0, STATUS_ERROR = 2,	/* SpanKind, StatusCode */
};
static const uint64_t SLOW_NS = 1000000, BATCH_NS = 1000000000, METRICS_NS = 10000000000;

enum span_of { SPAN_PROCESS, SPAN_TASK, SPAN_CALL };

struct otlp {
	const struct session *session;
	struct otlp_options options;
	otlp_take *take;
	void *who;
	struct export view_of;		/* what callview.h wants of an exporter */
	struct callview view;
	char arguments[DECODE_ROW_MAX];

	/* The request being made: NULL when no span is in it. */
	FILE *out;
	char *bytes;
	size_t len;
	struct json json;
	unsigned spans;
	uint64_t batch_ns, metrics_ns;	/* by the caller's clock: first seen after it was begun; when metrics were told last; 0 never */
};

struct otlp *
otlp_new(const struct session *session, const struct otlp_options *options, otlp_take *take, void *who)
{
	struct otlp *otlp = mem_new(1, sizeof *otlp);

	otlp->session = session;
	otlp->options = *options;
	otlp->take = take;
	otlp->who = who;
	otlp->view_of = (struct export){
		.session = session, .options.string_max = options->string_max > 0 ? options->string_max : STRING_DEFAULT,
	};
	return otlp;
}

void
otlp_free(struct otlp *otlp)
{
	if (otlp == NULL)
		return;
	if (otlp->out != NULL)
		fclose(otlp->out);
	free(otlp->bytes);
	free(otlp);
}

/* --- requests -------------------------------------------------------------------- */

static void
begin_request(struct otlp *otlp)
{
	otlp->out = open_memstream(&otlp->bytes, &otlp->len);
	if (otlp->out == NULL)
		die("no memory for telemetry");
	json_begin(&otlp->json, otlp->out);
}

static void
end_request(struct otlp *otlp, enum otlp_signal signal, unsigned items)
{
	fclose(otlp->out);
	otlp->out = NULL;
	otlp->take(otlp->who, signal, otlp->bytes, otlp->len, items);
	free(otlp->bytes);
	otlp->bytes = NULL;
}

void
otlp_hand_over(struct otlp *otlp)
{
	if (otlp->out == NULL)
		return;
	otlp_close(&otlp->json);
	end_request(otlp, OTLP_TRACES, otlp->spans);
	otlp->spans = 0;
}

static void
send_metrics(struct otlp *otlp)
{
	unsigned metrics;

	otlp_hand_over(otlp);
	begin_request(otlp);
	metrics = otlp_write_metrics(&otlp->json, otlp->session, &otlp->options.context);
	end_request(otlp, OTLP_METRICS, metrics);
}

/* --- spans ------------------------------------------------------------------------- */

/* Known before the span is written, so that children can name their parents: made from what the span is of. */
static void
span_id(const struct otlp *otlp, enum span_of of, uint64_t number, uint8_t id[OTLP_SPAN_ID])
{
	const uint64_t what[] = { (uint64_t)of, number };
	uint64_t hash = table_hash(what, sizeof what, table_hash(otlp->options.context.trace, OTLP_TRACE_ID, 0));

	hash += hash == 0;	/* all zero is none */
	memcpy(id, &hash, OTLP_SPAN_ID);
}

/* Wall clock of a record's time. */
static uint64_t
wall_ns(const struct otlp *otlp, uint64_t time_ns)
{
	const struct session_totals *totals = session_totals(otlp->session);

	return totals->realtime_ns + (time_ns - totals->begin_ns);
}

static void
begin_span(struct otlp *otlp, enum span_of of, uint64_t number, const char *name)
{
	struct json *json = &otlp->json;
	uint8_t id[OTLP_SPAN_ID];

	if (otlp->out == NULL) {
		begin_request(otlp);
		otlp_open(json, otlp->session, &otlp->options.context, "resourceSpans", "scopeSpans", "spans");
		otlp->batch_ns = 0;
	}
	otlp->spans++;
	span_id(otlp, of, number, id);
	json_object(json, NULL);
	otlp_id(json, "traceId", otlp->options.context.trace, OTLP_TRACE_ID);
	otlp_id(json, "spanId", id, OTLP_SPAN_ID);
	json_string(json, "name", name);
	json_int(json, "kind", INTERNAL);
}

static void
set_parent(struct otlp *otlp, enum span_of of, uint64_t number)
{
	uint8_t id[OTLP_SPAN_ID];

	span_id(otlp, of, number, id);
	otlp_id(&otlp->json, "parentSpanId", id, OTLP_SPAN_ID);
}

static void
set_times(struct otlp *otlp, uint64_t begin_ns, uint64_t end_ns)
{
	otlp_uint(&otlp->json, "startTimeUnixNano", wall_ns(otlp, begin_ns));
	otlp_uint(&otlp->json, "endTimeUnixNano", wall_ns(otlp, end_ns));
}

static void
end_span(struct otlp *otlp, const char *error)
{
	struct json *json = &otlp->json;

	json_object(json, "status");
	json_int(json, "code", error != NULL ? STATUS_ERROR : STATUS_UNSET);
	if (error != NULL)
		json_string(json, "message", error);
	json_object_end(json);
	json_object_end(json);
	if (otlp->spans >= BATCH_SPANS)
		otlp_hand_over(otlp);
}

/* --- calls --------------------------------------------------------------------------- */

static bool
is_wanted(const struct otlp *otlp, const struct event_call *event, const struct alert *alert)
{
	if (event->call.state != CALL_DONE)
		return false;	/* it has no end; the task's own span shows it */
	return otlp->options.calls == OTLP_ALL || alert != NULL ||
	       (otlp->options.calls == OTLP_SLOW && event->duration_ns >= SLOW_NS);
}

static void
add_place(struct json *json, const struct place *place)
{
	if (place->function[0] != '\0')
		otlp_attribute(json, "code.function.name", place->function);
	if (place->caller[0] != '\0')
		otlp_attribute(json, "sightline.caller", place->caller);
	if (place->line > 0) {
		otlp_attribute(json, "code.file.path", place->file);
		otlp_attribute_int(json, "code.line.number", place->line);
		otlp_attribute(json, "code.filepath", place->file);	/* as renacer names them */
		otlp_attribute_int(json, "code.lineno", place->line);
	}
	if (place->orig_file[0] != '\0') {
		otlp_attribute(json, "sightline.original.file", place->orig_file);
		otlp_attribute_int(json, "sightline.original.line", place->orig_line);
		otlp_attribute(json, "sightline.original.function", place->orig_function);
		otlp_attribute(json, "sightline.original.language", place->orig_language);
	}
}

static void
add_call(struct otlp *otlp, const struct event_call *event)
{
	const struct callview *view = &otlp->view;
	struct json *json = &otlp->json;
	struct text text = text_in(otlp->arguments, ARGUMENTS);

	callview_args(&text, view, &otlp->view_of);
	otlp_attribute(json, "syscall.name", view->name);
	otlp_attribute_int(json, "syscall.number", event->call.nr);
	otlp_attribute(json, "syscall.arguments", otlp->arguments);
	otlp_attribute_int(json, "syscall.result", view->error ? -1 : event->call.result);
	otlp_attribute_int(json, "syscall.duration_us", (int64_t)(event->duration_ns / 1000));
	if (view->error)
		otlp_attribute(json, "error.type", view->errno_name);
	if (view->task != NULL) {
		otlp_attribute_int(json, "thread.id", view->task->tid);
		otlp_attribute_int(json, "process.pid", view->task->pid);
	}
	add_place(json, view->place);
}

static void
add_alert(struct otlp *otlp, const struct alert *alert, const struct event_call *event)
{
	struct json *json = &otlp->json;

	json_list(json, "events");
	if (alert != NULL) {
		json_object(json, NULL);
		otlp_uint(json, "timeUnixNano", wall_ns(otlp, event->head.time_ns + event->duration_ns));
		json_string(json, "name", "alert");
		json_list(json, "attributes");
		otlp_attribute(json, "severity", alert_severity_name(alert->severity));
		otlp_attribute(json, "rule", alert->title);
		if (alert->rule == ALERT_BY_RULE) {
			otlp_attribute(json, "about", alert->about);
		} else {
			otlp_attribute_decimal(json, "z", alert->z);
			otlp_attribute_decimal(json, "usual_ns", alert->usual_ns);
			otlp_attribute_int(json, "samples", (int64_t)alert->samples);
		}
		json_list_end(json);
		json_object_end(json);
	}
	json_list_end(json);
}

static void
write_call(struct otlp *otlp, const struct event_call *event)
{
	const struct alert *alert = alerts_newest(session_alerts(otlp->session));
	char name[64];

	if (alert != NULL && alert->last_seq != event->seq)
		alert = NULL;
	if (!is_wanted(otlp, event, alert))
		return;
	callview_read(&otlp->view, &otlp->view_of, event);
	snprintf(name, sizeof name, "syscall: %s", otlp->view.name);
	begin_span(otlp, SPAN_CALL, event->seq, name);
	set_parent(otlp, SPAN_TASK, event->head.task);
	set_times(otlp, event->head.time_ns, event->head.time_ns + event->duration_ns);
	json_list(&otlp->json, "attributes");
	add_call(otlp, event);
	json_list_end(&otlp->json);
	add_alert(otlp, alert, event);
	end_span(otlp, otlp->view.error ? otlp->view.errno_name : NULL);
}

/* --- tasks and the process -------------------------------------------------------------- */

/* How a wait status ended; NULL when it was no error. */
static const char *
failure(int status, char *buf, size_t cap)
{
	if (status < 0 || (WIFEXITED(status) && WEXITSTATUS(status) == 0))
		return NULL;
	snprintf(buf, cap, WIFSIGNALED(status) ? "killed by signal %d" : "exited with %d",
		 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	return buf;
}

static void
write_task(struct otlp *otlp, const struct task *task, uint64_t end_ns)
{
	struct json *json = &otlp->json;
	char text[64];

	snprintf(text, sizeof text, "%s: %.16s", task->tid == task->pid ? "process" : "thread", task->comm);
	begin_span(otlp, SPAN_TASK, task->serial, text);
	set_parent(otlp, task->parent != 0 ? SPAN_TASK : SPAN_PROCESS, task->parent);
	set_times(otlp, task->begin_ns, end_ns);
	json_list(json, "attributes");
	otlp_attribute_int(json, "thread.id", task->tid);
	otlp_attribute(json, "thread.name", task->comm);
	otlp_attribute_int(json, "process.pid", task->pid);
	if (task->path[0] != '\0')
		otlp_attribute(json, "process.executable.path", task->path);
	otlp_attribute_int(json, "syscall.count", (int64_t)task->calls);
	otlp_attribute_int(json, "syscall.errors", (int64_t)task->errors);
	json_list_end(json);
	end_span(otlp, failure(task->status, text, sizeof text));
}

static void
add_decisions(struct otlp *otlp)
{
	const struct decisions *decisions = session_decisions(otlp->session);
	size_t count = decisions != NULL ? decisions_count(decisions) : 0;
	struct json *json = &otlp->json;

	json_list(json, "events");
	for (size_t i = 0; i < count && i < EVENTS_MAX; i++) {
		const struct decision *decision = decisions_get(decisions, i);
		char *name = mem_format("decision: %s::%s", decision->category, decision->name);

		json_object(json, NULL);
		otlp_uint(json, "timeUnixNano", wall_ns(otlp, decision->time_ns));
		json_string(json, "name", name);
		json_list(json, "attributes");
		otlp_attribute(json, "decision.category", decision->category);
		otlp_attribute(json, "decision.name", decision->name);
		otlp_attribute(json, "decision.input", decision->input);
		if (decision->result != NULL)
			otlp_attribute(json, "decision.result", decision->result);
		otlp_attribute_int(json, "decision.timestamp_us",
				   (int64_t)((decision->time_ns - session_totals(otlp->session)->begin_ns) / 1000));
		json_list_end(json);
		json_object_end(json);
		free(name);
	}
	json_list_end(json);
	if (count > EVENTS_MAX)
		json_uint(json, "droppedEventsCount", count - EVENTS_MAX);
}

static void
write_process(struct otlp *otlp)
{
	const struct session_totals *totals = session_totals(otlp->session);
	struct json *json = &otlp->json;
	int len = (int)strcspn(totals->command, " ");
	char *name = mem_format("process: %.*s", len, totals->command);
	char text[64];

	begin_span(otlp, SPAN_PROCESS, 0, name);
	if (otlp->options.context.has_parent)
		otlp_id(json, "parentSpanId", otlp->options.context.parent, OTLP_SPAN_ID);
	set_times(otlp, totals->begin_ns, totals->last_ns);
	json_list(json, "attributes");
	otlp_attribute(json, "process.command", totals->command);
	otlp_attribute_int(json, "process.pid", totals->pid);
	if (totals->status >= 0 && WIFEXITED(totals->status)) {
		otlp_attribute_int(json, "process.exit.code", WEXITSTATUS(totals->status));
		otlp_attribute_int(json, "process.exit_code", WEXITSTATUS(totals->status));	/* as renacer names it */
	}
	otlp_attribute_int(json, "syscall.count", (int64_t)totals->calls);
	otlp_attribute_int(json, "syscall.errors", (int64_t)totals->errors);
	otlp_attribute_int(json, "sightline.dropped", (int64_t)totals->dropped);
	json_list_end(json);
	add_decisions(otlp);
	end_span(otlp, failure(totals->status, text, sizeof text));
	free(name);
}

/* Tasks that we let go end with the trace. */
static void
write_end(struct otlp *otlp)
{
	const struct tasks *tasks = session_tasks(otlp->session);

	for (uint32_t serial = 1; serial <= tasks_count(tasks); serial++)
		if (tasks_get(tasks, serial)->alive)
			write_task(otlp, tasks_get(tasks, serial), session_totals(otlp->session)->last_ns);
	write_process(otlp);
	send_metrics(otlp);
}

/* --- feeding ------------------------------------------------------------------------------ */

void
otlp_feed(struct otlp *otlp, const struct event *event)
{
	const struct task *task = tasks_get(session_tasks(otlp->session), event->task);

	if (event->kind == EVENT_CALL)
		write_call(otlp, (const struct event_call *)event);
	else if (event->kind == EVENT_TASK_EXIT && task != NULL)
		write_task(otlp, task, event->time_ns);
	else if (event->kind == EVENT_END)
		write_end(otlp);
}

void
otlp_flush(struct otlp *otlp, uint64_t now_ns)
{
	if (otlp->metrics_ns == 0)
		otlp->metrics_ns = now_ns;
	if (otlp->out != NULL && otlp->batch_ns == 0)
		otlp->batch_ns = now_ns;
	else if (otlp->out != NULL && now_ns - otlp->batch_ns >= BATCH_NS)
		otlp_hand_over(otlp);
	if (session_totals(otlp->session)->phase == SESSION_LIVE && now_ns - otlp->metrics_ns >= METRICS_NS) {
		send_metrics(otlp);
		otlp->metrics_ns = now_ns;
	}
}
