/*
 * detail.h - the detail pane's inside: a page of lines about one call
 *
 * A tab puts its lines one after the other, and that one walk serves drawing,
 * counting and finding out what the line under the cursor stands for.
 *
 *	pane_detail.c	tabs, the cursor, what Enter does
 *	detail_args.c	the call, argument by argument
 *	detail_stack.c	frames, and the source of the line that asked
 *	detail_raw.c	the call as strace writes it, registers, memory
 *	detail_calls.c	calls of the same thread, calls around it
 */
#ifndef DETAIL_H
#define DETAIL_H

#include "model/session.h"
#include "ui/pane.h"

/* What a line stands for: Enter goes to the call, or else shows only what the condition says. */
struct detail_target {
	uint64_t call;		/* 0: none */
	struct condition condition; /* field NULL: none */
};

enum { DETAIL_NO_CURSOR = -1, DETAIL_NARROW_COLS = 60 /* narrower, what is no more than of use is left out */ };

struct finder;

struct detail_page {
	const struct canvas *canvas;
	const struct scene *scene;
	const struct call_row *row;	/* of the call; its event is not NULL */
	bool compact;			/* there are only a few rows */
	bool wraps;			/* long lines go on in the next row */
	int wrapped_most;		/* … at most so many rows each; 0: as many as a page has room for */
	bool focus;
	long top;			/* lines scrolled away */
	long cursor;			/* line; DETAIL_NO_CURSOR */
	long count;			/* lines put so far */
	long here;			/* the line of the call itself, or of its line of source; DETAIL_NO_CURSOR */
	struct detail_target target;	/* of the line under the cursor */
	const struct finder *finder;	/* lines with that are noted; NULL: none are */
	long first, before, at, behind, last; /* of those: in all, next to the cursor, under it; -1 there is none */
};

/* One line, or several where it does not fit and the page wraps; target may be NULL. */
void detail_put(struct detail_page *page, const char *label, enum role role, const char *text,
		const struct detail_target *target);

/* The next line put is that of the call itself. */
void detail_mark_here(struct detail_page *page);

/* One tab each. */
void detail_put_args(struct detail_page *page);
void detail_put_stack(struct detail_page *page);
void detail_put_source(struct detail_page *page);
void detail_put_raw(struct detail_page *page);
void detail_put_thread(struct detail_page *page);
void detail_put_context(struct detail_page *page);

#endif
