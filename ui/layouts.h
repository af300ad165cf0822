/*
 * layouts.h - the trees of splits that a layout is made from
 *
 * The shipped ones are in ui/layouts.yaml, compiled in; a user's own, in the
 * same form, replace them size by size. layout.c lays them out; here they are
 * read, and changed by hand while the program runs.
 */
#ifndef LAYOUTS_H
#define LAYOUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/written.h"
#include "ui/layout.h"

struct yaml_node;

/* A pane, or a split of the room into parts. */
struct split {
	enum pane_id pane;	/* when there are no parts */
	bool columns;		/* parts stand side by side, not one below the other */
	bool titled;
	int fixed;		/* rows or columns it takes; 0: its share of the rest */
	int weight;		/* of that share */
	int from;		/* left out while its parent has fewer rows or columns */
	int extra;		/* rows or columns that the user gave it, or took */
	int now;		/* rows or columns it has */
	bool shown;
	struct split *parts;
	size_t count;
	struct written place;	/* where it is written */
};

struct layouts {
	struct split trees[SIZE_CLASSES];	/* none for SIZE_TINY */
};

/*
 * The shipped layouts, with those of a map {normal: …} in their place; NULL
 * none. 0, or -EINVAL and a sentence with file:line:column: a pane nobody
 * knows, sizes that the smallest screen of that class has no room for.
 */
int layouts_new(const struct yaml_node *own, struct layouts **ret_layouts, struct why *reterr_why);
void layouts_free(struct layouts *layouts);

/* Gives a pane rows or columns of its neighbour, or takes them; false when there is none, or it has no more to give. */
bool layouts_grow(struct layouts *layouts, const struct layout_plan *plan, enum pane_id pane, bool columns, int by);

/* The shipped ones as they are written, YAML. */
const char *layouts_text(void);

/* As they were written. */
void layouts_reset(struct layouts *layouts);

#endif
