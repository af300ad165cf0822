/* What becomes an alert, by the predecessor's rule, which scripts of its users know, and by our own. */
#include "check.h"

#include <math.h>
#include <stdint.h>

#include "model/alerting.h"
#include "model/baseline.h"
#include "syscall/call.h"
#include "trace/event.h"

static bool
about(double a, double b)
{
	return fabs(a - b) <= 1e-9 * fmax(1, fabs(b));
}

/* --- one baseline ------------------------------------------------------------ */

static void
nothing_is_scored_before_ten_samples(void)
{
	struct baseline baseline;

	baseline_init(&baseline, 100);
	for (unsigned i = 1; i <= 9; i++)
		CHECK(isnan(baseline_add(&baseline, 1000 * i).z));
	CHECK(!isnan(baseline_add(&baseline, 10000).z));
	baseline_done(&baseline);
}

static void
the_new_sample_counts_itself(void)
{
	struct baseline baseline;
	struct baseline_score score = { .z = 0 };

	baseline_init(&baseline, 100);
	for (unsigned i = 0; i < 9; i++)
		baseline_add(&baseline, 100);
	score = baseline_add(&baseline, 1100);
	/* One outlier among n - 1 equal values: the square root of n - 1, whatever its size. */
	CHECK(about(score.z, 3));
	CHECK(about(score.mean_ns, 200));
	CHECK(about(score.sd_ns, 300));
	CHECK_EQ(score.samples, 10);
	baseline_done(&baseline);
}

static void
equal_samples_score_zero(void)
{
	struct baseline baseline;

	baseline_init(&baseline, 100);
	for (unsigned i = 0; i < 9; i++)
		baseline_add(&baseline, 77);
	for (unsigned i = 0; i < 500; i++)
		CHECK(baseline_add(&baseline, 77).z == 0);
	baseline_done(&baseline);
}

/* The predecessor's sums of 32-bit floats lose all of this. */
static void
a_nanosecond_beside_a_second_is_seen(void)
{
	struct baseline baseline;
	struct baseline_score score = { .z = 0 };

	baseline_init(&baseline, 100);
	for (unsigned i = 0; i < 1000; i++)
		score = baseline_add(&baseline, i % 2 == 0 ? 1000000000 - 1 : 1000000000 + 1);
	CHECK(about(score.mean_ns, 1e9));
	CHECK(about(score.sd_ns, 1));
	CHECK(about(score.z, 1));
	baseline_done(&baseline);
}

/* Mean and deviation the slow way, over the last `window` of `samples`. */
static struct baseline_score
by_hand(const uint64_t *samples, unsigned count, unsigned window)
{
	unsigned first = count > window ? count - window : 0, n = count - first;
	long double mean = 0, square = 0, z;

	for (unsigned i = first; i < count; i++)
		mean += (long double)samples[i] / n;
	for (unsigned i = first; i < count; i++)
		square += (samples[i] - mean) * (samples[i] - mean) / n;
	z = square > 0 ? (samples[count - 1] - mean) / sqrtl(square) : 0;
	return (struct baseline_score){ .z = (double)z, .mean_ns = (double)mean, .sd_ns = (double)sqrtl(square) };
}

static void
running_sums_agree_with_the_slow_way(void)
{
	enum { COUNT = 3000, WINDOW = 37 };
	static uint64_t samples[COUNT];
	uint64_t state = 88172645463325252;
	struct baseline baseline;

	baseline_init(&baseline, WINDOW);
	for (unsigned i = 0; i < COUNT; i++) {
		struct baseline_score fast, slow;

		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		samples[i] = 1000 + (state >> (20 + (state & 31)));
		fast = baseline_add(&baseline, samples[i]);
		slow = by_hand(samples, i + 1, WINDOW);
		if (i + 1 < BASELINE_READY)
			continue;
		CHECK(fabs(fast.z - slow.z) < 1e-6);
		CHECK(fabs(fast.mean_ns - slow.mean_ns) <= 1e-9 * slow.mean_ns);
		CHECK(fabs(fast.sd_ns - slow.sd_ns) <= 1e-6 * slow.sd_ns + 1e-6);
	}
	baseline_done(&baseline);
}

static void
absurd_durations_do_not_overflow(void)
{
	struct baseline baseline;
	struct baseline_score score = { .z = 0 };

	baseline_init(&baseline, BASELINE_WINDOW_MAX);
	for (unsigned i = 0; i < 3 * BASELINE_WINDOW_MAX; i++)
		score = baseline_add(&baseline, i % 2 == 0 ? 0 : UINT64_MAX);
	CHECK(about(score.z, 1));
	CHECK(score.sd_ns > 0);
	baseline_done(&baseline);
}

/* --- alerts -------------------------------------------------------------------- */

struct story {
	struct alerts *alerts;
	uint64_t seq;
	uint64_t floor_ns;	/* of each call */
	uint64_t waited_ns;	/* of the next */
	float z;
};

static enum alert_severity
take(struct story *story, const char *call, const struct place *place, uint64_t duration_ns)
{
	const struct event_call event = {
		.head = { .time_ns = 1000 * (story->seq + 1) },
		.seq = story->seq + 1,
		.duration_ns = duration_ns,
		.floor_ns = story->floor_ns,
		.waited_ns = story->waited_ns,
		.call = { .abi = (uint8_t)abi_native(), .nr = (uint32_t)call_number(abi_native(), call), .state = CALL_DONE, .result = 1 },
	};
	const struct alert_sample sample = { .call = call, .event = &event, .pid = 1, .place = place };

	alerts_begin(story->alerts);
	story->z = alerts_add(story->alerts, &sample).z;
	story->seq++;
	return alerts_worst(story->alerts).severity;
}

static void
usual(struct story *story, const char *call, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		take(story, call, &place_unknown, i % 2 == 0 ? 900 : 1100);
}

/* After n - 1 equal samples one that differs scores the root of n - 1: severities can be aimed at. */
static void
severity_follows_the_score(void)
{
	static const struct {
		unsigned before;
		enum alert_severity severity;
	} cases[] = {
		{ 8, ALERT_NONE },	/* too few samples */
		{ 9, ALERT_NONE },	/* exactly 3: not more */
		{ 10, ALERT_LOW },
		{ 16, ALERT_LOW },	/* exactly 4 */
		{ 17, ALERT_MEDIUM },
		{ 25, ALERT_MEDIUM },	/* exactly 5 */
		{ 26, ALERT_HIGH },
		{ 99, ALERT_HIGH },
		{ 1000, ALERT_HIGH },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct story story = { .alerts = alerts_new(&(struct alerts_options){ .renacer = true }) };

		for (unsigned n = 0; n < cases[i].before; n++)
			take(&story, "read", &place_unknown, 1000);
		CHECK_EQ(take(&story, "read", &place_unknown, 5000), cases[i].severity);
		CHECK_EQ(alerts_count(story.alerts), cases[i].severity != ALERT_NONE);
		alerts_free(story.alerts);
	}
}

static void
a_call_that_is_too_fast_is_reported_too(void)
{
	struct story story = { .alerts = alerts_new(&(struct alerts_options){ .renacer = true }) };

	for (unsigned i = 0; i < 50; i++)
		take(&story, "read", &place_unknown, 1000000);
	CHECK_EQ(take(&story, "read", &place_unknown, 10), ALERT_HIGH);
	CHECK(story.z < -5);
	alerts_free(story.alerts);
}

static void
each_call_has_its_own_baseline(void)
{
	struct story story = { .alerts = alerts_new(&(struct alerts_options){ .renacer = true }) };

	usual(&story, "read", 50);
	CHECK_EQ(take(&story, "fsync", &place_unknown, 50000000), ALERT_NONE);
	CHECK(isnan(story.z));
	CHECK_EQ(take(&story, "read", &place_unknown, 50000000), ALERT_HIGH);
	alerts_free(story.alerts);
}

static void
alerts_of_one_line_are_one_and_keep_the_worst(void)
{
	struct place loader = place_unknown, next_line;
	struct story story = { .alerts = alerts_new(&(struct alerts_options){ .renacer = true }) };
	const struct alert *alert;
	uint64_t worst;

	loader.function = "load";
	loader.file = "/src/load.c";
	loader.line = 10;
	next_line = loader;
	next_line.line = 11;
	usual(&story, "read", 100);
	take(&story, "read", &loader, 10000);
	take(&story, "read", &loader, 900000);
	worst = story.seq;
	usual(&story, "read", 100);
	take(&story, "read", &loader, 9000);
	take(&story, "read", &next_line, 900000);

	CHECK_EQ(alerts_count(story.alerts), 2);
	alert = alerts_get(story.alerts, 0);
	CHECK_EQ(alert->number, 1);
	CHECK_STR(alert->call, "read");
	CHECK_STR(alert->function, "load");
	CHECK_STR(alert->file, "/src/load.c");
	CHECK_EQ(alert->line, 10);
	CHECK_EQ(alert->count, 3);
	CHECK_EQ(alert->first_seq, 101);
	CHECK_EQ(alert->last_seq, story.seq - 1);
	CHECK_EQ(alert->last_ns, 1000 * (story.seq - 1));
	CHECK_EQ(alert->worst_seq, worst);
	CHECK_EQ(alert->duration_ns, 900000);
	CHECK_EQ(alert->samples, 100);
	CHECK(about(alert->z, (900000 - alert->usual_ns) / alert->spread_ns));
	CHECK_EQ(alerts_get(story.alerts, 1)->line, 11);
	CHECK_EQ(alerts_total(story.alerts, ALERT_HIGH), 4);
	CHECK_EQ(alerts_total(story.alerts, ALERT_LOW), 0);
	alerts_free(story.alerts);
}

static void
threshold_and_window_can_be_chosen(void)
{
	struct story story = { .alerts = alerts_new(&(struct alerts_options){ .renacer = true, .threshold = 9.9, .window = 20 }) };

	/* In a window of 20 no score reaches 9.9. */
	usual(&story, "read", 100);
	CHECK_EQ(take(&story, "read", &place_unknown, 1000000000), ALERT_NONE);
	CHECK(fabs(story.z - sqrt(19)) < 0.01);
	alerts_free(story.alerts);

	story = (struct story){ .alerts = alerts_new(&(struct alerts_options){ .renacer = true, .threshold = 0.5 }) };
	usual(&story, "read", 50);
	CHECK_EQ(take(&story, "read", &place_unknown, 1100), ALERT_LOW);
	alerts_free(story.alerts);
}

/* --- by our own rule ------------------------------------------------------------ */

static void
an_alert_says_what_it_was_compared_with(void)
{
	struct story story = { .alerts = alerts_new(&(struct alerts_options){ .window = 0 }) };
	const struct alert *alert;

	CHECK(alerts_newest(story.alerts) == NULL);
	usual(&story, "read", 1000);
	CHECK_EQ(alerts_count(story.alerts), 0);
	CHECK_EQ(take(&story, "read", &place_unknown, 900000), ALERT_HIGH);
	alert = alerts_get(story.alerts, 0);
	CHECK_EQ(alert->rule, ALERT_SLOW);
	CHECK_STR(alert_rule_name(alert->rule), "slow");
	CHECK(alert->z > 5);
	CHECK(alert->chance > 0 && alert->chance < 2.9e-7);
	CHECK(alert->usual_ns > 850 && alert->usual_ns < 1150);
	CHECK(alert->spread_ns > 0 && alert->spread_ns < 250);
	CHECK(alert->scale > 0);
	CHECK_EQ(alert->samples, 1000);
	CHECK_EQ(alert->recent_count, ALERT_RECENT - 1);
	for (unsigned i = 0; i < alert->recent_count; i++)
		CHECK_EQ(alert->recent_ns[i], i % 2 == 0 ? 1100 : 900);
	alerts_free(story.alerts);
}

/* Durations are compared without what stops cost; those that are told are all as they are elsewhere, with it. */
static void
what_is_usual_is_told_as_durations_are(void)
{
	struct story story = { .alerts = alerts_new(&(struct alerts_options){ .window = 0 }), .floor_ns = 9000 };
	const struct alert *alert;

	for (unsigned i = 0; i < 1000; i++)
		take(&story, "read", &place_unknown, 9000 + (i % 2 == 0 ? 900 : 1100));
	CHECK_EQ(take(&story, "read", &place_unknown, 909000), ALERT_HIGH);
	alert = alerts_get(story.alerts, 0);
	CHECK_EQ(alert->duration_ns, 909000);
	CHECK(alert->usual_ns > 9850 && alert->usual_ns < 10150);
	CHECK(alert->spread_ns > 0 && alert->spread_ns < 250);
	for (unsigned i = 0; i < alert->recent_count; i++)
		CHECK_EQ(alert->recent_ns[i], i % 2 == 0 ? 10100 : 9900);
	alerts_free(story.alerts);
}

/* Waiting for a processor is no part of the score, and is told; what is left can be an alert all the same. */
static void
waiting_for_a_processor_is_no_time_of_a_call(void)
{
	struct story story = { .alerts = alerts_new(&(struct alerts_options){ .window = 0 }) };

	usual(&story, "read", 1000);
	story.waited_ns = 8 * 1000 * 1000;
	CHECK_EQ(take(&story, "read", &place_unknown, 8 * 1000 * 1000 + 1000), ALERT_NONE);
	CHECK(fabs(story.z) < 3);
	CHECK_EQ(take(&story, "read", &place_unknown, 8 * 1000 * 1000 + 900 * 1000), ALERT_HIGH);
	CHECK_EQ(alerts_get(story.alerts, 0)->duration_ns, 900000);
	CHECK_EQ(alerts_get(story.alerts, 0)->waited_ns, 8000000);
	story.waited_ns = 0;
	CHECK_EQ(take(&story, "read", &place_unknown, 9 * 1000 * 1000), ALERT_HIGH);
	CHECK_EQ(alerts_newest(story.alerts)->waited_ns, 0);
	alerts_free(story.alerts);
}

/* The predecessor knew of no such thing, and its alerts say what it scored. */
static void
the_predecessor_scores_waiting_as_well(void)
{
	struct story story = { .alerts = alerts_new(&(struct alerts_options){ .renacer = true }) };

	usual(&story, "read", 99);
	story.waited_ns = 7 * 1000 * 1000;
	CHECK_EQ(take(&story, "read", &place_unknown, 8 * 1000 * 1000), ALERT_HIGH);
	CHECK_EQ(alerts_get(story.alerts, 0)->duration_ns, 8 * 1000 * 1000);
	CHECK_EQ(alerts_get(story.alerts, 0)->waited_ns, 0);
	alerts_free(story.alerts);
}

static void
the_newest_alert_is_its_own(void)
{
	struct story story = { .alerts = alerts_new(&(struct alerts_options){ .window = 0 }) };
	const struct alert *newest;

	usual(&story, "read", 1000);
	take(&story, "read", &place_unknown, 9000000);
	take(&story, "read", &place_unknown, 6000);
	newest = alerts_newest(story.alerts);
	CHECK_EQ(newest->last_seq, story.seq);
	CHECK_EQ(newest->duration_ns, 6000);
	CHECK(newest->severity < ALERT_HIGH);
	CHECK_EQ(newest->count, 2);
	CHECK_EQ(alerts_get(story.alerts, 0)->severity, ALERT_HIGH);
	CHECK_EQ(alerts_get(story.alerts, 0)->duration_ns, 9000000);
	alerts_free(story.alerts);
}

static void
fast_calls_are_alerts_only_when_asked_for(void)
{
	for (unsigned both = 0; both <= 1; both++) {
		struct story story = { .alerts = alerts_new(&(struct alerts_options){ .both = both == 1 }) };

		for (unsigned i = 0; i < 1000; i++)
			take(&story, "read", &place_unknown, 1000000 + i % 7 * 1000);
		CHECK_EQ(take(&story, "read", &place_unknown, 1000), both == 1 ? ALERT_HIGH : ALERT_NONE);
		CHECK(story.z < -5);
		if (both == 1)
			CHECK_STR(alert_rule_name(alerts_get(story.alerts, 0)->rule), "fast");
		alerts_free(story.alerts);
	}
}

static void
the_threshold_is_the_least_score(void)
{
	struct story story = { .alerts = alerts_new(&(struct alerts_options){ .threshold = 20 }) };

	usual(&story, "read", 1000);
	CHECK_EQ(take(&story, "read", &place_unknown, 90000), ALERT_NONE);
	CHECK(story.z > 5);
	alerts_free(story.alerts);
	story = (struct story){ .alerts = alerts_new(&(struct alerts_options){ .threshold = 1 }) };
	usual(&story, "read", 1000);
	CHECK_EQ(take(&story, "read", &place_unknown, 1150), ALERT_LOW);
	CHECK(story.z < 3);
	alerts_free(story.alerts);
}

/* A window of few calls learns what is usual anew; the default one remembers. */
static void
the_window_is_what_the_usual_looks_back_on(void)
{
	static const struct {
		unsigned window;
		bool surprised;
	} cases[] = { { 100, true }, { 0, false } };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct story story = { .alerts = alerts_new(&(struct alerts_options){ .window = cases[i].window }) };

		for (unsigned n = 0; n < 2000; n++)
			take(&story, "read", &place_unknown, n % 2 == 0 ? 1000 : 60000);
		usual(&story, "read", 3000);
		CHECK_EQ(take(&story, "read", &place_unknown, 60000) != ALERT_NONE, cases[i].surprised);
		alerts_free(story.alerts);
	}
}

static void
severities_have_names_and_marks(void)
{
	CHECK_STR(alert_severity_name(ALERT_NONE), "");
	CHECK_STR(alert_severity_name(ALERT_LOW), "low");
	CHECK_STR(alert_severity_name(ALERT_MEDIUM), "medium");
	CHECK_STR(alert_severity_name(ALERT_HIGH), "high");
	CHECK_STR(alert_severity_mark(ALERT_NONE), "");
	CHECK_STR(alert_severity_mark(ALERT_MEDIUM), "!");
	CHECK_STR(alert_severity_mark(ALERT_HIGH), "!!");
}

int
main(void)
{
	nothing_is_scored_before_ten_samples();
	the_new_sample_counts_itself();
	equal_samples_score_zero();
	a_nanosecond_beside_a_second_is_seen();
	running_sums_agree_with_the_slow_way();
	absurd_durations_do_not_overflow();
	severity_follows_the_score();
	a_call_that_is_too_fast_is_reported_too();
	each_call_has_its_own_baseline();
	alerts_of_one_line_are_one_and_keep_the_worst();
	threshold_and_window_can_be_chosen();
	an_alert_says_what_it_was_compared_with();
	what_is_usual_is_told_as_durations_are();
	waiting_for_a_processor_is_no_time_of_a_call();
	the_predecessor_scores_waiting_as_well();
	the_newest_alert_is_its_own();
	fast_calls_are_alerts_only_when_asked_for();
	the_threshold_is_the_least_score();
	the_window_is_what_the_usual_looks_back_on();
	severities_have_names_and_marks();
	return check_result();
}
