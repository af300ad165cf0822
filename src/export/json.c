#include "export/json.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* One thread writes: the unlocked forms of stdio are enough, and several times faster. */

void
json_begin(struct json *json, FILE *out)
{
	*json = (struct json){ .out = out };
}

void
json_newline(struct json *json)
{
	json->newline = true;
}

/* Numbers and keys are most of what is written: printf would be most of the time. */
static void
write_digits(FILE *out, uint64_t value)
{
	char digits[20];
	unsigned count = 0;

	do
		digits[count++] = (char)('0' + value % 10);
	while ((value /= 10) > 0);
	while (count > 0)
		putc_unlocked(digits[--count], out);
}

static void
write_key(FILE *out, const char *key)
{
	putc_unlocked('"', out);
	fputs_unlocked(key, out);
	putc_unlocked('"', out);
	putc_unlocked(':', out);
}

/* What stands before a value: a comma, a line's end where one is wanted, and its key. */
static void
lead_in(struct json *json, const char *key)
{
	if (json->begun[json->depth])
		putc_unlocked(',', json->out);
	json->begun[json->depth] = true;
	if (json->newline)
		putc_unlocked('\n', json->out);
	json->newline = false;
	if (key != NULL)
		write_key(json->out, key);
}

static void
open_level(struct json *json, const char *key, char bracket)
{
	lead_in(json, key);
	putc_unlocked(bracket, json->out);
	assert(json->depth + 1 < JSON_DEPTH);
	json->begun[++json->depth] = false;
}

static void
close_level(struct json *json, char bracket)
{
	assert(json->depth > 0);
	putc_unlocked(bracket, json->out);
	/* At the top one value follows another on lines of its own, not after a comma. */
	if (--json->depth == 0)
		json->begun[0] = false;
}

void
json_object(struct json *json, const char *key)
{
	open_level(json, key, '{');
}

void
json_object_end(struct json *json)
{
	close_level(json, '}');
}

void
json_list(struct json *json, const char *key)
{
	open_level(json, key, '[');
}

void
json_list_end(struct json *json)
{
	close_level(json, ']');
}

void
json_int(struct json *json, const char *key, int64_t value)
{
	lead_in(json, key);
	if (value < 0)
		putc_unlocked('-', json->out);
	write_digits(json->out, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

void
json_uint(struct json *json, const char *key, uint64_t value)
{
	lead_in(json, key);
	write_digits(json->out, value);
}

void
json_thousandths(struct json *json, const char *key, uint64_t value)
{
	lead_in(json, key);
	fprintf(json->out, "%llu.%03u", (unsigned long long)(value / 1000), (unsigned)(value % 1000));
}

void
json_decimal(struct json *json, const char *key, double value)
{
	long long all = llround(value * 1000), size = all < 0 ? -all : all;

	lead_in(json, key);
	fprintf(json->out, "%s%lld.%03lld", all < 0 ? "-" : "", size / 1000, size % 1000);
}

void
json_bool(struct json *json, const char *key, bool value)
{
	lead_in(json, key);
	fputs_unlocked(value ? "true" : "false", json->out);
}

void
json_null(struct json *json, const char *key)
{
	lead_in(json, key);
	fputs_unlocked("null", json->out);
}

/* Bytes of the valid UTF-8 sequence at `at`, 0 when there is none (RFC 3629). */
static size_t
utf8_size(const unsigned char *at, size_t len)
{
	size_t size = at[0] < 0x80 ? 1 : at[0] < 0xc2 ? 0 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : at[0] < 0xf5 ? 4 : 0;

	if (size == 0 || size > len)
		return 0;
	for (size_t i = 1; i < size; i++)
		if ((at[i] & 0xc0) != 0x80)
			return 0;
	if ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f) || (at[0] == 0xf0 && at[1] < 0x90) ||
	    (at[0] == 0xf4 && at[1] > 0x8f))
		return 0;
	return size;
}

/* The character that `size` bytes spell. */
static uint32_t
utf8_value(const unsigned char *at, size_t size)
{
	static const unsigned char lead_bits[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	uint32_t value = at[0] & lead_bits[size];

	for (size_t i = 1; i < size; i++)
		value = value << 6 | (at[i] & 0x3f);
	return value;
}

/* Beyond U+FFFF as two halves, as JSON has it from UTF-16 (RFC 8259, 7). */
static void
write_escape(FILE *out, uint32_t value)
{
	if (value < 0x10000)
		fprintf(out, "\\u%04x", value);
	else
		fprintf(out, "\\u%04x\\u%04x", 0xd800 + ((value - 0x10000) >> 10), 0xdc00 + (value & 0x3ff));
}

static void
write_character(FILE *out, uint32_t value)
{
	if (value == '"' || value == '\\')
		fprintf(out, "\\%c", (char)value);
	else if (value < 0x20 || value > 0x7e)
		write_escape(out, value);
	else
		putc_unlocked((int)value, out);
}

void
json_bytes(struct json *json, const char *key, const char *bytes, size_t len)
{
	enum { REPLACEMENT = 0xfffd };
	const unsigned char *at = (const unsigned char *)bytes;

	lead_in(json, key);
	putc_unlocked('"', json->out);
	for (size_t i = 0; i < len;) {
		size_t size = utf8_size(at + i, len - i);

		write_character(json->out, size > 0 ? utf8_value(at + i, size) : REPLACEMENT);
		i += size > 0 ? size : 1;
	}
	putc_unlocked('"', json->out);
}

void
json_string(struct json *json, const char *key, const char *text)
{
	json_bytes(json, key, text, strlen(text));
}

void
json_text(struct json *json, const char *key, const char *text)
{
	lead_in(json, key);
	fputs_unlocked(text, json->out);
}

void
json_string_or_null(struct json *json, const char *key, const char *text)
{
	if (text[0] == '\0')
		json_null(json, key);
	else
		json_string(json, key, text);
}

void
json_raw(struct json *json, const char *key, const char *text, size_t len)
{
	lead_in(json, key);
	fwrite_unlocked(text, 1, len, json->out);
}
