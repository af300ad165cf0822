/*
 * bars.h - latency histograms as bars
 */
#ifndef BARS_H
#define BARS_H

#include <stdint.h>

#include "ui/axis.h"
#include "ui/cells.h"

struct hist;
struct plot_span;
struct profile_row;

/* Rows above and below the bars; the axis they stand on when there are so many columns for all. */
enum { BARS_ABOVE = 1, BARS_BELOW = 1 };
struct axis bars_axis(const struct hist *hist, int cols);

/*
 * Bars over a log axis in whole decades, with a count at the left and times
 * below. The first row says how many, p50, p95, p99 and max, and what is
 * beyond the axis; it is left free when something is `marked` (NULL nothing).
 * Uses what canvas there is; from three rows on there are bars.
 */
void draw_histogram(const struct canvas *canvas, const struct hist *hist, const struct plot_span *marked);

/* The same in one row of `columns`: 1 µs at the left, 1 s at the right. */
void draw_histogram_row(const struct canvas *canvas, int row, int col, int columns, enum role role,
			const struct hist *hist);

/* One bar of a row's height: share 0 … 1 of it, at least the lowest; what is outside is at that end. */
void draw_bar(const struct canvas *canvas, int row, int col, enum role role, double share);

/*
 * Durations one after the other as a row of bars on a log scale, the newest at
 * the right; of more than `columns` the newest. Returns the columns used.
 */
int draw_spark(const struct canvas *canvas, int row, int col, int columns, enum role role, const uint64_t *durations_ns,
	       unsigned count);

/* The newest scores of a profile's row, the newest at the right: full at 5, where a call is far out of the ordinary. */
void draw_scores(const struct canvas *canvas, int row, int col, int columns, enum role role,
		 const struct profile_row *figures);

#endif
