/*
 * chance.h - numbers that look like chance, and are the same each time and everywhere
 *
 * Whoever wants some keeps a state of his own, which begins with any number
 * but 0.
 */
#ifndef CHANCE_H
#define CHANCE_H

#include <math.h>
#include <stdint.h>

/* Below `limit`. A linear congruential generator, by Knuth's constants (MMIX). */
static inline uint32_t
chance_below(uint64_t *state, uint64_t limit)
{
	*state = *state * 6364136223846793005 + 1442695040888963407;
	return (uint32_t)((*state >> 33) % limit);
}

/* Between 0 and 1, neither of which it is: xorshift64* (Vigna 2016). */
static inline double
chance_uniform(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return ((double)(*state * 0x2545f4914f6cdd1d >> 11) + 0.5) / 9007199254740992.0;
}

/* Of mean 0 and deviation 1. */
static inline double
chance_normal(uint64_t *state)
{
	double radius = sqrt(-2 * log(chance_uniform(state)));

	return radius * cos(2 * M_PI * chance_uniform(state));
}

#endif
