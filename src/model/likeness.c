#include "model/likeness.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"
#include "syscall/decode.h"
#include "syscall/errnos.h"

enum { TEXT_MAX = 1024, ADDRESS_DIGITS = 5 };

/* FNV-1a. */
static const uint64_t BEGIN = 0xcbf29ce484222325;

static uint64_t
mix(uint64_t hash, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3;
	return hash;
}

/* Whether a kind says who or where, not what. */
static bool
is_of_the_run(unsigned kind)
{
	switch (kind) {
	case ARG_POINTER:
	case ARG_PID:
	case ARG_RESULT_STRUCT:
	case ARG_TIME:
	case ARG_CLONE_STACK:
	case ARG_CLONE_PARENT:
	case ARG_CLONE_CHILD:
	case ARG_CLONE_TLS:
		return true;
	default:
		return false;
	}
}

/* Digits of an address, or of the inode in "pipe:[8121]", that begin there; 0: they are no such. */
static size_t
address_at(const char *text, size_t at)
{
	size_t len;

	if (at >= 2 && text[at - 2] == '0' && text[at - 1] == 'x') {
		len = strspn(text + at, "0123456789abcdef");
		return len >= ADDRESS_DIGITS ? len : 0;
	}
	return at >= 2 && text[at - 2] == ':' && text[at - 1] == '[' ? strspn(text + at, "0123456789") : 0;
}

/* Without addresses; in a string nothing looks like one by accident often enough to matter. */
static uint64_t
mix_text(uint64_t hash, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		i += address_at(text, i);
		hash = mix(hash, text + i, i < len);
	}
	return hash;
}

/* "3</etc/passwd>": the number is another where one more file is open. */
static size_t
descriptor_skip(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return text[digits] == '<' ? digits : 0;
}

/* Bytes that are meant to be others each time. */
static bool
is_random(const struct call *call, unsigned kind)
{
	char room[CALL_NAME_CAP];

	return kind == ARG_RESULT_BUFFER && strcmp(call_name(call->abi, call->nr, room), "getrandom") == 0;
}

static uint64_t
mix_arguments(uint64_t hash, const struct call *call)
{
	const struct decode_options options = { .string_max = 256 };
	unsigned count = decode_arg_count(call);
	char room[TEXT_MAX];

	for (unsigned arg = 0; arg < count; arg++) {
		enum arg_kind kind = decode_arg_kind(call, arg);
		struct text text = text_in(room, sizeof room);
		size_t skip;

		if (is_of_the_run(kind) || is_random(call, kind))
			continue;
		decode_arg(&text, call, arg, &options);
		skip = kind == ARG_FD || kind == ARG_DIRFD ? descriptor_skip(room) : 0;
		hash = mix(mix_text(hash, room + skip, text.len - skip), ",", 1);
	}
	return hash;
}

static uint64_t
mix_outcome(uint64_t hash, const struct call *call)
{
	const struct call_shape *shape = call_shape_of(call->abi, call->nr, call->args);
	const struct decode_options options = { .string_max = 32 };
	char room[TEXT_MAX];
	struct text text = text_in(room, sizeof room);
	size_t skip;

	if (call->state == CALL_DONE && !result_is_error(call->result) && shape != NULL &&
	    is_of_the_run(shape->result.kind))
		return mix(hash, "=", 1);
	decode_result(&text, call, &options);
	skip = shape != NULL && shape->result.kind == ARG_FD ? descriptor_skip(room) : 0;
	return mix_text(hash, room + skip, text.len - skip);
}

uint64_t
likeness_name(const struct call *call)
{
	char room[CALL_NAME_CAP];
	const char *name = call_name(call->abi, call->nr, room);

	return mix(BEGIN, name, strlen(name));
}

uint64_t
likeness_whole(const struct call *call)
{
	return mix_outcome(mix_arguments(likeness_name(call), call), call);
}
