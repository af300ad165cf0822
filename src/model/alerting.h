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

struct event_call;

struct alert_sample {
	const char *call;	/* its name */
	const struct event_call *event;
	uint32_t pid;
	const struct place *place;
};

/* What a call that returned is for its row. */
struct alert_mark {
	enum alert_severity severity;
	float z;		/* NAN: none */
	bool waits;		/* to wait is what it is for */
};

/* Takes one in. */
struct alert_mark alerts_add(struct alerts *alerts, const struct alert_sample *sample);

#endif
