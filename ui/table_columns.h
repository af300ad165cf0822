/*
 * table_columns.h - columns of figures at the right of a table
 *
 * A table lists what it has, from the left to the right, and from how many
 * columns of screen on there is room for each. What is left over belongs to
 * the name in front.
 */
#ifndef TABLE_COLUMNS_H
#define TABLE_COLUMNS_H

#include <stddef.h>

#include "ui/cells.h"
#include "ui/sorting.h"

struct table_column {
	const char *title;
	int cols, shown;	/* how wide it is, and how much of that, from its left, figures are in */
	int from;		/* in a narrower table it is left out */
	unsigned sort;		/* what its heading sorts by */
};

/*
 * Where each begins when the last ends at `right`, -1: it is left out. A
 * table is `cols` wide. Returns where the first of them begins.
 */
int table_columns_lay_out(const struct table_column *columns, size_t count, int cols, int right, int *ret_at);

/* The headings in the first row; sorting NULL: they are words alone. */
void table_columns_header(const struct table_column *columns, size_t count, const int *at,
			  const struct sorting *sorting, const struct canvas *canvas);

#endif
