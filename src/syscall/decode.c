#include "syscall/decode.h"

#include <fcntl.h>
#include <string.h>

#include "base/safetext.h"
#include "base/text.h"
#include "syscall/errnos.h"

/* Everything one argument's printer needs. */
struct printing {
	struct text *text;
	const struct call *call;
	const struct decode_options *options;
	unsigned arg;
	uint64_t value;
};

static void
print_address(struct text *text, uint64_t value)
{
	if (value == 0)
		text_add(text, "NULL");
	else
		text_addf(text, "%#llx", (unsigned long long)value);
}

/* "bytes", cut and marked where the options or the capture end it. */
static void
print_quoted(const struct printing *p, const struct piece *piece, bool whole_path)
{
	size_t max = whole_path ? piece->len : p->options->string_max;
	size_t len = piece->len < max ? piece->len : max;

	text_addc(p->text, '"');
	safe_quote(p->text, piece_bytes(piece), len);
	text_addc(p->text, '"');
	if (len < piece->len || (piece->flags & PIECE_CUT))
		text_add(p->text, "...");
}

static void
print_bytes(const struct printing *p, bool whole_path)
{
	const struct piece *piece = call_piece(p->call, p->arg, 0);

	if (piece == NULL || (piece->flags & PIECE_SHORT))
		print_address(p->text, p->value);
	else
		print_quoted(p, piece, whole_path);
}

static bool
is_end_of_strings(const struct piece *piece)
{
	return piece->addr == 0 && piece->len == 0;
}

/* ["tar", "cf", ...] */
static void
print_list(const struct printing *p)
{
	const struct piece *piece = NULL;
	unsigned count = 0;

	text_addc(p->text, '[');
	while ((piece = piece_next(p->call, piece)) != NULL) {
		if (piece->arg != p->arg)
			continue;
		text_add(p->text, count++ > 0 ? ", " : "");
		if (is_end_of_strings(piece))
			text_add(p->text, "...");
		else
			print_quoted(p, piece, false);
	}
	text_addc(p->text, ']');
}

/* The environment is long and seldom the point: where it is, and how much. */
static void
print_count(const struct printing *p)
{
	const struct piece *piece = NULL;
	unsigned count = 0;
	bool more = false;

	while ((piece = piece_next(p->call, piece)) != NULL)
		if (piece->arg == p->arg && !(more = is_end_of_strings(piece)))
			count++;
	print_address(p->text, p->value);
	text_addf(p->text, " /* %u%s var%s */", count, more ? " or more" : "", count == 1 && !more ? "" : "s");
}

static void
print_strings(const struct printing *p, const struct call_shape *shape)
{
	bool second = p->arg > 0 && shape->args[p->arg - 1].kind == ARG_STRINGS;

	if (p->value == 0 || p->call->piece_count == 0)
		print_address(p->text, p->value);
	else if (second)
		print_count(p);
	else
		print_list(p);
}

static void
print_signed(const struct printing *p)
{
	text_addf(p->text, "%d", (int)(int32_t)p->value);
}

static void
print_word(const struct printing *p, bool is_signed)
{
	bool narrow = abi_word(p->call->abi) == 4;

	if (is_signed)
		text_addf(p->text, "%lld", narrow ? (long long)(int32_t)p->value : (long long)p->value);
	else
		text_addf(p->text, "%llu", (unsigned long long)p->value);
}

static void
print_arg(const struct printing *p, const struct call_shape *shape)
{
	char name[16];

	switch ((enum arg_kind)shape->args[p->arg].kind) {
	case ARG_NONE:
		break;
	case ARG_HEX:
		print_address(p->text, p->value);
		break;
	case ARG_INT:
	case ARG_FD:
	case ARG_PID:
		print_signed(p);
		break;
	case ARG_UINT:
		text_addf(p->text, "%u", (unsigned)p->value);
		break;
	case ARG_LONG:
	case ARG_ULONG:
		print_word(p, shape->args[p->arg].kind == ARG_LONG);
		break;
	case ARG_DIRFD:
		if ((int32_t)p->value == AT_FDCWD)
			text_add(p->text, "AT_FDCWD");
		else
			print_signed(p);
		break;
	case ARG_OCTAL:
		text_addf(p->text, "%#03o", (unsigned)p->value);
		break;
	case ARG_PATH:
		print_bytes(p, true);
		break;
	case ARG_STRING:
	case ARG_BUFFER:
	case ARG_RESULT_BUFFER:
		print_bytes(p, false);
		break;
	case ARG_STRINGS:
		print_strings(p, shape);
		break;
	case ARG_SIGNAL:
		text_add(p->text, signal_name((unsigned)p->value, name));
		break;
	}
}

static const struct call_shape *
shape_of(const struct call *call)
{
	return call_shape(call->abi, call->nr);
}

unsigned
decode_arg_count(const struct call *call)
{
	const struct call_shape *shape = shape_of(call);

	return shape != NULL ? shape->arg_count : CALL_ARGS;
}

void
decode_arg(struct text *text, const struct call *call, unsigned arg, const struct decode_options *options)
{
	const struct call_shape *shape = shape_of(call);

	if (arg >= decode_arg_count(call))
		return;
	if (shape == NULL)
		print_address(text, call->args[arg]);
	else
		print_arg(&(struct printing){ text, call, options, arg, call->args[arg] }, shape);
}

void
decode_args(struct text *text, const struct call *call, const struct decode_options *options)
{
	for (unsigned arg = 0; arg < decode_arg_count(call); arg++) {
		text_add(text, arg > 0 ? ", " : "");
		decode_arg(text, call, arg, options);
	}
}

/* Calls whose result is an address. */
static bool
returns_address(const struct call *call)
{
	static const char *const names[] = { "mmap", "mmap2", "brk", "mremap", "shmat" };
	const struct call_shape *shape = shape_of(call);

	for (size_t i = 0; shape != NULL && i < sizeof names / sizeof *names; i++)
		if (strcmp(shape->name, names[i]) == 0)
			return true;
	return false;
}

static void
print_error(struct text *text, const struct call *call, const struct decode_options *options)
{
	unsigned error = (unsigned)-call->result;
	const char *name = errno_name(error);

	text_add(text, result_is_restart(call->result) ? "? " : "-1 ");
	if (name != NULL)
		text_add(text, name);
	else
		text_addf(text, "errno %u", error);
	if (options->result_text)
		text_addf(text, " (%s)", errno_text(error));
}

void
decode_result(struct text *text, const struct call *call, const struct decode_options *options)
{
	if (call->state != CALL_DONE)
		text_addc(text, '?');
	else if (result_is_error(call->result))
		print_error(text, call, options);
	else if (returns_address(call))
		text_addf(text, "%#llx", abi_word(call->abi) == 4 ? (unsigned long long)(uint32_t)call->result
								  : (unsigned long long)call->result);
	else
		text_addf(text, "%lld", (long long)call->result);
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
