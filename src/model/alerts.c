#include "model/alerts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/table.h"
#include "base/text.h"
#include "model/alerting.h"
#include "model/baseline.h"
#include "model/detector.h"
#include "model/tail.h"
#include "model/traits.h"
#include "model/waits.h"
#include "trace/event.h"

enum {
	WINDOW_DEFAULT = 100,	/* of the predecessor's rule */
	NEWS = 16,		/* of one record; more are counted, not told one by one */
};
static const double THRESHOLD_DEFAULT = 3, MEDIUM = 4, HIGH = 5;

struct alerts {
	double threshold;
	bool both;
	struct detector *detector;	/* NULL: the predecessor's rule */
	struct waits waits;
	unsigned window;		/* of the predecessor's rule, as are the next three */
	struct names *calls;		/* name of a call → position in baselines + 1 */
	struct baseline *baselines;
	size_t baseline_count, baseline_cap;
	struct names *kinds;		/* "call function file:line" → position in list + 1 */
	struct names *texts;		/* what alerts point to; as the other names, forks have them together */
	struct alert *list;
	size_t count, cap;
	struct alert news[NEWS];
	size_t news_count;
	struct alert_worst worst;	/* of the newest record */
	bool any;			/* news[0] is the newest that there was, news_count or not */
	uint64_t totals[ALERT_HIGH + 1];
};

/* What a rule makes of a call. */
struct score {
	enum alert_rule rule;
	double z, chance, usual_ns, spread_ns, scale;
	uint64_t samples, asked_ns, waited_ns;
	enum detector_level level; /* of calls like it, */
	unsigned traits;	/* … and what they have in common */
	uint64_t stops_ns;	/* in the call's duration, and not in its tail's */
	const struct tail *tail;	/* calls like it; NULL: the rule keeps none */
};

struct alerts *
alerts_new(const struct alerts_options *options)
{
	struct alerts *alerts = mem_new(1, sizeof *alerts);

	alerts->threshold = options->threshold > 0 ? options->threshold : THRESHOLD_DEFAULT;
	alerts->both = options->both || options->renacer;
	alerts->detector = options->renacer ? NULL : detector_new(options->window);
	alerts->calls = names_new();
	alerts->kinds = names_new();
	alerts->texts = names_new();
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
	for (size_t i = 0; i < alerts->baseline_count; i++)
		baseline_done(&alerts->baselines[i]);
	detector_free(alerts->detector);
	waits_done(&alerts->waits);
	free(alerts->baselines);
	free(alerts->list);
	names_drop(alerts->calls);
	names_drop(alerts->kinds);
	names_drop(alerts->texts);
	free(alerts);
}

struct alerts *
alerts_fork(const struct alerts *alerts, size_t *bytes)
{
	struct alerts *fork = mem_copy(alerts, sizeof *alerts);

	fork->detector = alerts->detector != NULL ? detector_fork(alerts->detector, bytes) : NULL;
	fork->waits.terminals = table_copy(&alerts->waits.terminals);
	names_hold(fork->calls);
	names_hold(fork->kinds);
	names_hold(fork->texts);
	fork->baselines = mem_copy(alerts->baselines, alerts->baseline_cap * sizeof *alerts->baselines);
	for (size_t i = 0; i < alerts->baseline_count; i++)
		fork->baselines[i].samples = mem_copy(alerts->baselines[i].samples,
						      alerts->window * sizeof *alerts->baselines[i].samples);
	fork->list = mem_copy(alerts->list, alerts->cap * sizeof *alerts->list);
	*bytes += sizeof *alerts + alerts->cap * sizeof *alerts->list;
	return fork;
}

static struct baseline *
baseline_of(struct alerts *alerts, const char *call)
{
	size_t number = names_add(alerts->calls, call) - 1;

	if (number == alerts->baseline_count) {
		alerts->baselines = mem_grow(alerts->baselines, &alerts->baseline_cap, number + 1,
					     sizeof *alerts->baselines);
		baseline_init(&alerts->baselines[number], alerts->window);
		alerts->baseline_count++;
	}
	return &alerts->baselines[number];
}

static struct score
score_renacer(struct alerts *alerts, const struct alert_sample *sample)
{
	struct baseline_score score = baseline_add(baseline_of(alerts, sample->call), sample->event->duration_ns);

	return (struct score){
		.rule = ALERT_RENACER, .z = score.z, .usual_ns = score.mean_ns, .spread_ns = score.sd_ns,
		.samples = score.samples,
	};
}

static struct score
score_sample(struct alerts *alerts, const struct alert_sample *sample, const struct wait *wait)
{
	bool late = wait->kind == WAIT_LATE, preempted = sample->event->head.flags & CALL_PREEMPTED;
	const struct detector_sample given = {
		.name = sample->call, .function = sample->place->function, .call = &sample->event->call, .pid = sample->pid,
		.duration_ns = late ? wait->late_ns : event_net_ns(sample->event), .late = late,
		.apart = wait->kind == WAIT_OPEN || preempted,
	};
	uint64_t stops_ns = late ? 0 : sample->event->floor_ns;
	struct detector_score score;

	if (alerts->detector == NULL)
		return score_renacer(alerts, sample);
	score = detector_take(alerts->detector, &given);
	return (struct score){
		.rule = late ? ALERT_LATE : score.z < 0 ? ALERT_FAST : ALERT_SLOW, .z = score.z, .chance = score.chance,
		.usual_ns = score.median_ns + (double)stops_ns, .spread_ns = score.mad_ns, .scale = score.scale,
		.samples = score.samples, .level = score.level, .traits = score.traits,
		.asked_ns = late ? wait->asked_ns : 0, .waited_ns = sample->event->waited_ns, .stops_ns = stops_ns,
		.tail = score.tail,
	};
}

/* The predecessor reports what is beyond the threshold; a score of ours says a chance, and that chance is enough. */
static enum alert_severity
severity_of(const struct alerts *alerts, const struct score *score)
{
	double z = alerts->both ? fabs(score->z) : score->z;

	if (isnan(z) || z < alerts->threshold)
		return ALERT_NONE;
	if (score->rule == ALERT_RENACER)
		return z > HIGH ? ALERT_HIGH : z > MEDIUM ? ALERT_MEDIUM : z > alerts->threshold ? ALERT_LOW : ALERT_NONE;
	return z >= HIGH ? ALERT_HIGH : z >= MEDIUM ? ALERT_MEDIUM : ALERT_LOW;
}

static const char *
keep(struct alerts *alerts, const char *text)
{
	return names_text(alerts->texts, names_add(alerts->texts, text));
}

/* What kind it is of: where nobody is known to ask, the call tells. */
static struct alert *
alert_of(struct alerts *alerts, const struct alert_finding *finding)
{
	const struct place *place = finding->place;
	bool unknown = place->function[0] == '\0' && place->line == 0;
	char *kind = mem_format("%s %s %s %s:%u", finding->rule, unknown ? finding->call : "", place->function,
				place->file, place->line);
	size_t number = names_add(alerts->kinds, kind) - 1;

	free(kind);
	if (number == alerts->count) {
		alerts->list = mem_grow(alerts->list, &alerts->cap, number + 1, sizeof *alerts->list);
		alerts->list[alerts->count++] = (struct alert){
			.number = number + 1,
			.title = keep(alerts, finding->rule),
			.call = keep(alerts, finding->call),
			.function = keep(alerts, place->function),
			.file = keep(alerts, place->file),
			.line = place->line,
			.first_seq = finding->seq,
			.first_ns = finding->time_ns,
			.z = NAN,
		};
	}
	return &alerts->list[number];
}

/* The durations before the newest, which is the alert's own: with stops, as that one has them. */
static void
copy_recent(struct alert *alert, const struct score *score)
{
	const struct tail *tail = score->tail;
	uint64_t before = tail != NULL ? tail->seen - 1 : 0;

	alert->recent_count = 0;
	for (uint64_t i = before > ALERT_RECENT - 1 ? before - (ALERT_RECENT - 1) : 0; i < before; i++)
		alert->recent_ns[alert->recent_count++] = tail->recent[i % TAIL_RECENT] + score->stops_ns;
}

/* Which calls it was compared with. */
static const char *
like(struct alerts *alerts, const struct alert *alert, const struct score *score)
{
	char room[512];
	struct text text = text_in(room, sizeof room);

	text_addf(&text, "%s", alert->call);
	if (score->level == LEVEL_FUNCTION && alert->function[0] != '\0')
		text_addf(&text, " by %.300s", alert->function);
	if (score->level > LEVEL_CALL)
		traits_add_text(&text, score->traits);
	else
		text_add(&text, " of all kinds");
	return keep(alerts, text.bytes);
}

/* Of a finding with a score, or of one without: NULL. */
static void
explain(struct alerts *alerts, struct alert *alert, const struct alert_finding *finding, const struct score *score)
{
	alert->worst_seq = finding->seq;
	alert->call = keep(alerts, finding->call);
	alert->duration_ns = finding->duration_ns;
	snprintf(alert->about, sizeof alert->about, "%s", finding->about);
	alert->rule = ALERT_BY_RULE;
	alert->z = NAN;
	alert->like = "";
	alert->waited_ns = 0;
	if (score == NULL)
		return;
	alert->like = like(alerts, alert, score);
	alert->window = score->tail != NULL ? tail_memory(score->tail) : alerts->window;
	alert->rule = score->rule;
	alert->z = score->z;
	alert->chance = score->chance;
	alert->usual_ns = score->usual_ns;
	alert->spread_ns = score->spread_ns;
	alert->scale = score->scale;
	alert->samples = score->samples;
	alert->asked_ns = score->asked_ns;
	alert->waited_ns = score->waited_ns;
	copy_recent(alert, score);
}

/* A score that is farther out, else what is more severe, or longer. */
static bool
is_worse(const struct alert *alert, const struct alert_finding *finding, const struct score *score)
{
	if (alert->count == 1)
		return true;
	if (score != NULL)
		return fabs(score->z) > fabs(alert->z);
	return finding->severity > alert->severity ||
	       (finding->severity == alert->severity && finding->duration_ns > alert->duration_ns);
}

static void
put_news(struct alerts *alerts, const struct alert *alert, const struct alert_finding *finding,
	 const struct score *score)
{
	struct alert *news = &alerts->news[alerts->news_count];

	alerts->any = true;
	if (alerts->news_count == NEWS)
		return;
	alerts->news_count++;
	*news = *alert;
	news->severity = finding->severity;
	explain(alerts, news, finding, score);
}

static void
count_alert(struct alerts *alerts, const struct alert_finding *finding, const struct score *score)
{
	struct alert *alert = alert_of(alerts, finding);

	alerts->totals[finding->severity]++;
	alert->count++;
	alert->last_seq = finding->seq;
	alert->last_ns = finding->time_ns;
	if (is_worse(alert, finding, score))
		explain(alerts, alert, finding, score);
	if (finding->severity > alert->severity)
		alert->severity = finding->severity;
	if (finding->severity > alerts->worst.severity)
		alerts->worst = (struct alert_worst){ finding->severity, alert->number };
	put_news(alerts, alert, finding, score);
}

void
alerts_raise(struct alerts *alerts, const struct alert_finding *finding)
{
	count_alert(alerts, finding, NULL);
}

static void
raise_alert(struct alerts *alerts, const struct alert_sample *sample, const struct score *score,
	    enum alert_severity severity)
{
	/* The predecessor's rule scored it as it was traced. */
	const struct alert_finding finding = {
		.rule = alert_rule_name(score->rule), .call = sample->call, .place = sample->place, .severity = severity,
		.seq = sample->event->seq, .time_ns = sample->event->head.time_ns,
		.duration_ns = sample->event->duration_ns - score->waited_ns, .about = "",
	};

	count_alert(alerts, &finding, score);
}

void
alerts_begin(struct alerts *alerts)
{
	alerts->news_count = 0;
	alerts->worst = (struct alert_worst){ ALERT_NONE, 0 };
}

struct alert_worst
alerts_worst(const struct alerts *alerts)
{
	return alerts->worst;
}

struct alert_outlook
alerts_outlook(const struct alerts *alerts, const char *call, uint64_t age_ns)
{
	struct detector_score score = { .z = NAN };

	if (alerts->detector != NULL)
		score = detector_look(alerts->detector, call, age_ns);
	return (struct alert_outlook){ score.z, score.median_ns };
}

struct alert_mark
alerts_add(struct alerts *alerts, const struct alert_sample *sample)
{
	struct wait wait = waits_take(&alerts->waits, sample->pid, sample->event);
	struct score score = score_sample(alerts, sample, &wait);
	enum alert_severity severity = severity_of(alerts, &score);

	if (severity != ALERT_NONE)
		raise_alert(alerts, sample, &score, severity);
	return (struct alert_mark){ .z = (float)score.z, .waits = wait.kind != WAIT_NONE };
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

const struct alert *
alerts_newest(const struct alerts *alerts)
{
	return alerts->any ? &alerts->news[alerts->news_count > 0 ? alerts->news_count - 1 : 0] : NULL;
}

const struct alert *
alerts_news(const struct alerts *alerts, size_t *ret_count)
{
	*ret_count = alerts->news_count;
	return alerts->news;
}

uint64_t
alerts_total(const struct alerts *alerts, enum alert_severity severity)
{
	return (unsigned)severity <= ALERT_HIGH ? alerts->totals[severity] : 0;
}
