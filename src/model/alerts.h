/*
 * alerts.h - calls out of the ordinary, each with the numbers that say so
 */
#ifndef ALERTS_H
#define ALERTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct alerts;
struct rules_list;

enum alert_severity { ALERT_NONE, ALERT_LOW, ALERT_MEDIUM, ALERT_HIGH };

/* Why: the rule that a call broke. */
enum alert_rule {
	ALERT_SLOW,	/* longer than calls like it (detector.h) */
	ALERT_FAST,	/* shorter */
	ALERT_LATE,	/* a wait with a limit went on beyond it, by more than other waits do */
	ALERT_RENACER,	/* the predecessor's rule, either way (baseline.h) */
	ALERT_BY_RULE,	/* one of rule.h: `title` is its name, `about` says why, and there is no score */
};

struct alerts_options {
	double threshold;	/* score from which a call is reported; 0: 3 */
	unsigned window;	/* samples that what is usual looks back on; 0: 8192, or 100 for the predecessor's rule */
	bool both;		/* report calls that are too fast as well */
	bool renacer;		/* the predecessor's rule in place of ours */
	const struct rules_list *rules; /* other rules; NULL none. Must outlive the session */
};

enum { ALERT_RECENT = 50 };

/* As time goes by. Whether one is muted is up to who shows it. */
enum alert_state {
	ALERT_NEW,	/* the first of its kind came a moment ago */
	ALERT_FIRING,	/* they keep coming */
	ALERT_RESOLVED,	/* there was none for a while */
};

/* One kind of thing: alerts by the same rule, asked for by the same function at the same line, are one, counted. */
struct alert {
	uint64_t number;	/* from 1, in order of first appearance; stable */
	const char *title;	/* of the rule: "slow", "error-burst" */
	const char *call;	/* name of the system call, of the worst one; "" no single one */
	const char *function, *file; /* of the place that asked, "" unknown */
	unsigned line;
	enum alert_severity severity; /* the worst so far */
	uint64_t count;
	uint64_t first_seq, last_seq, worst_seq;
	uint64_t first_ns, last_ns; /* times of the first and of the last one */

	/* The worst one, explained. */
	enum alert_rule rule;
	char about[128];	/* ALERT_BY_RULE: the numbers that say so; "" */
	double z;		/* NAN: ALERT_BY_RULE */
	double chance;		/* that a call like it takes that long (short); 0 by the predecessor's rule, which has none */
	uint64_t duration_ns;	/* without waited_ns */
	uint64_t waited_ns;	/* what it waited for a processor, which is in neither; 0 by the predecessor's rule */
	/* Of calls like it before, with as much for stops as it has: median, MAD; predecessor: mean, deviation, it included. */
	double usual_ns, spread_ns;
	double scale;		/* of their tail: exp(scale) times as long is e times as rare; 0 predecessor */
	uint64_t samples;	/* how many there had been */
	const char *like;	/* which these are, "read by load_blob of 1.0K to 4.0K"; "" ALERT_BY_RULE */
	unsigned window;	/* calls after which those before count half; predecessor: calls that count */
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

/* All that the newest record brought, as alerts_newest() has them; good until the next record. */
const struct alert *alerts_news(const struct alerts *alerts, size_t *ret_count);

/* How it stands at that time; `open`: the last call of its kind has not returned then: what is stuck is not over. */
enum alert_state alert_state(const struct alert *alert, uint64_t now_ns, bool open);
const char *alert_state_name(enum alert_state state);	/* "new", "firing", "resolved" */

uint64_t alerts_total(const struct alerts *alerts, enum alert_severity severity); /* single alerts, before merging */

const char *alert_severity_name(enum alert_severity severity);	/* "low", "medium", "high", "" */
const char *alert_severity_mark(enum alert_severity severity);	/* "!", "!", "!!", "" */

const char *alert_rule_name(enum alert_rule rule);			/* "slow", "fast", "late", "renacer" */

#endif
