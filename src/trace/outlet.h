/*
 * outlet.h - the tracer's end of the ring: what goes in, and what did not fit
 *
 * Records that change structure always wait for room. Calls wait too, and the
 * wait is counted; or, when asked to drop, they are counted instead and a
 * LOST record tells where. Tracer thread only, but for the counters.
 */
#ifndef OUTLET_H
#define OUTLET_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "trace/event.h"
#include "trace/ring.h"

struct outlet {
	struct ring *ring;
	bool drop;
	uint64_t last_seq;		/* of the newest call */
	uint64_t lost_first, lost_count, lost_ns; /* calls not yet told as LOST */
	const _Atomic bool *abandoned;	/* set when nobody reads any more: nothing waits then */
	_Atomic uint64_t dropped, stalls, stall_ns; /* for the front end to read */
};

/* Writes a finished record of `size` bytes; its header's size is set here. */
void outlet_put(struct outlet *outlet, const struct event *event, size_t size);

/*
 * The same for a call, which may be dropped. Gives it the next number when seq
 * is 0; returns its number. An announcement that finds no room is not told and
 * has none: 0.
 */
uint64_t outlet_call(struct outlet *outlet, struct event_call *call, size_t size);

/* Writes a LOST record for what is still untold; before END. */
void outlet_flush(struct outlet *outlet);

/* Wall clock of all records: CLOCK_MONOTONIC, ns. */
uint64_t outlet_now(void);

#endif
