#include "ui/table_columns.h"

int
table_columns_lay_out(const struct table_column *columns, size_t count, int cols, int right, int *ret_at)
{
	for (size_t i = count; i-- > 0;)
		ret_at[i] = cols >= columns[i].from ? right -= columns[i].cols : -1;
	return right;
}

void
table_columns_header(const struct table_column *columns, size_t count, const int *at, const struct sorting *sorting,
		     const struct canvas *canvas)
{
	for (size_t i = 0; i < count; i++)
		if (sorting != NULL)
			sorting_heading(sorting, canvas, at[i], columns[i].shown, columns[i].sort, columns[i].title);
		else
			draw_right(canvas, 0, at[i], columns[i].shown, ROLE_HEADER, columns[i].title);
}
