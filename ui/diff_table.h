/*
 * diff_table.h - the rows of the diff, drawn: this run and the other, and a verdict
 */
#ifndef DIFF_TABLE_H
#define DIFF_TABLE_H

#include <stdbool.h>

#include "model/profile.h"

struct canvas;
struct diff_shown;

/* The headings in the first row; a group in a row of its own. */
void diff_table_header(enum profile_by by, const struct canvas *canvas);
void diff_table_row(const struct canvas *canvas, int row, const struct diff_shown *shown, bool current);

/* A group in whole numbers, and how sure the verdict is, given the drift: a canvas of DIFF_TABLE_FULL_ROWS. */
enum { DIFF_TABLE_FULL_ROWS = 4 };
void diff_table_full(const struct canvas *canvas, const struct diff_shown *shown, double drift);

#endif
