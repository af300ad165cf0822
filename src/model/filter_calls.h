/*
 * filter_calls.h - a set of system calls, as bits
 */
#ifndef FILTER_CALLS_H
#define FILTER_CALLS_H

#include <stdbool.h>
#include <stdint.h>

#include "syscall/shape.h"

enum { FILTER_CALLS_NUMBERS = 1024 };	/* beyond are only a few of arm's, and numbers that no kernel knows */

struct filter_calls {
	uint64_t bits[ABI_COUNT][FILTER_CALLS_NUMBERS / 64];
};

/* Whether a call is to be in the set; shape NULL: it has none. */
typedef bool filter_calls_test(const void *what, const char *name, const struct call_shape *shape);

/* The set of those for which the test holds; free() gives it back. */
struct filter_calls *filter_calls_new(filter_calls_test *test, const void *what);

/* Whether the number is among those that bits tell of. */
static inline bool
filter_calls_covers(unsigned abi, uint32_t nr)
{
	return abi < ABI_COUNT && nr < FILTER_CALLS_NUMBERS;
}

static inline bool
filter_calls_has(const struct filter_calls *calls, unsigned abi, uint32_t nr)
{
	return calls->bits[abi][nr / 64] >> (nr % 64) & 1;
}

/* Whether any system call has that name; if not, the nearest that is called so, or NULL. */
bool filter_calls_known(const char *name, const char **ret_nearest);

#endif
