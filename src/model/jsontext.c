#include "model/jsontext.h"

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

/* Numbers are only looked at: as reals they may be larger than jansson's integers. */
enum { CHECKING = JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL };

/* A character takes at most six times its bytes: \u00e9 for two, \ud83d\ude00 for four, \u007f for one. */
enum { ESCAPE_MAX = 6 };

static bool
is_value(const char *bytes, size_t len)
{
	/* A zero byte is the end of the text to jansson: what follows it would not be looked at. */
	json_t *value = memchr(bytes, '\0', len) == NULL ? json_loadb(bytes, len, CHECKING, NULL) : NULL;

	json_decref(value);
	return value != NULL;
}

/* The character at `at`, which is valid UTF-8; its bytes through ret_size. */
static uint32_t
read_character(const unsigned char *at, size_t *ret_size)
{
	size_t size = at[0] < 0x80 ? 1 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
	uint32_t value = size == 1 ? at[0] : at[0] & (0x7fu >> size);

	for (size_t i = 1; i < size; i++)
		value = value << 6 | (at[i] & 0x3f);
	*ret_size = size;
	return value;
}

/* As it is, or escaped; beyond U+FFFF as two halves (RFC 8259, 7). */
static void
add_character(struct text *text, uint32_t value)
{
	if (value >= 0x10000)
		text_addf(text, "\\u%04x\\u%04x", 0xd800 + ((value - 0x10000) >> 10), 0xdc00 + (value & 0x3ff));
	else if (value > 0x7e)
		text_addf(text, "\\u%04x", value);
	else
		text_addc(text, (char)value);
}

/* Copies a valid value; false when it is nested too deeply. */
static bool
copy(struct text *text, const char *bytes, size_t len)
{
	const unsigned char *at = (const unsigned char *)bytes;
	bool inside = false;	/* of a string */
	unsigned depth = 0;
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		uint32_t value = read_character(at + i, &size);

		if (!inside && (value == ' ' || value == '\t' || value == '\r' || value == '\n'))
			continue;
		if (!inside && (value == '[' || value == '{') && ++depth > JSONTEXT_DEPTH)
			return false;
		if (!inside && (value == ']' || value == '}'))
			depth--;
		add_character(text, value);
		if (inside && value == '\\')
			text_addc(text, (char)at[i + size++]);	/* what is escaped is ASCII, and never ends a string */
		else if (value == '"')
			inside = !inside;
	}
	return true;
}

char *
jsontext_make(const char *bytes, size_t len)
{
	struct text text;
	char *room, *value = NULL;

	if (!is_value(bytes, len))
		return NULL;
	room = mem_new(len * ESCAPE_MAX + 1, 1);
	text = text_in(room, len * ESCAPE_MAX + 1);
	if (copy(&text, bytes, len))
		value = mem_copy(text.bytes, text.len + 1);
	free(room);
	return value;
}

bool
jsontext_is_string(const char *bytes, size_t len)
{
	json_t *string = memchr(bytes, '\0', len) == NULL ? json_stringn(bytes, len) : NULL;

	json_decref(string);
	return string != NULL;
}
