#include "model/alerts.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/table.h"
#include "model/alerting.h"
#include "model/baseline.h"

enum { WINDOW_DEFAULT = 100 };
static const double THRESHOLD_DEFAULT = 3, MEDIUM = 4, HIGH = 5;

struct alerts {
	double threshold;
	unsigned window;
	struct names calls;		/* name of a call → position in baselines + 1 */
	struct baseline *baselines;
	size_t baseline_cap;
	struct names kinds;		/* "call function file:line" → position in list + 1 */
	struct names texts;		/* what alerts point to */
	struct alert *list;
	size_t count, cap;
	uint64_t totals[ALERT_HIGH + 1];
};

struct alerts *
alerts_new(const struct alerts_options *options)
{
	struct alerts *alerts = mem_new(1, sizeof *alerts);

	alerts->threshold = options->threshold > 0 ? options->threshold : THRESHOLD_DEFAULT;
	alerts->window = options->window >= 2 ? options->window : WINDOW_DEFAULT;
	if (alerts->window > BASELINE_WINDOW_MAX)
		alerts->window = BASELINE_WINDOW_MAX;
	return alerts;
}

void
alerts_free(struct alerts *alerts)
{
	if (alerts == NULL)
		return;
	for (size_t i = 0; i < alerts->calls.count; i++)
		baseline_done(&alerts->baselines[i]);
	free(alerts->baselines);
	free(alerts->list);
	names_done(&alerts->calls);
	names_done(&alerts->kinds);
	names_done(&alerts->texts);
	free(alerts);
}

static struct baseline *
baseline_of(struct alerts *alerts, const char *call)
{
	size_t known = alerts->calls.count, number = names_add(&alerts->calls, call) - 1;

	if (number == known) {
		alerts->baselines = mem_grow(alerts->baselines, &alerts->baseline_cap, number + 1,
					     sizeof *alerts->baselines);
		baseline_init(&alerts->baselines[number], alerts->window);
	}
	return &alerts->baselines[number];
}

static enum alert_severity
severity_of(const struct alerts *alerts, double z)
{
	if (isnan(z) || !(fabs(z) > alerts->threshold))
		return ALERT_NONE;
	return fabs(z) > HIGH ? ALERT_HIGH : fabs(z) > MEDIUM ? ALERT_MEDIUM : ALERT_LOW;
}

static const char *
keep(struct alerts *alerts, const char *text)
{
	return names_text(&alerts->texts, names_add(&alerts->texts, text));
}

static struct alert *
alert_of(struct alerts *alerts, const struct alert_sample *sample)
{
	const struct place *place = sample->place;
	char *kind = mem_format("%s %s %s:%u", sample->call, place->function, place->file, place->line);
	size_t number = names_add(&alerts->kinds, kind) - 1;

	free(kind);
	if (number == alerts->count) {
		alerts->list = mem_grow(alerts->list, &alerts->cap, number + 1, sizeof *alerts->list);
		alerts->list[alerts->count++] = (struct alert){
			.number = number + 1,
			.call = keep(alerts, sample->call),
			.function = keep(alerts, place->function),
			.file = keep(alerts, place->file),
			.line = place->line,
			.first_seq = sample->seq,
		};
	}
	return &alerts->list[number];
}

static void
raise_alert(struct alerts *alerts, const struct alert_sample *sample, const struct baseline_score *score,
	    enum alert_severity severity)
{
	struct alert *alert = alert_of(alerts, sample);

	alerts->totals[severity]++;
	alert->count++;
	alert->last_seq = sample->seq;
	alert->last_ns = sample->time_ns;
	if (severity > alert->severity)
		alert->severity = severity;
	if (alert->count > 1 && fabs(score->z) <= fabs(alert->z))
		return;
	alert->worst_seq = sample->seq;
	alert->z = score->z;
	alert->duration_ns = sample->duration_ns;
	alert->mean_ns = score->mean_ns;
	alert->sd_ns = score->sd_ns;
	alert->samples = score->samples;
}

enum alert_severity
alerts_add(struct alerts *alerts, const struct alert_sample *sample, float *ret_z)
{
	struct baseline_score score = baseline_add(baseline_of(alerts, sample->call), sample->duration_ns);
	enum alert_severity severity = severity_of(alerts, score.z);

	*ret_z = (float)score.z;
	if (severity != ALERT_NONE)
		raise_alert(alerts, sample, &score, severity);
	return severity;
}

size_t
alerts_count(const struct alerts *alerts)
{
	return alerts->count;
}

const struct alert *
alerts_get(const struct alerts *alerts, size_t index)
{
	return &alerts->list[index];
}

uint64_t
alerts_total(const struct alerts *alerts, enum alert_severity severity)
{
	return (unsigned)severity <= ALERT_HIGH ? alerts->totals[severity] : 0;
}

static const struct {
	const char *name, *mark;
} severities[] = {
	[ALERT_NONE] = { "", "" },
	[ALERT_LOW] = { "low", "!" },
	[ALERT_MEDIUM] = { "medium", "!" },
	[ALERT_HIGH] = { "high", "!!" },
};

const char *
alert_severity_name(enum alert_severity severity)
{
	return severities[(unsigned)severity <= ALERT_HIGH ? severity : ALERT_NONE].name;
}

const char *
alert_severity_mark(enum alert_severity severity)
{
	return severities[(unsigned)severity <= ALERT_HIGH ? severity : ALERT_NONE].mark;
}
