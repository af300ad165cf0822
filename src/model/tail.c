#include "model/tail.h"

#include <math.h>

static const double PER_FOLD = 16;	/* buckets an e-fold */

/*
 * Chosen with tests/bench_truth.c, so that on recordings of ordinary programs
 * about ten of 100,000 calls are High and delays of ten times the 99th
 * percentile are found.
 */
static const double
	SHARE = 0.04,		/* of the samples that make a tail; what is added to half as many does not bend its scale */
	SHARE_COUNT = 5,	/* and at least so many samples … */
	SHARE_MOST = 0.25,	/* … but no more than this */
	SPAN = 5,		/* the scale is taken from a range in which chances fall to a fifth */
	BOUND = 1.2816,		/* the scale used is exceeded once in ten times */
	LEAST_SCALE = 0.2025,	/* with many samples; */
	LEAST_COUNT = 40,	/* twice that with so many */
	MOST_SCALE = 0.32,	/* so that thirty times the 99th percentile is High, however heavy the tail */
	FAR = 4.5,		/* the score from which samples are left out */
	REGULAR = 0.02,		/* the share from which what is far out belongs to the class */
	SURPRISES = 16,		/* samples left out, of the last SURPRISE_MEMORY, after which the usual has changed */
	SURPRISE_MEMORY = 256,
	LEAST_LOG_CHANCE = -600; /* erfc() still has digits there: z = 34 */

static double
log_of(uint64_t duration_ns)
{
	return log((double)duration_ns + TAIL_BLUR_NS);
}

static unsigned
bucket_of(double log_ns)
{
	double bucket = log_ns * PER_FOLD;

	return bucket < TAIL_BUCKETS - 1 ? (unsigned)bucket : TAIL_BUCKETS - 1;
}

/* --- scores ---------------------------------------------------------------------- */

/* By Newton's method on the logarithm, which is nearly a parabola. */
static double
z_of_log(double log_chance)
{
	double z = log_chance < -2 ? sqrt(-2 * log_chance) - 0.5 : 0.5;

	for (unsigned i = 0; i < 6; i++) {
		double above = 0.5 * erfc(z / M_SQRT2), density = exp(-0.5 * z * z) / sqrt(2 * M_PI);

		z += (log(above) - log_chance) * above / density;
	}
	return z;
}

double
tail_z(double chance)
{
	return z_of_log(fmax(log(chance), LEAST_LOG_CHANCE));
}

/* Samples at or beyond a bucket. */
static double
count_from(const struct tail *tail, unsigned bucket, bool slow)
{
	double count = 0;

	for (unsigned i = bucket; slow && i <= tail->last; i++)
		count += tail->counts[i];
	for (unsigned i = tail->first; !slow && i <= bucket; i++)
		count += tail->counts[i];
	return count;
}

double
tail_share(const struct tail *tail, uint64_t duration_ns, bool slow)
{
	return tail->count > 0 ? count_from(tail, bucket_of(log_of(duration_ns)), slow) / tail->count : 0;
}

/* The score of what lies `distance` > 0 beyond the beginning of the tail, a share of `seen` as far or farther. */
static struct tail_score
score_beyond(const struct tail_side *side, double distance, double seen)
{
	double log_chance = fmax(log(side->share) - distance / side->scale, LEAST_LOG_CHANCE);

	if (seen > 0)
		log_chance = fmin(fmax(log_chance, log(seen)), log(side->share));
	return (struct tail_score){ .z = z_of_log(log_chance), .chance = exp(log_chance) };
}

struct tail_score
tail_score(const struct tail *tail, uint64_t duration_ns)
{
	const struct tail_fit *fit = &tail->fit;
	double value = log_of(duration_ns);
	bool slow = value >= fit->median;
	const struct tail_side *side = slow ? &fit->slow : &fit->fast;
	double whole = fabs(side->begin - fit->median), part = fabs(value - fit->median);
	struct tail_score score = { .z = NAN, .chance = 1 };

	if (!tail_ready(tail))
		return score;
	if (part > whole)
		score = score_beyond(side, part - whole, tail_share(tail, duration_ns, slow));
	else
		score.z = whole > 0 ? side->begin_z * part / whole : 0;
	score.z = slow ? score.z : -score.z;
	return score;
}

/* --- fitting ----------------------------------------------------------------------- */

/* Where `rank` samples lie below: within a bucket samples are taken to lie evenly. */
static double
value_at(const struct tail *tail, double rank)
{
	double seen = 0;

	for (unsigned i = tail->first; i <= tail->last; i++) {
		if (seen + tail->counts[i] >= rank && tail->counts[i] > 0)
			return (i + (rank - seen) / tail->counts[i]) / PER_FOLD;
		seen += tail->counts[i];
	}
	return (tail->last + 1) / PER_FOLD;
}

/* Half of the samples lie within that of the median: ring by ring of buckets outwards. */
static double
spread_around(const struct tail *tail, double median)
{
	unsigned middle = bucket_of(median);
	double inside = 0, radius = 0, half = tail->count / 2;

	for (unsigned step = 0; step <= tail->last - tail->first; step++) {
		double ring = middle + step < TAIL_BUCKETS ? tail->counts[middle + step] : 0;
		double width = (step == 0 ? 0.5 : 1) / PER_FOLD;

		if (step > 0 && middle >= step)
			ring += tail->counts[middle - step];
		if (ring > 0 && inside + ring >= half)
			return radius + width * (half - inside) / ring;
		inside += ring;
		radius += width;
	}
	return radius;
}

/* Beyond which the share of the samples lies. */
static double
quantile_of(const struct tail *tail, double share, bool slow)
{
	return value_at(tail, tail->count * (slow ? 1 - share : share));
}

/* How far the value moves while chances fall from `wide` to `narrow`, an e-fold. */
static double
scale_between(const struct tail *tail, double wide, double narrow, bool slow)
{
	return fabs(quantile_of(tail, narrow, slow) - quantile_of(tail, wide, slow)) / log(wide / narrow);
}

/*
 * From order statistics, since a mean of what lies beyond is made by the very
 * delays that are looked for. Of three ranges the steepest: others may hold the
 * gap between two modes. The error of a scale between the k-th and the
 * K-th largest of exponential values is its root of 1/k - 1/K.
 */
static double
upper_scale(const struct tail *tail, double share, bool slow)
{
	double n = tail->count, wide = fmin(SPAN * share, 0.5), fold = log(wide / share);
	double error = sqrt(1 / (n * share) - 1 / (n * wide)) / fold, scale = scale_between(tail, wide, share, slow);

	for (unsigned part = 2; part <= 4; part *= 2)
		scale = fmin(scale, scale_between(tail, wide / part, share / part, slow));
	return fmax(fmin(scale * (1 + BOUND * error), MOST_SCALE), LEAST_SCALE * (1 + LEAST_COUNT / n));
}

static struct tail_side
fit_side(const struct tail *tail, bool slow)
{
	double share = fmin(fmax(SHARE, SHARE_COUNT / tail->count), SHARE_MOST);

	return (struct tail_side){
		.begin = quantile_of(tail, share, slow),
		.share = share,
		.scale = upper_scale(tail, share, slow),
		.begin_z = tail_z(share),
	};
}

static void
make_fit(struct tail *tail)
{
	tail->fit.median = value_at(tail, tail->count / 2);
	tail->fit.mad = spread_around(tail, tail->fit.median);
	tail->fit.slow = fit_side(tail, true);
	tail->fit.fast = fit_side(tail, false);
}

/* What was taken in while the tail was not known, and is far out now that it is, is taken out again, if it is rare. */
static void
take_out_far(struct tail *tail)
{
	const struct tail_side *side = &tail->fit.slow;
	double log_chance = log(0.5 * erfc(FAR / M_SQRT2));
	unsigned from = bucket_of(side->begin + side->scale * (log(side->share) - log_chance)) + 1;
	double count = count_from(tail, from, true);

	if (count <= 0 || count > REGULAR * tail->count)
		return;
	for (unsigned i = from; i <= tail->last; i++)
		tail->counts[i] = 0;
	tail->count -= count;
	tail->last = from - 1;
}

/* --- samples ----------------------------------------------------------------------- */

/* Each sample counts that much of what it did. */
static void
fade(struct tail *tail, double factor)
{
	tail->count = 0;
	for (unsigned i = tail->first; i <= tail->last; i++) {
		tail->counts[i] *= (float)factor;
		tail->count += tail->counts[i];
	}
}

unsigned
tail_memory(const struct tail *tail)
{
	if (tail->memory == 0)
		return TAIL_MEMORY;
	return tail->memory > TAIL_MEMORY_LEAST ? tail->memory : TAIL_MEMORY_LEAST;
}

static void
count_sample(struct tail *tail, double value)
{
	unsigned bucket = bucket_of(value);

	if (tail->count <= 0)
		tail->first = tail->last = bucket;
	tail->first = bucket < tail->first ? bucket : tail->first;
	tail->last = bucket > tail->last ? bucket : tail->last;
	tail->counts[bucket]++;
	tail->count++;
	if (tail->count >= 2.0 * tail_memory(tail))
		fade(tail, 0.5);
}

/* Whether a sample is left out; when there were too many, none is for a while. */
static bool
is_left_out(struct tail *tail, double z)
{
	bool far = fabs(z) >= FAR;

	tail->surprise = tail->surprise * (1 - 1 / SURPRISE_MEMORY) + far;
	if (!far || tail->surprise < SURPRISES)
		return far;
	tail->surprise = 0;
	tail->until_fit = 0;
	if (tail->count > TAIL_READY)
		fade(tail, TAIL_READY / tail->count);
	return false;
}

void
tail_add(struct tail *tail, uint64_t duration_ns, double z)
{
	tail->recent[tail->seen++ % TAIL_RECENT] = duration_ns;
	if (is_left_out(tail, z))
		return;
	count_sample(tail, log_of(duration_ns));
	if (tail->until_fit > 0) {
		tail->until_fit--;
		return;
	}
	make_fit(tail);
	take_out_far(tail);
	tail->until_fit = tail->count < 1024 ? (unsigned)tail->count / 16 : 64;
}

double
tail_median_ns(const struct tail *tail)
{
	return fmax(exp(tail->fit.median) - TAIL_BLUR_NS, 0);
}

double
tail_mad_ns(const struct tail *tail)
{
	return exp(tail->fit.median + tail->fit.mad) - exp(tail->fit.median);
}
