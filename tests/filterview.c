/* Views of a filter: in slices, while calls come, return and go, they hold what the filter means. */
#include "model/filterview.h"

#include "base/mem.h"
#include "chance.h"
#include "check.h"
#include "model/filter.h"
#include "model/past.h"
#include "records.h"

enum { US = 1000, MS = 1000000, OPEN_TASKS = 5, SMALL_HISTORY = 1 };	/* bytes: the least, a chunk */

static struct records records;
static struct session *session;

static uint64_t chance = 99;

static struct filter *
parse(const char *text)
{
	struct filter *filter = NULL;

	CHECK_EQ(filter_parse(text, &filter, NULL), 0);
	return filter;
}

static void
begin(uint64_t history_bytes)
{
	session = session_new(&(struct session_options){ .history_bytes = history_bytes });
	records = (struct records){ .session = session };
	records_start(&records, "busy");
	records_task(&records, 0, "busy");
	for (unsigned i = 0; i < OPEN_TASKS; i++)
		records_thread(&records, 1, "waiter");
}

static void
add_calls(unsigned count)
{
	static const char *const names[] = { "read", "write", "close", "getpid" };

	for (unsigned i = 0; i < count; i++)
		records_call(&records, 1, names[chance_below(&chance, 4)], chance_below(&chance, 5) == 0 ? -2 : (int64_t)chance_below(&chance, 100), chance_below(&chance, 20) * US, NULL);
}

/* What the view should hold, found the slow way. */
static void
holds_what_is_meant(const struct filterview *view, const struct filter *filter)
{
	size_t index = 0;
	bool same = true;

	for (uint64_t seq = session_first(session); seq < session_end(session); seq++) {
		struct call_row row;
		bool meant = session_row(session, seq, &row) && filter_match(filter, session, seq, &row);

		if (filterview_has(view, seq) != meant)
			same = false;
		if (filterview_find(view, seq) != index)
			same = false;
		if (meant)
			same = same && filterview_at(view, index++) == seq;
	}
	CHECK(same);
	CHECK_EQ(filterview_count(view), index);
	CHECK_EQ(filterview_find(view, session_end(session)), index);
}

/* All that a view has is meant, in order, though it has not seen all. */
static void
holds_nothing_else(const struct filterview *view, const struct filter *filter)
{
	uint64_t last = 0;
	bool right = true;

	for (size_t i = 0; i < filterview_count(view); i++) {
		uint64_t seq = filterview_at(view, i);
		struct call_row row;

		right = right && seq > last && session_row(session, seq, &row) && filter_match(filter, session, seq, &row);
		last = seq;
	}
	CHECK(right);
}

static void
a_view_is_filled_in_slices_from_where_one_looks(void)
{
	struct filter *filter = parse("fn = read");
	struct filterview *view;
	struct filterview_progress progress;
	unsigned slices = 0;

	begin(0);
	add_calls(1000);
	view = filterview_new(filter, session, 601);
	CHECK_EQ(filterview_count(view), 0);
	CHECK(!filterview_work(view, 100));
	progress = filterview_progress(view);
	CHECK_EQ(progress.seen, 100);
	CHECK_EQ(progress.all, 1000);
	CHECK(filterview_count(view) > 0 && filterview_at(view, 0) >= 601);
	while (!filterview_work(view, 100)) {
		holds_nothing_else(view, filter);
		slices++;
	}
	CHECK_EQ(slices, 8);
	holds_what_is_meant(view, filter);
	filterview_free(view);

	/* at the newest, it goes backwards */
	view = filterview_new(filter, session, UINT64_MAX);
	CHECK(!filterview_work(view, 100));
	CHECK(filterview_count(view) > 0 && filterview_at(view, 0) > 900);
	while (!filterview_work(view, 1000))
		;
	holds_what_is_meant(view, filter);
	filterview_restart(view, 0);
	CHECK_EQ(filterview_count(view), 0);
	CHECK(filterview_work(view, 1000));
	holds_what_is_meant(view, filter);
	filterview_free(view);
	filterview_free(NULL);
	filter_free(filter);
	session_free(session);
}

static void
an_empty_session_has_an_empty_view(void)
{
	struct filter *filter = parse("");
	struct filterview *view;

	session = session_new(&(struct session_options){ 0 });
	view = filterview_new(filter, session, 5);
	CHECK(filterview_work(view, 10));
	CHECK_EQ(filterview_count(view), 0);
	CHECK_EQ(filterview_find(view, 3), 0);
	CHECK(!filterview_has(view, 3));
	filterview_free(view);
	filter_free(filter);
	session_free(session);
}

/* An open call is one thing, and another when it returned. */
static void
calls_that_return_come_and_go(void)
{
	struct filter *open = parse("open"), *slow = parse("lat >= 100ms"), *failed = parse("err");
	struct record_call wait = { .task = 2, .name = "wait4", .duration_ns = 60 * MS, .state = CALL_OPEN };
	struct filterview *opens, *slows, *fails;
	uint64_t seq;

	begin(0);
	add_calls(10);
	records_wait(&records, 60 * MS);
	seq = records_add_call(&records, &wait);
	add_calls(10);
	opens = filterview_new(open, session, 0);
	slows = filterview_new(slow, session, 0);
	fails = filterview_new(failed, session, 0);
	CHECK(filterview_work(opens, 100) && filterview_work(slows, 100) && filterview_work(fails, 100));
	CHECK(filterview_has(opens, seq));
	CHECK(!filterview_has(slows, seq) && !filterview_has(fails, seq));

	/* its age grows with what else happens */
	records_wait(&records, 60 * MS);
	add_calls(1);
	CHECK(filterview_work(slows, 100));
	CHECK(filterview_has(slows, seq));
	holds_what_is_meant(slows, slow);

	wait.seq = seq;
	wait.state = CALL_DONE;
	wait.result = -10;
	wait.duration_ns = 130 * MS;
	records_add_call(&records, &wait);
	CHECK(filterview_work(opens, 100) && filterview_work(slows, 100) && filterview_work(fails, 100));
	CHECK(!filterview_has(opens, seq));
	CHECK(filterview_has(slows, seq) && filterview_has(fails, seq));
	holds_what_is_meant(opens, open);
	holds_what_is_meant(slows, slow);
	holds_what_is_meant(fails, failed);
	filterview_free(opens);
	filterview_free(slows);
	filterview_free(fails);
	filter_free(open);
	filter_free(slow);
	filter_free(failed);
	session_free(session);
}

/* Whatever happens in between: calls come, open ones return, losses, old ones go, at any size of slices. */
static void
a_view_follows_whatever_happens(void)
{
	static const char *const texts[] = { "fn = read", "err or open", "!open", "lat > 10us", "gap", "" };
	struct record_call open[OPEN_TASKS] = { { .task = 0 } };

	for (unsigned round = 0; round < sizeof texts / sizeof *texts; round++) {
		struct filter *filter = parse(texts[round]);
		struct filterview *view;

		begin(SMALL_HISTORY);
		add_calls(100);
		view = filterview_new(filter, session, chance_below(&chance, 120));
		for (unsigned step = 0; step < 3000; step++) {
			struct record_call *call = &open[chance_below(&chance, OPEN_TASKS)];

			if (chance_below(&chance, 8) == 0 && call->seq == 0) {
				*call = (struct record_call){
					.task = 2 + (uint32_t)(call - open), .name = "read", .state = CALL_OPEN,
					.duration_ns = 50 * MS,
				};
				records_wait(&records, 50 * MS);
				call->seq = records_add_call(&records, call);
			} else if (chance_below(&chance, 8) == 0 && call->seq != 0) {
				call->state = chance_below(&chance, 3) == 0 ? CALL_UNFINISHED : CALL_DONE;
				call->result = chance_below(&chance, 2) == 0 ? -4 : 1;
				records_add_call(&records, call);
				call->seq = 0;
			} else if (chance_below(&chance, 50) == 0) {
				records_lost(&records, 1 + chance_below(&chance, 3));
			}
			add_calls(chance_below(&chance, 20));
			if (chance_below(&chance, 3) == 0)
				(void)filterview_work(view, chance_below(&chance, 20));
			if (step % 500 == 499) {
				while (!filterview_work(view, 1 + chance_below(&chance, 1000)))
					;
				holds_what_is_meant(view, filter);
			}
		}
		CHECK(session_first(session) > 1);	/* old ones are gone */
		for (unsigned i = 0; i < OPEN_TASKS; i++)
			open[i].seq = 0;
		filterview_free(view);
		filter_free(filter);
		session_free(session);
	}
}

/* As of a time a call that was inside then is open, as old as it was, and has not failed; later it is what it is. */
static void
looking_back_calls_are_what_they_were(void)
{
	static const char *const texts[] = { "open", "lat > 3ms", "err", "fn = fsync" };
	static const bool then[] = { true, true, false, true }, now[] = { false, true, true, true };

	for (unsigned i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct record_call fsync = { .task = 2, .name = "fsync", .state = CALL_OPEN, .duration_ns = MS };
		struct filter *filter = parse(texts[i]);
		struct filterview *view;
		struct past *past;
		uint64_t entered_ns;

		begin(0);
		add_calls(50);
		entered_ns = records.now_ns;
		records_wait(&records, MS);
		fsync.seq = records_add_call(&records, &fsync);
		add_calls(50);
		records_wait(&records, 8 * MS);
		fsync.state = CALL_DONE;
		fsync.result = -5;
		fsync.duration_ns = records.now_ns - entered_ns;
		records_add_call(&records, &fsync);
		past = past_new(session);
		past_aim(past, entered_ns + 5 * MS);
		CHECK(past_run(past, 1000));
		view = filterview_new(filter, session, 20);
		filterview_as_of(view, entered_ns + 5 * MS, past_session(past));
		while (!filterview_work(view, 7))
			continue;
		CHECK_EQ(filterview_has(view, fsync.seq), then[i]);
		filterview_as_of(view, entered_ns + 2 * MS, past_session(past));
		CHECK(filterview_work(view, 7));
		CHECK_EQ(filterview_has(view, fsync.seq), then[i] && i != 1);
		filterview_as_of(view, 0, session);
		CHECK(filterview_work(view, 7));
		CHECK_EQ(filterview_has(view, fsync.seq), now[i]);
		holds_what_is_meant(view, filter);
		filterview_as_of(view, entered_ns + 5 * MS, past_session(past));	/* all was looked at before */
		CHECK(filterview_work(view, 7));
		CHECK_EQ(filterview_has(view, fsync.seq), then[i]);
		filterview_as_of(view, 0, session);
		CHECK(filterview_work(view, 7));
		holds_what_is_meant(view, filter);
		filterview_free(view);
		filter_free(filter);
		past_free(past);
		session_free(session);
	}
}

int
main(void)
{
	an_empty_session_has_an_empty_view();
	a_view_is_filled_in_slices_from_where_one_looks();
	calls_that_return_come_and_go();
	a_view_follows_whatever_happens();
	looking_back_calls_are_what_they_were();
	return check_result();
}
