/*
 * states.h - earlier states of a session that are kept to go back from
 *
 * Of three sorts: kept from the live session as records came, so that the
 * first look back goes on from one; kept on the way while somebody looks back,
 * so far apart; and one near each of the last moments that were looked at.
 * They are in order of the records that they have been told.
 */
#ifndef STATES_H
#define STATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/history.h"

struct session;

enum state_sort { STATE_LIVE, STATE_APART, STATE_NEAR, STATE_SORTS };

/*
 * At most so many of each. Those apart have distances that double whenever
 * there are too many; those of the live session are the closer together the
 * younger they are.
 */
enum { STATES_LIVE = 8, STATES_APART = 32, STATES_NEAR = 4, STATES_MAX = STATES_LIVE + STATES_APART + STATES_NEAR };
enum { STATES_APART_FIRST = 16384 };	/* records, at first */

/* Where a session is in the history. */
struct state_place {
	struct history_position position;
	const struct event *next;	/* read and not fed yet; NULL none */
	uint64_t reached_ns;		/* what was told by then is known */
	uint64_t records;		/* number of what comes next, of all that ever came */
	uint64_t since;			/* the oldest call that its figures know of */
};

/* A session that stays as it was there. */
struct state {
	struct session *session;
	struct state_place at;
	enum state_sort sort;
	size_t bytes;			/* that it takes, beside what it has together with the one before it */
};

struct states {
	struct state items[STATES_MAX];
	unsigned count, counts[STATE_SORTS];
	size_t bytes;			/* of all but the live session's */
	uint64_t apart;			/* records */
};

void states_begin(struct states *states);
void states_done(struct states *states);

/* What nobody looks back any more has no use for; what history has forgotten what follows. */
void states_rest(struct states *states);
void states_forget(struct states *states, const struct session *live);

/* Forks the session, which is at that place. */
void states_keep(struct states *states, const struct session *session, const struct state_place *at,
		 enum state_sort sort);

/* The latest that is not after that time; NULL: there is none. And of those up to a place in the history. */
const struct state *states_until(const struct states *states, uint64_t time_ns);
const struct state *states_before(const struct states *states, uint64_t records, bool near_too);

#endif
