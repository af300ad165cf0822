/*
 * align.h - two rows of numbers aligned: which of one is which of the other
 *
 * Myers' greedy search ("An O(ND) difference algorithm and its variations",
 * 1986) for the fewest that are left over on either side. Where these are more
 * than ALIGN_EDITS it holds on to the numbers that there are once (anchors.h),
 * and between them, if it must, takes the way that led farthest and begins anew
 * from there. What it says is an alignment all the same, and the work is
 * bounded by (a_count + b_count) * ALIGN_EDITS whatever the numbers are. Works
 * in slices.
 */
#ifndef ALIGN_H
#define ALIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct anchor;

enum { ALIGN_EDITS = 1024 };
#define ALIGN_NONE UINT32_MAX

struct align {
	const uint64_t *a, *b;	/* must outlive it */
	uint32_t a_count, b_count;
	uint32_t *partner;	/* of each of a: its place in b, or ALIGN_NONE. The caller's; places only ever grow */
	/* Inside. */
	uint32_t a_from, b_from; /* where the search began: all before is settled */
	uint32_t a_to, b_to;	/* where it ends: at the next anchor, or the end of both */
	struct anchor *anchors;	/* NULL: nobody has looked for them */
	size_t anchor_count, anchor;	/* how many, and which is next */
	int32_t edits, diagonal; /* reached next */
	int32_t *reached;	/* for each number of edits a row: how far in a on each diagonal */
};

/* Begins: a, b, their counts and partner are set. */
void align_begin(struct align *align);

/* About so many steps, a nanosecond or two each; true when it is done. */
bool align_work(struct align *align, unsigned steps);

void align_done(struct align *align);

#endif
