/*
 * asof.h - a call as it was at an earlier time
 *
 * History keeps of a call what became of it. While one looks back, a call
 * that returned later was still inside: neither its result nor what it wrote
 * to memory, its score nor its alert was known.
 *
 *	struct asof asof = { .then = past_session(past) };
 *
 *	if (asof_row(&asof, session, seq, at_ns, &row))
 *		show(&row);
 *	asof_done(&asof);
 */
#ifndef ASOF_H
#define ASOF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct call_row;
struct event_call;
struct session;

/* Room for what is told otherwise than it is kept. */
struct asof {
	const struct session *then;	/* as the session was: what alerts an open call had; NULL: that is not told */
	struct event_call *event;
	size_t cap;
};
void asof_done(struct asof *asof);

/* Whether it had begun by then and was not over. */
bool asof_is_inside(const struct event_call *event, uint64_t at_ns);

/*
 * session_row(), as of that time (CLOCK_MONOTONIC; 0: now). The row is good
 * until the next asof_row() with this room, or the next feed of the session.
 */
bool asof_row(struct asof *asof, const struct session *session, uint64_t seq, uint64_t at_ns, struct call_row *ret_row);

/* Whether the call was still inside then. */
bool asof_is_open(const struct session *session, uint64_t seq, uint64_t at_ns);

/* A call that is open becomes one that never returned, as formats write down what was not over. */
void asof_finish(struct asof *asof, struct call_row *row);

#endif
