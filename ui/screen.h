/*
 * screen.h - the terminal: taken, drawn on, and given back whatever happens
 *
 * With screen_colors.c, screen_keys.c and the like the only file that includes curses. screen_open() is called once; the
 * terminal is given back by screen_close(), by die(), and by a crash.
 */
#ifndef SCREEN_H
#define SCREEN_H

#include "base/why.h"
#include "ui/cells.h"
#include "ui/theme.h"
#include "ui/ui.h"

struct screen;

/* 0; -ENOTTY without a terminal, -EINVAL for a type that is not known or cannot do it. */
int screen_open(const struct theme *theme, enum ui_color color, struct screen **ret_screen, struct why *reterr_why);
void screen_close(struct screen *screen);

/* Other colours; all is drawn anew at the next show. */
void screen_theme(struct screen *screen, const struct theme *theme);

/* The size now. */
void screen_size(const struct screen *screen, int *ret_rows, int *ret_cols);

/* Whether lines and blocks beyond ASCII can be shown. */
bool screen_is_utf8(void);

/* Shows a grid of the screen's size. */
void screen_show(struct screen *screen, const struct grid *grid);

/* The next key (keymap.h's terms) without waiting; -1 when there is none, KEYS_RESIZE after a resize, -2 on a hang-up. */
int screen_key(struct screen *screen);

/* Whether keys are for another program: Ctrl-C and its like are keys then, and none is read as another. */
void screen_raw(struct screen *screen, bool on);

/* To the terminal as it is: what curses knows nothing of, and what leaves the picture alone. */
void screen_send(struct screen *screen, const char *bytes, size_t len);

/* Draws everything anew at the next show. */
void screen_redraw(struct screen *screen);

/* Whether presses of the first button and turns of the wheel come as KEYS_MOUSE; otherwise they select text. */
void screen_mouse(struct screen *screen, bool on);

struct screen_mouse {
	int row, col;
	int wheel;		/* -1 up, 1 down, 0: the button */
};

/* After KEYS_MOUSE: what it was. False: nothing that is looked for. */
bool screen_mouse_event(struct screen_mouse *ret_mouse);

/* The terminal is for another program until screen_return(). */
void screen_leave(struct screen *screen);
void screen_return(struct screen *screen);

/* Gives the terminal to the shell and stops this program; comes back when it is continued. */
void screen_suspend(struct screen *screen);

#endif
