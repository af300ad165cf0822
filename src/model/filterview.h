/*
 * filterview.h - the calls of a session that a filter means, in order
 *
 * Filled in slices, so that nobody waits for a long history: first from where
 * the user looks to the newest call, then backwards to the oldest. It follows
 * the session: call filterview_work() after records came in. Calls that are
 * open are asked about again each time, until they return.
 *
 *	view = filterview_new(filter, session, seq);
 *	while (!filterview_work(view, FILTERVIEW_SLICE) && there_is_time())
 *		;
 *	for (i = filterview_find(view, top); i < filterview_count(view); i++)
 *		draw(filterview_at(view, i));
 *
 * While one looks back, filterview_as_of() says to when: calls that were inside
 * then are asked about as they were.
 *
 * Indices change when older calls are found, or are no longer kept: remember
 * seqs. Ask for them after filterview_work(), before the next session_feed().
 */
#ifndef FILTERVIEW_H
#define FILTERVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct filter;
struct filterview;
struct session;

/* Begins at `seq`; session_end() and beyond: at the newest, backwards. Filter and session must outlive it. */
struct filterview *filterview_new(const struct filter *filter, const struct session *session, uint64_t seq);
void filterview_free(struct filterview *view);

/*
 * Looks at `rows` more calls at most, and drops what is no longer kept; true
 * when all have been looked at. A call takes 20 to 200 ns, 500 where it must
 * be made text, and a millisecond where an expression goes astray in it: a
 * slice stays below 50 ms whatever the filter, so look at the clock between.
 */
enum { FILTERVIEW_SLICE = 32 };
bool filterview_work(struct filterview *view, unsigned rows);

/*
 * From the next filterview_work() on as of that time, 0: now. `then`: the session as it was, good until this is called
 * again, as it must be when more is known of it.
 */
void filterview_as_of(struct filterview *view, uint64_t at_ns, const struct session *then);

/* How far it is: calls that were looked at, of those that are kept. */
struct filterview_progress {
	uint64_t seen, all;
};
struct filterview_progress filterview_progress(const struct filterview *view);

/* Begins anew, at `seq`: marks have changed, or what the filter depends on. */
void filterview_restart(struct filterview *view, uint64_t seq);

size_t filterview_count(const struct filterview *view);
uint64_t filterview_at(const struct filterview *view, size_t index);	/* index < count */

/* The index of the first call at or behind `seq`; the count when there is none. O(log count). */
size_t filterview_find(const struct filterview *view, uint64_t seq);

/* Whether that call is in it. */
bool filterview_has(const struct filterview *view, uint64_t seq);

#endif
