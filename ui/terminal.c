#include "ui/terminal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/mem.h"
#include "ui/terminal_inside.h"

enum { READ_BYTES = 65536, READS_AT_ONCE = 16, TYPED_MOST = 1 << 20 };

/* What the emulated terminal says (its cursor's position, a key) goes to the program, as from a keyboard. */
static void
say(const char *bytes, size_t len, void *context)
{
	terminal_type(context, bytes, len);
}

static void
take(const char *bytes, size_t len, void *context)
{
	const struct terminal *terminal = context;

	vterm_input_write(terminal->vterm, bytes, len);
}

static int
columns(int cols)
{
	return cols > VTGUARD_COLS_LEAST ? cols : VTGUARD_COLS_LEAST;
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
	terminal->tee = -1;
	terminal->rows = rows > 0 ? rows : 1;
	terminal->cols = columns(cols);
	terminal->vterm = vterm_new(terminal->rows, terminal->cols);
	if (terminal->vterm == NULL)
		die("out of memory");
	vterm_set_utf8(terminal->vterm, 1);
	vterm_output_set_callback(terminal->vterm, say, terminal);
	terminal->screen = vterm_obtain_screen(terminal->vterm);
	vterm_screen_set_callbacks(terminal->screen, &terminal_callbacks, terminal);
	vterm_screen_enable_altscreen(terminal->screen, 1);
	vterm_screen_reset(terminal->screen, 1);
	terminal->line = mem_grow(NULL, &terminal->line_cap, (size_t)terminal->cols, sizeof *terminal->line);
	vtguard_init(&terminal->guard, terminal->rows, terminal->cols, take, terminal);
	set_window(terminal);
	return terminal;
}

void
terminal_free(struct terminal *terminal)
{
	if (terminal == NULL)
		return;
	vterm_free(terminal->vterm);
	scrollback_done(&terminal->above);
	free(terminal->line);
	free(terminal->typed);
	free(terminal);
}

void
terminal_tee(struct terminal *terminal, int fd)
{
	terminal->tee = fd;
}

int
terminal_tee_error(const struct terminal *terminal)
{
	return terminal->tee_error;
}

static void
copy(struct terminal *terminal, const char *bytes, size_t len)
{
	while (len > 0 && terminal->tee >= 0) {
		ssize_t written = write(terminal->tee, bytes, len);

		if (written > 0) {
			bytes += written;
			len -= (size_t)written;
		} else if (errno != EINTR) {
			terminal->tee_error = -errno;
			terminal->tee = -1;
		}
	}
}

/* Writes what there is room for in the program's input. */
static void
flush(struct terminal *terminal)
{
	while (terminal->typed_from < terminal->typed_len) {
		ssize_t len = write(terminal->master, terminal->typed + terminal->typed_from,
				    terminal->typed_len - terminal->typed_from);

		if (len < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		if (len < 0)
			break;		/* nobody is there to read it */
		terminal->typed_from += (size_t)len;
	}
	terminal->typed_from = terminal->typed_len = 0;
}

void
terminal_type(struct terminal *terminal, const char *bytes, size_t len)
{
	if (terminal->typed_len + len > TYPED_MOST)
		return;		/* the program reads nothing: a terminal would lose it, too */
	terminal->typed = mem_grow(terminal->typed, &terminal->typed_cap, terminal->typed_len + len, 1);
	memcpy(terminal->typed + terminal->typed_len, bytes, len);
	terminal->typed_len += len;
	flush(terminal);
}

bool
terminal_typed(const struct terminal *terminal)
{
	return terminal->typed_len > 0;
}

bool
terminal_read(struct terminal *terminal, bool *ret_ended)
{
	char bytes[READ_BYTES];
	bool came = false;

	*ret_ended = false;
	for (unsigned i = 0; i < READS_AT_ONCE; i++) {
		ssize_t len = read(terminal->master, bytes, sizeof bytes);

		if (len <= 0) {
			*ret_ended = len == 0 || (errno != EAGAIN && errno != EINTR);
			break;
		}
		copy(terminal, bytes, (size_t)len);
		vtguard_feed(&terminal->guard, bytes, (size_t)len);
		terminal->bytes += (unsigned long long)len;
		came = true;
	}
	flush(terminal);
	return came;
}

void
terminal_resize(struct terminal *terminal, int rows, int cols)
{
	VTermPos cursor;

	rows = rows > 0 ? rows : 1;
	cols = columns(cols);
	if (rows == terminal->rows && cols == terminal->cols)
		return;
	terminal->rows = rows;
	terminal->cols = cols;
	terminal->line = mem_grow(terminal->line, &terminal->line_cap, (size_t)cols, sizeof *terminal->line);
	vterm_set_size(terminal->vterm, rows, cols);
	vterm_state_get_cursorpos(vterm_obtain_state(terminal->vterm), &cursor);
	vtguard_resized(&terminal->guard, rows, cols, cursor.row, cursor.col);
	set_window(terminal);
}

void
terminal_size(const struct terminal *terminal, int *ret_rows, int *ret_cols)
{
	*ret_rows = terminal->rows;
	*ret_cols = terminal->cols;
}

unsigned long long
terminal_bytes(const struct terminal *terminal)
{
	return terminal->bytes;
}
