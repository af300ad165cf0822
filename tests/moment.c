/* Moments: steps meet every call in the order in which calls ended, and a time finds the newest that was over. */
#include "ui/moment.h"

#include "records.h"

#include "check.h"

enum { CALLS = 500, MS = 1000000 };

static struct records records;
static struct session *session;

/* Call 3 is seen open and ends long after others; a few are lost. */
static void
begin(void)
{
	struct record_call open = { .name = "poll", .state = CALL_OPEN, .duration_ns = MS };

	session = session_new(&(struct session_options){ 0 });
	records = (struct records){ .session = session };
	records_start(&records, "tally");
	open.task = records_task(&records, 0, "tally");
	records_task(&records, 1, "other");
	records_call(&records, 2, "read", 1, MS, NULL);
	records_call(&records, 2, "read", 1, MS, NULL);
	records_wait(&records, MS);
	open.seq = records_add_call(&records, &open);
	for (unsigned i = 0; i < CALLS; i++)
		records_call(&records, 2, "read", 1, MS, NULL);
	open.state = CALL_DONE;
	open.duration_ns = (CALLS + 1) * (uint64_t)MS;
	records_add_call(&records, &open);
	records_lost(&records, 5);
	records_call(&records, 2, "read", 1, MS, NULL);
}

static void
test_steps(void)
{
	uint64_t moment = 0, before = UINT64_MAX, count = 0;

	begin();
	while ((moment = moment_step(session, moment, -1)) != 1) {
		CHECK(moment_ns(session, moment) < before);
		before = moment_ns(session, moment);
		count++;
	}
	CHECK(count >= CALLS + 1);
	CHECK_EQ(moment_step(session, 1, -1), 1);
	for (count = 0; moment != 0; count++) {
		uint64_t next = moment_step(session, moment, 1);

		CHECK(next == 0 || moment_ns(session, next) > moment_ns(session, moment));
		moment = next;
	}
	CHECK(count >= CALLS + 3);
	CHECK_EQ(moment_step(session, 0, 1), 0);
	session_free(session);
}

static void
test_times(void)
{
	begin();
	CHECK_EQ(moment_at(session, 0), 1);
	CHECK_EQ(moment_at(session, UINT64_MAX), session_end(session) - 1);
	for (uint64_t seq = 4; seq < CALLS; seq += 7) {
		CHECK_EQ(moment_at(session, moment_ns(session, seq)), seq);
		CHECK_EQ(moment_at(session, moment_ns(session, seq) - 1), seq == 4 ? 2 : seq - 1);
	}
	session_free(session);
}

static void
test_far(void)
{
	uint64_t moment = 0;
	unsigned steps = 0;

	begin();
	do {
		moment = moment_far(session, moment, -1);
		steps++;
	} while (moment > 1 && steps < 1000);
	CHECK(steps > 80 && steps < 130);
	for (steps = 0; moment != 0 && steps < 1000; steps++)
		moment = moment_far(session, moment, 1);
	CHECK(steps > 80 && steps < 130);
	CHECK_EQ(moment_far(session, 0, 1), 0);
	session_free(session);
	session = session_new(&(struct session_options){ 0 });
	CHECK_EQ(moment_far(session, 0, -1), 0);
	CHECK_EQ(moment_at(session, 5), 0);
	session_free(session);
}

int
main(void)
{
	test_steps();
	test_times();
	test_far();
	return check_result();
}
