/*
 * sorting.h - by which of its columns a table is sorted, by keys and by clicks
 *
 * What the columns are is the table's matter: here they are numbers from 0 to
 * `count` - 1. A heading that is drawn with sorting_heading() takes the clicks
 * that sorting_click() understands.
 */
#ifndef SORTING_H
#define SORTING_H

#include <stdbool.h>

#include "ui/actions.h"
#include "ui/cells.h"

struct sorting {
	unsigned by;
	bool inverted;
};

/* The next or previous column, or the other way round; false: the action is for something else. */
bool sorting_act(struct sorting *sorting, unsigned count, enum action action);

/* A heading was clicked: by that column, or the other way round where it is so already; false: it was none. */
bool sorting_click(struct sorting *sorting, unsigned count, unsigned hit);

/* The arrow in front of the heading of that column; "" where rows are sorted by another. */
const char *sorting_arrow(const struct sorting *sorting, unsigned by, bool ascii);

/* A heading over a column of figures; col -1: it is left out. */
void sorting_heading(const struct sorting *sorting, const struct canvas *canvas, int col, int width, unsigned by,
		     const char *name);

#endif
