/*
 * unwind.h - the user stack of a stopped task, from captured bytes
 *
 * Walks by the rows of cfi.h over stack bytes that were read together with
 * the call; reads more only when frames reach beyond them. Where no row says
 * how to go on, libunwind-ptrace is asked. Tracer thread only.
 */
#ifndef UNWIND_H
#define UNWIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "trace/event.h"
#include "trace/regs.h"

struct space;
struct unwinder;

enum { UNWIND_FRAMES = 128, UNWIND_WINDOW = 4096 };

/* Bytes of a task's stack, from `begin` upwards. */
struct unwind_window {
	pid_t tid;
	uint64_t begin;
	size_t len;
	unsigned char bytes[UNWIND_WINDOW];
};

/*
 * What a walk rests on beside the stack pointer it began at: the same counter,
 * words, registers and mappings give the same walk.
 */
enum { EVIDENCE_WORDS = 96, EVIDENCE_REGISTERS = 4 };
struct evidence {
	bool whole;		/* false: it rests on more than can be told here */
	unsigned count;		/* of words */
	struct { uint64_t address, value; } words[EVIDENCE_WORDS];
	uint64_t registers;	/* bits by DWARF number */
	const uint64_t *start;	/* registers at the beginning, by DWARF number */
};

struct unwinder *unwinder_new(void);
void unwinder_free(struct unwinder *unwinder);

/*
 * Fills frames, innermost first, and returns how many; *ret_cut tells that
 * the stack goes on beyond what could be walked. `window` may hold bytes
 * already (len 0: none) and is moved on. `slow` keeps the task's own state for
 * the slow way: NULL at first, to be given to unwind_forget() at the end.
 * ret_evidence->start points to `regs`.
 */
unsigned unwind_walk(struct unwinder *unwinder, struct space *space, enum abi abi, const struct regs *regs,
		     struct unwind_window *window, void **slow, struct event_frame *ret_frames, bool *ret_cut,
		     struct evidence *ret_evidence);

/* The task ended, or its memory is another program's now. */
void unwind_forget(void **slow);

/* Walks done so far that had to ask libunwind. */
uint64_t unwind_slow_count(const struct unwinder *unwinder);

#endif
