/*
 * errlines.h - the lines with a tag that processes write to standard error
 *
 * Standard error is descriptor 2 of each process, whatever it is, and what
 * was made from it by dup, dup2, dup3 or fcntl while we looked on; children
 * inherit that. A process has one line at a time, put together from as many
 * writes as it takes. Only lines that begin as decisionline.h says are kept,
 * so other text costs nothing.
 *
 * Nothing is trusted: a line is at most ERRLINE_MAX bytes, processes and
 * descriptors are bounded, and what was left out is counted.
 */
#ifndef ERRLINES_H
#define ERRLINES_H

#include <stddef.h>
#include <stdint.h>

struct errlines;
struct event;
struct place;
struct tasks;

enum {
	ERRLINE_MAX = 64 * 1024,	/* bytes of a line, without its end */
	ERRLINES_PROCESSES_MAX = 1024,	/* followed at a time */
};

struct errline {
	const char *bytes;
	size_t len;
	uint32_t process;	/* a number of ours: unlike a pid it is never used again */
	uint32_t task;		/* serial of who wrote the end of it */
	uint64_t seq, time_ns;	/* of the call that wrote the end */
	const struct place *place; /* who asked for that call */
};

struct errlines_totals {
	uint64_t cut;		/* lines with a tag that are not whole: too long, or parts never seen */
	uint64_t gaps;		/* writes that were not captured whole */
	uint64_t unfollowed;	/* writes and copies of descriptors beyond the bounds */
};

/* A line to be heard; the bytes are good during the call only. */
typedef void errlines_hear(void *hearer, const struct errline *line);

struct errlines *errlines_new(errlines_hear *hear, void *hearer);
void errlines_free(struct errlines *lines);

/* A second one that goes on from here by itself, with a hearer of its own. */
struct errlines *errlines_fork(const struct errlines *lines, void *hearer);

/* Takes a record in, after `tasks` has; `place` is who asked for a call. */
void errlines_feed(struct errlines *lines, const struct event *event, const struct tasks *tasks,
		   const struct place *place);

const struct errlines_totals *errlines_totals(const struct errlines *lines);

#endif
