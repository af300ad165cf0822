/*
 * crumbs.h - what the stream is narrowed to, and the way back
 *
 * A trail is a filter, read as a row of conditions: "all > pid 4211 > fn
 * read" is the filter `pid = 4211 and fn = read`. Each condition knows where
 * the user stood before it was added, so that taking it away brings him back.
 * Trails are kept in a history that can be walked back and forth.
 *
 * A trail may be laid aside to look around a call: the conditions stay, and
 * are not applied until one goes back.
 */
#ifndef CRUMBS_H
#define CRUMBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "ui/layout.h"

enum { CRUMBS_MAX = 16, TRAILS_MAX = 64 };

/* Where the user is. */
struct spot {
	uint64_t call;		/* under the stream's cursor */
	bool follow;		/* the end is followed */
	bool zoom;
	enum pane_id main, focus;
};

struct crumb {
	size_t at, len;		/* bytes of the trail's text */
	struct spot from;	/* where the user was before */
	bool joined;		/* it came with the one before, and goes with it */
};

struct trail {
	char *text;		/* the filter; "" all */
	struct crumb crumbs[CRUMBS_MAX];
	size_t count;
	uint64_t around;	/* the call that is looked around at: the filter is not applied; 0 none */
	struct spot around_from;
	struct spot left;	/* where the user was when this trail was left for another */
};

struct crumbs {
	struct trail trails[TRAILS_MAX];
	size_t count, at;	/* the one in force is trails[at] */
	char *cleared;		/* the filter that was cleared last; NULL none */
};

void crumbs_init(struct crumbs *crumbs);
void crumbs_done(struct crumbs *crumbs);

const char *crumbs_text(const struct crumbs *crumbs);	/* the filter, applied or not; "" all */
uint64_t crumbs_around(const struct crumbs *crumbs);

/*
 * Another filter, which must be one. What it begins with as the old one did
 * keeps its way back; `here` is the way back of the rest.
 */
void crumbs_set(struct crumbs *crumbs, const char *text, const struct spot *here);

/* The conditions from that one on are one step: a bucket of latencies, or a box, has several. */
void crumbs_join(struct crumbs *crumbs, size_t from);

/* Lays the filter aside, around a call. */
void crumbs_look_around(struct crumbs *crumbs, uint64_t call, const struct spot *here);

/* Takes the last step's conditions away, or takes the filter up again; false, as the other says: there is nothing to go back to. */
bool crumbs_can_pop(const struct crumbs *crumbs);
bool crumbs_pop(struct crumbs *crumbs, const struct spot *here, struct spot *ret_spot);

/* Walks the history back (-1) or forth (1). */
bool crumbs_walk(struct crumbs *crumbs, int step, const struct spot *here, struct spot *ret_spot);

/* The text that X brings: none, or where there is none the one that was cleared last; NULL: there is nothing to do. */
const char *crumbs_toggled(struct crumbs *crumbs);

/* A condition as it is shown: `fn = read` is "fn read". */
void crumbs_label(const struct crumbs *crumbs, size_t crumb, struct text *text);
const struct trail *crumbs_trail(const struct crumbs *crumbs);

#endif
