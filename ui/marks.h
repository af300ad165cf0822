/*
 * marks.h - calls the user marked, numbered in the order in which that was done
 */
#ifndef MARKS_H
#define MARKS_H

#include <stddef.h>
#include <stdint.h>

enum { MARKS_MAX = 99 };

struct marks {
	uint64_t seqs[MARKS_MAX];	/* mark 1 is seqs[0]; 0: taken away */
	size_t count;
};

/* Marks a call, or takes its mark away. Its number; 0 when it was taken away or all numbers are in use. */
unsigned marks_toggle(struct marks *marks, uint64_t seq);

/* The number of the mark at one of the calls first … last; 0 none. */
unsigned marks_in(const struct marks *marks, uint64_t first, uint64_t last);

/* The call of a number; 0 none. */
uint64_t marks_get(const struct marks *marks, unsigned number);

/* The nearest marked call behind (1) or before (-1) one; 0 none. */
uint64_t marks_beside(const struct marks *marks, uint64_t seq, int step);

#endif
