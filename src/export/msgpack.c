#include "export/msgpack.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/why.h"

/* --- values -------------------------------------------------------------------- */

/* A first byte and `size` bytes of a number, the highest first. */
static void
write_head(FILE *out, unsigned char first, uint64_t value, unsigned size)
{
	putc_unlocked(first, out);
	while (size-- > 0)
		putc_unlocked((int)(value >> (8 * size) & 0xff), out);
}

/* The head of what has `count` of something: in the first byte, or in two or four behind `wide` or `wide + 1`. */
static void
write_count(FILE *out, unsigned char small, unsigned char wide, uint32_t count)
{
	if (count < 16)
		write_head(out, (unsigned char)(small | count), 0, 0);
	else if (count <= UINT16_MAX)
		write_head(out, wide, count, 2);
	else
		write_head(out, (unsigned char)(wide + 1), count, 4);
}

void
msgpack_array(FILE *out, uint32_t count)
{
	write_count(out, 0x90, 0xdc, count);
}

void
msgpack_map(FILE *out, uint32_t count)
{
	write_count(out, 0x80, 0xde, count);
}

void
msgpack_uint(FILE *out, uint64_t value)
{
	if (value < 0x80)
		write_head(out, (unsigned char)value, 0, 0);
	else if (value <= UINT8_MAX)
		write_head(out, 0xcc, value, 1);
	else if (value <= UINT16_MAX)
		write_head(out, 0xcd, value, 2);
	else if (value <= UINT32_MAX)
		write_head(out, 0xce, value, 4);
	else
		write_head(out, 0xcf, value, 8);
}

void
msgpack_int(FILE *out, int64_t value)
{
	if (value >= 0)
		msgpack_uint(out, (uint64_t)value);
	else if (value >= -32)
		write_head(out, (unsigned char)value, 0, 0);
	else if (value >= INT8_MIN)
		write_head(out, 0xd0, (uint64_t)value, 1);
	else if (value >= INT16_MIN)
		write_head(out, 0xd1, (uint64_t)value, 2);
	else if (value >= INT32_MIN)
		write_head(out, 0xd2, (uint64_t)value, 4);
	else
		write_head(out, 0xd3, (uint64_t)value, 8);
}

void
msgpack_real(FILE *out, double value)
{
	uint64_t bits;

	memcpy(&bits, &value, sizeof bits);
	write_head(out, 0xcb, bits, 8);
}

void
msgpack_bool(FILE *out, bool value)
{
	write_head(out, value ? 0xc3 : 0xc2, 0, 0);
}

void
msgpack_nil(FILE *out)
{
	write_head(out, 0xc0, 0, 0);
}

void
msgpack_string(FILE *out, const char *bytes, size_t len)
{
	if (len < 32)
		write_head(out, (unsigned char)(0xa0 | len), 0, 0);
	else if (len <= UINT8_MAX)
		write_head(out, 0xd9, len, 1);
	else if (len <= UINT16_MAX)
		write_head(out, 0xda, len, 2);
	else
		write_head(out, 0xdb, len, 4);
	fwrite(bytes, 1, len, out);
}

/* --- JSON ---------------------------------------------------------------------- */

/* How many there are in each array and object, in the order in which they begin. */
struct counts {
	uint32_t *list;
	size_t count, cap;
};

/* What stands behind the string that begins at `at`. */
static const char *
skip_string(const char *at)
{
	while (*++at != '"')
		at += *at == '\\';
	return at + 1;
}

static struct counts
count_members(const char *text)
{
	struct counts counts = { NULL, 0, 0 };
	size_t *open = NULL, depth = 0, cap = 0;	/* positions of those that have not ended */

	while (*text != '\0') {
		if (*text == '"') {
			text = skip_string(text);
			continue;
		}
		if (*text == '[' || *text == '{') {
			counts.list = mem_grow(counts.list, &counts.cap, counts.count + 1, sizeof *counts.list);
			open = mem_grow(open, &cap, depth + 1, sizeof *open);
			counts.list[counts.count] = text[1] != ']' && text[1] != '}';
			open[depth++] = counts.count++;
		} else if (*text == ']' || *text == '}') {
			depth--;
		} else if (*text == ',') {
			counts.list[open[depth - 1]]++;
		}
		text++;
	}
	free(open);
	return counts;
}

/* Four digits of \uXXXX. */
static uint32_t
read_unit(const char *digits)
{
	char word[5] = { digits[0], digits[1], digits[2], digits[3], '\0' };

	return (uint32_t)strtoul(word, NULL, 16);
}

static void
add_utf8(struct text *text, uint32_t value)
{
	static const unsigned char leads[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	unsigned size = value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;

	text_addc(text, (char)(leads[size] | value >> (6 * (size - 1))));
	while (--size > 0)
		text_addc(text, (char)(0x80 | (value >> (6 * (size - 1)) & 0x3f)));
}

/* The escape behind a backslash at `at`; returns what stands behind it. */
static const char *
add_escape(struct text *text, const char *at)
{
	static const char letters[] = "bfnrt", meant[] = "\b\f\n\r\t";
	const char *letter = strchr(letters, at[1]);
	uint32_t value;

	if (at[1] != 'u') {
		text_addc(text, letter != NULL ? meant[letter - letters] : at[1]);
		return at + 2;
	}
	value = read_unit(at + 2);
	if (value < 0xd800 || value > 0xdbff) {
		add_utf8(text, value);
		return at + 6;
	}
	add_utf8(text, 0x10000 + ((value - 0xd800) << 10) + (read_unit(at + 8) - 0xdc00));
	return at + 12;
}

static const char *
write_string(FILE *out, const char *at)
{
	const char *end = skip_string(at) - 1;
	size_t cap = (size_t)(end - at) + 1;	/* nothing is longer than its escape */
	char *room = mem_new(cap, 1);
	struct text text = text_in(room, cap);

	for (at++; at < end;)
		if (*at == '\\')
			at = add_escape(&text, at);
		else
			text_addc(&text, *at++);
	msgpack_string(out, text.bytes, text.len);
	free(room);
	return end + 1;
}

/* `locale`: one in which the decimal point is a point. */
static const char *
write_number(FILE *out, const char *at, locale_t locale)
{
	size_t len = strspn(at, "+-.0123456789eE");
	bool whole = strcspn(at, ".eE") >= len;
	int64_t value;
	uint64_t positive;

	errno = 0;
	value = strtoll(at, NULL, 10);
	if (whole && errno == 0) {
		msgpack_int(out, value);
		return at + len;
	}
	errno = 0;
	positive = strtoull(at, NULL, 10);
	if (whole && errno == 0 && *at != '-')
		msgpack_uint(out, positive);
	else
		msgpack_real(out, strtod_l(at, NULL, locale));
	return at + len;
}

/* One step on: the head of an array or object, a value without members, or what stands between. */
static const char *
write_next(FILE *out, const char *at, const uint32_t **count, locale_t locale)
{
	switch (*at) {
	case '[':
		msgpack_array(out, *(*count)++);
		return at + 1;
	case '{':
		msgpack_map(out, *(*count)++);
		return at + 1;
	case '"':
		return write_string(out, at);
	case 't':
		msgpack_bool(out, true);
		return at + strlen("true");
	case 'f':
		msgpack_bool(out, false);
		return at + strlen("false");
	case 'n':
		msgpack_nil(out);
		return at + strlen("null");
	case ']':
	case '}':
	case ',':
	case ':':
		return at + 1;
	default:
		return write_number(out, at, locale);
	}
}

void
msgpack_json(FILE *out, const char *text)
{
	locale_t locale = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
	struct counts counts = count_members(text);
	const uint32_t *count = counts.list;

	if (locale == (locale_t)0)
		die("out of memory");
	while (*text != '\0')
		text = write_next(out, text, &count, locale);
	freelocale(locale);
	free(counts.list);
}
