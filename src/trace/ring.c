#include "trace/ring.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "trace/event.h"

enum { RING_MAX = 1 << 30 };

static size_t
round8(size_t size)
{
	return (size + 7) & ~(size_t)7;
}

int
ring_init(struct ring *ring, size_t size, struct why *reterr_why)
{
	size_t rounded = 2 * EVENT_MAX;
	void *bytes;

	if (size > RING_MAX)
		return why_set(reterr_why, -EINVAL, "a ring of %zu bytes is more than %d", size, RING_MAX);
	while (rounded < size)
		rounded *= 2;
	bytes = mmap(NULL, rounded, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	if (bytes == MAP_FAILED)
		return why_set(reterr_why, -ENOMEM, "no memory for a ring of %zu bytes", rounded);
	memset(ring, 0, sizeof *ring);
	ring->bytes = bytes;
	ring->mask = rounded - 1;
	return 0;
}

void
ring_done(struct ring *ring)
{
	if (ring->bytes != NULL)
		munmap(ring->bytes, ring_size(ring));
	ring->bytes = NULL;
}

void
ring_begin_at(struct ring *ring, uint64_t position)
{
	atomic_store_explicit(&ring->head, position, memory_order_relaxed);
	atomic_store_explicit(&ring->tail, position, memory_order_relaxed);
	ring->tail_seen = ring->head_seen = position;
}

struct event *
ring_reserve(struct ring *ring, size_t size)
{
	uint64_t head = atomic_load_explicit(&ring->head, memory_order_relaxed);
	uint64_t offset = head & ring->mask;
	uint64_t left = ring_size(ring) - offset;
	uint64_t need = round8(size);
	uint64_t pad = need <= left ? 0 : left;

	if (head + pad + need - ring->tail_seen > ring_size(ring)) {
		/* Acquire, with the release in ring_pop(): the reader is done with the bytes we may now overwrite. */
		ring->tail_seen = atomic_load_explicit(&ring->tail, memory_order_acquire);
		if (head + pad + need - ring->tail_seen > ring_size(ring))
			return NULL;
	}
	if (pad > 0) {
		struct event *filler = (struct event *)(ring->bytes + offset);

		/* Its first 8 bytes only: there may be no more before the end, up to which it reaches. */
		filler->stamp = 0;
		filler->kind = EVENT_NONE;
		filler->flags = 0;
	}
	ring->reserved = head + pad;
	return (struct event *)(ring->bytes + (ring->reserved & ring->mask));
}

void
ring_commit(struct ring *ring, size_t size)
{
	struct event *event = (struct event *)(ring->bytes + (ring->reserved & ring->mask));

	event->size = (uint32_t)round8(size);
	/* Release, with the acquire in ring_peek(): whoever sees the new head sees the record and the filler. */
	atomic_store_explicit(&ring->head, ring->reserved + event->size, memory_order_release);
}

const struct event *
ring_peek(struct ring *ring)
{
	uint64_t tail = atomic_load_explicit(&ring->tail, memory_order_relaxed);
	const struct event *event;

	if (tail == ring->head_seen) {
		/* Acquire, with the release in ring_commit(): the record's bytes are ours to read. */
		ring->head_seen = atomic_load_explicit(&ring->head, memory_order_acquire);
		if (tail == ring->head_seen)
			return NULL;
	}
	event = (const struct event *)(ring->bytes + (tail & ring->mask));
	if (event->kind != EVENT_NONE)
		return event;
	/* A filler is always followed by a record that was committed with it. */
	ring_pop(ring);
	return ring_peek(ring);
}

void
ring_pop(struct ring *ring)
{
	uint64_t tail = atomic_load_explicit(&ring->tail, memory_order_relaxed);
	const struct event *event = (const struct event *)(ring->bytes + (tail & ring->mask));
	uint64_t size = event->kind != EVENT_NONE ? event->size : ring_size(ring) - (tail & ring->mask);

	/* Release, with the acquire in ring_reserve(): our reads of the record come before its bytes are free. */
	atomic_store_explicit(&ring->tail, tail + size, memory_order_release);
}

size_t
ring_used(const struct ring *ring)
{
	/* Relaxed: a figure for people. Tail first, so that the difference cannot be negative. */
	uint64_t tail = atomic_load_explicit(&ring->tail, memory_order_relaxed);
	uint64_t head = atomic_load_explicit(&ring->head, memory_order_relaxed);

	return (size_t)(head - tail);
}

size_t
ring_size(const struct ring *ring)
{
	return (size_t)ring->mask + 1;
}
