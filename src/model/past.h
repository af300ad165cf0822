/*
 * past.h - a session as it was at an earlier time
 *
 *	past = past_new(session);
 *	past_aim(past, time_ns);
 *	while (!past_run(past, 1000))
 *		;					// a slice of work each
 *	session_totals(past_session(past))->calls;	// that had returned by then
 *
 * Records are fed again, from the last state that is kept before that time:
 * states of the live session are kept as it is fed, if past_keep() is called,
 * and more on the way while one looks back (states.h). So figures are those
 * that were shown then, to the last digit, and a step takes about a thousand
 * records however long the history is. Where history has forgotten what came
 * before the first state, figures begin where it does, and past_since() says so.
 * The live session may be fed all the while.
 */
#ifndef PAST_H
#define PAST_H

#include <stdbool.h>
#include <stdint.h>

struct event;
struct past;
struct session;

/* The live session must outlive it. */
struct past *past_new(const struct session *live);
void past_free(struct past *past);

/* Now and then after the live session was fed: perhaps keeps a state of it, later where that is fed from a recording. */
void past_keep(struct past *past, bool hurried);

/* Nobody looks back any more: no session is there until the next past_aim(), and only what is to be kept is. */
void past_rest(struct past *past);

/* What is known up to that time, what was told at it included. */
void past_aim(struct past *past, uint64_t time_ns);

/* Goes on by at most that many records; true when it is there. */
bool past_run(struct past *past, unsigned records);

bool past_is_there(const struct past *past);
unsigned past_percent(const struct past *past);	/* of the way */

/* Good until the next past_aim(), past_run() or past_rest(); NULL before the first past_aim(). */
const struct session *past_session(const struct past *past);

/* How many records were fed, ever: the work that was done. */
uint64_t past_fed(const struct past *past);

/* Another number, another session: it went back. */
uint64_t past_beginnings(const struct past *past);

/* The oldest call that its figures know of, after past_aim(); 1: nothing is missing. */
uint64_t past_since(const struct past *past);

/* When a record was told: at a call's end, or when it was seen open. */
uint64_t past_told_ns(const struct event *event);

#endif
