#include "model/ranksum.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "model/chance.h"
#include "model/hist.h"

/* Walks through a histogram. */
struct walk {
	const struct hist *hist;
	unsigned position;
	uint64_t low, count;
	bool there;
};

static void
step(struct walk *walk)
{
	walk->there = hist_next(walk->hist, &walk->position, &walk->low, &walk->count);
}

/* What lies in the lower of both buckets, and takes it. */
static double
take(struct walk *walk, uint64_t low)
{
	double count = walk->there && walk->low == low ? (double)walk->count : 0;

	if (count > 0)
		step(walk);
	return count;
}

static uint64_t
lower(const struct walk *a, const struct walk *b)
{
	if (!a->there || !b->there)
		return a->there ? a->low : b->low;
	return a->low < b->low ? a->low : b->low;
}

struct ranksum
ranksum(const struct hist *before, const struct hist *after)
{
	double n = (double)before->count, m = (double)after->count, all = n + m;
	double larger = 0, ties = 0, seen = 0, variance, z;
	struct walk a = { .hist = before }, b = { .hist = after };

	if (n == 0 || m == 0)
		return (struct ranksum){ 0.5, 1 };
	step(&a);
	step(&b);
	while (a.there || b.there) {
		uint64_t low = lower(&a, &b);
		double in_a = take(&a, low), in_b = take(&b, low), both = in_a + in_b;

		larger += in_b * (seen + in_a / 2);	/* pairs in which the later is larger; equal ones are half */
		seen += in_a;
		ties += both * both * both - both;
	}
	variance = n * m / 12 * (all + 1 - (all > 1 ? ties / (all * (all - 1)) : 0));
	if (variance <= 0)
		return (struct ranksum){ larger / (n * m), 1 };
	z = (larger - n * m / 2) / sqrt(variance);
	return (struct ranksum){ larger / (n * m), erfc(fabs(z) / sqrt(2)) };
}

double
ranksum_tail(const struct hist *before, const struct hist *after, double share)
{
	double wanted = share * ((double)before->count + (double)after->count);
	uint64_t low, in_before = 0, in_after = 0;	/* up to there */
	struct walk a = { .hist = before }, b = { .hist = after };

	step(&a);
	step(&b);
	while ((a.there || b.there) && (double)(in_before + in_after) < wanted) {
		low = lower(&a, &b);
		in_before += (uint64_t)take(&a, low);
		in_after += (uint64_t)take(&b, low);
	}
	return chance_of_shares(before->count - in_before, before->count, after->count - in_after, after->count);
}

double
ranksum_least(uint64_t before, uint64_t after)
{
	double n = (double)before, m = (double)after;

	return erfc(sqrt(3 * n * m / (n + m + 1)) / sqrt(2));	/* each of one is larger than all of the other, none alike */
}

double
ranksum_tail_least(uint64_t before, uint64_t after, double share)
{
	uint64_t above = (uint64_t)((1 - share) * ((double)before + (double)after) + 1e-9);
	uint64_t of_before = above < before ? above : before, of_after = above < after ? above : after;

	return fmin(chance_of_shares(of_before, before, above - of_before, after),
		    chance_of_shares(above - of_after, before, of_after, after));
}
