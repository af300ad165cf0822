/*
 * anchors.h - numbers that two rows have once each, in the same order
 *
 * Where too much differs to search for the fewest differences, what there is
 * only once on either side tells what belongs together (patience sorting, as
 * Bram Cohen has it for diff).
 */
#ifndef ANCHORS_H
#define ANCHORS_H

#include <stddef.h>
#include <stdint.h>

struct anchor {
	uint32_t a, b;	/* places */
};

/* The longest row of anchors whose places grow on both sides, to be freed; how many. O(n log n). */
size_t anchors_find(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count,
		    struct anchor **ret_anchors);

#endif
