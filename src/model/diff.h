/*
 * diff.h - two runs compared, group by group
 *
 * Pure: two sessions in, rows out. Nothing is said of what chance may have
 * done, nor of what is too little to matter: a group is slower when its
 * durations are longer by the rank sum test (ranksum.h) and its median by more
 * than the tolerance; with many calls every trifle is significant, with few
 * nothing is. Its p99 is up when the slowest hundredth says so by a test of its
 * own. The more groups there are, the surer each must be: the chance that
 * anything at all is said without cause is below a hundredth for each figure.
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

/* What is to be said of a group; of the first five one at most, and any of the others. */
enum diff_verdict {
	DIFF_SAME = 0,
	DIFF_NEW = 1 << 0,	/* only after */
	DIFF_GONE = 1 << 1,	/* only before */
	DIFF_SLOWER = 1 << 2,
	DIFF_FASTER = 1 << 3,
	DIFF_COUNT = 1 << 4,	/* another number of calls, but too few to call it more or fewer */
	DIFF_MORE = 1 << 5,	/* calls, by more than the tolerance and hardly by chance */
	DIFF_FEWER = 1 << 6,
	DIFF_FAILING = 1 << 7,	/* a larger share of them fails, and hardly by chance */
	DIFF_MENDED = 1 << 8,	/* a smaller share does */
	DIFF_P99_UP = 1 << 9,	/* the slowest hundredth takes longer, though the median does not */
	DIFF_P99_DOWN = 1 << 10,
};
#define DIFF_COUNTS (DIFF_COUNT | DIFF_MORE | DIFF_FEWER)	/* what two stretches that are not as long leave open */

/* What calls tell of a figure. */
enum diff_sure {
	DIFF_TOO_FEW,	/* nothing, whatever they had been */
	DIFF_ALIKE,	/* no change that chance does not make */
	DIFF_CHANGED,
};

struct diff_row {
	enum profile_by by;
	const struct profile_row *rows[2]; /* by enum diff_side; NULL: not there */
	const struct profile_row *some;	/* one that is there */
	unsigned verdict;		/* enum diff_verdict bits */
	struct ranksum ranks;
	enum diff_sure p50, p99, calls;	/* whether that is another */
	double p99_p, errors_p, calls_p; /* the chance of as different a tail, share of errors, number of calls; 1: no test */
	int64_t delta_ns;		/* total time after less total time before */
};

struct diff {
	struct diff_row *rows;	/* by group in the order of enum profile_by, within it the largest change of time first */
	size_t count;
	size_t slower;		/* groups of calls, functions or lines that are DIFF_SLOWER */
	double drift;		/* as in struct diff_scale */
};

#define DIFF_TOLERANCE 0.1	/* a tenth */

/* By what is judged. */
struct diff_scale {
	double tolerance;	/* a share */
	double chance;		/* what is likelier than that is none */
	double drift;		/* times as long as before half of the kinds of calls take */
	double after_share;	/* of the time of both what is after took: 0.5 for two runs, which do the same whatever it takes */
};

/*
 * A busy machine makes everything slower, which says nothing of a program: as
 * long as the drift is one that machines have, being slower begins behind it.
 */
#define DIFF_DRIFT_MAX 1.5

/*
 * Rows one by one, so that one may stop between. The sessions may be fed
 * meanwhile, the profiles must not go away. Begin with diff_begin(); when
 * nothing is left diff_next() is false, and diff_end() in any case.
 */
struct diff_walk {
	enum profile_by by;
	const struct profile *before, *after;
	bool since;		/* `before` is a copy of `after` at an earlier time: what was counted since is compared with it */
	struct diff_scale scale;
	size_t next, counts[2];	/* rows there were at the beginning: `after`'s come first */
	bool kept;
	struct profile_row left; /* with `since`: what the row points to; kept says that its histogram is there */
};
void diff_begin(struct diff_walk *walk);	/* by, before, after, since and scale are set */
bool diff_next(struct diff_walk *walk, struct diff_row *ret_row);	/* good until the next */
void diff_end(struct diff_walk *walk);
size_t diff_steps(const struct diff_walk *walk);	/* all that there are; walk->next of them are done */

/* Of the profiles of calls, of the table that is to be judged `rows`. `since` as above. */
struct diff_scale diff_scale(const struct profile *before, const struct profile *after, bool since, size_t rows,
			     double tolerance);

/* Compares by call, function, line and original line. The rows point into the sessions, which must not be fed. */
struct diff diff_of(const struct session *before, const struct session *after, double tolerance);
void diff_done(struct diff *diff);

/* "slower, more calls, fails more"; "" when the same. */
const char *diff_verdict_text(const struct diff_row *row, char *buf, size_t cap);

#endif
