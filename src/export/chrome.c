/*
 * Trace Event JSON, which Perfetto, speedscope and the profilers of browsers
 * read: a track for each thread, a call being a slice of it.
 */
#include "base/table.h"
#include "export/calljson.h"
#include "export/callview.h"
#include "export/formats.h"
#include "export/json.h"
#include "model/session.h"
#include "syscall/decode.h"
#include "syscall/errnos.h"

struct state {
	struct json json;
	struct table ends;	/* tid → when its newest slice ended */
	struct callview view;
	char room[DECODE_ROW_MAX];
};

static uint64_t
since_begin(const struct export *export, uint64_t time_ns)
{
	uint64_t begin_ns = session_totals(export->session)->begin_ns;

	return time_ns > begin_ns ? time_ns - begin_ns : 0;
}

/* What every event begins with; the caller ends the object. */
static struct json *
begin_event(struct export *export, const char *phase, uint64_t time_ns, uint32_t pid, uint32_t tid)
{
	struct state *state = export->state;

	json_newline(&state->json);
	json_object(&state->json, NULL);
	json_string(&state->json, "ph", phase);
	json_thousandths(&state->json, "ts", since_begin(export, time_ns));
	json_uint(&state->json, "pid", pid);
	json_uint(&state->json, "tid", tid);
	return &state->json;
}

/* --- calls ---------------------------------------------------------------------- */

static void
write_details(struct export *export, struct json *json, const struct callview *view)
{
	struct state *state = export->state;

	json_object(json, "args");
	json_uint(json, "seq", view->event->seq);
	calljson_args(json, view, export, state->room);
	if (view->done)
		json_int(json, "result", view->event->call.result);
	else
		json_bool(json, "unfinished", true);
	calljson_errno(json, view);
	json_uint(json, "duration_ns", view->event->duration_ns);
	json_string_or_null(json, "function", view->place->function);
	json_string_or_null(json, "caller", view->place->caller);
	json_string_or_null(json, "file", view->place->file);
	json_uint(json, "line", view->place->line);
	calljson_original(json, view->place);
	json_object_end(json);
}

/*
 * Slices of a track must not cross. A thread makes one call at a time, but a
 * thread whose exec makes it the leader takes the leader's number while the
 * leader is inside a call: its slice begins where the leader's ended.
 */
static uint64_t
slice_begin(struct table *ends, uint32_t tid, uint64_t begin_ns, uint64_t end_ns)
{
	uint64_t last_ns = 0;

	(void)table_get(ends, tid, &last_ns);	/* the first one of its track: 0 stays */
	table_set(ends, tid, end_ns > last_ns ? end_ns : last_ns);
	return begin_ns > last_ns ? begin_ns : last_ns;
}

static void
write_call(struct export *export, const struct event_call *event)
{
	struct state *state = export->state;
	const struct callview *view = &state->view;
	uint64_t begin_ns = event->head.time_ns, end_ns = begin_ns + event->duration_ns;
	struct json *json;

	callview_read(&state->view, export, event);
	if (event->call.state == CALL_OPEN || view->task == NULL)
		return;
	begin_ns = slice_begin(&state->ends, view->task->tid, begin_ns, end_ns);
	json = begin_event(export, "X", begin_ns, view->task->pid, view->task->tid);
	json_thousandths(json, "dur", end_ns > begin_ns ? end_ns - begin_ns : 0);
	json_string(json, "name", view->name);
	json_string(json, "cat", view->error ? "syscall,error" : "syscall");
	write_details(export, json, view);
	json_object_end(json);
}

/* --- tracks ------------------------------------------------------------------------ */

static void
write_name(struct export *export, const char *what, const struct task *task)
{
	struct json *json = begin_event(export, "M", 0, task->pid, task->tid);

	json_string(json, "name", what);
	json_object(json, "args");
	json_string(json, "name", task->comm);
	json_object_end(json);
	json_object_end(json);
}

static void
write_names(struct export *export, uint32_t serial)
{
	const struct task *task = tasks_get(session_tasks(export->session), serial);

	if (task == NULL)
		return;
	if (task->tid == task->pid)
		write_name(export, "process_name", task);
	write_name(export, "thread_name", task);
}

/* --- what has no length --------------------------------------------------------------- */

static void
write_signal(struct export *export, const struct event_signal *event)
{
	const struct task *task = tasks_get(session_tasks(export->session), event->head.task);
	struct json *json;
	char name[16];

	if (task == NULL)
		return;
	json = begin_event(export, "i", event->head.time_ns, task->pid, task->tid);
	json_string(json, "s", "t");
	json_string(json, "name", signal_name(event->signal, name));
	json_string(json, "cat", event->stopped ? "signal,stop" : "signal");
	json_object_end(json);
}

/* A gap that concerns every track. */
static void
write_lost(struct export *export, const struct event_lost *event)
{
	uint32_t pid = session_totals(export->session)->pid;
	struct json *json = begin_event(export, "i", event->head.time_ns, pid, pid);

	json_string(json, "s", "g");
	json_string(json, "name", "calls not recorded");
	json_string(json, "cat", "lost");
	json_object(json, "args");
	json_uint(json, "count", event->count);
	json_object_end(json);
	json_object_end(json);
}

static void
chrome_begin(struct export *export)
{
	struct state *state = export->state;

	json_begin(&state->json, export->out);
	json_object(&state->json, NULL);
	json_string(&state->json, "displayTimeUnit", "ns");
	json_list(&state->json, "traceEvents");
}

static void
chrome_feed(struct export *export, const struct event *event)
{
	switch (event->kind) {
	case EVENT_TASK:
	case EVENT_EXEC:
		write_names(export, event->task);
		break;
	case EVENT_CALL:
		write_call(export, (const struct event_call *)event);
		break;
	case EVENT_SIGNAL:
		write_signal(export, (const struct event_signal *)event);
		break;
	case EVENT_LOST:
		write_lost(export, (const struct event_lost *)event);
		break;
	default:
		break;
	}
}

static void
chrome_tail(struct export *export)
{
	const struct session_totals *totals = session_totals(export->session);
	struct json copy = ((struct state *)export->state)->json, *json = &copy;

	json_list_end(json);
	json_newline(json);
	json_object(json, "otherData");
	json_string(json, "version", "sightline " PACKAGE_VERSION);
	json_string(json, "command", totals->command);
	json_uint(json, "realtime_ns", totals->realtime_ns);
	json_uint(json, "begin_ns", totals->begin_ns);
	json_uint(json, "dropped", totals->dropped);
	calljson_status(json, "exit_status", totals->status);
	json_object_end(json);
	json_object_end(json);
	fputc('\n', export->out);
}

static void
chrome_end(struct export *export)
{
	table_done(&((struct state *)export->state)->ends);
}

const struct export_ops export_chrome = {
	.name = "chrome",
	.help = "Trace Event JSON, for Perfetto and other timelines",
	.state_size = sizeof(struct state),
	.needs_stacks = true,
	.begin = chrome_begin,
	.feed = chrome_feed,
	.tail = chrome_tail,
	.end = chrome_end,
};
