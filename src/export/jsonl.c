/* JSON Lines: one object a record, the last one says how it ended. */
#include <inttypes.h>
#include <string.h>
#include <sys/wait.h>

#include "export/calljson.h"
#include "export/callview.h"
#include "export/formats.h"
#include "export/json.h"
#include "export/stacktext.h"
#include "model/decisions.h"
#include "model/session.h"
#include "syscall/decode.h"
#include "syscall/errnos.h"

struct state {
	struct json json;
	struct callview view;
	struct stacktext stacks;
	char room[DECODE_ROW_MAX];
};

static struct json *
begin_record(struct export *export, const char *type, const struct event *event)
{
	struct state *state = export->state;

	json_object(&state->json, NULL);
	json_string(&state->json, "type", type);
	if (event != NULL)
		json_uint(&state->json, "time_ns", event->time_ns);
	return &state->json;
}

static void
end_record(struct export *export, struct json *json)
{
	json_object_end(json);
	fputc('\n', export->out);
}

static void
write_task(struct export *export, struct json *json, uint32_t serial)
{
	const struct task *task = tasks_get(session_tasks(export->session), serial);

	if (task == NULL)
		return;
	json_uint(json, "pid", task->pid);
	json_uint(json, "tid", task->tid);
}

/* --- calls ------------------------------------------------------------------- */

/* -1 with an errno; null for what never returned or will be run again. */
static void
write_result(struct json *json, const struct callview *view)
{
	if (!view->done || (view->error && result_is_restart(view->event->call.result)))
		json_null(json, "result");
	else
		json_int(json, "result", view->error ? -1 : view->event->call.result);
	calljson_errno(json, view);
}

static void
write_place(struct json *json, const struct place *place)
{
	json_string_or_null(json, "function", place->function);
	json_string_or_null(json, "caller", place->caller);
	json_string_or_null(json, "file", place->file);
	if (place->line > 0)
		json_uint(json, "line", place->line);
	else
		json_null(json, "line");
	calljson_original(json, place);
}

static void
write_call(struct export *export, const struct event_call *event)
{
	struct state *state = export->state;
	const struct callview *view = &state->view;
	struct json *json;

	if (event->call.state == CALL_OPEN)
		return;
	callview_read(&state->view, export, event);
	json = begin_record(export, "call", NULL);
	json_uint(json, "seq", event->seq);
	json_uint(json, "time_ns", event->head.time_ns);
	write_task(export, json, event->head.task);
	json_string(json, "name", view->name);
	if (event->call.abi != abi_native())
		json_string(json, "abi", abi_name(event->call.abi));
	calljson_args(json, view, export, state->room);
	write_result(json, view);
	if (view->done) {
		json_uint(json, "duration_ns", event->duration_ns);
		json_uint(json, "net_ns", event_net_ns(event));
		if (event->waited_ns > 0)
			json_uint(json, "waited_ns", event->waited_ns);
	} else {
		json_null(json, "duration_ns");
		json_null(json, "net_ns");
	}
	if (view->waits)
		json_bool(json, "waits", true);
	if (event->head.flags & CALL_PREEMPTED)
		json_bool(json, "preempted", true);
	json_string(json, "state", view->done ? "done" : "unfinished");
	write_place(json, view->place);
	if (export->options.stacks)
		stacktext_json(&state->stacks, json, export->session, event->stack);
	end_record(export, json);
}

/* --- decisions --------------------------------------------------------------- */

static void
write_decision(struct export *export, const struct decision *decision, size_t number)
{
	struct json *json = begin_record(export, "decision", NULL);
	char id[2 + 16 + 1];

	json_uint(json, "number", number);
	json_uint(json, "seq", decision->seq);
	json_uint(json, "time_ns", decision->time_ns);
	write_task(export, json, decision->task);
	json_string(json, "category", decision->category);
	json_string(json, "name", decision->name);
	json_text(json, "input", decision->input);
	snprintf(id, sizeof id, "0x%" PRIX64, decision->id);
	json_string_or_null(json, "id", decision->has_id ? id : "");
	write_place(json, decision->place);
	end_record(export, json);
}

static void
write_result_of(struct export *export, const struct decision *decision, size_t number, const struct event *event)
{
	struct json *json = begin_record(export, "decision_result", event);

	json_uint(json, "number", number);
	write_task(export, json, event->task);
	json_string(json, "category", decision->category);
	json_string(json, "name", decision->name);
	json_text(json, "result", decision->result);
	end_record(export, json);
}

/* What the record just written said, in order. */
static void
write_news(struct export *export, const struct event *event)
{
	const struct decisions *decisions = session_decisions(export->session);
	const struct decision_news *news;
	size_t count;

	if (decisions == NULL)
		return;
	news = decisions_news(decisions, &count);
	for (size_t i = 0; i < count; i++) {
		const struct decision *decision = decisions_get(decisions, news[i].number);

		if (news[i].result)
			write_result_of(export, decision, news[i].number + 1, event);
		else
			write_decision(export, decision, news[i].number + 1);
	}
}

/* Only where a transpiler spoke: any other trace looks as if nobody had listened. */
static void
write_decision_totals(struct export *export, const struct event *event)
{
	const struct decisions *decisions = session_decisions(export->session);
	struct decisions_totals totals;
	struct json *json;

	if (decisions == NULL)
		return;
	decisions_totals(decisions, &totals);
	if (decisions_count(decisions) + totals.malformed + totals.unmatched + totals.dropped + totals.cut == 0)
		return;
	json = begin_record(export, "decisions", event);
	json_uint(json, "count", decisions_count(decisions));
	json_uint(json, "results", totals.results);
	json_uint(json, "malformed", totals.malformed);
	json_uint(json, "unmatched", totals.unmatched);
	json_uint(json, "dropped", totals.dropped);
	json_uint(json, "cut", totals.cut);
	json_uint(json, "gaps", totals.gaps);
	json_uint(json, "unfollowed", totals.unfollowed);
	end_record(export, json);
}

/* Of a score: what was compared with what. */
static void
write_score(struct json *json, const struct alert *alert)
{
	bool renacer = alert->rule == ALERT_RENACER;

	json_uint(json, renacer ? "mean_ns" : "median_ns", (uint64_t)alert->usual_ns);
	json_uint(json, renacer ? "sd" : "mad", (uint64_t)alert->spread_ns);
	if (alert->rule == ALERT_LATE)
		json_uint(json, "asked_ns", alert->asked_ns);
	if (alert->waited_ns > 0)
		json_uint(json, "waited_ns", alert->waited_ns);
	json_uint(json, "n", alert->samples);
	json_decimal(json, "z", alert->z);
}

static void
write_alert(struct export *export, const struct event_call *event, const struct alert *alert)
{
	struct json *json = begin_record(export, "alert", NULL);

	json_string(json, "severity", alert_severity_name(alert->severity));
	json_string(json, "rule", alert->title);
	json_uint(json, "seq", event->seq);
	json_uint(json, "time_ns", event->head.time_ns);
	json_string_or_null(json, "name", alert->call);
	json_string_or_null(json, "function", alert->function);
	json_string_or_null(json, "file", alert->file);
	if (alert->line > 0)
		json_uint(json, "line", alert->line);
	else
		json_null(json, "line");
	json_uint(json, "duration_ns", alert->duration_ns);
	if (alert->rule == ALERT_BY_RULE)
		json_string(json, "about", alert->about);
	else
		write_score(json, alert);
	end_record(export, json);
}

/* Right behind the call that they are about; of one that is still open, where it was found to be. */
static void
write_alerts(struct export *export, const struct event_call *event)
{
	size_t count;
	const struct alert *news = alerts_news(session_alerts(export->session), &count);

	for (size_t i = 0; i < count; i++)
		write_alert(export, event, &news[i]);
}

/* --- the others -------------------------------------------------------------- */

static void
write_start(struct export *export, const struct event_start *event)
{
	struct json *json = begin_record(export, "start", &event->head);
	const char *at = EVENT_TAIL(event), *end = at + event->text_len;

	json_uint(json, "realtime_ns", event->realtime_ns);
	json_uint(json, "pid", event->pid);
	json_bool(json, "attached", event->attached != 0);
	json_uint(json, "floor_ns", event->floor_ns);
	json_list(json, "command");
	while (at < end) {
		size_t len = strnlen(at, (size_t)(end - at));

		json_bytes(json, NULL, at, len);
		at += len + 1;
	}
	json_list_end(json);
	end_record(export, json);
}

static void
write_begin(struct export *export, const struct event_task *event)
{
	static const char *const origins[] = {
		[TASK_STARTED] = "started", [TASK_ATTACHED] = "attached", [TASK_FORK] = "fork", [TASK_VFORK] = "vfork",
		[TASK_CLONE] = "clone",
	};
	const struct task *parent = tasks_get(session_tasks(export->session), event->parent);
	struct json *json = begin_record(export, event->tid == event->pid ? "process" : "thread", &event->head);

	json_uint(json, "pid", event->pid);
	json_uint(json, "tid", event->tid);
	if (parent != NULL)
		json_uint(json, "parent", parent->tid);
	else
		json_null(json, "parent");
	json_string(json, "origin", event->origin <= TASK_CLONE ? origins[event->origin] : "unknown");
	json_bytes(json, "comm", event->comm, strnlen(event->comm, sizeof event->comm));
	end_record(export, json);
}

static void
write_exec(struct export *export, const struct event_exec *event)
{
	struct json *json = begin_record(export, "exec", &event->head);

	write_task(export, json, event->head.task);
	json_bytes(json, "path", EVENT_TAIL(event), event->path_len);
	json_bytes(json, "comm", event->comm, strnlen(event->comm, sizeof event->comm));
	if (event->old_tid != 0)
		json_uint(json, "old_tid", event->old_tid);
	end_record(export, json);
}

static void
write_signal(struct export *export, const struct event_signal *event)
{
	struct json *json = begin_record(export, "signal", &event->head);
	char name[16];

	write_task(export, json, event->head.task);
	json_string(json, "signal", signal_name(event->signal, name));
	json_bool(json, "stopped", event->stopped != 0);
	end_record(export, json);
}

static void
write_exit(struct export *export, const struct event_task_exit *event)
{
	struct json *json = begin_record(export, "exit", &event->head);
	char name[16];

	write_task(export, json, event->head.task);
	if (event->status == TASK_LEFT) {
		json_bool(json, "detached", true);
	} else if (event->status == TASK_SUPERSEDED) {
		json_bool(json, "superseded", true);
	} else if (WIFSIGNALED(event->status)) {
		json_string(json, "signal", signal_name((unsigned)WTERMSIG(event->status), name));
		json_bool(json, "core_dumped", WCOREDUMP(event->status));
	} else {
		json_int(json, "status", WEXITSTATUS(event->status));
	}
	json_bool(json, "last", event->last_of_process != 0);
	end_record(export, json);
}

static void
write_lost(struct export *export, const struct event_lost *event)
{
	struct json *json = begin_record(export, "lost", &event->head);

	json_uint(json, "first_seq", event->first_seq);
	json_uint(json, "count", event->count);
	end_record(export, json);
}

static void
write_note(struct export *export, const struct event_note *event)
{
	struct json *json = begin_record(export, "note", &event->head);

	json_bytes(json, "text", EVENT_TAIL(event), event->text_len);
	end_record(export, json);
}

static void
write_end(struct export *export, const struct event_end *event)
{
	struct json *json = begin_record(export, "end", &event->head);

	json_uint(json, "calls", event->calls);
	json_uint(json, "dropped", event->dropped);
	json_string_or_null(json, "filter", event->filter == FILTER_SECCOMP ? "seccomp" : event->filter == FILTER_STOPS ? "stops" : "");
	json_uint(json, "stalls", event->stalls);
	json_uint(json, "stall_ns", event->stall_ns);
	calljson_status(json, "exit_status", event->status);
	end_record(export, json);
}

static void
jsonl_begin(struct export *export)
{
	struct state *state = export->state;

	json_begin(&state->json, export->out);
}

static void
jsonl_end(struct export *export)
{
	stacktext_done(&((struct state *)export->state)->stacks);
}

static void
jsonl_feed(struct export *export, const struct event *event)
{
	switch (event->kind) {
	case EVENT_START:
		write_start(export, (const struct event_start *)event);
		break;
	case EVENT_TASK:
		write_begin(export, (const struct event_task *)event);
		break;
	case EVENT_EXEC:
		write_exec(export, (const struct event_exec *)event);
		break;
	case EVENT_CALL:
		write_call(export, (const struct event_call *)event);
		if (!export->options.kept)
			write_alerts(export, (const struct event_call *)event);
		break;
	case EVENT_SIGNAL:
		write_signal(export, (const struct event_signal *)event);
		break;
	case EVENT_TASK_EXIT:
		write_exit(export, (const struct event_task_exit *)event);
		break;
	case EVENT_LOST:
		write_lost(export, (const struct event_lost *)event);
		break;
	case EVENT_NOTE:
		write_note(export, (const struct event_note *)event);
		break;
	case EVENT_END:
		write_decision_totals(export, event);
		write_end(export, (const struct event_end *)event);
		break;
	default:
		break;
	}
	if (!export->options.kept)
		write_news(export, event);
}

const struct export_ops export_jsonl = {
	.name = "jsonl",
	.help = "JSON Lines, one object a record",
	.state_size = sizeof(struct state),
	.needs_stacks = true,
	.needs_decisions = true,
	.begin = jsonl_begin,
	.feed = jsonl_feed,
	.end = jsonl_end,
};
