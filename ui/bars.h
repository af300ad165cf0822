/*
 * bars.h - latency histograms as bars
 */
#ifndef BARS_H
#define BARS_H

#include <stdint.h>

#include "ui/cells.h"

struct hist;

/*
 * Bars over a log axis from below the smallest to above the largest value in
 * whole decades, with a count at the left, times below, and in the first row
 * how many and p50, p95, p99 and max. Uses what canvas there is; from three
 * rows on there are bars.
 */
void draw_histogram(const struct canvas *canvas, const struct hist *hist);

/* The same in one row of `columns`: 1 µs at the left, 1 s at the right. */
void draw_histogram_row(const struct canvas *canvas, int row, int col, int columns, enum role role,
			const struct hist *hist);

/*
 * Durations one after the other as a row of bars on a log scale, the newest at
 * the right; of more than `columns` the newest. Returns the columns used.
 */
int draw_spark(const struct canvas *canvas, int row, int col, int columns, enum role role, const uint64_t *durations_ns,
	       unsigned count);

#endif
