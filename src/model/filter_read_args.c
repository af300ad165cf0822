/* What a filter reads of a call's arguments and result. */
#include <string.h>

#include "base/text.h"
#include "model/filter_read.h"
#include "model/traits.h"
#include "syscall/decode.h"
#include "syscall/errnos.h"

enum { RESULT_CAP = 1024, ARG_TEXT_CAP = 16384, ARG_STRING_MAX = 4096 };

static bool
is_descriptor(unsigned kind)
{
	return kind == ARG_FD || kind == ARG_DIRFD;
}

unsigned
filter_read_fd(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	const struct call *call = &look->event->call;
	const struct call_shape *shape = call_shape_of(call->abi, call->nr, call->args);
	unsigned count = 0;

	(void)field;
	for (unsigned arg = 0; shape != NULL && arg < shape->arg_count; arg++)
		if (is_descriptor(shape->args[arg].kind))
			ret_values[count++] = (int32_t)call->args[arg];
	if (shape != NULL && shape->result.kind == ARG_FD && call->state == CALL_DONE && !result_is_error(call->result))
		ret_values[count++] = call->result;
	return count;
}

/* The register of an argument that is shown as number `arg`; false: the call has none. */
static bool
find_register(const struct call_shape *shape, unsigned arg, unsigned *ret_register)
{
	for (unsigned i = 0; i < shape->arg_count; i++) {
		if (shape->args[i].kind == ARG_PAD || arg-- > 0)
			continue;
		*ret_register = i;
		return true;
	}
	return false;
}

/* As it is shown: what is an int has the sign of one. */
static uint64_t
value_of(const struct call *call, unsigned number, unsigned kind)
{
	uint64_t value = call->args[number];

	switch (kind) {
	case ARG_INT:
	case ARG_FD:
	case ARG_DIRFD:
	case ARG_SIGNAL:
	case ARG_PID:
	case ARG_ID:
		return (uint64_t)(int64_t)(int32_t)value;
	case ARG_UINT:
		return (uint32_t)value;
	case ARG_WIDE:
	case ARG_WIDE_HEX:
		if (abi_word(call->abi) == 4 && number + 1 < CALL_ARGS)
			value |= call->args[number + 1] << 32;
		return value;
	default:
		return value;
	}
}

unsigned
filter_read_arg(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	const struct call *call = &look->event->call;
	const struct call_shape *shape = call_shape_of(call->abi, call->nr, call->args);
	unsigned number = field->number;

	if (shape != NULL && !find_register(shape, field->number, &number))
		return 0;
	ret_values[0] = (int64_t)value_of(call, number, shape != NULL ? shape->args[number].kind : ARG_HEX);
	return 1;
}

static bool
is_bytes(unsigned kind)
{
	return kind == ARG_PATH || kind == ARG_STRING || kind == ARG_BUFFER || kind == ARG_RESULT_BUFFER;
}

/* What was captured of a string as it is, and the argument as it is shown. */
bool
filter_hear_arg(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
{
	const struct decode_options options = { .string_max = ARG_STRING_MAX };
	const struct call *call = &look->event->call;
	const struct call_shape *shape = call_shape_of(call->abi, call->nr, call->args);
	char room[ARG_TEXT_CAP];
	struct text text = text_in(room, sizeof room);
	unsigned number;

	if (shape != NULL && find_register(shape, field->number, &number) && is_bytes(shape->args[number].kind)) {
		const struct piece *piece = call_piece(call, number, 0);

		if (piece != NULL && hear(ear, piece_bytes(piece), piece->len))
			return true;
	}
	decode_arg(&text, call, field->number, &options);
	return text.len > 0 && hear(ear, text.bytes, text.len);
}

bool
filter_hear_result(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
{
	const struct decode_options options = { .string_max = ARG_STRING_MAX };
	char room[RESULT_CAP];
	struct text text = text_in(room, sizeof room);

	(void)field;
	decode_result(&text, &look->event->call, &options);
	return hear(ear, text.bytes, text.len);
}

static bool
hear_piece(filter_hear *hear, const void *ear, const struct piece *piece)
{
	return piece != NULL && piece->len > 0 &&
	       hear(ear, piece_bytes(piece), strnlen(piece_bytes(piece), piece->len));
}

/* Paths among the arguments, and what the descriptors are that it takes or makes. */
bool
filter_hear_path(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
{
	const struct call *call = &look->event->call;
	const struct call_shape *shape = call_shape_of(call->abi, call->nr, call->args);

	(void)field;
	if (shape == NULL || call->piece_count == 0)
		return false;
	for (unsigned arg = 0; arg < shape->arg_count; arg++)
		if (shape->args[arg].kind == ARG_PATH && hear_piece(hear, ear, call_piece(call, arg, 0)))
			return true;
	for (unsigned arg = 0; arg < shape->arg_count; arg++)
		if (shape->args[arg].kind == ARG_FD &&
		    hear_piece(hear, ear, call_name_of(call, (uint32_t)call->args[arg], true)))
			return true;
	return shape->result.kind == ARG_FD && call->state == CALL_DONE && !result_is_error(call->result) &&
	       hear_piece(hear, ear, call_name_of(call, (uint32_t)call->result, false));
}

static enum traits_size
kind_of_size(const struct call *call)
{
	const struct call_shape *shape = call_shape(call->abi, call->nr);

	return shape != NULL ? traits_size(shape->name) : SIZE_NONE;
}

static enum traits_size
known_kind_of_size(struct filter_memory *memory, const struct call *call)
{
	uint8_t *known;

	if (!filter_calls_covers(call->abi, call->nr))
		return kind_of_size(call);
	known = &memory->sizes[call->abi][call->nr];
	if (*known == 0)
		*known = (uint8_t)(kind_of_size(call) + 1);
	return (enum traits_size)(*known - 1);
}

unsigned
filter_read_size(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	const struct call *call = &look->event->call;
	enum traits_size kind = known_kind_of_size(look->memory, call);

	(void)field;
	if (kind == SIZE_LENGTH)
		ret_values[0] = (int64_t)call->args[1];
	else
		ret_values[0] = call->result;
	return kind == SIZE_LENGTH ||
	       (kind == SIZE_RESULT && call->state == CALL_DONE && !result_is_error(call->result));
}
