#include "export/announce.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/mem.h"
#include "base/safetext.h"
#include "base/text.h"
#include "model/session.h"
#include "trace/event.h"

enum { TOP = 10, LINE = 1024 };

struct announce {
	const struct session *session;
	FILE *out;
	bool renacer;		/* the rule of the newest alert, and so of all */
	unsigned top_count;	/* single alerts with the highest scores, the highest first */
	struct alert top[TOP];
};

struct announce *
announce_new(const struct session *session, FILE *out)
{
	struct announce *announce = mem_new(1, sizeof *announce);

	announce->session = session;
	announce->out = out;
	return announce;
}

void
announce_free(struct announce *announce)
{
	free(announce);
}

/* --- the predecessor's words ------------------------------------------------------- */

static const char *const renacer_icons[] = { [ALERT_LOW] = "🟢", [ALERT_MEDIUM] = "🟡", [ALERT_HIGH] = "🔴" };
static const char *const renacer_names[] = { [ALERT_LOW] = "Low", [ALERT_MEDIUM] = "Medium", [ALERT_HIGH] = "High" };
static const char *const renacer_rows[] = {
	[ALERT_LOW] = "Low (3-4σ):   ", [ALERT_MEDIUM] = "Medium (4-5σ):", [ALERT_HIGH] = "High (>5.0σ):  ",
};

static void
write_renacer_line(FILE *out, const struct alert *alert)
{
	fprintf(out, "⚠️  ANOMALY: %s took %llu μs (%.1fσ from baseline %.1f μs) - %s %s\n", alert->call,
		(unsigned long long)(alert->duration_ns / 1000), fabs(alert->z), alert->usual_ns / 1000,
		renacer_icons[alert->severity], renacer_names[alert->severity]);
}

static void
write_renacer_report(const struct announce *announce, uint64_t total)
{
	const struct alerts *alerts = session_alerts(announce->session);
	FILE *out = announce->out;

	fprintf(out,
		"\n=== Real-Time Anomaly Detection Report ===\nTotal anomalies detected: %llu\n\nSeverity Distribution:\n",
		(unsigned long long)total);
	for (int severity = ALERT_HIGH; severity >= ALERT_LOW; severity--) {
		uint64_t count = alerts_total(alerts, (enum alert_severity)severity);

		if (count > 0)
			fprintf(out, "  %s %s %llu anomalies\n", renacer_icons[severity], renacer_rows[severity],
				(unsigned long long)count);
	}
	fprintf(out, "\nTop Anomalies (by Z-score):\n");
	for (unsigned i = 0; i < announce->top_count; i++) {
		const struct alert *alert = &announce->top[i];

		fprintf(out, "  %u. %s %s - %.1fσ (%llu μs, baseline: %.1f ± %.1f μs)\n", i + 1,
			renacer_icons[alert->severity], alert->call, fabs(alert->z),
			(unsigned long long)(alert->duration_ns / 1000), alert->usual_ns / 1000,
			alert->spread_ns / 1000);
	}
	if (total > announce->top_count)
		fprintf(out, "  ... and %llu more\n", (unsigned long long)(total - announce->top_count));
}

/* --- our own ------------------------------------------------------------------------ */

/* "  by load_blob, /src/loader.c:41", as far as it is known; both are foreign words. */
static void
add_place(struct text *text, const struct alert *alert)
{
	if (alert->function[0] != '\0') {
		text_add(text, "  by ");
		safe_line(text, alert->function, strlen(alert->function));
	}
	if (alert->line > 0) {
		text_add(text, alert->function[0] != '\0' ? ", " : "  at ");
		safe_line(text, alert->file, strlen(alert->file));
		text_addf(text, ":%u", alert->line);
	}
}

void
announce_reason(struct text *text, const struct alert *alert)
{
	char lasted[FORMAT_CAP], usual[FORMAT_CAP], spread[FORMAT_CAP], asked[FORMAT_CAP];

	if (alert->rule == ALERT_BY_RULE) {
		text_add(text, alert->about);
		return;
	}
	text_addf(text, "took %s", format_duration(lasted, alert->duration_ns));
	if (alert->rule == ALERT_LATE)
		text_addf(text, ", was to wait %s", format_duration(asked, alert->asked_ns));
	text_addf(text, ", usual %s%s +- %s (n %llu), z %.1f", alert->rule == ALERT_LATE ? "beyond it " : "",
		  format_duration(usual, (uint64_t)alert->usual_ns),
		  format_duration(spread, (uint64_t)alert->spread_ns), (unsigned long long)alert->samples, alert->z);
	if (alert->chance > 0)
		text_addf(text, ", 1 in %.2g", 1 / alert->chance);
}

void
announce_line(FILE *out, const struct alert *alert)
{
	char line[LINE];
	struct text text = text_in(line, sizeof line);

	text_addf(&text, "%-2s %s: ", alert_severity_mark(alert->severity), alert_severity_name(alert->severity));
	if (alert->call[0] != '\0')
		text_addf(&text, "%s ", alert->call);
	if (alert->rule == ALERT_BY_RULE)
		text_addf(&text, "%s%s", alert->title, alert->about[0] != '\0' ? ": " : "");
	announce_reason(&text, alert);
	add_place(&text, alert);
	if (alert->count > 1)
		text_addf(&text, "  x%llu", (unsigned long long)alert->count);
	fprintf(out, "%s\n", line);
}

/* Of what has no score none is worse than another. */
static double
distance_of(const struct alert *alert)
{
	return isnan(alert->z) ? 0 : fabs(alert->z);
}

static int
compare_kinds(const void *a, const void *b)
{
	const struct alert *left = *(const struct alert *const *)a, *right = *(const struct alert *const *)b;

	if (left->severity != right->severity)
		return left->severity > right->severity ? -1 : 1;
	if (distance_of(left) != distance_of(right))
		return distance_of(left) > distance_of(right) ? -1 : 1;
	return left->number < right->number ? -1 : 1;
}

static void
write_report(const struct announce *announce)
{
	const struct alerts *alerts = session_alerts(announce->session);
	size_t count = alerts_count(alerts);
	const struct alert **kinds = mem_new(count, sizeof(const struct alert *));

	for (size_t i = 0; i < count; i++)
		kinds[i] = alerts_get(alerts, i);
	qsort(kinds, count, sizeof *kinds, compare_kinds);
	fprintf(announce->out, "\nalerts: %llu high, %llu medium, %llu low; kinds: %zu\n",
		(unsigned long long)alerts_total(alerts, ALERT_HIGH),
		(unsigned long long)alerts_total(alerts, ALERT_MEDIUM),
		(unsigned long long)alerts_total(alerts, ALERT_LOW), count);
	for (size_t i = 0; i < count && i < TOP; i++)
		announce_line(announce->out, kinds[i]);
	if (count > TOP)
		fprintf(announce->out, "... and %zu more kinds\n", count - TOP);
	free(kinds);
}

/* --- both ----------------------------------------------------------------------------- */

static void
keep_top(struct announce *announce, const struct alert *alert)
{
	unsigned at = announce->top_count;

	while (at > 0 && fabs(announce->top[at - 1].z) < fabs(alert->z))
		at--;
	if (at == TOP)
		return;
	if (announce->top_count < TOP)
		announce->top_count++;
	memmove(&announce->top[at + 1], &announce->top[at], (announce->top_count - 1 - at) * sizeof *announce->top);
	announce->top[at] = *alert;
}

static void
tell(struct announce *announce, const struct alert *single)
{
	struct alert alert = *single;

	alert.count = 1;
	if (alert.rule == ALERT_RENACER) {
		announce->renacer = true;
		keep_top(announce, &alert);
		write_renacer_line(announce->out, &alert);
	} else {
		announce_line(announce->out, &alert);
	}
}

void
announce_feed(struct announce *announce, const struct event *event)
{
	size_t count;
	const struct alert *news = alerts_news(session_alerts(announce->session), &count);

	for (size_t i = 0; event->kind == EVENT_CALL && i < count; i++)
		tell(announce, &news[i]);
}

void
announce_end(struct announce *announce)
{
	const struct alerts *alerts = session_alerts(announce->session);
	uint64_t total = alerts_total(alerts, ALERT_LOW) + alerts_total(alerts, ALERT_MEDIUM) +
			 alerts_total(alerts, ALERT_HIGH);

	if (total == 0)
		return;
	if (announce->renacer)
		write_renacer_report(announce, total);
	else
		write_report(announce);
}
