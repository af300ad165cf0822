/*
 * regs.h - registers of a stopped task, and what a walk of its stack needs of them
 *
 * Registers are named by their DWARF numbers; only those that a frame's rules
 * may refer to are kept.
 */
#ifndef REGS_H
#define REGS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "syscall/abi.h"

enum { REGS_MAX = 33 };	/* DWARF numbers 0 … 32 */

struct regs {
	uint64_t pc;
	uint64_t value[REGS_MAX]; /* by DWARF number */
	int64_t result;		/* what the call returned, sign-extended; at an exit stop */
};

/* What differs between the kinds of code a stack can belong to. */
struct regs_arch {
	uint8_t word;		/* bytes of an address */
	uint8_t sp, ra, fp;	/* DWARF numbers of stack pointer, return address column, frame pointer */
	uint8_t count;		/* of saved[] */
	uint8_t saved[12];	/* DWARF numbers that callees keep for their callers */
};

/* How stacks of tasks with that abi are laid out; NULL where they cannot be walked. */
const struct regs_arch *regs_arch(enum abi abi);

/* All registers of a stopped task; false when it is gone. */
bool regs_read(pid_t tid, enum abi abi, struct regs *ret_regs);

/* Only what a call of the native table returned, of a task in its exit stop: cheaper. False when it is gone. */
bool regs_result(pid_t tid, int64_t *ret_result);

/* A task stopped before its call does not make it, and gets ENOSYS. One that is gone is no error. */
void regs_skip_call(pid_t tid);

#endif
