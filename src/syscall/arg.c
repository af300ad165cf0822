#include "syscall/arg.h"

#include <inttypes.h>
#include <string.h>

#include "base/safetext.h"

/* --- values ------------------------------------------------------------------------- */

/* x32 has short words in long registers. */
bool
arg_is_narrow(enum abi abi)
{
	return abi_word(abi) == 4 && abi != ABI_X32;
}

uint64_t
arg_value(const struct call *call, unsigned number)
{
	return arg_is_narrow(call->abi) ? (uint32_t)call->args[number] : call->args[number];
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

/* --- text ---------------------------------------------------------------------------- */

static void
add_signed(struct text *text, int64_t value)
{
	if (value < 0)
		text_addc(text, '-');
	text_add_decimal(text, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

void
arg_number(struct text *text, unsigned kind, uint64_t value, bool narrow)
{
	int64_t word = narrow ? (int32_t)value : (int64_t)value;
	char name[16];

	switch (kind) {
	case ARG_POINTER:
		if (value == 0)
			text_add(text, "NULL");
		else
			text_add_hex(text, value);
		break;
	case ARG_INT:
	case ARG_FD:
	case ARG_PID:
		add_signed(text, (int32_t)value);
		break;
	case ARG_ID:
		if ((uint32_t)value == UINT32_MAX)
			text_add(text, "-1");
		else
			text_add_decimal(text, (uint32_t)value);
		break;
	case ARG_UINT:
		text_add_decimal(text, (uint32_t)value);
		break;
	case ARG_LONG:
		add_signed(text, word);
		break;
	case ARG_WIDE:
		add_signed(text, (int64_t)value);
		break;
	case ARG_ULONG:
		text_add_decimal(text, value);
		break;
	case ARG_OCTAL:
		text_addf(text, "%#03o", (unsigned)value & 0xffff);
		break;
	case ARG_SIGNAL:
		text_add(text, signal_name((uint32_t)value, name));
		break;
	default:
		text_add_hex(text, value);
		break;
	}
}

void
arg_address(struct text *text, uint64_t address)
{
	arg_number(text, ARG_POINTER, address, false);
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

	add_signed(text, descriptor);
	if (name == NULL)
		return;
	text_addc(text, '<');
	begin = arg->options->short_names ? last_part(piece_bytes(name), name->len) : 0;
	safe_quote(text, piece_bytes(name) + begin, name->len - begin);
	text_addc(text, '>');
}

void
arg_quoted(struct text *text, const struct piece *piece, uint64_t len, uint64_t max)
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
