/*
 * decisions.h - what a transpiler decided, as it says on standard error
 *
 * Decisions are kept in the order in which they were made; a result belongs
 * to the newest decision of the same process with that name (and category,
 * where it says one) that has none yet. What is not right, has no place, or
 * is beyond the bounds is counted.
 */
#ifndef DECISIONS_H
#define DECISIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct decisions;
struct event;
struct place;
struct tasks;

enum {
	DECISIONS_MAX = 100000,
	DECISIONS_BYTES_MAX = 32 * 1024 * 1024,	/* of all names and values */
};

struct decision {
	uint64_t seq, time_ns;	/* of the call that wrote the end of its line */
	uint32_t task;		/* serial of who wrote it */
	const char *category, *name; /* UTF-8 */
	const char *input;	/* JSON as jsontext.h makes it */
	const char *result;	/* the same; NULL: none was told */
	const struct place *place; /* who wrote; never NULL */
	bool has_id;		/* file and line of the place are known, and so: */
	uint64_t id;		/* decision_id() */
};

struct decisions_totals {
	uint64_t results;
	uint64_t malformed;	/* lines with a tag that say nothing well */
	uint64_t unmatched;	/* results without a decision */
	uint64_t dropped;	/* decisions and results beyond the bounds */
	uint64_t cut, gaps, unfollowed;	/* errlines.h */
};

/* One thing said: a decision, or (`result`) the result of one. */
struct decision_news {
	size_t number;		/* for decisions_get() */
	bool result;
};

size_t decisions_count(const struct decisions *decisions);
const struct decision *decisions_get(const struct decisions *decisions, size_t number);	/* from 0 */
void decisions_totals(const struct decisions *decisions, struct decisions_totals *ret_totals);

/* What the newest record said, in order; good until the next. */
const struct decision_news *decisions_news(const struct decisions *decisions, size_t *ret_count);

/* 64-bit FNV-1a of category "::" name "::" file "::" and the line as four bytes, the lowest first. */
uint64_t decision_id(const char *category, const char *name, const char *file, uint32_t line);

/* For the session. `place`: who asked for a call. */
struct decisions *decisions_new(void);
void decisions_free(struct decisions *decisions);

/* A second one that goes on from here by itself; *bytes grows by what it takes. */
struct decisions *decisions_fork(const struct decisions *decisions, size_t *bytes);
void decisions_feed(struct decisions *decisions, const struct event *event, const struct tasks *tasks,
		    const struct place *place);

#endif
