/*
 * otlp.h - a trace as OpenTelemetry sees it: spans and metrics, as OTLP/JSON
 *
 *	otlp = otlp_new(session, &options, take, who);
 *	session_feed(session, event);		// for every record
 *	otlp_feed(otlp, event);
 *	otlp_flush(otlp, now_ns);		// some times a second
 *	otlp_free(otlp);
 *
 * The process is the root span, every task a span below its parent's, and
 * calls (those that options ask for) are spans below their tasks. Alerts are
 * events of their calls, decisions of a transpiler events of the root. Counts
 * and latencies of every call go as metrics, cumulative since the start, now
 * and then and at the end. Requests are handed to `take` when they are whole;
 * their form is that of opentelemetry-proto 1.x, section "JSON Protobuf
 * Encoding" of the OTLP specification.
 */
#ifndef OTLP_H
#define OTLP_H

#include <stddef.h>
#include <stdint.h>

#include "export/otlp_context.h"

struct event;
struct otlp;
struct session;

enum otlp_calls { OTLP_SLOW, OTLP_ALERTS, OTLP_ALL };	/* those with alerts, and of a millisecond or more; with alerts; all */

struct otlp_options {
	enum otlp_calls calls;
	unsigned string_max;	/* bytes shown of a string among arguments; 0: 32 */
	struct otlp_context context;
};

enum otlp_signal { OTLP_TRACES, OTLP_METRICS };

/* A whole request; its bytes are valid during the call. `items`: spans, or metrics, in it. */
typedef void otlp_take(void *who, enum otlp_signal signal, const char *json, size_t len, unsigned items);

struct otlp *otlp_new(const struct session *session, const struct otlp_options *options, otlp_take *take, void *who);

/* To be called after session_feed() of the same record. */
void otlp_feed(struct otlp *otlp, const struct event *event);

/* Hands over what was gathered when a second has passed since, and metrics when ten have. `now_ns`: any clock, always the same. */
void otlp_flush(struct otlp *otlp, uint64_t now_ns);

/* Hands over the spans that were gathered, at once. */
void otlp_hand_over(struct otlp *otlp);

/* Does not hand over: END did. */
void otlp_free(struct otlp *otlp);

#endif
