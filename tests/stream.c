/*
 * The cursor of the stream stays at its call, whatever comes, goes, is
 * filtered, folded or made smaller; at the end it follows.
 */
#include "ui/stream.h"

#include "check.h"
#include "model/filter.h"
#include "model/filterview.h"
#include "records.h"
#include "ui/marks.h"

static struct records records;
static struct session *session;
static struct scene scene;
static struct marks marks;
static struct pane pane;
static uint32_t task;
static struct filter *filter;
static struct filterview *view;

static void
settle(void)
{
	if (view != NULL)
		while (!filterview_work(view, 4096))
			continue;
	scene.end = session_end(session);
	scene.view = view;
	pane.ops->settle(&pane, &scene);
}

/* `history`: bytes that are kept of records. */
static void
begin(uint64_t history)
{
	session = session_new(&(struct session_options){ .history_bytes = history });
	records = (struct records){ .session = session };
	records_start(&records, "tally");
	task = records_task(&records, 0, "tally");
	scene = (struct scene){ .session = session, .figures = session, .marks = &marks };
	pane_open(&pane, &pane_stream);
	pane.rows = 11;		/* ten and the heading */
	pane.cols = 100;
}

static void
end(void)
{
	pane_close(&pane);
	filterview_free(view);
	filter_free(filter);
	view = NULL;
	filter = NULL;
	session_free(session);
}

/* Calls in turn: every third one fails. */
static void
tell(unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		records_call(&records, task, i % 3 == 2 ? "openat" : "read", i % 3 == 2 ? -2 : 4096, 1000, NULL);
}

static void
show_only(const char *text)
{
	filterview_free(view);
	filter_free(filter);
	CHECK_EQ(filter_parse(text, &filter, NULL), 0);
	view = filterview_new(filter, session, pane.call);
}

static unsigned
act(enum action action)
{
	unsigned reaction;

	settle();
	reaction = pane.ops->act(&pane, &scene, action);
	settle();
	return reaction;
}

static uint64_t
top(void)
{
	return ((struct stream *)pane.state)->top;
}

static const char *
hint(void)
{
	static char room[160];

	room[0] = '\0';
	pane.ops->hint(&pane, &scene, room, sizeof room);
	return room;
}

static void
at_the_end_it_follows(void)
{
	begin(0);
	settle();
	CHECK_EQ(pane.call, 0);
	tell(50);
	settle();
	CHECK_EQ(pane.call, 50);
	CHECK_EQ(top(), 41);
	tell(10);
	settle();
	CHECK_EQ(pane.call, 60);
	act(ACTION_UP);
	act(ACTION_DOWN);	/* at the end again */
	tell(1);
	settle();
	CHECK_EQ(pane.call, 61);
	end();
}

static void
nothing_that_comes_moves_it(void)
{
	begin(0);
	tell(50);
	act(ACTION_UP);
	act(ACTION_UP);
	CHECK_EQ(pane.call, 48);
	CHECK_EQ(top(), 41);
	for (int i = 0; i < 100; i++) {
		tell(7);
		settle();
		CHECK_EQ(pane.call, 48);
		CHECK_EQ(top(), 41);
	}
	CHECK_STR(hint(), "+700 new below: G");
	show_only("err");
	settle();
	CHECK_STR(hint(), "+200 new below: G");
	show_only("");
	act(ACTION_LAST);
	CHECK_EQ(pane.call, 750);
	CHECK_STR(hint(), "following");
	end();
}

static void
what_is_no_longer_kept_is_said(void)
{
	begin(3 << 20);
	tell(100);
	act(ACTION_FIRST);
	CHECK_EQ(pane.call, 1);
	tell(60000);
	settle();
	CHECK(session_first(session) > 1);
	CHECK_EQ(pane.call, session_first(session));
	CHECK_STR(hint(), "that call is no longer kept");
	end();
}

static void
a_filter_brings_it_to_the_nearest_and_back(void)
{
	begin(0);
	tell(60);
	act(ACTION_FIRST);
	for (int i = 0; i < 18; i++)
		act(ACTION_DOWN);
	CHECK_EQ(pane.call, 19);	/* a read */
	show_only("err");
	settle();
	CHECK_EQ(pane.call, 21);	/* the next that failed */
	tell(30);
	settle();
	CHECK_EQ(pane.call, 21);
	show_only("");
	settle();
	CHECK_EQ(pane.call, 19);
	show_only("err");
	act(ACTION_DOWN);		/* the user goes on from there */
	CHECK_EQ(pane.call, 24);
	show_only("");
	settle();
	CHECK_EQ(pane.call, 24);
	show_only("fn = mmap");
	settle();
	CHECK_EQ(pane.call, 0);
	show_only("seq < 10");		/* only before it */
	settle();
	CHECK_EQ(pane.call, 9);
	show_only("");
	settle();
	CHECK_EQ(pane.call, 24);
	end();
}

static void
another_size_leaves_it(void)
{
	static const int sizes[] = { 3, 1, 40, 200, 2, 11 };

	begin(0);
	tell(100);
	for (int i = 0; i < 30; i++)
		act(ACTION_UP);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		uint64_t rows = sizes[i] > 2 ? (uint64_t)sizes[i] - 1 : (uint64_t)sizes[i];

		pane.rows = sizes[i];
		settle();
		CHECK_EQ(pane.call, 70);
		CHECK(top() <= 70 && 70 < top() + rows);
	}
	end();
}

static void
a_gap_is_one_row(void)
{
	begin(0);
	tell(3);
	records_lost(&records, 1000);
	tell(3);
	act(ACTION_LAST);
	CHECK_EQ(pane.call, 1006);
	act(ACTION_UP);
	act(ACTION_UP);
	act(ACTION_UP);
	CHECK_EQ(pane.call, 4);
	act(ACTION_UP);
	CHECK_EQ(pane.call, 3);
	show_only("gap");
	act(ACTION_FIRST);
	CHECK_EQ(pane.call, 4);
	act(ACTION_DOWN);
	CHECK_EQ(pane.call, 4);
	end();
}

static void
a_run_of_equal_calls_is_one_row(void)
{
	struct rows rows;

	begin(0);
	tell(3);
	for (int i = 0; i < 100; i++)
		records_call(&records, task, "read", 4096, 1000, NULL);
	tell(3);
	act(ACTION_FIRST);
	for (int i = 0; i < 40; i++)
		act(ACTION_DOWN);
	CHECK_EQ(pane.call, 41);
	act(ACTION_FOLD);
	CHECK_EQ(pane.call, 4);		/* its row begins there: 100 and the first two after them */
	rows = stream_rows(pane.state, &scene);
	CHECK_EQ(rows_span(&rows, 4).calls, 102);
	CHECK_EQ(rows_span(&rows, 4).last, 105);
	CHECK_EQ(rows_span(&rows, 4).duration_ns, 102000);
	CHECK_EQ(rows_next(&rows, 4), 106);
	CHECK_EQ(rows_prev(&rows, 106), 4);
	act(ACTION_FOLD);
	CHECK_EQ(pane.call, 41);
	end();
}

/* Rows do not depend on where one begins to look, and no run is endless. */
static void
rows_are_the_same_from_anywhere(void)
{
	struct rows rows;
	uint64_t row, count = 0;

	begin(0);
	for (int i = 0; i < 20000; i++)
		records_call(&records, task, "read", 4096, 1000, NULL);
	settle();
	((struct stream *)pane.state)->fold = true;
	rows = stream_rows(pane.state, &scene);
	for (row = rows_first(&rows); row != 0; row = rows_next(&rows, row)) {
		struct row_span span = rows_span(&rows, row);

		for (uint64_t seq = row; seq <= span.last; seq += 97)
			CHECK_EQ(rows_at(&rows, seq), row);
		CHECK_EQ(rows_at(&rows, span.last), row);
		count += span.calls;
	}
	CHECK_EQ(count, 20000);
	end();
}

static void
rows_around_the_cursor_stay_in_sight(void)
{
	begin(0);
	tell(100);
	scene.scrolloff = 3;
	act(ACTION_FIRST);
	for (int i = 0; i < 7; i++)
		act(ACTION_DOWN);
	CHECK_EQ(pane.call, 8);
	CHECK_EQ(top(), 2);		/* 9, 10 and 11 are below it */
	for (int i = 0; i < 4; i++)
		act(ACTION_UP);
	CHECK_EQ(top(), 1);
	end();
}

static void
errors_are_gone_to(void)
{
	begin(0);
	tell(30);
	act(ACTION_FIRST);
	act(ACTION_NEXT_ERROR);
	CHECK_EQ(pane.call, 3);
	act(ACTION_NEXT_ERROR);
	CHECK_EQ(pane.call, 6);
	act(ACTION_PREV_ERROR);
	CHECK_EQ(pane.call, 3);
	CHECK(act(ACTION_PREV_ERROR) & REACT_MESSAGE);
	CHECK_EQ(pane.call, 3);
	end();
}

static struct rows
all_rows(void)
{
	return stream_rows(pane.state, &scene);
}

/* Signals and ends of tasks stand below the call they came after, and the window counts their lines. */
static void
what_is_no_call_stands_between(void)
{
	const struct stream *stream;
	const struct event *others[ROWS_OTHERS_MAX];
	struct rows rows;
	uint64_t left;

	begin(1 << 20);
	stream = pane.state;
	tell(20);
	records_signal(&records, task, 17);
	records_note(&records, "a thread could not be attached");
	tell(1);
	settle();
	rows = all_rows();
	CHECK_EQ(rows_others(&rows, 19, others, &left), 0);
	CHECK_EQ(rows_others(&rows, 20, others, &left), 2);
	CHECK_EQ(others[0]->kind, EVENT_SIGNAL);
	CHECK_EQ(others[1]->kind, EVENT_NOTE);
	CHECK_EQ(left, 0);
	CHECK_EQ(rows_lines(&rows, 20), 3);
	rows.until_ns = others[0]->time_ns - 1;	/* who looks back does not see what is to come */
	CHECK_EQ(rows_lines(&rows, 20), 1);
	rows.until_ns = records.now_ns;
	CHECK_EQ(rows_lines(&rows, 20), 3);
	CHECK_EQ(stream->cursor, 21);
	CHECK_EQ(stream->top, 14);	/* ten lines: 14 to 19, three of 20, 21 */

	for (unsigned i = 0; i < 7; i++)
		records_signal(&records, task, 10);
	settle();
	rows = all_rows();
	CHECK_EQ(rows_others(&rows, 21, others, &left), ROWS_OTHERS_MAX - 1);
	CHECK_EQ(left, 4);
	CHECK_EQ(rows_lines(&rows, 21), 1 + ROWS_OTHERS_MAX);
	CHECK_EQ(stream->top, 18);	/* and these two */
	(void)act(ACTION_PAGE_UP);
	CHECK_EQ(stream->cursor, 14);	/* nine lines up */

	/* Many more than anybody reads are not counted to the end. */
	for (unsigned i = 0; i < 3 * ROWS_LEFT_MAX; i++)
		records_signal(&records, task, 10);
	CHECK_EQ(rows_others(&rows, 21, others, &left), ROWS_OTHERS_MAX - 1);
	CHECK_EQ(left, ROWS_LEFT_MAX + 1);

	/* Among the calls of a filter they would say what is not so. */
	show_only("fn = read");
	settle();
	rows = all_rows();
	CHECK_EQ(rows_others(&rows, 20, others, &left), 0);
	end();
}

int
main(void)
{
	what_is_no_call_stands_between();
	at_the_end_it_follows();
	nothing_that_comes_moves_it();
	what_is_no_longer_kept_is_said();
	a_filter_brings_it_to_the_nearest_and_back();
	another_size_leaves_it();
	a_gap_is_one_row();
	a_run_of_equal_calls_is_one_row();
	rows_are_the_same_from_anywhere();
	rows_around_the_cursor_stay_in_sight();
	errors_are_gone_to();
	return check_result();
}
