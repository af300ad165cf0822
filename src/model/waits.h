/*
 * waits.h - calls whose purpose is to wait, and for how long they were asked to
 *
 * How long poll() or a read of a terminal takes says nothing of the kernel.
 * But one that was asked to end after 10 ms and ended after 200 is late, and
 * by how much can be compared with other waits.
 */
#ifndef WAITS_H
#define WAITS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/table.h"

struct call;
struct event_call;

enum wait_kind {
	WAIT_NONE,	/* the call works, it does not wait */
	WAIT_OPEN,	/* for something to happen, as long as that takes; or it happened in time */
	WAIT_LATE,	/* for a time that is over: `late_ns` beyond it */
};

struct wait {
	enum wait_kind kind;
	uint64_t asked_ns;	/* of WAIT_LATE */
	uint64_t late_ns;
};

struct waits {
	struct table terminals;	/* descriptors that answered as one: process and number */
};
/* A zeroed struct waits knows no terminal. */
void waits_done(struct waits *waits);

/* What a call that returned was; follows what it says of descriptors. */
struct wait waits_take(struct waits *waits, uint32_t pid, const struct event_call *event);

/* Whether waiting is what a call is for, as far as its name and arguments say. */
bool wait_by_purpose(const struct call *call);

/*
 * The time it was asked to wait at most; UINT64_MAX: there is no limit, or it
 * is not known. `begin_ns` is when it was entered.
 */
uint64_t wait_asked_ns(const struct event_call *event);

#endif
