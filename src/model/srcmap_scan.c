/*
 * Generated source that says itself what it came from:
 *
 *	#line 12 "hot.vala"	the next line is line 12 of hot.vala, and so on
 *	# 12 "hot.vala" 2	the same, as preprocessors write it
 *	"hot.pyx":12		first in a comment of several lines: what follows came from line 12 (Cython)
 *	Line: 12 : OPEN : hot.cob	a comment, the same (GnuCOBOL)
 *
 * A directive that names the generated file itself ends a part, and returns to
 * what a comment began; that ends with the function, since helpers of the
 * transpiler's own follow.
 */
#include "model/srcmap_read.h"

#include <string.h>

#include "base/text.h"
#include "model/srcmap_path.h"

enum { NAME_MAX_LEN = 4096 };

struct scan {
	struct srcmap *map;
	struct cover *cover;
	const char *path;	/* of the generated file */
	uint32_t line;		/* being looked at */
	uint32_t file;		/* that the last directive named; 0: none, or the generated file */
	bool in_block;		/* behind a comment that says where what follows came from: */
	uint32_t block_file, block_line;
	bool found;
};

static const char *
skip_blanks(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	return at;
}

/* Behind the word; NULL when it does not stand there. */
static const char *
skip_word(const char *at, const char *end, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(end - at) >= len && memcmp(at, word, len) == 0 ? at + len : NULL;
}

/* Behind a line number; NULL when there is none. */
static const char *
read_number(const char *at, const char *end, uint32_t *ret_number)
{
	const char *begin = at;
	uint32_t number = 0;

	for (; at < end && *at >= '0' && *at <= '9'; at++)
		if (__builtin_mul_overflow(number, 10U, &number) ||
		    __builtin_add_overflow(number, (uint32_t)(*at - '0'), &number))
			return NULL;
	*ret_number = number;
	return at > begin ? at : NULL;
}

/* Behind a name in quotes, which goes into `name`, \" and \\ undone; NULL when it is none or too long. */
static const char *
read_name(const char *at, const char *end, struct text *name)
{
	if (at >= end || *at != '"')
		return NULL;
	for (at++; at < end && *at != '"'; at++) {
		if (*at == '\\' && at + 1 < end && (at[1] == '"' || at[1] == '\\'))
			at++;
		text_addc(name, *at);
	}
	return at < end && !name->cut && name->len > 0 && strlen(name->bytes) == name->len ? at + 1 : NULL;
}

/* The number of an original's name; 0 for the generated file itself and for "<built-in>". */
static uint32_t
original(struct scan *scan, const char *name)
{
	return name[0] == '<' || srcmap_same_file(name, scan->path) ? 0 : names_add(&scan->map->names, name);
}

static void
add_row(struct scan *scan, uint32_t line, uint32_t orig_line, enum cover_reach reach)
{
	const struct cover_row row = { .line = line, .orig_line = orig_line, .file = scan->file, .reach = reach };

	cover_add(scan->cover, &row);
	scan->found |= scan->file != 0;
}

/* From this line on all came from where the last comment said. */
static void
add_block(struct scan *scan, uint32_t line)
{
	const struct cover_row row = { .line = line, .orig_line = scan->block_line, .file = scan->block_file, .reach = COVER_BLOCK };

	cover_add(scan->cover, &row);
	scan->found |= scan->block_file != 0;
	scan->in_block = true;
}

/* #line and its like: number, then perhaps a name. */
static void
take_directive(struct scan *scan, const char *at, const char *end)
{
	char room[NAME_MAX_LEN];
	struct text name = text_in(room, sizeof room);
	const char *word;
	uint32_t number;

	at = skip_blanks(at, end);
	word = skip_word(at, end, "line");
	at = word != NULL ? skip_blanks(word, end) : at;
	at = read_number(at, end, &number);
	if (at == NULL || (at < end && *at != ' ' && *at != '\t' && *at != '\r'))
		return;
	at = skip_blanks(at, end);
	if (at < end && *at == '"') {
		if (read_name(at, end, &name) == NULL)
			return;
		scan->file = original(scan, name.bytes);
	}
	if (scan->file == 0 && scan->in_block)
		add_block(scan, scan->line + 1);
	else
		add_row(scan, scan->line + 1, number, COVER_COUNT);
}

/* `Line: 17  : OPEN  : sample.cob`, what stands between */
static bool
take_cobol(struct scan *scan, const char *at, const char *end)
{
	char room[NAME_MAX_LEN];
	struct text name = text_in(room, sizeof room);
	const char *colon, *stop;
	uint32_t number;

	at = skip_word(skip_blanks(at, end), end, "Line:");
	if (at == NULL || (at = read_number(skip_blanks(at, end), end, &number)) == NULL)
		return false;
	stop = memmem(at, (size_t)(end - at), "*/", 2);
	colon = stop != NULL ? memrchr(at, ':', (size_t)(stop - at)) : NULL;
	if (colon == NULL || colon == memchr(at, ':', (size_t)(stop - at)))
		return false;
	colon = skip_blanks(colon + 1, stop);
	while (stop > colon && stop[-1] == ' ')
		stop--;
	text_add_bytes(&name, colon, (size_t)(stop - colon));
	if (name.cut || name.len == 0 || strlen(name.bytes) != name.len)
		return false;
	scan->block_file = original(scan, name.bytes);
	scan->block_line = number;
	add_block(scan, scan->line);
	return true;
}

/* The file of a comment is that of the comment only: a directive may follow. */
static void
take_comment(struct scan *scan, const char *at, const char *end)
{
	char room[NAME_MAX_LEN];
	struct text name = text_in(room, sizeof room);
	uint32_t number;

	if (take_cobol(scan, at, end))
		return;
	at = skip_blanks(at, end);
	at = read_name(at, end, &name);
	if (at == NULL || at >= end || *at != ':' || (at = read_number(at + 1, end, &number)) == NULL ||
	    skip_blanks(at, end) < end)
		return;
	scan->block_file = original(scan, name.bytes);
	scan->block_line = number;
	add_block(scan, scan->line);
}

/* The brace at the margin that ends a function. */
static void
end_block(struct scan *scan)
{
	const struct cover_row nowhere = { .line = scan->line + 1 };

	cover_add(scan->cover, &nowhere);
	scan->in_block = false;
}

static void
take_line(struct scan *scan, const char *at, const char *end)
{
	const char *comment;

	if (end > at && end[-1] == '\r')
		end--;
	if (end > at && *at == '}' && scan->in_block)
		end_block(scan);
	at = skip_blanks(at, end);
	if (at < end && *at == '#')
		take_directive(scan, at + 1, end);
	else if ((comment = skip_word(at, end, "/*")) != NULL)
		take_comment(scan, comment, end);
}

bool
srcmap_read_scan(struct reading *reading, const char *text, size_t len, struct srcmap *map)
{
	struct scan scan = { .map = map, .path = reading->path, .cover = srcmap_cover(map, reading->path), .line = 1 };
	const char *end = text + len, *newline;

	for (const char *at = text; at < end; at = newline + 1, scan.line++) {
		newline = memchr(at, '\n', (size_t)(end - at));
		if (newline == NULL)
			newline = end;
		take_line(&scan, at, newline);
	}
	return scan.found ||
	       reading_refuse(reading, NULL, "Invalid source map: no JSON, and no #line directive names another file");
}
