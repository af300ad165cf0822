/*
 * Two runs compared: the rank sum test against figures reckoned another way,
 * and what is said of groups that are new, gone, slower, more, failing.
 */
#include "model/diff.h"

#include <math.h>

#include "check.h"
#include "model/chance.h"
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
	tell("dup", 2, 1000, 0);
	tell("statx", 3, 1000, 0);
	tell("unlink", 10000, 1000, 0);
	tell("mkdir", 200, 1000, 60);
	tell("lseek", 2000, 1000, 0);
	tell("pread64", 90, 1000, 0);
	after = begin();
	tell("read", 200, 20000, 0);
	tell("write", 200, 10500, 0);	/* surely slower, but not by a tenth */
	tell("openat", 200, 10000, 60);
	tell("close", 200, 5000, 0);
	tell("chdir", 300, 10000, 0);
	tell("fsync", 3, 30000, 0);	/* three times as long, but too few to tell */
	tell("getppid", 5, 1000, 0);
	tell("dup", 3, 1000, 0);
	tell("statx", 2, 1000, 0);
	tell("unlink", 10000, 1000, 1);
	tell("mkdir", 200, 1000, 10);
	tell("lseek", 1950, 1000, 0);
	tell("lseek", 50, 9000, 0);
	tell("pread64", 89, 1000, 0);
	tell("pread64", 1, 10000, 0);
	diff = diff_of(before, after, DIFF_TOLERANCE);
	CHECK_STR(verdict(&diff, "read"), "slower");
	CHECK_STR(verdict(&diff, "write"), "");
	CHECK_STR(verdict(&diff, "openat"), "fails more");
	CHECK_STR(verdict(&diff, "close"), "faster");
	CHECK_STR(verdict(&diff, "chdir"), "more calls");
	CHECK_STR(verdict(&diff, "dup"), "+1 call");	/* a half more, which is one */
	CHECK_STR(verdict(&diff, "statx"), "-1 call");	/* a whole third */
	CHECK_STR(verdict(&diff, "unlink"), "");	/* one failure more, of few */
	CHECK_STR(verdict(&diff, "mkdir"), "fails less");
	CHECK_STR(verdict(&diff, "lseek"), "p99 up");
	CHECK_STR(verdict(&diff, "pread64"), "");	/* a p99 ten times as long, which is one call of many */
	CHECK_STR(verdict(&diff, "fsync"), "");
	CHECK_STR(verdict(&diff, "getpid"), "gone");
	CHECK_STR(verdict(&diff, "getppid"), "new");
	CHECK_EQ(find(&diff, "pread64")->p99, DIFF_TOO_FEW);
	CHECK_EQ(find(&diff, "unlink")->p99, DIFF_ALIKE);
	CHECK_EQ(find(&diff, "fsync")->p50, DIFF_TOO_FEW);
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

/* Against figures reckoned by adding up whole tables. */
static void
test_chances(void)
{
	static const struct { uint64_t hits_before, before, hits_after, after; double p; } shares[] = {
		{ 0, 10000, 1, 10, 0.0019980 }, /* by the normal approximation one in 10^200 */
		{ 3, 10, 7, 10, 0.1788955 },
		{ 0, 7, 7, 7, 0.0005828 },
		{ 60, 200, 10, 200, 1.8939251e-11 },
		{ 5, 5, 5, 5, 1 },
		{ 0, 9, 0, 3, 1 },
		{ 1, 1, 0, 0, 1 },
	};
	static const struct { uint64_t before, after; double share, p; } counts[] = {
		{ 2, 3, 0.5, 1 }, { 0, 0, 0.5, 1 }, { 40, 52, 0.5, 0.2513221 }, { 3, 20, 0.5, 0.0004882812 }, { 0, 10, 0.5, 0.0019531250 },
		{ 1000000, 1000000, 0.5, 1 },
		/* nine times as long before the mark as since */
		{ 9, 0, 0.1, 0.7748410 }, { 90, 0, 0.1, 0.0001523547 }, { 9, 1, 0.1, 1 }, { 0, 3, 0.1, 0.002 },
	};

	for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
		double p = chance_of_shares(shares[i].hits_before, shares[i].before, shares[i].hits_after, shares[i].after);
		double turned = chance_of_shares(shares[i].hits_after, shares[i].after, shares[i].hits_before, shares[i].before);

		if (!CHECK(fabs(p - shares[i].p) <= 1e-4 * shares[i].p) || !CHECK(fabs(turned - p) <= 1e-9))
			printf("shares %zu: %.8g %.8g\n", i, p, turned);
	}
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		double p = chance_of_counts(counts[i].before, counts[i].after, counts[i].share);

		if (!CHECK(fabs(p - counts[i].p) <= 1e-4 * counts[i].p))
			printf("counts %zu: %.8g\n", i, p);
	}
}

/* A third more for everything is the machine; three times as much for one kind is not, nor is twice as much for all. */
static void
test_drift(void)
{
	static const char *const names[] = { "read", "write", "openat", "close", "lseek", "mmap" };
	struct session *before = begin(), *busy, *twice;
	struct diff diff;

	for (unsigned i = 0; i < 6; i++)
		tell(names[i], 300, 10000, 0);
	busy = begin();
	for (unsigned i = 0; i < 6; i++)
		tell(names[i], 300, i == 5 ? 30000 : 13000, 0);
	twice = begin();
	for (unsigned i = 0; i < 6; i++)
		tell(names[i], 300, 20000, 0);
	diff = diff_of(before, busy, DIFF_TOLERANCE);
	CHECK(fabs(diff.drift - 1.3) < 0.03);
	CHECK_STR(verdict(&diff, "read"), "");
	CHECK_STR(verdict(&diff, "mmap"), "slower");
	CHECK_EQ(diff.slower, 1);
	diff_done(&diff);
	diff = diff_of(busy, before, DIFF_TOLERANCE);
	CHECK_STR(verdict(&diff, "read"), "");
	CHECK_STR(verdict(&diff, "mmap"), "faster");
	diff_done(&diff);
	diff = diff_of(before, twice, DIFF_TOLERANCE);
	CHECK_STR(verdict(&diff, "read"), "slower");
	CHECK_EQ(diff.slower, 6);
	diff_done(&diff);
	session_free(before);
	session_free(busy);
	session_free(twice);
}

int
main(void)
{
	test_chances();
	test_drift();
	test_ranks();
	test_verdicts();
	return check_result();
}
