#include "syscall/decode.h"

#include <inttypes.h>

#include "syscall/arg.h"
#include "syscall/field.h"
#include "syscall/sets.h"

/* O_CREAT and what O_TMPFILE adds to O_DIRECTORY: the same on every architecture in abi.h. */
enum { OPEN_CREATES = 0100 | 020000000 };

enum { DIRFD_CWD = -100 };	/* AT_FDCWD */

/* --- arguments shown -------------------------------------------------------------- */

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

/* The registers where the first `most` arguments shown begin, two at least, in order; how many there are. */
static unsigned
list_arguments(const struct call *call, const struct call_shape *shape, unsigned most, unsigned *list)
{
	unsigned count = 0;

	for (unsigned number = 0;
	     number < shape->arg_count && (count < most || count < 2) && !ends_before(call, &shape->args[number]);
	     number++)
		if (shape->args[number].kind != ARG_PAD && !is_left_out(call, &shape->args[number]))
			list[count++] = number;
	if (count > 1 && shape->args[0].kind == ARG_CLONE_FLAGS) {	/* by custom the stack comes first */
		list[0] = 1;
		list[1] = 0;
	}
	return count;
}

/* --- plain kinds ------------------------------------------------------------------- */

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

static void
add_plain(struct text *text, const struct arg *arg)
{
	arg_number(text, arg_shape(arg)->kind, arg->value, arg_is_narrow(arg->call->abi));
}

static void
add_wide(struct text *text, const struct arg *arg)
{
	uint64_t value = arg->value;

	if (arg_is_narrow(arg->call->abi) && arg->number + 1 < CALL_ARGS)
		value |= arg_value(arg->call, arg->number + 1) << 32;
	if (arg_shape(arg)->detail != SET_NONE)
		set_write(text, arg_shape(arg)->detail, arg->call->abi, value);
	else
		arg_number(text, arg_shape(arg)->kind, value, false);
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

	return shape != NULL ? list_arguments(call, shape, CALL_ARGS, list) : CALL_ARGS;
}

void
decode_arg(struct text *text, const struct call *call, unsigned arg, const struct decode_options *options)
{
	const struct call_shape *shape = call_shape_of(call->abi, call->nr, call->args);
	unsigned list[CALL_ARGS];

	if (shape == NULL && arg < CALL_ARGS)
		arg_number(text, ARG_HEX, arg_value(call, arg), false);
	else if (shape != NULL && arg < list_arguments(call, shape, arg + 1, list))
		add_argument(text, call, shape, list[arg], options);
}

enum arg_kind
decode_arg_kind(const struct call *call, unsigned arg)
{
	const struct call_shape *shape = call_shape_of(call->abi, call->nr, call->args);
	unsigned list[CALL_ARGS];

	if (shape == NULL || arg >= list_arguments(call, shape, arg + 1, list))
		return ARG_HEX;
	return (enum arg_kind)shape->args[list[arg]].kind;
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
add_success(struct text *text, const struct call *call, const struct call_shape *shape,
	    const struct decode_options *options)
{
	bool narrow = arg_is_narrow(call->abi);
	uint64_t value = narrow ? (uint32_t)call->result : (uint64_t)call->result;

	if (shape == NULL) {
		arg_number(text, ARG_LONG, value, narrow);
	} else if (shape->result.kind == ARG_FD) {
		arg_descriptor(text, &(struct arg){ .call = call, .options = options }, (int32_t)value);
	} else if (shape->result.kind == ARG_TOLD) {
		add_told(text, call, &shape->result);
	} else {
		arg_number(text, shape->result.kind == ARG_TIME ? ARG_LONG : shape->result.kind, value, narrow);
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
