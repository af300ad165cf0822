#include "ui/terminal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vterm.h>

#include "base/mem.h"

enum { READ_BYTES = 65536, READS_AT_ONCE = 16 };

struct terminal {
	int master;
	int rows, cols;
	VTerm *vterm;
	VTermScreen *screen;
	unsigned long long bytes;
};

/* What the emulated terminal answers (its cursor's position, say) goes to the program, as from a keyboard. */
static void
answer(const char *bytes, size_t len, void *context)
{
	const struct terminal *terminal = context;

	if (write(terminal->master, bytes, len) < 0)
		return;		/* its input is full or gone: a terminal would lose it, too */
}

static void
set_window(const struct terminal *terminal)
{
	const struct winsize size = { .ws_row = (unsigned short)terminal->rows, .ws_col = (unsigned short)terminal->cols };

	(void)ioctl(terminal->master, TIOCSWINSZ, &size);	/* the program may be gone */
}

struct terminal *
terminal_new(int master, int rows, int cols)
{
	struct terminal *terminal = mem_new(1, sizeof *terminal);

	terminal->master = master;
	terminal->rows = rows > 0 ? rows : 1;
	terminal->cols = cols > 0 ? cols : 1;
	terminal->vterm = vterm_new(terminal->rows, terminal->cols);
	if (terminal->vterm == NULL)
		die("out of memory");
	vterm_set_utf8(terminal->vterm, 1);
	vterm_output_set_callback(terminal->vterm, answer, terminal);
	terminal->screen = vterm_obtain_screen(terminal->vterm);
	vterm_screen_enable_altscreen(terminal->screen, 1);
	vterm_screen_reset(terminal->screen, 1);
	set_window(terminal);
	return terminal;
}

void
terminal_free(struct terminal *terminal)
{
	if (terminal == NULL)
		return;
	vterm_free(terminal->vterm);
	free(terminal);
}

bool
terminal_read(struct terminal *terminal, bool *ret_ended)
{
	static char bytes[READ_BYTES];
	bool came = false;

	*ret_ended = false;
	for (unsigned i = 0; i < READS_AT_ONCE; i++) {
		ssize_t len = read(terminal->master, bytes, sizeof bytes);

		if (len <= 0) {
			*ret_ended = len == 0 || (errno != EAGAIN && errno != EINTR);
			break;
		}
		vterm_input_write(terminal->vterm, bytes, (size_t)len);
		terminal->bytes += (unsigned long long)len;
		came = true;
	}
	return came;
}

void
terminal_resize(struct terminal *terminal, int rows, int cols)
{
	rows = rows > 0 ? rows : 1;
	cols = cols > 0 ? cols : 1;
	if (rows == terminal->rows && cols == terminal->cols)
		return;
	terminal->rows = rows;
	terminal->cols = cols;
	vterm_set_size(terminal->vterm, rows, cols);
	set_window(terminal);
}

unsigned long long
terminal_bytes(const struct terminal *terminal)
{
	return terminal->bytes;
}

/* -1: the terminal's own. */
static int32_t
color_of(const struct terminal *terminal, VTermColor color, bool is_default)
{
	if (is_default)
		return -1;
	vterm_screen_convert_color_to_rgb(terminal->screen, &color);
	return color.rgb.red << 16 | color.rgb.green << 8 | color.rgb.blue;
}

static void
encode(uint32_t point, char *out, size_t *len)
{
	if (point < 0x80) {
		out[(*len)++] = (char)point;
	} else if (point < 0x800) {
		out[(*len)++] = (char)(0xc0 | point >> 6);
		out[(*len)++] = (char)(0x80 | (point & 63));
	} else if (point < 0x10000) {
		out[(*len)++] = (char)(0xe0 | point >> 12);
		out[(*len)++] = (char)(0x80 | (point >> 6 & 63));
		out[(*len)++] = (char)(0x80 | (point & 63));
	} else {
		out[(*len)++] = (char)(0xf0 | point >> 18);
		out[(*len)++] = (char)(0x80 | (point >> 12 & 63));
		out[(*len)++] = (char)(0x80 | (point >> 6 & 63));
		out[(*len)++] = (char)(0x80 | (point & 63));
	}
}

static void
paint(const struct terminal *terminal, const struct canvas *canvas, int row, int col, const VTermScreenCell *from)
{
	struct cell *cell = &canvas->grid->cells[(canvas->row + row) * canvas->grid->cols + canvas->col + col];

	cell->own_colours = true;
	cell->fg = color_of(terminal, from->fg, VTERM_COLOR_IS_DEFAULT_FG(&from->fg));
	cell->bg = color_of(terminal, from->bg, VTERM_COLOR_IS_DEFAULT_BG(&from->bg));
	cell->bold = from->attrs.bold;
	cell->underline = from->attrs.underline != 0;
	cell->reverse = from->attrs.reverse;
}

void
terminal_draw(const struct terminal *terminal, const struct canvas *canvas)
{
	for (int row = 0; row < terminal->rows && row < canvas->rows; row++)
		for (int col = 0; col < terminal->cols && col < canvas->cols; col++) {
			char text[4 * VTERM_MAX_CHARS_PER_CELL + 1];
			VTermScreenCell cell;
			size_t len = 0;

			if (!vterm_screen_get_cell(terminal->screen, (VTermPos){ row, col }, &cell))
				continue;
			for (int i = 0; i < 3 && cell.chars[i] != 0 && cell.chars[i] < 0x110000; i++)
				encode(cell.chars[i], text, &len);
			/* The program's own words: made safe as all of them. */
			draw_foreign(canvas, row, col, cell.width == 2 ? 2 : 1, ROLE_TEXT, len > 0 ? text : " ", len > 0 ? len : 1);
			paint(terminal, canvas, row, col, &cell);
			if (cell.width == 2 && col + 1 < canvas->cols)
				paint(terminal, canvas, row, ++col, &cell);
		}
}
