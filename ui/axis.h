/*
 * axis.h - a logarithmic axis of durations over columns
 *
 * From one whole decade to another. Column c holds the durations from
 * axis_edge(c) up to, but not, axis_edge(c + 1), in whole buckets of the
 * histogram, so that what a column counts can be asked for exactly.
 */
#ifndef AXIS_H
#define AXIS_H

#include <stdint.h>

#include "ui/cells.h"

struct hist;

struct axis {
	uint64_t low, high;	/* ns, powers of ten */
	unsigned decades;
	int columns;
};

/*
 * Fits a histogram. What lies beyond ten times the slowest thousandth's
 * decade is not on it, or a single call would squeeze all others.
 */
struct axis axis_for(const struct hist *hist, int columns);

/* Lowest duration of a column: 0 of the first, of column `columns` where the axis ends. */
uint64_t axis_edge(const struct axis *axis, int column);

int axis_column(const struct axis *axis, uint64_t ns);	/* 0 … columns - 1 */

/* Calls in the column, and beyond the last one (column == columns). */
uint64_t axis_count(const struct axis *axis, const struct hist *hist, int column);

/* "1us  10us  100us" in row 0. */
void axis_draw(const struct axis *axis, const struct canvas *canvas);

/* One label, unless it would touch the one before, which ended before column *last. */
void axis_label(const struct canvas *canvas, int col, uint64_t ns, int *last);

#endif
