/*
 * against.h - what a run is held against: a recording, or itself before a mark
 *
 * A recording is read in slices, beside the run. A mark keeps a copy of the
 * figures of its moment: what is before it and what was counted since are
 * compared. It is made in slices, too, and nothing may be fed meanwhile.
 */
#ifndef AGAINST_H
#define AGAINST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"
#include "model/profile.h"

struct session;
struct source;
struct srcmaps;

enum { AGAINST_BYS = PROFILE_ORIGINAL + 1 };

struct against {
	/* The recording. */
	char *directory;	/* NULL: none */
	struct source *source;	/* while it is read */
	struct session *session;
	/* The mark. */
	bool marked;
	uint64_t marks;		/* how often */
	struct profile *profiles[AGAINST_BYS]; /* by enum profile_by: those that are compared */
	const struct session *marking; /* figures that are copied; NULL: none are */
	unsigned mark_by;	/* up to there they are */
	size_t mark_row;
	uint64_t mark_ns;	/* since the beginning */
	uint64_t mark_calls, mark_seq; /* calls that had returned, and the newest one's number */
};

/* 0, or a negative errno and a sentence. `maps` of the recording's sources; NULL none. History as for a session. */
int against_open(struct against *against, const char *directory, struct srcmaps *maps, uint64_t history_bytes,
		 struct why *reterr_why);
void against_done(struct against *against);

/* Reads and marks for a slice of time; true when there is more. */
bool against_slice(struct against *against);
unsigned against_percent(const struct against *against);	/* of the recording that is read */

/*
 * Marks the moment of these figures, in the place of an earlier mark; newest: the number of the newest call then. Until
 * against_slice() says that there is no more they must stay as they are.
 */
void against_mark(struct against *against, const struct session *figures, uint64_t newest);
void against_mark_now(struct against *against);		/* what is left of it, all at once */

#endif
