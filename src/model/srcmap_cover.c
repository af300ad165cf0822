#include "model/srcmap_cover.h"

#include <stdlib.h>

#include "base/mem.h"

void
cover_add(struct cover *cover, const struct cover_row *row)
{
	cover->rows = mem_grow(cover->rows, &cover->cap, cover->count + 1, sizeof *cover->rows);
	cover->rows[cover->count] = *row;
	cover->rows[cover->count].order = (uint32_t)cover->count;
	cover->count++;
}

static int
compare_places(const struct cover_row *row, uint32_t line, uint32_t column)
{
	if (row->line != line)
		return row->line < line ? -1 : 1;
	return row->column < column ? -1 : row->column > column;
}

static int
compare_rows(const void *a, const void *b)
{
	const struct cover_row *left = a, *right = b;
	int places = compare_places(left, right->line, right->column);

	if (places != 0)
		return places;
	return left->order < right->order ? -1 : left->order > right->order;
}

static bool
in_order(const struct cover *cover)
{
	for (size_t i = 1; i < cover->count; i++)
		if (compare_rows(&cover->rows[i - 1], &cover->rows[i]) > 0)
			return false;
	return true;
}

/*
 * Inside a line, a part from nowhere counts only as the end of a part from
 * somewhere; so a line that has rows with columns begins with such a part.
 */
static void
drop_idle_rows(struct cover *cover)
{
	size_t kept = 0;

	for (size_t i = 0; i < cover->count; i++) {
		const struct cover_row *row = &cover->rows[i], *before = kept > 0 ? &cover->rows[kept - 1] : NULL;

		if (row->file != 0 || row->column == 0 ||
		    (before != NULL && before->line == row->line && before->file != 0))
			cover->rows[kept++] = *row;
	}
	cover->count = kept;
}

void
cover_finish(struct cover *cover)
{
	if (!in_order(cover))
		qsort(cover->rows, cover->count, sizeof *cover->rows, compare_rows);
	drop_idle_rows(cover);
}

/* How many rows come before the place; with `or_at`, at it too. */
static size_t
rows_before(const struct cover *cover, uint32_t line, uint32_t column, bool or_at)
{
	size_t low = 0, high = cover->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_places(&cover->rows[middle], line, column) < (or_at ? 1 : 0))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The last row at or before the place, on its line when there are any; of several for one place the first. */
static const struct cover_row *
nearest_row(const struct cover *cover, uint32_t line, uint32_t column)
{
	size_t count = rows_before(cover, line, UINT32_MAX, true);
	const struct cover_row *row;

	if (count == 0)
		return NULL;
	row = &cover->rows[rows_before(cover, cover->rows[count - 1].line, 0, false)];
	if (row->line != line || column == 0)
		return row;
	count = rows_before(cover, line, column, true);
	if (count == 0 || cover->rows[count - 1].line != line)
		return row;	/* before the first part of the line */
	return &cover->rows[rows_before(cover, line, cover->rows[count - 1].column, false)];
}

bool
cover_find(const struct cover *cover, uint32_t line, uint32_t column, struct cover_row *ret_row, bool *ret_exact)
{
	const struct cover_row *row = nearest_row(cover, line, column);

	if (row == NULL || row->file == 0)
		return false;
	*ret_row = *row;
	*ret_exact = row->line == line || row->reach != COVER_POINT;
	if (row->reach == COVER_COUNT && __builtin_add_overflow(row->orig_line, line - row->line, &ret_row->orig_line))
		return false;
	return true;
}

/* Generated lines that the row reaches over. */
static uint32_t
reach_of(const struct cover *cover, size_t i)
{
	if (cover->rows[i].reach != COVER_COUNT)
		return 1;
	return i + 1 < cover->count ? cover->rows[i + 1].line - cover->rows[i].line : UINT32_MAX;
}

/* A row that begins with the line is better than one that reaches it, perhaps by the directive of the next. */
uint32_t
cover_find_back(const struct cover *cover, bool (*is_file)(const void *context, uint32_t file), const void *context,
		uint32_t orig_line)
{
	uint32_t reached = 0;

	for (size_t i = 0; i < cover->count; i++) {
		const struct cover_row *row = &cover->rows[i];
		uint32_t on = orig_line - row->orig_line;

		if (row->file == 0 || on >= reach_of(cover, i) || (reached != 0 && on != 0) ||
		    !is_file(context, row->file))
			continue;
		if (on == 0)
			return row->line;
		reached = row->line + on;
	}
	return reached;
}

void
cover_done(struct cover *cover)
{
	free(cover->generated_file);
	free(cover->rows);
	*cover = (struct cover){ .rows = NULL };
}
