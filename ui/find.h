/*
 * find.h - calls looked for by their text, a slice at a time
 *
 * From the stream's cursor on, round the end, among the rows it shows. A search that takes
 * longer than a slice goes on between frames and says how far it is; any
 * other action ends it. Panes with rows of their own look through those.
 */
#ifndef FIND_H
#define FIND_H

#include <stdbool.h>
#include <stdint.h>

struct finder;
struct ui;

struct find {
	struct finder *finder;	/* what was searched for last; NULL nothing */
	uint64_t origin;	/* the call the cursor stood on when the line was opened */
	bool followed;		/* and the end was followed then */
	uint64_t at;		/* the next call to look at; 0: no search runs */
	uint64_t from;		/* where it began */
	bool round;		/* it came to the end and went on at the other one */
	int step;
};

/* Looks for the next (1) or the previous (-1) one with what was typed last. */
void find_next(struct ui *ui, int step);

/* Looks for a pattern from the cursor on. */
void find_begin(struct ui *ui, const char *pattern);

/* Goes on with a search that runs; false: none does. */
bool find_tick(struct ui *ui);

void find_stop(struct ui *ui);
void find_done(struct find *find);

#endif
