/* Rows as a window shows them: so many lines, which rows take several of. */
#include <stdlib.h>

#include "ui/rows.h"

uint64_t
rows_beside(const struct rows *rows, uint64_t row, int by)
{
	for (; by != 0; by += by > 0 ? -1 : 1) {
		uint64_t next = by > 0 ? rows_next(rows, row) : rows_prev(rows, row);

		if (next == 0)
			break;
		row = next;
	}
	return row;
}

uint64_t
rows_by_lines(const struct rows *rows, uint64_t row, int lines)
{
	int left = abs(lines), taken;
	uint64_t next;

	for (bool first = true; (next = lines > 0 ? rows_next(rows, row) : rows_prev(rows, row)) != 0; first = false) {
		taken = rows_lines(rows, lines > 0 ? row : next);
		if (taken > left && !first)
			break;
		left -= taken;
		row = next;
	}
	return row;
}

uint64_t
rows_top(const struct rows *rows, uint64_t row, int height)
{
	int left = height - rows_lines(rows, row);
	uint64_t before;

	while ((before = rows_prev(rows, row)) != 0 && (left -= rows_lines(rows, before)) >= 0)
		row = before;
	return row;
}

int
rows_empty(const struct rows *rows, uint64_t row, int height)
{
	for (; row != 0 && height > 0; row = rows_next(rows, row))
		height -= rows_lines(rows, row);
	return height > 0 ? height : 0;
}
