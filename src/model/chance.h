/*
 * chance.h - how often chance alone makes two counts as different as these
 *
 * Exact, two-sided: with the few events that make up a tail or a share of
 * errors a normal approximation finds certainty in a single one. 1: nothing
 * differs, or there is nothing to compare.
 */
#ifndef CHANCE_H
#define CHANCE_H

#include <stdint.h>

/* `hits` of `all` before and after: Fisher's test of two shares. hits <= all, fewer than 2^53. */
double chance_of_shares(uint64_t hits_before, uint64_t all_before, uint64_t hits_after, uint64_t all_after);

/*
 * How often something happened: the binomial test of two counts of independent events. `after_share`, above 0 and
 * below 1, is how much of both stretches of time the later one is: 0.5 of two that are as long.
 */
double chance_of_counts(uint64_t before, uint64_t after, double after_share);

#endif
