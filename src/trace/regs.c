#include "trace/regs.h"

#include <elf.h>
#include <stddef.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>

/* System V ABI, x86-64: figure 3.36; i386: table 2.14; AAPCS64 DWARF: section 4.1. */
static const struct regs_arch x86_64 = { .word = 8, .sp = 7, .ra = 16, .fp = 6, .count = 6, .saved = { 3, 6, 12, 13, 14, 15 } };
static const struct regs_arch i386 = { .word = 4, .sp = 4, .ra = 8, .fp = 5, .count = 4, .saved = { 3, 5, 6, 7 } };
static const struct regs_arch aarch64 = {
	.word = 8, .sp = 31, .ra = 30, .fp = 29, .count = 11,
	.saved = { 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29 },
};

const struct regs_arch *
regs_arch(enum abi abi)
{
	switch (abi) {
	case ABI_X86_64:
		return &x86_64;
	case ABI_I386:
		return &i386;
	case ABI_AARCH64:
		return &aarch64;
	default:
		return NULL;
	}
}

#if defined(__x86_64__)

static void
from_x86_64(const struct user_regs_struct *from, struct regs *to)
{
	const uint64_t values[] = {
		from->rax, from->rdx, from->rcx, from->rbx, from->rsi, from->rdi, from->rbp, from->rsp, from->r8,
		from->r9, from->r10, from->r11, from->r12, from->r13, from->r14, from->r15, from->rip,
	};

	memcpy(to->value, values, sizeof values);
	to->pc = from->rip;
	to->result = (int64_t)from->rax;
}

static void
from_i386(const struct user_regs_struct *from, struct regs *to)
{
	const uint64_t values[] = {
		from->rax, from->rcx, from->rdx, from->rbx, from->rsp, from->rbp, from->rsi, from->rdi, from->rip,
	};

	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		to->value[i] = (uint32_t)values[i];
	to->pc = (uint32_t)from->rip;
	to->result = (int32_t)from->rax;
}

/* A selector of 32-bit code: __USER32_CS. int 0x80 in 64-bit code has the i386 table but 64-bit registers. */
static bool
runs_32bit(const struct user_regs_struct *regs)
{
	return regs->cs == 0x23;
}

bool
regs_read(pid_t tid, enum abi abi, struct regs *ret_regs)
{
	struct user_regs_struct user;

	if (ptrace(PTRACE_GETREGS, tid, NULL, &user) < 0)
		return false;
	memset(ret_regs, 0, sizeof *ret_regs);
	if (abi == ABI_I386 && runs_32bit(&user))
		from_i386(&user, ret_regs);
	else
		from_x86_64(&user, ret_regs);
	if (abi == ABI_I386)
		ret_regs->result = (int32_t)user.rax;
	return true;
}

bool
regs_result(pid_t tid, int64_t *ret_result)
{
	long value = ptrace(PTRACE_PEEKUSER, tid, offsetof(struct user_regs_struct, rax), NULL);

	if (value == -1 && errno != 0)	/* the C library clears errno when there is a value */
		return false;
	*ret_result = value;
	return true;
}

void
regs_skip_call(pid_t tid)
{
	(void)ptrace(PTRACE_POKEUSER, tid, offsetof(struct user_regs_struct, orig_rax), -1L);
	(void)ptrace(PTRACE_POKEUSER, tid, offsetof(struct user_regs_struct, rax), -(long)ENOSYS);
}

#elif defined(__aarch64__)

void
regs_skip_call(pid_t tid)
{
	struct user_regs_struct user;
	struct iovec part = { &user, sizeof user }, number_part;
	int number = -1;

	if (ptrace(PTRACE_GETREGSET, tid, (void *)NT_PRSTATUS, &part) < 0)
		return;
	user.regs[0] = (uint64_t)-ENOSYS;
	number_part = (struct iovec){ &number, sizeof number };
	(void)ptrace(PTRACE_SETREGSET, tid, (void *)NT_ARM_SYSTEM_CALL, &number_part);
	(void)ptrace(PTRACE_SETREGSET, tid, (void *)NT_PRSTATUS, &part);
}

bool
regs_read(pid_t tid, enum abi abi, struct regs *ret_regs)
{
	struct user_regs_struct user;
	struct iovec part = { &user, sizeof user };

	if (abi != ABI_AARCH64 || ptrace(PTRACE_GETREGSET, tid, (void *)NT_PRSTATUS, &part) < 0)
		return false;
	memset(ret_regs, 0, sizeof *ret_regs);
	memcpy(ret_regs->value, user.regs, sizeof user.regs);
	ret_regs->value[31] = user.sp;
	ret_regs->pc = user.pc;
	ret_regs->result = (int64_t)user.regs[0];
	return true;
}

bool
regs_result(pid_t tid, int64_t *ret_result)
{
	struct regs regs;

	if (!regs_read(tid, ABI_AARCH64, &regs))
		return false;
	*ret_result = regs.result;
	return true;
}

#else
#error "regs.c: registers of this architecture are not known"
#endif
