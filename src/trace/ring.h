/*
 * ring.h - records on their way from the tracer thread to the front end
 *
 * One thread fills, one thread reads; neither takes a lock. Records of any
 * size are filled in place and read in place:
 *
 *	struct event *event = ring_reserve(ring, most);	// NULL: no room
 *	… fill event …
 *	ring_commit(ring, used);			// used <= most
 *
 *	while ((event = ring_peek(ring)) != NULL) {
 *		… read event …
 *		ring_pop(ring);
 *	}
 *
 * Positions are 64-bit byte counters that only grow, masked on access; a
 * record never wraps: what is left at the end is filled by an EVENT_NONE
 * record that readers never see.
 */
#ifndef RING_H
#define RING_H

#include <stdalign.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

struct event;

enum { RING_LINE = 64 };

struct ring {
	unsigned char *bytes;
	uint64_t mask;		/* size - 1; the size is a power of two */

	/* Producer's line. */
	alignas(RING_LINE) _Atomic uint64_t head;	/* bytes committed */
	uint64_t tail_seen;	/* the reader's position when last looked at */
	uint64_t reserved;	/* position of the record being filled */

	/* Reader's line. */
	alignas(RING_LINE) _Atomic uint64_t tail;	/* bytes read */
	uint64_t head_seen;
};

/*
 * Makes a ring of at least `size` bytes, rounded up to a power of two and to
 * twice the largest record; pages are touched now, not while tracing.
 * Returns 0, -EINVAL beyond 1 GiB, -ENOMEM.
 */
int ring_init(struct ring *ring, size_t size, struct why *reterr_why);

/* Releases it. Neither thread may be using it. */
void ring_done(struct ring *ring);

/*
 * Producer: room for a record of `size` bytes (rounded up to 8), or NULL when
 * the reader is too far behind. The bytes are old; write every field.
 */
struct event *ring_reserve(struct ring *ring, size_t size);

/* Producer: hands over the record last reserved, `size` of its bytes (rounded up to 8); sets its size field. */
void ring_commit(struct ring *ring, size_t size);

/* Reader: the oldest record, or NULL. It stays valid until ring_pop(). */
const struct event *ring_peek(struct ring *ring);
void ring_pop(struct ring *ring);

/* Either thread: bytes in use, a moment ago. */
size_t ring_used(const struct ring *ring);
size_t ring_size(const struct ring *ring);

/* For tests: begins both counters at `position`, a multiple of the size, before use. */
void ring_begin_at(struct ring *ring, uint64_t position);

#endif
