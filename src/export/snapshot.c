#include "export/snapshot.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"
#include "model/session.h"

struct snapshot {
	const struct session *session;
	void (*take)(void *who, const struct event *event);
	void *who;
	struct table begun;	/* serials of tasks whose TASK record is kept */
	struct table stacks;	/* numbers of stacks that were given */
};

static void
give(struct snapshot *snapshot, const void *event)
{
	snapshot->take(snapshot->who, event);
}

/* --- tasks that began before what is kept ------------------------------------------- */

static void
give_exec(struct snapshot *snapshot, const struct task *task)
{
	size_t len = strlen(task->path), size = (sizeof(struct event_exec) + len + 7) & ~(size_t)7;
	struct event_exec *event;

	if (len == 0 || size > EVENT_MAX)
		return;
	event = mem_new(1, size);
	event->head = (struct event){ .size = (uint32_t)size, .kind = EVENT_EXEC, .task = task->serial, .time_ns = task->begin_ns };
	memcpy(event->comm, task->comm, sizeof event->comm);
	event->path_len = (uint32_t)len;
	memcpy(event + 1, task->path, len);
	give(snapshot, event);
	free(event);
}

static void
give_task(struct snapshot *snapshot, const struct task *task)
{
	struct event_task event = {
		.head = { .size = sizeof event, .kind = EVENT_TASK, .task = task->serial, .time_ns = task->begin_ns },
		.tid = task->tid, .pid = task->pid, .parent = task->parent, .origin = task->origin,
	};

	memcpy(event.comm, task->comm, sizeof event.comm);
	give(snapshot, &event);
	give_exec(snapshot, task);
}

static void
give_exit(struct snapshot *snapshot, const struct task *task)
{
	const struct event_task_exit event = {
		.head = { .size = sizeof event, .kind = EVENT_TASK_EXIT, .task = task->serial, .time_ns = task->end_ns },
		.status = task->status,
	};

	give(snapshot, &event);
}

static void
give_old_tasks(struct snapshot *snapshot)
{
	const struct session *session = snapshot->session;
	const struct tasks *tasks = session_tasks(session);
	uint64_t first = session_others_first(session);
	struct table ended = { 0 };

	for (uint64_t number = first; number < session_others_end(session); number++) {
		const struct event *event = session_other(session, number);

		if (event->kind == EVENT_TASK)
			table_set(&snapshot->begun, event->task, 1);
		else if (event->kind == EVENT_TASK_EXIT)
			table_set(&ended, event->task, 1);
	}
	for (uint32_t serial = 1; serial <= tasks_count(tasks); serial++) {
		const struct task *task = tasks_get(tasks, serial);

		if (table_get(&snapshot->begun, serial, NULL) || task->tid == 0)
			continue;
		give_task(snapshot, task);
		if (!task->alive && !table_get(&ended, serial, NULL))
			give_exit(snapshot, task);
	}
	table_done(&ended);
}

/* --- rows ------------------------------------------------------------------------------ */

static void
give_stack(struct snapshot *snapshot, const struct event_call *call)
{
	unsigned count;
	bool cut;
	const struct session_frame *frames = session_stack(snapshot->session, call->stack, &count, &cut);
	size_t size = sizeof(struct event_stack) + count * sizeof(struct event_frame);
	struct event_stack *event;

	if (call->stack == 0 || count == 0 || size > EVENT_MAX || table_get(&snapshot->stacks, call->stack, NULL))
		return;
	table_set(&snapshot->stacks, call->stack, 1);
	event = mem_new(1, size);
	event->head = (struct event){
		.size = (uint32_t)size, .kind = EVENT_STACK, .flags = cut ? STACK_CUT : 0, .task = call->head.task,
		.time_ns = call->head.time_ns,
	};
	event->stack = call->stack;
	event->count = count;
	for (unsigned i = 0; i < count; i++)
		event->frames[i] = (struct event_frame){
			.pc = frames[i].pc, .map = frames[i].map, .flags = frames[i].exact ? FRAME_EXACT_PC : 0,
		};
	give(snapshot, event);
	free(event);
}

static void
give_older_calls(struct snapshot *snapshot, uint64_t first, uint64_t time_ns)
{
	const struct event_lost lost = {
		.head = { .size = sizeof lost, .kind = EVENT_LOST, .flags = LOST_REMOVED, .time_ns = time_ns },
		.first_seq = 1,
		.count = first - 1,
	};

	if (first > 1)
		give(snapshot, &lost);
}

/* Others that were told before the call. */
static uint64_t
give_others(struct snapshot *snapshot, uint64_t number, uint64_t until_ns)
{
	uint64_t end = session_others_end(snapshot->session);

	for (; number < end && session_other(snapshot->session, number)->time_ns <= until_ns; number++)
		give(snapshot, session_other(snapshot->session, number));
	return number;
}

static void
give_rows(struct snapshot *snapshot)
{
	const struct session *session = snapshot->session;
	uint64_t other = session_others_first(session), first = session_first(session);
	struct call_row row;

	give_older_calls(snapshot, first, session_totals(session)->begin_ns);
	for (uint64_t seq = first; seq < session_end(session); seq++) {
		if (!session_row(session, seq, &row) || row.event == NULL)
			continue;
		other = give_others(snapshot, other, row.event->head.time_ns);
		give_stack(snapshot, row.event);
		give(snapshot, row.event);
	}
	give_others(snapshot, other, UINT64_MAX);
}

void
snapshot_write(const struct session *session, void (*take)(void *who, const struct event *event), void *who)
{
	struct snapshot snapshot = { .session = session, .take = take, .who = who };
	const struct event_start *start = session_start(session);

	if (start == NULL)
		return;
	give(&snapshot, start);
	give_old_tasks(&snapshot);
	give_rows(&snapshot);
	if (session_ending(session) != NULL)
		give(&snapshot, session_ending(session));
	table_done(&snapshot.begun);
	table_done(&snapshot.stacks);
}
