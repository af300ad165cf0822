#include "base/jsonstr.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Bytes of the UTF-8 character that begins there (RFC 3629), 0 when it is none. The text's terminator ends it. */
static unsigned
character_len(const unsigned char *at)
{
	static const struct {
		unsigned char first, last, second_low, second_high;
		unsigned len;
	} forms[] = {
		{ 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 }, { 0xe1, 0xec, 0x80, 0xbf, 3 },
		{ 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 }, { 0xf0, 0xf0, 0x90, 0xbf, 4 },
		{ 0xf1, 0xf3, 0x80, 0xbf, 4 }, { 0xf4, 0xf4, 0x80, 0x8f, 4 },
	};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (at[0] < forms[i].first || at[0] > forms[i].last)
			continue;
		if (at[1] < forms[i].second_low || at[1] > forms[i].second_high)
			return 0;
		for (unsigned j = 2; j < forms[i].len; j++)
			if ((at[j] & 0xc0) != 0x80)
				return 0;
		return forms[i].len;
	}
	return 0;
}

static char *
add_character(char *out, uint32_t code)
{
	if (code < 0x80) {
		*out++ = (char)code;
	} else if (code < 0x800) {
		*out++ = (char)(0xc0 | code >> 6);
		*out++ = (char)(0x80 | (code & 0x3f));
	} else if (code < 0x10000) {
		*out++ = (char)(0xe0 | code >> 12);
		*out++ = (char)(0x80 | (code >> 6 & 0x3f));
		*out++ = (char)(0x80 | (code & 0x3f));
	} else {
		*out++ = (char)(0xf0 | code >> 18);
		*out++ = (char)(0x80 | (code >> 12 & 0x3f));
		*out++ = (char)(0x80 | (code >> 6 & 0x3f));
		*out++ = (char)(0x80 | (code & 0x3f));
	}
	return out;
}

/* The number that four hexadecimal digits make, or -1. */
static int32_t
hex4(const char *at)
{
	int32_t code = 0;

	for (unsigned i = 0; i < 4; i++) {
		char c = at[i], low = (char)(c | 0x20);

		if ((c < '0' || c > '9') && (low < 'a' || low > 'f'))
			return -1;
		code = code * 16 + (c <= '9' ? c - '0' : low - 'a' + 10);
	}
	return code;
}

/* \uXXXX, and the second half of a pair; *at is behind the 'u'. 0 when it is not valid. */
static uint32_t
unicode_escape(char **at)
{
	int32_t high = hex4(*at), low;

	if (high <= 0 || (high >= 0xdc00 && high <= 0xdfff))
		return 0;
	*at += 4;
	if (high < 0xd800 || high > 0xdbff)
		return (uint32_t)high;
	if ((*at)[0] != '\\' || (*at)[1] != 'u')
		return 0;
	low = hex4(*at + 2);
	if (low < 0xdc00 || low > 0xdfff)
		return 0;
	*at += 6;
	return 0x10000 + ((uint32_t)(high - 0xd800) << 10) + (uint32_t)(low - 0xdc00);
}

char *
jsonstr_plain_end(char *at)
{
	for (;;) {
		unsigned char c = (unsigned char)*at;
		unsigned len = c < 0x80 ? 1 : character_len((unsigned char *)at);

		if (c < ' ' || c == '"' || c == '\\' || len == 0)
			return at;
		at += len;
	}
}

bool
jsonstr_escape(char **at, char **out)
{
	static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
	char letter = (*at)[1], *behind = *at + 2;
	const char *found = letter != '\0' ? strchr(letters, letter) : NULL;
	uint32_t code;

	if (found != NULL) {
		*(*out)++ = meanings[found - letters];
		*at = behind;
		return true;
	}
	code = letter == 'u' ? unicode_escape(&behind) : 0;
	if (code == 0)
		return false;
	*out = add_character(*out, code);
	*at = behind;
	return true;
}
