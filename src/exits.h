/*
 * exits.h - what sightline's exit status says
 */
#ifndef EXITS_H
#define EXITS_H

#include <stdbool.h>

#include "base/why.h"

enum exits {
	EXITS_FAILED = 1,
	EXITS_USAGE = 2,
	EXITS_ALERT = 3,	/* --fail-on-alert */
	EXITS_SLOWER = 4,	/* --baseline */
	EXITS_CANNOT_RUN = 126,
	EXITS_NOT_FOUND = 127,
	EXITS_SIGNAL = 128,	/* and the signal's number */
};

/* Tells the sentence, unless it is empty: told before. Returns `status`. */
int exits_fail(int status, const struct why *why);

/*
 * The status of a program's wait status; -1, an end nobody saw, is success.
 * `by_signal`: a death by a signal becomes ours, so that a shell sees no
 * difference.
 */
int exits_like(int wait_status, bool by_signal);

#endif
