/*
 * beside.h - the calls of one row of the diff, both runs' side by side
 *
 * What is shown when one goes into a row: pairs of calls (model/pairs.h), found
 * and aligned in slices between frames, as of the moment one went in.
 *
 *	beside.c	what is compared, the cursor, keys
 *	beside_draw.c	drawing
 */
#ifndef BESIDE_H
#define BESIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/pairs.h"
#include "ui/actions.h"

struct canvas;
struct filter;
struct finder;
struct pane;
struct scene;

struct beside {
	struct pairs *pairs;		/* NULL: nobody is inside */
	struct filter *filters[2];	/* by enum diff_side, as are the rest */
	const struct session *sessions[2];
	uint64_t at_ns[2];
	char name[64];			/* of the row */
	char titles[2][128];		/* of the sides */
	size_t cursor, top;
	uint64_t begin_ns;
	bool done;
	struct beside_search {		/* for a pair by its text */
		const struct finder *finder; /* NULL: nothing is looked for */
		int step;
		size_t looked, all;	/* pairs from the cursor on, round the end */
		bool failed;		/* the last one found nothing, which took so long that nobody was told */
	} search;
};

/* What is compared: which calls of either session a condition in the filter language means. */
struct beside_of {
	const char *name, *condition;
	const char *titles[2];
	struct pairs_side sides[2];	/* without filters */
};

/* Goes in; false: that is no condition. */
bool beside_open(struct beside *beside, const struct beside_of *of, uint64_t now_ns);
void beside_close(struct beside *beside);

/* Goes on until then (CLOCK_MONOTONIC), with a search as long as its finder is the one in use. */
void beside_work(struct beside *beside, const struct finder *finder, uint64_t until_ns);
bool beside_busy(const struct beside *beside);

void beside_settle(struct beside *beside, int rows);
void beside_draw(const struct beside *beside, const struct scene *scene, const struct canvas *canvas, bool focus);

/* An action inside: enum reaction bits. Closing it is the pane's. */
unsigned beside_act(struct beside *beside, struct pane *pane, enum action action);
/* As pane_ops.find; true as well where it takes longer than until then, and goes on. */
bool beside_find(struct beside *beside, const struct finder *finder, int step, uint64_t until_ns);

/* "read: =430 !3 -1 +0": how many pairs of each mark. */
void beside_hint(const struct beside *beside, char *buf, size_t cap);

/* --- between the two files ------------------------------------------------------------- */

/* Rows of the list, and of the chosen pair in full below, with its rule; 0: there is no room for that. */
enum { BESIDE_FULL_ROWS = 3, BESIDE_FULL_FROM_ROWS = 9 };
int beside_list_rows(int rows);

/* "read(3, ..) = 832", at most so many bytes, and when it took; false: it is not kept. */
struct beside_call {
	char text[512], lasted[16];
	bool failed;
};
bool beside_call(const struct beside *beside, size_t number, enum diff_side side, struct beside_call *ret_call);

#endif
