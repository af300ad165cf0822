/* Figures per group. */
#include "check.h"

#include <math.h>
#include <stdint.h>

#include "model/profile.h"

static void
rows_are_found_by_name_and_keep_their_number(void)
{
	struct profile *profile = profile_new();
	const struct profile_row *first;
	char name[32];

	CHECK_EQ(profile_count(profile), 0);
	CHECK(profile_named(profile, "read") == NULL);
	CHECK_EQ(profile_number(profile, "read", "", 0), 0);
	first = profile_row(profile, 0);
	for (unsigned i = 1; i <= 1000; i++) {
		snprintf(name, sizeof name, "function_%u", i);
		CHECK_EQ(profile_number(profile, name, "", 0), i);
	}
	CHECK_EQ(profile_number(profile, "read", "", 0), 0);
	CHECK_EQ(profile_number(profile, "function_500", "", 0), 500);
	CHECK_EQ(profile_count(profile), 1001);
	CHECK(profile_row(profile, 0) == first);
	CHECK(profile_named(profile, "function_500") == profile_row(profile, 500));
	profile_free(profile);
}

static void
a_group_without_a_name_is_unknown(void)
{
	struct profile *profile = profile_new();

	CHECK_STR(profile_row(profile, profile_number(profile, "", "", 0))->name, "(unknown)");
	CHECK(profile_named(profile, "(unknown)") != NULL);
	profile_free(profile);
}

static void
lines_are_found_by_file_and_line(void)
{
	struct profile *profile = profile_new();
	size_t number = profile_number(profile, "/src/a.c:7", "/src/a.c", 7);

	CHECK(profile_line(profile, "/src/a.c", 7) == profile_row(profile, number));
	CHECK(profile_line(profile, "/src/a.c", 8) == NULL);
	CHECK_STR(profile_row(profile, number)->file, "/src/a.c");
	CHECK_EQ(profile_row(profile, number)->line, 7);
	profile_free(profile);
}

static void
samples_add_up(void)
{
	struct profile *profile = profile_new();
	const struct profile_row *row = profile_row(profile, profile_number(profile, "read", "", 0));

	CHECK(isnan(row->max_z));
	profile_add(profile, 0, &(struct profile_sample){ .seq = 1, .duration_ns = 100, .z = NAN });
	CHECK(isnan(row->max_z) && isnan(row->last_z));
	profile_add(profile, 0, &(struct profile_sample){ .seq = 2, .duration_ns = 300, .z = -1.5f, .error = true });
	profile_add(profile, 0, &(struct profile_sample){ .seq = 5, .duration_ns = 900, .z = 4, .alert = true });
	profile_add(profile, 0, &(struct profile_sample){ .seq = 9, .duration_ns = 300, .z = 0.5f });
	CHECK_EQ(row->calls, 4);
	CHECK_EQ(row->errors, 1);
	CHECK_EQ(row->alerts, 1);
	CHECK_EQ(row->total_ns, 1600);
	CHECK_EQ(row->last_seq, 9);
	CHECK(row->max_z == 4 && row->last_z == 0.5f);
	CHECK_EQ(row->recent_count, 3);
	CHECK(row->recent_z[0] == -1.5f && row->recent_z[2] == 0.5f);
	CHECK_EQ(row->hist.count, 4);
	CHECK_EQ(row->hist.max, 900);
	profile_free(profile);
}

static void
the_newest_scores_are_a_ring(void)
{
	struct profile *profile = profile_new();
	const struct profile_row *row = profile_row(profile, profile_number(profile, "read", "", 0));

	for (unsigned i = 0; i < 3 * PROFILE_RECENT + 5; i++)
		profile_add(profile, 0, &(struct profile_sample){ .seq = i, .duration_ns = 1, .z = (float)i });
	CHECK_EQ(row->recent_count, 3 * PROFILE_RECENT + 5);
	/* The slot that is written next holds the oldest. */
	CHECK(row->recent_z[row->recent_count % PROFILE_RECENT] == 2 * PROFILE_RECENT + 5);
	CHECK(row->recent_z[(row->recent_count - 1) % PROFILE_RECENT] == 3 * PROFILE_RECENT + 4);
	profile_free(profile);
}

/* Since a moment: what was counted later, to the last bucket, as if it had been counted alone. */
static void
since_is_what_came_later(void)
{
	struct profile *all = profile_new(), *later = profile_new(), *then = NULL, *since;

	for (unsigned i = 0; i < 400; i++) {
		const char *name = i % 3 == 0 ? "read" : i < 200 ? "write" : "close";
		struct profile_sample sample = { .seq = i + 1, .duration_ns = 100 + i * i, .z = 0.5f, .error = i % 7 == 0, .io = true };

		if (i == 200)
			then = profile_copy(all);
		profile_add(all, profile_number(all, name, "a.c", i % 3), &sample);
		if (i >= 200)
			profile_add(later, profile_number(later, name, "a.c", i % 3), &sample);
	}
	since = profile_since(all, then);
	CHECK_EQ(profile_count(since), 2);
	CHECK(profile_named(since, "write") == NULL);
	for (size_t i = 0; i < profile_count(later); i++) {
		const struct profile_row *should = profile_row(later, i), *is = profile_named(since, should->name);

		CHECK_EQ(is->calls, should->calls);
		CHECK_EQ(is->errors, should->errors);
		CHECK_EQ(is->total_ns, should->total_ns);
		CHECK_EQ(is->slow_io, should->slow_io);
		CHECK_EQ(is->last_seq, should->last_seq);
		CHECK_EQ(is->hist.count, should->hist.count);
		CHECK_EQ(is->hist.sum, should->hist.sum);
		CHECK(isnan(is->max_z));
		for (double share = 0.1; share < 1; share += 0.2)
			CHECK_EQ(hist_quantile(&is->hist, share), hist_quantile(&should->hist, share));
		CHECK(is->hist.min <= should->hist.min && is->hist.min >= should->hist.min - should->hist.min / 64);
		CHECK(is->hist.max >= should->hist.max && is->hist.max <= should->hist.max + should->hist.max / 64);
	}
	profile_free(since);
	profile_free(then);
	profile_free(later);
	profile_free(all);
}

int
main(void)
{
	rows_are_found_by_name_and_keep_their_number();
	a_group_without_a_name_is_unknown();
	lines_are_found_by_file_and_line();
	samples_add_up();
	the_newest_scores_are_a_ring();
	since_is_what_came_later();
	return check_result();
}
