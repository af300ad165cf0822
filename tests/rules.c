/*
 * Rules of alerts: each test fires at its limit and not before, once a window;
 * wrong rules say what is wrong with them and where.
 */
#include "model/rule.h"

#include <errno.h>

#include "check.h"
#include "config/config.h"
#include "export/onalert.h"
#include "model/mutes.h"
#include "model/session.h"
#include "records.h"

enum { US = 1000, MS = 1000 * 1000 };

static struct rules_list list;
static struct records story;
static uint32_t task;

/* A session with these rules only; the second may be NULL. */
static void
begin_both(const char *first, const char *second)
{
	struct why why = { "" };
	struct session_options options = { .alerts = { .rules = &list } };

	rules_list_begin(&list);
	CHECK_EQ(rules_list_add(&list, "none", &why), 0);
	if (!CHECK(rules_list_add(&list, first, &why) == 0 && (second == NULL || rules_list_add(&list, second, &why) == 0)))
		printf("\t%s\n", why.text);
	story = (struct records){ .session = session_new(&options) };
	records_start(&story, "tally");
	task = records_task(&story, 0, "tally");
}

static void
begin(const char *rule)
{
	begin_both(rule, NULL);
}

static void
end(void)
{
	session_free(story.session);
	rules_list_done(&list);
}

/* Calls of `count` a second, for so many seconds, every `failing`-th failing; 0: none. */
static void
calls(const char *name, unsigned seconds, unsigned count, unsigned failing)
{
	for (unsigned i = 0; i < seconds * count; i++) {
		records_wait(&story, 1000 * MS / count - 5 * US);
		records_call(&story, task, name, failing > 0 && i % failing == 0 ? -2 : 3, 5 * US,
			     strcmp(name, "fstat") == 0 ? NULL : "/srv/file");
	}
}

/* One that is inside for so long; told for the first time (seq 0) or again. */
static uint64_t
still_open(const char *name, uint64_t seq, uint64_t age_ns)
{
	const struct record_call call = {
		.task = task, .name = name, .duration_ns = age_ns, .state = CALL_OPEN, .seq = seq,
	};

	return records_add_call(&story, &call);
}

/* How often rules fired, slow calls and the like left out. */
static uint64_t
fired(const char *rule)
{
	const struct alerts *alerts = session_alerts(story.session);
	uint64_t count = 0;

	for (size_t i = 0; i < alerts_count(alerts); i++)
		if (strcmp(alerts_get(alerts, i)->title, rule) == 0)
			count += alerts_get(alerts, i)->count;
	return count;
}

static const struct alert *
first_of(const char *rule)
{
	const struct alerts *alerts = session_alerts(story.session);

	for (size_t i = 0; i < alerts_count(alerts); i++)
		if (strcmp(alerts_get(alerts, i)->title, rule) == 0)
			return alerts_get(alerts, i);
	return NULL;
}

static void
a_filter_is_a_rule(void)
{
	begin("err=ENOENT");
	calls("openat", 1, 100, 0);
	CHECK_EQ(fired("err=ENOENT"), 0);
	calls("openat", 1, 100, 10);
	CHECK_EQ(fired("err=ENOENT"), 10);
	CHECK_EQ(first_of("err=ENOENT")->rule, ALERT_BY_RULE);
	CHECK_STR(first_of("err=ENOENT")->call, "openat");
	end();
}

static void
so_many_within_a_time(void)
{
	begin("{name: many, when: err, count: 20, within: 1s, severity: low, high: 50}");
	calls("openat", 10, 100, 10);
	CHECK_EQ(fired("many"), 0);
	calls("openat", 4, 100, 3);
	CHECK(fired("many") >= 3 && fired("many") <= 5);	/* once a window */
	CHECK_EQ(first_of("many")->severity, ALERT_LOW);
	end();
}

static void
a_share_counts_when_it_was_less_before(void)
{
	begin("{name: errors, when: err, share: 5 %, high: 10 %, least: 50}");
	calls("openat", 10, 200, 5);	/* a fifth fails all the time: so it is */
	CHECK_EQ(fired("errors"), 0);
	end();
	begin("{name: errors, when: err, share: 5 %, high: 10 %, least: 50}");
	calls("openat", 10, 200, 100);
	CHECK_EQ(fired("errors"), 0);
	calls("openat", 1, 200, 15);
	CHECK_EQ(fired("errors"), 1);
	CHECK_EQ(first_of("errors")->severity, ALERT_MEDIUM);
	calls("openat", 1, 200, 2);
	CHECK_EQ(first_of("errors")->severity, ALERT_HIGH);
	CHECK(strstr(first_of("errors")->about, "%") != NULL);
	end();
}

static void
a_rate_rises_and_falls(void)
{
	begin("{name: rise, rise: 5, least: 100, by: all}");
	calls("fstat", 12, 50, 0);
	CHECK_EQ(fired("rise"), 0);
	calls("fstat", 1, 1000, 0);
	CHECK_EQ(fired("rise"), 1);
	CHECK_STR(first_of("rise")->call, "");
	end();
	begin("{name: fall, fall: 5, least: 100, by: all}");
	calls("fstat", 12, 500, 0);
	CHECK_EQ(fired("fall"), 0);
	calls("fstat", 2, 20, 0);
	CHECK(fired("fall") >= 1);
	end();
}

static void
the_first_after_many_is_told(void)
{
	begin("{name: first, first: 1000, by: call}");
	calls("fstat", 1, 900, 0);
	calls("chdir", 1, 1, 0);	/* early on everything is new */
	calls("fstat", 1, 900, 0);
	CHECK_EQ(fired("first"), 0);
	calls("openat", 1, 20, 0);
	calls("chdir", 1, 20, 0);
	CHECK_EQ(fired("first"), 1);
	CHECK_STR(first_of("first")->call, "openat");
	end();
}

static void
growth_is_told_at_each_doubling(void)
{
	begin("{name: fds, descriptors: 100}");
	for (int fd = 3; fd < 500; fd++)
		records_call(&story, task, "openat", fd, 5 * US, "/srv/file");
	CHECK_EQ(fired("fds"), 3);	/* at 100, 200 and 400 */
	end();
	begin("{name: tasks, threads: 10}");
	for (unsigned i = 0; i < 45; i++) {
		task = records_task(&story, 1, "worker");
		records_call(&story, task, "fstat", 0, 5 * US, NULL);
	}
	CHECK_EQ(fired("tasks"), 3);	/* 10, 20, 40 */
	end();
}

static void
one_that_does_not_return_is_told_before_it_does(void)
{
	uint64_t seq;

	begin("{name: stuck, stuck: 50ms, high: 5s}");
	calls("fstat", 1, 500, 0);
	seq = still_open("fstat", 0, 20 * MS);
	CHECK_EQ(fired("stuck"), 0);
	still_open("fstat", seq, 100 * MS);
	CHECK_EQ(fired("stuck"), 1);
	CHECK_EQ(first_of("stuck")->last_seq, seq);
	still_open("fstat", seq, 200 * MS);
	CHECK_EQ(fired("stuck"), 1);
	end();
	begin("{name: stuck, stuck: 50ms}");
	seq = still_open("wait4", 0, 60 * MS);	/* without a limit: it may wait */
	still_open("wait4", seq, 9000ull * MS);
	CHECK_EQ(fired("stuck"), 0);
	end();
}

/* What is usual is said as durations are shown, with what the stops cost in it. */
static void
what_is_usual_has_the_stops_in_it(void)
{
	struct record_call call = { .name = "fstat", .duration_ns = 9 * US, .floor_ns = 6 * US };

	begin("{name: stuck, stuck: 50ms, high: 5s}");
	call.task = task;
	for (unsigned i = 0; i < 500; i++)
		records_add_call(&story, &call);
	call.state = CALL_OPEN;
	call.duration_ns = 100 * MS;
	records_add_call(&story, &call);
	CHECK_EQ(fired("stuck"), 1);
	CHECK(strstr(first_of("stuck")->about, "after 100ms, usual 9.") != NULL);
	end();
}

static struct call_row
row_of(uint64_t seq)
{
	struct call_row row = { .lost = true };

	CHECK(session_row(story.session, seq, &row));
	return row;
}

static uint64_t
with_alerts(const char *name)
{
	const struct profile_row *row = profile_named(session_profile(story.session, PROFILE_CALL), name);

	return row != NULL ? row->alerts : 0;
}

static void
the_call_is_marked(void)
{
	struct record_call back = { .name = "fstat", .duration_ns = 2200ull * MS };
	const struct session_second *seconds;
	size_t count;
	uint64_t seq;

	begin("err=ENOENT");
	calls("openat", 1, 10, 10);	/* the first of them */
	CHECK_EQ(row_of(1).severity, ALERT_MEDIUM);
	CHECK_EQ(row_of(1).alert, 1);
	CHECK_EQ(row_of(2).severity, ALERT_NONE);
	CHECK_EQ(row_of(2).alert, 0);
	CHECK_EQ(with_alerts("openat"), 1);
	seconds = session_seconds(story.session, &count);
	CHECK_EQ(seconds[0].alerts, 1);
	end();
	begin("{name: stuck, stuck: 50ms}");
	seq = still_open("fstat", 0, 20 * MS);
	CHECK_EQ(row_of(seq).severity, ALERT_NONE);
	still_open("fstat", seq, 2000ull * MS);
	CHECK_EQ(row_of(seq).severity, ALERT_MEDIUM);
	still_open("fstat", seq, 2100ull * MS);	/* is told once, and stays marked */
	CHECK_EQ(row_of(seq).severity, ALERT_MEDIUM);
	CHECK_EQ(with_alerts("fstat"), 0);
	back.task = task;
	back.seq = seq;
	records_add_call(&story, &back);
	CHECK_EQ(row_of(seq).severity, ALERT_MEDIUM);
	CHECK_STR(alerts_get(session_alerts(story.session), row_of(seq).alert - 1u)->title, "stuck");
	CHECK_EQ(with_alerts("fstat"), 1);
	end();
}

/* Neither sees what the other marks, whichever comes first. */
static void
rules_do_not_see_each_other(void)
{
	static const char *const texts[] = { "{name: failed, when: err, severity: high}", "{name: any, when: alert, severity: low}" };

	for (unsigned first = 0; first < 2; first++) {
		begin_both(texts[first], texts[!first]);
		calls("openat", 1, 10, 5);
		CHECK_EQ(fired("failed"), 2);
		CHECK_EQ(fired("any"), 0);
		CHECK_EQ(row_of(1).severity, ALERT_HIGH);
		end();
	}
}

static void
nothing_is_done_at_what_is_muted(void)
{
	struct onalert *onalert = onalert_new(&(struct onalert_options){ .what = "hold" });
	struct mutes mutes = { .list = NULL };

	begin("err=ENOENT");
	calls("openat", 1, 1, 1);
	CHECK_EQ(mutes_turn(&mutes, first_of("err=ENOENT")), MUTE_KIND);
	CHECK_EQ(mutes_count(&mutes, session_alerts(story.session)), 1);
	CHECK(!onalert_feed(onalert, story.session, &mutes));
	CHECK(onalert_feed(onalert, story.session, NULL));
	mutes_done(&mutes);
	onalert_free(onalert);
	end();
}

static void
what_is_new_fires_and_is_resolved(void)
{
	const struct alert alert = { .first_ns = 1000ull * MS, .last_ns = 5000ull * MS };

	CHECK_EQ(alert_state(&alert, 1001ull * MS, false), ALERT_NEW);
	CHECK_EQ(alert_state(&alert, 6000ull * MS, false), ALERT_FIRING);
	CHECK_EQ(alert_state(&alert, 16000ull * MS, false), ALERT_RESOLVED);
	CHECK_EQ(alert_state(&alert, 16000ull * MS, true), ALERT_FIRING);
	CHECK_EQ(alert_state(&alert, 1001ull * MS, true), ALERT_NEW);
	CHECK_STR(alert_state_name(ALERT_RESOLVED), "resolved");
}

static const struct {
	const char *rule, *sentence;
} wrong[] = {
	{ "", "--alert: a filter, a rule {name: …, when: …}, or none is expected" },
	{ "fn=read latt > 1ms", "--alert:1:9: unknown field \"latt\" (lat?)" },
	{ "{name: x, when: \"latt > 1ms\"}", "--alert:1:18: unknown field \"latt\" (lat?)" },
	{ "{name: x, wen: err}", "--alert:1:11: a rule has no \"wen\"" },
	{ "{when: err}", "a rule wants a name" },
	{ "{name: x}", "the rule x wants a condition, \"when\", or a limit" },
	{ "{name: x, count: some}", "--alert:1:18: \"some\" is not a number of calls" },
	{ "{name: x, stuck: 5}", "--alert:1:18: \"5\" is not a time such as 100ms" },
	{ "{name: x, count: 5, rise: 5}", "--alert:1:21: a rule has one test, and this one has another before rise" },
	{ "{name: x, when: err, severity: bad}", "\"bad\" is not low, medium or high" },
	{ "{name: x, when: err, high: 5}", "\"high\" is a second limit, and the rule has no first" },
	{ "{name: x, count: 5, high: 4}", "\"4\" is not a second limit beyond the first" },
	{ "{name: [x]}", "a text is expected" },
};

static void
wrong_rules_say_what_is_wrong(void)
{
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct why why = { "" };

		rules_list_begin(&list);
		CHECK_EQ(rules_list_add(&list, wrong[i].rule, &why), -EINVAL);
		if (!CHECK(strstr(why.text, wrong[i].sentence) != NULL))
			printf("\t%s: %s\n", wrong[i].rule, why.text);
		rules_list_done(&list);
	}
}

static void
a_configuration_adds_replaces_and_takes_away(void)
{
	static const char text[] = "alerts:\n  - { name: first-seen, off: yes }\n  - { name: stuck, stuck: 1s }\n"
				   "  - { name: mine, when: \"err=EIO\", severity: high }\n";
	struct why why = { "" };
	struct config config;
	size_t before;

	rules_list_begin(&list);
	before = list.count;
	CHECK_EQ(config_read("c.yaml", text, sizeof text - 1, &config, &why), 0);
	for (size_t i = 0; i < config.alert_count; i++)
		CHECK_EQ(rules_list_configure(&list, &config.alerts[i], &why), 0);
	config_done(&config);
	CHECK_EQ(list.count, before);	/* one less, one more */
	for (size_t i = 0; i < list.count; i++) {
		CHECK(strcmp(list.rules[i].name, "first-seen") != 0);
		if (strcmp(list.rules[i].name, "stuck") == 0)
			CHECK(list.rules[i].limit > 0.99e9 && list.rules[i].limit < 1.01e9);
	}
	CHECK_STR(list.rules[list.count - 1].name, "mine");
	CHECK_EQ(list.rules[list.count - 1].severity, ALERT_HIGH);
	rules_list_done(&list);
}

int
main(void)
{
	a_filter_is_a_rule();
	so_many_within_a_time();
	a_share_counts_when_it_was_less_before();
	a_rate_rises_and_falls();
	the_first_after_many_is_told();
	growth_is_told_at_each_doubling();
	one_that_does_not_return_is_told_before_it_does();
	what_is_usual_has_the_stops_in_it();
	the_call_is_marked();
	rules_do_not_see_each_other();
	nothing_is_done_at_what_is_muted();
	what_is_new_fires_and_is_resolved();
	wrong_rules_say_what_is_wrong();
	a_configuration_adds_replaces_and_takes_away();
	return check_result();
}
