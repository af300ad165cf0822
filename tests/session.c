/* Stories in records, and what the session must say after them. */
#include "records.h"

#include <math.h>
#include <signal.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

#include "check.h"
#include "base/mem.h"
#include "model/callgraph.h"
#include "model/srcmap.h"

enum { ENOENT_RESULT = -2, ERESTARTSYS_RESULT = -512, US = 1000, MS = 1000000 };

static struct records records;
static struct session *session;

static void
begin(const struct session_options *options)
{
	session = session_new(options);
	records = (struct records){ .session = session };
	records_start(&records, "tally --jobs 2 notes.txt");
	records_task(&records, 0, "tally");
}

/* With names: stacks are of this program's own functions. */
static void
begin_with_names(void)
{
	begin(&(struct session_options){ .names = true });
	records_own_maps(&records, 1);
}

static void
begin_plain(void)
{
	begin(&(struct session_options){ 0 });
}

static void
end(void)
{
	session_free(session);
}

static const struct session_totals *
totals(void)
{
	return session_totals(session);
}

/* The row of a call, which must be kept. */
static struct call_row
row_of(uint64_t seq)
{
	struct call_row row = { .place = &place_unknown };

	CHECK(session_row(session, seq, &row));
	return row;
}

/* --- calls ----------------------------------------------------------------------- */

static void
before_anything_happens_all_is_zero(void)
{
	struct call_row row;
	size_t count;

	session = session_new(&(struct session_options){ 0 });
	CHECK_EQ(totals()->phase, SESSION_EMPTY);
	CHECK_EQ(totals()->calls, 0);
	CHECK_EQ(totals()->status, -1);
	CHECK_STR(totals()->command, "");
	CHECK_EQ(session_first(session), session_end(session));
	CHECK(!session_row(session, 0, &row));
	CHECK(!session_row(session, 1, &row));
	CHECK(session_other(session, 0) == NULL);
	session_seconds(session, &count);
	CHECK_EQ(count, 0);
	end();
	session_free(NULL);
}

static void
a_short_run_is_told_in_full(void)
{
	struct call_row row;

	begin_plain();
	CHECK_EQ(totals()->phase, SESSION_LIVE);
	CHECK_STR(totals()->command, "tally --jobs 2 notes.txt");
	CHECK_EQ(totals()->pid, 1001);
	CHECK_EQ(totals()->realtime_ns, 1700000000000000000);
	records_call(&records, 1, "openat", 3, 12 * US, "notes.txt");
	records_call(&records, 1, "read", 100, 4 * US, NULL);
	records_call(&records, 1, "openat", ENOENT_RESULT, 7 * US, "missing.txt");
	records_call(&records, 1, "nanosleep", ERESTARTSYS_RESULT, 50 * US, NULL);
	records_signal(&records, 1, SIGALRM);
	records_exit(&records, 1, 0x300);
	records_end(&records, 0x300);

	CHECK_EQ(totals()->phase, SESSION_ENDED);
	CHECK_EQ(totals()->status, 0x300);
	CHECK_EQ(totals()->calls, 4);
	CHECK_EQ(totals()->errors, 1);	/* a restart is none */
	CHECK_EQ(totals()->signals, 1);
	CHECK_EQ(totals()->last_ns - totals()->begin_ns, 73 * US);
	CHECK_EQ(session_first(session), 1);
	CHECK_EQ(session_end(session), 5);
	for (uint64_t seq = 1; seq < 5; seq++)
		CHECK_EQ(row_of(seq).event->seq, seq);
	row = row_of(3);
	CHECK_EQ(row.event->call.result, ENOENT_RESULT);
	CHECK_EQ(row.event->duration_ns, 7 * US);
	CHECK_EQ(memcmp(piece_bytes(call_piece(&row.event->call, 1, 0)), "missing.txt", 11), 0);
	CHECK(!row.lost && isnan(row.z) && row.severity == ALERT_NONE);
	CHECK(row.place == &place_unknown);
	CHECK(!session_row(session, 5, &row));
	end();
}

static void
an_open_call_keeps_its_row_when_it_returns(void)
{
	struct record_call wait = { .task = 1, .name = "wait4", .duration_ns = 60 * MS, .state = CALL_OPEN };
	uint64_t seq;

	begin_plain();
	records_call(&records, 1, "read", 1, US, NULL);
	records_wait(&records, 60 * MS);
	seq = records_add_call(&records, &wait);
	CHECK_EQ(totals()->open, 1);
	CHECK_EQ(totals()->calls, 1);
	CHECK_EQ(tasks_get(session_tasks(session), 1)->open_seq, seq);
	CHECK_EQ(row_of(seq).event->call.state, CALL_OPEN);
	CHECK(profile_named(session_profile(session, PROFILE_CALL), "wait4") == NULL);

	records_task(&records, 1, "child");
	records_call(&records, 2, "read", 1, US, NULL);
	records_wait(&records, 40 * MS);
	wait.seq = seq;
	wait.state = CALL_DONE;
	wait.result = 1002;
	wait.duration_ns = 100 * MS + US;
	records_add_call(&records, &wait);

	CHECK_EQ(totals()->open, 0);
	CHECK_EQ(totals()->calls, 3);
	CHECK_EQ(tasks_get(session_tasks(session), 1)->open_seq, 0);
	CHECK_EQ(session_end(session), seq + 2);
	CHECK_EQ(row_of(seq).event->call.state, CALL_DONE);
	CHECK_EQ(row_of(seq).event->call.result, 1002);
	CHECK_EQ(row_of(seq).event->duration_ns, 100 * MS + US);
	CHECK_EQ(profile_named(session_profile(session, PROFILE_CALL), "wait4")->calls, 1);
	end();
}

static void
a_call_that_never_returns_is_in_no_figure_but_its_tasks(void)
{
	const struct record_call open = { .task = 1, .name = "pause", .duration_ns = 60 * MS, .state = CALL_OPEN };
	struct record_call unfinished = open;
	uint64_t seq;

	begin_plain();
	seq = records_add_call(&records, &open);
	unfinished.seq = seq;
	unfinished.state = CALL_UNFINISHED;
	unfinished.flags = CALL_KILLED;
	unfinished.duration_ns = 90 * MS;
	records_add_call(&records, &unfinished);
	records_exit(&records, 1, SIGKILL);
	records_end(&records, SIGKILL);
	CHECK_EQ(totals()->open, 0);
	CHECK_EQ(totals()->calls, 0);
	CHECK_EQ(profile_count(session_profile(session, PROFILE_CALL)), 0);
	CHECK_EQ(tasks_get(session_tasks(session), 1)->calls, 1);
	CHECK_EQ(tasks_get(session_tasks(session), 1)->call_ns, 90 * MS);
	CHECK_EQ(row_of(seq).event->call.state, CALL_UNFINISHED);
	CHECK(isnan(row_of(seq).z));
	end();
}

static void
a_task_that_dies_inside_a_call_leaves_none_open(void)
{
	begin_plain();
	records_add_call(&records, &(struct record_call){ .task = 1, .name = "pause", .state = CALL_OPEN });
	CHECK_EQ(totals()->open, 1);
	records_exit(&records, 1, SIGKILL);
	CHECK_EQ(totals()->open, 0);
	end();
}

static void
errors_are_the_kernels_negative_numbers(void)
{
	static const struct {
		int64_t result;
		bool error;
	} cases[] = {
		{ 0, false },	 { -1, true },	  { -4095, true },  { -4096, false }, { INT64_MIN, false },
		{ -512, false }, { -513, false }, { -514, false },  { -516, false },  { -515, true },
		{ -511, true },	 { -517, true },  { 1 << 30, false },
	};
	uint64_t errors = 0;

	begin_plain();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		records_call(&records, 1, "read", cases[i].result, US, NULL);
		errors += cases[i].error;
		if (!CHECK_EQ(totals()->errors, errors))
			printf("\tafter %lld\n", (long long)cases[i].result);
	}
	CHECK_EQ(tasks_get(session_tasks(session), 1)->errors, errors);
	CHECK_EQ(profile_named(session_profile(session, PROFILE_CALL), "read")->errors, errors);
	end();
}

static void
what_takes_unusually_long_is_an_alert(void)
{
	const struct alert *alert;
	uint64_t seq;

	begin_plain();
	for (unsigned i = 0; i < 100; i++)
		records_call(&records, 1, "read", 1, (i % 10 + 1) * US, NULL);
	seq = records_call(&records, 1, "read", 1, 5 * MS, NULL);
	CHECK_EQ(row_of(seq).severity, ALERT_HIGH);
	CHECK(row_of(seq).z > 5);
	CHECK_EQ(row_of(seq - 1).severity, ALERT_NONE);
	CHECK(fabsf(row_of(seq - 1).z) < 3);
	CHECK(isnan(row_of(1).z));
	CHECK_EQ(alerts_count(session_alerts(session)), 1);
	alert = alerts_get(session_alerts(session), 0);
	CHECK_EQ(alert->worst_seq, seq);
	CHECK_STR(alert->call, "read");
	CHECK_EQ(profile_named(session_profile(session, PROFILE_CALL), "read")->alerts, 1);
	CHECK(tasks_get(session_tasks(session), 1)->max_z == row_of(seq).z);
	end();
}

static void
seconds_count_calls_where_they_ended(void)
{
	const struct session_second *seconds;
	size_t count;

	begin_plain();
	records_call(&records, 1, "read", 1, US, NULL);
	records_call(&records, 1, "read", -5, US, NULL);
	records_wait(&records, 2000 * (uint64_t)MS);
	records_call(&records, 1, "read", 1, 1500 * (uint64_t)MS, NULL);
	seconds = session_seconds(session, &count);
	CHECK_EQ(count, 4);
	CHECK_EQ(seconds[0].calls, 2);
	CHECK_EQ(seconds[0].errors, 1);
	CHECK_EQ(seconds[1].calls, 0);
	CHECK_EQ(seconds[2].calls, 0);
	CHECK_EQ(seconds[3].calls, 1);
	records_wait(&records, UINT64_MAX / 4);
	records_call(&records, 1, "read", 1, US, NULL);
	session_seconds(session, &count);
	CHECK(count <= 7 * 86400);
	end();
}

static void
numbers_without_a_call_share_one_group(void)
{
	struct event_call *event;

	begin_plain();
	records_call(&records, 1, "read", 1, US, NULL);
	event = mem_copy(records_newest(&records), records_newest(&records)->size);
	for (unsigned i = 0; i < 5000; i++) {
		event->seq = i + 2;
		event->call.nr = 1000000 + i;
		session_feed(session, &event->head);
	}
	CHECK_EQ(profile_count(session_profile(session, PROFILE_CALL)), 2);
	CHECK_EQ(profile_named(session_profile(session, PROFILE_CALL), "(unknown)")->calls, 5000);
	free(event);
	end();
}

/* --- what is lost, what is kept ---------------------------------------------------- */

static void
lost_calls_have_rows_that_say_so(void)
{
	begin_plain();
	records_call(&records, 1, "read", 1, US, NULL);
	records_lost(&records, 3);
	records_call(&records, 1, "write", 1, US, NULL);
	CHECK_EQ(session_end(session), 6);
	for (uint64_t seq = 2; seq <= 4; seq++) {
		struct call_row row = row_of(seq);

		CHECK(row.lost && row.event == NULL && isnan(row.z));
		CHECK(row.place == &place_unknown);
	}
	CHECK(!row_of(1).lost && !row_of(5).lost);
	CHECK_EQ(totals()->dropped, 3);
	CHECK_EQ(totals()->calls, 2);
	CHECK_EQ(session_other(session, session_others_end(session) - 1)->kind, EVENT_LOST);
	end();
}

/* Its announcement was dropped, its end never is. */
static void
a_lost_call_may_still_return(void)
{
	begin_plain();
	records_lost(&records, 2);
	records_call(&records, 1, "read", 1, US, NULL);
	records_add_call(&records, &(struct record_call){ .task = 1, .name = "wait4", .seq = 2, .result = 7 });
	CHECK(row_of(1).lost && !row_of(2).lost);
	CHECK_EQ(row_of(2).event->call.result, 7);
	end();
}

static void
a_file_may_claim_any_number_and_nothing_grows(void)
{
	static const struct {
		uint64_t first, count;
	} claims[] = {
		{ 2, (uint64_t)1 << 40 }, { (uint64_t)1 << 50, 5 }, { UINT64_MAX, 1 }, { UINT64_MAX - 2, 100 },
		{ 3, UINT64_MAX },	  { 0, 0 },		    { 7, 0 },
	};
	struct event_call *call;
	struct event_lost *lost;
	struct call_row row;

	begin(&(struct session_options){ .history_bytes = 4 << 20 });
	records_call(&records, 1, "read", 1, US, NULL);
	call = mem_copy(records_newest(&records), records_newest(&records)->size);
	records_lost(&records, 1);
	lost = mem_copy(records_newest(&records), records_newest(&records)->size);
	for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
		lost->first_seq = claims[i].first;
		lost->count = claims[i].count;
		session_feed(session, &lost->head);
		CHECK(session_end(session) - session_first(session) < 100000);
		call->seq = claims[i].first;
		call->head.task = 4000000000;
		session_feed(session, &call->head);
		CHECK(session_end(session) - session_first(session) < 100000);
		CHECK(!session_row(session, session_end(session), &row));
	}
	CHECK(session_first(session) < session_end(session));
	CHECK(session_row(session, session_end(session) - 1, &row));
	CHECK_EQ(tasks_count(session_tasks(session)), 1);
	free(call);
	free(lost);
	end();
}

static void
the_oldest_rows_go_and_figures_stay(void)
{
	enum { CALLS = 50000 };
	uint64_t open;

	begin(&(struct session_options){ .history_bytes = 4 << 20 });
	open = records_add_call(&records, &(struct record_call){ .task = 1, .name = "pause", .state = CALL_OPEN });
	records_task(&records, 0, "other");
	for (unsigned i = 0; i < CALLS; i++)
		records_call(&records, 2, "openat", 3, US, "a/file/of/some/length.txt");
	CHECK(session_first(session) > open);
	CHECK_EQ(session_end(session), CALLS + 2);
	CHECK(session_end(session) - session_first(session) > 10000);
	for (uint64_t seq = session_first(session); seq < session_end(session); seq++)
		if (row_of(seq).event == NULL || row_of(seq).event->seq != seq)
			CHECK_EQ(row_of(seq).lost, seq);
	CHECK(session_others_first(session) > 0);	/* TASK went with its chunk */
	CHECK(session_other(session, 0) == NULL);
	CHECK_EQ(totals()->calls, CALLS);
	CHECK_EQ(profile_named(session_profile(session, PROFILE_CALL), "openat")->calls, CALLS);

	/* Its row is gone; it is counted all the same. */
	CHECK_EQ(totals()->open, 1);
	records_add_call(&records, &(struct record_call){ .task = 1, .name = "pause", .seq = open, .result = -4 });
	CHECK_EQ(totals()->open, 0);
	CHECK_EQ(totals()->calls, CALLS + 1);
	CHECK_EQ(session_end(session), CALLS + 2);
	end();
}

static void
without_history_the_newest_call_is_there(void)
{
	begin(&(struct session_options){ .history_bytes = SESSION_NO_HISTORY });
	for (unsigned i = 0; i < 30000; i++) {
		uint64_t seq = records_call(&records, 1, "write", 5, US, "hello");

		if (row_of(seq).event == NULL || row_of(seq).event->seq != seq)
			CHECK_EQ(row_of(seq).lost, seq);
	}
	CHECK(session_end(session) - session_first(session) <= 8192);
	end();
}

/* What took longest is what one looks for, and much else was recorded meanwhile. */
static void
a_call_that_outlived_its_row_has_one_when_it_returns(void)
{
	struct record_call late = { .task = 1, .name = "futex", .state = CALL_OPEN };

	begin(&(struct session_options){ .history_bytes = SESSION_NO_HISTORY });
	late.seq = records_add_call(&records, &late);
	for (unsigned i = 0; i < 30000; i++)
		records_call(&records, 1, "write", 5, US, "hello");
	CHECK(session_first(session) > late.seq);
	late.state = CALL_DONE;
	late.duration_ns = 200 * MS;
	records_add_call(&records, &late);
	CHECK(row_of(late.seq).event != NULL);
	CHECK_EQ(row_of(late.seq).event->duration_ns, 200 * MS);
	CHECK_EQ(row_of(late.seq).waits, true);
	records_call(&records, 1, "write", 5, US, "hello");
	CHECK(!session_row(session, late.seq, &(struct call_row){ .lost = false }));
	end();
}

static void
other_records_are_kept_in_order_and_bounded(void)
{
	uint64_t last = 0;

	begin(&(struct session_options){ .history_bytes = 2 << 20 });
	for (unsigned i = 0; i < 40000; i++) {
		records_wait(&records, 1);
		records_note(&records, "something that the user should read, at some length, again and again");
	}
	CHECK_EQ(session_others_end(session), 40001);
	CHECK(session_others_first(session) > 10000);
	for (uint64_t number = session_others_first(session); number < session_others_end(session); number++) {
		const struct event *event = session_other(session, number);

		if (event == NULL || event->kind != EVENT_NOTE || event->time_ns <= last)
			CHECK_EQ(number, last);
		else
			last = event->time_ns;
	}
	CHECK(session_other(session, 40001) == NULL);
	end();
}

/* Resident pages of this process, in bytes. */
static size_t
memory_used(void)
{
	FILE *file = fopen("/proc/self/statm", "re");
	size_t total = 0, resident = 0;

	if (file != NULL && fscanf(file, "%zu %zu", &total, &resident) != 2)
		resident = 0;
	if (file != NULL)
		fclose(file);
	return resident * (size_t)sysconf(_SC_PAGESIZE);
}

static bool
sanitized(void)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	return true;
#elif defined(__has_feature)
	return __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
	return false;
#endif
}

static void
a_million_calls_need_no_more_memory_than_was_allowed(void)
{
	enum { CALLS = 1000000, LIMIT = 16 << 20 };
	size_t quarter = 0;

	begin(&(struct session_options){ .names = true, .history_bytes = LIMIT });
	records_own_maps(&records, 1);
	records.stack = records_stack_of(&records, 1, (records_function *const[]){ load_blob, run_jobs }, 2);
	for (unsigned i = 1; i <= CALLS; i++) {
		records_call(&records, 1, i % 3 == 0 ? "write" : "read", 1, i % 1000, NULL);
		if (i == CALLS / 4)
			quarter = memory_used();
	}
	CHECK_EQ(totals()->calls, CALLS);
	CHECK((session_end(session) - session_first(session)) * sizeof(struct event_call) <= LIMIT);
	CHECK((session_end(session) - session_first(session)) * sizeof(struct event_call) >= LIMIT / 2);
	/* A sanitizer keeps what was freed for a while. */
	CHECK(sanitized() || memory_used() < quarter + (2 << 20));
	end();
}

/* --- stacks -------------------------------------------------------------------------- */

/* An address in the C library, to stand in stacks. */
static records_function *
library_function(void)
{
	return (records_function *)getauxval;
}

static void
a_call_is_asked_for_by_the_first_function_of_the_users(void)
{
	/* From the C library's own code, which nobody asks about, out to the program's. */
	records_function *const chain[] = { library_function(), load_blob, run_jobs };
	const struct session_frame *frames;
	const struct place *place;
	unsigned count;
	bool cut;

	begin_with_names();
	records.stack = records_stack_of(&records, 1, chain, 3);
	place = row_of(records_call(&records, 1, "read", 1, US, NULL)).place;
	CHECK_STR(place->function, "load_blob");
	CHECK_STR(place->file, "/tally/src/loader.c");
	CHECK_EQ(place->line, 41);
	CHECK_STR(place->caller, "run_jobs");
	CHECK(place->user);

	frames = session_stack(session, records.stack, &count, &cut);
	CHECK_EQ(count, 3);
	CHECK(!cut);
	CHECK(!frames[0].place->user);
	CHECK_STR(frames[1].place->function, "load_blob");
	CHECK_STR(frames[1].place->caller, "");
	CHECK_EQ(frames[2].pc, (uintptr_t)run_jobs);
	CHECK(session_stack(session, 0, &count, &cut) == NULL);
	CHECK_EQ(count, 0);
	CHECK(session_stack(session, 99, &count, &cut) == NULL);
	end();
}

static void
without_a_function_of_the_users_it_is_the_innermost(void)
{
	records_function *const chain[] = { library_function() };
	const struct place *place;

	begin_with_names();
	records.stack = records_stack_of(&records, 1, chain, 1);
	place = row_of(records_call(&records, 1, "read", 1, US, NULL)).place;
	CHECK(strstr(place->module, "libc") != NULL);
	CHECK(!place->user);
	CHECK_STR(place->caller, "");
	end();
}

static void
the_same_asker_with_another_caller_is_another_place(void)
{
	const struct place *first, *second, *third;

	begin_with_names();
	records.stack = records_stack_of(&records, 1, (records_function *const[]){ load_blob, run_jobs }, 2);
	first = row_of(records_call(&records, 1, "read", 1, US, NULL)).place;
	records.stack = records_stack_of(&records, 1, (records_function *const[]){ load_blob, parse_config }, 2);
	second = row_of(records_call(&records, 1, "read", 1, US, NULL)).place;
	records.stack =
		records_stack_of(&records, 1, (records_function *const[]){ load_blob, run_jobs, fetch_page }, 3);
	third = row_of(records_call(&records, 1, "read", 1, US, NULL)).place;
	CHECK_STR(second->caller, "parse_config");
	CHECK(first != second);
	CHECK(first == third);
	CHECK_EQ(profile_named(session_profile(session, PROFILE_FUNCTION), "load_blob")->calls, 3);
	end();
}

static void
calls_are_grouped_by_function_and_by_line(void)
{
	const struct profile_row *row;

	begin_with_names();
	records.stack = records_stack_of(&records, 1, (records_function *const[]){ load_blob, run_jobs }, 2);
	records_call(&records, 1, "read", 1, 5 * US, NULL);
	records_call(&records, 1, "write", -5, 6 * US, NULL);
	records.stack = records_stack_of(&records, 1, (records_function *const[]){ fetch_page, run_jobs }, 2);
	records_call(&records, 1, "read", 1, 7 * US, NULL);
	records.stack = 0;
	records_call(&records, 1, "read", 1, 8 * US, NULL);

	CHECK_EQ(profile_count(session_profile(session, PROFILE_CALL)), 2);
	CHECK_EQ(profile_named(session_profile(session, PROFILE_CALL), "read")->total_ns, 20 * US);
	CHECK_EQ(profile_count(session_profile(session, PROFILE_FUNCTION)), 3);
	row = profile_named(session_profile(session, PROFILE_FUNCTION), "load_blob");
	CHECK_EQ(row->calls, 2);
	CHECK_EQ(row->errors, 1);
	CHECK_EQ(row->total_ns, 11 * US);
	CHECK_EQ(profile_named(session_profile(session, PROFILE_FUNCTION), "(unknown)")->calls, 1);
	CHECK_EQ(profile_count(session_profile(session, PROFILE_LINE)), 2);
	row = profile_line(session_profile(session, PROFILE_LINE), "/tally/src/fetch.c", 75);
	CHECK_STR(row->name, "/tally/src/fetch.c:75");
	CHECK_EQ(row->last_seq, 3);
	CHECK_EQ(profile_count(session_profile(session, PROFILE_ORIGINAL)), 0);
	end();
}

static void
code_without_names_is_grouped_by_its_module(void)
{
	struct event_frame frame = { .pc = 0x401000 };

	begin(&(struct session_options){ .names = true });
	frame.map = records_map(&records, 1, "/nowhere/stripped", 0x400000, 0x500000, 0);
	records.stack = records_stack(&records, 1, &frame, 1);
	records_call(&records, 1, "read", 1, US, NULL);
	CHECK(profile_named(session_profile(session, PROFILE_FUNCTION), "[stripped]") != NULL);
	end();
}

static void
transpiled_code_is_grouped_by_its_original_line_too(void)
{
	static const char text[] =
		"{\"version\":1,\"source_language\":\"python\",\"source_file\":\"load.py\","
		"\"generated_file\":\"loader.c\","
		"\"mappings\":[{\"rust_line\":41,\"rust_function\":\"\",\"python_line\":7,\"python_function\":\"blob\","
		"\"python_context\":\"\"}],\"function_map\":{}}";
	struct srcmaps *maps = srcmaps_new();
	int fd = memfd_create("map", MFD_CLOEXEC);
	const struct profile_row *row;
	char path[32];

	CHECK(write(fd, text, sizeof text - 1) == sizeof text - 1);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	CHECK_EQ(srcmaps_load(maps, path, NULL), 0);
	begin(&(struct session_options){ .names = true, .maps = maps });
	records_own_maps(&records, 1);
	records.stack = records_stack_of(&records, 1, (records_function *const[]){ load_blob }, 1);
	records_call(&records, 1, "read", 1, 5 * US, NULL);
	row = profile_named(session_profile(session, PROFILE_ORIGINAL), "load.py:7");
	if (CHECK(row != NULL)) {
		CHECK_EQ(row->calls, 1);
		CHECK_STR(row->file, "load.py");
		CHECK_EQ(row->line, 7);
	}
	CHECK(row_of(1).place->orig_exact);
	end();
	srcmaps_free(maps);
	close(fd);
}

static void
without_names_nothing_is_looked_up(void)
{
	unsigned count;
	bool cut;

	begin_plain();
	records_own_maps(&records, 1);
	records.stack = records_stack_of(&records, 1, (records_function *const[]){ load_blob }, 1);
	CHECK(row_of(records_call(&records, 1, "read", 1, US, NULL)).place == &place_unknown);
	CHECK(session_stack(session, records.stack, &count, &cut) == NULL);
	CHECK_EQ(profile_count(session_profile(session, PROFILE_FUNCTION)), 0);
	end();
}

/* The tracer itself remembers no more than 4 Mi frames; whoever looks at an older row still sees who asked. */
static void
the_oldest_stacks_go_but_not_the_places(void)
{
	enum { DEEP = 128, STACKS = (4 << 20) / DEEP + 10 };
	struct event_frame frames[DEEP] = { { .pc = (uintptr_t)load_blob, .flags = FRAME_EXACT_PC } };
	uint64_t seq;
	uint32_t first;
	unsigned count;
	bool cut;

	begin_with_names();
	first = records_stack_of(&records, 1, (records_function *const[]){ load_blob, run_jobs }, 2);
	records.stack = first;
	seq = records_call(&records, 1, "read", 1, US, NULL);
	for (unsigned i = 0; i < STACKS; i++) {
		frames[1].pc = i % 100;
		records.stack = records_stack(&records, 1, frames, DEEP);
	}
	CHECK(session_stack(session, first, &count, &cut) == NULL);
	CHECK(session_stack(session, records.stack, &count, &cut) != NULL);
	CHECK_EQ(count, DEEP);
	CHECK_STR(row_of(seq).place->function, "load_blob");
	CHECK_STR(row_of(seq).place->caller, "run_jobs");
	end();
}

/* --- tasks --------------------------------------------------------------------------- */

static void
tasks_are_born_change_and_die(void)
{
	const struct tasks *tasks;
	const struct task *task;
	uint32_t thread, child;

	begin_plain();
	tasks = session_tasks(session);
	records_exec(&records, 1, "/usr/bin/tally");
	thread = records_thread(&records, 1, "worker");
	child = records_task(&records, 1, "tally");
	CHECK_EQ(tasks_count(tasks), 3);
	CHECK_EQ(tasks_alive(tasks), 3);
	CHECK_EQ(tasks_get(tasks, thread)->pid, tasks_get(tasks, 1)->tid);
	CHECK_STR(tasks_get(tasks, thread)->comm, "worker");
	CHECK_STR(tasks_get(tasks, child)->path, "/usr/bin/tally");
	records_exec(&records, child, "/bin/sh");
	records_call(&records, child, "read", -5, 3 * US, NULL);
	records_call(&records, child, "read", 1, 4 * US, NULL);
	task = tasks_get(tasks, child);
	CHECK_STR(task->path, "/bin/sh");
	CHECK_STR(task->comm, "sh");
	CHECK_STR(tasks_get(tasks, 1)->path, "/usr/bin/tally");
	CHECK_EQ(task->parent, 1);
	CHECK_EQ(task->origin, TASK_FORK);
	CHECK_EQ(task->calls, 2);
	CHECK_EQ(task->errors, 1);
	CHECK_EQ(task->call_ns, 7 * US);
	CHECK_EQ(task->status, -1);
	records_exit(&records, child, 0x100);
	CHECK_EQ(tasks_alive(tasks), 2);
	CHECK(!tasks_get(tasks, child)->alive);
	CHECK_EQ(tasks_get(tasks, child)->status, 0x100);
	CHECK_EQ(tasks_get(tasks, child)->end_ns, records.now_ns);
	CHECK(tasks_get(tasks, 0) == NULL);
	CHECK(tasks_get(tasks, 4) == NULL);
	end();
}

static void
records_of_unknown_tasks_do_no_harm(void)
{
	begin_plain();
	records_exec(&records, 77, "/bin/sh");
	records_exit(&records, 77, 0);
	records_call(&records, 77, "read", 1, US, NULL);
	records_signal(&records, 77, SIGINT);
	CHECK_EQ(totals()->calls, 1);
	CHECK_EQ(tasks_count(session_tasks(session)), 1);
	end();
}

/* --- sources --------------------------------------------------------------------------- */

static void
source_files_are_read_line_by_line(void)
{
	static const char text[] = "int\nmain(void)\n\n{\n}";
	const struct source_text *source;
	int fd = memfd_create("source", MFD_CLOEXEC);
	char path[32];

	CHECK(write(fd, text, sizeof text - 1) == sizeof text - 1);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	begin_plain();
	source = session_source(session, path);
	if (CHECK(source != NULL) && CHECK_EQ(source->count, 5)) {
		CHECK_STR(source->lines[0], "int");
		CHECK_STR(source->lines[1], "main(void)");
		CHECK_STR(source->lines[2], "");
		CHECK_STR(source->lines[4], "}");
	}
	CHECK(session_source(session, path) == source);
	CHECK(session_source(session, "/nowhere/main.c") == NULL);
	CHECK(session_source(session, "/tmp") == NULL);
	CHECK(session_source(session, "/dev/zero") == NULL);
	CHECK(session_source(session, "") == NULL);
	end();
	close(fd);
}

static void
calls_are_grouped_by_thread_by_path_and_as_reads_and_writes(void)
{
	const struct profile_row *row;
	uint32_t child;

	begin_plain();
	child = records_task(&records, 1, "child");
	records_call(&records, 1, "openat", 3, 2 * MS, "/etc/passwd");
	records_call(&records, child, "openat", ENOENT_RESULT, US, "/etc/passwd");
	records_call(&records, child, "getpid", 1, 2 * MS, NULL);
	records_call(&records, 1, "close", 0, US, NULL);
	row = profile_named(session_profile(session, PROFILE_FILE), "/etc/passwd");
	CHECK(row != NULL && row->calls == 2 && row->errors == 1);
	CHECK_EQ(profile_count(session_profile(session, PROFILE_FILE)), 1);
	CHECK_EQ(row->io_calls, 2);
	CHECK_EQ(row->slow_io, 1);
	row = profile_named(session_profile(session, PROFILE_THREAD), "child 1002");
	CHECK(row != NULL && row->calls == 2 && row->io_calls == 1 && row->slow_io == 0);
	CHECK_EQ(profile_count(session_profile(session, PROFILE_THREAD)), 2);
	CHECK(profile_is_io("vmsplice") && !profile_is_io("getdents64"));
	end();
}

static void
time_is_told_of_a_function_and_of_what_it_calls(void)
{
	const struct callgraph *graph;
	struct callgraph_figures figures[4];
	uint32_t stack;

	begin_with_names();
	stack = records_stack_of(&records, 1, (records_function *const[]){ load_blob, parse_config, run_jobs }, 3);
	records_add_call(&records, &(struct record_call){ .task = 1, .name = "read", .result = 1, .duration_ns = 10 * US, .stack = stack });
	stack = records_stack_of(&records, 1, (records_function *const[]){ write_report, run_jobs }, 2);
	records_add_call(&records, &(struct record_call){ .task = 1, .name = "write", .result = 1, .duration_ns = 5 * US, .stack = stack });
	graph = session_callgraph(session);
	CHECK_EQ(callgraph_whole(graph, "run_jobs").total_ns, 15 * US);
	CHECK_EQ(callgraph_whole(graph, "parse_config").calls, 1);
	CHECK_EQ(callgraph_callers(graph, "load_blob", figures, 4), 1);
	CHECK_STR(figures[0].name, "parse_config");
	CHECK_EQ(callgraph_callees(graph, "run_jobs", figures, 4), 2);
	CHECK_STR(figures[0].name, "parse_config");
	CHECK_EQ(figures[1].total_ns, 5 * US);
	end();
}

/* Calls of the last second by tenths of a second, whatever comes later. */
static void
test_task_rate(void)
{
	const struct task *task;
	uint64_t begin_ns;

	begin_plain();
	begin_ns = (records.now_ns / 100000000 + 1) * 100000000;
	records_wait(&records, begin_ns - records.now_ns);
	for (unsigned i = 0; i < 15; i++) {	/* one each tenth of a second, 1.5 s */
		records_call(&records, 1, "getpid", 1, 1000, NULL);
		records_wait(&records, 100 * MS - 1000);
	}
	task = tasks_get(session_tasks(session), 1);
	CHECK_EQ(task_rate(task, begin_ns + (uint64_t)1450 * MS), 10);
	CHECK_EQ(task_rate(task, begin_ns + (uint64_t)1950 * MS), 5);
	CHECK_EQ(task_rate(task, begin_ns + (uint64_t)2450 * MS), 0);
	CHECK_EQ(task_rate(task, begin_ns + (uint64_t)9000 * MS), 0);
	records_wait(&records, (uint64_t)7000 * MS);
	records_call(&records, 1, "getpid", 1, 1000, NULL);
	CHECK_EQ(task_rate(task, records.now_ns), 1);
	CHECK_EQ(task->last_seq, 16);
	end();
}

int
main(void)
{
	calls_are_grouped_by_thread_by_path_and_as_reads_and_writes();
	time_is_told_of_a_function_and_of_what_it_calls();
	before_anything_happens_all_is_zero();
	a_short_run_is_told_in_full();
	an_open_call_keeps_its_row_when_it_returns();
	a_call_that_never_returns_is_in_no_figure_but_its_tasks();
	a_task_that_dies_inside_a_call_leaves_none_open();
	errors_are_the_kernels_negative_numbers();
	what_takes_unusually_long_is_an_alert();
	seconds_count_calls_where_they_ended();
	numbers_without_a_call_share_one_group();
	lost_calls_have_rows_that_say_so();
	a_lost_call_may_still_return();
	a_file_may_claim_any_number_and_nothing_grows();
	the_oldest_rows_go_and_figures_stay();
	without_history_the_newest_call_is_there();
	a_call_that_outlived_its_row_has_one_when_it_returns();
	other_records_are_kept_in_order_and_bounded();
	a_million_calls_need_no_more_memory_than_was_allowed();
	a_call_is_asked_for_by_the_first_function_of_the_users();
	without_a_function_of_the_users_it_is_the_innermost();
	the_same_asker_with_another_caller_is_another_place();
	calls_are_grouped_by_function_and_by_line();
	code_without_names_is_grouped_by_its_module();
	transpiled_code_is_grouped_by_its_original_line_too();
	without_names_nothing_is_looked_up();
	the_oldest_stacks_go_but_not_the_places();
	tasks_are_born_change_and_die();
	records_of_unknown_tasks_do_no_harm();
	source_files_are_read_line_by_line();
	test_task_rate();
	return check_result();
}
