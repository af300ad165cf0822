/* The histogram's promises, over values of every size. */
#include "check.h"

#include <stdint.h>

#include "model/hist.h"

/* A fixed sequence that looks random (xorshift64): values of all magnitudes. */
static uint64_t
next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state >> (*state & 63);
}

static void
fill(struct hist *hist, uint64_t seed, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		hist_add(hist, next(&seed));
}

static void
an_empty_histogram_answers_zero(void)
{
	struct hist hist;

	hist_init(&hist);
	CHECK_EQ(hist_quantile(&hist, 0.5), 0);
	CHECK(hist_mean(&hist) == 0);
	CHECK_EQ(hist_between(&hist, 0, UINT64_MAX), 0);
	hist_done(&hist);
}

static void
a_value_reads_back_within_a_64th(void)
{
	for (unsigned bit = 0; bit < 64; bit++)
		for (int off = -1; off <= 1; off++) {
			uint64_t value = ((uint64_t)1 << bit) + (uint64_t)off, read;
			struct hist hist;

			/* A larger one beside it, since a lone value is known exactly by min and max. */
			hist_init(&hist);
			hist_add(&hist, value);
			hist_add(&hist, UINT64_MAX);
			read = hist_quantile(&hist, 0.5);
			CHECK(read >= value);
			CHECK(read - value <= value / 64);
			hist_done(&hist);
		}
}

static void
small_values_read_back_exactly(void)
{
	struct hist hist;

	hist_init(&hist);
	for (uint64_t value = 0; value < 128; value++)
		hist_add(&hist, value);
	for (unsigned i = 1; i <= 128; i++)
		CHECK_EQ(hist_quantile(&hist, i / 128.0), i - 1);
	hist_done(&hist);
}

static void
quantiles_never_decrease_and_stay_between_min_and_max(void)
{
	uint64_t last = 0;
	struct hist hist;

	hist_init(&hist);
	fill(&hist, 42, 10000);
	for (unsigned i = 0; i <= 1000; i++) {
		uint64_t value = hist_quantile(&hist, i / 1000.0);

		CHECK(value >= last && value >= hist.min && value <= hist.max);
		last = value;
	}
	CHECK(hist_quantile(&hist, 1) == hist.max);
	hist_done(&hist);
}

static void
merging_is_the_same_as_feeding_both(void)
{
	struct hist a, b, both;

	hist_init(&a);
	hist_init(&b);
	hist_init(&both);
	fill(&a, 7, 3000);
	fill(&b, 9, 500);
	fill(&both, 7, 3000);
	fill(&both, 9, 500);
	hist_merge(&a, &b);
	CHECK_EQ(a.count, both.count);
	CHECK(a.sum == both.sum && a.min == both.min && a.max == both.max);
	for (unsigned i = 0; i <= 100; i++)
		CHECK(hist_quantile(&a, i / 100.0) == hist_quantile(&both, i / 100.0));
	for (unsigned row = 0; row < HIST_ROWS; row++) {
		CHECK_EQ(a.rows[row] != NULL, both.rows[row] != NULL);
		if (a.rows[row] != NULL && both.rows[row] != NULL)
			CHECK(memcmp(a.rows[row], both.rows[row], sizeof(uint64_t) << HIST_SUB_BITS) == 0);
	}
	hist_done(&a);
	hist_done(&b);
	hist_done(&both);
}

static void
merging_an_empty_one_changes_nothing(void)
{
	struct hist hist, empty;

	hist_init(&hist);
	hist_init(&empty);
	hist_add(&hist, 5);
	hist_merge(&hist, &empty);
	CHECK_EQ(hist.count, 1);
	CHECK_EQ(hist.min, 5);
	CHECK_EQ(hist.max, 5);
	hist_done(&hist);
}

static void
merging_takes_the_outer_of_both_bounds(void)
{
	struct hist middle, outer;

	hist_init(&middle);
	hist_init(&outer);
	hist_add(&middle, 500);
	hist_add(&outer, 3);
	hist_add(&outer, 80000);
	hist_merge(&middle, &outer);
	CHECK_EQ(middle.min, 3);
	CHECK_EQ(middle.max, 80000);
	hist_done(&middle);
	hist_done(&outer);
}

static void
the_sum_stops_at_its_end(void)
{
	struct hist hist;

	hist_init(&hist);
	hist_add(&hist, UINT64_MAX);
	hist_add(&hist, UINT64_MAX);
	CHECK(hist.sum == UINT64_MAX);
	CHECK_EQ(hist.count, 2);
	hist_done(&hist);
}

/* Large values that differ little: in doubles their squares would cancel to nothing. */
static void
the_deviation_is_that_of_the_values(void)
{
	static const uint64_t values[] = { 2, 4, 4, 4, 5, 5, 7, 9 };
	struct hist hist, far, both;

	hist_init(&hist);
	hist_init(&far);
	hist_init(&both);
	CHECK(hist_deviation(&hist) == 0);
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		hist_add(&hist, values[i]);
		hist_add(&far, values[i] + 3600000000000000);
	}
	CHECK(hist_deviation(&hist) == 2);
	CHECK(hist_deviation(&far) == 2);
	hist_merge(&both, &hist);
	hist_merge(&both, &hist);
	CHECK(hist_deviation(&both) == 2);
	hist_done(&hist);
	hist_done(&far);
	hist_add(&far, 1);
	hist_add(&far, 2);
	CHECK(hist_deviation(&far) == 0.5);
	hist_done(&far);
	hist_done(&both);
}

static void
between_counts_what_lies_between(void)
{
	struct hist hist;

	hist_init(&hist);
	for (uint64_t value = 0; value < 64; value++)
		hist_add(&hist, value);
	CHECK_EQ(hist_between(&hist, 10, 20), 10);
	CHECK_EQ(hist_between(&hist, 0, 64), 64);
	CHECK_EQ(hist_between(&hist, 20, 20), 0);
	hist_done(&hist);
}

static void
columns_hold_every_value_once(void)
{
	uint64_t columns[7], sum = 0;
	struct hist hist;

	hist_init(&hist);
	fill(&hist, 3, 2000);
	hist_columns(&hist, 100, 1000000000, columns, 7);
	for (unsigned i = 0; i < 7; i++)
		sum += columns[i];
	CHECK_EQ(sum, 2000);
	hist_columns(&hist, 100, 100, columns, 7);
	CHECK_EQ(columns[0] + columns[6], 2000);
	hist_done(&hist);
}

static void
columns_are_equal_steps_of_the_logarithm(void)
{
	uint64_t columns[3];
	struct hist hist;

	hist_init(&hist);
	hist_add(&hist, 5);
	hist_add(&hist, 50);
	hist_add(&hist, 51);
	hist_add(&hist, 500);
	hist_columns(&hist, 1, 1000, columns, 3);
	CHECK_EQ(columns[0], 1);
	CHECK_EQ(columns[1], 2);
	CHECK_EQ(columns[2], 1);
	hist_done(&hist);
}

int
main(void)
{
	an_empty_histogram_answers_zero();
	a_value_reads_back_within_a_64th();
	small_values_read_back_exactly();
	quantiles_never_decrease_and_stay_between_min_and_max();
	merging_is_the_same_as_feeding_both();
	merging_an_empty_one_changes_nothing();
	merging_takes_the_outer_of_both_bounds();
	the_sum_stops_at_its_end();
	the_deviation_is_that_of_the_values();
	between_counts_what_lies_between();
	columns_hold_every_value_once();
	columns_are_equal_steps_of_the_logarithm();
	return check_result();
}
