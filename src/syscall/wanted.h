/*
 * wanted.h - which calls and signals are recorded: -e
 *
 *	-e trace=openat,%network,/^sched_/,!sendto	names, classes, regular expressions, exclusions
 *	-e signal=INT,TERM				signals; !SEGV for all but that one
 *	-e status=failed				how calls ended
 *
 * Expressions of one kind add up, whatever their order: what any of them
 * names is wanted, and an exclusion always wins; only exclusions mean all but
 * those. Asked on the tracer thread, once a call, in constant time.
 */
#ifndef WANTED_H
#define WANTED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"
#include "syscall/abi.h"

enum { WANTED_NUMBERS = 1024 };	/* calls from here on have no name, or only arm has them */

enum wanted_status {	/* bits */
	WANTED_SUCCESSFUL = 1 << 0,
	WANTED_FAILED = 1 << 1,
	WANTED_UNFINISHED = 1 << 2,	/* exit, exec by another thread, a kill */
	WANTED_DETACHED = 1 << 3,	/* we left */
	WANTED_ANY = (1 << 4) - 1,
};

struct wanted {
	uint64_t calls[ABI_COUNT][WANTED_NUMBERS / 64];
	bool others;		/* calls without a name */
	bool all;		/* every call: nothing was asked */
	uint64_t signals;	/* bit N - 1 for signal N */
	unsigned statuses;	/* enum wanted_status */
};

/* All of it. */
void wanted_begin(struct wanted *wanted);

/*
 * Reads `count` expressions. 0, or -EINVAL and a sentence that names what is
 * wrong, with a name that may have been meant.
 */
int wanted_parse(struct wanted *wanted, const char *const *expressions, size_t count, struct why *reterr_why);

/* Whether the call with that number is recorded. */
static inline bool
wanted_call(const struct wanted *wanted, enum abi abi, uint32_t nr)
{
	if (wanted->all)
		return true;
	return nr < WANTED_NUMBERS ? wanted->calls[abi][nr / 64] >> (nr % 64) & 1 : wanted->others;
}

static inline bool
wanted_signal(const struct wanted *wanted, unsigned signal)
{
	return signal == 0 || signal > 64 || (wanted->signals >> (signal - 1) & 1);
}

#endif
