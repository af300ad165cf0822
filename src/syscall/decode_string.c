/* Strings, buffers, and arrays of strings. */
#include <inttypes.h>
#include <string.h>

#include "base/safetext.h"
#include "syscall/arg.h"

/* --- strings and buffers ----------------------------------------------------------- */

/* A size that another argument holds; what is an int has no upper half. */
static uint64_t
size_in(const struct arg *arg, unsigned number)
{
	uint64_t value = arg_value(arg->call, number);
	unsigned kind = arg->shape->args[number].kind;

	return kind == ARG_INT || kind == ARG_UINT ? (uint32_t)value : value;
}

void
arg_string(struct text *text, const struct arg *arg)
{
	const struct piece *piece = call_piece(arg->call, arg->number, 0);

	if (arg->value == 0 || piece == NULL)
		arg_address(text, arg->value);
	else
		arg_quoted(text, piece, piece->len,
			   arg_shape(arg)->kind == ARG_PATH ? UINT64_MAX : arg->options->string_max);
}

void
arg_buffer(struct text *text, const struct arg *arg)
{
	const struct piece *piece = call_piece(arg->call, arg->number, 0);
	uint64_t size = size_in(arg, arg_shape(arg)->by);

	if (arg->value == 0 || (piece == NULL && size > 0))
		arg_address(text, arg->value);
	else if (piece == NULL)
		text_add(text, "\"\"");
	else
		arg_quoted(text, piece, piece->len, arg->options->string_max);
}

/* How many bytes the kernel put there; more than there was room for means that it only counted. */
static uint64_t
result_size(const struct arg *arg)
{
	const struct call *call = arg->call;
	uint64_t room = size_in(arg, arg_shape(arg)->by);

	if (call->state != CALL_DONE || call->result < 0)
		return 0;
	return (uint64_t)call->result < room ? (uint64_t)call->result : room;
}

void
arg_result_buffer(struct text *text, const struct arg *arg)
{
	const struct piece *piece = call_piece(arg->call, arg->number, 0);
	uint64_t size = result_size(arg), len;

	if (arg->value != 0 && arg->call->state == CALL_DONE && arg->call->result == 0) {
		text_add(text, "\"\"");
		return;
	}
	if (arg->value == 0 || piece == NULL || size == 0) {
		arg_address(text, arg->value);
		return;
	}
	len = size < piece->len ? size : piece->len;
	if (arg_shape(arg)->form == FORM_TERMINATED)
		arg_quoted(text, piece, strnlen(piece_bytes(piece), len), UINT64_MAX);
	else
		arg_quoted(text, piece, len, arg->options->string_max);
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
		arg_quoted(text, piece, piece->len, arg->options->string_max);
		strings->next = piece->index + 1U;
		between = ", ";
	}
	text_addf(text, "%s]", !strings->cut ? "" : strings->next > 0 ? ", ..." : "...");
}

/* The environment is long and seldom the point: where it is, and how much. */
static void
add_count(struct text *text, const struct arg *arg)
{
	const struct piece *piece = call_piece(arg->call, arg->number, 0);
	uint64_t count;

	arg_address(text, arg->value);
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

void
arg_strings(struct text *text, const struct arg *arg)
{
	struct strings strings = { .call = arg->call, .arg = arg->number };

	if (arg->value == 0 || !has_pieces(arg))
		arg_address(text, arg->value);
	else if (arg_shape(arg)->form == FORM_COUNT)
		add_count(text, arg);
	else
		add_list(text, arg, &strings);
}
