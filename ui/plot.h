/*
 * plot.h - how long calls take, as bars or over time, with a cursor
 *
 * Panes that show the latency of a group hold a struct plot and give it what
 * it is of. The cursor stands at a duration and a time, not at a cell, so
 * that it stays where it is when the axis or the window changes; a box is
 * spanned from where `select` was pressed to the cursor. Enter gives the
 * condition for exactly the calls that are counted there.
 */
#ifndef PLOT_H
#define PLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "ui/actions.h"
#include "ui/cells.h"

struct hist;
struct timeline;

/* What a plot is of. */
struct plot_of {
	const char *field, *value; /* the calls in the filter language: "fn", "read"; field NULL: all calls */
	const struct hist *hist;
	const struct timeline *timeline;
	size_t key;		/* in the timeline; TIMELINE_KEYS or more: it has none */
};

/* Durations low … high - 1; high UINT64_MAX: no bound. */
struct plot_span {
	uint64_t low, high;
};

struct plot {
	bool spectro;		/* over time, else bars */
	bool relative;		/* colours are a share of the row's fullest, else calls a second */
	bool on;		/* there is a cursor */
	bool boxing;		/* and a box */
	uint64_t at_ns, at_time; /* the cursor: a duration, and a time since the beginning */
	struct plot_span box_ns, box_time; /* the box's other corner */
	unsigned zoom;		/* rows stand for 1/2^zoom of the time it takes to show all */
	uint64_t top_time;	/* the oldest time in the window, while zoomed */
	int rows, cols;		/* of the canvas */
};

/* Before drawing: the canvas it will have; keeps the cursor in the window. */
void plot_settle(struct plot *plot, const struct plot_of *of, int rows, int cols);

void plot_draw(const struct plot *plot, const struct plot_of *of, const struct canvas *canvas, bool focus);

/* Whether the action was one of a plot's: cursor, box, scales. Enter is not: see plot_condition(). */
bool plot_act(struct plot *plot, const struct plot_of *of, enum action action);

/* What is under the cursor, as a condition; false while there is none. */
bool plot_condition(const struct plot *plot, const struct plot_of *of, struct text *text);

/* Takes box or cursor away; false: there was neither. */
bool plot_close(struct plot *plot);

/* "bars", "over time, calls/s": for the title. */
const char *plot_hint(const struct plot *plot);

#endif
