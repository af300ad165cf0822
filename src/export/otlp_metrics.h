/*
 * otlp_metrics.h - figures of a session as a request of OTLP metrics
 */
#ifndef OTLP_METRICS_H
#define OTLP_METRICS_H

struct json;
struct otlp_context;
struct session;

/* Everything since the start, as of the newest record. Returns how many metrics are in the request. */
unsigned otlp_write_metrics(struct json *json, const struct session *session, const struct otlp_context *context);

#endif
