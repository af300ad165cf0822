/*
 * otlp_context.h - where a trace belongs: trace and parent, service, resource
 *
 * From options and from the environment variables of the OpenTelemetry and
 * W3C Trace Context specifications.
 */
#ifndef OTLP_CONTEXT_H
#define OTLP_CONTEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"

enum { OTLP_TRACE_ID = 16, OTLP_SPAN_ID = 8 };

struct otlp_context {
	uint8_t trace[OTLP_TRACE_ID];
	uint8_t parent[OTLP_SPAN_ID];
	bool has_parent;
	const char *service;		/* "": the name of the program */
	const char *attributes;		/* "key=value,key=value", percent-encoded as OTEL_RESOURCE_ATTRIBUTES has them; "" */
};

/*
 * `parent`: a traceparent, or NULL for $TRACEPARENT, if that is set. Without
 * one the trace is a new one. Also $OTEL_SERVICE_NAME and
 * $OTEL_RESOURCE_ATTRIBUTES. -EINVAL and a sentence that says what is wrong
 * with the parent or the attributes.
 */
int otlp_context_read(const char *parent, struct otlp_context *ret_context, struct why *reterr_why);

/* The same without asking for a parent: a new trace. */
int otlp_context_new(struct otlp_context *ret_context, struct why *reterr_why);

/*
 * The next pair of a list "key=value,key=value", percent-decoded into `room`
 * of `cap` bytes; *at moves behind it. False at the end; a pair without '=' or
 * too long is passed over.
 */
bool otlp_next_pair(const char **at, char *room, unsigned cap, const char **ret_key, const char **ret_value);

#endif
