/*
 * alike.h - the last calls of one name that one function asked for
 *
 * Read from the history that is kept, so that they can be looked up one by
 * one; what a score is made of is of a class, which may be narrower or wider.
 */
#ifndef ALIKE_H
#define ALIKE_H

#include <stdint.h>

struct session;

enum { ALIKE_MAX = 50 };

/* Oldest first. */
struct alike {
	unsigned count;
	uint64_t net_ns[ALIKE_MAX];
	float z[ALIKE_MAX];	/* NAN: not scored */
};

/* Up to `seq`, which is the last of them; none when it is not kept. Looks back a bounded number of calls. */
void alike_until(const struct session *session, uint64_t seq, struct alike *ret_alike);

/* Median of the durations before the last, and the median of how far they are from it; count >= 2. */
void alike_usual(const struct alike *alike, uint64_t *ret_median_ns, uint64_t *ret_mad_ns);

#endif
