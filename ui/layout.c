#include "ui/layout.h"

#include <errno.h>
#include <stddef.h>

#include "ui/layouts.h"

enum { HEADER_ROWS = 2, FOOTER_ROWS = 2, LEAST_ROWS = 1, LEAST_COLS = 4, CHECKED = 120 };

/* The smallest screen of each class. */
static const struct {
	const char *name;
	int rows, cols;
} classes[SIZE_CLASSES] = {
	[SIZE_TINY] = { "tiny", 1, 1 }, [SIZE_SMALL] = { "small", 5, 20 }, [SIZE_NORMAL] = { "normal", 16, 40 },
	[SIZE_WIDE] = { "wide", 34, 110 }, [SIZE_HUGE] = { "huge", 50, 180 },
};

struct room {
	int row, col, rows, cols;
};

/* What is being laid out. */
struct laying {
	struct layout_plan *plan;
	enum pane_id main, without; /* strips of the chosen pane are left out: it is shown above them */
	const struct split *tight; /* the first that has too little room; NULL none */
};

const char *
layout_class_name(enum size_class size)
{
	return (unsigned)size < SIZE_CLASSES && size != SIZE_TINY ? classes[size].name : NULL;
}

static enum size_class
class_of(int rows, int cols)
{
	enum size_class size = SIZE_TINY;

	while (size + 1 < SIZE_CLASSES && rows >= classes[size + 1].rows && cols >= classes[size + 1].cols)
		size++;
	return size;
}

static void
place(struct laying *laying, const struct split *split, const struct room *room, bool divided)
{
	struct layout_plan *plan = laying->plan;
	enum pane_id pane = split->pane == PANE_MAIN ? laying->main : split->pane;

	if (laying->tight == NULL && (room->rows < LEAST_ROWS + split->titled || room->cols < LEAST_COLS))
		laying->tight = split;
	if (room->rows > 0 && room->cols > 0 && layout_find(plan, pane) == NULL && plan->count < PANES)
		plan->places[plan->count++] = (struct placed){
			pane, room->row, room->col, room->rows, room->cols, split->titled, divided,
		};
}

static bool
is_left_out(const struct laying *laying, const struct split *part, int length)
{
	return part->from > length || (part->count == 0 && part->pane == laying->without);
}

/* How many rows or columns each part has: what it wants, its share of the rest, and what it was given by hand. */
static void
divide(const struct laying *laying, struct split *split, int length)
{
	int rest = length, weights = 0, used = 0;
	struct split *last = NULL;

	for (size_t i = 0; i < split->count; i++) {
		struct split *part = &split->parts[i];

		part->shown = !is_left_out(laying, part, length);
		if (!part->shown)
			continue;
		rest -= part->fixed;
		weights += part->fixed > 0 ? 0 : part->weight;
		last = part;
	}
	for (size_t i = 0; i < split->count; i++) {
		struct split *part = &split->parts[i];

		if (!part->shown)
			continue;
		part->now = part->fixed > 0 ? part->fixed : rest > 0 ? rest * part->weight / weights : 0;
		part->now += part->extra;
		if (part == last)
			part->now = length - used;
		part->now = part->now < 0 ? 0 : part->now > length - used ? length - used : part->now;
		used += part->now;
	}
}

static void
lay(struct laying *laying, struct split *split, const struct room *room, bool divided)
{
	int at = 0;
	bool first = true;

	if (split->count == 0) {
		place(laying, split, room, divided);
		return;
	}
	divide(laying, split, split->columns ? room->cols : room->rows);
	for (size_t i = 0; i < split->count; i++) {
		struct split *part = &split->parts[i];
		struct room inner = *room;
		int gap = split->columns && !first;	/* the line between */

		if (!part->shown)
			continue;
		if (split->columns) {
			inner.col += at + gap;
			inner.cols = part->now - gap;
		} else {
			inner.row += at;
			inner.rows = part->now;
		}
		lay(laying, part, &inner, gap || divided);
		at += part->now;
		first = false;
	}
}

static struct room
room_of(enum size_class size, int rows, int cols)
{
	if (size == SIZE_SMALL)
		return (struct room){ 0, 0, rows - 1, cols };
	return (struct room){ HEADER_ROWS, 0, rows - HEADER_ROWS - FOOTER_ROWS, cols };
}

/* Whether a pane has a place of its own there. */
static bool
has_place(struct split *tree, const struct room *room, enum pane_id pane)
{
	struct layout_plan plan = { .count = 0 };
	struct laying laying = { .plan = &plan, .main = PANE_MAIN, .without = PANE_MAIN + 1 };

	lay(&laying, tree, room, false);
	return layout_find(&plan, pane) != NULL;
}

void
layout_make(struct layouts *layouts, int rows, int cols, enum pane_id main, bool zoom, struct layout_plan *ret_plan)
{
	struct split only_main = { .pane = PANE_MAIN };
	struct layout_plan plan = { .size = class_of(rows, cols) };
	struct split *tree = zoom ? &only_main : &layouts->trees[plan.size];
	struct room room = room_of(plan.size, rows, cols);
	struct laying laying = { .plan = &plan, .main = main, .without = main };

	if (plan.size >= SIZE_WIDE && !zoom) {
		laying.without = PANE_MAIN + 1;
		/* A chosen pane that has a place of its own leaves the main one to the stream. */
		if (has_place(tree, &room, main))
			laying.main = PANE_STREAM;
	}
	if (plan.size != SIZE_TINY)
		lay(&laying, tree, &room, false);
	*ret_plan = plan;
}

/* Each part has some room on every screen of the class: higher ones and wider ones, too, since `from` adds parts. */
int
layout_check(struct layouts *layouts, struct why *reterr_why)
{
	for (unsigned size = SIZE_SMALL; size < SIZE_CLASSES; size++)
		for (int more = 0; more < 2 * CHECKED; more++) {
			int rows = classes[size].rows + (more < CHECKED ? more : 0);
			int cols = classes[size].cols + (more < CHECKED ? 0 : more - CHECKED);
			struct layout_plan plan = { .count = 0 };
			struct laying laying = { .plan = &plan, .main = PANE_MAIN, .without = PANE_MAIN + 1 };
			struct room room = room_of((enum size_class)size, rows, cols);

			lay(&laying, &layouts->trees[size], &room, false);
			if (laying.tight != NULL)
				return why_written(reterr_why, -EINVAL, &laying.tight->place, 0,
						   "nothing is left for this part on a %s screen of %dx%d", classes[size].name,
						   cols, rows);
		}
	return 0;
}

const struct placed *
layout_find(const struct layout_plan *plan, enum pane_id pane)
{
	for (int i = 0; i < plan->count; i++)
		if (plan->places[i].pane == pane)
			return &plan->places[i];
	return NULL;
}
