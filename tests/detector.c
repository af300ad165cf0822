/* Durations and the scores they get; every stream is made here, from fixed seeds. */
#include "model/detector.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "chance.h"
#include "check.h"
#include "model/tail.h"
#include "model/traits.h"
#include "syscall/call.h"

enum { MANY = 20000 };

static uint64_t
usual(uint64_t *state)
{
	return (uint64_t)(6000 * exp(0.2 * chance_normal(state)));
}

/* --- one class --------------------------------------------------------------- */

static double
feed(struct tail *tail, uint64_t duration_ns)
{
	double z = tail_score(tail, duration_ns).z;

	tail_add(tail, duration_ns, z);
	return z;
}

static void
feed_usual(struct tail *tail, unsigned count, uint64_t *state)
{
	for (unsigned i = 0; i < count; i++)
		feed(tail, usual(state));
}

static void
scores_are_those_of_a_normal_distribution(void)
{
	static const struct {
		double chance, z;
	} cases[] = {
		{ 0.5, 0 }, { 0.15865525393, 1 }, { 0.02275013195, 2 }, { 1.349898032e-3, 3 }, { 3.167124183e-5, 4 },
		{ 2.866515719e-7, 5 }, { 9.865876450e-10, 6 }, { 7.619853024e-24, 10 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (!CHECK(fabs(tail_z(cases[i].chance) - cases[i].z) < 1e-6))
			printf("\tof %g: %g\n", cases[i].chance, tail_z(cases[i].chance));
	CHECK(tail_z(1e-300) > 34 && isfinite(tail_z(1e-300)));
}

static void
nothing_is_said_before_there_are_samples(void)
{
	struct tail tail = { .seen = 0 };
	uint64_t state = 1;

	for (unsigned i = 0; i < TAIL_READY; i++) {
		CHECK(!tail_ready(&tail));
		CHECK(isnan(feed(&tail, usual(&state))));
	}
	CHECK(tail_ready(&tail));
	CHECK(!isnan(feed(&tail, usual(&state))));
}

static void
median_and_mad_are_found(void)
{
	struct tail tail = { .seen = 0 };
	uint64_t state = 2;

	feed_usual(&tail, MANY, &state);
	CHECK(fabs(tail.fit.median - log(6000 + TAIL_BLUR_NS)) < 0.02);
	CHECK(fabs(tail.fit.mad - 0.6745 * 0.2 * 6000 / (6000 + TAIL_BLUR_NS)) < 0.02);
	CHECK(fabs(tail_median_ns(&tail) - 6000) < 120);
	CHECK(fabs(tail_mad_ns(&tail) - 6000 * (exp(0.1349) - 1)) < 120);
}

/* Longer is never less unusual, and there is no jump. */
static void
scores_grow_with_the_duration(void)
{
	struct tail tail = { .seen = 0 };
	uint64_t state = 3;
	double last = -100, z;

	feed_usual(&tail, MANY, &state);
	for (double duration = 100; duration < 1e9; duration *= 1.01) {
		z = tail_score(&tail, (uint64_t)duration).z;
		CHECK(z >= last - 1e-9);
		last = z;
	}
	CHECK(fabs(tail_score(&tail, 6000).z) < 0.2);
	CHECK(tail_score(&tail, 1000000).z > 5);
	CHECK(tail_score(&tail, 100).z < -3);
}

/* The same delay, the same spread, more samples: more can be claimed. */
static void
few_samples_support_small_claims(void)
{
	static const unsigned counts[] = { 33, 100, 400, 4000 };
	double last = 0;

	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		struct tail tail = { .seen = 0 };
		uint64_t state = 4;
		double z;

		feed_usual(&tail, counts[i], &state);
		z = tail_score(&tail, 150000).z;
		CHECK(z > last);
		last = z;
		if (i == 0)
			CHECK(z < 4);
	}
	CHECK(last > 5);
}

/* A class that is out of its usual range once in a hundred does not call that rare. */
static void
no_chance_is_below_the_share_that_was_seen(void)
{
	struct tail tail = { .seen = 0 };
	uint64_t state = 5;

	for (unsigned i = 0; i < MANY; i++)
		feed(&tail, i % 100 == 7 ? 25000 : usual(&state));
	CHECK(tail_score(&tail, 25000).chance >= 0.009);
	CHECK(tail_score(&tail, 25000).z < 2.5);
	CHECK(fabs(tail_share(&tail, 24000, true) - 0.01) < 0.002);
}

static void
equal_samples_have_no_spread_and_no_alerts(void)
{
	static const uint64_t values[] = { 0, 1, 1000, 1000000000, UINT64_MAX };

	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		struct tail tail = { .seen = 0 };

		for (unsigned n = 0; n < 1000; n++)
			CHECK(!(fabs(feed(&tail, values[i])) >= 3));
	}
}

static void
a_nanosecond_beside_a_second_is_nothing(void)
{
	struct tail tail = { .seen = 0 };

	for (unsigned i = 0; i < MANY; i++)
		CHECK(!(fabs(feed(&tail, i % 2 == 0 ? 1000000000 - 1 : 1000000000 + 1)) >= 3));
	CHECK(fabs(tail_median_ns(&tail) / 1e9 - 1) < 0.07);
	CHECK(tail_score(&tail, 1000000002).z < 3);
	CHECK(tail_score(&tail, 20000000000).z > 5);
}

/* Whatever the class, High is rarer than once in ten thousand calls of its own. */
static double
log_normal(uint64_t *state)
{
	return 6000 * exp(0.5 * chance_normal(state));
}

static double
bimodal(uint64_t *state)
{
	return (chance_uniform(state) < 0.9 ? 5000 : 80000) * exp(0.15 * chance_normal(state));
}

static double
pareto(uint64_t *state)
{
	return 5000 * pow(chance_uniform(state), -0.5);
}

static double
interrupted(uint64_t *state)
{
	double base = 6000 * exp(0.05 * chance_normal(state));

	return chance_uniform(state) < 0.002 ? base + 25000 * exp(0.2 * chance_normal(state)) : base;
}

static void
alerts_are_rare_in_undisturbed_classes(void)
{
	static double (*const streams[])(uint64_t *) = { log_normal, bimodal, pareto, interrupted };

	for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
		struct tail tail = { .seen = 0 };
		uint64_t state = 6 + i;
		unsigned low = 0, high = 0;

		for (unsigned n = 0; n < 5 * MANY; n++) {
			double z = feed(&tail, (uint64_t)streams[i](&state));

			low += z >= 3;
			high += z >= 5;
		}
		CHECK(low <= 5 * MANY / 400);
		if (!CHECK(high <= 5 * MANY / 10000))
			printf("\tstream %zu: %u high\n", i, high);
	}
}

/* One delay does not hide the next: in a hundredth of the calls, all through. */
static void
delays_do_not_hide_each_other(void)
{
	struct tail tail = { .seen = 0 };
	uint64_t state = 7;
	unsigned found = 0, given = 0;

	feed_usual(&tail, 500, &state);
	for (unsigned i = 0; i < MANY; i++) {
		bool delayed = chance_uniform(&state) < 0.01;
		double z = feed(&tail, usual(&state) + (delayed ? 300000 : 0));

		given += delayed;
		found += delayed && z >= 5;
	}
	CHECK(given > 100);
	CHECK_EQ(found, given);
}

static void
a_new_usual_is_learned(void)
{
	struct tail tail = { .seen = 0 };
	uint64_t state = 8;
	unsigned early = 0, late = 0;

	feed_usual(&tail, MANY, &state);
	for (unsigned i = 0; i < 1000; i++) {
		double z = feed(&tail, 20 * usual(&state));

		early += i < 100 && z >= 5;
		late += i >= 100 && z >= 5;
	}
	CHECK(early > 0 && early < 40);
	CHECK_EQ(late, 0);
}

static void
the_newest_durations_are_kept(void)
{
	struct tail tail = { .seen = 0 };

	for (unsigned i = 1; i <= 3 * TAIL_RECENT + 7; i++)
		feed(&tail, i);
	CHECK_EQ(tail.recent[(tail.seen - 1) % TAIL_RECENT], 3 * TAIL_RECENT + 7);
	CHECK_EQ(tail.recent[tail.seen % TAIL_RECENT], 2 * TAIL_RECENT + 8);
}

static void
memory_is_bounded_by_what_is_asked_for(void)
{
	struct tail tail = { .memory = 100 };
	uint64_t state = 9;

	feed_usual(&tail, MANY, &state);
	CHECK(tail.count >= 99 && tail.count <= 200);
	CHECK_EQ(tail.seen, MANY);
}

/* --- traits ------------------------------------------------------------------ */

static struct call
call_named(const char *name, int64_t result, uint64_t first, uint64_t second)
{
	return (struct call){
		.abi = (uint8_t)abi_native(), .nr = (uint32_t)call_number(abi_native(), name), .state = CALL_DONE,
		.result = result, .args = { first, second },
	};
}

static unsigned
take(struct traits *traits, uint32_t pid, const char *name, int64_t result, uint64_t first, uint64_t second)
{
	struct call call = call_named(name, result, first, second);

	return traits_take(traits, traits_size(name), pid, &call);
}

static void
traits_are_outcome_size_and_first_use(void)
{
	struct traits traits = { .fresh = { .cap = 0 } };
	unsigned small = take(&traits, 1, "read", 1, 3, 0);

	CHECK_EQ(take(&traits, 1, "read", 256, 3, 0), small);
	CHECK(take(&traits, 1, "read", 257, 3, 0) > small);
	CHECK(take(&traits, 1, "read", INT64_MAX, 3, 0) > take(&traits, 1, "read", 1 << 20, 3, 0));
	CHECK_EQ(take(&traits, 1, "read", 0, 3, 0), 0);
	CHECK_EQ(take(&traits, 1, "read", -11, 3, 0), TRAIT_ERROR);
	CHECK_EQ(take(&traits, 1, "lseek", 1 << 20, 3, 0), 0);
	CHECK(take(&traits, 1, "munmap", 0, 0x1000, 1 << 20) > take(&traits, 1, "munmap", 0, 0x1000, 4096));

	take(&traits, 1, "openat", 5, 0, 0);
	CHECK_EQ(take(&traits, 2, "read", 1, 5, 0), small);	/* another process's */
	CHECK_EQ(take(&traits, 1, "read", 1, 5, 0), small | TRAIT_FIRST);
	CHECK_EQ(take(&traits, 1, "read", 1, 5, 0), small);
	take(&traits, 1, "openat", 6, 0, 0);
	CHECK_EQ(take(&traits, 1, "close", 0, 6, 0), 0);
	CHECK_EQ(take(&traits, 1, "read", 1, 6, 0), small);
	for (unsigned fd = 0; fd < 100000; fd++)
		take(&traits, 1, "openat", fd, 0, 0);
	CHECK(traits.fresh.count <= 4096);
	traits_done(&traits);
}

/* --- classes ------------------------------------------------------------------- */

static struct detector_score
tell(struct detector *detector, const char *name, const char *function, int64_t result, uint64_t duration_ns)
{
	struct call call = call_named(name, result, 0, 0);
	const struct detector_sample sample = {
		.name = name, .function = function, .call = &call, .pid = 1, .duration_ns = duration_ns,
	};

	return detector_take(detector, &sample);
}

static void
a_call_is_compared_with_calls_like_it(void)
{
	struct detector *detector = detector_new(0);
	struct detector_score score;
	uint64_t state = 10;

	for (unsigned i = 0; i < 2000; i++) {
		tell(detector, "read", "load", 100, usual(&state));
		tell(detector, "read", "fetch", 100, 100 * usual(&state));
		tell(detector, "read", "load", -11, usual(&state) / 4);
	}
	CHECK(tell(detector, "read", "fetch", 100, 600000).z < 1);
	score = tell(detector, "read", "load", 100, 600000);
	CHECK(score.z > 5);
	CHECK_EQ(score.level, LEVEL_FUNCTION);
	CHECK_EQ(score.samples, 2000);
	CHECK(fabs(score.median_ns - 6000) < 300);
	CHECK(score.chance < 2.9e-7 && score.scale > 0 && score.mad_ns > 0);
	CHECK_EQ(score.tail->recent[(score.tail->seen - 1) % TAIL_RECENT], 600000);
	detector_free(detector);
}

static void
small_classes_give_way_to_wider_ones(void)
{
	struct detector *detector = detector_new(0);
	uint64_t state = 11;

	CHECK_EQ(tell(detector, "read", "load", 100, 6000).level, LEVEL_NONE);
	for (unsigned i = 0; i < 2000; i++)
		tell(detector, "read", "load", 100, usual(&state));
	CHECK_EQ(tell(detector, "read", "new", 100, 6000).level, LEVEL_TRAITS);
	CHECK_EQ(tell(detector, "read", "new", 1 << 20, 6000).level, LEVEL_CALL);
	CHECK_EQ(tell(detector, "write", "new", 100, 6000).level, LEVEL_NONE);

	/* … unless they know better: what was like that there before is no surprise. */
	CHECK(tell(detector, "read", "slow", 100, 500000).z > 5);
	CHECK(tell(detector, "read", "slow", 100, 500000).z < 3);
	detector_free(detector);
}

static void
waiting_is_not_slow(void)
{
	struct detector *detector = detector_new(0);
	struct call call = call_named("poll", 1, 0, 0);
	struct detector_sample sample = { .name = "poll", .function = "loop", .call = &call, .pid = 1, .apart = true };
	double z = 0;

	for (unsigned i = 0; i < 1000; i++) {
		sample.duration_ns = i == 900 ? 5000000000 : 1000;
		CHECK(isnan(detector_take(detector, &sample).z));
	}
	CHECK_EQ(detector_classes(detector), 0);
	/* How late those are that ran out is compared. */
	sample.apart = false;
	sample.late = true;
	for (unsigned i = 0; i < 200; i++) {
		sample.duration_ns = i == 199 ? 190000000 : 60000 + i % 7 * 1000;
		z = detector_take(detector, &sample).z;
	}
	CHECK(z > 5);
	detector_free(detector);
}

static void
classes_are_bounded(void)
{
	struct detector *detector = detector_new(0);
	uint64_t state = 12;
	char function[32];

	for (unsigned i = 0; i < MANY; i++) {
		snprintf(function, sizeof function, "f%u", i);
		tell(detector, "read", function, 100, usual(&state));
	}
	CHECK(tell(detector, "read", function, 100, 600000).z > 5);
	CHECK(detector_classes(detector) <= 4096);
	detector_free(detector);
}

int
main(void)
{
	scores_are_those_of_a_normal_distribution();
	nothing_is_said_before_there_are_samples();
	median_and_mad_are_found();
	scores_grow_with_the_duration();
	few_samples_support_small_claims();
	no_chance_is_below_the_share_that_was_seen();
	equal_samples_have_no_spread_and_no_alerts();
	a_nanosecond_beside_a_second_is_nothing();
	alerts_are_rare_in_undisturbed_classes();
	delays_do_not_hide_each_other();
	a_new_usual_is_learned();
	the_newest_durations_are_kept();
	memory_is_bounded_by_what_is_asked_for();
	traits_are_outcome_size_and_first_use();
	a_call_is_compared_with_calls_like_it();
	small_classes_give_way_to_wider_ones();
	waiting_is_not_slow();
	classes_are_bounded();
	return check_result();
}
