/* The last calls of one name that one function asked for, as the history has them. */
#include "model/alike.h"

#include "records.h"

#include "check.h"

static void
what_is_usual_leaves_the_last_one_out(void)
{
	const struct alike odd = { .count = 4, .net_ns = { 300, 100, 200, 9000 } }, even = { .count = 3, .net_ns = { 100, 300, 7 } };
	uint64_t median_ns, mad_ns;

	alike_usual(&odd, &median_ns, &mad_ns);
	CHECK_EQ(median_ns, 200);
	CHECK_EQ(mad_ns, 100);
	alike_usual(&even, &median_ns, &mad_ns);
	CHECK_EQ(median_ns, 200);
	CHECK_EQ(mad_ns, 100);
}

static void
others_are_left_out_and_the_oldest_comes_first(void)
{
	struct session *session = session_new(&(struct session_options){ 0 });
	static struct records records;
	struct alike alike;
	uint64_t last = 0;
	uint32_t task;

	records = (struct records){ .session = session };
	records_start(&records, "tally");
	task = records_task(&records, 0, "tally");
	for (unsigned i = 1; i <= ALIKE_MAX + 10; i++) {
		last = records_call(&records, task, "read", 1, 1000 * i, NULL);
		records_call(&records, task, "close", 0, 5, NULL);
	}
	alike_until(session, last, &alike);
	CHECK_EQ(alike.count, ALIKE_MAX);
	for (unsigned i = 0; i < alike.count; i++)
		CHECK_EQ(alike.net_ns[i], 1000 * (i + 11));
	alike_until(session, 5, &alike);
	CHECK_EQ(alike.count, 3);
	CHECK_EQ(alike.net_ns[0], 1000);
	CHECK_EQ(alike.net_ns[2], 3000);
	alike_until(session, session_end(session), &alike);
	CHECK_EQ(alike.count, 0);
	session_free(session);
}

int
main(void)
{
	what_is_usual_leaves_the_last_one_out();
	others_are_left_out_and_the_oldest_comes_first();
	return check_result();
}
