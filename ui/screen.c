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
#include "ui/screen_guard.h"
#include "ui/screen_keys.h"

enum { PAIRS_MAX = 1024, ESC_DELAY_MS = 25 };

struct pair {
	int32_t fg, bg;		/* 0xRRGGBB, -1 */
};

struct screen {
	SCREEN *curses;
	struct theme theme;
	int colors;		/* 0: none */
	struct pair pairs[PAIRS_MAX];
	int pair_count;
	struct grid shown;	/* what is on the terminal */
	bool all_new;
	bool raw;		/* keys are another program's */
	bool mouse;
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

/* --- colours ------------------------------------------------------------------------- */

/* The xterm palette's cube and greys: the nearest of 256. */
static int
nearest_256(int32_t rgb)
{
	static const int steps[] = { 0, 95, 135, 175, 215, 255 };
	int part[3] = { rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255 }, cube[3], grey, away_cube = 0, away_grey = 0;

	for (int i = 0; i < 3; i++) {
		cube[i] = 0;
		for (int step = 1; step < 6; step++)
			if (abs(steps[step] - part[i]) < abs(steps[cube[i]] - part[i]))
				cube[i] = step;
	}
	grey = ((part[0] + part[1] + part[2]) / 3 - 3) / 10;
	grey = grey < 0 ? 0 : grey > 23 ? 23 : grey;
	for (int i = 0; i < 3; i++) {
		int level = 8 + 10 * grey, by_cube = steps[cube[i]] - part[i], by_grey = level - part[i];

		away_cube += by_cube * by_cube;
		away_grey += by_grey * by_grey;
	}
	return away_grey < away_cube ? 232 + grey : 16 + 36 * cube[0] + 6 * cube[1] + cube[2];
}

/* One of the eight every colour terminal has; bright ones where there are sixteen. */
static int
nearest_16(int32_t rgb, int colors)
{
	int red = rgb >> 16 & 255, green = rgb >> 8 & 255, blue = rgb & 255;
	int most = red > green ? (red > blue ? red : blue) : (green > blue ? green : blue);
	int color = (red * 3 > most * 2) | (green * 3 > most * 2) << 1 | (blue * 3 > most * 2) << 2;

	if (most < 64)
		return 0;
	return colors >= 16 && most > 192 ? color + 8 : color;
}

static int
terminal_color(const struct screen *screen, int32_t rgb)
{
	if (rgb < 0)
		return -1;
	if (screen->colors > 0xffff)
		return rgb;
	return screen->colors >= 256 ? nearest_256(rgb) : nearest_16(rgb, screen->colors);
}

static int
pair_of(struct screen *screen, int32_t fg, int32_t bg)
{
	if (screen->colors == 0 || (fg < 0 && bg < 0))
		return 0;
	for (int i = 1; i < screen->pair_count; i++)
		if (screen->pairs[i].fg == fg && screen->pairs[i].bg == bg)
			return i;
	if (screen->pair_count == PAIRS_MAX || screen->pair_count >= COLOR_PAIRS)
		return 0;
	screen->pairs[screen->pair_count] = (struct pair){ fg, bg };
	init_extended_pair(screen->pair_count, terminal_color(screen, fg), terminal_color(screen, bg));
	return screen->pair_count++;
}

static bool
wants_color(void)
{
	const char *none = getenv("NO_COLOR");

	return (none == NULL || none[0] == '\0') && has_colors();
}

/* --- life ------------------------------------------------------------------------------ */

static int
open_curses(struct screen *screen, struct why *why)
{
	const char *term = getenv("TERM");

	if (term == NULL || term[0] == '\0' || strcmp(term, "dumb") == 0)
		return why_set(why, -EINVAL, "the terminal (TERM=%s) can show no screen; --format=text needs none",
			       term != NULL ? term : "");
	screen->curses = newterm(NULL, stdout, stdin);
	if (screen->curses == NULL)
		return why_set(why, -EINVAL, "nothing is known of terminal type \"%s\": try TERM=xterm-256color, or "
			       "install ncurses-term", term);
	if (tigetstr("cup") == NULL || tigetstr("cup") == (char *)-1) {
		endwin();
		delscreen(screen->curses);
		return why_set(why, -EINVAL, "the terminal (TERM=%s) cannot place its cursor; --format=text needs no screen",
			       term);
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
screen_open(const struct theme *theme, struct screen **ret_screen, struct why *reterr_why)
{
	struct screen *screen;
	struct termios modes;
	int r;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &modes) < 0)
		return why_set(reterr_why, -ENOTTY, "a screen needs a terminal to be read from and written to; "
			       "--format=text needs none");
	screen = mem_new(1, sizeof *screen);
	screen->theme = *theme;
	screen->pair_count = 1;
	r = open_curses(screen, reterr_why);
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
	if (wants_color() && start_color() == OK) {
		use_default_colors();
		screen->colors = COLORS;
	}
	if (screen->colors == 0)
		theme_plain(&screen->theme);
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
	tell("BD");
	endwin();
	screen_guard_end();
	delscreen(screen->curses);
	grid_done(&screen->shown);
	free(screen);
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

static void
set_look(struct screen *screen, const struct cell *cell)
{
	const struct role_look *look = &screen->theme.looks[cell->role < ROLE_COUNT ? cell->role : ROLE_TEXT];
	attr_t attrs = A_NORMAL;
	int pair;

	if (cell->own_colours) {
		attrs |= (cell->bold ? A_BOLD : 0) | (cell->underline ? A_UNDERLINE : 0) | (cell->reverse ? A_REVERSE : 0);
		pair = pair_of(screen, cell->fg, cell->bg);
	} else {
		attrs |= (look->attrs & ATTR_BOLD ? A_BOLD : 0) | (look->attrs & ATTR_REVERSE ? A_REVERSE : 0) |
			 (look->attrs & ATTR_UNDERLINE ? A_UNDERLINE : 0) | (look->attrs & ATTR_DIM ? A_DIM : 0);
		pair = pair_of(screen, look->fg, look->bg);
	}
	attr_set(attrs, 0, &pair);
}

static bool
same_cell(const struct cell *a, const struct cell *b)
{
	return strcmp(a->text, b->text) == 0 && a->role == b->role && a->own_colours == b->own_colours &&
	       a->fg == b->fg && a->bg == b->bg && a->bold == b->bold && a->underline == b->underline &&
	       a->reverse == b->reverse;
}

/* Cells are fit to show by the time they come here: cells.c and safe_text() saw to it. */
static void
show_cell(struct screen *screen, const struct cell *cell, int row, int col)
{
	set_look(screen, cell);
	if (cell->text[0] != '\0')	/* the right half of a wide character comes with its left */
		mvaddnstr(row, col, cell->text, -1);
}

void
screen_show(struct screen *screen, const struct grid *grid)
{
	bool all = screen->all_new || grid->rows != screen->shown.rows || grid->cols != screen->shown.cols;

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
			show_cell(screen, cell, row, col);
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
	screen->all_new = false;
	refresh();
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
	return screen_keys_next(screen->raw);
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
screen_mouse(struct screen *screen, bool on)
{
	screen->mouse = on;
	mouseinterval(0);	/* a click counts when it is pressed */
	mousemask(on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
}

void
screen_leave(struct screen *screen)
{
	(void)screen;
	def_prog_mode();
	mousemask(0, NULL);
	tell("BD");
	endwin();
	screen_guard_pause(true);
}

void
screen_return(struct screen *screen)
{
	screen_guard_pause(false);
	reset_prog_mode();
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
