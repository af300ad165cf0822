/*
 * detector.h - is this call slower than calls like it?
 *
 * Calls that are alike form a class: the same call asked for by the same
 * function with the same traits (traits.h). A class that has seen too few
 * calls gives way to a wider one, the same call with the same traits whoever
 * asks, and that to all calls of the name. Each keeps a distribution (tail.h).
 *
 * Classes are bounded: when there are too many, new ones share the wider.
 * O(1) a call, beside a fit now and then.
 */
#ifndef DETECTOR_H
#define DETECTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct call;
struct detector;
struct tail;

/* `memory`: calls after which those before count half; 0: the default. */
struct detector *detector_new(unsigned memory);
void detector_free(struct detector *detector);

/* A second one that goes on from here by itself; *bytes grows by what it takes, what only one had until now. */
struct detector *detector_fork(const struct detector *detector, size_t *bytes);

struct detector_sample {
	const char *name;	/* of the call, as figures have it */
	const char *function;	/* who asks; "" unknown */
	const struct call *call;
	uint32_t pid;
	uint64_t duration_ns;
	bool late;		/* that is how long it waited beyond what it was asked for: compared with other waits */
	bool apart;		/* what it does is followed; it has no score and is no part of what is usual */
};

enum detector_level { LEVEL_NONE, LEVEL_CALL, LEVEL_TRAITS, LEVEL_FUNCTION };

struct detector_score {
	double z;		/* NAN: nothing to compare with yet */
	double chance;		/* that a call of the class takes that long or longer; 1 where z is small */
	enum detector_level level; /* of the class it was compared with */
	unsigned traits;	/* of the call */
	double median_ns, mad_ns; /* of that class before this call */
	double scale;		/* of its tail: an e-fold longer is exp(1 / scale) times rarer */
	uint64_t samples;	/* calls it had seen */
	const struct tail *tail; /* good until the next call */
};

/* What is known of all calls of a name, and the score that one so long would have; z NAN: not enough. */
struct detector_score detector_look(const struct detector *detector, const char *name, uint64_t duration_ns);

/* How many classes are kept. */
size_t detector_classes(const struct detector *detector);

/* Scores a call that returned against those before it, then takes it in. */
struct detector_score detector_take(struct detector *detector, const struct detector_sample *sample);

#endif
