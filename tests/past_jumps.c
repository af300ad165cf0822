/*
 * The past, from anywhere to anywhere: what was known at a moment is known again to the last digit, whatever states are
 * kept on the way and gone on from, and a step takes little work.
 */
#include "records.h"

#include <errno.h>
#include <string.h>

#include "base/table.h"
#include "chance.h"
#include "check.h"
#include "model/callgraph.h"
#include "model/decisions.h"
#include "model/past.h"
#include "model/rule.h"
#include "model/timeline.h"

enum { CALLS = 50000, BURSTS = 30, BURST = 4, MARKS = BURSTS * BURST, JUMPS = 60, STEPS = 400, MS = 1000000, US = 1000, NEAR = 2048, APART = 16384, KEPT = 8192 };

static struct records records;
static struct session *live;
static uint32_t stacks[8];

static uint64_t chance = 11;

/* --- all that is known, as one number ------------------------------------------------------ */

static void
add_bytes(uint64_t *digest, const void *bytes, size_t len)
{
	*digest = table_hash(bytes, len, *digest);
}

static void
add_text(uint64_t *digest, const char *text)
{
	add_bytes(digest, text, strlen(text) + 1);
}

#define ADD(digest, value) add_bytes(digest, &(value), sizeof(value))

static void
add_hist(uint64_t *digest, const struct hist *hist)
{
	unsigned position = 0;
	uint64_t low, count;

	ADD(digest, hist->count);
	ADD(digest, hist->sum);
	ADD(digest, hist->squares);
	ADD(digest, hist->min);
	ADD(digest, hist->max);
	while (hist_next(hist, &position, &low, &count)) {
		ADD(digest, low);
		ADD(digest, count);
	}
}

static void
add_profile(uint64_t *digest, const struct profile *profile)
{
	for (size_t i = 0; i < profile_count(profile); i++) {
		const struct profile_row *row = profile_row(profile, i);

		add_text(digest, row->name);
		add_text(digest, row->file);
		ADD(digest, row->line);
		ADD(digest, row->calls);
		ADD(digest, row->errors);
		ADD(digest, row->total_ns);
		ADD(digest, row->alerts);
		ADD(digest, row->io_calls);
		ADD(digest, row->slow_io);
		ADD(digest, row->last_seq);
		ADD(digest, row->max_z);
		ADD(digest, row->last_z);
		ADD(digest, row->recent_z);
		ADD(digest, row->recent_count);
		add_hist(digest, &row->hist);
		CHECK(profile_named(profile, row->name) == row);
	}
}

static void
add_callgraph(uint64_t *digest, const struct session *session)
{
	const struct profile *functions = session_profile(session, PROFILE_FUNCTION);
	const struct callgraph *graph = session_callgraph(session);

	for (size_t i = 0; i < profile_count(functions); i++) {
		const char *name = profile_row(functions, i)->name;
		struct callgraph_figures whole = callgraph_whole(graph, name), near[8];
		size_t callers = callgraph_callers(graph, name, near, 8);

		ADD(digest, whole.calls);
		ADD(digest, whole.total_ns);
		for (size_t j = 0; j < callers && j < 8; j++) {
			add_text(digest, near[j].name);
			ADD(digest, near[j].calls);
			ADD(digest, near[j].total_ns);
		}
	}
}

static void
add_tasks(uint64_t *digest, const struct tasks *tasks)
{
	for (uint32_t serial = 1; serial <= tasks_count(tasks); serial++) {
		const struct task *task = tasks_get(tasks, serial);

		ADD(digest, task->tid);
		add_text(digest, task->comm);
		add_text(digest, task->path);
		ADD(digest, task->alive);
		ADD(digest, task->status);
		ADD(digest, task->begin_ns);
		ADD(digest, task->end_ns);
		ADD(digest, task->calls);
		ADD(digest, task->errors);
		ADD(digest, task->call_ns);
		ADD(digest, task->max_z);
		ADD(digest, task->open_seq);
		ADD(digest, task->last_seq);
		ADD(digest, task->rate);
	}
}

static void
add_alert(uint64_t *digest, const struct alert *alert)
{
	add_text(digest, alert->title);
	add_text(digest, alert->call);
	add_text(digest, alert->function);
	add_text(digest, alert->about);
	ADD(digest, alert->severity);
	ADD(digest, alert->count);
	ADD(digest, alert->first_seq);
	ADD(digest, alert->last_seq);
	ADD(digest, alert->worst_seq);
	ADD(digest, alert->rule);
	ADD(digest, alert->z);
	ADD(digest, alert->chance);
	ADD(digest, alert->duration_ns);
	ADD(digest, alert->usual_ns);
	ADD(digest, alert->spread_ns);
	ADD(digest, alert->samples);
	add_bytes(digest, alert->recent_ns, alert->recent_count * sizeof *alert->recent_ns);
}

static void
add_alerts(uint64_t *digest, const struct session *session)
{
	const struct alerts *alerts = session_alerts(session);

	for (size_t i = 0; i < alerts_count(alerts); i++)
		add_alert(digest, alerts_get(alerts, i));
	for (unsigned severity = ALERT_LOW; severity <= ALERT_HIGH; severity++) {
		uint64_t total = alerts_total(alerts, (enum alert_severity)severity);

		ADD(digest, total);
	}
}

static void
add_timeline(uint64_t *digest, const struct timeline *timeline)
{
	for (size_t slice = 0; slice < timeline_count(timeline); slice++) {
		ADD(digest, *timeline_slice(timeline, slice));
		for (size_t key = 0; key < TIMELINE_KEYS; key++) {
			const uint32_t *counts = timeline_counts(timeline, key, slice);

			if (counts != NULL)
				add_bytes(digest, counts, TIMELINE_BUCKETS * sizeof *counts);
		}
	}
}

static void
add_decisions(uint64_t *digest, const struct decisions *decisions)
{
	struct decisions_totals totals;

	decisions_totals(decisions, &totals);
	ADD(digest, totals);
	for (size_t i = 0; i < decisions_count(decisions); i++) {
		const struct decision *decision = decisions_get(decisions, i);

		add_text(digest, decision->category);
		add_text(digest, decision->name);
		add_text(digest, decision->input);
		add_text(digest, decision->result != NULL ? decision->result : "-");
		ADD(digest, decision->seq);
		ADD(digest, decision->id);
	}
}

static void
add_totals(uint64_t *digest, const struct session *session)
{
	struct session_totals totals = *session_totals(session);
	size_t count;
	const struct session_second *seconds = session_seconds(session, &count);

	ADD(digest, totals.calls);
	ADD(digest, totals.errors);
	ADD(digest, totals.open);
	ADD(digest, totals.dropped);
	ADD(digest, totals.signals);
	ADD(digest, totals.begin_ns);
	ADD(digest, totals.last_ns);
	add_text(digest, totals.command);
	add_bytes(digest, seconds, count * sizeof *seconds);
}

static uint64_t
digest_of(const struct session *session)
{
	uint64_t digest = 0;

	add_totals(&digest, session);
	for (unsigned by = 0; by < PROFILE_BYS; by++)
		add_profile(&digest, session_profile(session, (enum profile_by)by));
	add_callgraph(&digest, session);
	add_tasks(&digest, session_tasks(session));
	add_alerts(&digest, session);
	add_timeline(&digest, session_timeline(session));
	add_decisions(&digest, session_decisions(session));
	return digest;
}

/* --- a run in which everything happens --------------------------------------------------------- */

struct mark {
	uint64_t time_ns, digest;
};

static struct mark marks[MARKS];
static uint32_t workers[16];

static uint64_t
any_duration(void)
{
	uint64_t usual = (20 + chance_below(&chance, 30)) * (uint64_t)US;

	return chance_below(&chance, 400) == 0 ? usual * 1000 : chance_below(&chance, 30) == 0 ? usual * 5 : usual;
}

static void
tell_open(uint32_t task)
{
	struct record_call call = { .task = task, .name = "openat", .state = CALL_OPEN, .duration_ns = 60 * MS, .text = "/dev/slow" };

	records_wait(&records, 60 * MS);
	call.seq = records_add_call(&records, &call);
	for (unsigned i = 0; i < 3; i++)
		records_call(&records, workers[0], "getpid", 1, US, NULL);
	records_wait(&records, 60 * MS);
	call.duration_ns = 120 * MS + 3 * US;
	records_add_call(&records, &call);
	call.state = chance_below(&chance, 3) == 0 ? CALL_UNFINISHED : CALL_DONE;
	records_wait(&records, MS);
	call.duration_ns += MS;
	records_add_call(&records, &call);
}

static void
tell_decision(uint32_t task)
{
	char line[200];
	struct record_call call = { .task = task, .name = "write", .args = { 2 }, .text = line, .duration_ns = US };
	bool result = chance_below(&chance, 2) == 0;

	snprintf(line, sizeof line, result ? "[RESULT] cat::name-%u = {\"r\":%u}\n" : "[DECISION] cat::name-%u input={\"i\":%u}\n",
		 chance_below(&chance, 5), chance_below(&chance, 1000));
	call.result = (int64_t)strlen(line);
	records_add_call(&records, &call);
}

static void
tell_process(void)
{
	uint32_t *worker = &workers[chance_below(&chance, 16)];

	records_exit(&records, *worker, 0);
	*worker = records_task(&records, 1, "child");
	records_exec(&records, *worker, chance_below(&chance, 2) == 0 ? "/bin/one" : "/bin/two");
}

static void
tell_call(void)
{
	static const char *const names[] = { "read", "write", "openat", "close", "newfstatat", "mmap", "futex", "nanosleep", "poll" };
	unsigned kind = chance_below(&chance, 9);
	char path[64];
	struct record_call call = {
		.task = workers[chance_below(&chance, 16)], .name = names[kind], .args = { chance_below(&chance, 20), chance_below(&chance, 3), chance_below(&chance, 5000) }, .stack = stacks[chance_below(&chance, 8)],
		.result = chance_below(&chance, 12) == 0 ? -ENOENT : (int64_t)chance_below(&chance, 5000), .duration_ns = any_duration(),
	};

	snprintf(path, sizeof path, "/some/file-%u", chance_below(&chance, 2000));
	call.text = kind == 2 || kind == 4 ? path : NULL;
	records_add_call(&records, &call);
}

static void
tell_some(void)
{
	switch (chance_below(&chance, 2000)) {
	case 0:
		tell_open(workers[1]);
		break;
	case 1:
		tell_process();
		break;
	case 2:
		records_lost(&records, 1 + chance_below(&chance, 5));
		break;
	case 3:
		records_signal(&records, workers[2], 10);
		break;
	case 4:
	case 5:
	case 6:
		tell_decision(workers[3]);
		break;
	default:
		tell_call();
	}
}

static void
tell_run(struct past *keeping)
{
	static records_function *const functions[] = { load_blob, parse_config, fetch_page, write_report };

	records = (struct records){ .session = live };
	records_start(&records, "tally");
	records_task(&records, 0, "tally");
	records_own_maps(&records, 1);
	for (unsigned i = 0; i < 8; i++) {
		records_function *const stack[] = { functions[i % 4], functions[i / 2 % 4], run_jobs };

		stacks[i] = records_stack_of(&records, 1, stack, 3);
	}
	for (unsigned i = 0; i < 16; i++)
		workers[i] = i % 2 == 0 ? records_thread(&records, 1, "thread") : records_task(&records, 1, "child");
	for (unsigned burst = 0; burst < BURSTS; burst++) {
		for (unsigned i = 0; i < CALLS / BURSTS; i++)
			tell_some();
		if (keeping != NULL)
			past_keep(keeping, false);
		for (unsigned i = 0; i < BURST; i++) {
			tell_call();
			marks[burst * BURST + i] = (struct mark){ records.now_ns, digest_of(live) };
			records_wait(&records, US);
		}
	}
}

static void
add_rule(struct rules_list *list, const char *text)
{
	struct why why;

	CHECK_EQ(rules_list_add(list, text, &why), 0);
}

static struct rules_list
make_rules(void)
{
	struct rules_list list;

	rules_list_begin(&list);
	add_rule(&list, "mine: lat > p99(fn) and err");
	return list;
}

/* --- looking back -------------------------------------------------------------------------------- */

static uint64_t
go_to(struct past *past, uint64_t time_ns)
{
	uint64_t before = past_fed(past);

	past_aim(past, time_ns);
	for (unsigned i = 0; !past_run(past, 500) && i < CALLS; i++)
		;
	CHECK(past_is_there(past));
	return past_fed(past) - before;
}

static void
check_mark(struct past *past, unsigned number)
{
	CHECK_EQ(digest_of(past_session(past)), marks[number].digest);
}

/* Whichever way one came. */
static void
test_jumps(struct past *past)
{
	for (unsigned i = 0; i < JUMPS; i++) {
		unsigned number = chance_below(&chance, MARKS);

		go_to(past, marks[number].time_ns);
		check_mark(past, number);
		while (chance_below(&chance, 3) == 0 && number > 0) {	/* and a few steps */
			number += chance_below(&chance, 2) == 0 && number + 1 < MARKS ? 1 : (unsigned)-1;
			go_to(past, marks[number].time_ns);
			check_mark(past, number);
		}
	}
}

/* Once all was gone through, a way is bounded by how far apart states are, and a step back by how near one is kept. */
static void
test_work(struct past *past)
{
	uint64_t seq = session_end(live) - 1, most = 0, sum = 0;
	struct call_row row;

	go_to(past, UINT64_MAX);
	for (unsigned i = 0; i < JUMPS; i++) {
		uint64_t fed = go_to(past, marks[chance_below(&chance, MARKS)].time_ns);

		CHECK(fed <= APART + NEAR);
	}
	go_to(past, records.now_ns);
	for (unsigned steps = 0; steps < STEPS; seq--) {
		uint64_t fed;

		if (!session_row(live, seq, &row) || row.event == NULL)
			continue;
		fed = go_to(past, past_told_ns(&row.event->head));
		most = fed > most ? fed : most;
		sum += fed;
		steps++;
	}
	CHECK(most <= APART);
	CHECK(sum / STEPS < NEAR);
}

static void
begin(const struct rules_list *rules)
{
	live = session_new(&(struct session_options){ .names = true, .decisions = true, .alerts = { .rules = rules } });
}

static void
end(struct past *past)
{
	past_free(past);
	session_free(live);
}

/* States of the live session are as good to go on from, and the first look back has one. */
static void
test_kept(const struct rules_list *rules)
{
	struct past *past;

	begin(rules);
	past = past_new(live);
	tell_run(past);
	CHECK(go_to(past, marks[MARKS - 1].time_ns) < KEPT + CALLS / BURSTS * 2);
	check_mark(past, MARKS - 1);
	past_rest(past);
	CHECK(past_session(past) == NULL);
	test_jumps(past);
	past_rest(past);
	test_jumps(past);
	test_work(past);
	end(past);
}

int
main(void)
{
	struct rules_list rules = make_rules();
	struct past *past;

	begin(&rules);
	tell_run(NULL);
	CHECK(alerts_count(session_alerts(live)) > 3);
	CHECK(decisions_count(session_decisions(live)) > 10);
	past = past_new(live);
	test_jumps(past);
	test_work(past);
	end(past);
	test_kept(&rules);
	rules_list_done(&rules);
	return check_result();
}
