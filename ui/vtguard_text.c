/* Characters that libvterm can place; see vtguard_inside.h. */
#include <string.h>
#include <wchar.h>

#include "ui/vtguard_inside.h"

enum { MARKS_MOST = 5 };	/* libvterm keeps them all, a cell has room for this many */

static const char replacement[] = "\xef\xbf\xbd";

struct run {
	struct vtguard *guard;
	const char *from, *to;	/* fit as it is, and not said yet */
};

static void
flush(struct run *run, const char *next)
{
	if (run->to > run->from)
		run->guard->take(run->from, (size_t)(run->to - run->from), run->guard->context);
	run->from = run->to = next;
}

/* Bytes of the character that begins so; 0 when none does. */
static size_t
size_by(unsigned char lead)
{
	return lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
}

/* 0 for what is longer than it need be, half of a pair, or beyond Unicode. */
static uint32_t
point_of(const char *bytes, size_t size)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t point = (unsigned char)bytes[0] & (0xffu >> (size + 1));

	for (size_t i = 1; i < size; i++)
		point = point << 6 | ((unsigned char)bytes[i] & 0x3f);
	return point < least[size] || point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? 0 : point;
}

/* Libvterm adds to a character's columns two for each such mark in the same piece, more than a row may have. */
static bool
is_wide_mark(uint32_t point)
{
	return (point >= 0x302a && point <= 0x302f) || point == 0x3099 || point == 0x309a;
}

/* What libvterm puts on the character before, by the C library's tables and where they differ by its own. */
static bool
is_mark(uint32_t point)
{
	static const struct {
		uint32_t first, last;
	} others[] = { { 0x600, 0x603 }, { 0x6dd, 0x6de }, { 0x70f, 0x70f }, { 0x1734, 0x1734 }, { 0x302a, 0x302f } };

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (point >= others[i].first && point <= others[i].last)
			return true;
	return wcwidth((wchar_t)point) == 0;
}

enum fitness { FIT, FIT_APART, UNFIT, TOO_MANY };

static enum fitness
judge(struct vtguard *guard, const char *bytes, size_t size)
{
	uint32_t point = point_of(bytes, size);

	if (point != 0 && is_mark(point)) {
		if (guard->marks >= MARKS_MOST)
			return TOO_MANY;
		guard->marks++;
		return is_wide_mark(point) ? FIT_APART : FIT;
	}
	guard->marks = 0;
	if (point == 0 || wcwidth((wchar_t)point) < 0)
		return UNFIT;
	memcpy(guard->last, bytes, size);
	guard->last_len = size;
	return FIT;
}

/* Something that is not in the run. */
static void
say_beside(struct run *run, const char *bytes, size_t size, const char *next)
{
	flush(run, next);
	run->guard->take(bytes, size, run->guard->context);
}

/* A whole character beyond ASCII: the next of the run, or the one that came in parts. */
static void
take_character(struct run *run, const char *bytes, size_t size, const char *next)
{
	enum fitness fitness = judge(run->guard, bytes, size);

	if (fitness == FIT_APART)
		flush(run, run->to);
	if (fitness == UNFIT)
		say_beside(run, replacement, sizeof replacement - 1, next);
	else if (fitness == TOO_MANY)
		flush(run, next);
	else if (bytes == run->to)
		run->to = next;
	else
		say_beside(run, bytes, size, next);
}

static void
take_plain(struct run *run)
{
	unsigned char byte = (unsigned char)*run->to++;

	if (byte < ' ' || byte > '~')
		return;
	run->guard->last[0] = (char)byte;
	run->guard->last_len = 1;
	run->guard->marks = 0;
}

static bool
continues(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

static bool
is_whole(const char *bytes, const char *end, size_t size)
{
	if ((size_t)(end - bytes) < size)
		return false;
	for (size_t i = 1; i < size; i++)
		if (!continues(bytes[i]))
			return false;
	return true;
}

/* The first byte of a character that is broken off, maybe only by the end of what came. */
static void
begin_character(struct run *run, size_t size)
{
	struct vtguard *guard = run->guard;

	guard->partial[0] = *run->to;
	guard->partial_len = 1;
	guard->partial_size = size;
	flush(run, run->to + 1);
}

static void
continue_character(struct run *run)
{
	struct vtguard *guard = run->guard;

	if (!continues(*run->to)) {
		guard->partial_len = 0;
		say_beside(run, replacement, sizeof replacement - 1, run->to);
		return;
	}
	guard->partial[guard->partial_len++] = *run->to;
	flush(run, run->to + 1);
	if (guard->partial_len < guard->partial_size)
		return;
	guard->partial_len = 0;
	take_character(run, guard->partial, guard->partial_size, run->to);
}

size_t
vtguard_text(struct vtguard *guard, const char *bytes, size_t len)
{
	const char *escape = memchr(bytes, VTGUARD_ESCAPE_BYTE, len), *end = escape != NULL ? escape : bytes + len;
	struct run run = { guard, bytes, bytes };

	while (run.to < end) {
		size_t size = size_by((unsigned char)*run.to);

		if (guard->partial_len > 0)
			continue_character(&run);
		else if (size == 1)
			take_plain(&run);
		else if (size == 0)
			say_beside(&run, replacement, sizeof replacement - 1, run.to + 1);
		else if (is_whole(run.to, end, size))
			take_character(&run, run.to, size, run.to + size);
		else
			begin_character(&run, size);
	}
	if (guard->partial_len > 0 && escape != NULL) {
		guard->partial_len = 0;
		say_beside(&run, replacement, sizeof replacement - 1, end);
	}
	flush(&run, end);
	return (size_t)(end - bytes);
}
