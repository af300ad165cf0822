#include "model/states.h"

#include <string.h>

#include "model/session.h"

enum { APART_LEAST = 4 };

static const size_t BYTES_MAX = 64 << 20;	/* while somebody looks back */
static const size_t LIVE_BYTES_MAX = 8 << 20;	/* always */

static void
drop(struct states *states, unsigned number)
{
	struct state *state = &states->items[number];

	session_free(state->session);
	states->counts[state->sort]--;
	if (state->sort != STATE_LIVE)
		states->bytes -= state->bytes;
	states->count--;
	memmove(state, state + 1, (states->count - number) * sizeof *state);
}

void
states_begin(struct states *states)
{
	*states = (struct states){ .apart = STATES_APART_FIRST };
}

void
states_done(struct states *states)
{
	while (states->count > 0)
		drop(states, states->count - 1);
}

void
states_rest(struct states *states)
{
	for (unsigned i = states->count; i-- > 0;)
		if (states->items[i].sort != STATE_LIVE)
			drop(states, i);
	states->apart = STATES_APART_FIRST;
}

void
states_forget(struct states *states, const struct session *live)
{
	while (states->count > 0 && !session_keeps(live, &states->items[0].at.position))
		drop(states, 0);
}

/* --- those apart ------------------------------------------------------------------------- */

/* Every second one goes, but the first. */
static void
thin_out(struct states *states)
{
	bool goes = false;

	for (unsigned i = states->count; i-- > 1;) {
		if (states->items[i].sort != STATE_APART)
			continue;
		if (goes)
			drop(states, i);
		goes = !goes;
	}
	states->apart *= 2;
}

static uint64_t
distance(const struct state *state, uint64_t records)
{
	return state->at.records < records ? records - state->at.records : state->at.records - records;
}

/* Of those that are near some moment, the farthest from here. */
static void
drop_a_near_one(struct states *states, uint64_t records)
{
	unsigned farthest = STATES_MAX;
	uint64_t most = 0;

	for (unsigned i = 0; i < states->count; i++) {
		uint64_t far = distance(&states->items[i], records);

		if (states->items[i].sort != STATE_NEAR || (farthest != STATES_MAX && far <= most))
			continue;
		farthest = i;
		most = far;
	}
	drop(states, farthest);
}

/* --- those of the live session ----------------------------------------------------------- */

/* The one of that sort at or behind a number; states->count: there is none. */
static unsigned
next_live(const struct states *states, unsigned number)
{
	while (number < states->count && states->items[number].sort != STATE_LIVE)
		number++;
	return number;
}

/* What they take without the newest: that is no more than the live session as long as nothing more was counted. */
static size_t
live_bytes(const struct states *states)
{
	size_t bytes = 0;

	for (unsigned i = next_live(states, 0); i < states->count; i = next_live(states, i + 1))
		bytes += states->items[i].bytes;
	return bytes;
}

/* The one that is missed least: where the way from the one before it is the least for its age. Never the newest. */
static void
drop_a_live_one(struct states *states, uint64_t records)
{
	unsigned before = STATES_MAX, best = STATES_MAX;
	double least = 0;

	for (unsigned i = next_live(states, 0), next; (next = next_live(states, i + 1)) < states->count; i = next) {
		uint64_t from = before != STATES_MAX ? states->items[before].at.records : 0, to = states->items[next].at.records;
		double way = (double)(to - from) / (double)(records - to + 1);

		if (best == STATES_MAX || way < least) {
			best = i;
			least = way;
		}
		before = i;
	}
	drop(states, best);
}

/* What the one before takes is known now: as much as was counted anew since, which the new one has with the live one. */
static void
settle_live(struct states *states, uint64_t records, size_t bytes)
{
	unsigned newest = STATES_MAX;

	for (unsigned i = next_live(states, 0); i < states->count; i = next_live(states, i + 1))
		newest = i;
	if (newest == STATES_MAX)
		return;
	states->items[newest].bytes = bytes;
	while (states->counts[STATE_LIVE] > 0 &&
	       (live_bytes(states) + bytes > LIVE_BYTES_MAX || states->counts[STATE_LIVE] == STATES_LIVE))
		if (states->counts[STATE_LIVE] == 1)
			drop(states, next_live(states, 0));
		else
			drop_a_live_one(states, records);
}

/* --- all --------------------------------------------------------------------------------- */

static void
insert(struct states *states, const struct state *state)
{
	unsigned number = 0;

	while (number < states->count && states->items[number].at.records <= state->at.records)
		number++;
	memmove(&states->items[number + 1], &states->items[number], (states->count - number) * sizeof *states->items);
	states->items[number] = *state;
	states->count++;
	states->counts[state->sort]++;
	if (state->sort != STATE_LIVE)
		states->bytes += state->bytes;
}

void
states_keep(struct states *states, const struct session *session, const struct state_place *at, enum state_sort sort)
{
	struct state state = { .at = *at, .sort = sort };

	if (sort == STATE_NEAR && states->counts[sort] == STATES_NEAR)
		drop_a_near_one(states, at->records);
	if (sort == STATE_APART && states->counts[sort] == STATES_APART)
		thin_out(states);
	state.session = session_fork(session, &state.bytes);
	if (sort == STATE_LIVE) {
		settle_live(states, at->records, state.bytes);
		state.bytes = 0;
	}
	insert(states, &state);
	while (states->bytes > BYTES_MAX && states->counts[STATE_APART] > APART_LEAST)
		thin_out(states);
}

const struct state *
states_until(const struct states *states, uint64_t time_ns)
{
	for (unsigned i = states->count; i-- > 0;)
		if (states->items[i].at.reached_ns <= time_ns)
			return &states->items[i];
	return NULL;
}

const struct state *
states_before(const struct states *states, uint64_t records, bool near_too)
{
	for (unsigned i = states->count; i-- > 0;)
		if (states->items[i].at.records <= records && (near_too || states->items[i].sort != STATE_NEAR))
			return &states->items[i];
	return NULL;
}
