/*
 * telemetry.h - a trace sent to a collector while it goes on
 *
 *	r = telemetry_open(endpoint, &options, &telemetry, &why);
 *	telemetry_begin(telemetry, session);
 *	session_feed(session, event);		// for every record
 *	telemetry_feed(telemetry, event);
 *	telemetry_flush(telemetry);		// some times a second
 *	telemetry_close(telemetry, &state);
 *
 * otlp.h makes the requests, otlp_sender.h sends them.
 */
#ifndef TELEMETRY_H
#define TELEMETRY_H

#include "export/otlp.h"
#include "export/otlp_sender.h"

struct telemetry;

/* As otlp_sender_open(). */
int telemetry_open(const char *endpoint, const struct otlp_options *options, struct telemetry **ret_telemetry,
		   struct why *reterr_why);

/* Before the first record. */
void telemetry_begin(struct telemetry *telemetry, const struct session *session);

/* NULL is fine. */
void telemetry_feed(struct telemetry *telemetry, const struct event *event);
void telemetry_flush(struct telemetry *telemetry);
void telemetry_state(const struct telemetry *telemetry, struct otlp_state *ret_state);
void telemetry_close(struct telemetry *telemetry, struct otlp_state *ret_state);

#endif
