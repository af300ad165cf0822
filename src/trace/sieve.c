#include "trace/sieve.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/mem.h"
#include "syscall/shape.h"
#include "syscall/wanted.h"

/* Calls that stop in any case, or when an argument's bits under the mask are these (or are not none of them). */
static const struct always {
	const char *name;
	bool for_stacks;
	int arg;		/* -1: whatever the arguments */
	uint64_t mask, value;
} always[] = {
	{ "seccomp", false, -1, 0, 0 },
	{ "sched_getaffinity", false, -1, 0, 0 },
	{ "sched_setaffinity", false, -1, 0, 0 },
	{ "prctl", false, 0, UINT64_MAX, PR_SET_SECCOMP },
	{ "mmap", true, 2, PROT_EXEC, PROT_EXEC },
	{ "mmap2", true, 2, PROT_EXEC, PROT_EXEC },
	{ "mprotect", true, 2, PROT_EXEC, PROT_EXEC },
	{ "pkey_mprotect", true, 2, PROT_EXEC, PROT_EXEC },
};

static const struct always *
find_always(const char *name, bool stacks)
{
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		if (strcmp(always[i].name, name) == 0 && (stacks || !always[i].for_stacks))
			return &always[i];
	return NULL;
}

/* A rule for every architecture that has the call. */
static bool
add_rule(scmp_filter_ctx context, uint32_t action, const char *name, const struct scmp_arg_cmp *compare)
{
	int number = seccomp_syscall_resolve_name(name), r;

	if (number == __NR_SCMP_ERROR)
		return false;
	r = compare != NULL ? seccomp_rule_add_array(context, action, number, 1, compare) :
			      seccomp_rule_add(context, action, number, 0);
	return r == 0 || r == -EEXIST;
}

/* Where nothing stops unless a rule says so. */
static bool
stop_at(scmp_filter_ctx context, const char *name, const struct always *each)
{
	if (each != NULL && each->arg >= 0) {
		const struct scmp_arg_cmp compare = {
			.arg = (unsigned)each->arg, .op = SCMP_CMP_MASKED_EQ, .datum_a = each->mask, .datum_b = each->value,
		};

		return add_rule(context, SCMP_ACT_TRACE(SIEVE_DATA), name, &compare);
	}
	return add_rule(context, SCMP_ACT_TRACE(SIEVE_DATA), name, NULL);
}

/* Where everything stops unless a rule says so. What cannot be told stops, and is left out later. */
static void
pass_by(scmp_filter_ctx context, const char *name, const struct always *each)
{
	if (each == NULL) {
		add_rule(context, SCMP_ACT_ALLOW, name, NULL);
	} else if (each->arg >= 0) {
		bool whole = each->mask == UINT64_MAX;
		const struct scmp_arg_cmp compare = {
			.arg = (unsigned)each->arg, .op = whole ? SCMP_CMP_NE : SCMP_CMP_MASKED_EQ,
			.datum_a = whole ? each->value : each->mask, .datum_b = 0,
		};

		add_rule(context, SCMP_ACT_ALLOW, name, &compare);
	}
}

/* The architectures whose calls a program here can make. */
static const uint32_t *
architectures(unsigned *ret_count)
{
#if defined __x86_64__
	static const uint32_t list[] = { SCMP_ARCH_X86, SCMP_ARCH_X32 };
#elif defined __aarch64__
	static const uint32_t list[] = { SCMP_ARCH_ARM };
#else
#error "sightline knows x86-64 and aarch64"
#endif
	*ret_count = sizeof list / sizeof *list;
	return list;
}

static bool
add_rules(scmp_filter_ctx context, const struct wanted *wanted, bool stacks)
{
	enum abi abi = abi_native();

	for (uint32_t nr = 0; nr < WANTED_NUMBERS; nr++) {
		const struct call_shape *shape = call_shape(abi, nr);
		const struct always *each = shape != NULL ? find_always(shape->name, stacks) : NULL;

		if (shape == NULL)
			continue;
		if (wanted->others && !wanted_call(wanted, abi, nr))
			pass_by(context, shape->name, each);
		else if (!wanted->others && wanted_call(wanted, abi, nr)) {
			if (!stop_at(context, shape->name, NULL))
				return false;
		} else if (!wanted->others && each != NULL && !stop_at(context, shape->name, each))
			return false;
	}
	return true;
}

/* Calls that only the other architectures have stop by name as well. */
static bool
add_foreign_rules(scmp_filter_ctx context, const struct wanted *wanted)
{
	static const enum abi others[] = { ABI_I386, ABI_ARM };

	for (unsigned i = 0; i < sizeof others / sizeof *others && !wanted->others; i++)
		for (uint32_t nr = 0; nr < WANTED_NUMBERS; nr++) {
			const struct call_shape *shape = call_shape(others[i], nr);

			if (shape != NULL && wanted_call(wanted, others[i], nr) &&
			    call_number(abi_native(), shape->name) < 0)
				add_rule(context, SCMP_ACT_TRACE(SIEVE_DATA), shape->name, NULL);
		}
	return true;
}

static bool
export_code(scmp_filter_ctx context, struct sieve *sieve)
{
	int fd = memfd_create("sieve", MFD_CLOEXEC);
	off_t size = -1;

	if (fd < 0)
		return false;
	if (seccomp_export_bpf(context, fd) == 0)
		size = lseek(fd, 0, SEEK_END);
	if (size > 0 && size / (off_t)sizeof(struct sock_filter) <= BPF_MAXINSNS) {
		sieve->count = (unsigned short)((size_t)size / sizeof(struct sock_filter));
		sieve->code = mem_new(sieve->count, sizeof *sieve->code);
		if (pread(fd, sieve->code, (size_t)size, 0) != size)
			sieve_done(sieve);
	}
	close(fd);
	return sieve->code != NULL;
}

bool
sieve_build(struct sieve *sieve, const struct wanted *wanted, bool stacks)
{
	scmp_filter_ctx context = seccomp_init(wanted->others ? SCMP_ACT_TRACE(SIEVE_DATA) : SCMP_ACT_ALLOW);
	unsigned count;
	const uint32_t *list = architectures(&count);
	bool good = context != NULL;

	*sieve = (struct sieve){ 0 };
	for (unsigned i = 0; good && i < count; i++)
		good = seccomp_arch_add(context, list[i]) == 0;
	good = good && seccomp_attr_set(context, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_TRACE(SIEVE_DATA)) == 0;
	(void)seccomp_attr_set(context, SCMP_FLTATR_CTL_OPTIMIZE, 2);	/* a search instead of a walk; older ones walk */
	good = good && add_rules(context, wanted, stacks) && add_foreign_rules(context, wanted) &&
	       export_code(context, sieve);
	seccomp_release(context);
	return good;
}

void
sieve_done(struct sieve *sieve)
{
	free(sieve->code);
	*sieve = (struct sieve){ 0 };
}

int
sieve_install(const struct sieve *sieve)
{
	const struct sock_fprog program = { sieve->count, sieve->code };

	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0)
		return 0;
	/*
	 * Without privilege the kernel wants this promise first. It takes nothing
	 * from the program: one that is traced without privilege does not become
	 * another user by its set-uid bit anyway.
	 */
	if (errno != EACCES || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
	    syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) < 0)
		return -errno;
	return 0;
}
