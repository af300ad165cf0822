#include "base/safetext.h"

#include <langinfo.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

#include "base/text.h"

/*
 * Length of the valid UTF-8 sequence at `bytes` and its code point; 0 for an
 * invalid one: overlong, a surrogate, beyond U+10FFFF, or cut (RFC 3629).
 */
static size_t
utf8_next(const unsigned char *bytes, size_t len, uint32_t *ret_point)
{
	static const uint32_t lowest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t size = bytes[0] < 0x80 ? 1 : bytes[0] < 0xc2 ? 0 : bytes[0] < 0xe0 ? 2 : bytes[0] < 0xf0 ? 3
		      : bytes[0] < 0xf5 ? 4 : 0;
	uint32_t point;

	if (size == 0 || size > len)
		return 0;
	point = size == 1 ? bytes[0] : bytes[0] & (0x7fu >> size);
	for (size_t i = 1; i < size; i++) {
		if ((bytes[i] & 0xc0) != 0x80)
			return 0;
		point = point << 6 | (bytes[i] & 0x3f);
	}
	if (size > 1 && (point < lowest[size] || (point >= 0xd800 && point < 0xe000) || point > 0x10ffff))
		return 0;
	*ret_point = point;
	return size;
}

/* Characters that change how others look, or cannot be seen (Unicode: Cf, variation selectors, separators). */
static bool
is_trickery(uint32_t point)
{
	static const struct { uint32_t first, last; } ranges[] = {
		{ 0x00ad, 0x00ad }, { 0x034f, 0x034f }, { 0x061c, 0x061c }, { 0x115f, 0x1160 }, { 0x17b4, 0x17b5 },
		{ 0x180b, 0x180f }, { 0x200b, 0x200f }, { 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0x3164, 0x3164 },
		{ 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 }, { 0xfff0, 0xfffb }, { 0x1bca0, 0x1bca3 },
		{ 0x1d173, 0x1d17a }, { 0xe0000, 0xe0fff }, { 0xf0000, 0x10ffff },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (point >= ranges[i].first && point <= ranges[i].last)
			return true;
	return false;
}

/* Columns of a character that may be shown; -1 for one that may not. */
static int
shown_width(uint32_t point)
{
	if (point < 0x20 || (point >= 0x7f && point < 0xa0) || is_trickery(point))
		return -1;
	return point < 0x7f ? 1 : wcwidth((wchar_t)point);
}

static bool
locale_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

struct shown {
	size_t size;		/* bytes taken */
	unsigned width;		/* columns, 0 for a combining character */
	bool good;		/* false: '?' stands for it */
};

/* `first`: nothing was shown yet, so there is nothing to combine with. */
static struct shown
next_shown(const unsigned char *bytes, size_t len, bool utf8, bool first)
{
	uint32_t point = 0;
	size_t size = utf8 || bytes[0] < 0x80 ? utf8_next(bytes, len, &point) : 0;
	int width = size > 0 ? shown_width(point) : -1;

	if (width < 0 || (width == 0 && first))
		return (struct shown){ .size = size > 0 ? size : 1, .width = 1 };
	return (struct shown){ .size = size, .width = (unsigned)width, .good = true };
}

unsigned
safe_width(const char *bytes, size_t len)
{
	const unsigned char *at = (const unsigned char *)bytes;
	bool utf8 = locale_is_utf8();
	unsigned width = 0;
	struct shown shown;

	for (size_t i = 0; i < len; i += shown.size) {
		shown = next_shown(at + i, len - i, utf8, i == 0);
		width += shown.width;
	}
	return width;
}

unsigned
safe_text(struct text *text, const char *bytes, size_t len, unsigned columns, bool mark_cut)
{
	enum { COMBINING_MAX = 4 };	/* on one character: more only piles up on the screen */
	const unsigned char *at = (const unsigned char *)bytes;
	bool utf8 = locale_is_utf8();
	bool mark = mark_cut && columns > 0 && safe_width(bytes, len) > columns;
	unsigned limit = mark ? columns - 1 : columns, width = 0, combined = 0;
	struct shown shown;

	for (size_t i = 0; i < len; i += shown.size) {
		shown = next_shown(at + i, len - i, utf8, i == 0);
		if (width + shown.width > limit)
			break;
		combined = shown.width == 0 ? combined + 1 : 0;
		if (combined > COMBINING_MAX)
			continue;
		if (shown.good)
			text_add_bytes(text, bytes + i, shown.size);
		else
			text_addc(text, '?');
		width += shown.width;
	}
	if (mark) {
		text_addc(text, '~');
		width++;
	}
	return width;
}

static char
letter_escape(unsigned char byte)
{
	switch (byte) {
	case '"':  return '"';
	case '\\': return '\\';
	case '\t': return 't';
	case '\n': return 'n';
	case '\v': return 'v';
	case '\f': return 'f';
	case '\r': return 'r';
	default:   return '\0';
	}
}

void
safe_quote(struct text *text, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		bool digit_follows = i + 1 < len && bytes[i + 1] >= '0' && bytes[i + 1] <= '9';

		if (letter_escape(byte) != '\0')
			text_addf(text, "\\%c", letter_escape(byte));
		else if (byte >= ' ' && byte < 0x7f)
			text_addc(text, (char)byte);
		else
			text_addf(text, digit_follows ? "\\%03o" : "\\%o", byte);
	}
}

void
safe_line(struct text *text, const char *bytes, size_t len)
{
	const unsigned char *at = (const unsigned char *)bytes;
	struct shown shown;

	for (size_t i = 0; i < len; i += shown.size) {
		shown = next_shown(at + i, len - i, true, false);
		if (shown.good)
			text_add_bytes(text, bytes + i, shown.size);
		for (size_t k = 0; !shown.good && k < shown.size; k++)
			text_addf(text, "\\x%02x", at[i + k]);
	}
}
