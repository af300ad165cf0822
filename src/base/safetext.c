#include "base/safetext.h"

#include <langinfo.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

#include "base/text.h"

/* Adds all of it or, when there is no room for all, nothing. */
static bool
add_whole(struct text *text, const char *bytes, size_t len)
{
	if (len >= text->cap - text->len) {
		text->cut = true;
		return false;
	}
	text_add_bytes(text, bytes, len);
	return true;
}

/* --- characters --------------------------------------------------------------- */

/* A byte of no character, or a character and whether it may be shown. */
struct glyph {
	unsigned len;		/* bytes */
	unsigned columns;
	bool good;
};

/*
 * Length of the UTF-8 character that begins here, and its code point; 0 for a
 * byte that begins none: out of place, overlong, a surrogate, beyond Unicode.
 */
static unsigned
read_point(const unsigned char *at, size_t len, uint32_t *ret_point)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char lead = at[0];
	unsigned size = lead < 0x80 ? 1 : lead < 0xc0 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf8 ? 4 : 0;
	uint32_t point = size == 1 ? lead : lead & (0x7f >> size);

	if (size == 0 || size > len)
		return 0;
	for (unsigned i = 1; i < size; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return 0;
		point = point << 6 | (at[i] & 0x3f);
	}
	if (point < least[size] || (point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff)
		return 0;
	*ret_point = point;
	return size;
}

/*
 * What Unicode lets a terminal ignore, and what turns the writing around: some
 * of it has a width by wcwidth(), and none of it can be seen.
 */
static bool
is_invisible(uint32_t point)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{ 0x00ad, 0x00ad },	/* soft hyphen */
		{ 0x034f, 0x034f },	/* grapheme joiner */
		{ 0x061c, 0x061c },	/* Arabic letter mark */
		{ 0x115f, 0x1160 },	/* Hangul fillers */
		{ 0x17b4, 0x17b5 },	/* Khmer inherent vowels */
		{ 0x180b, 0x180f },	/* Mongolian selectors */
		{ 0x200b, 0x200f },	/* zero width; left-to-right, right-to-left */
		{ 0x2028, 0x202e },	/* separators of lines; embeddings, overrides */
		{ 0x2060, 0x206f },	/* joiners, invisible operators, isolates */
		{ 0x3164, 0x3164 },	/* Hangul filler */
		{ 0xfe00, 0xfe0f },	/* variation selectors */
		{ 0xfeff, 0xfeff },	/* byte order mark */
		{ 0xffa0, 0xffa0 },	/* half-width Hangul filler */
		{ 0xfff0, 0xfffb },	/* annotations */
		{ 0x1bca0, 0x1bca3 },	/* shorthand controls */
		{ 0x1d173, 0x1d17a },	/* musical controls */
		{ 0xe0000, 0xe0fff },	/* tags, more variation selectors */
	};

	for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
		if (point >= ranges[i].first && point <= ranges[i].last)
			return true;
	return false;
}

/* Columns of a character that may be shown, else 0. */
static unsigned
point_columns(uint32_t point, bool utf8)
{
	int columns;

	if (point < 0x80)
		return point >= ' ' && point <= '~';
	if (!utf8 || is_invisible(point))
		return 0;
	columns = wcwidth((wchar_t)point);
	return columns > 0 ? (unsigned)columns : 0;
}

static struct glyph
next_glyph(const char *bytes, size_t len, bool utf8)
{
	uint32_t point = 0;
	unsigned size = read_point((const unsigned char *)bytes, len, &point);
	unsigned columns = size > 0 ? point_columns(point, utf8) : 0;

	return (struct glyph){ size > 0 ? size : 1, columns > 0 ? columns : 1, columns > 0 };
}

static bool
locale_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* --- for the screen ------------------------------------------------------------- */

/* Columns of all of it, or any number above `limit`. */
static unsigned
measure(const char *bytes, size_t len, unsigned limit, bool utf8)
{
	unsigned columns = 0;

	while (len > 0 && columns <= limit) {
		struct glyph glyph = next_glyph(bytes, len, utf8);

		columns += glyph.columns;
		bytes += glyph.len;
		len -= glyph.len;
	}
	return columns;
}

unsigned
safe_width(const char *bytes, size_t len)
{
	return measure(bytes, len, UINT_MAX / 2, locale_is_utf8());
}

unsigned
safe_text(struct text *text, const char *bytes, size_t len, unsigned columns, bool mark_cut)
{
	bool utf8 = locale_is_utf8();
	bool mark = mark_cut && columns > 0 && measure(bytes, len, columns, utf8) > columns;
	unsigned room = columns - mark, used = 0;

	while (len > 0) {
		struct glyph glyph = next_glyph(bytes, len, utf8);

		if (used + glyph.columns > room)
			break;
		if (!add_whole(text, glyph.good ? bytes : "?", glyph.good ? glyph.len : 1))
			break;
		used += glyph.columns;
		bytes += glyph.len;
		len -= glyph.len;
	}
	/* A blank stands for the half of a wide character that there was room for. */
	while (mark && used < columns && add_whole(text, used < room ? " " : "~", 1))
		used++;
	return used;
}

/* --- for strace's notation and for files ------------------------------------------ */

/* Three digits only where fewer would swallow the next character. */
static int
write_octal(char *escape, size_t cap, unsigned char c, bool digit_follows)
{
	return digit_follows ? snprintf(escape, cap, "\\%03o", c) : snprintf(escape, cap, "\\%o", c);
}

/* How many bytes there are at first that stand for themselves. */
static size_t
plain_run(const char *bytes, size_t len)
{
	size_t count = 0;

	while (count < len && bytes[count] >= ' ' && bytes[count] <= '~' && bytes[count] != '"' && bytes[count] != '\\')
		count++;
	return count;
}

void
safe_quote(struct text *text, const char *bytes, size_t len)
{
	static const char special[] = "\"\\\t\n\v\f\r", letters[] = "\"\\tnvfr";

	for (size_t i = 0; i < len; i++) {
		size_t plain = plain_run(bytes + i, len - i);
		const char *found;
		char escape[8];
		int size;

		text_add_bytes(text, bytes + i, plain);
		i += plain;
		if (i == len || text->cut)
			return;
		found = memchr(special, bytes[i], sizeof special - 1);
		if (found != NULL)
			size = snprintf(escape, sizeof escape, "\\%c", letters[found - special]);
		else
			size = write_octal(escape, sizeof escape, (unsigned char)bytes[i],
					   i + 1 < len && bytes[i + 1] >= '0' && bytes[i + 1] <= '7');
		if (!add_whole(text, escape, (size_t)size))
			return;
	}
}

static bool
add_hex(struct text *text, const char *bytes, unsigned len)
{
	for (unsigned i = 0; i < len; i++) {
		char escape[8];
		int size = snprintf(escape, sizeof escape, "\\x%02x", (unsigned char)bytes[i]);

		if (!add_whole(text, escape, (size_t)size))
			return false;
	}
	return true;
}

void
safe_line(struct text *text, const char *bytes, size_t len)
{
	bool utf8 = locale_is_utf8();

	while (len > 0) {
		struct glyph glyph = next_glyph(bytes, len, utf8);

		if (!(glyph.good ? add_whole(text, bytes, glyph.len) : add_hex(text, bytes, glyph.len)))
			return;
		bytes += glyph.len;
		len -= glyph.len;
	}
}
