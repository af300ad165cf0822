/*
 * task_table.h - tasks drawn: the tree, what each of them does, and its figures
 */
#ifndef TASK_TABLE_H
#define TASK_TABLE_H

#include <stdbool.h>

struct canvas;
struct scene;
struct sorting;
struct tasktree_row;

/*
 * The headings in the first row; a task in a row of its own. Not `whole`: the
 * name alone, as wide as the canvas.
 */
void task_table_header(const struct sorting *sorting, const struct canvas *canvas, bool whole);
void task_table_row(const struct canvas *canvas, int row, const struct scene *scene, const struct tasktree_row *place,
		    bool whole, bool current);

#endif
