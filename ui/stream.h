/*
 * stream.h - the stream pane's inside, and what others ask of it
 *
 *	pane_stream.c	 the cursor: staying in place, moving
 *	stream_seek.c	 the next call like something
 *	stream_columns.c which columns there are, how wide, what a cell means
 *	stream_row.c	 a row drawn
 */
#ifndef STREAM_H
#define STREAM_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/pane.h"
#include "ui/rows.h"

struct call_row;
struct text;

enum time_format { TIME_SINCE_START, TIME_SINCE_ROW, TIME_CLOCK, TIME_FORMATS };

enum column {
	COL_SEQ, COL_TIME, COL_TID, COL_COMM, COL_CALL, COL_RESULT, COL_LAT, COL_Z, COL_FUNCTION, COL_SOURCE, COLUMNS
};

/* What the user chose to see. */
struct stream_columns {
	uint8_t order[COLUMNS];	/* enum column */
	bool hidden[COLUMNS];
};

struct stream {
	uint64_t wanted;	/* the call the user went to; 0 before the first */
	uint64_t cursor, top;	/* rows; the cursor's is that of the wanted call, or the nearest to it that is shown */
	bool stay;		/* false: at the end, and following it */
	uint64_t seen;		/* one past the newest call when the end was left */
	bool evicted;		/* what the cursor stood on is no longer kept */
	bool fold;		/* runs of equal calls are one row */
	enum time_format time;
	struct stream_columns columns;
	enum column column;	/* the one the cursor is in */
	int scroll;		/* columns the CALL column is scrolled by */
};

struct rows stream_rows(const struct stream *stream, const struct scene *scene);

/* --- for other files: `pane` is the stream's --------------------------------------- */

/* The shown call next to one, either way; 0 none. */
uint64_t stream_beside(const struct pane *pane, const struct scene *scene, uint64_t seq, int step);

/* The newest (1) or the oldest (-1) shown call; 0 none. */
uint64_t stream_end(const struct pane *pane, const struct scene *scene, int end);

bool stream_follows(const struct pane *pane);

/* Brings the cursor back to where it was, and to following. */
void stream_return(struct pane *pane, const struct scene *scene, uint64_t seq, bool follow);

struct stream_columns *stream_columns(struct pane *pane);

/* --- stream_columns.c -------------------------------------------------------------- */

struct column_info {
	const char *name;	/* in a configuration */
	const char *title;
	const char *what;	/* for the list of columns */
	int width;		/* the least; SEQ, TIME and TID grow with their numbers */
	int drop;		/* the lowest is left out first where room is short; 0: never */
	bool right;
};
const struct column_info *column_info(enum column column);

void stream_columns_default(struct stream_columns *columns);

struct stream_layout {
	int at[COLUMNS], width[COLUMNS];	/* width 0: left out */
};
struct stream_layout stream_lay_out(const struct stream *stream, const struct scene *scene, int cols);

/* The next column on the screen, or the first (-COLUMNS) or the last (COLUMNS). */
enum column stream_column_beside(const struct stream *stream, const struct stream_layout *layout, int step);

/* What the cell under the cursor says; false: nothing. */
bool stream_condition(const struct pane *pane, const struct scene *scene, struct condition *ret_condition);

/* --- stream_seek.c ----------------------------------------------------------------- */

/* What e E, a A, o O, } { go to. */
struct stream_seek {
	enum action next, prev;
	const char *what;	/* "no later call" has it */
	bool (*fits)(const struct call_row *row, const struct call_row *from);
};
const struct stream_seek *stream_seek_of(enum action action);	/* NULL: it is for something else */

/* The next call that fits or, with step -1, the one before; `from` is the cursor's. 0: there is none. */
uint64_t stream_seek(const struct stream *stream, const struct scene *scene, const struct stream_seek *seek,
		     const struct call_row *from, int step);

/* --- stream_row.c ------------------------------------------------------------------ */

struct row_pen {
	const struct canvas *canvas;
	const struct stream_layout *layout;
	const struct scene *scene;
	const struct stream *stream;
	const struct rows *rows;
	int row;		/* of the canvas */
	bool current, focus;
	enum role tint;		/* of the whole row, by a rule; ROLE_TEXT: none */
};
void stream_draw_row(const struct row_pen *pen, uint64_t seq);

/* What came behind it and is no call, in the lines below; how many. */
int stream_draw_others(const struct row_pen *pen, uint64_t seq);
/* Takes "AT_FDCWD, " away at that place: most paths begin there, which says little where there is room for little. */
void stream_leave_out_here(struct text *text, size_t at);

#endif
