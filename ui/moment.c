#include "ui/moment.h"

#include "model/past.h"
#include "model/session.h"

enum { SHARES = 100, AHEAD = 256 };

/* The record of a call; NULL when it is lost or not kept. */
static const struct event *
event_of(const struct session *session, uint64_t seq)
{
	struct call_row row;

	return session_row(session, seq, &row) && row.event != NULL ? &row.event->head : NULL;
}

/* From a call on in one direction: the first that has a record; 0 when there is none. */
static uint64_t
find_record(const struct session *session, uint64_t seq, int step)
{
	for (; seq >= session_first(session) && seq < session_end(session); seq += (uint64_t)(int64_t)step)
		if (event_of(session, seq) != NULL)
			return seq;
	return 0;
}

uint64_t
moment_ns(const struct session *session, uint64_t moment)
{
	const struct event *event = moment != 0 ? event_of(session, moment) : NULL;

	return event != NULL ? past_told_ns(event) : session_totals(session)->last_ns;
}

/* Calls that take long have an early number and a late end, so that of the next few the first to end is meant. */
static uint64_t
first_to_end(const struct session *session, uint64_t seq, uint64_t after_ns)
{
	uint64_t best = seq, best_ns = past_told_ns(event_of(session, seq));

	for (unsigned i = 0; i < AHEAD && seq != 0; i++) {
		uint64_t told_ns = past_told_ns(event_of(session, seq));

		if (told_ns > after_ns && told_ns < best_ns) {
			best = seq;
			best_ns = told_ns;
		}
		seq = find_record(session, seq + 1, 1);
	}
	return best;
}

uint64_t
moment_step(const struct session *session, uint64_t moment, int step)
{
	uint64_t now_ns = moment != 0 ? moment_ns(session, moment) : UINT64_MAX;
	uint64_t seq = moment != 0 ? moment + (uint64_t)(int64_t)step : session_end(session) - 1;

	if (moment == 0 && step > 0)
		return 0;
	for (seq = find_record(session, seq, step); seq != 0;
	     seq = find_record(session, seq + (uint64_t)(int64_t)step, step)) {
		uint64_t told_ns = past_told_ns(event_of(session, seq));

		if (step > 0 && told_ns > now_ns)
			return first_to_end(session, seq, now_ns);
		if (step < 0 && told_ns < now_ns)
			return seq;
	}
	return step > 0 ? 0 : find_record(session, session_first(session), 1);
}

/* By halves: calls are numbered about as they begin. */
uint64_t
moment_at(const struct session *session, uint64_t time_ns)
{
	uint64_t low = session_first(session), high = session_end(session), seq;

	while (low < high) {
		uint64_t middle = low + (high - low) / 2, record = find_record(session, middle, 1);

		if (record != 0 && record < high && event_of(session, record)->time_ns <= time_ns)
			low = record + 1;
		else
			high = middle;
	}
	for (seq = find_record(session, low - 1, -1); seq != 0; seq = find_record(session, seq - 1, -1))
		if (past_told_ns(event_of(session, seq)) <= time_ns)
			return seq;
	return find_record(session, session_first(session), 1);
}

uint64_t
moment_far(const struct session *session, uint64_t moment, int step)
{
	uint64_t oldest = find_record(session, session_first(session), 1), last_ns = session_totals(session)->last_ns;
	uint64_t begin_ns, share_ns, now_ns = moment_ns(session, moment), to;

	if (oldest == 0 || (moment == 0 && step > 0))
		return 0;
	begin_ns = event_of(session, oldest)->time_ns;
	share_ns = last_ns > begin_ns ? (last_ns - begin_ns) / SHARES : 0;
	if (step > 0 && now_ns + share_ns >= last_ns)
		return 0;
	to = moment_at(session, step > 0 ? now_ns + share_ns : now_ns > begin_ns + share_ns ? now_ns - share_ns : begin_ns);
	if (moment != 0 && (step > 0 ? to <= moment : to >= moment))
		return moment_step(session, moment, step);
	return to;
}
