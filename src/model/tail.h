/*
 * tail.h - how long the calls of one class take, and how unusual a duration is
 *
 * A histogram of log duration, plus the blur of what is measured: of calls that
 * took next to nothing one may seem ten times as long as another, and be as
 * long. 16 buckets an e-fold (6 %), that forgets: when
 * it holds twice its memory, each sample counts half from then on. Now and
 * then a fit is made of it: median, MAD, and on either side, beyond a quantile
 * far out, a tail that is exponential in log duration (a power law).
 *
 * The chance of a duration is read off that tail, and z is the score that a
 * standard normal exceeds with that chance. Claims are held back three times:
 *
 *	the scale of the tail is the upper end of what the samples allow;
 *	it is never less than what durations of any call have, since a timer or
 *	a page fault hits every class sooner or later, and more with few samples;
 *	the chance is never less than the share of samples that took as long.
 *
 * Between median (z = 0) and the beginning of the tail z is linear, so it is
 * continuous, and says how unusual, not how many MADs.
 *
 * A sample never counts in its own score: tail_score() first, then tail_add().
 */
#ifndef TAIL_H
#define TAIL_H

#include <stdbool.h>
#include <stdint.h>

enum {
	TAIL_BUCKETS = 640,	/* up to e^40 ns: seven years */
	TAIL_BLUR_NS = 2000,	/* what the stops of a call cost is known to about that */
	TAIL_RECENT = 50,
	TAIL_READY = 32,	/* samples before anything is said */
	TAIL_MEMORY = 8192,	/* samples, where nothing else is said */
	TAIL_MEMORY_LEAST = 64,
};

/* What lies beyond a quantile far out. */
struct tail_side {
	double begin;		/* log ns */
	double share;		/* of the samples that lie beyond it */
	double scale;		/* exp(scale) times as far is e times as rare; as scores use it */
	double begin_z;		/* score at `begin` */
};

struct tail_fit {
	double median, mad;	/* log ns */
	struct tail_side slow, fast;
};

/* A zeroed one is empty. */
struct tail {
	unsigned memory;	/* samples; 0: the default */
	uint64_t seen;		/* samples, ever */
	double count;		/* samples remembered */
	unsigned until_fit;	/* samples until the next fit */
	unsigned first, last;	/* buckets in use */
	double surprise;	/* samples left out lately; leaks */
	struct tail_fit fit;	/* made a few samples ago */
	uint64_t recent[TAIL_RECENT]; /* durations, a ring: the newest is at (seen - 1) % TAIL_RECENT */
	float counts[TAIL_BUCKETS];
};

struct tail_score {
	double z;		/* NAN: not ready; < 0: shorter than the median */
	double chance;		/* of a duration that far out on its side, or farther; 1: not in the tail */
};

static inline bool
tail_ready(const struct tail *tail)
{
	return tail->seen >= TAIL_READY;
}

/* How unusual the duration is among the samples so far. */
struct tail_score tail_score(const struct tail *tail, uint64_t duration_ns);

/*
 * The share of the samples remembered that are as long or longer (`slow`), or
 * as short or shorter, to the bucket's width; 0 without any.
 */
double tail_share(const struct tail *tail, uint64_t duration_ns, bool slow);

/* The score that a standard normal exceeds with that chance, 0 < chance <= 0.5. */
double tail_z(double chance);

/*
 * Takes a sample in, whose score was `z` (NAN: none). What is far out is left
 * out, so that one delay does not hide the next, until so much is far out that
 * the usual must have changed: then most of what was before is forgotten.
 */
void tail_add(struct tail *tail, uint64_t duration_ns, double z);

/* Samples after which those before count half. */
unsigned tail_memory(const struct tail *tail);

/* What is usual, in nanoseconds. */
double tail_median_ns(const struct tail *tail);
double tail_mad_ns(const struct tail *tail);

#endif
