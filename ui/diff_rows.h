/*
 * diff_rows.h - groups of calls of two sides, as rows of a table
 *
 * Everything that is shown of a group is copied, since the sessions it comes
 * from may be gone when it is drawn.
 */
#ifndef DIFF_ROWS_H
#define DIFF_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/diff.h"

struct diff_shown {
	char *name;
	unsigned verdict;
	char words[64];		/* the verdict's; "same" */
	uint64_t calls[2], errors[2], total_ns[2], p50[2], p99[2]; /* by enum diff_side */
	int64_t delta_ns;
	struct ranksum ranks;
	enum diff_sure p50_sure, p99_sure, calls_sure;
	uint64_t last_seq;	/* 0: gone */
};

enum diff_sort { DIFF_SORT_CHANGE, DIFF_SORT_P99, DIFF_SORT_CALLS, DIFF_SORT_NAME };
enum { DIFF_SORTS = DIFF_SORT_NAME + 1 };

struct diff_rows {
	struct diff_shown *rows;
	size_t count, cap;
};

void diff_rows_add(struct diff_rows *rows, const struct diff_row *row);	/* a copy */
void diff_rows_order(struct diff_rows *rows, enum diff_sort sort, bool inverted);
void diff_rows_clear(struct diff_rows *rows);
void diff_rows_done(struct diff_rows *rows);

/* The row of that name; 0 when there is none. */
size_t diff_rows_find(const struct diff_rows *rows, const char *name);

/* How many times as much after as before; of nothing before very many. */
double diff_rows_ratio(const uint64_t values[2]);

const char *diff_rows_sort(enum diff_sort sort);	/* "change of time" */

#endif
