/*
 * screen_colors.h - roles and colours as the terminal's attributes and pairs
 *
 * Part of screen.c: between newterm() and endwin(). How many colours there are
 * is found out once: what NO_COLOR, CLICOLOR_FORCE and --color want, what the
 * terminal's description has, and whether it takes any colour (a *-direct
 * description, or a palette that can be changed).
 */
#ifndef SCREEN_COLORS_H
#define SCREEN_COLORS_H

#include "ui/cells.h"
#include "ui/theme.h"
#include "ui/ui.h"

struct colors;

/* Whether colours are wanted at all. */
bool colors_wanted(enum ui_color color);

/* The description of $TERM that takes any colour, where $COLORTERM says the terminal does; "" for none. */
void colors_direct_term(char *buf, size_t cap);

/* After newterm(). */
struct colors *colors_new(bool wanted, const struct theme *theme);
void colors_free(struct colors *colors);

enum depth colors_depth(const struct colors *colors);
void colors_theme(struct colors *colors, const struct theme *theme);

/* Makes the next characters look like a cell. False when pairs ran out and were begun anew: then all is to be drawn again. */
bool colors_pen(struct colors *colors, const struct cell *cell);

/* The terminal was given away and came back. */
void colors_again(struct colors *colors);

#endif
