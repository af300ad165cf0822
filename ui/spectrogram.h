/*
 * spectrogram.h - calls by time (downwards) and by how long they took
 *
 * A grid over a timeline: rows of whole slices, columns of whole buckets, so
 * that what a cell counts can be asked for exactly.
 */
#ifndef SPECTROGRAM_H
#define SPECTROGRAM_H

#include "ui/plot.h"

enum { SPECTROGRAM_LEVELS = 9, SPECTROGRAM_LEAST_ROWS = 3 };

/* Where cells are; made anew for each canvas. */
struct spectrogram {
	unsigned first_bucket, end_bucket;	/* columns hold these */
	unsigned per_column;			/* buckets in a column */
	int columns, width;			/* and characters each */
	size_t first_slice, per_row;		/* slices in a row */
	int rows;				/* rows that fit */
	size_t used_rows;			/* rows there are, in all */
	uint64_t slice_ns;
};

/* False when there is nothing to show, or no room. */
bool spectrogram_make(const struct plot *plot, const struct plot_of *of, struct spectrogram *ret_grid);

/* The cell of the plot's cursor, as far as it is in the grid. */
int spectrogram_column(const struct spectrogram *grid, uint64_t ns);
long spectrogram_row(const struct spectrogram *grid, uint64_t time);	/* from the first in sight; negative: above */

struct plot_span spectrogram_durations(const struct spectrogram *grid, int column);
struct plot_span spectrogram_times(const struct spectrogram *grid, long row);	/* since the beginning */

/* Calls in a rectangle of times and durations, whose bounds are those of cells. */
uint64_t spectrogram_count(const struct plot_of *of, const struct plot_span *times, const struct plot_span *durations);

/* `marked`: the box or the cell under the cursor; NULL none. */
void spectrogram_draw(const struct plot *plot, const struct plot_of *of, const struct spectrogram *grid,
		      const struct plot_span *marked_times, const struct plot_span *marked_durations,
		      const struct canvas *canvas);

#endif
