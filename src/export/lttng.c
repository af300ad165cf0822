/*
 * A trace as LTTng's kernel tracer would have written it, for the analyses and
 * views that read those: system calls by entry and exit, and what becomes of
 * processes. It is a directory; kernels' other events it has none of.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/table.h"
#include "export/callview.h"
#include "export/formats.h"
#include "export/lttng_metadata.h"
#include "export/lttng_stream.h"
#include "model/session.h"

enum { PACKET_FULL = 256 * 1024, PATH_CAP = 256, PRIO = 20, SLEEPS = 1, COMMON = 5 };

/* A task inside an execve that succeeded: told between the call's entry and its exit. */
struct pending_exec {
	bool is;
	uint64_t time_ns;
	uint32_t old_tid;
	char path[PATH_CAP];
};

struct slot {
	struct lttng_stream stream;
	struct pending_exec exec;
};

struct state {
	int directory;
	uint8_t uuid[LTTNG_UUID];
	FILE *metadata;
	struct slot **slots;	/* by number of the stream */
	size_t slot_count, slot_cap;
	struct table of_tasks;	/* serial → number of the stream */
	struct table declared;	/* abi and number → id of the call's entry */
	uint32_t next_id;
	uint64_t begin_ns, discarded;
	struct callview view;
};

static void
fail(struct export *export, int r)
{
	if (r < 0 && export->error == 0)
		export->error = r;
}

/* --- streams ---------------------------------------------------------------------------- */

static struct slot *
slot_of(struct state *state, uint32_t task)
{
	uint64_t number;

	return table_get(&state->of_tasks, task, &number) ? state->slots[number] : NULL;
}

/* The lowest that is free, or another one. */
static struct slot *
take_slot(struct state *state, uint32_t task)
{
	size_t number = 0;

	while (number < state->slot_count && state->slots[number]->stream.task != 0)
		number++;
	if (number == state->slot_count) {
		state->slots = mem_grow(state->slots, &state->slot_cap, number + 1, sizeof(struct slot *));
		state->slots[number] = mem_new(1, sizeof(struct slot));
		state->slots[number]->stream.cpu = (uint32_t)number;
		state->slots[number]->stream.origin_ns = state->begin_ns;
		state->slot_count++;
	}
	state->slots[number]->stream.task = task;
	state->slots[number]->exec.is = false;
	table_set(&state->of_tasks, task, number);
	return state->slots[number];
}

/* What is declared must be there before it is used. */
static void
flush_slot(struct export *export, struct slot *slot)
{
	struct state *state = export->state;

	if (state->metadata != NULL && fflush(state->metadata) != 0)
		fail(export, errno != 0 ? -errno : -EIO);
	if (export->error == 0)
		fail(export, lttng_stream_flush(&slot->stream, state->directory, state->uuid));
}

static void
flush_when_full(struct export *export, struct slot *slot)
{
	slot->stream.discarded = ((struct state *)export->state)->discarded;
	if (slot->stream.used >= PACKET_FULL)
		flush_slot(export, slot);
}

/* --- processes --------------------------------------------------------------------------- */

static void
put_switch(struct lttng_stream *stream, uint64_t time_ns, const struct task *task, bool in)
{
	char idle[LTTNG_COMM];
	const char *const comms[] = { in ? idle : task->comm, in ? task->comm : idle };
	const uint32_t tids[] = { in ? 0 : task->tid, in ? task->tid : 0 };

	snprintf(idle, sizeof idle, "swapper/%u", (unsigned)stream->cpu);
	lttng_stream_event(stream, LTTNG_SWITCH, time_ns, task);
	lttng_stream_comm(stream, comms[0]);
	lttng_stream_u32(stream, tids[0]);
	lttng_stream_u32(stream, PRIO);
	lttng_stream_u64(stream, in ? 0 : SLEEPS);
	lttng_stream_comm(stream, comms[1]);
	lttng_stream_u32(stream, tids[1]);
	lttng_stream_u32(stream, PRIO);
}

static void
put_fork(struct lttng_stream *stream, uint64_t time_ns, const struct task *parent, const struct task *child)
{
	lttng_stream_event(stream, LTTNG_FORK, time_ns, parent);
	lttng_stream_comm(stream, parent->comm);
	lttng_stream_u32(stream, parent->tid);
	lttng_stream_u32(stream, parent->pid);
	lttng_stream_comm(stream, child->comm);
	lttng_stream_u32(stream, child->tid);
	lttng_stream_u32(stream, child->pid);
}

/* A task that was there before, or whose parent is not ours. */
static void
put_state(struct lttng_stream *stream, uint64_t time_ns, const struct task *task)
{
	const uint32_t ids[] = { task->tid, task->tid, task->pid, task->pid, 0, 0 };

	lttng_stream_event(stream, LTTNG_STATE, time_ns, task);
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		lttng_stream_u32(stream, ids[i]);
	lttng_stream_comm(stream, task->comm);
	lttng_stream_u32(stream, 0);		/* type: user */
	lttng_stream_u32(stream, 1);		/* mode: user */
	lttng_stream_u32(stream, 0);
	lttng_stream_u32(stream, COMMON);	/* status: runs */
	lttng_stream_u32(stream, 0);
	lttng_stream_u32(stream, PRIO);
}

static void
begin_task(struct export *export, const struct event *event)
{
	struct state *state = export->state;
	const struct tasks *tasks = session_tasks(export->session);
	const struct task *task = tasks_get(tasks, event->task);
	const struct task *parent = task != NULL && task->parent != 0 ? tasks_get(tasks, task->parent) : NULL;
	struct lttng_stream *stream;

	if (task == NULL)
		return;
	stream = &take_slot(state, event->task)->stream;
	if (parent != NULL)
		put_fork(stream, event->time_ns, parent, task);
	else
		put_state(stream, event->time_ns, task);
	put_switch(stream, event->time_ns, task, true);
}

static void
put_gone(struct lttng_stream *stream, enum lttng_event id, uint64_t time_ns, const struct task *task)
{
	lttng_stream_event(stream, id, time_ns, task);
	lttng_stream_comm(stream, task->comm);
	lttng_stream_u32(stream, task->tid);
	lttng_stream_u32(stream, PRIO);
}

static void
end_task(struct export *export, const struct event *event)
{
	struct state *state = export->state;
	const struct task *task = tasks_get(session_tasks(export->session), event->task);
	struct slot *slot = slot_of(state, event->task);

	if (task == NULL || slot == NULL)
		return;
	put_gone(&slot->stream, LTTNG_EXIT, event->time_ns, task);
	put_switch(&slot->stream, event->time_ns, task, false);
	put_gone(&slot->stream, LTTNG_FREE, event->time_ns, task);
	flush_when_full(export, slot);
	slot->stream.task = 0;
	table_remove(&state->of_tasks, event->task);
}

static void
remember_exec(struct state *state, const struct event_exec *event)
{
	struct slot *slot = slot_of(state, event->head.task);
	size_t len = event->path_len < PATH_CAP - 1 ? event->path_len : PATH_CAP - 1;

	if (slot == NULL)
		return;
	slot->exec = (struct pending_exec){ .is = true, .time_ns = event->head.time_ns, .old_tid = event->old_tid };
	memcpy(slot->exec.path, EVENT_TAIL(event), len);
}

/* --- calls ---------------------------------------------------------------------------------- */

/* The id of its entry; declared now when it is the first one. */
static uint32_t
id_of(struct state *state, const struct callview *view, struct lttng_fields *fields)
{
	const struct call *call = &view->event->call;
	uint64_t key = (uint64_t)call->abi << 32 | call->nr, id;

	lttng_fields_of(call_shape((enum abi)call->abi, call->nr), fields);
	if (table_get(&state->declared, key, &id))
		return (uint32_t)id;
	id = LTTNG_CALLS + 2 * state->next_id++;
	table_set(&state->declared, key, id);
	if (state->metadata != NULL)
		lttng_write_call(state->metadata, (uint32_t)id, view->name, call->abi != abi_native(), fields);
	return (uint32_t)id;
}

/* Small numbers have 32 bits in registers of 64. */
static uint64_t
sign_extended(enum arg_kind kind, uint64_t value)
{
	return kind == ARG_LONG ? value : (uint64_t)(int64_t)(int32_t)value;
}

static void
put_fields(struct lttng_stream *stream, const struct call *call, const struct lttng_fields *fields)
{
	const struct call_shape *shape = call_shape((enum abi)call->abi, call->nr);

	for (unsigned i = 0; i < fields->count; i++) {
		unsigned arg = fields->fields[i].arg;
		const struct piece *piece = call_piece(call, arg, 0);

		if (fields->fields[i].form == LTTNG_STRING)
			lttng_stream_string(stream, piece != NULL ? piece_bytes(piece) : "", piece != NULL ? piece->len : 0);
		else if (fields->fields[i].form == LTTNG_SIGNED)
			lttng_stream_u64(stream, sign_extended((enum arg_kind)shape->args[arg].kind, call->args[arg]));
		else
			lttng_stream_u64(stream, call->args[arg]);
	}
}

static void
put_exec(struct slot *slot, const struct task *task)
{
	lttng_stream_event(&slot->stream, LTTNG_EXEC, slot->exec.time_ns, task);
	lttng_stream_string(&slot->stream, slot->exec.path, sizeof slot->exec.path);
	lttng_stream_u32(&slot->stream, task->tid);
	lttng_stream_u32(&slot->stream, slot->exec.old_tid != 0 ? slot->exec.old_tid : task->tid);
	slot->exec.is = false;
}

static void
write_call(struct export *export, const struct event_call *event)
{
	struct state *state = export->state;
	struct slot *slot = slot_of(state, event->head.task);
	struct lttng_fields fields;
	uint32_t id;

	callview_read(&state->view, export, event);
	if (event->call.state == CALL_OPEN || state->view.task == NULL || slot == NULL)
		return;
	id = id_of(state, &state->view, &fields);
	lttng_stream_event(&slot->stream, id, event->head.time_ns, state->view.task);
	put_fields(&slot->stream, &event->call, &fields);
	if (slot->exec.is)
		put_exec(slot, state->view.task);
	if (event->call.state == CALL_DONE) {
		lttng_stream_event(&slot->stream, id + 1, event->head.time_ns + event->duration_ns, state->view.task);
		lttng_stream_u64(&slot->stream, (uint64_t)event->call.result);
	}
	flush_when_full(export, slot);
}

/* --- the trace -------------------------------------------------------------------------------- */

static void
lttng_begin(struct export *export)
{
	struct state *state = export->state;
	int fd = -1;

	state->directory = open(export->options.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (state->directory >= 0)
		fd = openat(state->directory, "metadata", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd >= 0)
		state->metadata = fdopen(fd, "w");
	if (state->metadata == NULL)
		fail(export, errno != 0 ? -errno : -EIO);
	if (getrandom(state->uuid, sizeof state->uuid, 0) != sizeof state->uuid)
		memset(state->uuid, 0, sizeof state->uuid);
}

static void
lttng_feed(struct export *export, const struct event *event)
{
	struct state *state = export->state;

	switch (event->kind) {
	case EVENT_START:
		state->begin_ns = event->time_ns;
		if (state->metadata != NULL)
			lttng_write_metadata(state->metadata, (const struct event_start *)event, state->uuid);
		break;
	case EVENT_TASK:
		begin_task(export, event);
		break;
	case EVENT_EXEC:
		remember_exec(state, (const struct event_exec *)event);
		break;
	case EVENT_CALL:
		write_call(export, (const struct event_call *)event);
		break;
	case EVENT_TASK_EXIT:
		end_task(export, event);
		break;
	case EVENT_LOST:
		state->discarded += ((const struct event_lost *)event)->count;
		break;
	default:
		break;
	}
}

static void
lttng_flush(struct export *export)
{
	struct state *state = export->state;

	for (size_t i = 0; i < state->slot_count; i++) {
		state->slots[i]->stream.discarded = state->discarded;
		flush_slot(export, state->slots[i]);
	}
}

static void
lttng_end(struct export *export)
{
	struct state *state = export->state;

	lttng_flush(export);
	for (size_t i = 0; i < state->slot_count; i++) {
		if (export->error == 0)
			fail(export,
			     lttng_stream_end(&state->slots[i]->stream, session_totals(export->session)->last_ns,
					      state->directory, state->uuid));
		lttng_stream_done(&state->slots[i]->stream);
		free(state->slots[i]);
	}
	free(state->slots);
	table_done(&state->of_tasks);
	table_done(&state->declared);
	if (state->metadata != NULL && fclose(state->metadata) != 0)
		fail(export, errno != 0 ? -errno : -EIO);
	if (state->directory >= 0)
		close(state->directory);
}

const struct export_ops export_lttng = {
	.name = "lttng",
	.help = "a directory as LTTng's kernel tracer writes it, for lttng-analyses and Trace Compass",
	.state_size = sizeof(struct state),
	.needs_file = true,
	.makes_directory = true,
	.begin = lttng_begin,
	.feed = lttng_feed,
	.flush = lttng_flush,
	.end = lttng_end,
};
