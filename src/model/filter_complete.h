/*
 * filter_complete.h - what a filter may go on with where the cursor stands
 *
 * Fields with a clause each; behind a field its operators; behind those the
 * values that this run has, the most frequent first. What was begun narrows
 * it: names that begin so come before those that have it elsewhere.
 */
#ifndef FILTER_COMPLETE_H
#define FILTER_COMPLETE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct session;

struct filter_offer {
	size_t at, len;		/* bytes of the text that it is for: what was begun; len 0: nothing was */
	const char *text;	/* to stand there, with quotes where they must be */
	const char *help;	/* of fields, operators and the like: a clause; "" else */
	uint64_t count;		/* of values: calls that have it; 0: they were not counted */
};

/* Hears an offer, good until it returns; false: no more of them. */
typedef bool filter_offer_hear(void *context, const struct filter_offer *offer);

/*
 * Tells what may stand at byte `cursor` of the text, the best first. Values
 * that figures do not count (errors, descriptors, modules, callers) are
 * counted over the newest FILTER_OFFER_ROWS calls, a few milliseconds.
 */
enum { FILTER_OFFER_ROWS = 65536 };
void filter_complete(const char *text, size_t cursor, const struct session *session, filter_offer_hear *hear,
		     void *context);

#endif
