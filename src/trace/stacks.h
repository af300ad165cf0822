/*
 * stacks.h - the same chain of frames is the same number
 *
 * Memory is bounded: when too many different stacks were seen, the store is
 * emptied and chains get new numbers, which readers do not notice.
 */
#ifndef STACKS_H
#define STACKS_H

#include <stdbool.h>
#include <stdint.h>

#include "trace/event.h"

struct stacks;

struct stacks *stacks_new(void);
void stacks_free(struct stacks *stacks);

/* The number of the chain, from 1; *ret_new tells that it was not known and must be told. */
uint32_t stacks_number(struct stacks *stacks, const struct event_frame *frames, unsigned count, bool *ret_new);

/* Numbers below are of a store that was emptied, and known to no one. */
uint32_t stacks_first(const struct stacks *stacks);

#endif
