/*
 * ranksum.h - whether one lot of durations is longer than another, or its tail is
 *
 * The rank sum test of Mann and Whitney ("On a test of whether one of two
 * random variables is stochastically larger than the other", 1947), in its
 * normal approximation with the correction for ties: values in one bucket of
 * the histograms count as equal. It asks nothing of how durations are
 * distributed, and an outlier weighs as much as any other call.
 */
#ifndef RANKSUM_H
#define RANKSUM_H

#include <stdint.h>

struct hist;

struct ranksum {
	double effect;	/* chance that a value of `after` is larger than one of `before`; 0.5: neither, or nothing to compare */
	double p;	/* chance of such a difference, or more, if there is none; two-sided */
};

struct ranksum ranksum(const struct hist *before, const struct hist *after);

/*
 * Whether the slowest ones are slower: the chance that what lies above the
 * quantile of both together falls on them as it does, or more unevenly.
 */
double ranksum_tail(const struct hist *before, const struct hist *after, double share);

/* The least that p can be with so many values, whatever they are: above what counts as sure they tell nothing. */
double ranksum_least(uint64_t before, uint64_t after);
double ranksum_tail_least(uint64_t before, uint64_t after, double share);

#endif
