/*
 * otlp_sender.h - requests on their way to a collector, over HTTP
 *
 *	r = otlp_sender_open(endpoint, &sender, &why);
 *	otlp_sender_put(sender, signal, json, len, items);	// never waits
 *	otlp_sender_state(sender, &state);
 *	otlp_sender_close(sender, &state);			// bounded
 *
 * A thread of its own posts them with libcurl, which is loaded when the first
 * sender is opened and not before. What a collector refuses for now (429, 502,
 * 503, 504, no connection) is tried again, after what Retry-After says or
 * longer and longer; what it refuses for good is counted. The queue is
 * bounded: what does not fit is dropped and counted, so that neither the
 * program nor the screen ever waits.
 */
#ifndef OTLP_SENDER_H
#define OTLP_SENDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "export/otlp.h"

struct otlp_sender;

struct otlp_state {
	uint64_t sent;		/* spans and metrics that a collector took */
	uint64_t dropped;	/* that found no room, or no collector in time */
	uint64_t refused;	/* that it refused for good */
	struct why trouble;	/* the newest one; "" none */
};

/* `endpoint`: as for otlp_target_read(). 0, or a negative errno and a sentence: libcurl is not there, the URL is none. */
int otlp_sender_open(const char *endpoint, struct otlp_sender **ret_sender, struct why *reterr_why);

/* Copies the bytes. */
void otlp_sender_put(struct otlp_sender *sender, enum otlp_signal signal, const char *json, size_t len, unsigned items);

void otlp_sender_state(struct otlp_sender *sender, struct otlp_state *ret_state);

/* Waits for what is queued, for five seconds at most, less when a request may take less; frees it. NULL is fine. */
void otlp_sender_close(struct otlp_sender *sender, struct otlp_state *ret_state);

/* Whether this build can. */
bool otlp_sender_available(void);

#endif
