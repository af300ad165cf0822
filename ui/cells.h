/*
 * cells.h - a picture made of character cells, and the pen that draws it
 *
 * Panes draw here and never see curses: screen.c shows a grid on the
 * terminal, tests and scripts read it back as text. A cell names a role, not
 * a colour. A canvas is a rectangle of a grid; drawing outside it is cut off.
 */
#ifndef CELLS_H
#define CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "ui/theme.h"

enum { CELL_BYTES = 16 };

struct cell {
	char text[CELL_BYTES];	/* UTF-8 of one character with its combining ones; "" the right half of a wide one */
	uint16_t role;		/* enum role */
	uint16_t hit;		/* what a click there means, as draw_hit() said; 0 nothing */
	bool own_colours;	/* the program's terminal: fg and bg instead of the role's */
	bool reverse, bold, underline; /* with own_colours */
	int32_t fg, bg;		/* 0xRRGGBB, -1 the terminal's own */
};

struct grid {
	int rows, cols;
	struct cell *cells;	/* rows * cols */
	int cursor_row, cursor_col; /* where the hardware cursor is parked; -1 nowhere */
	bool ascii;		/* lines and blocks are drawn in ASCII */
};

void grid_init(struct grid *grid, int rows, int cols, bool ascii);
void grid_done(struct grid *grid);
void grid_clear(struct grid *grid);			/* spaces in the background role, no cursor */
void grid_print(const struct grid *grid, FILE *out);	/* rows as text, trailing spaces cut */
void grid_print_roles(const struct grid *grid, FILE *out); /* rows as role letters, for tests of style */

struct canvas {
	struct grid *grid;
	int row, col, rows, cols;	/* rectangle in the grid; rows or cols may be 0 */
};

struct canvas canvas_of(struct grid *grid);
struct canvas canvas_part(const struct canvas *canvas, int row, int col, int rows, int cols); /* clipped */

/* Our own words: printable UTF-8 without controls. Return the column after what was drawn. */
int draw_text(const struct canvas *canvas, int row, int col, enum role role, const char *text);
int draw_textf(const struct canvas *canvas, int row, int col, enum role role, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

/*
 * Foreign bytes: through safe_text(), at most `columns` of them, marked with
 * '~' when cut. The only way the traced program's text may reach a cell.
 */
int draw_foreign(const struct canvas *canvas, int row, int col, int columns, enum role role, const char *bytes,
		 size_t len);

/* Right-aligned in `columns` columns that begin at col; nothing where that is negative: a column that was left out. */
void draw_right(const struct canvas *canvas, int row, int col, int columns, enum role role, const char *text);

/* The same of a path, a place, a name with slashes: the end tells, so where it has no room folders are left out. */
int draw_path(const struct canvas *canvas, int row, int col, int columns, enum role role, const char *path);

/* In place of rows: a sentence that says why there are none, dim, on as many rows as its words take. */
void draw_sentence(const struct canvas *canvas, const char *sentence);
void draw_fill(const struct canvas *canvas, int row, int col, int columns, enum role role);	/* spaces */
void draw_role(const struct canvas *canvas, int row, int col, int columns, enum role role);	/* keeps the text */

/* "^" below something. A word that it would stand in goes: "1^0us" is none. */
void draw_pointer(const struct canvas *canvas, int row, int col);

/* A horizontal rule with a title in it: "── 2 functions ── sort: total ─────". */
void draw_rule(const struct canvas *canvas, int row, enum role role, const char *title);
void draw_vertical(const struct canvas *canvas, int col, enum role role);			/* over all rows */

/*
 * What was drawn there can be clicked: below HIT_TAB it is a number of the
 * pane's own, and from there on a tab.
 */
enum { HIT_TAB = 0x100 };
void draw_hit(const struct canvas *canvas, int row, int col, int columns, unsigned hit);

void draw_cursor(const struct canvas *canvas, int row, int col);	/* parks the hardware cursor */
void draw_current(const struct canvas *canvas, int row); /* before its text: the row of a list that keys are about */

#endif
