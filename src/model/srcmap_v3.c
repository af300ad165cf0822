/*
 * Source Map v3 (ECMA-426), as JavaScript tools and others write it:
 *
 *	{ "version": 3, "file"?, "sourceRoot"?, "sources": [TEXT or null], "sourcesContent"?: [TEXT or null],
 *	  "names"?: [TEXT], "mappings": TEXT }
 *	{ "version": 3, "file"?, "sections": [{ "offset": { "line", "column" }, "map": MAP }] }
 *
 * Names are of whatever stands at a place, seldom of the function around it,
 * so they are checked and not shown.
 */
#include "model/srcmap_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* What a segment's fields are differences to, by field; lines, columns and numbers here are from 0. */
enum { COLUMN, SOURCE, ORIG_LINE, ORIG_COLUMN, NAME, FIELDS };

struct decoding {
	struct reading *reading;
	const struct jsonval *mappings;
	struct cover *cover;
	const uint32_t *sources;	/* numbers of names; 0: a source without a name */
	uint32_t source_count, name_count;
	uint32_t line, column_base;	/* of the line being read; the section's column on its first line */
	int64_t sums[FIELDS];
};

/* --- names of sources ---------------------------------------------------------------- */

static int
hex_digit(char c)
{
	const char *digits = "0123456789abcdef", *found = c != '\0' ? strchr(digits, c | 0x20) : NULL;

	return found != NULL ? (int)(found - digits) : -1;
}

/* %20 and the like, in place; "%00" stays, it would end the name. */
static void
decode_percents(char *text)
{
	char *out = text;

	for (const char *at = text; *at != '\0'; at++) {
		int high = *at == '%' ? hex_digit(at[1]) : -1, low = high >= 0 ? hex_digit(at[2]) : -1;

		if (low >= 0 && high * 16 + low > 0) {
			*out++ = (char)(high * 16 + low);
			at += 2;
		} else {
			*out++ = *at;
		}
	}
	*out = '\0';
}

/* "file:///src/Main.hx" is /src/Main.hx; some write a slash too many. */
static uint32_t
source_name(struct srcmap *map, const char *root, const char *source)
{
	static const char scheme[] = "file://";
	size_t root_len = strlen(root);
	bool joined = root_len > 0 && source[0] != '/' && strstr(source, "://") == NULL;
	char *name = joined ? mem_format("%s%s%s", root, root[root_len - 1] == '/' ? "" : "/", source) : mem_string(source);
	const char *path = name;
	uint32_t number;

	if (strncmp(name, scheme, sizeof scheme - 1) == 0) {
		decode_percents(name);
		path += sizeof scheme - 1;
		while (path[0] == '/' && path[1] == '/')
			path++;
	}
	number = names_add(&map->names, path);
	free(name);
	return number;
}

/* The numbers of the sources' names, to be freed; NULL with the complaint made. */
static uint32_t *
read_sources(struct reading *reading, const struct jsonval *root, struct srcmap *map, uint32_t *ret_count)
{
	const struct jsonval *list, *entry = NULL;
	const char *source_root;
	uint32_t *sources, count = 0;

	if (!reading_list(reading, root, "sources", &list) ||
	    !reading_optional_text(reading, root, "sourceRoot", &source_root))
		return NULL;
	sources = mem_new(list->count, sizeof *sources);
	while ((entry = jsonval_next(list, entry)) != NULL) {
		if (entry->kind != JSONVAL_STRING && entry->kind != JSONVAL_NULL) {
			reading_complain(reading, entry, "no text in", "sources");
			free(sources);
			return NULL;
		}
		sources[count++] = entry->kind == JSONVAL_STRING ? source_name(map, source_root, entry->string) : 0;
	}
	*ret_count = count;
	return sources;
}

/* A list of texts, perhaps of nulls, that may be missing. */
static bool
check_texts(struct reading *reading, const struct jsonval *root, const char *field, bool nulls, uint32_t *ret_count)
{
	const struct jsonval *list = jsonval_member(root, field), *entry = NULL;

	*ret_count = 0;
	if (list == NULL || (nulls && list->kind == JSONVAL_NULL))
		return true;
	if (list->kind != JSONVAL_ARRAY)
		return reading_complain(reading, list, "no list in", field);
	while ((entry = jsonval_next(list, entry)) != NULL)
		if (entry->kind != JSONVAL_STRING && !(nulls && entry->kind == JSONVAL_NULL))
			return reading_complain(reading, entry, "no text in", field);
	*ret_count = list->count;
	return true;
}

/* The text of each source, in their order; what has more texts than sources means nothing by them. */
static void
keep_contents(const struct jsonval *root, const uint32_t *sources, uint32_t source_count, struct srcmap *map)
{
	const struct jsonval *list = jsonval_member(root, "sourcesContent"), *entry = NULL;

	for (uint32_t i = 0; list != NULL && i < source_count && (entry = jsonval_next(list, entry)) != NULL; i++)
		if (entry->kind == JSONVAL_STRING)
			srcmap_add_content(map, sources[i], entry->string, entry->count);
}

/* --- mappings ------------------------------------------------------------------------ */

/* A letter of base 64 (RFC 4648), or -1. */
static int
base64_digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* Five bits a letter, the least first, the sixth says that more follow; the very first bit is the sign. */
static bool
decode_number(const char **at, int64_t *ret_number)
{
	uint64_t bits = 0;
	int digit;

	for (unsigned shift = 0; shift <= 30; shift += 5) {
		digit = base64_digit(**at);
		if (digit < 0)
			return false;
		(*at)++;
		bits |= (uint64_t)(digit & 31) << shift;
		if ((digit & 32) == 0) {
			*ret_number = (bits & 1) != 0 ? -(int64_t)(bits >> 1) : (int64_t)(bits >> 1);
			return true;
		}
	}
	return false;	/* more than 32 bits */
}

static bool
complain(const struct decoding *decoding, const char *what)
{
	return reading_complain(decoding->reading, decoding->mappings, what, "mappings");
}

/* One segment's numbers are added to the sums; how many there were, 0 after a complaint. */
static unsigned
decode_segment(struct decoding *decoding, const char **at)
{
	unsigned fields = 0;
	int64_t number;

	for (; **at != ',' && **at != ';' && **at != '\0'; fields++) {
		if (fields == FIELDS)
			return complain(decoding, "too many fields in");
		if (!decode_number(at, &number))
			return complain(decoding, "no base 64 number in");
		decoding->sums[fields] += number;
		/* One less than the most, so that columns and lines from 1 fit too. */
		if (decoding->sums[fields] < 0 || decoding->sums[fields] >= UINT32_MAX)
			return complain(decoding, "number out of range in");
	}
	if (fields == 2 || fields == 3)
		return complain(decoding, "too few fields in");
	if (fields > SOURCE && decoding->sums[SOURCE] >= decoding->source_count)
		return complain(decoding, "no such source in");
	if (fields > NAME && decoding->sums[NAME] >= decoding->name_count)
		return complain(decoding, "no such name in");
	return fields;
}

static bool
take_segment(struct decoding *decoding, const char **at)
{
	unsigned fields;
	struct cover_row row = { .line = decoding->line };

	decoding->reading->entry++;
	fields = decode_segment(decoding, at);
	if (fields == 0)
		return false;
	if (__builtin_add_overflow((uint32_t)decoding->sums[COLUMN] + 1, decoding->column_base, &row.column))
		return complain(decoding, "number out of range in");
	if (fields > 1) {
		row.file = decoding->sources[decoding->sums[SOURCE]];
		row.orig_line = (uint32_t)decoding->sums[ORIG_LINE] + 1;
		row.orig_column = (uint32_t)decoding->sums[ORIG_COLUMN] + 1;
	}
	cover_add(decoding->cover, &row);
	return true;
}

static bool
decode_mappings(struct decoding *decoding)
{
	const char *at = decoding->mappings->string;

	while (*at != '\0') {
		if (*at == ';') {
			if (decoding->line == UINT32_MAX)
				return complain(decoding, "number out of range in");
			decoding->line++;
			decoding->sums[COLUMN] = 0;
			decoding->column_base = 0;
			at++;
		} else if (*at == ',') {
			at++;	/* empty segments mean nothing */
		} else if (!take_segment(decoding, &at)) {
			return false;
		}
	}
	decoding->reading->entry = 0;
	return true;
}

/* One plain map, whose text begins at that line and column (from 1, and from 0). */
static bool
read_plain(struct reading *reading, const struct jsonval *root, struct srcmap *map, struct cover *cover, uint32_t line,
	   uint32_t column)
{
	struct decoding decoding = { .reading = reading, .cover = cover, .line = line, .column_base = column };
	uint32_t unused, *sources;
	const char *text;
	bool whole;

	if (!check_texts(reading, root, "names", false, &decoding.name_count) ||
	    !check_texts(reading, root, "sourcesContent", true, &unused) ||
	    !reading_text(reading, root, "mappings", &text))
		return false;
	sources = read_sources(reading, root, map, &decoding.source_count);
	if (sources == NULL)
		return false;
	decoding.mappings = jsonval_member(root, "mappings");
	decoding.sources = sources;
	whole = decode_mappings(&decoding);
	keep_contents(root, sources, decoding.source_count, map);
	free(sources);
	return whole;
}

/* --- sections ------------------------------------------------------------------------ */

struct offset {
	uint32_t line, column;	/* from 0 */
};

static bool
read_section(struct reading *reading, const struct jsonval *section, struct srcmap *map, struct cover *cover,
	     struct offset *offset)
{
	const struct jsonval *inner = jsonval_member(section, "map"), *where = jsonval_member(section, "offset");
	struct offset before = *offset;

	if (where == NULL)
		return reading_complain(reading, section, "missing field", "offset");
	if (!reading_number(reading, where, "line", &offset->line) ||
	    !reading_number(reading, where, "column", &offset->column))
		return false;
	if (offset->line == UINT32_MAX || offset->line < before.line ||
	    (offset->line == before.line && offset->column < before.column))
		return reading_refuse(reading, where, "Invalid source map: sections out of order");
	if (inner == NULL && jsonval_member(section, "url") != NULL)
		return reading_refuse(reading, section, "Invalid source map: a section elsewhere (`url`) is not read");
	if (inner == NULL)
		return reading_complain(reading, section, "missing field", "map");
	if (jsonval_member(inner, "sections") != NULL)
		return reading_refuse(reading, inner, "Invalid source map: sections inside a section");
	return read_plain(reading, inner, map, cover, offset->line + 1, offset->column);
}

static bool
read_sections(struct reading *reading, const struct jsonval *root, struct srcmap *map, struct cover *cover)
{
	const struct jsonval *list, *section = NULL;
	struct offset offset = { 0, 0 };

	if (!reading_list(reading, root, "sections", &list))
		return false;
	while ((section = jsonval_next(list, section)) != NULL)
		if (!read_section(reading, section, map, cover, &offset))
			return false;
	return true;
}

/* --- the whole ----------------------------------------------------------------------- */

/* Without "file" the map's own name tells: hot.js.map is of hot.js. To be freed. */
static char *
generated_name(const struct reading *reading, const char *file)
{
	static const char suffix[] = ".map";
	char *name = mem_string(file[0] != '\0' ? file : reading->path);
	size_t len = strlen(name), tail = sizeof suffix - 1;

	if (file[0] == '\0' && len > tail && strcmp(name + len - tail, suffix) == 0)
		name[len - tail] = '\0';
	return name;
}

bool
srcmap_read_v3(struct reading *reading, const struct jsonval *root, struct srcmap *map)
{
	struct cover *cover;
	const char *file;
	char *name;

	if (!reading_optional_text(reading, root, "file", &file))
		return false;
	name = generated_name(reading, file);
	cover = srcmap_cover(map, name);
	free(name);
	if (jsonval_member(root, "sections") != NULL)
		return read_sections(reading, root, map, cover);
	return read_plain(reading, root, map, cover, 1, 0);
}
