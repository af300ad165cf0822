/* The timeline: buckets are where they say, and however often it is halved nothing is lost. */
#include "model/timeline.h"

#include <math.h>

#include "check.h"

enum { CALLS = 200000, KEY = 7 };

static struct timeline *timeline;

static void
add(uint64_t time_ns, uint64_t duration_ns, size_t key, float z)
{
	const struct timeline_call call = {
		.time_ns = time_ns, .duration_ns = duration_ns, .keys = &key, .key_count = 1, .z = z, .error = key == KEY,
	};

	timeline_add(timeline, &call);
}

static uint64_t
counted(size_t key, size_t first, size_t end)
{
	uint64_t count = 0;

	for (size_t slice = first; slice < end; slice++) {
		const uint32_t *counts = timeline_counts(timeline, key, slice);

		for (unsigned bucket = 0; counts != NULL && bucket < TIMELINE_BUCKETS; bucket++)
			count += counts[bucket];
	}
	return count;
}

static void
test_buckets(void)
{
	CHECK_EQ(timeline_bucket(0), 0);
	CHECK_EQ(timeline_bucket(63), 0);
	CHECK_EQ(timeline_bucket(UINT64_MAX), TIMELINE_BUCKETS - 1);
	for (unsigned bucket = 0; bucket < TIMELINE_BUCKETS; bucket++) {
		uint64_t low = timeline_bucket_low(bucket), end = timeline_bucket_low(bucket + 1);

		CHECK(low < end);
		CHECK_EQ(timeline_bucket(low), bucket);
		CHECK_EQ(timeline_bucket(end - 1), bucket);
		if (bucket > 0 && bucket < TIMELINE_BUCKETS - 1)
			CHECK((double)end / (double)low <= 1.26);
	}
}

/* Time goes on for a day: slices grow, sums stay, and each call is in the slice that holds its time. */
static void
test_halving(void)
{
	uint64_t before = 0, begin_ns = 5000000000;
	size_t split;

	timeline = timeline_new();
	timeline_begin(timeline, begin_ns);
	CHECK_EQ(timeline_count(timeline), 0);
	for (unsigned i = 0; i < CALLS; i++)
		add(begin_ns + i * (uint64_t)432000000, 1000 + i, i % 3 == 0 ? KEY : KEY + 1, i == 77777 ? 9.5f : NAN);
	CHECK(timeline_count(timeline) <= TIMELINE_SLICES && timeline_count(timeline) > TIMELINE_SLICES / 2);
	CHECK_EQ(counted(0, 0, timeline_count(timeline)), CALLS);
	CHECK_EQ(counted(KEY, 0, timeline_count(timeline)), (CALLS + 2) / 3);
	CHECK(timeline_counts(timeline, KEY + 2, 0) == NULL);
	split = timeline_count(timeline) / 2;
	for (unsigned i = 0; i < CALLS; i++)
		before += i * (uint64_t)432000000 < split * timeline_slice_ns(timeline);
	CHECK_EQ(counted(0, 0, split), before);
	CHECK_EQ(timeline_slice_ns(timeline) % TIMELINE_FIRST_NS, 0);
	split = 77777 * (uint64_t)432000000 / timeline_slice_ns(timeline);
	CHECK(timeline_slice(timeline, split)->max_z == 9.5f);
	CHECK(isnan(timeline_slice(timeline, split + 1)->max_z));
	timeline_free(timeline);
}

/* Many groups: time gets coarser before memory grows. */
static void
test_bound(void)
{
	uint64_t alone = 0, errors = 0;

	timeline = timeline_new();
	for (unsigned i = 0; i < CALLS; i++)
		add(i * (uint64_t)TIMELINE_FIRST_NS / 500, 1000, 1 + i % 5000, NAN);
	CHECK(timeline_count(timeline) < TIMELINE_SLICES / 4);
	CHECK_EQ(counted(0, 0, timeline_count(timeline)), CALLS);
	for (size_t key = 1; key < TIMELINE_KEYS; key++)
		alone += counted(key, 0, timeline_count(timeline));
	CHECK_EQ(alone, (uint64_t)CALLS / 5000 * (TIMELINE_KEYS - 1));
	CHECK(timeline_counts(timeline, TIMELINE_KEYS, 0) == NULL);
	for (size_t slice = 0; slice < timeline_count(timeline); slice++)
		errors += timeline_slice(timeline, slice)->errors;
	CHECK_EQ(errors, CALLS / 5000);
	timeline_free(timeline);
}

/* What is told late, or from before the beginning, has its place too. */
static void
test_late(void)
{
	timeline = timeline_new();
	timeline_begin(timeline, 1000000000);
	add(3000000000, 500, KEY, NAN);
	add(1000000000, 2000000000, KEY, NAN);
	add(5, 1, KEY, NAN);
	CHECK_EQ(counted(KEY, 0, 1), 2);
	CHECK_EQ(counted(KEY, 1, timeline_count(timeline)), 1);
	CHECK_EQ(timeline_counts(timeline, KEY, 0)[timeline_bucket(2000000000)], 1);
	timeline_free(timeline);
}

int
main(void)
{
	test_buckets();
	test_halving();
	test_bound();
	test_late();
	return check_result();
}
