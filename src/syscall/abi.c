#include "syscall/abi.h"

#include <linux/audit.h>

enum { X32_BIT = 1 << 30 };

static const struct {
	const char *name;
	unsigned word;	/* bytes in a long */
} ABIS[ABI_COUNT] = {
	[ABI_X86_64] = { .name = "x86_64", .word = 8 },
	[ABI_I386] = { .name = "i386", .word = 4 },
	[ABI_X32] = { .name = "x32", .word = 4 },
	[ABI_AARCH64] = { .name = "aarch64", .word = 8 },
	[ABI_ARM] = { .name = "arm", .word = 4 },
	[ABI_OTHER] = { .name = "other", .word = 8 },
};

enum abi
abi_from_audit(uint32_t audit_arch, uint64_t nr)
{
	switch (audit_arch) {
	case AUDIT_ARCH_X86_64:
		/* -1, which a tracer makes of a call that is not to be made, has the bit too. */
		return (nr & X32_BIT) != 0 && (uint32_t)nr != UINT32_MAX ? ABI_X32 : ABI_X86_64;
	case AUDIT_ARCH_I386:
		return ABI_I386;
	case AUDIT_ARCH_AARCH64:
		return ABI_AARCH64;
	case AUDIT_ARCH_ARM:
		return ABI_ARM;
	default:
		return ABI_OTHER;
	}
}

enum abi
abi_native(void)
{
#if defined(__x86_64__) && defined(__ILP32__)
	return ABI_X32;
#elif defined(__x86_64__)
	return ABI_X86_64;
#elif defined(__i386__)
	return ABI_I386;
#elif defined(__aarch64__)
	return ABI_AARCH64;
#elif defined(__arm__)
	return ABI_ARM;
#else
	return ABI_OTHER;
#endif
}

const char *
abi_name(enum abi abi)
{
	return ABIS[(unsigned)abi < ABI_COUNT ? abi : ABI_OTHER].name;
}

unsigned
abi_word(enum abi abi)
{
	return ABIS[(unsigned)abi < ABI_COUNT ? abi : ABI_OTHER].word;
}
