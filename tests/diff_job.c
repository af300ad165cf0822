/*
 * The diff made between frames: row by row it comes to what it comes to at
 * once, also while what is compared is counted on; and what is gone is not
 * asked any more.
 */
#include "ui/diff_job.h"

#include <stdio.h>
#include <string.h>

#include "check.h"
#include "model/session.h"
#include "records.h"

enum { NAMES = 400 };

static struct records story;

/* Some calls of many files; which ones, how many and how long depends on the seed. */
static void
tell(struct records *records, uint64_t seed)
{
	uint64_t chance = seed;

	for (unsigned i = 0; i < NAMES * 40; i++) {
		char path[32];
		unsigned number;

		chance = chance * 6364136223846793005 + 1442695040888963407;
		number = (unsigned)(chance >> 33) % NAMES;
		snprintf(path, sizeof path, "/srv/%u", number);
		records_call(records, 1, "openat", number % 7 == seed % 7 ? -2 : 3, 1000 + (chance >> 50) % (1000 * (1 + number % 3 * seed)), path);
	}
}

static struct session *
run_of(uint64_t seed)
{
	struct session *session = session_new(&(struct session_options){ 0 });

	story = (struct records){ .session = session };
	records_start(&story, "tally");
	records_task(&story, 0, "tally");
	tell(&story, seed);
	return session;
}

static struct diff_walk
walk_of(const struct profile *before, const struct profile *after, bool since)
{
	struct diff_walk walk = { .by = PROFILE_FILE, .before = before, .after = after, .since = since };

	walk.scale = diff_scale(before, after, since, profile_count(after), DIFF_TOLERANCE);
	diff_begin(&walk);
	return walk;
}

/* With no time at all a slice is one row. */
static unsigned
make(struct diff_job *job, const struct diff_walk *walk, bool sliced)
{
	unsigned slices = 1, percent = 0;

	diff_job_begin(job, walk, 0, 0);
	while (!diff_job_work(job, sliced ? 0 : UINT64_MAX)) {
		CHECK(diff_job_percent(job) >= percent && diff_job_percent(job) <= 100);
		percent = diff_job_percent(job);
		slices++;
	}
	diff_rows_order(&job->coming, DIFF_SORT_CHANGE, false);
	return slices;
}

static bool
is_same(const struct diff_shown *a, const struct diff_shown *b)
{
	return strcmp(a->name, b->name) == 0 && a->verdict == b->verdict && strcmp(a->words, b->words) == 0 &&
	       memcmp(a->calls, b->calls, sizeof a->calls) == 0 && memcmp(a->errors, b->errors, sizeof a->errors) == 0 &&
	       memcmp(a->p50, b->p50, sizeof a->p50) == 0 && memcmp(a->p99, b->p99, sizeof a->p99) == 0 &&
	       a->delta_ns == b->delta_ns && a->ranks.p == b->ranks.p && a->ranks.effect == b->ranks.effect &&
	       a->p50_sure == b->p50_sure && a->p99_sure == b->p99_sure && a->last_seq == b->last_seq;
}

static unsigned
is_as_at_once(const struct diff_walk *walk)
{
	struct diff_job once = { .on = false }, sliced = { .on = false };
	unsigned verdicts = 0;

	CHECK_EQ(make(&once, walk, false), 1);
	CHECK(make(&sliced, walk, true) > NAMES / 2);
	CHECK_EQ(sliced.coming.count, once.coming.count);
	for (size_t i = 0; i < once.coming.count && i < sliced.coming.count; i++) {
		CHECK(is_same(&once.coming.rows[i], &sliced.coming.rows[i]));
		verdicts += once.coming.rows[i].verdict != DIFF_SAME;
	}
	diff_job_done(&once);
	diff_job_done(&sliced);
	return verdicts;
}

static void
test_two_runs(void)
{
	struct session *before = run_of(1), *after = run_of(2);
	struct diff_walk walk = walk_of(session_profile(before, PROFILE_FILE), session_profile(after, PROFILE_FILE), false);

	CHECK(is_as_at_once(&walk) > 10);
	session_free(before);
	session_free(after);
}

/* A mark, and what came since; the groups since are those of figures reckoned as a whole. */
static void
test_since_a_mark(void)
{
	struct session *session = run_of(1);
	const struct profile *now = session_profile(session, PROFILE_FILE);
	struct profile *mark = profile_copy(now), *since;
	struct diff_walk walk;
	struct diff_row row;
	size_t groups = 0;

	tell(&story, 2);
	walk = walk_of(mark, now, true);
	CHECK(is_as_at_once(&walk) > 10);
	since = profile_since(now, mark);
	while (diff_next(&walk, &row)) {
		const struct profile_row *whole = profile_named(since, row.some->name);

		groups += row.rows[DIFF_AFTER] != NULL;
		if (row.rows[DIFF_AFTER] != NULL && CHECK(whole != NULL)) {
			CHECK_EQ(row.rows[DIFF_AFTER]->calls, whole->calls);
			CHECK_EQ(hist_quantile(&row.rows[DIFF_AFTER]->hist, 0.5), hist_quantile(&whole->hist, 0.5));
		}
	}
	diff_end(&walk);
	CHECK_EQ(groups, profile_count(since));
	profile_free(since);
	profile_free(mark);
	session_free(session);
}

/* Groups that come while it is made are there the next time; none comes twice. */
static void
test_while_it_grows(void)
{
	struct session *before = run_of(1), *after = session_new(&(struct session_options){ 0 });
	struct diff_job job = { .on = false };
	struct diff_walk walk;
	size_t groups;

	story = (struct records){ .session = after };
	records_start(&story, "tally");
	records_task(&story, 0, "tally");
	records_call(&story, 1, "openat", 3, 1000, "/srv/1");
	records_call(&story, 1, "openat", 3, 1000, "/elsewhere");
	walk = walk_of(session_profile(before, PROFILE_FILE), session_profile(after, PROFILE_FILE), false);
	groups = profile_count(walk.before) + 1;
	diff_job_begin(&job, &walk, 0, 0);
	CHECK(!diff_job_work(&job, 0));
	tell(&story, 3);
	while (!diff_job_work(&job, 0))
		;
	for (size_t i = 0; i < job.coming.count; i++)
		CHECK_EQ(diff_rows_find(&job.coming, job.coming.rows[i].name), i);
	CHECK(job.coming.count <= groups);
	diff_job_begin(&job, &walk, 0, 0);
	CHECK(!diff_job_work(&job, 0));
	session_free(before);
	session_free(after);
	diff_job_stop(&job);	/* asks nothing of what is gone */
	CHECK(!diff_job_work(&job, UINT64_MAX));
	diff_job_done(&job);
}

int
main(void)
{
	test_two_runs();
	test_since_a_mark();
	test_while_it_grows();
	return check_result();
}
