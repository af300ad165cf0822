#include "trace/outlet.h"

#include <string.h>
#include <time.h>

enum { NAP_NS = 50000 };

uint64_t
outlet_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

/* Only the tracer writes these; relaxed: they are figures, nothing is ordered by them. */
static void
count_up(_Atomic uint64_t *counter, uint64_t by)
{
	atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + by, memory_order_relaxed);
}

/* Waits until there is room; NULL only when nobody reads any more. */
static struct event *
wait_for_room(struct outlet *outlet, size_t size)
{
	const struct timespec nap = { 0, NAP_NS };
	struct event *room = ring_reserve(outlet->ring, size);
	uint64_t begin;

	if (room != NULL)
		return room;
	begin = outlet_now();
	while ((room = ring_reserve(outlet->ring, size)) == NULL &&
	       !atomic_load_explicit(outlet->abandoned, memory_order_relaxed))
		nanosleep(&nap, NULL);
	count_up(&outlet->stalls, 1);
	count_up(&outlet->stall_ns, outlet_now() - begin);
	return room;
}

static void
write_record(struct outlet *outlet, struct event *room, const struct event *event, size_t size)
{
	if (room == NULL)
		return;
	memcpy(room, event, size);
	ring_commit(outlet->ring, size);
}

void
outlet_flush(struct outlet *outlet)
{
	struct event_lost lost = {
		.head = { .kind = EVENT_LOST, .time_ns = outlet->lost_ns },
		.first_seq = outlet->lost_first, .count = outlet->lost_count,
	};

	if (outlet->lost_count == 0)
		return;
	outlet->lost_count = 0;
	write_record(outlet, wait_for_room(outlet, sizeof lost), &lost.head, sizeof lost);
}

void
outlet_put(struct outlet *outlet, const struct event *event, size_t size)
{
	write_record(outlet, wait_for_room(outlet, size), event, size);
}

static void
lose(struct outlet *outlet, const struct event_call *call)
{
	if (outlet->lost_count++ == 0) {
		outlet->lost_first = call->seq;
		outlet->lost_ns = call->head.time_ns;
	}
	count_up(&outlet->dropped, 1);
}

/* Whether a call that need not be told has room, and leaves some to the records that wait for it. */
static bool
has_room(const struct outlet *outlet, size_t size)
{
	return ring_used(outlet->ring) + size < ring_size(outlet->ring) / 8 * 7 &&
	       ring_reserve(outlet->ring, size) != NULL;
}

uint64_t
outlet_call(struct outlet *outlet, struct event_call *call, size_t size)
{
	/* A loss is told before the call that follows it. A row that is shown as open must get its end. */
	size_t needed = size + (outlet->lost_count > 0 ? sizeof(struct event_lost) : 0);
	bool fits = !outlet->drop || call->seq != 0 || has_room(outlet, needed);

	if (!fits && call->call.state == CALL_OPEN)
		return 0;	/* nothing is lost: it will be told again, or at its end */
	if (call->seq == 0)
		call->seq = ++outlet->last_seq;
	if (!fits) {
		lose(outlet, call);
		return call->seq;
	}
	outlet_flush(outlet);
	outlet_put(outlet, &call->head, size);
	return call->seq;
}
