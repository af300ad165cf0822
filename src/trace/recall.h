/*
 * recall.h - walks of stacks, remembered by what they rest on
 *
 * A walk follows from where the call was made, from the words of the stack
 * and the registers it used, and from what is mapped. One that was made before
 * is not made again when all of these are as they were: nothing is guessed, and
 * one small piece of the stack tells. Tracer thread only; memory is bounded.
 *
 *	if (recall_wants(recall, &site, &span, &registers)) {
 *		... read `span` bytes at site.sp, and the registers if they are wanted
 *		number = recall_find(recall, &site, &window, &regs);
 *	}
 *	if (number == 0) {
 *		... walk, and number it
 *		recall_keep(recall, &site, &evidence, number);
 *	}
 */
#ifndef RECALL_H
#define RECALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct evidence;
struct recall;
struct regs;
struct unwind_window;

/* Where a call was made. */
struct recall_site {
	uint32_t space, generation;	/* of struct space: what is mapped */
	uint64_t pc, sp;
};

struct recall *recall_new(void);
void recall_free(struct recall *recall);

/*
 * Whether a walk from there is remembered; then *ret_span bytes from the stack
 * pointer on, and registers if *ret_registers, tell whether it still holds.
 */
bool recall_wants(const struct recall *recall, const struct recall_site *site, size_t *ret_span, bool *ret_registers);

/*
 * The number that was kept with a walk that holds, or 0; numbers below `first`
 * are no longer good. `regs` may be NULL where they were not wanted.
 */
uint32_t recall_find(const struct recall *recall, const struct recall_site *site, const struct unwind_window *window,
		     const struct regs *regs, uint32_t first);

/* Remembers a walk, if it can be: what it rests on must be near the stack pointer. */
void recall_keep(struct recall *recall, const struct recall_site *site, const struct evidence *evidence,
		 uint32_t number);

#endif
