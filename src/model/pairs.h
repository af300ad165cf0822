/*
 * pairs.h - calls of two runs side by side
 *
 * Which call of one run is which of the other: those that are alike in name,
 * arguments and outcome first, in order; of what lies between them those of the
 * same name (likeness.h, align.h). Made in slices of the calls that are kept
 * when it begins, and of each side the first PAIRS_MAX that are meant.
 *
 *	pairs = pairs_new(sides);
 *	while (!pairs_work(pairs))
 *		look_at_the_clock();
 *	for (i = 0; i < pairs_count(pairs); i++)
 *		draw(pairs_at(pairs, i));
 *
 * Calls are named by number, and may be no longer kept when they are drawn.
 */
#ifndef PAIRS_H
#define PAIRS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/diff.h"

struct filter;
struct pairs;

/* Both must outlive the pairs; each side has a filter of its own. The calls first … end - 1 are looked at. */
struct pairs_side {
	const struct session *session;
	const struct filter *filter;
	uint64_t first, end;
	uint64_t at_ns;		/* calls are as of that time (asof.h); 0: now */
};

enum { PAIRS_MAX = 100000 };

enum pair_kind {
	PAIR_ALIKE,
	PAIR_OTHER,	/* the same system call with other arguments or another outcome */
	PAIR_BEFORE,	/* only there */
	PAIR_AFTER,
};

struct pair {
	enum pair_kind kind;
	uint64_t seqs[2];	/* by enum diff_side; 0: there is none */
};

struct pairs *pairs_new(const struct pairs_side sides[2]);
void pairs_free(struct pairs *pairs);	/* NULL is none */

/* A slice, of a tenth of a millisecond or two of the processor, 25 at most; true when all is done. */
bool pairs_work(struct pairs *pairs);
unsigned pairs_percent(const struct pairs *pairs);

/* What there is when all is done; nothing before. */
size_t pairs_count(const struct pairs *pairs);
struct pair pairs_at(const struct pairs *pairs, size_t number);
size_t pairs_of_kind(const struct pairs *pairs, enum pair_kind kind);

/* Whether there are more calls of that side than were taken. */
bool pairs_cut(const struct pairs *pairs, enum diff_side side);

#endif
