/* JSON Lines: one object a record, the last one says how it ended. */
#include <string.h>
#include <sys/wait.h>

#include "base/text.h"
#include "export/formats.h"
#include "export/json.h"
#include "model/session.h"
#include "syscall/decode.h"
#include "syscall/errnos.h"

struct state {
	struct json json;
	char text[DECODE_ROW_MAX];
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

static void
write_args(struct export *export, struct json *json, const struct call *call)
{
	const struct decode_options options = { .string_max = export->options.string_max };
	struct state *state = export->state;

	json_list(json, "args");
	for (unsigned arg = 0; arg < decode_arg_count(call); arg++) {
		struct text text = text_in(state->text, sizeof state->text);

		decode_arg(&text, call, arg, &options);
		json_bytes(json, NULL, text.bytes, text.len);
	}
	json_list_end(json);
}

/* result is -1 with an errno; null for what never returned or will be run again. */
static void
write_result(struct json *json, const struct call *call)
{
	bool done = call->state == CALL_DONE, error = done && result_is_error(call->result);
	const char *name = error ? errno_name((unsigned)-call->result) : NULL;

	if (!done || (error && result_is_restart(call->result)))
		json_null(json, "result");
	else
		json_int(json, "result", error ? -1 : call->result);
	if (!error)
		json_null(json, "errno");
	else if (name != NULL)
		json_string(json, "errno", name);
	else
		json_int(json, "errno", -call->result);
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
	if (place->orig_file[0] == '\0')
		return;
	json_object(json, "original");
	json_string(json, "file", place->orig_file);
	json_uint(json, "line", place->orig_line);
	json_string_or_null(json, "function", place->orig_function);
	json_string_or_null(json, "language", place->orig_language);
	json_bool(json, "exact", place->orig_exact);
	json_object_end(json);
}

static void
write_call(struct export *export, const struct event_call *event)
{
	char name[CALL_NAME_CAP];
	struct call_row row;
	struct json *json;

	if (event->call.state == CALL_OPEN)
		return;
	json = begin_record(export, "call", NULL);
	json_uint(json, "seq", event->seq);
	json_uint(json, "time_ns", event->head.time_ns);
	write_task(export, json, event->head.task);
	json_string(json, "name", call_name(event->call.abi, event->call.nr, name));
	if (event->call.abi != abi_native())
		json_string(json, "abi", abi_name(event->call.abi));
	write_args(export, json, &event->call);
	write_result(json, &event->call);
	if (event->call.state == CALL_DONE)
		json_uint(json, "duration_ns", event->duration_ns);
	else
		json_null(json, "duration_ns");
	json_string(json, "state", event->call.state == CALL_DONE ? "done" : "unfinished");
	write_place(json, session_row(export->session, event->seq, &row) ? row.place : &place_unknown);
	end_record(export, json);
}

/* Right behind the call that it is about. */
static void
write_alert(struct export *export, const struct event_call *event)
{
	const struct alert *alert = alerts_newest(session_alerts(export->session));
	struct json *json;

	if (event->call.state != CALL_DONE || alert == NULL || alert->last_seq != event->seq)
		return;
	json = begin_record(export, "alert", NULL);
	json_string(json, "severity", alert_severity_name(alert->severity));
	json_string(json, "rule", alert_rule_name(alert->rule));
	json_uint(json, "seq", event->seq);
	json_string(json, "name", alert->call);
	json_string_or_null(json, "function", alert->function);
	json_string_or_null(json, "file", alert->file);
	if (alert->line > 0)
		json_uint(json, "line", alert->line);
	else
		json_null(json, "line");
	json_uint(json, "duration_ns", alert->duration_ns);
	json_uint(json, alert->rule == ALERT_RENACER ? "mean_ns" : "median_ns", (uint64_t)alert->usual_ns);
	json_uint(json, alert->rule == ALERT_RENACER ? "sd" : "mad", (uint64_t)alert->spread_ns);
	json_uint(json, "n", alert->samples);
	json_thousandths(json, "z", alert->z);
	end_record(export, json);
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
	json_uint(json, "stalls", event->stalls);
	json_uint(json, "stall_ns", event->stall_ns);
	if (event->status == -1)
		json_null(json, "exit_status");
	else
		json_int(json, "exit_status",
			 WIFSIGNALED(event->status) ? 128 + WTERMSIG(event->status) : WEXITSTATUS(event->status));
	end_record(export, json);
}

static void
jsonl_begin(struct export *export)
{
	struct state *state = export->state;

	json_begin(&state->json, export->out);
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
		write_alert(export, (const struct event_call *)event);
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
		write_end(export, (const struct event_end *)event);
		break;
	default:
		break;
	}
}

const struct export_ops export_jsonl = {
	.name = "jsonl",
	.help = "JSON Lines, one object a record",
	.state_size = sizeof(struct state),
	.needs_stacks = true,
	.begin = jsonl_begin,
	.feed = jsonl_feed,
};
