#include "export/otlp_metrics.h"

#include <stdbool.h>
#include <stdint.h>

#include "export/json.h"
#include "export/otlp_json.h"
#include "model/alerts.h"
#include "model/session.h"

enum { CUMULATIVE = 2 };	/* AggregationTemporality */

/* From a microsecond to ten seconds; the last bucket is beyond. */
static const uint64_t bounds_ns[] = {
	1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000, 500000, 1000000, 2000000, 5000000, 10000000, 20000000, 50000000,
	100000000, 200000000, 500000000, 1000000000, 2000000000, 5000000000, 10000000000,
};
enum { BOUNDS = sizeof bounds_ns / sizeof *bounds_ns };

struct pen {
	struct json *json;
	const struct session *session;
	uint64_t begin, now;	/* wall clock */
	unsigned metrics;
};

static void
write_times(const struct pen *pen)
{
	otlp_uint(pen->json, "startTimeUnixNano", pen->begin);
	otlp_uint(pen->json, "timeUnixNano", pen->now);
}

static void
begin_metric(struct pen *pen, const char *name, const char *unit, const char *help, const char *kind)
{
	struct json *json = pen->json;

	pen->metrics++;
	json_object(json, NULL);
	json_string(json, "name", name);
	json_string(json, "description", help);
	json_string(json, "unit", unit);
	json_object(json, kind);
	json_int(json, "aggregationTemporality", CUMULATIVE);
}

static void
begin_sum(struct pen *pen, const char *name, const char *unit, const char *help)
{
	begin_metric(pen, name, unit, help, "sum");
	json_bool(pen->json, "isMonotonic", true);
	json_list(pen->json, "dataPoints");
}

static void
end_metric(struct pen *pen)
{
	json_list_end(pen->json);
	json_object_end(pen->json);
	json_object_end(pen->json);
}

/* A point with one attribute; without one when key is NULL. */
static void
write_sum(struct pen *pen, const char *key, const char *value, uint64_t count)
{
	json_object(pen->json, NULL);
	json_list(pen->json, "attributes");
	if (key != NULL)
		otlp_attribute(pen->json, key, value);
	json_list_end(pen->json);
	write_times(pen);
	otlp_uint(pen->json, "asInt", count);
	json_object_end(pen->json);
}

/* Seconds with nine digits; our figures are whole nanoseconds. */
static void
write_seconds(struct json *json, const char *key, uint64_t ns)
{
	char text[40];
	int len = snprintf(text, sizeof text, "%llu.%09llu", (unsigned long long)(ns / 1000000000),
			   (unsigned long long)(ns % 1000000000));

	json_raw(json, key, text, (size_t)len);
}

static void
write_buckets(struct json *json, const struct hist *hist)
{
	uint64_t counts[BOUNDS + 1] = { 0 }, low, count;
	unsigned position = 0, bucket = 0;

	while (hist_next(hist, &position, &low, &count)) {
		while (bucket < BOUNDS && low > bounds_ns[bucket])
			bucket++;
		counts[bucket] += count;
	}
	json_list(json, "bucketCounts");
	for (unsigned i = 0; i <= BOUNDS; i++)
		otlp_uint(json, NULL, counts[i]);
	json_list_end(json);
	json_list(json, "explicitBounds");
	for (unsigned i = 0; i < BOUNDS; i++)
		write_seconds(json, NULL, bounds_ns[i]);
	json_list_end(json);
}

static void
write_histogram(struct pen *pen, const struct profile_row *row)
{
	struct json *json = pen->json;

	json_object(json, NULL);
	json_list(json, "attributes");
	otlp_attribute(json, "syscall.name", row->name);
	json_list_end(json);
	write_times(pen);
	otlp_uint(json, "count", row->hist.count);
	write_seconds(json, "sum", row->hist.sum);
	write_seconds(json, "min", row->hist.min);
	write_seconds(json, "max", row->hist.max);
	write_buckets(json, &row->hist);
	json_object_end(json);
}

static void
write_calls(struct pen *pen)
{
	const struct profile *calls = session_profile(pen->session, PROFILE_CALL);
	size_t count = profile_count(calls);

	begin_metric(pen, "sightline.syscall.duration", "s", "Time spent in system calls", "histogram");
	json_list(pen->json, "dataPoints");
	for (size_t i = 0; i < count; i++)
		if (profile_row(calls, i)->hist.count > 0)
			write_histogram(pen, profile_row(calls, i));
	end_metric(pen);
	begin_sum(pen, "sightline.syscall.errors", "{call}", "System calls that failed");
	for (size_t i = 0; i < count; i++)
		if (profile_row(calls, i)->errors > 0)
			write_sum(pen, "syscall.name", profile_row(calls, i)->name, profile_row(calls, i)->errors);
	end_metric(pen);
}

static void
write_totals(struct pen *pen)
{
	const struct alerts *alerts = session_alerts(pen->session);

	begin_sum(pen, "sightline.alerts", "{alert}", "Calls that are out of the ordinary");
	for (int severity = ALERT_LOW; severity <= ALERT_HIGH; severity++)
		write_sum(pen, "severity", alert_severity_name((enum alert_severity)severity),
			  alerts_total(alerts, (enum alert_severity)severity));
	end_metric(pen);
	begin_sum(pen, "sightline.dropped", "{call}", "System calls that were not recorded");
	write_sum(pen, NULL, NULL, session_totals(pen->session)->dropped);
	end_metric(pen);
}

unsigned
otlp_write_metrics(struct json *json, const struct session *session, const struct otlp_context *context)
{
	const struct session_totals *totals = session_totals(session);
	struct pen pen = {
		.json = json, .session = session, .begin = totals->realtime_ns,
		.now = totals->realtime_ns + (totals->last_ns - totals->begin_ns),
	};

	otlp_open(json, session, context, "resourceMetrics", "scopeMetrics", "metrics");
	write_calls(&pen);
	write_totals(&pen);
	otlp_close(json);
	return pen.metrics;
}
