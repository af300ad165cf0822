/*
 * owncost.h - what sightline itself takes of a processor
 *
 * The tracer and the front end together, over the last second or so. Not
 * what the program is held up by: that its stops cost is said beside.
 */
#ifndef OWNCOST_H
#define OWNCOST_H

#include <stdbool.h>
#include <stdint.h>

/* A zeroed one knows nothing yet. */
struct owncost {
	uint64_t since_ns, then_ns;	/* when it was looked at last (CLOCK_MONOTONIC), and the processor time until then */
	unsigned percent;		/* of one processor */
	bool known;
};

/* Looks again when it is time to; true when the percentage is another. */
bool owncost_look(struct owncost *cost, uint64_t now_ns);

#endif
