/*
 * hist.h - how long things took, as a log-linear histogram
 *
 * 64 linear buckets per power of two of nanoseconds: a value read back is
 * within 1/64 of the one recorded, over the whole range of uint64_t. Adding
 * is O(1), merging is addition. Rows are allocated per power of two when
 * first hit, so a histogram of one call is small.
 */
#ifndef HIST_H
#define HIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HIST_SUB_BITS = 6, HIST_ROWS = 65 - HIST_SUB_BITS };

struct hist {
	uint64_t count, sum;	/* sum saturates */
	unsigned __int128 squares; /* sum of the squares, exact; saturates */
	uint64_t min, max;	/* exact; min is UINT64_MAX while empty */
	uint64_t *rows[HIST_ROWS]; /* row r > 0: values of one power of two */
};

void hist_init(struct hist *hist);
void hist_done(struct hist *hist);

/* A struct hist that is copied, and this called once, is two: they have their counts together until one of them changes. */
void hist_hold(const struct hist *hist);
size_t hist_own_bytes(const struct hist *hist);	/* of counts that it has alone */

void hist_add(struct hist *hist, uint64_t value);
void hist_merge(struct hist *into, const struct hist *from);

/*
 * Takes away what another counted that this one had merged or grown from. The
 * extremes of what is left are those of its buckets, as far as they are known.
 */
void hist_subtract(struct hist *from, const struct hist *what);

/*
 * The value at or below which a share of 0.0 … 1.0 lies; 0 when empty. Never
 * decreases with the share, and lies between min and max.
 */
uint64_t hist_quantile(const struct hist *hist, double share);

double hist_mean(const struct hist *hist);	/* 0 when empty */

/* Standard deviation of the values themselves, not of their buckets (divided by count); 0 when empty. */
double hist_deviation(const struct hist *hist);

/*
 * Visits the buckets that hold something, the smallest values first: begin with *position = 0, ends with false.
 * Histograms have the same buckets, told by their lowest value.
 */
bool hist_next(const struct hist *hist, unsigned *position, uint64_t *ret_low, uint64_t *ret_count);

/* The lowest value of the bucket that begins at `value` or, else, of the next one. */
uint64_t hist_edge(uint64_t value);

/* How many values lie in low <= value < high, to the bucket's width. */
uint64_t hist_between(const struct hist *hist, uint64_t low, uint64_t high);

/*
 * Counts in `columns` equal steps of log(value) from `low` to `high` (both
 * > 0), for drawing; what lies outside is counted in the column at that end.
 */
void hist_columns(const struct hist *hist, uint64_t low, uint64_t high, uint64_t *ret_counts, unsigned columns);

#endif
