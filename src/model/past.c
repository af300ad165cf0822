#include "model/past.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/history.h"
#include "model/session.h"
#include "model/states.h"

enum { NEAR = 1024 };

/*
 * Between states of the live session there are so many records at least, and so much time of theirs; or so many records
 * that there is no time. Making one takes several milliseconds, in which no key is heeded.
 */
enum { LIVE_LEAST = 8192, LIVE_MOST = 131072, LIVE_NS = 1500000000 };

struct past {
	const struct session *live;
	struct session *session;	/* NULL: nobody has looked back yet, or does any more */
	struct state_place at;
	uint64_t target_ns;
	uint64_t near_seq;	/* a call shortly before the target, where a state is to be kept; UINT64_MAX: no more */
	uint64_t beginnings;
	uint64_t fed;		/* records, ever */
	bool there;
	struct states states;
	uint64_t due;		/* records when the next state may be kept */
	uint64_t live_kept;	/* records when the live session's newest state was */
	uint64_t live_kept_ns;	/* … and their time */
};

/* --- states that are kept ---------------------------------------------------------------- */

/* The next one is due so far from the last that is not just near something. */
static void
find_due(struct past *past)
{
	const struct state *last = states_before(&past->states, past->at.records, false);

	past->due = (last != NULL ? last->at.records : past->at.records) + past->states.apart;
}

/* Before `next` is fed: whether this is a place to come back to. */
static void
perhaps_keep_state(struct past *past)
{
	const struct event *next = past->at.next;
	bool near = next->kind == EVENT_CALL && ((const struct event_call *)next)->seq >= past->near_seq;
	const struct state *last;

	if (past->at.records >= past->due) {
		find_due(past);	/* there may be one from another time */
		if (past->at.records >= past->due)
			states_keep(&past->states, past->session, &past->at, STATE_APART);
		find_due(past);
	}
	if (near) {
		past->near_seq = UINT64_MAX;
		last = states_before(&past->states, past->at.records, true);
		if (last == NULL || past->at.records - last->at.records >= NEAR)
			states_keep(&past->states, past->session, &past->at, STATE_NEAR);
	}
}

void
past_keep(struct past *past, bool hurried)
{
	const struct session_totals *totals = session_totals(past->live);
	struct state_place at = { .position = session_newest(past->live), .reached_ns = totals->last_ns, .since = 1 };
	uint64_t came;

	at.records = at.position.record;
	came = at.records - past->live_kept;
	if (totals->phase != SESSION_LIVE || came < LIVE_LEAST)
		return;
	if (came < LIVE_MOST && (hurried || at.reached_ns - past->live_kept_ns < LIVE_NS))
		return;
	past->live_kept = at.records;
	past->live_kept_ns = at.reached_ns;
	states_forget(&past->states, past->live);
	states_keep(&past->states, past->live, &at, STATE_LIVE);
}

/* Goes on from the latest state that is not after the target, where that is less work; false: there is none. */
static bool
go_back(struct past *past)
{
	bool ahead = past->session != NULL && past->at.reached_ns <= past->target_ns &&
		     session_keeps(past->live, &past->at.position);
	const struct state *best;
	size_t bytes;

	states_forget(&past->states, past->live);
	best = states_until(&past->states, past->target_ns);
	if (ahead && (best == NULL || best->at.records <= past->at.records))
		return true;
	if (best == NULL)
		return false;
	session_free(past->session);
	past->session = session_fork(best->session, &bytes);
	past->at = best->at;
	past->beginnings++;
	find_due(past);
	return true;
}

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
	struct state_place *at = &past->at;

	session_free(past->session);
	past->session = session_new_past(past->live);
	*at = (struct state_place){ .since = session_first(past->live) };
	past->beginnings++;
	at->next = session_kept(past->live, &at->position);
	at->records = at->position.record - (at->next != NULL);
	past->near_seq = UINT64_MAX;
	if (start != NULL)
		session_feed(past->session, &start->head);
	if (at->next != NULL)
		tell_tasks(past, at->next->time_ns);
	states_keep(&past->states, past->session, at, STATE_APART);
	find_due(past);
}

struct past *
past_new(const struct session *live)
{
	struct past *past = mem_new(1, sizeof *past);

	past->live = live;
	states_begin(&past->states);
	return past;
}

void
past_rest(struct past *past)
{
	states_rest(&past->states);
	session_free(past->session);
	past->session = NULL;
	past->there = false;
}

void
past_free(struct past *past)
{
	if (past == NULL)
		return;
	states_done(&past->states);
	session_free(past->session);
	free(past);
}

/* --- going on ---------------------------------------------------------------------------- */

uint64_t
past_told_ns(const struct event *event)
{
	return event->time_ns + (event->kind == EVENT_CALL ? ((const struct event_call *)event)->duration_ns : 0);
}

/* About the number of the last call that began before the target: they are numbered as they begin. */
static uint64_t
seq_at(const struct past *past)
{
	uint64_t low = session_first(past->live), high = session_end(past->live);

	while (low < high) {
		uint64_t middle = low + (high - low) / 2;
		struct call_row row;

		if (session_row(past->live, middle, &row) && row.event != NULL &&
		    row.event->head.time_ns > past->target_ns)
			high = middle;
		else
			low = middle + 1;
	}
	return low - 1;
}

void
past_aim(struct past *past, uint64_t time_ns)
{
	uint64_t seq;

	if (past->there && time_ns == past->target_ns)
		return;	/* even if what follows is gone meanwhile */
	past->target_ns = time_ns;
	past->there = false;
	if (!go_back(past))
		begin(past);
	seq = seq_at(past);
	past->near_seq = seq > NEAR ? seq - NEAR : 0;
}

bool
past_run(struct past *past, unsigned records)
{
	struct state_place *at = &past->at;

	if (!past->there && !session_keeps(past->live, &at->position) && !go_back(past))
		begin(past);	/* what comes next is gone meanwhile */
	for (; !past->there && records > 0; records--) {
		if (at->next == NULL)
			at->next = session_kept(past->live, &at->position);
		if (at->next == NULL || past_told_ns(at->next) > past->target_ns) {
			past->there = true;
			break;
		}
		perhaps_keep_state(past);
		at->reached_ns = past_told_ns(at->next) > at->reached_ns ? past_told_ns(at->next) : at->reached_ns;
		session_feed(past->session, at->next);
		at->next = NULL;
		at->records++;
		past->fed++;
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
	uint64_t begin_ns = session_totals(past->live)->begin_ns, reached_ns = past->at.reached_ns;

	if (past->there || past->target_ns <= begin_ns)
		return 100;
	return reached_ns > begin_ns ? (unsigned)((double)(reached_ns - begin_ns) * 100.0 / (double)(past->target_ns - begin_ns)) : 0;
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
past_fed(const struct past *past)
{
	return past->fed;
}

uint64_t
past_since(const struct past *past)
{
	return past->at.since;
}
