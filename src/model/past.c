#include "model/past.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/history.h"
#include "model/session.h"

struct past {
	const struct session *live;
	struct session *session;
	struct history_position position;
	const struct event *next;	/* read and not fed yet; NULL none */
	uint64_t target_ns, reached_ns;
	uint64_t since;
	uint64_t beginnings;
	bool there;
};

/* --- beginning anew ---------------------------------------------------------------------- */

/* A task whose own record is gone, as far as it is known today. */
static void
tell_task(struct past *past, const struct task *task)
{
	struct event_task event = {
		.head = { .kind = EVENT_TASK, .size = sizeof event, .task = task->serial, .time_ns = task->begin_ns },
		.tid = task->tid, .pid = task->pid, .parent = task->parent, .origin = task->origin,
	};

	memcpy(event.comm, task->comm, sizeof event.comm);
	session_feed(past->session, &event.head);
}

static void
tell_tasks(struct past *past, uint64_t oldest_ns)
{
	const struct tasks *tasks = session_tasks(past->live);

	for (uint32_t serial = 1; serial <= tasks_count(tasks); serial++) {
		const struct task *task = tasks_get(tasks, serial);

		if (task->tid != 0 && task->begin_ns < oldest_ns && (task->alive || task->end_ns >= oldest_ns))
			tell_task(past, task);
	}
}

static void
begin(struct past *past)
{
	const struct event_start *start = session_start(past->live);

	session_free(past->session);
	past->session = session_new_past(past->live);
	past->position = (struct history_position){ .chunk = NULL };
	past->reached_ns = 0;
	past->beginnings++;
	past->since = session_first(past->live);
	past->next = session_kept(past->live, &past->position);
	if (start != NULL)
		session_feed(past->session, &start->head);
	if (past->next != NULL)
		tell_tasks(past, past->next->time_ns);
}

struct past *
past_new(const struct session *live)
{
	struct past *past = mem_new(1, sizeof *past);

	past->live = live;
	begin(past);
	return past;
}

void
past_free(struct past *past)
{
	if (past == NULL)
		return;
	session_free(past->session);
	free(past);
}

/* --- going on ---------------------------------------------------------------------------- */

uint64_t
past_told_ns(const struct event *event)
{
	return event->time_ns + (event->kind == EVENT_CALL ? ((const struct event_call *)event)->duration_ns : 0);
}

void
past_aim(struct past *past, uint64_t time_ns)
{
	if (past->there && time_ns == past->target_ns)
		return;	/* even if what follows is gone meanwhile */
	if (time_ns < past->reached_ns)
		begin(past);
	past->target_ns = time_ns;
	past->there = false;
}

bool
past_run(struct past *past, unsigned records)
{
	if (!past->there && !session_keeps(past->live, &past->position))
		begin(past);	/* what comes next is gone meanwhile */
	for (; !past->there && records > 0; records--) {
		if (past->next == NULL)
			past->next = session_kept(past->live, &past->position);
		if (past->next == NULL || past_told_ns(past->next) > past->target_ns) {
			past->there = true;
			break;
		}
		past->reached_ns = past_told_ns(past->next) > past->reached_ns ? past_told_ns(past->next) : past->reached_ns;
		session_feed(past->session, past->next);
		past->next = NULL;
	}
	return past->there;
}

bool
past_is_there(const struct past *past)
{
	return past->there;
}

unsigned
past_percent(const struct past *past)
{
	uint64_t begin_ns = session_totals(past->live)->begin_ns;

	if (past->there || past->target_ns <= begin_ns)
		return 100;
	return past->reached_ns > begin_ns ? (unsigned)((past->reached_ns - begin_ns) * 100.0 / (past->target_ns - begin_ns)) : 0;
}

const struct session *
past_session(const struct past *past)
{
	return past->session;
}

uint64_t
past_beginnings(const struct past *past)
{
	return past->beginnings;
}

uint64_t
past_since(const struct past *past)
{
	return past->since;
}
