/*
 * alerting.h - how the session fills alerts.h
 */
#ifndef ALERTING_H
#define ALERTING_H

#include <stdint.h>

#include "model/alerts.h"
#include "model/place.h"

struct alerts *alerts_new(const struct alerts_options *options);
void alerts_free(struct alerts *alerts);

/* A second one that goes on from here by itself; *bytes grows by what it takes, what only one had until now. */
struct alerts *alerts_fork(const struct alerts *alerts, size_t *bytes);

struct event_call;

struct alert_sample {
	const char *call;	/* its name */
	const struct event_call *event;
	uint32_t pid;
	const struct place *place;
};

/* What a call that returned is for its row. */
struct alert_mark {
	float z;		/* NAN: none */
	bool waits;		/* to wait is what it is for */
};

/* A record begins: what it brings is news. */
void alerts_begin(struct alerts *alerts);

/* The most severe that the record brought, scores before rules: what its call's row is marked with. */
struct alert_worst {
	enum alert_severity severity;
	uint64_t number;	/* of its kind; 0: there is none */
};
struct alert_worst alerts_worst(const struct alerts *alerts);

/* What a rule of rule.h found. */
struct alert_finding {
	const char *rule, *call; /* call "": no single one */
	const struct place *place;
	enum alert_severity severity;
	uint64_t seq, time_ns, duration_ns;
	const char *about;	/* why, in numbers; "" the rule says it */
};
void alerts_raise(struct alerts *alerts, const struct alert_finding *finding);

/* What would be said of a call so long, before it is over; z NAN: too few are known. */
struct alert_outlook {
	double z, median_ns;
};
struct alert_outlook alerts_outlook(const struct alerts *alerts, const char *call, uint64_t age_ns);

/* Takes one in. */
struct alert_mark alerts_add(struct alerts *alerts, const struct alert_sample *sample);

#endif
