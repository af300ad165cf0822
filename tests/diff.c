/*
 * Two runs compared: the rank sum test against figures reckoned another way,
 * and what is said of groups that are new, gone, slower, more, failing.
 */
#include "model/diff.h"

#include <math.h>

#include "check.h"
#include "model/session.h"
#include "records.h"

static struct records story;

static struct session *
begin(void)
{
	story = (struct records){ .session = session_new(&(struct session_options){ 0 }) };
	records_start(&story, "tally");
	records_task(&story, 0, "tally");
	return story.session;
}

static void
tell(const char *name, unsigned count, uint64_t duration_ns, unsigned failing)
{
	for (unsigned i = 0; i < count; i++)
		records_call(&story, 1, name, i < failing ? -2 : 0, duration_ns + i % 7 * (duration_ns / 50), NULL);
}

static const struct diff_row *
find(const struct diff *diff, const char *name)
{
	for (size_t i = 0; i < diff->count; i++)
		if (diff->rows[i].by == PROFILE_CALL && strcmp(diff->rows[i].some->name, name) == 0)
			return &diff->rows[i];
	return NULL;
}

static const char *
verdict(const struct diff *diff, const char *name)
{
	static char text[128];
	const struct diff_row *row = find(diff, name);

	return row != NULL ? diff_verdict_text(row, text, sizeof text) : "no row";
}

static void
fill(struct hist *hist, const uint64_t *values, size_t count)
{
	hist_init(hist);
	for (size_t i = 0; i < count; i++)
		hist_add(hist, values[i]);
}

static void
test_ranks(void)
{
	static const uint64_t a[] = { 1, 2, 2, 3, 5, 8, 13, 21, 34, 55 }, b[] = { 2, 3, 3, 5, 8, 13, 21, 34, 55, 60, 61 };
	struct hist before, after, empty;
	struct ranksum ranks;

	fill(&before, a, 10);
	fill(&after, b, 11);
	hist_init(&empty);
	ranks = ranksum(&before, &after);
	if (!CHECK(fabs(ranks.effect - 0.6454545455) < 1e-9))
		printf("%.12f\n", ranks.effect);
	CHECK(fabs(ranks.p - 0.2577006356) < 1e-6);
	ranks = ranksum(&after, &before);
	CHECK(fabs(ranks.effect - (1 - 0.6454545455)) < 1e-9);
	CHECK(fabs(ranks.p - 0.2577006356) < 1e-6);
	ranks = ranksum(&before, &before);
	CHECK(ranks.effect == 0.5 && ranks.p == 1);
	ranks = ranksum(&before, &empty);
	CHECK(ranks.effect == 0.5 && ranks.p == 1);
	hist_done(&before);
	hist_done(&after);
	fill(&before, (const uint64_t[]){ 5, 5, 5 }, 3);	/* all alike: nothing varies */
	fill(&after, (const uint64_t[]){ 5, 5 }, 2);
	ranks = ranksum(&before, &after);
	CHECK(ranks.effect == 0.5 && ranks.p == 1);
	hist_done(&before);
	hist_done(&after);
}

static void
test_verdicts(void)
{
	struct session *before = begin(), *after;
	struct diff diff;

	tell("read", 200, 10000, 0);
	tell("write", 200, 10000, 0);
	tell("openat", 200, 10000, 2);
	tell("close", 200, 10000, 0);
	tell("chdir", 200, 10000, 0);
	tell("fsync", 3, 10000, 0);
	tell("getpid", 5, 1000, 0);
	after = begin();
	tell("read", 200, 20000, 0);
	tell("write", 200, 10500, 0);	/* surely slower, but not by a tenth */
	tell("openat", 200, 10000, 60);
	tell("close", 200, 5000, 0);
	tell("chdir", 300, 10000, 0);
	tell("fsync", 3, 30000, 0);	/* three times as long, but too few to tell */
	tell("getppid", 5, 1000, 0);
	diff = diff_of(before, after, DIFF_TOLERANCE);
	CHECK_STR(verdict(&diff, "read"), "slower");
	CHECK_STR(verdict(&diff, "write"), "");
	CHECK_STR(verdict(&diff, "openat"), "fails more");
	CHECK_STR(verdict(&diff, "close"), "faster");
	CHECK_STR(verdict(&diff, "chdir"), "more calls");
	CHECK_STR(verdict(&diff, "fsync"), "");
	CHECK_STR(verdict(&diff, "getpid"), "gone");
	CHECK_STR(verdict(&diff, "getppid"), "new");
	CHECK_EQ(diff.slower, 1);
	CHECK_STR(diff.rows[0].some->name, "read");	/* the largest change of time */
	CHECK(find(&diff, "write") != NULL && find(&diff, "write")->ranks.p < 0.001);
	diff_done(&diff);
	diff = diff_of(before, after, 1.5);
	CHECK_EQ(diff.slower, 0);
	CHECK_STR(verdict(&diff, "read"), "");
	diff_done(&diff);
	diff = diff_of(before, before, DIFF_TOLERANCE);
	for (size_t i = 0; i < diff.count; i++)
		CHECK_EQ(diff.rows[i].verdict, DIFF_SAME);
	diff_done(&diff);
	session_free(before);
	session_free(after);
}

int
main(void)
{
	test_ranks();
	test_verdicts();
	return check_result();
}
