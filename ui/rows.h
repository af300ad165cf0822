/*
 * rows.h - which calls are rows of the stream
 *
 * All that are kept, or those a filter means; calls that were not recorded
 * are one row a gap, and runs of equal calls are one where they are folded.
 * A row is named by its first call. What belongs to a row depends on the
 * calls alone, not on where one begins to look: runs end at fixed numbers, so
 * that no look takes longer than a run may be.
 */
#ifndef ROWS_H
#define ROWS_H

#include <stdbool.h>
#include <stdint.h>

struct event;
struct filterview;
struct session;

struct rows {
	const struct session *session;
	uint64_t end;			/* one past the newest call to be shown */
	const struct filterview *view;	/* NULL: all are shown */
	bool fold;
	uint64_t until_ns;		/* as of when: what came later without being a call is not shown; 0: all is */
};

/* The row of the call; 0 when it is not shown. */
uint64_t rows_at(const struct rows *rows, uint64_t seq);

/* The row of the call, or else the one behind it, or else the one before; 0: there is none at all. */
uint64_t rows_near(const struct rows *rows, uint64_t seq);

/* The row behind and before a row; 0 none. */
uint64_t rows_next(const struct rows *rows, uint64_t row);
uint64_t rows_prev(const struct rows *rows, uint64_t row);

uint64_t rows_first(const struct rows *rows);	/* 0 none */
uint64_t rows_last(const struct rows *rows);

/* What a row stands for. */
struct row_span {
	uint64_t last;		/* its last call */
	uint64_t calls;
	uint64_t duration_ns;	/* of all of them */
};
struct row_span rows_span(const struct rows *rows, uint64_t row);

/*
 * What came behind a row and before the next one without being a call: signals,
 * ends of tasks, notes. They are shown below it where all calls are, the last
 * line telling how many have no line of their own; nobody counts beyond
 * ROWS_LEFT_MAX of these.
 */
enum { ROWS_OTHERS_MAX = 4, ROWS_LEFT_MAX = 1000 };
unsigned rows_others(const struct rows *rows, uint64_t row, const struct event *ret_others[ROWS_OTHERS_MAX],
		     uint64_t *ret_left);

/* Lines of the screen that the row takes, those below it included. */
int rows_lines(const struct rows *rows, uint64_t row);

/* The row `by` rows before or behind; the end where there are fewer. */
uint64_t rows_beside(const struct rows *rows, uint64_t row, int by);

/* As far as `lines` of the screen carry, and a row at least; up (negative) or down. */
uint64_t rows_by_lines(const struct rows *rows, uint64_t row, int lines);

/* The row at the top of a window of that many lines with `row`, and what is below it, at its end. */
uint64_t rows_top(const struct rows *rows, uint64_t row, int height);

/* Lines that stay empty below the last row when a window of that height begins with `row`. */
int rows_empty(const struct rows *rows, uint64_t row, int height);

/* The shown call at or behind (1), at or before (-1) a call, whatever is folded; 0 none. */
uint64_t rows_call(const struct rows *rows, uint64_t seq, int step);

#endif
