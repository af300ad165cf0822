/*
 * filter_calls.h - a set of system calls, as bits
 */
#ifndef FILTER_CALLS_H
#define FILTER_CALLS_H

#include <stdbool.h>
#include <stdint.h>

#include "syscall/shape.h"

enum { FILTER_CALLS_NUMBERS = 1024 };	/* beyond are only a few of arm's, and numbers that no kernel knows */

/* Found out one by one, as calls are asked about. */
struct filter_calls {
	uint64_t known[ABI_COUNT][FILTER_CALLS_NUMBERS / 64];	/* those that were */
	uint64_t bits[ABI_COUNT][FILTER_CALLS_NUMBERS / 64];
};

/* Whether the number is among those that bits tell of. */
static inline bool
filter_calls_covers(unsigned abi, uint32_t nr)
{
	return abi < ABI_COUNT && nr < FILTER_CALLS_NUMBERS;
}

static inline bool
filter_calls_known(const struct filter_calls *calls, unsigned abi, uint32_t nr)
{
	return calls->known[abi][nr / 64] >> (nr % 64) & 1;
}

static inline bool
filter_calls_has(const struct filter_calls *calls, unsigned abi, uint32_t nr)
{
	return calls->bits[abi][nr / 64] >> (nr % 64) & 1;
}

static inline void
filter_calls_set(struct filter_calls *calls, unsigned abi, uint32_t nr, bool has)
{
	calls->known[abi][nr / 64] |= 1ULL << (nr % 64);
	calls->bits[abi][nr / 64] |= (uint64_t)has << (nr % 64);
}

/* Whether any system call has that name; if not, the nearest that is called so, or NULL. */
bool filter_calls_named(const char *name, const char **ret_nearest);

#endif
