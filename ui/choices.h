/*
 * choices.h - what could be typed next: a list above the line that is typed
 */
#ifndef CHOICES_H
#define CHOICES_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/cells.h"

enum { CHOICE_TEXT = 256, CHOICE_NOTE = 96 };

struct choice {
	char text[CHOICE_TEXT];	/* takes the place of what is typed from `from` to the cursor */
	char note[CHOICE_NOTE];	/* shown beside it */
};

struct choices {
	struct choice *items;
	size_t count, cap;
	size_t from;		/* byte of the typed line at which they begin */
	size_t chosen, top;
	bool picked;		/* the user went to one: `chosen` */
};

void choices_done(struct choices *choices);

/* None, and from where the next ones begin. */
void choices_clear(struct choices *choices, size_t from);
void choices_add(struct choices *choices, const char *text, const char *note);

/* Goes to the next one (1) or the one before (-1), round the end. */
void choices_step(struct choices *choices, int step);

/* How many bytes all of them have in common at their beginning. */
size_t choices_common(const struct choices *choices);

/* Draws them as rows above `row`, at most as many as `rows`, their text beginning in column `col` where it fits. */
void choices_draw(const struct choices *choices, const struct canvas *canvas, int row, int rows, int col);

#endif
