/*
 * jitcodes.h - pieces of code by address and time: places are used again
 */
#ifndef JITCODES_H
#define JITCODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jitcode {
	uint64_t begin, end;
	uint64_t since_ns, until_ns; /* it lay there from then, and not at `until` any more */
	uint32_t name;		/* number of the owner's */
	uint32_t number;	/* of adding, from 1 */
	uint32_t tag;		/* the owner's */
};

/* Zeroed is empty. */
struct jitcodes {
	struct jitcode *codes;	/* by begin, then number, while in order */
	uint64_t *reach;	/* greatest end of codes[0 … i] */
	size_t count, cap, reach_cap;
	uint32_t last_number;
	bool in_order;
};

void jitcodes_done(struct jitcodes *codes);

/* Its number is given; 0 when the code is empty or reaches around, or there is a million already. */
uint32_t jitcodes_add(struct jitcodes *codes, const struct jitcode *code);

/* The newest at the address at that time; valid until the next is added. NULL when none is. */
struct jitcode *jitcodes_find(struct jitcodes *codes, uint64_t address, uint64_t time_ns);

#endif
