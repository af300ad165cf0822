/* A session takes records in: each goes into the history and into every figure; see session.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"
#include "model/alerting.h"
#include "model/callstacks.h"
#include "model/decisions.h"
#include "model/groups.h"
#include "model/history.h"
#include "model/rules.h"
#include "model/session_inside.h"
#include "model/symbols.h"
#include "model/tally.h"
#include "syscall/errnos.h"

enum { MARKED_MAX = 65536 };

/* --- start and end ------------------------------------------------------------------- */

/* "cat" NUL "a.txt" NUL as "cat a.txt". */
static char *
join_arguments(const char *bytes, size_t len)
{
	char *text;

	while (len > 0 && bytes[len - 1] == '\0')
		len--;
	text = mem_new(len + 1, 1);
	for (size_t i = 0; i < len; i++)
		text[i] = bytes[i] != '\0' ? bytes[i] : ' ';
	return text;
}

static void
feed_start(struct session *session, const struct event_start *event)
{
	free(session->start);
	session->start = mem_copy(event, event->head.size);
	free(session->command);
	session->command = join_arguments(EVENT_TAIL(event), event->text_len);
	session->totals.command = session->command;
	session->totals.phase = SESSION_LIVE;
	session->totals.begin_ns = event->head.time_ns;
	tally_begin(session->tally, event->head.time_ns);
	session->totals.realtime_ns = event->realtime_ns;
	session->totals.pid = event->pid;
	session->totals.attached = event->attached != 0;
	if (!event->attached)
		symbols_started(session->symbols, event->realtime_ns);
}

static void
feed_end(struct session *session, const struct event_end *event)
{
	session->end = *event;
	session->totals.phase = SESSION_ENDED;
	session->totals.status = event->status;
	session->totals.dropped = event->dropped;
	session->totals.stalls = event->stalls;
	session->totals.stall_ns = event->stall_ns;
}

/* --- calls --------------------------------------------------------------------------- */

static void
count_task(struct session *session, const struct event_call *event, bool error, float z)
{
	const struct task_call call = {
		.seq = event->seq, .end_ns = event->head.time_ns + event->duration_ns, .duration_ns = event->duration_ns,
		.z = z, .error = error,
	};

	tasks_count_call(session->tasks, event->head.task, &call);
}

/* A call that returned: its row gets its score. */
static void
score_call(struct session *session, const struct event_call *event, const struct callstack *stack,
	   struct history_row *row)
{
	char room[CALL_NAME_CAP];
	const struct task *task = tasks_get(session->tasks, event->head.task);
	const struct alert_sample timing = {
		.call = group_call(&event->call, room), .event = event, .pid = task != NULL ? task->pid : 0, .place = stack->place,
	};
	const struct alert_mark mark = alerts_add(session->alerts, &timing);

	row->z = mark.z;
	row->waits = mark.waits;
}

/* It goes into every figure. */
static void
count_call(struct session *session, const struct event_call *event, struct callstack *stack,
	   const struct history_row *row)
{
	char room[CALL_NAME_CAP];
	const char *name = group_call(&event->call, room);
	const struct task *task = tasks_get(session->tasks, event->head.task);
	const struct profile_sample sample = {
		.seq = event->seq,
		.duration_ns = event->duration_ns,
		.z = row->z,
		.error = result_is_error(event->call.result) && !result_is_restart(event->call.result),
		.alert = row->severity != ALERT_NONE,
		.io = profile_is_io(name),
	};

	session->totals.calls++;
	session->totals.errors += sample.error;
	count_task(session, event, sample.error, sample.z);
	tally_count(session->tally, &(struct tally_call){ event, name, stack, task, &sample });
}

/* An earlier state is not told of stacks: it takes them over. */
static struct callstack *
stack_of(struct session *session, uint32_t number)
{
	struct callstack *stack = callstacks_get(session->stacks, number), *live;

	if (session->of == NULL || number == 0 || stack->number == number)
		return stack;
	live = callstacks_get(session->of->stacks, number);
	return live->number == number ? callstacks_adopt(session->stacks, live) : stack;
}

/* An earlier state has it as it was left. */
static struct callstack *
settled_stack(struct session *session, uint32_t number)
{
	struct callstack *stack = stack_of(session, number);

	if (session->names && session->of == NULL && stack->count > 0)
		callstacks_settle(session->stacks, stack, session->symbols);
	return stack;
}

/* The rules of alerts see the row as others do: it is in the history. */
static void
ask_rules(struct session *session, const struct event_call *event)
{
	char room[CALL_NAME_CAP];
	const struct task *task = tasks_get(session->tasks, event->head.task);
	struct call_row row;
	const struct rules_call call = {
		.event = event, .row = &row, .name = group_call(&event->call, room), .pid = task != NULL ? task->pid : 0,
		.tasks = tasks_alive(session->tasks),
	};

	if (session->rules != NULL && session_row(session, event->seq, &row))
		rules_take(session->rules, session, &call, session->alerts);
}

/* What was found while it was open is remembered apart from its row, which may be gone when it returns. */
static void
remember_mark(struct session *session, const struct event_call *event, const struct history_row *row)
{
	if (event->call.state != CALL_OPEN)
		(void)table_remove(&session->marked, event->seq);
	else if (row->severity != ALERT_NONE && session->marked.count < MARKED_MAX)
		table_set(&session->marked, event->seq, (uint64_t)row->alert << 8 | row->severity);
}

/* The worst of what was found while it was open, and now. */
static void
mark_row(struct session *session, const struct event_call *event, struct history_row *row)
{
	const struct alert_worst worst = alerts_worst(session->alerts);
	uint64_t before = 0;

	(void)table_get(&session->marked, event->seq, &before);
	row->severity = (uint8_t)before;
	row->alert = (uint16_t)(before >> 8);
	if (worst.severity > row->severity) {
		row->severity = (uint8_t)worst.severity;
		row->alert = worst.number <= UINT16_MAX ? (uint16_t)worst.number : 0;
	}
	if (row->severity != ALERT_NONE)
		history_mark(session->history, event->seq, row->severity, row->alert);
	remember_mark(session, event, row);
}

/* Rules see what the score says of the call, and not what other rules do: their order is of no account. */
static void
feed_call(struct session *session, const struct event_call *event)
{
	struct callstack *stack = settled_stack(session, event->stack);
	struct history_row row = { .place = stack->place, .z = NAN };

	if (event->call.state == CALL_DONE)
		score_call(session, event, stack, &row);
	row.severity = (uint8_t)alerts_worst(session->alerts).severity;
	history_call(session->history, event, &row);
	if (event->call.state != CALL_UNFINISHED)
		ask_rules(session, event);
	mark_row(session, event, &row);
	if (event->call.state == CALL_DONE)
		count_call(session, event, stack, &row);
	else if (event->call.state == CALL_UNFINISHED)
		count_task(session, event, false, NAN);
}

/* --- all kinds ------------------------------------------------------------------------ */

static void
feed_map(struct session *session, const struct event_map *event)
{
	const struct task *task = tasks_get(session->tasks, event->head.task);

	if (session->names)
		symbols_map(session->symbols, event, task != NULL ? task->pid : 0);
}

static void
feed_lost(struct session *session, const struct event_lost *event)
{
	if ((event->head.flags & LOST_REMOVED) == 0)
		session->totals.dropped += event->count;
	history_lost(session->history, event->first_seq, event->count);
}

static void
feed_by_kind(struct session *session, const struct event *event)
{
	switch ((enum event_kind)event->kind) {
	case EVENT_START:
		feed_start(session, (const struct event_start *)event);
		break;
	case EVENT_MAP:
		feed_map(session, (const struct event_map *)event);
		break;
	case EVENT_STACK:
		if (session->names)
			callstacks_add(session->stacks, (const struct event_stack *)event, session->symbols);
		break;
	case EVENT_CALL:
		feed_call(session, (const struct event_call *)event);
		break;
	case EVENT_LOST:
		feed_lost(session, (const struct event_lost *)event);
		break;
	case EVENT_SIGNAL:
		session->totals.signals += !((const struct event_signal *)event)->stopped;
		break;
	case EVENT_END:
		session_look_for_code(session);
		feed_end(session, (const struct event_end *)event);
		break;
	case EVENT_PLACE:
		symbols_told(session->symbols, (const struct event_place *)event);
		break;
	case EVENT_TASK_EXIT:
		if (((const struct event_task_exit *)event)->last_of_process)
			session_look_for_code(session);
		break;
	case EVENT_NONE:
	case EVENT_TASK:
	case EVENT_EXEC:
	case EVENT_NOTE:
		break;
	}
}

/* Who asked for a call; of other records nobody. */
static const struct place *
asking_place(struct session *session, const struct event *event)
{
	uint32_t stack = event->kind == EVENT_CALL ? ((const struct event_call *)event)->stack : 0;

	return stack_of(session, stack)->place;
}

/* Records that are shown among the calls, and are kept for it. */
static bool
is_shown(const struct event *event)
{
	static const bool shown[EVENT_KINDS] = {
		[EVENT_TASK] = true, [EVENT_EXEC] = true, [EVENT_SIGNAL] = true, [EVENT_TASK_EXIT] = true,
		[EVENT_LOST] = true, [EVENT_NOTE] = true,
	};

	return event->kind < EVENT_KINDS && shown[event->kind];
}

/* 1 while the task is inside of a call that was announced. */
static unsigned
is_open(const struct session *session, uint32_t serial)
{
	const struct task *task = tasks_get(session->tasks, serial);

	return task != NULL && task->open_seq != 0;
}

void
session_feed(struct session *session, const struct event *event)
{
	uint64_t end_ns = event->time_ns;

	alerts_begin(session->alerts);
	session->totals.open -= is_open(session, event->task);
	tasks_feed(session->tasks, event);
	session->totals.open += is_open(session, event->task);
	feed_by_kind(session, event);
	if (session->decisions != NULL)
		decisions_feed(session->decisions, event, session->tasks, asking_place(session, event));
	if (is_shown(event))
		history_other(session->history, event);
	if (event->kind == EVENT_CALL)
		end_ns += ((const struct event_call *)event)->duration_ns;
	if (end_ns > session->totals.last_ns)
		session->totals.last_ns = end_ns;
}
