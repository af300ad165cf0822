/*
 * scrollback.h - lines that went off the top of a terminal's screen
 *
 * Lines are numbered from 0 as they come. When they need more than a few
 * megabytes the oldest go; the others keep their numbers.
 */
#ifndef SCROLLBACK_H
#define SCROLLBACK_H

#include <stddef.h>
#include <stdint.h>

#include "ui/cells.h"

struct scrollback_line {
	struct cell *cells;	/* `count` of them; behind them are blanks */
	int count;
};

struct scrollback {
	struct scrollback_line *lines;	/* a ring of `cap` */
	size_t cap, count;
	uint64_t first;			/* the oldest line's number */
	size_t bytes;
};

/* Takes a copy of a line, without the blanks at its end. */
void scrollback_add(struct scrollback *scrollback, const struct cell *cells, int count);

/* A line from first to first + count - 1. */
const struct scrollback_line *scrollback_line(const struct scrollback *scrollback, uint64_t number);

void scrollback_done(struct scrollback *scrollback);

#endif
