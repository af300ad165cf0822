#include "model/ranksum.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

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
