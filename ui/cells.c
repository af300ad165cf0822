#include "ui/cells.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/safetext.h"
#include "base/text.h"

enum { LINE_BYTES = 4096 };

void
grid_init(struct grid *grid, int rows, int cols, bool ascii)
{
	*grid = (struct grid){ .rows = rows, .cols = cols, .ascii = ascii };
	grid->cells = mem_new((size_t)rows * (size_t)cols, sizeof *grid->cells);
	grid_clear(grid);
}

void
grid_done(struct grid *grid)
{
	free(grid->cells);
	*grid = (struct grid){ .rows = 0 };
}

void
grid_clear(struct grid *grid)
{
	for (int i = 0; i < grid->rows * grid->cols; i++)
		grid->cells[i] = (struct cell){ .text = " ", .role = ROLE_TEXT };
	grid->cursor_row = grid->cursor_col = -1;
}

static struct cell *
cell_at(const struct grid *grid, int row, int col)
{
	return &grid->cells[row * grid->cols + col];
}

static bool
is_blank(const struct cell *cell)
{
	return strcmp(cell->text, " ") == 0;
}

void
grid_print(const struct grid *grid, FILE *out)
{
	for (int row = 0; row < grid->rows; row++) {
		int end = grid->cols;

		while (end > 0 && is_blank(cell_at(grid, row, end - 1)))
			end--;
		for (int col = 0; col < end; col++)
			fputs(cell_at(grid, row, col)->text, out);
		fputc('\n', out);
	}
}

void
grid_print_roles(const struct grid *grid, FILE *out)
{
	for (int row = 0; row < grid->rows; row++) {
		int end = grid->cols;

		while (end > 0 && cell_at(grid, row, end - 1)->role == ROLE_TEXT)
			end--;
		for (int col = 0; col < end; col++)
			fputc(role_letter(cell_at(grid, row, col)->role), out);
		fputc('\n', out);
	}
}

/* --- canvases ----------------------------------------------------------------- */

struct canvas
canvas_of(struct grid *grid)
{
	return (struct canvas){ grid, 0, 0, grid->rows, grid->cols };
}

static int
clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

struct canvas
canvas_part(const struct canvas *canvas, int row, int col, int rows, int cols)
{
	int top = clamp(row, 0, canvas->rows), left = clamp(col, 0, canvas->cols);
	int bottom = clamp(row + rows, top, canvas->rows), right = clamp(col + cols, left, canvas->cols);

	return (struct canvas){ canvas->grid, canvas->row + top, canvas->col + left, bottom - top, right - left };
}

static bool
inside(const struct canvas *canvas, int row, int col)
{
	return row >= 0 && row < canvas->rows && col >= 0 && col < canvas->cols;
}

static struct cell *
canvas_cell(const struct canvas *canvas, int row, int col)
{
	return cell_at(canvas->grid, canvas->row + row, canvas->col + col);
}

/* A wide character that loses one half becomes blank. */
static void
part_wide(const struct canvas *canvas, int row, int col)
{
	if (inside(canvas, row, col - 1) && canvas_cell(canvas, row, col)->text[0] == '\0')
		strcpy(canvas_cell(canvas, row, col - 1)->text, " ");
	if (inside(canvas, row, col + 1) && canvas_cell(canvas, row, col + 1)->text[0] == '\0')
		strcpy(canvas_cell(canvas, row, col + 1)->text, " ");
}

static void
put(const struct canvas *canvas, int row, int col, enum role role, const char *bytes, size_t len, int width)
{
	struct cell *cell;

	if (!inside(canvas, row, col) || len >= CELL_BYTES)
		return;
	part_wide(canvas, row, col);
	cell = canvas_cell(canvas, row, col);
	*cell = (struct cell){ .role = (uint16_t)role };
	if (width == 2 && !inside(canvas, row, col + 1)) {
		strcpy(cell->text, " ");
		return;
	}
	memcpy(cell->text, bytes, len);
	if (width == 2) {
		part_wide(canvas, row, col + 1);
		*canvas_cell(canvas, row, col + 1) = (struct cell){ .role = (uint16_t)role };
	}
}

/* A combining character joins the cell before it, where there is room. */
static void
combine(const struct canvas *canvas, int row, int col, const char *bytes, size_t len)
{
	struct cell *cell;
	size_t have;

	if (!inside(canvas, row, col))
		return;
	cell = canvas_cell(canvas, row, col);
	have = strlen(cell->text);
	if (have > 0 && have + len < CELL_BYTES)	/* what follows in the cell is zero */
		memcpy(cell->text + have, bytes, len);
}

/* Text known to be fit to show. */
static int
draw_safe(const struct canvas *canvas, int row, int col, enum role role, const char *text)
{
	mbstate_t state = { 0 };
	size_t left = strlen(text), len;
	int begin = col, width;
	wchar_t wide;

	for (; left > 0 && col < canvas->cols; text += len, left -= len) {
		len = mbrtowc(&wide, text, left, &state);
		if (len == 0 || len > left) {
			/* A locale without UTF-8: the byte is none of its characters. */
			memset(&state, 0, sizeof state);
			put(canvas, row, col++, role, "?", 1, 1);
			len = 1;
			continue;
		}
		width = wcwidth(wide);
		if (width > 0) {
			put(canvas, row, col, role, text, len, width);
			col += width;
		} else if (width == 0 && col > begin) {
			combine(canvas, row, col - 1, text, len);
		}
	}
	return col;
}

int
draw_text(const struct canvas *canvas, int row, int col, enum role role, const char *text)
{
	return draw_safe(canvas, row, col, role, text);
}

int
draw_textf(const struct canvas *canvas, int row, int col, enum role role, const char *fmt, ...)
{
	char line[LINE_BYTES];
	va_list args;

	va_start(args, fmt);
	vsnprintf(line, sizeof line, fmt, args);
	va_end(args);
	return draw_safe(canvas, row, col, role, line);
}

int
draw_foreign(const struct canvas *canvas, int row, int col, int columns, enum role role, const char *bytes, size_t len)
{
	char line[LINE_BYTES];
	struct text text = text_in(line, sizeof line);

	if (columns > canvas->cols - col)
		columns = canvas->cols - col;
	if (columns <= 0)
		return col;
	safe_text(&text, bytes, len, (unsigned)columns, true);
	return draw_safe(canvas, row, col, role, line);
}

void
draw_right(const struct canvas *canvas, int row, int col, int columns, enum role role, const char *text)
{
	int width = (int)safe_width(text, strlen(text));

	if (col < 0)
		return;
	if (width <= columns)
		draw_safe(canvas, row, col + columns - width, role, text);
	else
		draw_foreign(canvas, row, col, columns, role, text, strlen(text));
}

int
draw_path(const struct canvas *canvas, int row, int col, int columns, enum role role, const char *path)
{
	const char *slash;

	while ((int)safe_width(path, strlen(path)) > columns && (slash = strchr(path + 1, '/')) != NULL)
		path = slash;
	return draw_foreign(canvas, row, col, columns, role, path, strlen(path));
}

void
draw_sentence(const struct canvas *canvas, const char *sentence)
{
	int row = 0, col = 1;

	for (size_t len; *sentence != '\0'; sentence += len, sentence += *sentence == ' ') {
		int width = 0;

		len = strcspn(sentence, " ");
		for (size_t i = 0; i < len; i++)
			width += ((unsigned char)sentence[i] & 0xc0) != 0x80;
		if (col > 1 && col + 1 + width > canvas->cols && row + 1 < canvas->rows) {
			row++;
			col = 1;
		}
		if (col > 1)
			col = draw_text(canvas, row, col, ROLE_DIM, " ");
		col = draw_foreign(canvas, row, col, canvas->cols - col, ROLE_DIM, sentence, len);
	}
}

void
draw_fill(const struct canvas *canvas, int row, int col, int columns, enum role role)
{
	for (int i = 0; i < columns; i++)
		put(canvas, row, col + i, role, " ", 1, 1);
}

void
draw_role(const struct canvas *canvas, int row, int col, int columns, enum role role)
{
	for (int i = 0; i < columns; i++)
		if (inside(canvas, row, col + i))
			canvas_cell(canvas, row, col + i)->role = (uint16_t)role;
}

static bool
is_free(const struct canvas *canvas, int row, int col)
{
	return !inside(canvas, row, col) || strcmp(canvas_cell(canvas, row, col)->text, " ") == 0;
}

void
draw_pointer(const struct canvas *canvas, int row, int col)
{
	int begin = col, end = col;

	while (!is_free(canvas, row, begin))
		begin--;
	while (!is_free(canvas, row, end))
		end++;
	if (end > col)
		draw_fill(canvas, row, begin + 1, end - begin - 1, ROLE_DIM);
	draw_text(canvas, row, col, ROLE_CURSOR, "^");
}

void
draw_hit(const struct canvas *canvas, int row, int col, int columns, unsigned hit)
{
	for (int i = 0; i < columns; i++)
		if (inside(canvas, row, col + i))
			canvas_cell(canvas, row, col + i)->hit = (uint16_t)hit;
}

void
draw_rule(const struct canvas *canvas, int row, enum role role, const char *title)
{
	const char *dash = canvas->grid->ascii ? "-" : "─";
	int col = 0;

	while (col < canvas->cols)
		col = draw_safe(canvas, row, col, ROLE_RULE, dash);
	if (title[0] == '\0' || canvas->cols < 6)
		return;
	col = draw_safe(canvas, row, 2, role, " ");
	col = draw_foreign(canvas, row, col, canvas->cols - col - 3, role, title, strlen(title));
	draw_safe(canvas, row, col, role, " ");
}

void
draw_vertical(const struct canvas *canvas, int col, enum role role)
{
	for (int row = 0; row < canvas->rows; row++)
		draw_safe(canvas, row, col, role, canvas->grid->ascii ? "|" : "│");
}

void
draw_cursor(const struct canvas *canvas, int row, int col)
{
	if (!inside(canvas, row, col))
		return;
	canvas->grid->cursor_row = canvas->row + row;
	canvas->grid->cursor_col = canvas->col + col;
}

void
draw_current(const struct canvas *canvas, int row)
{
	draw_fill(canvas, row, 0, canvas->cols, ROLE_CURSOR);
	draw_text(canvas, row, 0, ROLE_CURSOR, ">");
	draw_cursor(canvas, row, 0);
}
