#include "ui/sorting.h"

#include <stdio.h>

enum { FIRST_HIT = 1 };	/* 0 is no click's */

bool
sorting_act(struct sorting *sorting, unsigned count, enum action action)
{
	if (action == ACTION_SORT_NEXT)
		sorting->by = (sorting->by + 1) % count;
	else if (action == ACTION_SORT_PREV)
		sorting->by = (sorting->by + count - 1) % count;
	else if (action == ACTION_INVERT)
		sorting->inverted = !sorting->inverted;
	else
		return false;
	return true;
}

bool
sorting_click(struct sorting *sorting, unsigned count, unsigned hit)
{
	unsigned by = hit - FIRST_HIT;

	if (by >= count)
		return false;
	sorting->inverted = by == sorting->by && !sorting->inverted;
	sorting->by = by;
	return true;
}

const char *
sorting_arrow(const struct sorting *sorting, unsigned by, bool ascii)
{
	if (sorting->by != by)
		return "";
	return sorting->inverted ? (ascii ? "^" : "▲") : ascii ? "v" : "▼";
}

void
sorting_heading(const struct sorting *sorting, const struct canvas *canvas, int col, int width, unsigned by,
		const char *name)
{
	char text[32];

	if (col < 0)
		return;
	snprintf(text, sizeof text, "%s%s", sorting_arrow(sorting, by, canvas->grid->ascii), name);
	draw_right(canvas, 0, col, width, ROLE_HEADER, text);
	draw_hit(canvas, 0, col, width, FIRST_HIT + by);
}
