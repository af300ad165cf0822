#include "syscall/decode.h"

#include <inttypes.h>
#include <string.h>

#include "base/safetext.h"
#include "base/text.h"
#include "syscall/errnos.h"

/* O_CREAT and what O_TMPFILE adds to O_DIRECTORY: the same on every architecture in abi.h. */
enum { OPEN_CREATES = 0100 | 020000000 };

enum { DIRFD_CWD = -100 };	/* AT_FDCWD */

/* One argument on its way to text. */
struct arg {
	const struct call *call;
	const struct call_shape *shape;
	unsigned number;	/* its register */
	uint64_t value;		/* what the kernel saw there */
	unsigned string_max;
};

/* --- registers ------------------------------------------------------------------- */

/* x32 has short words in long registers. */
static bool
is_narrow(enum abi abi)
{
	return abi_word(abi) == 4 && abi != ABI_X32;
}

static uint64_t
register_value(const struct call *call, unsigned number)
{
	return is_narrow(call->abi) ? (uint32_t)call->args[number] : call->args[number];
}

/* A size that another argument holds; what is an int has no upper half. */
static uint64_t
size_in(const struct call *call, const struct call_shape *shape, unsigned number)
{
	uint64_t value = register_value(call, number);
	unsigned kind = shape->args[number].kind;

	return kind == ARG_INT || kind == ARG_UINT ? (uint32_t)value : value;
}

static bool
is_left_out(const struct call *call, const struct arg_shape *shape)
{
	return shape->form == FORM_IF_CREATE && (call->args[shape->by] & OPEN_CREATES) == 0;
}

/* The registers where the arguments shown begin, in order; how many there are. */
static unsigned
list_arguments(const struct call *call, const struct call_shape *shape, unsigned *list)
{
	unsigned count = 0;

	for (unsigned number = 0; number < shape->arg_count && !is_left_out(call, &shape->args[number]); number++)
		if (shape->args[number].kind != ARG_PAD)
			list[count++] = number;
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
	case ARG_DIRFD:
		if ((int32_t)value == DIRFD_CWD)
			text_add(text, "AT_FDCWD");
		else
			text_addf(text, "%" PRId32, (int32_t)value);
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

static void
add_address(struct text *text, uint64_t address)
{
	add_number(text, ARG_POINTER, address, false);
}

static void
add_plain(struct text *text, const struct arg *arg)
{
	add_number(text, arg->shape->args[arg->number].kind, arg->value, is_narrow(arg->call->abi));
}

static void
add_wide(struct text *text, const struct arg *arg)
{
	uint64_t value = arg->value;

	if (is_narrow(arg->call->abi) && arg->number + 1 < CALL_ARGS)
		value |= register_value(arg->call, arg->number + 1) << 32;
	add_number(text, arg->shape->args[arg->number].kind, value, false);
}

/* --- strings and buffers ----------------------------------------------------------- */

/*
 * The first `len` bytes of a piece in quotes, of which at most `max` are shown.
 * Where it does not end in what was captured, its address tells it apart from
 * what was only cut.
 */
static void
add_quoted(struct text *text, const struct piece *piece, uint64_t len, uint64_t max)
{
	bool open = len == piece->len && (piece->flags & (PIECE_CUT | PIECE_SHORT)) != 0;

	text_addc(text, '"');
	safe_quote(text, piece_bytes(piece), (size_t)(len < max ? len : max));
	text_addc(text, '"');
	if (open || len > max)
		text_add(text, "...");
	if (open && (piece->flags & PIECE_SHORT) != 0)
		text_addf(text, " /* %#" PRIx64 " */", piece->addr);
}

static void
add_string(struct text *text, const struct arg *arg)
{
	const struct piece *piece = call_piece(arg->call, arg->number, 0);

	if (arg->value == 0 || piece == NULL)
		add_address(text, arg->value);
	else
		add_quoted(text, piece, piece->len,
			   arg->shape->args[arg->number].kind == ARG_PATH ? UINT64_MAX : arg->string_max);
}

static void
add_buffer(struct text *text, const struct arg *arg)
{
	const struct piece *piece = call_piece(arg->call, arg->number, 0);
	uint64_t size = size_in(arg->call, arg->shape, arg->shape->args[arg->number].by);

	if (arg->value == 0 || (piece == NULL && size > 0))
		add_address(text, arg->value);
	else if (piece == NULL)
		text_add(text, "\"\"");
	else
		add_quoted(text, piece, piece->len, arg->string_max);
}

/* How many bytes the kernel put there; more than there was room for means that it only counted. */
static uint64_t
result_size(const struct arg *arg)
{
	const struct call *call = arg->call;
	uint64_t room = size_in(call, arg->shape, arg->shape->args[arg->number].by);

	if (call->state != CALL_DONE || call->result < 0)
		return 0;
	return (uint64_t)call->result < room ? (uint64_t)call->result : room;
}

static void
add_result_buffer(struct text *text, const struct arg *arg)
{
	const struct piece *piece = call_piece(arg->call, arg->number, 0);
	uint64_t size = result_size(arg), len;

	if (arg->value != 0 && arg->call->state == CALL_DONE && arg->call->result == 0) {
		text_add(text, "\"\"");
		return;
	}
	if (arg->value == 0 || piece == NULL || size == 0) {
		add_address(text, arg->value);
		return;
	}
	len = size < piece->len ? size : piece->len;
	if (arg->shape->args[arg->number].form == FORM_TERMINATED)
		add_quoted(text, piece, strnlen(piece_bytes(piece), len), UINT64_MAX);
	else
		add_quoted(text, piece, len, arg->string_max);
}

/* --- argv and envp ------------------------------------------------------------------- */

/* What the pieces of a list of strings say, one after the other. */
struct strings {
	const struct call *call;
	const struct piece *piece;
	unsigned arg;
	unsigned next;		/* index that the next string must have, at least */
	bool closed, cut;	/* the closing piece came; there were more */
};

static const struct piece *
next_string(struct strings *strings)
{
	while (!strings->closed && (strings->piece = piece_next(strings->call, strings->piece)) != NULL) {
		const struct piece *piece = strings->piece;

		if (piece->arg != strings->arg || piece->index < strings->next)
			continue;
		strings->closed = piece->addr == 0 && piece->len == 0;
		strings->cut = strings->closed && (piece->flags & PIECE_CUT) != 0;
		if (!strings->closed)
			return piece;
	}
	return NULL;
}

static void
add_list(struct text *text, const struct arg *arg, struct strings *strings)
{
	const char *between = "";
	const struct piece *piece;

	text_addc(text, '[');
	while ((piece = next_string(strings)) != NULL) {
		/* A string that could not be read has no piece. */
		for (; strings->next < piece->index; strings->next++, between = ", ")
			text_addf(text, "%s?", between);
		text_add(text, between);
		add_quoted(text, piece, piece->len, arg->string_max);
		strings->next = piece->index + 1U;
		between = ", ";
	}
	text_addf(text, "%s]", !strings->cut ? "" : strings->next > 0 ? ", ..." : "...");
}

/* --- vectors ------------------------------------------------------------------------- */

static void
add_buffer_at(struct text *text, const struct arg *arg, unsigned number, const struct buffer_at *buffer)
{
	const struct piece *piece = call_piece(arg->call, arg->number, number + 1);

	text_add(text, "{iov_base=");
	if (buffer->addr == 0 || (piece == NULL && buffer->len > 0))
		add_address(text, buffer->addr);
	else if (piece == NULL)
		text_add(text, "\"\"");
	else
		add_quoted(text, piece, piece->len, arg->string_max);
	text_addf(text, ", iov_len=%" PRIu64 "}", buffer->len);
}

/* As many buffers as bytes are shown of each: strace's rule. */
static void
add_vector(struct text *text, const struct arg *arg)
{
	const struct piece *array = call_piece(arg->call, arg->number, 0);
	size_t count = array != NULL ? array->len / sizeof(struct buffer_at) : 0;
	struct buffer_at buffer;

	if (arg->value != 0 && size_in(arg->call, arg->shape, arg->shape->args[arg->number].by) == 0) {
		text_add(text, "[]");
		return;
	}
	if (arg->value == 0 || count == 0) {
		add_address(text, arg->value);
		return;
	}
	text_addc(text, '[');
	for (unsigned i = 0; i < count && i < arg->string_max; i++) {
		memcpy(&buffer, piece_bytes(array) + i * sizeof buffer, sizeof buffer);
		text_add(text, i > 0 ? ", " : "");
		add_buffer_at(text, arg, i, &buffer);
	}
	if ((array->flags & PIECE_SHORT) != 0)
		text_addf(text, ", ... /* %#" PRIx64 " */", array->addr + count * 2 * abi_word(arg->call->abi));
	else if ((array->flags & PIECE_CUT) != 0 || count > arg->string_max)
		text_add(text, ", ...");
	text_addc(text, ']');
}

/* --- environments ---------------------------------------------------------------------- */

/* The environment is long and seldom the point: where it is, and how much. */
static void
add_count(struct text *text, const struct arg *arg)
{
	const struct piece *piece = call_piece(arg->call, arg->number, 0);
	uint64_t count;

	add_address(text, arg->value);
	if (piece == NULL || piece->len != sizeof count)
		return;
	memcpy(&count, piece_bytes(piece), sizeof count);
	text_addf(text, " /* %llu%s var%s */", (unsigned long long)count, piece->flags & PIECE_CUT ? "+" : "",
		  count == 1 ? "" : "s");
}

static bool
has_pieces(const struct arg *arg)
{
	const struct piece *piece = NULL;

	while ((piece = piece_next(arg->call, piece)) != NULL)
		if (piece->arg == arg->number)
			return true;
	return false;
}

static void
add_strings(struct text *text, const struct arg *arg)
{
	struct strings strings = { .call = arg->call, .arg = arg->number };

	if (arg->value == 0 || !has_pieces(arg))
		add_address(text, arg->value);
	else if (arg->shape->args[arg->number].form == FORM_COUNT)
		add_count(text, arg);
	else
		add_list(text, arg, &strings);
}

/* --- calls ----------------------------------------------------------------------------- */

/* What is not here is a number. */
static void (*const WRITERS[ARG_KINDS])(struct text *, const struct arg *) = {
	[ARG_WIDE] = add_wide,
	[ARG_WIDE_HEX] = add_wide,
	[ARG_PATH] = add_string,
	[ARG_STRING] = add_string,
	[ARG_BUFFER] = add_buffer,
	[ARG_RESULT_BUFFER] = add_result_buffer,
	[ARG_STRINGS] = add_strings,
	[ARG_VECTOR] = add_vector,
};

static void
add_argument(struct text *text, const struct call *call, const struct call_shape *shape, unsigned number,
	     const struct decode_options *options)
{
	struct arg arg = {
		.call = call, .shape = shape, .number = number,
		.value = register_value(call, number), .string_max = options->string_max,
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
	const struct call_shape *shape = call_shape(call->abi, call->nr);
	unsigned list[CALL_ARGS];

	return shape != NULL ? list_arguments(call, shape, list) : CALL_ARGS;
}

void
decode_arg(struct text *text, const struct call *call, unsigned arg, const struct decode_options *options)
{
	const struct call_shape *shape = call_shape(call->abi, call->nr);
	unsigned list[CALL_ARGS];

	if (shape == NULL && arg < CALL_ARGS)
		add_number(text, ARG_HEX, register_value(call, arg), false);
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

void
decode_result(struct text *text, const struct call *call, const struct decode_options *options)
{
	const struct call_shape *shape = call_shape(call->abi, call->nr);
	bool narrow = is_narrow(call->abi);

	if (call->state != CALL_DONE)
		text_addc(text, '?');
	else if (result_is_error(call->result))
		add_error(text, call->result, options);
	else
		add_number(text, shape != NULL ? shape->result : ARG_LONG,
			   narrow ? (uint32_t)call->result : (uint64_t)call->result, narrow);
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
