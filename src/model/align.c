#include "model/align.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/anchors.h"

/*
 * Diagonals are a - b, both counted from where the search began; after so many
 * edits every second one from -edits to edits is reached.
 */
static int32_t *
reached(const struct align *align, int32_t edits, int32_t diagonal)
{
	return &align->reached[edits * (edits + 1) / 2 + (diagonal + edits) / 2];
}

static int32_t
a_left(const struct align *align)
{
	return (int32_t)(align->a_to - align->a_from);
}

static int32_t
b_left(const struct align *align)
{
	return (int32_t)(align->b_to - align->b_from);
}

/* On the edge of the rectangle diagonals end. */
static int32_t
lowest(const struct align *align, int32_t edits)
{
	int32_t room = b_left(align);

	return edits <= room ? -edits : edits - 2 * room;
}

static int32_t
highest(const struct align *align, int32_t edits)
{
	int32_t room = a_left(align);

	return edits <= room ? edits : 2 * room - edits;
}

void
align_begin(struct align *align)
{
	size_t edits = (size_t)align->a_count + align->b_count;

	if (edits > ALIGN_EDITS)
		edits = ALIGN_EDITS;
	align->reached = mem_new((edits + 1) * (edits + 2) / 2, sizeof *align->reached);
	align->a_from = align->b_from = 0;
	align->a_to = align->a_count;
	align->b_to = align->b_count;
	align->anchors = NULL;
	align->anchor_count = align->anchor = 0;
	align->edits = align->diagonal = 0;
	for (uint32_t i = 0; i < align->a_count; i++)
		align->partner[i] = ALIGN_NONE;
}

void
align_done(struct align *align)
{
	free(align->reached);
	free(align->anchors);
	align->reached = NULL;
	align->anchors = NULL;
}

/* Whether the diagonal is come to from the one below, by leaving out one of a; else from the one above. */
static bool
from_below(const struct align *align, int32_t edits, int32_t diagonal)
{
	int32_t low = lowest(align, edits - 1), high = highest(align, edits - 1);

	if (diagonal - 1 < low)
		return false;
	return diagonal + 1 > high ||
	       *reached(align, edits - 1, diagonal - 1) + 1 > *reached(align, edits - 1, diagonal + 1);
}

/* How far in a that edit leads, before equal ones are taken. */
static int32_t
after_edit(const struct align *align, int32_t edits, int32_t diagonal)
{
	if (edits == 0)
		return 0;
	return from_below(align, edits, diagonal) ? *reached(align, edits - 1, diagonal - 1) + 1
						  : *reached(align, edits - 1, diagonal + 1);
}

/* Takes the way back from there, on which equal ones are partners. */
static void
settle(struct align *align, int32_t edits, int32_t diagonal)
{
	int32_t at = *reached(align, edits, diagonal);
	uint32_t a_to = align->a_from + (uint32_t)at, b_to = align->b_from + (uint32_t)(at - diagonal);

	for (; edits >= 0; edits--) {
		int32_t begin = after_edit(align, edits, diagonal);

		for (at = *reached(align, edits, diagonal); at > begin; at--)
			align->partner[align->a_from + (uint32_t)at - 1] = align->b_from +
									   (uint32_t)(at - 1 - diagonal);
		if (edits > 0)
			diagonal += from_below(align, edits, diagonal) ? -1 : 1;
	}
	align->a_from = a_to;
	align->b_from = b_to;
	align->edits = align->diagonal = 0;
}

/* Of the ways with so many edits the one that led farthest. */
static int32_t
farthest(const struct align *align, int32_t edits)
{
	int32_t best = lowest(align, edits);

	for (int32_t diagonal = best; diagonal <= highest(align, edits); diagonal += 2)
		if (2 * *reached(align, edits, diagonal) - diagonal > 2 * *reached(align, edits, best) - best)
			best = diagonal;
	return best;
}

/* The farthest on the diagonal that is next; the steps it took. */
static unsigned
reach(struct align *align)
{
	int32_t begin = after_edit(align, align->edits, align->diagonal), at = begin;
	const uint64_t *a = align->a + align->a_from, *b = align->b + align->b_from;
	int32_t a_end = a_left(align), b_end = b_left(align);

	while (at < a_end && at - align->diagonal < b_end && a[at] == b[at - align->diagonal])
		at++;
	*reached(align, align->edits, align->diagonal) = at;
	return (unsigned)(at - begin) + 1;
}

/* --- from one anchor to the next ------------------------------------------------------- */

static void
aim(struct align *align)
{
	const struct anchor *next = &align->anchors[align->anchor];
	bool there = align->anchor < align->anchor_count;

	align->a_to = there ? next->a : align->a_count;
	align->b_to = there ? next->b : align->b_count;
	align->edits = align->diagonal = 0;
}

/* Too much differs: from here on there are anchors. */
static void
look_for_anchors(struct align *align)
{
	align->anchor_count = anchors_find(align->a + align->a_from, align->a_count - align->a_from,
					   align->b + align->b_from, align->b_count - align->b_from, &align->anchors);
	for (size_t i = 0; i < align->anchor_count; i++) {
		align->anchors[i].a += align->a_from;
		align->anchors[i].b += align->b_from;
	}
	aim(align);
}

/* What lies before the anchor is settled, and what is left of it has no partner. */
static void
pass_anchor(struct align *align)
{
	const struct anchor *anchor = &align->anchors[align->anchor++];

	align->partner[anchor->a] = anchor->b;
	align->a_from = anchor->a + 1;
	align->b_from = anchor->b + 1;
	aim(align);
}

/* --- step by step ---------------------------------------------------------------------- */

static void
next_diagonal(struct align *align)
{
	align->diagonal += 2;
	if (align->diagonal <= highest(align, align->edits))
		return;
	if (align->edits < ALIGN_EDITS) {
		align->edits++;
		align->diagonal = lowest(align, align->edits);
	} else if (align->anchors == NULL) {
		look_for_anchors(align);
	} else {
		settle(align, align->edits, farthest(align, align->edits));
	}
}

/* One diagonal more; the steps it took. */
static unsigned
search(struct align *align)
{
	unsigned steps = reach(align);
	int32_t at = *reached(align, align->edits, align->diagonal);

	if (at == a_left(align) && at - align->diagonal == b_left(align))
		settle(align, align->edits, align->diagonal);
	else
		next_diagonal(align);
	return steps;
}

bool
align_work(struct align *align, unsigned steps)
{
	for (unsigned done = 0; done < steps;) {
		if (a_left(align) > 0 && b_left(align) > 0)
			done += search(align);
		else if (align->anchor < align->anchor_count)
			pass_anchor(align);
		else
			return true;	/* what is left has no partner */
	}
	return false;
}
