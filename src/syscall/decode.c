#include "syscall/decode.h"

#include <inttypes.h>
#include <string.h>

#include "base/safetext.h"
#include "syscall/arg.h"
#include "syscall/field.h"
#include "syscall/layout.h"
#include "syscall/sets.h"

/* O_CREAT and what O_TMPFILE adds to O_DIRECTORY: the same on every architecture in abi.h. */
enum { OPEN_CREATES = 0100 | 020000000 };

enum { DIRFD_CWD = -100 };	/* AT_FDCWD */

/* --- registers ------------------------------------------------------------------- */

/* x32 has short words in long registers. */
static bool
is_narrow(enum abi abi)
{
	return abi_word(abi) == 4 && abi != ABI_X32;
}

uint64_t
arg_value(const struct call *call, unsigned number)
{
	return is_narrow(call->abi) ? (uint32_t)call->args[number] : call->args[number];
}

static bool
is_left_out(const struct call *call, const struct arg_shape *shape)
{
	return (shape->kind == ARG_DEVICE && shape->by != 0 && !arg_is_device_mode(call, shape->by)) ||
	       arg_clone_left_out(call, shape->kind);
}

/* Without a file to be made the call ends before its mode. */
static bool
ends_before(const struct call *call, const struct arg_shape *shape)
{
	return shape->form == FORM_IF_CREATE && (call->args[shape->by] & OPEN_CREATES) == 0;
}

/* The registers where the arguments shown begin, in order; how many there are. */
static unsigned
list_arguments(const struct call *call, const struct call_shape *shape, unsigned *list)
{
	unsigned count = 0;

	for (unsigned number = 0; number < shape->arg_count && !ends_before(call, &shape->args[number]); number++)
		if (shape->args[number].kind != ARG_PAD && !is_left_out(call, &shape->args[number]))
			list[count++] = number;
	if (count > 1 && shape->args[0].kind == ARG_CLONE_FLAGS) {	/* by custom the stack comes first */
		list[0] = 1;
		list[1] = 0;
	}
	return count;
}

/* --- numbers --------------------------------------------------------------------- */

static void
add_number(struct text *text, unsigned kind, uint64_t value, bool narrow)
{
	int64_t word = narrow ? (int32_t)value : (int64_t)value;
	char name[16];

	switch (kind) {
	case ARG_POINTER:
		if (value == 0)
			text_add(text, "NULL");
		else
			text_addf(text, "%#" PRIx64, value);
		break;
	case ARG_INT:
	case ARG_FD:
	case ARG_PID:
		text_addf(text, "%" PRId32, (int32_t)value);
		break;
	case ARG_ID:
		if ((uint32_t)value == UINT32_MAX)
			text_add(text, "-1");
		else
			text_addf(text, "%" PRIu32, (uint32_t)value);
		break;
	case ARG_UINT:
		text_addf(text, "%" PRIu32, (uint32_t)value);
		break;
	case ARG_LONG:
		text_addf(text, "%" PRId64, word);
		break;
	case ARG_WIDE:
		text_addf(text, "%" PRId64, (int64_t)value);
		break;
	case ARG_ULONG:
		text_addf(text, "%" PRIu64, value);
		break;
	case ARG_OCTAL:
		text_addf(text, "%#03o", (unsigned)value & 0xffff);
		break;
	case ARG_SIGNAL:
		text_add(text, signal_name((uint32_t)value, name));
		break;
	default:
		text_addf(text, "%#" PRIx64, value);
		break;
	}
}

void
arg_address(struct text *text, uint64_t address)
{
	add_number(text, ARG_POINTER, address, false);
}

const struct arg_shape *
arg_shape(const struct arg *arg)
{
	return &arg->shape->args[arg->number];
}

bool
arg_succeeded(const struct arg *arg)
{
	return arg->call->state == CALL_DONE && !result_is_error(arg->call->result);
}

/* Descriptors that the program gives are named before the call, those it gets after it. */
static bool
arg_is_given(const struct arg *arg)
{
	return arg->shape != NULL && (arg_shape(arg)->kind == ARG_FD || arg_shape(arg)->kind == ARG_DIRFD);
}

/* Where the last part of a path begins; 0 of what is none, and of devices, whose folder says what they are. */
static size_t
last_part(const char *bytes, size_t len)
{
	const char *slash = len > 5 && bytes[0] == '/' && memcmp(bytes, "/dev/", 5) != 0 ? memrchr(bytes, '/', len) : NULL;

	return slash != NULL ? (size_t)(slash - bytes) + 1 : 0;
}

void
arg_descriptor(struct text *text, const struct arg *arg, int32_t descriptor)
{
	const struct piece *name = descriptor >= 0 ? call_name_of(arg->call, (uint32_t)descriptor, arg_is_given(arg)) : NULL;
	size_t begin;

	text_addf(text, "%" PRId32, descriptor);
	if (name == NULL)
		return;
	text_addc(text, '<');
	begin = arg->options->short_names ? last_part(piece_bytes(name), name->len) : 0;
	safe_quote(text, piece_bytes(name) + begin, name->len - begin);
	text_addc(text, '>');
}

static void
add_descriptor(struct text *text, const struct arg *arg)
{
	if ((int32_t)arg->value == DIRFD_CWD && arg_shape(arg)->kind == ARG_DIRFD)
		text_add(text, "AT_FDCWD");
	else
		arg_descriptor(text, arg, (int32_t)arg->value);
}

static void
add_set(struct text *text, const struct arg *arg)
{
	uint64_t value = arg_shape(arg)->form == FORM_LONG ? arg->value : (uint32_t)arg->value;

	set_write(text, arg_shape(arg)->detail, arg->call->abi, value);
}

const unsigned char *
arg_bytes_at(const struct arg *arg, size_t size, bool entry)
{
	const struct piece *piece = call_piece_at(arg->call, arg->number, 0, entry);

	return arg->value != 0 && piece != NULL && piece->len >= size ? (const unsigned char *)piece_bytes(piece) : NULL;
}

const unsigned char *
arg_bytes(const struct arg *arg, size_t size)
{
	return arg_bytes_at(arg, size, false);
}

static void
add_plain(struct text *text, const struct arg *arg)
{
	add_number(text, arg_shape(arg)->kind, arg->value, is_narrow(arg->call->abi));
}

static void
add_wide(struct text *text, const struct arg *arg)
{
	uint64_t value = arg->value;

	if (is_narrow(arg->call->abi) && arg->number + 1 < CALL_ARGS)
		value |= arg_value(arg->call, arg->number + 1) << 32;
	if (arg_shape(arg)->detail != SET_NONE)
		set_write(text, arg_shape(arg)->detail, arg->call->abi, value);
	else
		add_number(text, arg_shape(arg)->kind, value, false);
}

/* --- calls ----------------------------------------------------------------------------- */

/* What is not here is a number. */
static arg_writer *const WRITERS[ARG_KINDS] = {
	[ARG_FD] = add_descriptor,
	[ARG_DIRFD] = add_descriptor,
	[ARG_SET] = add_set,
	[ARG_WIDE] = add_wide,
	[ARG_WIDE_HEX] = add_wide,
	[ARG_PATH] = arg_string,
	[ARG_STRING] = arg_string,
	[ARG_BUFFER] = arg_buffer,
	[ARG_RESULT_BUFFER] = arg_result_buffer,
	[ARG_STRINGS] = arg_strings,
	[ARG_STRUCT] = arg_struct,
	[ARG_RESULT_STRUCT] = arg_result_struct,
	[ARG_OFFSET] = arg_offset,
	[ARG_LENGTH] = arg_length,
	[ARG_SOCKADDR] = arg_sockaddr,
	[ARG_RESULT_SOCKADDR] = arg_result_sockaddr,
	[ARG_OPTION] = arg_option,
	[ARG_RESULT_OPTION] = arg_result_option,
	[ARG_IOVEC] = arg_iovec,
	[ARG_RESULT_IOVEC] = arg_result_iovec,
	[ARG_MESSAGE] = arg_message,
	[ARG_RESULT_MESSAGE] = arg_result_message,
	[ARG_MESSAGES] = arg_messages,
	[ARG_RESULT_MESSAGES] = arg_result_messages,
	[ARG_FD_SET] = arg_fd_set,
	[ARG_POLL_FDS] = arg_poll_fds,
	[ARG_SIGNAL_MASK] = arg_signal_mask,
	[ARG_CPU_SET] = arg_cpu_set,
	[ARG_RESULT_CPU_SET] = arg_result_cpu_set,
	[ARG_WAIT_STATUS] = arg_wait_status,
	[ARG_SIGNAL_ACTION] = arg_signal_action,
	[ARG_RESULT_SIGNAL_ACTION] = arg_result_signal_action,
	[ARG_ENTRIES] = arg_entries,
	[ARG_MESSAGE_BUFFER] = arg_message_buffer,
	[ARG_RESULT_MESSAGE_BUFFER] = arg_result_message_buffer,
	[ARG_PAGES] = arg_pages,
	[ARG_RESULT_NAME] = arg_result_name,
	[ARG_IOCTL] = arg_ioctl,
	[ARG_DEVICE] = arg_device,
	[ARG_NODE_MODE] = arg_node_mode,
	[ARG_IPC_KEY] = arg_ipc_key,
	[ARG_IPC_FLAGS] = arg_ipc_flags,
	[ARG_PERSONALITY] = arg_personality,
	[ARG_IO_PRIORITY] = arg_io_priority,
	[ARG_WAKE_OP] = arg_wake_op,
	[ARG_BIT_SET] = arg_bit_set,
	[ARG_CLONE_FLAGS] = arg_clone_flags,
	[ARG_CLONE_STACK] = arg_clone_stack,
	[ARG_CLONE_PARENT] = arg_clone_parent,
	[ARG_CLONE_CHILD] = arg_clone_child,
	[ARG_CLONE_TLS] = arg_clone_tls,
};

static void
add_argument(struct text *text, const struct call *call, const struct call_shape *shape, unsigned number,
	     const struct decode_options *options)
{
	struct arg arg = {
		.call = call, .shape = shape, .number = number,
		.value = arg_value(call, number), .options = options,
	};
	unsigned kind = shape->args[number].kind;

	if (WRITERS[kind] != NULL)
		WRITERS[kind](text, &arg);
	else
		add_plain(text, &arg);
}

unsigned
decode_arg_count(const struct call *call)
{
	const struct call_shape *shape = call_shape_of(call->abi, call->nr, call->args);
	unsigned list[CALL_ARGS];

	return shape != NULL ? list_arguments(call, shape, list) : CALL_ARGS;
}

void
decode_arg(struct text *text, const struct call *call, unsigned arg, const struct decode_options *options)
{
	const struct call_shape *shape = call_shape_of(call->abi, call->nr, call->args);
	unsigned list[CALL_ARGS];

	if (shape == NULL && arg < CALL_ARGS)
		add_number(text, ARG_HEX, arg_value(call, arg), false);
	else if (shape != NULL && arg < list_arguments(call, shape, list))
		add_argument(text, call, shape, list[arg], options);
}

void
decode_args(struct text *text, const struct call *call, const struct decode_options *options)
{
	unsigned count = decode_arg_count(call);

	for (unsigned arg = 0; arg < count; arg++) {
		if (arg > 0)
			text_add(text, ", ");
		decode_arg(text, call, arg, options);
	}
}

static void
add_error(struct text *text, int64_t result, const struct decode_options *options)
{
	unsigned error = (unsigned)-result;
	const char *name = errno_name(error);

	text_add(text, result_is_restart(result) ? "? " : "-1 ");
	if (name == NULL) {
		text_addf(text, "(errno %u)", error);
		return;
	}
	text_add(text, name);
	if (options->result_text)
		text_addf(text, " (%s)", errno_text(error));
}

/* `0x8002 (flags O_RDWR|O_LARGEFILE)`, `1 (SUID_DUMP_USER)`: what the number says. */
static void
add_told(struct text *text, const struct call *call, const struct arg_shape *shape)
{
	uint64_t value = (uint32_t)call->result;

	if (shape->form == FORM_PLAIN || shape->form == FORM_LONG) {
		text_addf(text, shape->form == FORM_PLAIN ? "%" PRIu64 " (" : "%#" PRIx64 " (", value);
	} else if (value == 0) {
		text_addc(text, '0');
		return;
	} else {
		text_addf(text, "%#" PRIx64 " (%s ", value, shape->form == FORM_SEALS ? "seals" : "flags");
	}
	set_write(text, shape->detail, call->abi, value);
	text_addc(text, ')');
}

static void
add_success(struct text *text, const struct call *call, const struct call_shape *shape, const struct decode_options *options)
{
	bool narrow = is_narrow(call->abi);
	uint64_t value = narrow ? (uint32_t)call->result : (uint64_t)call->result;

	if (shape == NULL) {
		add_number(text, ARG_LONG, value, narrow);
	} else if (shape->result.kind == ARG_FD) {
		arg_descriptor(text, &(struct arg){ .call = call, .options = options }, (int32_t)value);
	} else if (shape->result.kind == ARG_TOLD) {
		add_told(text, call, &shape->result);
	} else {
		add_number(text, shape->result.kind == ARG_TIME ? ARG_LONG : shape->result.kind, value, narrow);
		if (shape->result.kind == ARG_TIME) {
			text_add(text, " (");
			field_write_date(text, call->result, 0, 0);
			text_addc(text, ')');
		}
		arg_ready(text, call, shape, options);
	}
}

void
decode_result(struct text *text, const struct call *call, const struct decode_options *options)
{
	if (call->state != CALL_DONE)
		text_addc(text, '?');
	else if (result_is_error(call->result))
		add_error(text, call->result, options);
	else
		add_success(text, call, call_shape_of(call->abi, call->nr, call->args), options);
}

void
decode_call(struct text *text, const struct call *call, const struct decode_options *options)
{
	char name[CALL_NAME_CAP];

	text_add(text, call_name(call->abi, call->nr, name));
	text_addc(text, '(');
	decode_args(text, call, options);
	text_add(text, ") = ");
	decode_result(text, call, options);
}
