/*
 * tasklanes_draw.h - tasks over time, drawn
 */
#ifndef TASKLANES_DRAW_H
#define TASKLANES_DRAW_H

#include <stdbool.h>

#include "ui/cells.h"

struct scene;
struct task;
struct tasklanes;

/* Row 0: the times of columns. */
void tasklanes_draw_times(const struct tasklanes *lanes, const struct canvas *canvas);

/* A task's lane; the cursor is in the current one. */
void tasklanes_draw_lane(const struct tasklanes *lanes, const struct scene *scene, const struct canvas *canvas, int row,
			 const struct task *task, bool current);

/* Row 0: what the task did under the cursor, or what the signs mean. */
void tasklanes_draw_below(const struct tasklanes *lanes, const struct scene *scene, const struct canvas *canvas,
			  const struct task *task);

#endif
