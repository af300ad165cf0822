/*
 * settle.h - options of formats and of telemetry, taken together
 */
#ifndef SETTLE_H
#define SETTLE_H

#include "base/why.h"

struct options;

/*
 * Which format it is where none was named, and whether all that was said goes
 * with it. 0, or -EINVAL and a sentence.
 */
int settle_format(struct options *options, struct why *reterr_why);

/* Whether --filter is a filter. */
int settle_filter(const struct options *options, struct why *reterr_why);

/*
 * Whether telemetry is sent, and which trace it belongs to. A $TRACEPARENT that
 * is none begins a new trace, as its specification wants, and a warning.
 */
int settle_telemetry(struct options *options, struct why *reterr_why);

/*
 * The rules of alerts: those that are there, those of the configuration, and
 * --alert's; and what --on-alert does.
 */
int settle_alerts(struct options *options, struct why *reterr_why);

#endif
