/* The screen of the program's terminal and the lines above it, as cells; see terminal_inside.h. */
#include <string.h>

#include "base/mem.h"
#include "ui/terminal_inside.h"

enum { CHARS_MOST = 3 };	/* a cell has room for that many of four bytes */

/* -1: the terminal's own. */
static int32_t
color_of(const struct terminal *terminal, VTermColor color, bool is_default)
{
	if (is_default)
		return -1;
	vterm_screen_convert_color_to_rgb(terminal->screen, &color);
	return color.rgb.red << 16 | color.rgb.green << 8 | color.rgb.blue;
}

char *
terminal_encode(uint32_t point, char *out)
{
	if (point < 0x80) {
		*out++ = (char)point;
	} else if (point < 0x800) {
		*out++ = (char)(0xc0 | point >> 6);
		*out++ = (char)(0x80 | (point & 63));
	} else if (point < 0x10000) {
		*out++ = (char)(0xe0 | point >> 12);
		*out++ = (char)(0x80 | (point >> 6 & 63));
		*out++ = (char)(0x80 | (point & 63));
	} else {
		*out++ = (char)(0xf0 | point >> 18);
		*out++ = (char)(0x80 | (point >> 12 & 63));
		*out++ = (char)(0x80 | (point >> 6 & 63));
		*out++ = (char)(0x80 | (point & 63));
	}
	return out;
}

/* "" for what follows a wide character; libvterm marks it with a point beyond Unicode. */
static struct cell
cell_of(const struct terminal *terminal, const VTermScreenCell *from)
{
	struct cell cell = {
		.role = ROLE_TEXT, .own_colours = true,
		.fg = color_of(terminal, from->fg, VTERM_COLOR_IS_DEFAULT_FG(&from->fg)),
		.bg = color_of(terminal, from->bg, VTERM_COLOR_IS_DEFAULT_BG(&from->bg)),
		.bold = from->attrs.bold, .underline = from->attrs.underline != 0, .reverse = from->attrs.reverse,
	};
	char *out = cell.text;

	if (from->chars[0] >= 0x110000)
		return cell;
	for (int i = 0; i < CHARS_MOST && from->chars[i] != 0 && from->chars[i] < 0x110000; i++)
		out = terminal_encode(from->chars[i], out);
	if (out == cell.text)
		strcpy(cell.text, " ");
	return cell;
}

static int
keep_line(int cols, const VTermScreenCell *cells, void *context)
{
	struct terminal *terminal = context;

	terminal->line = mem_grow(terminal->line, &terminal->line_cap, (size_t)cols, sizeof *terminal->line);
	for (int i = 0; i < cols; i++)
		terminal->line[i] = cell_of(terminal, &cells[i]);
	scrollback_add(&terminal->above, terminal->line, cols);
	return 1;
}

static int
note_property(VTermProp property, VTermValue *value, void *context)
{
	struct terminal *terminal = context;

	if (property == VTERM_PROP_CURSORVISIBLE)
		terminal->cursor_hidden = !value->boolean;
	else if (property == VTERM_PROP_ALTSCREEN)
		terminal->alternate = value->boolean;
	else if (property == VTERM_PROP_MOUSE)
		terminal->mouse = value->number != VTERM_PROP_MOUSE_NONE;
	return 1;
}

const VTermScreenCallbacks terminal_callbacks = { .settermprop = note_property, .sb_pushline = keep_line };

static uint64_t
screen_begin(const struct terminal *terminal)
{
	return terminal->above.first + terminal->above.count;
}

uint64_t
terminal_first(const struct terminal *terminal)
{
	return terminal->alternate ? screen_begin(terminal) : terminal->above.first;
}

uint64_t
terminal_end(const struct terminal *terminal)
{
	return screen_begin(terminal) + (uint64_t)terminal->rows;
}

bool
terminal_cursor(const struct terminal *terminal, uint64_t *ret_line, int *ret_col)
{
	VTermPos pos;

	vterm_state_get_cursorpos(vterm_obtain_state(terminal->vterm), &pos);
	*ret_line = screen_begin(terminal) + (uint64_t)pos.row;
	*ret_col = pos.col;
	return !terminal->cursor_hidden;
}

static bool
is_plain(const struct cell *cell)
{
	return cell->text[0] >= ' ' && cell->text[0] < 0x7f && cell->text[1] == '\0';
}

/* The program's own words: what is not plain is made safe like all of them. */
static void
draw_cell(const struct canvas *canvas, int row, int col, const struct cell *from, int width)
{
	struct cell *cell = &canvas->grid->cells[(canvas->row + row) * canvas->grid->cols + canvas->col + col];
	struct cell look = *from;

	if (width == 1 && is_plain(from)) {
		*cell = *from;
		return;
	}
	draw_foreign(canvas, row, col, width, ROLE_TEXT, from->text, strlen(from->text));
	for (int i = 0; i < width && col + i < canvas->cols; i++) {
		memcpy(look.text, cell[i].text, sizeof look.text);
		cell[i] = look;
	}
}

static void
draw_line(const struct canvas *canvas, int row, const struct cell *cells, int count)
{
	for (int col = 0; col < count && col < canvas->cols; col++) {
		bool wide = col + 1 < count && cells[col + 1].text[0] == '\0';

		if (cells[col].text[0] == '\0')
			continue;
		draw_cell(canvas, row, col, &cells[col], wide ? 2 : 1);
		col += wide;
	}
}

static void
draw_screen_row(const struct terminal *terminal, const struct canvas *canvas, int row, int from)
{
	struct cell *line = terminal->line;
	VTermScreenCell cell;

	for (int col = 0; col < terminal->cols; col++) {
		memset(&cell, 0, sizeof cell);
		vterm_screen_get_cell(terminal->screen, (VTermPos){ from, col }, &cell);
		line[col] = cell_of(terminal, &cell);
	}
	draw_line(canvas, row, line, terminal->cols);
}

void
terminal_draw(const struct terminal *terminal, const struct canvas *canvas, uint64_t top)
{
	for (int row = 0; row < canvas->rows; row++) {
		uint64_t line = top + (uint64_t)row;

		if (line < terminal->above.first || line >= terminal_end(terminal))
			continue;
		if (line < screen_begin(terminal)) {
			const struct scrollback_line *above = scrollback_line(&terminal->above, line);

			draw_line(canvas, row, above->cells, above->count);
		} else {
			draw_screen_row(terminal, canvas, row, (int)(line - screen_begin(terminal)));
		}
	}
}
