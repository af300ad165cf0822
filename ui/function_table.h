/*
 * function_table.h - groups of calls as rows of a table, sorted
 *
 * Rows are numbers of a profile. Sorting takes a moment with thousands of
 * rows, so that a table is made now and then, not at every frame.
 */
#ifndef FUNCTION_TABLE_H
#define FUNCTION_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "model/profile.h"
#include "ui/cells.h"
#include "ui/sorting.h"

struct session;

enum function_sort {
	FUNCTION_SORT_SELF,
	FUNCTION_SORT_TOTAL,
	FUNCTION_SORT_P50,
	FUNCTION_SORT_P99,
	FUNCTION_SORT_Z,
	FUNCTION_SORT_NAME,
	FUNCTION_SORT_CALLS,
	FUNCTION_SORT_ERRORS,
};
enum { FUNCTION_SORTS = FUNCTION_SORT_ERRORS + 1 };

struct function_key;

struct function_table {
	enum profile_by by;
	struct sorting sorting;	/* by enum function_sort */
	struct function_key *order;
	size_t count, cap;
};

void function_table_make(struct function_table *table, const struct session *session);
void function_table_done(struct function_table *table);

size_t function_table_row(const struct function_table *table, size_t position);	/* number of the profile's row */
size_t function_table_find(const struct function_table *table, size_t row);	/* its position; 0 when it has none */

/* "FUNCTION  CALLS ERR  SELF v …": the headings, and the row of the table at that position. */
void function_table_header(const struct function_table *table, const struct canvas *canvas);
void function_table_draw(const struct function_table *table, const struct session *session, size_t position,
			 const struct canvas *canvas, int row, bool current, bool focus);

const char *function_table_title(enum profile_by by);	/* "FUNCTION", "CALL" */
const char *function_table_by(enum profile_by by);	/* "function", "system call" */
const char *function_table_sort(enum function_sort sort); /* "self", "total" */

/* The condition for the calls of a group: its field, and the value, which may be written into buf. */
const char *function_table_field(enum profile_by by);
const char *function_table_value(enum profile_by by, const char *name, char *buf, size_t cap);

#endif
