/* The past: a session fed again up to a time is what it was then, while the live one goes on. */
#include "records.h"

#include <errno.h>
#include <math.h>

#include "check.h"
#include "model/past.h"
#include "model/timeline.h"

enum { CALLS = 3000, MARKS = 7, MS = 1000000, US = 1000 };

static struct records records;
static struct session *live;

/* What was to be seen at a moment. */
struct seen {
	uint64_t time_ns;
	struct session_totals totals;
	uint64_t reads, read_ns, p99, task_calls, function_calls, alerts, alive, slices;
	float max_z;
};

static struct seen
look(const struct session *session, uint64_t time_ns)
{
	const struct profile_row *read = profile_named(session_profile(session, PROFILE_CALL), "read");
	const struct profile_row *function = profile_named(session_profile(session, PROFILE_FUNCTION), "load_blob");
	const struct task *task = tasks_get(session_tasks(session), 1);

	return (struct seen){
		.time_ns = time_ns,
		.totals = *session_totals(session),
		.reads = read != NULL ? read->calls : 0,
		.read_ns = read != NULL ? read->total_ns : 0,
		.p99 = read != NULL ? hist_quantile(&read->hist, 0.99) : 0,
		.max_z = read != NULL && !isnan(read->max_z) ? read->max_z : -1,
		.function_calls = function != NULL ? function->calls : 0,
		.task_calls = task != NULL ? task->calls : 0,
		.alive = tasks_alive(session_tasks(session)),
		.alerts = alerts_total(session_alerts(session), ALERT_HIGH) + alerts_total(session_alerts(session), ALERT_LOW),
		.slices = timeline_count(session_timeline(session)),
	};
}

static void
compare(const struct seen *is, const struct seen *was)
{
	CHECK_EQ(is->totals.calls, was->totals.calls);
	CHECK_EQ(is->totals.errors, was->totals.errors);
	CHECK_EQ(is->totals.open, was->totals.open);
	CHECK_EQ(is->totals.last_ns, was->totals.last_ns);
	CHECK_EQ(is->reads, was->reads);
	CHECK_EQ(is->read_ns, was->read_ns);
	CHECK_EQ(is->p99, was->p99);
	CHECK(is->max_z == was->max_z);
	CHECK_EQ(is->function_calls, was->function_calls);
	CHECK_EQ(is->task_calls, was->task_calls);
	CHECK_EQ(is->alive, was->alive);
	CHECK_EQ(is->alerts, was->alerts);
	CHECK_EQ(is->slices, was->slices);
}

static void
run_to(struct past *past, uint64_t time_ns)
{
	past_aim(past, time_ns);
	for (unsigned i = 0; !past_run(past, 100) && i < 100000; i++)
		CHECK(past_percent(past) <= 100);
	CHECK(past_is_there(past));
	CHECK_EQ(past_percent(past), 100);
}

static void
some_calls(uint32_t task, unsigned from, unsigned to)
{
	struct record_call open = { .task = task, .name = "poll", .state = CALL_OPEN, .duration_ns = 60 * MS };

	for (unsigned i = from; i < to; i++) {
		records_call(&records, task, "read", i % 9 == 0 ? -EAGAIN : 1, i % 700 == 650 ? 90 * MS : (20 + i * 7 % 13) * US, NULL);
		if (i % 500 == 77) {
			records_wait(&records, 60 * MS);
			open.seq = 0;
			open.state = CALL_OPEN;
			open.duration_ns = 60 * MS;
			open.seq = records_add_call(&records, &open);
			records_call(&records, 1, "getpid", 1, US, NULL);
			records_wait(&records, 10 * MS);
			open.state = CALL_DONE;
			open.duration_ns = 71 * MS;
			records_add_call(&records, &open);
		}
		records_wait(&records, 100 * US);
	}
}

static void
begin(uint64_t history_bytes)
{
	static records_function *const loading[] = { load_blob, run_jobs };

	live = session_new(&(struct session_options){ .names = true, .history_bytes = history_bytes });
	records = (struct records){ .session = live };
	records_start(&records, "tally");
	records_task(&records, 0, "tally");
	records_own_maps(&records, 1);
	records.stack = records_stack_of(&records, 1, loading, 2);
}

static void
end(struct past *past)
{
	past_free(past);
	session_free(live);
}

/* Forwards, backwards, again, and while new things come. */
static void
test_same(void)
{
	struct seen was[MARKS], is;
	struct past *past;
	static const unsigned order[] = { 3, 4, 6, 0, 5, 1, 1, 2, 6 };

	begin(0);
	for (unsigned mark = 0; mark < MARKS; mark++) {
		uint32_t worker = records_task(&records, 1, "worker");

		some_calls(worker, mark * CALLS / MARKS, (mark + 1) * CALLS / MARKS);
		if (mark % 2 == 0)
			records_exit(&records, worker, 0);
		was[mark] = look(live, records.now_ns);
		records_wait(&records, MS);
	}
	CHECK(was[MARKS - 1].alerts > was[0].alerts);
	past = past_new(live);
	for (unsigned i = 0; i < sizeof order / sizeof *order; i++) {
		run_to(past, was[order[i]].time_ns);
		is = look(past_session(past), 0);
		compare(&is, &was[order[i]]);
		some_calls(1, 0, 50);
	}
	run_to(past, 0);
	CHECK_EQ(session_totals(past_session(past))->calls, 0);
	end(past);
}

/* History forgets: figures begin where it does, and say so. */
static void
test_forgotten(void)
{
	struct past *past;
	uint64_t time_ns, first, calls;

	begin(2 << 20);
	some_calls(1, 0, CALLS);
	while (session_first(live) == 1)
		some_calls(1, 0, CALLS);
	time_ns = records.now_ns;
	records_wait(&records, US);
	some_calls(1, 0, 20);
	first = session_first(live);
	past = past_new(live);
	run_to(past, time_ns);
	CHECK_EQ(past_since(past), first);
	calls = session_totals(past_session(past))->calls;
	CHECK(calls > 0 && calls < session_totals(live)->calls);
	CHECK_EQ(tasks_alive(session_tasks(past_session(past))), 1);
	CHECK_STR(tasks_get(session_tasks(past_session(past)), 1)->comm, "tally");
	while (session_first(live) < first + CALLS)	/* what was read last is gone as well */
		some_calls(1, 0, CALLS);
	run_to(past, time_ns);
	CHECK_EQ(session_totals(past_session(past))->calls, calls);
	run_to(past, records.now_ns);
	CHECK(past_since(past) > first);
	end(past);
}

/* A state that was kept as records came knows of all before it, though history has forgotten that. */
static void
test_remembered(void)
{
	struct past *past;
	struct seen was, is;

	begin(2 << 20);
	past = past_new(live);
	while (session_first(live) == 1) {
		some_calls(1, 0, CALLS);
		past_keep(past, false);
	}
	was = look(live, records.now_ns);
	records_wait(&records, MS);
	some_calls(1, 0, 20);
	run_to(past, was.time_ns);
	CHECK_EQ(past_since(past), 1);
	is = look(past_session(past), 0);
	compare(&is, &was);
	end(past);
}

int
main(void)
{
	test_same();
	test_forgotten();
	test_remembered();
	return check_result();
}
