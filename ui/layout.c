#include "ui/layout.h"

#include <stddef.h>

enum {
	TINY_ROWS = 5, TINY_COLS = 20, NORMAL_ROWS = 16, NORMAL_COLS = 40, WIDE_ROWS = 34, WIDE_COLS = 110,
	HEADER_ROWS = 2, FOOTER_ROWS = 2,
};

/* A pane, or a split of the room into parts. */
struct split {
	int fixed;		/* rows or columns it takes; 0: its share of the rest */
	int weight;		/* of that share */
	int from;		/* left out while its parent has fewer rows or columns */
	bool titled;
	enum pane_id pane;	/* when there are no parts */
	bool columns;		/* parts stand side by side, not one below the other */
	const struct split *parts;
	int count;
};

#define PARTS(array) .parts = array, .count = (int)(sizeof(array) / sizeof *(array))

/* The chosen pane, and below it what belongs to the call under its cursor. */
static const struct split normal_parts[] = {
	{ .weight = 1, .pane = PANE_MAIN },
	{ .fixed = 4, .from = 12, .titled = true, .pane = PANE_DETAIL },
	{ .fixed = 4, .from = 20, .titled = true, .pane = PANE_LATENCY },
	{ .fixed = 3, .from = 16, .titled = true, .pane = PANE_ALERTS },
};
static const struct split normal = { PARTS(normal_parts) };

static const struct split wide_left[] = {
	{ .weight = 1, .titled = true, .pane = PANE_MAIN },
	{ .fixed = 6, .titled = true, .pane = PANE_DETAIL },
};
static const struct split wide_right[] = {
	{ .weight = 1, .titled = true, .pane = PANE_FUNCTIONS },
	{ .fixed = 6, .titled = true, .pane = PANE_ALERTS },
};
static const struct split wide_top[] = {
	{ .weight = 5, PARTS(wide_left) },
	{ .weight = 3, PARTS(wide_right) },
};
static const struct split wide_bottom[] = {
	{ .weight = 5, .titled = true, .pane = PANE_SOURCE },
	{ .weight = 3, .titled = true, .pane = PANE_OUTPUT },
};
static const struct split wide_parts[] = {
	{ .weight = 5, .columns = true, PARTS(wide_top) },
	{ .weight = 2, .columns = true, PARTS(wide_bottom) },
};
static const struct split wide = { PARTS(wide_parts) };

static const struct split only_main = { .pane = PANE_MAIN };

struct room {
	int row, col, rows, cols;
};

static bool
has_place_for(const struct split *split, enum pane_id pane)
{
	bool has = split->count == 0 && split->pane == pane;

	for (int i = 0; i < split->count && !has; i++)
		has = has_place_for(&split->parts[i], pane);
	return has;
}

static bool
is_left_out(const struct split *part, const struct split *split, const struct room *room)
{
	return part->from > (split->columns ? room->cols : room->rows);
}

static void
place(struct layout_plan *plan, const struct split *split, const struct room *room, enum pane_id main, bool divided)
{
	enum pane_id pane = split->pane == PANE_MAIN ? main : split->pane;

	/* A strip is not shown a second time when it is the chosen pane. */
	if (layout_find(plan, pane) == NULL && plan->count < PANES)
		plan->places[plan->count++] = (struct placed){
			pane, room->row, room->col, room->rows, room->cols, split->titled, divided,
		};
}

static void
lay(struct layout_plan *plan, const struct split *split, const struct room *room, enum pane_id main, bool divided)
{
	int length = split->columns ? room->cols : room->rows, rest = length, weights = 0, at = 0;

	if (split->count == 0) {
		place(plan, split, room, main, divided);
		return;
	}
	for (int i = 0; i < split->count; i++) {
		const struct split *part = &split->parts[i];

		if (!is_left_out(part, split, room)) {
			rest -= part->fixed;
			weights += part->weight;
		}
	}
	for (int i = 0; i < split->count; i++) {
		const struct split *part = &split->parts[i];
		struct room inner = *room;
		int size, gap = split->columns && i > 0;

		if (is_left_out(part, split, room))
			continue;
		size = part->fixed > 0 ? part->fixed : rest * part->weight / weights;
		if (i + 1 == split->count)
			size = length - at;
		if (split->columns) {
			inner.col += at + gap;
			inner.cols = size - gap;
		} else {
			inner.row += at;
			inner.rows = size;
		}
		lay(plan, part, &inner, main, gap || divided);
		at += size;
	}
}

static enum size_class
class_of(int rows, int cols)
{
	if (rows < TINY_ROWS || cols < TINY_COLS)
		return SIZE_TINY;
	if (rows < NORMAL_ROWS || cols < NORMAL_COLS)
		return SIZE_SMALL;
	return rows >= WIDE_ROWS && cols >= WIDE_COLS ? SIZE_WIDE : SIZE_NORMAL;
}

void
layout_make(int rows, int cols, enum pane_id main, bool zoom, struct layout_plan *ret_plan)
{
	struct layout_plan plan = { .size = class_of(rows, cols) };
	const struct split *split = zoom || plan.size == SIZE_SMALL ? &only_main : plan.size == SIZE_WIDE ? &wide : &normal;
	struct room room = { HEADER_ROWS, 0, rows - HEADER_ROWS - FOOTER_ROWS, cols };

	if (plan.size == SIZE_SMALL)
		room = (struct room){ 0, 0, rows - 1, cols };
	/* A chosen pane that has a place of its own leaves the main one to the stream. */
	if (plan.size == SIZE_WIDE && has_place_for(split, main))
		main = PANE_STREAM;
	if (plan.size != SIZE_TINY)
		lay(&plan, split, &room, main, false);
	*ret_plan = plan;
}

const struct placed *
layout_find(const struct layout_plan *plan, enum pane_id pane)
{
	for (int i = 0; i < plan->count; i++)
		if (plan->places[i].pane == pane)
			return &plan->places[i];
	return NULL;
}
