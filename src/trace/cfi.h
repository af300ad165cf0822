/*
 * cfi.h - how to get from one frame of a stack to the next
 *
 * A row says, for one program counter, where the frame's canonical address
 * (CFA) lies and where the caller's registers were saved. It depends on the
 * program counter alone, so a row once found by libdw is kept with its file
 * and serves every process that maps it. Tracer thread only.
 *
 * Source: DWARF 5, section 6.4; System V ABI x86-64, section 3.7.
 */
#ifndef CFI_H
#define CFI_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "trace/regs.h"

struct mapping;

enum cfi_rule_kind {
	CFI_SAME,	/* the caller's value is still in the register */
	CFI_UNDEFINED,	/* cannot be known; for the return address: the stack ends here */
	CFI_AT,		/* saved in memory at CFA + offset */
	CFI_VALUE,	/* the value is CFA + offset */
	CFI_REGISTER,	/* in register `offset` */
	CFI_AT_EXPR,	/* saved in memory where expression `offset` says */
	CFI_VALUE_EXPR,	/* the value is what expression `offset` says */
};

struct cfi_rule {
	uint8_t kind;		/* enum cfi_rule_kind */
	int32_t offset;
};

struct cfi_row {
	bool known;		/* false: this file has no rule for the counter */
	bool signal;		/* a frame made by the kernel for a signal handler: the caller's pc is exact */
	bool cfa_is_expr;	/* CFA by expression number cfa_offset */
	uint8_t cfa_reg;	/* else CFA = this register + cfa_offset */
	int32_t cfa_offset;
	struct cfi_rule ra;
	struct cfi_rule saved[12]; /* as in struct regs_arch */
};

struct cfi;	/* rows and rules of one mapped file */
struct cfis;	/* all files of a tracer */

struct cfis *cfis_new(void);
void cfis_free(struct cfis *cfis);

/* The rules of the mapping's file, read through the stopped task `tid` the first time. Never NULL. */
struct cfi *cfi_of(struct cfis *cfis, const struct mapping *mapping, pid_t tid);

/* The row for an address of that mapping. The pointer holds until the next call. */
const struct cfi_row *cfi_row(struct cfi *cfi, const struct mapping *mapping, uint64_t address,
			      const struct regs_arch *arch);

/* Remembers that the stack ends at this address, though no rule says so. */
void cfi_end_at(struct cfi *cfi, const struct mapping *mapping, uint64_t address);

/* Reads a word of the traced program for an expression; false when it cannot. */
typedef bool cfi_reader(void *context, uint64_t address, uint64_t *ret_word);

/* Works expression `number` out; false when it uses what we do not know or cannot read. */
bool cfi_evaluate(const struct cfi *cfi, int number, const uint64_t *regs, uint64_t cfa, cfi_reader *reader,
		  void *context, uint64_t *ret_value);

#endif
