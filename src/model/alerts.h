/*
 * alerts.h - calls out of the ordinary, each with the numbers that say so
 */
#ifndef ALERTS_H
#define ALERTS_H

#include <stddef.h>
#include <stdint.h>

struct alerts;

enum alert_severity { ALERT_NONE, ALERT_LOW, ALERT_MEDIUM, ALERT_HIGH };

struct alerts_options {
	double threshold;	/* sigmas from which a call is reported; 0: 3 */
	unsigned window;	/* samples a baseline looks back on; 0: 100 */
};

/* One kind of thing: alerts of the same call asked for at the same line are one, counted. */
struct alert {
	uint64_t number;	/* from 1, in order of first appearance; stable */
	const char *call;	/* name of the system call */
	const char *function, *file; /* of the place that asked, "" unknown */
	unsigned line;
	enum alert_severity severity; /* the worst so far */
	uint64_t count;
	uint64_t first_seq, last_seq, worst_seq;
	uint64_t last_ns;	/* time of the last one */

	/* The worst one, explained. */
	double z;
	uint64_t duration_ns;
	double mean_ns, sd_ns;	/* what was usual then */
	unsigned samples;
};

size_t alerts_count(const struct alerts *alerts);			/* kinds */
const struct alert *alerts_get(const struct alerts *alerts, size_t index);	/* index < count, by number */
uint64_t alerts_total(const struct alerts *alerts, enum alert_severity severity); /* single alerts, before merging */

const char *alert_severity_name(enum alert_severity severity);	/* "low", "medium", "high", "" */
const char *alert_severity_mark(enum alert_severity severity);	/* "!", "!", "!!", "" */

#endif
