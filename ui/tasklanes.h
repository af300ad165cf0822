/*
 * tasklanes.h - tasks over time: for each a lane that says when it was in a call, waited, ran, or was not there
 *
 * Columns stand for a round time, so that what one says can be asked for
 * exactly. The cursor stands at a time, not in a column. New calls make no
 * column move until the run is longer than its lane; then each stands for
 * more time.
 */
#ifndef TASKLANES_H
#define TASKLANES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "model/lanes.h"
#include "ui/actions.h"

struct scene;
struct task;

/* Times in ns since the beginning. A zeroed one is not shown. */
struct tasklanes {
	bool on;		/* lanes are shown, not figures */
	bool cursor, boxing;	/* there is a cursor, and a stretch that ends at it */
	uint64_t at_ns, box_ns;	/* the cursor, and the stretch's other end */
	uint64_t slice_ns;	/* what a column stands for; 0: as much as it takes to show the whole run */
	uint64_t from_ns;	/* the first column, where that is not the beginning */
	unsigned columns;
	struct lanes *shown, *making;
	uint64_t made_of;	/* figures_id of those that are made, or shown */
	uint64_t made_ns;	/* when they were begun (CLOCK_MONOTONIC) */
	bool asked;		/* the user asked for others */
	bool behind;		/* there are calls that were not looked at */
};
void tasklanes_done(struct tasklanes *lanes);

/* Before drawing: follows what came; begins what must be made anew. */
void tasklanes_settle(struct tasklanes *lanes, const struct scene *scene, int columns);
bool tasklanes_busy(const struct tasklanes *lanes);
void tasklanes_work(struct tasklanes *lanes, uint64_t until_ns);

/* Slices under the cursor, or of the stretch: first … end - 1. False: there is no cursor, or it is out of sight. */
bool tasklanes_marked(const struct tasklanes *lanes, unsigned *ret_first, unsigned *ret_end);

/* What a task did in slices first … end - 1 of those that are shown. */
struct tasklanes_sum {
	uint64_t lived_ns;	/* how long it was there, as far as that is known */
	struct lane_slice all;
};
struct tasklanes_sum tasklanes_sum(const struct tasklanes *lanes, const struct scene *scene, const struct task *task,
				   unsigned first, unsigned end);

/* Shows them, or figures again. */
void tasklanes_toggle(struct tasklanes *lanes);

/* Whether the action was one of lanes' that are shown: the cursor, a stretch, more or less time. */
bool tasklanes_act(struct tasklanes *lanes, const struct scene *scene, const struct task *task, enum action action);

/* A click on the times above brings the cursor there; hits from TASKLANES_HIT on are theirs. */
enum { TASKLANES_HIT = 16 };
bool tasklanes_click(struct tasklanes *lanes, unsigned hit);

/* Takes the stretch or the cursor away; false: there was neither. */
bool tasklanes_close(struct tasklanes *lanes);

/* The task's calls under the cursor as a condition, and the longest of them; false: no cursor, or no call there. */
bool tasklanes_condition(const struct tasklanes *lanes, const struct scene *scene, const struct task *task,
			 struct text *text, uint64_t *ret_longest);

#endif
