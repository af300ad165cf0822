#include "model/traits.h"

#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "syscall/call.h"
#include "syscall/errnos.h"

enum { FRESH_MAX = 4096 };	/* descriptors opened and never used; beyond it all are forgotten */

static const char *const moving[] = {	/* the result is how many bytes were moved */
	"copy_file_range", "getdents", "getdents64", "getrandom", "pread64", "preadv", "preadv2", "process_vm_readv",
	"process_vm_writev", "pwrite64", "pwritev", "pwritev2", "read", "readv", "recv", "recvfrom", "recvmsg", "send",
	"sendfile", "sendfile64", "sendmsg", "sendto", "splice", "tee", "vmsplice", "write", "writev",
};

static const char *const working[] = {	/* the second argument is how many bytes of memory are worked on */
	"madvise", "mlock", "mlock2", "mmap", "mmap2", "mprotect", "mremap", "msync", "munlock", "munmap",
};

static bool
is_among(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

enum traits_size
traits_size(const char *call)
{
	if (is_among(call, moving, sizeof moving / sizeof *moving))
		return SIZE_RESULT;
	return is_among(call, working, sizeof working / sizeof *working) ? SIZE_LENGTH : SIZE_NONE;
}

void
traits_done(struct traits *traits)
{
	table_done(&traits->fresh);
}

static uint64_t
key_of(uint32_t pid, uint64_t fd)
{
	return (uint64_t)pid << 32 | (uint32_t)fd;
}

static void
open_fresh(struct traits *traits, uint64_t key)
{
	if (traits->fresh.count >= FRESH_MAX)
		table_clear(&traits->fresh);
	table_set(&traits->fresh, key, 0);
}

/* Whether this is the first use of its descriptor; it is none from then on. */
static bool
use_descriptor(struct traits *traits, enum traits_size size, uint32_t pid, const struct call *call,
	       const struct call_shape *shape)
{
	bool closes = strcmp(shape->name, "close") == 0;

	if (traits->fresh.count == 0 || shape->args[0].kind != ARG_FD || (size != SIZE_RESULT && !closes))
		return false;
	return table_remove(&traits->fresh, key_of(pid, call->args[0])) && !closes;
}

static unsigned
size_step(uint64_t bytes)
{
	unsigned step = bytes > 0;

	for (uint64_t limit = 256; bytes > limit && limit < (uint64_t)1 << 40; limit *= 4)
		step++;
	return step;
}

unsigned
traits_take(struct traits *traits, enum traits_size size, uint32_t pid, const struct call *call)
{
	const struct call_shape *shape = call_shape(call->abi, call->nr);
	unsigned all = 0;

	if (shape != NULL && use_descriptor(traits, size, pid, call, shape))
		all |= TRAIT_FIRST;
	if (result_is_error(call->result))
		return all | TRAIT_ERROR;
	if (shape != NULL && shape->result.kind == ARG_FD)
		open_fresh(traits, key_of(pid, (uint64_t)call->result));
	if (size == SIZE_RESULT)
		all |= size_step((uint64_t)call->result) << TRAIT_SIZE_SHIFT;
	else if (size == SIZE_LENGTH)
		all |= size_step(call->args[1]) << TRAIT_SIZE_SHIFT;
	return all;
}

static void
add_size(struct text *text, unsigned step)
{
	uint64_t limit = (uint64_t)256 << 2 * (step - 1);
	char least[FORMAT_CAP], most[FORMAT_CAP];

	if (step == 1)
		text_addf(text, " of at most %s", format_bytes(most, limit));
	else
		text_addf(text, " of %s to %s", format_bytes(least, limit / 4), format_bytes(most, limit));
}

void
traits_add_text(struct text *text, unsigned traits)
{
	unsigned step = (traits & ~(unsigned)TRAIT_LATE) >> TRAIT_SIZE_SHIFT;

	if (traits & TRAIT_LATE)
		text_add(text, " that waited beyond their limit");
	if (traits & TRAIT_ERROR)
		text_add(text, " that failed");
	if (traits & TRAIT_FIRST)
		text_add(text, " that are the first on their descriptor");
	if (step > 0)
		add_size(text, step);
}
