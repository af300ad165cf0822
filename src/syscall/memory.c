#include "syscall/memory.h"

#include "syscall/errnos.h"
#include "syscall/layout.h"

enum {
	PATH_SIZE_MAX = 4096,
	NAME_SIZE = 16,
	SOCKADDR_MAX = 128,
	OPTION_MAX = 256,
	CPU_SET_MAX = 1024,
	FD_SET_MAX = 128,
	ENTRIES_MAX = 1 << 20,
	EINTR_RESULT = -4,
	PAGE = 4096,
	SIGNAL_SET_SIZE = 8,
};

static uint64_t
least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static bool
has_succeeded(const struct call *call)
{
	return call->state == CALL_DONE && !result_is_error(call->result);
}

/* Calls that were interrupted tell how much was left; strace shows it then alone. */
static bool
was_interrupted(const struct call *call)
{
	return call->state == CALL_DONE && (call->result == EINTR_RESULT || result_is_restart(call->result));
}

static uint64_t
argument(const struct call *call, unsigned arg)
{
	return abi_word(call->abi) == 4 ? (uint32_t)call->args[arg] : call->args[arg];
}

/* Bytes of a structure or an array of them. */
static uint64_t
struct_size(const struct call *call, const struct arg_shape *shape)
{
	uint64_t size = layout_size(shape->detail, call->abi), count = 1;

	if (shape->form == FORM_FIXED)
		count = shape->by;
	else if (shape->form == FORM_COUNTED)
		count = (uint32_t)call->args[shape->by];
	else if (shape->form == FORM_BY_RESULT)
		count = (uint64_t)call->result;
	return size > 0 ? least(count, MEMORY_BYTES_MAX / size) * size : 0;
}

/* What the kernel wrote: some calls tell how much there would have been, beyond the room they were given. */
static uint64_t
result_size(const struct call *call, unsigned by)
{
	return has_succeeded(call) ? least((uint64_t)call->result, argument(call, by)) : 0;
}

static uint64_t
fd_set_size(const struct call *call, unsigned by)
{
	int32_t count = (int32_t)call->args[by];

	return count > 0 ? least(((uint64_t)count + 63) / 64 * 8, FD_SET_MAX) : 0;
}

/* What is there at the entry stop only, or there first. */
static struct memory
early_memory(const struct call *call, const struct arg_shape *shape)
{
	switch ((enum arg_kind)shape->kind) {
	case ARG_STRINGS:
		return (struct memory){ shape->form == FORM_COUNT ? MEMORY_POINTERS : MEMORY_STRINGS, 0, 0 };
	case ARG_STRUCT:
	case ARG_OFFSET:
		return (struct memory){ MEMORY_BYTES, struct_size(call, shape), 0 };
	case ARG_LENGTH:
		return (struct memory){ MEMORY_BYTES, 4, 0 };
	case ARG_FD_SET:
		return (struct memory){ MEMORY_BYTES, fd_set_size(call, shape->by), 0 };
	default:
		return (struct memory){ MEMORY_NONE, 0, 0 };
	}
}

static bool
is_early(const struct arg_shape *shape)
{
	return shape->kind == ARG_STRINGS || shape->kind == ARG_OFFSET || shape->kind == ARG_LENGTH ||
	       shape->kind == ARG_FD_SET || shape->form == FORM_EARLY;
}

/* What the program gives, and does not change before the call is over. */
static struct memory
given_memory(const struct call *call, const struct arg_shape *shape)
{
	switch ((enum arg_kind)shape->kind) {
	case ARG_PATH:
		return (struct memory){ MEMORY_STRING, PATH_SIZE_MAX, 0 };
	case ARG_STRING:
		return (struct memory){ MEMORY_TEXT, shape->form == FORM_NAME ? NAME_SIZE : PATH_SIZE_MAX, 0 };
	case ARG_BUFFER:
		return (struct memory){ MEMORY_BUFFER, argument(call, shape->by), 0 };
	case ARG_STRUCT:
		return (struct memory){ shape->form == FORM_EARLY ? MEMORY_NONE : MEMORY_BYTES, struct_size(call, shape), 0 };
	case ARG_SOCKADDR:
		return (struct memory){ MEMORY_BYTES, least((uint32_t)call->args[shape->by], SOCKADDR_MAX), 0 };
	case ARG_OPTION:
		return (struct memory){ MEMORY_BYTES, least((uint32_t)call->args[shape->by], OPTION_MAX), 0 };
	case ARG_IOVEC:
		return (struct memory){ MEMORY_VECTOR, least(argument(call, shape->by), MEMORY_VECTOR_MAX), UINT64_MAX };
	case ARG_MESSAGE:
		return (struct memory){ MEMORY_MESSAGES, 0, UINT64_MAX };
	case ARG_MESSAGES:
		return (struct memory){ MEMORY_MESSAGES, least((uint32_t)call->args[shape->by], MEMORY_MESSAGES_MAX), UINT64_MAX };
	case ARG_POLL_FDS:
		return (struct memory){ MEMORY_BYTES, 8 * least((uint32_t)call->args[shape->by], MEMORY_BYTES_MAX / 8), 0 };
	case ARG_SIGNAL_MASK:
		return (struct memory){ MEMORY_INDIRECT, 2 * abi_word(call->abi), SIGNAL_SET_SIZE };
	case ARG_CPU_SET:
		return (struct memory){ MEMORY_BYTES, least((uint32_t)call->args[shape->by], CPU_SET_MAX), 0 };
	case ARG_SIGNAL_ACTION:
		return (struct memory){ MEMORY_BYTES, layout_size(LAYOUT_sigaction, call->abi), 0 };
	case ARG_MESSAGE_BUFFER:
		return (struct memory){ MEMORY_BUFFER, abi_word(call->abi) + least(argument(call, shape->by), MEMORY_BYTES_MAX), 0 };
	default:
		return (struct memory){ MEMORY_NONE, 0, 0 };
	}
}

/* What the kernel gave with its result. */
static struct memory
result_memory(const struct call *call, const struct arg_shape *shape)
{
	switch ((enum arg_kind)shape->kind) {
	case ARG_RESULT_BUFFER:
		return (struct memory){ MEMORY_BUFFER, result_size(call, shape->by), 0 };
	case ARG_STRUCT:	/* FORM_EARLY: what has become of it */
		return (struct memory){ MEMORY_BYTES, struct_size(call, shape), 0 };
	case ARG_RESULT_STRUCT:
		return (struct memory){ MEMORY_BYTES, shape->form == FORM_IF_INTERRUPTED ? 0 : struct_size(call, shape), 0 };
	case ARG_OFFSET:
	case ARG_LENGTH:
	case ARG_FD_SET:
		return early_memory(call, shape);
	case ARG_RESULT_SOCKADDR:
		return (struct memory){ MEMORY_BYTES, SOCKADDR_MAX, 0 };
	case ARG_RESULT_OPTION:
		return (struct memory){ MEMORY_BYTES, OPTION_MAX, 0 };
	case ARG_RESULT_IOVEC:
		return (struct memory){ MEMORY_VECTOR, least(argument(call, shape->by), MEMORY_VECTOR_MAX), (uint64_t)call->result };
	case ARG_RESULT_MESSAGE:
		return (struct memory){ MEMORY_MESSAGES, 0, (uint64_t)call->result };
	case ARG_RESULT_MESSAGES:
		return (struct memory){ MEMORY_MESSAGES, least((uint64_t)call->result, MEMORY_MESSAGES_MAX), UINT64_MAX };
	case ARG_RESULT_CPU_SET:
		return (struct memory){ MEMORY_BYTES, least((uint64_t)call->result, CPU_SET_MAX), 0 };
	case ARG_WAIT_STATUS:
		return (struct memory){ MEMORY_BYTES, call->result > 0 ? 4 : 0, 0 };
	case ARG_RESULT_SIGNAL_ACTION:
		return (struct memory){ MEMORY_BYTES, layout_size(LAYOUT_sigaction, call->abi), 0 };
	case ARG_ENTRIES:
		return (struct memory){ MEMORY_ENTRIES, least((uint64_t)call->result, ENTRIES_MAX), 0 };
	case ARG_RESULT_MESSAGE_BUFFER:
		return (struct memory){ MEMORY_BUFFER, abi_word(call->abi) + least((uint64_t)call->result, MEMORY_BYTES_MAX), 0 };
	case ARG_PAGES:
		return (struct memory){ MEMORY_BYTES, least(argument(call, shape->by) / PAGE + 1, MEMORY_BYTES_MAX / 64), 0 };
	case ARG_RESULT_NAME:
		return (struct memory){ MEMORY_STRING, NAME_SIZE, 0 };
	default:
		return (struct memory){ MEMORY_NONE, 0, 0 };
	}
}

/* Whether the call replaces the memory that its arguments lie in. */
static bool
is_exec(const struct call_shape *shape)
{
	return shape->arg_count > 1 && (shape->args[1].kind == ARG_STRINGS || shape->args[2].kind == ARG_STRINGS);
}

struct memory
memory_of(const struct call *call, const struct call_shape *call_shape, unsigned arg, bool entry)
{
	const struct arg_shape *shape = &call_shape->args[arg];
	struct memory memory = { MEMORY_NONE, 0, 0 };

	if (entry && is_early(shape))
		return early_memory(call, shape);
	if (entry != is_exec(call_shape))
		return memory;
	memory = given_memory(call, shape);
	if (memory.kind == MEMORY_NONE && has_succeeded(call))
		memory = result_memory(call, shape);
	if (shape->form == FORM_IF_INTERRUPTED && was_interrupted(call))
		memory = (struct memory){ MEMORY_BYTES, struct_size(call, shape), 0 };
	return memory;
}

bool
memory_at_entry(const struct call_shape *shape)
{
	if (shape == NULL)
		return false;
	for (unsigned i = 0; i < shape->arg_count; i++)
		if (is_early(&shape->args[i]))
			return true;
	return false;
}
