#include "model/past.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/history.h"
#include "model/session.h"

/*
 * How far apart states are kept: so far at first, then twice as far whenever there are too many. One is kept
 * besides shortly before each moment that is looked at, since who steps back once does so again.
 */
enum { APART_FIRST = 16384, APART_STATES = 32, APART_LEAST = 4, NEAR = 1024, NEAR_STATES = 4, STATES_MAX = APART_STATES + NEAR_STATES };

static const size_t BYTES_MAX = 64 << 20;	/* that states take */

/* Where a session is in the history. */
struct place_in_past {
	struct history_position position;
	const struct event *next;	/* read and not fed yet; NULL none */
	uint64_t reached_ns;
	uint64_t records;		/* fed */
};

/* A session that stays as it was there, to go on from. */
struct state {
	struct session *session;
	struct place_in_past at;
	bool near;
	size_t bytes;			/* that it takes, beside what it has together with one before it */
};

struct past {
	const struct session *live;
	struct session *session;
	struct place_in_past at;
	uint64_t target_ns;
	uint64_t near_seq;	/* a call shortly before the target, where a state is to be kept; UINT64_MAX: no more */
	uint64_t since;
	uint64_t beginnings;
	uint64_t fed;		/* records, ever */
	bool there;
	struct state states[STATES_MAX]; /* in order of time; the first is the beginning */
	unsigned state_count, near_count;
	size_t bytes;		/* that they take */
	uint64_t apart;		/* records */
	uint64_t due;		/* records fed when the next one may be */
};

/* --- states that are kept ---------------------------------------------------------------- */

static void
drop_state(struct past *past, unsigned number)
{
	session_free(past->states[number].session);
	past->near_count -= past->states[number].near;
	past->bytes -= past->states[number].bytes;
	past->state_count--;
	memmove(&past->states[number], &past->states[number + 1], (past->state_count - number) * sizeof *past->states);
}

/* Every second one goes, but the first and those that are near. */
static void
thin_out(struct past *past)
{
	bool goes = false;

	for (unsigned i = past->state_count; i-- > 1;) {
		if (past->states[i].near)
			continue;
		if (goes)
			drop_state(past, i);
		goes = !goes;
	}
	past->apart *= 2;
}

static uint64_t
distance(const struct past *past, const struct state *state)
{
	return state->at.records < past->at.records ? past->at.records - state->at.records : state->at.records - past->at.records;
}

/* Of those that are near some moment, the farthest from here. */
static void
drop_a_near_one(struct past *past)
{
	unsigned farthest = STATES_MAX;

	for (unsigned i = 0; i < past->state_count; i++)
		if (past->states[i].near && (farthest == STATES_MAX || distance(past, &past->states[i]) >
									       distance(past, &past->states[farthest])))
			farthest = i;
	drop_state(past, farthest);
}

/* How many are at this place or before it. */
static unsigned
states_before(const struct past *past)
{
	unsigned count = 0;

	while (count < past->state_count && past->states[count].at.records <= past->at.records)
		count++;
	return count;
}

static void
keep_state(struct past *past, bool near)
{
	struct state state = { .at = past->at, .near = near };
	unsigned number;

	if (near && past->near_count == NEAR_STATES)
		drop_a_near_one(past);
	if (!near && past->state_count - past->near_count == APART_STATES)
		thin_out(past);
	number = states_before(past);
	memmove(&past->states[number + 1], &past->states[number], (past->state_count - number) * sizeof *past->states);
	state.session = session_fork(past->session, &state.bytes);
	past->states[number] = state;
	past->state_count++;
	past->near_count += near;
	past->bytes += state.bytes;
	while (past->bytes > BYTES_MAX && past->state_count - past->near_count > APART_LEAST)
		thin_out(past);
}

/* The next one is due so far from the last that is not just near something. */
static void
find_due(struct past *past)
{
	unsigned last = states_before(past) - 1;

	while (past->states[last].near)
		last--;
	past->due = past->states[last].at.records + past->apart;
}

/* Before `next` is fed: whether this is a place to come back to. */
static void
perhaps_keep_state(struct past *past)
{
	const struct event *next = past->at.next;
	bool near = next->kind == EVENT_CALL && ((const struct event_call *)next)->seq >= past->near_seq;

	if (past->at.records >= past->due) {
		find_due(past);	/* there may be one from another time */
		if (past->at.records >= past->due)
			keep_state(past, false);
		find_due(past);
	}
	if (near) {
		past->near_seq = UINT64_MAX;
		if (past->at.records - past->states[states_before(past) - 1].at.records >= NEAR)
			keep_state(past, true);
	}
}

/* Goes on from the latest state that is not after the target, where that is less work; false: there is none. */
static bool
go_back(struct past *past)
{
	bool ahead = past->session != NULL && past->at.reached_ns <= past->target_ns &&
		     session_keeps(past->live, &past->at.position);
	unsigned best = past->state_count;
	size_t bytes;

	while (best > 0 && past->states[best - 1].at.reached_ns > past->target_ns)
		best--;
	if (ahead && (best == 0 || past->states[best - 1].at.records <= past->at.records))
		return true;
	if (best == 0 || !session_keeps(past->live, &past->states[best - 1].at.position))
		return false;
	session_free(past->session);
	past->session = session_fork(past->states[best - 1].session, &bytes);
	past->at = past->states[best - 1].at;
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

	while (past->state_count > 0)
		drop_state(past, past->state_count - 1);
	past->apart = APART_FIRST;
	session_free(past->session);
	past->session = session_new_past(past->live);
	past->at = (struct place_in_past){ .next = NULL };
	past->beginnings++;
	past->since = session_first(past->live);
	past->at.next = session_kept(past->live, &past->at.position);
	past->near_seq = UINT64_MAX;
	if (start != NULL)
		session_feed(past->session, &start->head);
	if (past->at.next != NULL)
		tell_tasks(past, past->at.next->time_ns);
	keep_state(past, false);
	find_due(past);
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
	while (past->state_count > 0)
		drop_state(past, past->state_count - 1);
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
	struct place_in_past *at = &past->at;

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
	return past->since;
}
