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

struct call;

struct alert_sample {
	const char *call;	/* its name */
	const struct call *what; /* the call itself */
	uint32_t pid;
	const struct place *place;
	uint64_t seq, time_ns, duration_ns;
	uint64_t net_ns;	/* the duration without what its stops cost */
	bool preempted;		/* it waited for a processor: its duration says nothing */
};

/* Takes a call that returned in: its score (NAN: none yet) and severity. */
enum alert_severity alerts_add(struct alerts *alerts, const struct alert_sample *sample, float *ret_z);

#endif
