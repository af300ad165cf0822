#include "rewrite.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/safetext.h"
#include "base/text.h"
#include "model/srcmap.h"

enum {
	LINE_MAX_LEN = 1 << 20,	/* a longer line is taken in pieces */
	NAME_MAX_LEN = PATH_MAX,
};

/* FILE:LINE:COLUMN as it stands in a line of text. */
struct spot {
	size_t begin, end;	/* of all of it */
	char file[NAME_MAX_LEN]; /* without "file://" */
	unsigned line, column;	/* column 0: none */
};

/* --- finding places -------------------------------------------------------------------- */

/* What a file's name in such text does not go beyond. */
static bool
ends_name(char c)
{
	return (unsigned char)c <= ' ' || strchr("\"'`()[]{}<>,;=|:", c) != NULL;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* ":123" at `at`: behind it, and the number; `at` itself when it is none, or 0, or too large. */
static size_t
read_number(const char *text, size_t len, size_t at, unsigned *ret_number)
{
	size_t digit = at + 1;
	unsigned number = 0;

	if (at >= len || text[at] != ':')
		return at;
	for (; digit < len && is_digit(text[digit]); digit++)
		if (__builtin_mul_overflow(number, 10U, &number) ||
		    __builtin_add_overflow(number, (unsigned)(text[digit] - '0'), &number))
			return at;
	if (number == 0)
		return at;
	*ret_number = number;
	return digit;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* A name behind "ESC [ 01 ; 31 m" begins behind it, not behind its bracket or semicolon. */
static size_t
skip_colour(const char *text, size_t begin, size_t end)
{
	size_t bracket = begin;

	while (bracket > 0 && (is_digit(text[bracket - 1]) || text[bracket - 1] == ';'))
		bracket--;
	if (bracket < 2 || text[bracket - 1] != '[' || text[bracket - 2] != '\033')
		return begin;
	while (begin < end && is_digit(text[begin]))
		begin++;
	return begin < end ? begin + 1 : begin;
}

/* Whether a place has its first colon at `colon`: the file is before it, from `from` on. */
static bool
read_spot(const char *text, size_t len, size_t from, size_t colon, struct spot *spot)
{
	static const char scheme[] = "file:";
	size_t scheme_len = sizeof scheme - 1, begin = colon, end;

	spot->column = 0;
	end = read_number(text, len, colon, &spot->line);
	if (end == colon)
		return false;
	end = read_number(text, len, end, &spot->column);
	/* "10:30:45am" is no place. */
	if (end < len && is_letter(text[end]))
		return false;
	while (begin > from && !ends_name(text[begin - 1]))
		begin--;
	begin = skip_colour(text, begin, colon);
	if (begin == colon || colon - begin >= sizeof spot->file)
		return false;
	memcpy(spot->file, text + begin, colon - begin);
	spot->file[colon - begin] = '\0';
	if (spot->file[0] == '/' && spot->file[1] == '/' && begin - from >= scheme_len &&
	    memcmp(text + begin - scheme_len, scheme, scheme_len) == 0) {
		begin -= scheme_len;
		memmove(spot->file, spot->file + 2, strlen(spot->file + 2) + 1);
	}
	spot->begin = begin;
	spot->end = end;
	return true;
}

/* --- writing --------------------------------------------------------------------------- */

/* "~sim.py:143:7 in process_data [": the original; names of maps are as foreign as any. */
static void
write_original(FILE *out, const struct srcmap_hit *hit)
{
	char room[NAME_MAX_LEN + 512];
	struct text text = text_in(room, sizeof room);

	text_add(&text, hit->exact ? "" : "~");
	safe_line(&text, hit->file, strlen(hit->file));
	text_addf(&text, ":%u", hit->line);
	if (hit->exact && hit->column > 0)
		text_addf(&text, ":%u", hit->column);
	if (hit->function[0] != '\0') {
		text_add(&text, " in ");
		safe_line(&text, hit->function, strlen(hit->function));
	}
	text_add(&text, " [");
	fwrite(text.bytes, 1, text.len, out);
}

/* Errors stay with the stream; the caller looks when the line is written. */
static void
rewrite_line(struct srcmaps *maps, const char *text, size_t len, FILE *out)
{
	size_t done = 0, at = 0;
	struct srcmap_hit hit;
	struct spot spot;

	while (at < len) {
		const char *colon = memchr(text + at, ':', len - at);

		if (colon == NULL)
			break;
		at = (size_t)(colon - text) + 1;
		if (!read_spot(text, len, done, at - 1, &spot))
			continue;
		srcmaps_look_beside(maps, spot.file);
		if (!srcmaps_lookup(maps, spot.file, spot.line, spot.column, &hit))
			continue;
		fwrite(text + done, 1, spot.begin - done, out);
		write_original(out, &hit);
		fwrite(text + spot.begin, 1, spot.end - spot.begin, out);
		putc(']', out);
		done = at = spot.end;
	}
	fwrite(text + done, 1, len - done, out);
}

/* --- reading --------------------------------------------------------------------------- */

/* How much of the text can be rewritten: whole lines; when no more fits, what a blank ends, or all. */
static size_t
whole_len(const char *text, size_t len, bool full)
{
	const char *newline = memrchr(text, '\n', len), *blank;

	if (newline != NULL)
		return (size_t)(newline - text) + 1;
	if (!full)
		return 0;
	blank = memrchr(text, ' ', len);
	return blank != NULL ? (size_t)(blank - text) + 1 : len;
}

static void
rewrite_lines(struct srcmaps *maps, const char *text, size_t len, FILE *out)
{
	while (len > 0) {
		const char *newline = memchr(text, '\n', len);
		size_t line_len = newline != NULL ? (size_t)(newline - text) + 1 : len;

		rewrite_line(maps, text, line_len, out);
		text += line_len;
		len -= line_len;
	}
}

/* All of `in` through a buffer of a line; 0 or a negative errno. */
static int
copy(struct srcmaps *maps, char *text, int in, FILE *out, bool *ret_reading)
{
	size_t len = 0, whole;
	ssize_t got;

	for (;;) {
		got = read(in, text + len, LINE_MAX_LEN - len);
		if (got < 0 && errno == EINTR)
			continue;
		*ret_reading = got < 0;
		if (got < 0)
			return -errno;
		len += (size_t)got;
		whole = got == 0 ? len : whole_len(text, len, len == LINE_MAX_LEN);
		rewrite_lines(maps, text, whole, out);
		if (fflush(out) != 0 || ferror(out))
			return errno != 0 ? -errno : -EIO;
		if (got == 0)
			return 0;
		len -= whole;
		memmove(text, text + whole, len);
	}
}

int
rewrite_run(struct srcmaps *maps, int in, FILE *out, struct why *reterr_why)
{
	char *text = mem_new(LINE_MAX_LEN, 1);
	bool reading = false;
	int r = copy(maps, text, in, out, &reading);

	free(text);
	if (r < 0)
		return why_set(reterr_why, r, "cannot %s: %s", reading ? "read standard input" : "write standard output",
			       strerror(-r));
	return 0;
}
