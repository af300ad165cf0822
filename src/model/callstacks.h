/*
 * callstacks.h - the stacks of calls, looked up, and who asked in each
 *
 * Frames are bounded: the oldest stacks go when there are too many. Places
 * stay as long as the callstacks and the symbols they come from.
 */
#ifndef CALLSTACKS_H
#define CALLSTACKS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/profile.h"
#include "model/session.h"

struct callstacks;
struct symbols;

struct callstack {
	const struct place *place;	/* who asked */
	struct session_frame *frames;	/* innermost first */
	unsigned count;
	bool cut;
	uint64_t dumped;		/* bytes in dumps of code when it was looked up; symbols_dumped() */
	uint32_t number;
	size_t rows[PROFILE_BYS];	/* for the session: rows of the profiles that count it, + 1; 0 not known yet */
	uint32_t chain;			/* for the session: its number in the call graph; 0 not known yet */
	struct callstack *younger;
};

struct callstacks *callstacks_new(void);
void callstacks_free(struct callstacks *stacks);
struct callstacks *callstacks_hold(struct callstacks *stacks);	/* the same once more: gone when freed as often */

/* Takes a stack in, looking its frames up. A number that is known already stays what it was. */
void callstacks_add(struct callstacks *stacks, const struct event_stack *event, struct symbols *symbols);

/*
 * Takes one over from other callstacks, which need not keep it but must live as long as these. It stays: who goes back
 * in time must find what was there.
 */
struct callstack *callstacks_adopt(struct callstacks *stacks, const struct callstack *other);

/* The stack with that number; of others (0, gone, never told) one without frames whose place is unknown. */
struct callstack *callstacks_get(struct callstacks *stacks, uint32_t number);

/* For a call that has the stack: what programs have told since of code in it that they made. */
void callstacks_settle(struct callstacks *stacks, struct callstack *stack, struct symbols *symbols);

/* Places got names they had not: who asked is found out anew, for the stacks that are here and calls to come. */
void callstacks_look_again(struct callstacks *stacks);

#endif
