/*
 * Waiting for a processor is told from waiting for the kernel, as far as the
 * kernel's counts carry; what a stop costs is measured and is no nonsense.
 */
#include "trace/schedule.h"

#include <unistd.h>

#include "check.h"
#include "trace/floor.h"

enum { US = 1000, MS = 1000 * 1000 };

static const struct {
	const char *what;
	uint32_t resumes;
	uint64_t spans_ns;	/* of the intervals before */
	uint64_t span_ns;	/* of the one in question */
	struct schedule_counts counts; /* since the answer before */
	uint64_t least_ns, most_ns; /* of what is waiting */
	uint64_t late_ns;	/* we waited for a processor meanwhile */
} answers[] = {
	{ "it ran all the time", 1, 0, 400 * US, { 400 * US, 0, 1 }, 0, 0, 0 },
	{ "it stopped at once, and we came late", 1, 0, 4 * MS, { 6 * US, 0, 1 }, 4 * MS - 6 * US, 4 * MS - 6 * US, 0 },
	{ "it got its processor late", 1, 0, 4 * MS, { 6 * US, 3900 * US, 1 }, 3900 * US, 4 * MS, 0 },
	{ "it slept", 1, 0, 4 * MS, { 10 * US, 0, 2 }, 0, 0, 0 },
	{ "it slept and then waited", 1, 0, 9 * MS, { 10 * US, 5 * MS, 2 }, 5 * MS, 5 * MS, 0 },
	{ "it was sent away in the middle", 1, 0, 9 * MS, { 1 * MS, 8 * MS, 2 }, 8 * MS, 8 * MS, 0 },
	{ "it ran, after short intervals in which it ran, too", 11, 100 * US, 400 * US, { 460 * US, 0, 11 }, 0, 10 * US, 0 },
	{ "we came late, after short intervals", 11, 100 * US, 400 * US, { 66 * US, 0, 11 }, 380 * US, 400 * US, 0 },
	{ "what is usual between two stops is no waiting", 11, 100 * US, 4 * MS, { 60 * US, 20 * US, 12 }, 0, 0, 0 },
	{ "more than the interval cannot be", 1, 0, 1 * MS, { 10 * US, 9 * MS, 2 }, 1 * MS - 10 * US, 1 * MS - 10 * US, 0 },
	{ "it slept, and we came late", 1, 0, 9 * MS, { 100 * US, 0, 2 }, 4 * MS - 100 * US, 4 * MS - 100 * US, 4 * MS },
	{ "it slept, and we waited while it ran", 1, 0, 9 * MS, { 2 * MS, 0, 2 }, 0, 0, 2 * MS },
	{ "it slept, waited, and we came late", 1, 0, 9 * MS, { 0, 3 * MS, 2 }, 5 * MS, 5 * MS, 2 * MS },
	{ "both waited at the same time", 1, 0, 9 * MS, { 100 * US, 8 * MS, 2 }, 9 * MS - 100 * US, 9 * MS - 100 * US, 8 * MS },
};

static void
waiting_is_told_from_sleeping_and_running(void)
{
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		struct schedule schedule = {
			.known = true, .last = { 7 * MS, 3 * MS, 90 }, .resumes = answers[i].resumes, .spans_ns = answers[i].spans_ns,
			.resume_ns = 50 * MS, .switch_ns = 4 * US, .waited_ns = 2 * US,
		};
		struct schedule_counts counts = answers[i].counts;
		uint64_t waited_ns;

		counts.ran_ns += schedule.last.ran_ns;
		counts.waited_ns += schedule.last.waited_ns;
		counts.turns += schedule.last.turns;
		waited_ns = schedule_judge(&schedule, &counts, schedule.resume_ns + answers[i].span_ns, answers[i].late_ns);
		if (!CHECK(waited_ns >= answers[i].least_ns && waited_ns <= answers[i].most_ns))
			printf("\t%s: %llu\n", answers[i].what, (unsigned long long)waited_ns);
	}
}

static void
what_is_not_known_is_no_waiting(void)
{
	struct schedule schedule = { .known = false };

	CHECK_EQ(schedule_waited(&schedule, getpid(), 5 * MS, 0), 0);
	schedule_resume(&schedule, 1 * MS);
	CHECK_EQ(schedule_waited(&schedule, getpid(), 5 * MS, 0), 0);
	schedule_done(&schedule);
	CHECK(!schedule.known);
	schedule_resume(&schedule, 1 * MS);
	CHECK_EQ(schedule_waited(&schedule, 0, 5 * MS, 0), 0);	/* no such task */
	schedule_done(&schedule);
}

static void
our_own_waiting_is_told_from_what_is_usual(void)
{
	struct lateness lateness = { .known = true, .waited_ns = 70 * MS, .waits = 11, .wait_ns = 50 * MS, .mean_ns = 5 * US };

	CHECK_EQ(lateness_judge(&lateness, 70 * MS, 53 * MS), 0);
	CHECK_EQ(lateness_judge(&lateness, 70 * MS + 50 * US, 53 * MS), 0);
	CHECK_EQ(lateness_judge(&lateness, 72 * MS + 50 * US, 53 * MS), 2 * MS);
	CHECK_EQ(lateness_judge(&lateness, 79 * MS, 53 * MS), 3 * MS);	/* no more than the wait */

	/* A short wait is not worth asking, and the first answer only tells where counting begins. */
	lateness = (struct lateness){ 0 };
	lateness_wait(&lateness, 1 * MS);
	CHECK_EQ(lateness_heard(&lateness, 1 * MS + WATCH_NS), 0);
	CHECK(!lateness.opened);
	lateness_wait(&lateness, 2 * MS);
	CHECK_EQ(lateness_heard(&lateness, 9 * MS), 0);
	CHECK_EQ(lateness.waits, 0);
	lateness_done(&lateness);
	CHECK(!lateness.opened);
}

static void
only_much_longer_than_usual_is_worth_asking(void)
{
	struct usual usual = { 0 };

	for (unsigned i = 0; i < 200; i++) {
		CHECK(!usual_exceeded(&usual, 8 * US + i % 3 * US));
		usual_add(&usual, 8 * US + i % 3 * US);
	}
	CHECK(usual.ns > 7 * US && usual.ns < 11 * US);
	CHECK(!usual_exceeded(&usual, 17 * US));
	CHECK(usual_exceeded(&usual, 60 * US));
	for (unsigned i = 0; i < 400; i++)
		usual_add(&usual, 600 * US);
	CHECK(!usual_exceeded(&usual, 700 * US));
	usual = (struct usual){ 0 };
	for (unsigned i = 0; i < 200; i++)
		usual_add(&usual, 100);
	CHECK(!usual_exceeded(&usual, 5 * US));
}

static void
a_stop_costs_something_and_not_much(void)
{
	uint32_t ns = floor_measure(false);

	/* Not traced here, as in some sandboxes: 0. */
	CHECK(ns == 0 || (ns > 200 && ns < 20 * MS));
}

int
main(void)
{
	waiting_is_told_from_sleeping_and_running();
	what_is_not_known_is_no_waiting();
	our_own_waiting_is_told_from_what_is_usual();
	only_much_longer_than_usual_is_worth_asking();
	a_stop_costs_something_and_not_much();
	return check_result();
}
