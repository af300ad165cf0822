#include "ui/screen.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/mem.h"
#include "ui/screen_colors.h"
#include "ui/screen_guard.h"
#include "ui/keymap.h"
#include "ui/screen_keys.h"
#include "ui/screen_sync.h"

enum { ESC_DELAY_MS = 25, TERM_CAP = 64 };

struct screen {
	SCREEN *curses;
	struct colors *colors;
	struct grid shown;	/* what is on the terminal */
	bool all_new;
	bool raw;		/* keys are another program's */
	bool mouse;
	struct sync sync;
};

/* Tells the terminal, if its terminfo entry knows how. Pasted text comes between marks (BE, BD). */
static void
tell(const char *name)
{
	const char *bytes = tigetstr(name);

	if (bytes == NULL || bytes == (const char *)-1)
		return;
	putp(bytes);
	fflush(stdout);
}

/* --- life ------------------------------------------------------------------------------ */

static int
open_curses(struct screen *screen, bool color, struct why *why)
{
	const char *term = getenv("TERM");
	char direct[TERM_CAP];

	if (term == NULL || term[0] == '\0' || strcmp(term, "dumb") == 0)
		return why_set(why, -EINVAL, "the terminal (TERM=%s) can show no screen; --format=text needs none",
			       term != NULL ? term : "");
	colors_direct_term(direct, sizeof direct);
	if (color && direct[0] != '\0')
		screen->curses = newterm(direct, stdout, stdin);
	if (screen->curses == NULL)
		screen->curses = newterm(NULL, stdout, stdin);
	if (screen->curses == NULL)
		return why_set(why, -EINVAL,
			       "nothing is known of terminal type \"%s\": try TERM=xterm-256color, install "
			       "ncurses-term, or do without a screen: --format=text",
			       term);
	if (tigetstr("cup") == NULL || tigetstr("cup") == (char *)-1) {
		endwin();
		delscreen(screen->curses);
		return why_set(why, -EINVAL,
			       "the terminal (TERM=%s) cannot place its cursor; --format=text needs no screen", term);
	}
	return 0;
}

/*
 * Ctrl-Z comes as a key: curses ignores the signal while it writes, and a
 * press in that moment would be lost.
 */
static void
take_suspend_key(void)
{
	struct termios modes;

	if (tcgetattr(STDIN_FILENO, &modes) < 0)
		return;
	modes.c_cc[VSUSP] = _POSIX_VDISABLE;
	tcsetattr(STDIN_FILENO, TCSANOW, &modes);
	def_prog_mode();
}

int
screen_open(const struct theme *theme, enum ui_color color, struct screen **ret_screen, struct why *reterr_why)
{
	bool wanted = colors_wanted(color);
	struct screen *screen;
	struct termios modes;
	int r;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &modes) < 0)
		return why_set(reterr_why, -ENOTTY, "a screen needs a terminal to be read from and written to; "
			       "--format=text needs none");
	screen = mem_new(1, sizeof *screen);
	r = open_curses(screen, wanted, reterr_why);
	if (r < 0) {
		free(screen);
		return r;
	}
	screen_guard_begin(&modes);
	set_escdelay(ESC_DELAY_MS);
	cbreak();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	take_suspend_key();
	screen_keys_open();
	tell("BE");
	sync_ask(&screen->sync);
	screen->colors = colors_new(wanted, theme);
	grid_init(&screen->shown, LINES, COLS, false);
	screen->all_new = true;
	*ret_screen = screen;
	return 0;
}

void
screen_close(struct screen *screen)
{
	if (screen == NULL)
		return;
	screen_mouse(screen, false);
	sync_settle(&screen->sync);
	tell("BD");
	endwin();
	screen_guard_end();
	delscreen(screen->curses);
	grid_done(&screen->shown);
	colors_free(screen->colors);
	free(screen);
}

void
screen_theme(struct screen *screen, const struct theme *theme)
{
	colors_theme(screen->colors, theme);
	screen->all_new = true;
}

void
screen_size(const struct screen *screen, int *ret_rows, int *ret_cols)
{
	(void)screen;
	*ret_rows = LINES;
	*ret_cols = COLS;
}

bool
screen_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* --- drawing -------------------------------------------------------------------------- */

static bool
same_cell(const struct cell *a, const struct cell *b)
{
	return strcmp(a->text, b->text) == 0 && a->role == b->role && a->own_colours == b->own_colours &&
	       a->fg == b->fg && a->bg == b->bg && a->bold == b->bold && a->underline == b->underline &&
	       a->reverse == b->reverse;
}

/*
 * Cells are fit to show by the time they come here: cells.c and safe_text() saw to it.
 * False when colours were begun anew, so that others are to be shown again.
 */
static bool
show_cell(struct screen *screen, const struct cell *cell, int row, int col)
{
	bool had_pair = colors_pen(screen->colors, cell);

	if (cell->text[0] != '\0')	/* the right half of a wide character comes with its left */
		mvaddnstr(row, col, cell->text, -1);
	return had_pair;
}

void
screen_show(struct screen *screen, const struct grid *grid)
{
	bool all = screen->all_new || grid->rows != screen->shown.rows || grid->cols != screen->shown.cols,
	     again = false;

	if (all) {
		grid_done(&screen->shown);
		grid_init(&screen->shown, grid->rows, grid->cols, false);
		erase();
	}
	for (int row = 0; row < grid->rows && row < LINES; row++)
		for (int col = 0; col < grid->cols && col < COLS; col++) {
			const struct cell *cell = &grid->cells[row * grid->cols + col];
			struct cell *old = &screen->shown.cells[row * grid->cols + col];

			if (!all && same_cell(cell, old))
				continue;
			again |= !show_cell(screen, cell, row, col);
			*old = *cell;
		}
	if (grid->cursor_row >= 0) {
		curs_set(1);
		move(grid->cursor_row, grid->cursor_col);
	} else {
		curs_set(0);
	}
	if (screen->all_new)
		clearok(curscr, TRUE);
	screen->all_new = again;
	sync_begin(&screen->sync);
	refresh();
	sync_end(&screen->sync);
}

void
screen_redraw(struct screen *screen)
{
	screen->all_new = true;
}

/* --- keys -------------------------------------------------------------------------------- */

int
screen_key(struct screen *screen)
{
	int key;

	while ((key = screen_keys_next(screen->raw)) == KEYS_SYNC || key == KEYS_NO_SYNC)
		sync_answer(&screen->sync, key);
	return key;
}

void
screen_raw(struct screen *screen, bool on)
{
	screen->raw = on;
	if (on) {
		raw();
	} else {
		noraw();
		cbreak();
	}
	def_prog_mode();
}

void
screen_send(struct screen *screen, const char *bytes, size_t len)
{
	(void)screen;
	fwrite(bytes, 1, len, stdout);
	fflush(stdout);
}

void
screen_mouse(struct screen *screen, bool on)
{
	screen->mouse = on;
	mouseinterval(0);	/* a click counts when it is pressed */
	mousemask(on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
}

void
screen_leave(struct screen *screen)
{
	def_prog_mode();
	mousemask(0, NULL);
	sync_settle(&screen->sync);
	tell("BD");
	endwin();
	screen_guard_pause(true);
}

void
screen_return(struct screen *screen)
{
	screen_guard_pause(false);
	reset_prog_mode();
	colors_again(screen->colors);
	tell("BE");
	screen_mouse(screen, screen->mouse);
	screen->all_new = true;
	refresh();
}

void
screen_suspend(struct screen *screen)
{
	screen_leave(screen);
	raise(SIGSTOP);
	screen_return(screen);
}
