/*
 * ranksum.h - whether one lot of durations is longer than another
 *
 * The rank sum test of Mann and Whitney ("On a test of whether one of two
 * random variables is stochastically larger than the other", 1947), in its
 * normal approximation with the correction for ties: values in one bucket of
 * the histograms count as equal. It asks nothing of how durations are
 * distributed, and an outlier weighs as much as any other call.
 */
#ifndef RANKSUM_H
#define RANKSUM_H

struct hist;

struct ranksum {
	double effect;	/* chance that a value of `after` is larger than one of `before`; 0.5: neither, or nothing to compare */
	double p;	/* chance of such a difference, or more, if there is none; two-sided */
};

struct ranksum ranksum(const struct hist *before, const struct hist *after);

#endif
