/*
 * alerts.h - calls out of the ordinary, each with the numbers that say so
 */
#ifndef ALERTS_H
#define ALERTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct alerts;

enum alert_severity { ALERT_NONE, ALERT_LOW, ALERT_MEDIUM, ALERT_HIGH };

/* Why: the rule that a call broke. */
enum alert_rule {
	ALERT_SLOW,	/* longer than calls like it (detector.h) */
	ALERT_FAST,	/* shorter */
	ALERT_LATE,	/* a wait with a limit went on beyond it, by more than other waits do */
	ALERT_RENACER,	/* the predecessor's rule, either way (baseline.h) */
};

struct alerts_options {
	double threshold;	/* score from which a call is reported; 0: 3 */
	unsigned window;	/* samples that what is usual looks back on; 0: 8192, or 100 for the predecessor's rule */
	bool both;		/* report calls that are too fast as well */
	bool renacer;		/* the predecessor's rule in place of ours */
};

enum { ALERT_RECENT = 50 };

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
	enum alert_rule rule;
	double z;
	double chance;		/* that a call like it takes that long (short); 0 by the predecessor's rule, which has none */
	uint64_t duration_ns;
	double usual_ns, spread_ns; /* of calls like it before: median and MAD; predecessor: mean and deviation, it included */
	double scale;		/* of their tail: exp(scale) times as long is e times as rare; 0 predecessor */
	uint64_t samples;	/* how many there had been */
	uint64_t asked_ns;	/* ALERT_LATE: the limit; usual and spread are of what went beyond it */
	unsigned recent_count;
	uint64_t recent_ns[ALERT_RECENT]; /* the newest of them, oldest first */
};

size_t alerts_count(const struct alerts *alerts);			/* kinds */
const struct alert *alerts_get(const struct alerts *alerts, size_t index);	/* index < count, by number */

/*
 * The newest single alert as if it were the only one, but for number, count
 * and first_seq, which are its kind's; last_seq tells which call. NULL: none
 * so far. Good until the next call.
 */
const struct alert *alerts_newest(const struct alerts *alerts);

uint64_t alerts_total(const struct alerts *alerts, enum alert_severity severity); /* single alerts, before merging */

const char *alert_severity_name(enum alert_severity severity);	/* "low", "medium", "high", "" */
const char *alert_severity_mark(enum alert_severity severity);	/* "!", "!", "!!", "" */

const char *alert_rule_name(enum alert_rule rule);			/* "slow", "fast", "late", "renacer" */

#endif
