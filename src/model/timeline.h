/*
 * timeline.h - what happened when: calls by time and by how long they took
 *
 * The whole run in at most TIMELINE_SLICES slices of equal length. When they
 * are full, or counts take more room than there is, neighbours become one and
 * the slices twice as long: memory is bounded and nothing is left out. A call
 * belongs to the slice in which it was entered. Adding is O(1).
 */
#ifndef TIMELINE_H
#define TIMELINE_H

#include <stddef.h>
#include <stdint.h>

enum {
	TIMELINE_SLICES = 512,	/* a power of two */
	TIMELINE_SUB = 4,	/* buckets per power of two */
	TIMELINE_BUCKETS = 32 * TIMELINE_SUB, /* the first is everything below 64 ns, the last from 2^37 ns (137 s) on */
	TIMELINE_KEYS = 1024,	/* groups that are counted by themselves */
	TIMELINE_ROWS = 16384,	/* rows of counts, half a kilobyte each */
};
#define TIMELINE_FIRST_NS 100000	/* length of a slice at first */

struct timeline;

/* All calls of a slice. */
struct timeline_slice {
	uint32_t calls, errors, alerts;
	float max_z;		/* NAN: none scored */
};

struct timeline *timeline_new(void);
void timeline_free(struct timeline *timeline);

/* A second one that goes on from here by itself; *bytes grows by what it takes, what only one had until now. */
struct timeline *timeline_fork(const struct timeline *timeline, size_t *bytes);

/* The time that slice 0 begins at; what is before it counts there. */
void timeline_begin(struct timeline *timeline, uint64_t begin_ns);

struct timeline_call {
	uint64_t time_ns;	/* when it was entered */
	uint64_t duration_ns;
	const size_t *keys;	/* groups it belongs to, from 1; those from TIMELINE_KEYS on are not counted by themselves */
	size_t key_count;
	float z;		/* NAN: not scored */
	unsigned error, alert;	/* 0 or 1 */
};
void timeline_add(struct timeline *timeline, const struct timeline_call *call);

uint64_t timeline_slice_ns(const struct timeline *timeline);	/* length of a slice */
size_t timeline_count(const struct timeline *timeline);		/* slices so far, the last perhaps not over; 0 … TIMELINE_SLICES */
const struct timeline_slice *timeline_slice(const struct timeline *timeline, size_t slice);	/* slice < count */

/* Calls of a group (0: all) in that slice by bucket, TIMELINE_BUCKETS of them; NULL: none. */
const uint32_t *timeline_counts(const struct timeline *timeline, size_t key, size_t slice);

unsigned timeline_bucket(uint64_t duration_ns);
uint64_t timeline_bucket_low(unsigned bucket);	/* smallest duration in it; of TIMELINE_BUCKETS: UINT64_MAX */

#endif
