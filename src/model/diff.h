/*
 * diff.h - two runs compared, group by group
 *
 * Pure: two sessions in, rows out. A group is slower when its durations are
 * longer by the rank sum test (ranksum.h) and its median by more than the
 * tolerance: with many calls every trifle is significant, with few nothing is.
 */
#ifndef DIFF_H
#define DIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/profile.h"
#include "model/ranksum.h"

struct session;

enum diff_side { DIFF_BEFORE, DIFF_AFTER };

/* What is to be said of a group; one of the first five, and any of the others. */
enum diff_verdict {
	DIFF_SAME = 0,
	DIFF_NEW = 1 << 0,	/* only after */
	DIFF_GONE = 1 << 1,	/* only before */
	DIFF_SLOWER = 1 << 2,
	DIFF_FASTER = 1 << 3,
	DIFF_MORE = 1 << 4,	/* calls, by more than the tolerance */
	DIFF_FEWER = 1 << 5,
	DIFF_FAILING = 1 << 6,	/* a larger share of them fails, and hardly by chance */
};

struct diff_row {
	enum profile_by by;
	const struct profile_row *rows[2]; /* by enum diff_side; the sessions'; NULL: not there */
	const struct profile_row *some;	/* one that is there */
	unsigned verdict;		/* enum diff_verdict bits */
	struct ranksum ranks;
	int64_t delta_ns;		/* total time after less total time before */
};

struct diff {
	struct diff_row *rows;	/* by group in the order of enum profile_by, within it the largest change of time first */
	size_t count;
	size_t slower;		/* groups of calls, functions or lines that are DIFF_SLOWER */
};

#define DIFF_TOLERANCE 0.1	/* a tenth */

/* Compares two profiles that are grouped the same way. The rows point into them. */
struct diff diff_profiles(enum profile_by by, const struct profile *before, const struct profile *after, double tolerance);

/* Compares by call, function, line and original line. The rows point into the sessions, which must not be fed. */
struct diff diff_of(const struct session *before, const struct session *after, double tolerance);
void diff_done(struct diff *diff);

/* "slower, more calls, fails more"; "" when the same. */
const char *diff_verdict_text(const struct diff_row *row, char *buf, size_t cap);

#endif
