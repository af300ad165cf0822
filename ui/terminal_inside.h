/*
 * terminal_inside.h - the program's terminal, shared by its files
 *
 *	terminal.c	 the pty: bytes in both directions, the size
 *	terminal_draw.c	 its screen and the lines above, as cells
 *	terminal_keys.c	 keys as the program wants them
 */
#ifndef TERMINAL_INSIDE_H
#define TERMINAL_INSIDE_H

#include <stddef.h>
#include <vterm.h>

#include "ui/scrollback.h"
#include "ui/terminal.h"
#include "ui/vtguard.h"

struct terminal {
	int master;
	int rows, cols;
	VTerm *vterm;
	VTermScreen *screen;
	struct vtguard guard;		/* between the program and libvterm */
	unsigned long long bytes;
	struct scrollback above;	/* lines that went off the top */
	struct cell *line;		/* room for one, of at least `cols` */
	size_t line_cap;
	bool cursor_hidden, alternate, mouse;
	char *typed;			/* not written yet: [typed_from, typed_len) */
	size_t typed_from, typed_len, typed_cap;
	int tee, tee_error;		/* -1: none */
};

/* What libvterm reports besides text, for terminal_new(). */
extern const VTermScreenCallbacks terminal_callbacks;

/* A code point in UTF-8, up to four bytes; returns what is behind them. */
char *terminal_encode(uint32_t point, char *out);

/* To the program, as if typed. */
void terminal_type(struct terminal *terminal, const char *bytes, size_t len);

#endif
