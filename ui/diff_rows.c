#include "ui/diff_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const char *const sort_names[DIFF_SORTS] = { "change of time", "p99 ratio", "calls", "name" };

const char *
diff_rows_sort(enum diff_sort sort)
{
	return sort_names[sort];
}

void
diff_rows_clear(struct diff_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		free(rows->rows[i].name);
	rows->count = 0;
}

void
diff_rows_done(struct diff_rows *rows)
{
	diff_rows_clear(rows);
	free(rows->rows);
}

static void
fill_side(struct diff_shown *shown, enum diff_side side, const struct profile_row *row)
{
	if (row == NULL)
		return;
	shown->calls[side] = row->calls;
	shown->errors[side] = row->errors;
	shown->total_ns[side] = row->total_ns;
	shown->p50[side] = hist_quantile(&row->hist, 0.5);
	shown->p99[side] = hist_quantile(&row->hist, 0.99);
}

static void
fill(struct diff_shown *shown, const struct diff_row *row)
{
	*shown = (struct diff_shown){
		.name = mem_string(row->some->name), .verdict = row->verdict, .delta_ns = row->delta_ns, .ranks = row->ranks,
		.p50_sure = row->p50, .p99_sure = row->p99, .calls_sure = row->calls,
		.last_seq = row->rows[DIFF_AFTER] != NULL ? row->rows[DIFF_AFTER]->last_seq : 0,
	};
	(void)diff_verdict_text(row, shown->words, sizeof shown->words);
	if (shown->words[0] == '\0')
		snprintf(shown->words, sizeof shown->words, "same");
	fill_side(shown, DIFF_BEFORE, row->rows[DIFF_BEFORE]);
	fill_side(shown, DIFF_AFTER, row->rows[DIFF_AFTER]);
}

void
diff_rows_add(struct diff_rows *rows, const struct diff_row *row)
{
	rows->rows = mem_grow(rows->rows, &rows->cap, rows->count + 1, sizeof *rows->rows);
	fill(&rows->rows[rows->count++], row);
}

double
diff_rows_ratio(const uint64_t values[2])
{
	return values[DIFF_BEFORE] > 0 ? (double)values[DIFF_AFTER] / (double)values[DIFF_BEFORE] : values[DIFF_AFTER] > 0 ? 1e18 : 1;
}

/* --- order ----------------------------------------------------------------------------- */

struct order {
	enum diff_sort sort;
	bool inverted;
};

static double
sort_value(const struct diff_shown *row, enum diff_sort sort)
{
	switch (sort) {
	case DIFF_SORT_CHANGE: return (double)llabs(row->delta_ns);
	case DIFF_SORT_P99:    return row->p99_sure == DIFF_CHANGED ? diff_rows_ratio(row->p99) : 1;
	case DIFF_SORT_CALLS:  return (double)row->calls[DIFF_AFTER];
	default:	       return 0;
	}
}

static int
compare_rows(const void *a, const void *b, void *data)
{
	const struct diff_shown *left = a, *right = b;
	const struct order *by = data;
	double x = sort_value(left, by->sort), y = sort_value(right, by->sort);
	int order = x != y ? (x > y ? -1 : 1) : strcmp(left->name, right->name);

	return by->inverted ? -order : order;
}

void
diff_rows_order(struct diff_rows *rows, enum diff_sort sort, bool inverted)
{
	struct order order = { sort, inverted };

	if (rows->count > 0)
		qsort_r(rows->rows, rows->count, sizeof *rows->rows, compare_rows, &order);
}

size_t
diff_rows_find(const struct diff_rows *rows, const char *name)
{
	for (size_t i = 0; i < rows->count; i++)
		if (strcmp(rows->rows[i].name, name) == 0)
			return i;
	return 0;
}
