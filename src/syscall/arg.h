/*
 * arg.h - one argument on its way to text, for decode.c and its parts alone
 *
 * A part is a file decode_*.c with the writers of a few kinds of arguments;
 * decode.c holds the table of all of them and the calls.
 */
#ifndef ARG_H
#define ARG_H

#include "base/text.h"
#include "syscall/decode.h"
#include "syscall/errnos.h"

struct arg {
	const struct call *call;
	const struct call_shape *shape;
	unsigned number;	/* its register */
	uint64_t value;		/* what the kernel saw there */
	const struct decode_options *options;
};

typedef void arg_writer(struct text *, const struct arg *);

/* What every part needs: arg.c */
const struct arg_shape *arg_shape(const struct arg *arg);
uint64_t arg_value(const struct call *call, unsigned number);	/* of any register */
bool arg_succeeded(const struct arg *arg);			/* the call returned, and not with an error */
void arg_address(struct text *text, uint64_t address);		/* NULL or hex */
bool arg_is_narrow(enum abi abi);				/* registers have 32 bits */

/* A number by its kind. */
void arg_number(struct text *text, unsigned kind, uint64_t value, bool narrow);

/* Its only piece when that holds at least `size` bytes; NULL: the bare address is to be shown. */
const unsigned char *arg_bytes(const struct arg *arg, size_t size);

/* The same, of those read at the entry stop or of the others. */
const unsigned char *arg_bytes_at(const struct arg *arg, size_t size, bool entry);

/*
 * The first `len` bytes of a piece in quotes, of which at most `max` are shown.
 * Where it does not end in what was captured, its address tells it apart from
 * what was only cut.
 */
void arg_quoted(struct text *text, const struct piece *piece, uint64_t len, uint64_t max);

/* A descriptor, with its name where that is known and wanted. */
void arg_descriptor(struct text *text, const struct arg *arg, int32_t descriptor);

/* strings and buffers: decode_string.c */
arg_writer arg_string, arg_buffer, arg_result_buffer, arg_strings;

/* structures: decode_struct.c */
arg_writer arg_struct, arg_result_struct, arg_offset, arg_length, arg_wait_status, arg_signal_action,
	arg_result_signal_action, arg_pages, arg_entries, arg_message_buffer, arg_result_message_buffer,
	arg_result_name;

/* sets of descriptors and processors, and what select and poll say of them: decode_descriptor.c */
arg_writer arg_fd_set, arg_poll_fds, arg_signal_mask, arg_cpu_set, arg_result_cpu_set, arg_ioctl;

/* ` (Timeout)`, ` (in [3])`, ` ([{fd=3, revents=POLLIN}])` behind the result. */
void arg_ready(struct text *text, const struct call *call, const struct call_shape *shape,
	       const struct decode_options *options);

/* sockets: decode_socket.c */
arg_writer arg_sockaddr, arg_result_sockaddr, arg_option, arg_result_option, arg_iovec, arg_result_iovec, arg_message,
	arg_result_message, arg_messages, arg_result_messages;

/* processes and what is left: decode_process.c */
arg_writer arg_clone_flags, arg_clone_stack, arg_clone_parent, arg_clone_child, arg_clone_tls, arg_clone_args,
	arg_device, arg_node_mode, arg_ipc_key, arg_ipc_flags, arg_personality, arg_io_priority, arg_wake_op,
	arg_bit_set;

/* Whether the mode in argument `by` is that of a device. */
bool arg_is_device_mode(const struct call *call, unsigned by);

/* Whether the flags of clone leave this argument out. */
bool arg_clone_left_out(const struct call *call, unsigned kind);

#endif
