/* Lanes: calls fill the slices that they last through, wherever they begin, and open ones as far as they are known. */
#include "model/lanes.h"

#include <errno.h>

#include "check.h"
#include "model/session.h"
#include "records.h"

enum { MS = 1000000 };

static struct records records;
static uint32_t worker, waiter;

static void
begin(void)
{
	const struct session_options options = { 0 };

	records = (struct records){ .session = session_new(&options) };
	records_start(&records, "lanes");
	worker = records_task(&records, 0, "worker");
	waiter = records_thread(&records, worker, "waiter");
}

static struct lanes *
lanes_at(uint64_t begin_ns, uint64_t slice_ns, unsigned slices, uint64_t until_ns)
{
	const struct lanes_window window = { .begin_ns = begin_ns, .slice_ns = slice_ns, .slices = slices };
	struct lanes *lanes = lanes_new(records.session, &window);

	lanes_follow(lanes, session_end(records.session), until_ns);
	while (!lanes_work(lanes, 1))
		;
	return lanes;
}

/* 3 ms from 1 ms on are a whole slice of 2 ms and a half at each side, whatever part of the time is looked at. */
static void
test_spans(void)
{
	const struct lane_slice *slice;
	struct lanes *lanes;
	uint64_t seq;

	begin();
	records_wait(&records, 1 * MS);
	seq = records_call(&records, worker, "read", 10, 3 * MS, "text");
	lanes = lanes_at(0, 2 * MS, 4, 4 * MS);
	for (unsigned i = 0; i < 2; i++) {
		slice = lanes_slice(lanes, worker, i);
		if (!CHECK(slice != NULL))
			return;
		CHECK_EQ(slice->work_ns, i == 0 ? 1 * MS : 2 * MS);
		CHECK_EQ(slice->wait_ns, 0);
		CHECK_EQ(slice->calls, i == 0);
		CHECK_EQ(slice->longest_seq, seq);
		CHECK_EQ(slice->longest_ns, slice->work_ns);
	}
	CHECK(lanes_slice(lanes, worker, 2) == NULL);
	CHECK(lanes_slice(lanes, waiter, 0) == NULL);
	CHECK(lanes_slice(lanes, 99, 0) == NULL);
	lanes_free(lanes);

	lanes = lanes_at(3 * MS, MS / 2, 100, 4 * MS);
	for (unsigned i = 0; i < 2; i++) {
		slice = lanes_slice(lanes, worker, i);
		CHECK(slice != NULL && slice->work_ns == MS / 2 && slice->calls == 0 && slice->longest_seq == seq);
	}
	CHECK(lanes_slice(lanes, worker, 2) == NULL);
	lanes_free(lanes);

	lanes = lanes_at(20 * MS, MS, 3, 4 * MS);
	for (unsigned i = 0; i < 3; i++)
		CHECK(lanes_slice(lanes, worker, i) == NULL);
	lanes_free(lanes);
	session_free(records.session);
}

/* Many in one slice are summed up, the longest is known, and failures are counted where the call was entered. */
static void
test_sums(void)
{
	const struct lane_slice *slice;
	struct lanes *lanes;
	uint64_t longest;

	begin();
	for (unsigned i = 0; i < 5; i++)
		records_call(&records, worker, "openat", i < 2 ? -ENOENT : 3, MS / 10, "notes");
	longest = records_call(&records, worker, "read", 1, MS / 2, "x");
	records_call(&records, worker, "close", -EBADF, MS, NULL);
	lanes = lanes_at(0, MS, 4, 2 * MS);
	slice = lanes_slice(lanes, worker, 0);
	if (!CHECK(slice != NULL))
		return;
	CHECK_EQ(slice->work_ns, MS);
	CHECK_EQ(slice->calls, 6);
	CHECK_EQ(slice->errors, 2);
	CHECK_EQ(slice->longest_seq, longest);
	CHECK_EQ(slice->longest_ns, MS / 2);
	slice = lanes_slice(lanes, worker, 1);
	CHECK(slice != NULL && slice->calls == 1 && slice->errors == 1 && slice->work_ns == MS);
	lanes_free(lanes);
	session_free(records.session);
}

/* A call that goes on fills its lane as time does, once; when it returns it is what it was all along: one call. */
static void
test_open(void)
{
	struct record_call wait = { .name = "wait4", .state = CALL_OPEN, .duration_ns = 2 * MS, .args = { 0 } };
	const struct lane_slice *slice;
	struct lanes *lanes;
	uint64_t seq;

	begin();
	wait.task = waiter;
	records_wait(&records, 2 * MS);
	seq = records_add_call(&records, &wait);
	lanes = lanes_at(0, 4 * MS, 4, 3 * MS);
	slice = lanes_slice(lanes, waiter, 0);
	CHECK(slice != NULL && slice->wait_ns == 3 * MS && slice->work_ns == 0 && slice->calls == 1 && slice->errors == 0);
	lanes_follow(lanes, session_end(records.session), 6 * MS);
	CHECK(lanes_work(lanes, 1));
	CHECK(slice->wait_ns == 4 * MS && slice->calls == 1 && slice->longest_ns == 4 * MS);
	slice = lanes_slice(lanes, waiter, 1);
	CHECK(slice != NULL && slice->wait_ns == 2 * MS && slice->calls == 0 && slice->longest_seq == seq);

	records_wait(&records, 5 * MS);
	wait.seq = seq;
	wait.state = CALL_DONE;
	wait.duration_ns = 7 * MS;
	wait.result = -ECHILD;
	records_add_call(&records, &wait);
	lanes_follow(lanes, session_end(records.session), 12 * MS);
	CHECK(lanes_work(lanes, 1));
	slice = lanes_slice(lanes, waiter, 0);
	CHECK(slice != NULL && slice->calls == 1 && slice->errors == 1);
	slice = lanes_slice(lanes, waiter, 1);
	CHECK(slice != NULL && slice->wait_ns == 3 * MS && slice->longest_ns == 3 * MS);
	CHECK(lanes_slice(lanes, waiter, 2) == NULL);
	lanes_free(lanes);
	session_free(records.session);
}

/* As of an earlier time a call that is over now was going on, and a later one was not there. */
static void
test_earlier(void)
{
	const struct lane_slice *slice;
	struct lanes *lanes;

	begin();
	records_call(&records, worker, "read", -EIO, 4 * MS, "x");
	records_call(&records, worker, "read", 1, 4 * MS, "x");
	lanes = lanes_at(0, MS, 10, 3 * MS);
	slice = lanes_slice(lanes, worker, 0);
	CHECK(slice != NULL && slice->calls == 1 && slice->errors == 0);
	CHECK(lanes_slice(lanes, worker, 2) != NULL);
	CHECK(lanes_slice(lanes, worker, 3) == NULL);
	lanes_free(lanes);
	session_free(records.session);
}

/* Of calls that are not kept nothing is known, and since when there is something is. */
static void
test_gone(void)
{
	const struct session_options options = { .history_bytes = 100000 };
	struct lanes *lanes;
	struct call_row row;

	records = (struct records){ .session = session_new(&options) };
	records_start(&records, "lanes");
	worker = records_task(&records, 0, "worker");
	for (unsigned i = 0; i < 20000; i++)
		records_call(&records, worker, "getppid", 1, 1000, NULL);
	CHECK(session_first(records.session) > 1);
	CHECK(session_row(records.session, session_first(records.session), &row));
	lanes = lanes_at(0, MS, 30, 20 * MS);
	CHECK_EQ(lanes_since_ns(lanes), row.event->head.time_ns - session_totals(records.session)->begin_ns);
	CHECK(lanes_slice(lanes, worker, 0) == NULL);
	CHECK(lanes_slice(lanes, worker, 19) != NULL);
	lanes_free(lanes);
	session_free(records.session);
}

int
main(void)
{
	test_spans();
	test_sums();
	test_open();
	test_earlier();
	test_gone();
	return check_result();
}
