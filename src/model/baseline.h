/*
 * baseline.h - what is usual for one kind of call, by the predecessor's rule
 *
 * The last `window` durations, the new one included; its mean and population
 * standard deviation; ready from ten samples on. Sums are kept as integers of
 * nanoseconds relative to a fixed origin, so that nothing cancels: 1e9 ± 1 ns
 * has the deviation it has. O(1) a sample.
 */
#ifndef BASELINE_H
#define BASELINE_H

#include <stdint.h>

enum { BASELINE_READY = 10, BASELINE_WINDOW_MAX = 4096 };

struct baseline {
	uint64_t *samples;	/* a ring of `window` */
	unsigned window, count, next;
	uint64_t origin;	/* the first sample; sums are of differences to it */
	__int128 sum, square_sum;
};

struct baseline_score {
	double z;		/* NAN before there are enough samples; 0 where nothing varies */
	double mean_ns, sd_ns;
	unsigned samples;
};

void baseline_init(struct baseline *baseline, unsigned window);	/* 2 … BASELINE_WINDOW_MAX */
void baseline_done(struct baseline *baseline);

/* Takes the sample in and scores it. */
struct baseline_score baseline_add(struct baseline *baseline, uint64_t duration_ns);

#endif
