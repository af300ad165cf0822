#include "model/chance.h"

#include <math.h>

static double
log_choose(double n, double k)
{
	return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
}

/* Of the smaller side. */
static double
both_sides(double side)
{
	return side < 0.5 ? 2 * side : 1;
}

/* Of `drawn` out of `all`, of which `marked` are marked: as many marked ones as `seen` or more, or fewer (step -1). */
static double
share_tail(double seen, double drawn, double marked, double all, int step)
{
	double term = exp(log_choose(marked, seen) + log_choose(all - marked, drawn - seen) - log_choose(all, drawn));
	double sum = 0;

	for (double k = seen; term > sum * 1e-12; k += step) {
		sum += term;
		if (step > 0)
			term *= (marked - k) * (drawn - k) / ((k + 1) * (all - marked - drawn + k + 1));
		else
			term *= k * (all - marked - drawn + k) / ((marked - k + 1) * (drawn - k + 1));
	}
	return sum;
}

double
chance_of_shares(uint64_t hits_before, uint64_t all_before, uint64_t hits_after, uint64_t all_after)
{
	double all = (double)all_before + (double)all_after, marked = (double)hits_before + (double)hits_after;
	double drawn = (double)all_after, seen = (double)hits_after;

	if (all_before == 0 || all_after == 0 || marked == 0 || marked == all)
		return 1;
	/* The smaller side is the one that leads away from what is to be expected. */
	return both_sides(share_tail(seen, drawn, marked, all, seen * all < drawn * marked ? -1 : 1));
}

/* Of `all` events of which each falls on a side with that chance: `seen` or more on it. */
static double
count_tail(double seen, double all, double chance)
{
	double term = exp(log_choose(all, seen) + seen * log(chance) + (all - seen) * log1p(-chance)), sum = 0;

	for (double k = seen; term > sum * 1e-12; k++) {
		sum += term;
		term *= (all - k) / (k + 1) * chance / (1 - chance);
	}
	return sum;
}

double
chance_of_counts(uint64_t before, uint64_t after, double after_share)
{
	double all = (double)before + (double)after;

	if (all == 0)
		return 1;
	if ((double)after > all * after_share)
		return both_sides(count_tail((double)after, all, after_share));
	return both_sides(count_tail((double)before, all, 1 - after_share));
}
