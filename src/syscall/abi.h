/*
 * abi.h - which table of calls a task used at a stop
 *
 * One kernel serves several: on x86-64 the native one, i386 (32-bit programs
 * and int 0x80 from 64-bit ones) and x32. The table is chosen at every stop
 * from what the kernel says (PTRACE_GET_SYSCALL_INFO.arch), never per process.
 */
#ifndef ABI_H
#define ABI_H

#include <stdint.h>

enum abi {
	ABI_X86_64,
	ABI_I386,
	ABI_X32,	/* numbers carry bit 30 in the record; the tables here are without it */
	ABI_AARCH64,
	ABI_ARM,	/* 32-bit tasks on aarch64 */
	ABI_OTHER,	/* an architecture this build has no table for */
};
enum { ABI_COUNT = ABI_OTHER + 1 };

/* From the AUDIT_ARCH_* value of a stop and the raw number. */
enum abi abi_from_audit(uint32_t audit_arch, uint64_t nr);

/* The abi this program was built for. */
enum abi abi_native(void);

const char *abi_name(enum abi abi);	/* "x86_64", "i386", "x32", "aarch64", "arm", "other" */
unsigned abi_word(enum abi abi);	/* bytes in a long: 4 or 8 */

#endif
