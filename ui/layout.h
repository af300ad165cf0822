/*
 * layout.h - which panes are where, by the size of the screen
 *
 * A layout is a tree of splits (layouts.h), one per size class. The first
 * row is the header, the second the tabs, the last two status and hints; what
 * is between is laid out here.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include <stdbool.h>

#include "base/why.h"

enum pane_id {
	PANE_STREAM, PANE_FUNCTIONS, PANE_ALERTS, PANE_SOURCE, PANE_OUTPUT, PANE_TASKS,
	PANE_LATENCY, PANE_DECISIONS,
	PANE_DIFF,		/* up to here keys 1 to 9 */
	PANE_DETAIL, PANE_TIME,
	PANE_HELP, PANE_MARKS, PANE_COLUMNS, PANE_THEMES, PANE_EXPLAIN,	/* laid over the others */
	PANE_MAIN,		/* in a layout: whichever the user chose */
	PANE_NONE,
};
enum { PANES = PANE_EXPLAIN + 1, TABS_COUNT = PANE_DIFF + 1 };

/* From SIZE_WIDE on, panes that have a place of their own are looked at there; below that the main one becomes them. */
enum size_class { SIZE_TINY, SIZE_SMALL, SIZE_NORMAL, SIZE_WIDE, SIZE_HUGE };
enum { SIZE_CLASSES = SIZE_HUGE + 1 };

struct layouts;

struct placed {
	enum pane_id pane;
	int row, col, rows, cols;	/* of the pane with its title rule */
	bool titled;			/* a rule with its title is its first row */
	bool divided;			/* a line stands in the column left of it */
};

struct layout_plan {
	enum size_class size;
	struct placed places[PANES];
	int count;
};

/* `main` is the pane the user chose; `zoom`: it has everything. */
void layout_make(struct layouts *layouts, int rows, int cols, enum pane_id main, bool zoom,
		 struct layout_plan *ret_plan);

/* 0, or -EINVAL and a sentence when parts of a layout have no room on some screen of its class. */
int layout_check(struct layouts *layouts, struct why *reterr_why);

/* The place of a pane, or NULL when it is not on the screen. */
const struct placed *layout_find(const struct layout_plan *plan, enum pane_id pane);

/* "normal"; NULL for none. */
const char *layout_class_name(enum size_class size);

#endif
