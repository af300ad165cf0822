#include "model/srcmap_read.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

enum { CONTENT_MAX = 16 << 20 };	/* as of a file that is shown */

struct cover *
srcmap_cover(struct srcmap *map, const char *generated_file)
{
	uint32_t name = names_add(&map->names, generated_file);
	uint64_t number;

	if (!table_get(&map->cover_of, name, &number)) {
		map->covers = mem_grow(map->covers, &map->cover_cap, map->cover_count + 1, sizeof *map->covers);
		number = map->cover_count++;
		map->covers[number].generated_file = mem_string(generated_file);
		table_set(&map->cover_of, name, number);
	}
	return &map->covers[number];
}

void
srcmap_add_content(struct srcmap *map, uint32_t file, const char *text, size_t len)
{
	if (file != 0 && len <= CONTENT_MAX && !table_get(&map->contents, file, NULL))
		table_set(&map->contents, file, (uint64_t)(uintptr_t)mem_string(text));
}

void
srcmap_add_meaning(struct srcmap *map, const char *name, const char *meaning)
{
	uint32_t number = names_add(&map->names, name);

	if (!table_get(&map->meanings, number, NULL))
		table_set(&map->meanings, number, names_add(&map->names, meaning));
}

/* --- complaints -------------------------------------------------------------------- */

static bool __attribute__((format(printf, 3, 0)))
refuse(struct reading *reading, const struct jsonval *value, const char *fmt, va_list args)
{
	unsigned line = 0, column = 0;
	char said[300];

	if (value != NULL)
		jsondoc_where(reading->doc, value, &line, &column);
	vsnprintf(said, sizeof said, fmt, args);
	reading->error = why_at(reading->why, -EINVAL, reading->path, line, column, "%s", said);
	return false;
}

bool
reading_refuse(struct reading *reading, const struct jsonval *value, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	refuse(reading, value, fmt, args);
	va_end(args);
	return false;
}

bool
reading_complain(struct reading *reading, const struct jsonval *value, const char *what, const char *field)
{
	char where[40] = "";

	if (reading->entry > 0)
		snprintf(where, sizeof where, " in mapping %zu", reading->entry);
	return reading_refuse(reading, value, "Invalid source map JSON: %s `%s`%s", what, field, where);
}

/* --- fields ------------------------------------------------------------------------ */

static const struct jsonval *
find_field(struct reading *reading, const struct jsonval *object, const char *field)
{
	const struct jsonval *value = jsonval_member(object, field);

	if (value == NULL)
		reading_complain(reading, object, "missing field", field);
	return value;
}

bool
reading_text(struct reading *reading, const struct jsonval *object, const char *field, const char **ret_text)
{
	const struct jsonval *value = find_field(reading, object, field);

	if (value == NULL)
		return false;
	if (value->kind != JSONVAL_STRING)
		return reading_complain(reading, value, "no text in", field);
	*ret_text = value->string;
	return true;
}

bool
reading_filled_text(struct reading *reading, const struct jsonval *object, const char *field, const char **ret_text)
{
	if (!reading_text(reading, object, field, ret_text))
		return false;
	return (*ret_text)[0] != '\0' || reading_refuse(reading, jsonval_member(object, field),
							"Invalid source map: missing %s", field);
}

bool
reading_optional_text(struct reading *reading, const struct jsonval *object, const char *field, const char **ret_text)
{
	const struct jsonval *value = jsonval_member(object, field);

	if (value == NULL || value->kind == JSONVAL_NULL) {
		*ret_text = "";
		return true;
	}
	return reading_text(reading, object, field, ret_text);
}

bool
reading_number(struct reading *reading, const struct jsonval *object, const char *field, uint32_t *ret_number)
{
	const struct jsonval *value = find_field(reading, object, field);

	if (value == NULL)
		return false;
	if (value->kind != JSONVAL_INTEGER || value->integer < 0 || value->integer > UINT32_MAX)
		return reading_complain(reading, value, "no line number in", field);
	*ret_number = (uint32_t)value->integer;
	return true;
}

bool
reading_list(struct reading *reading, const struct jsonval *object, const char *field, const struct jsonval **ret_list)
{
	const struct jsonval *value = find_field(reading, object, field);

	if (value == NULL)
		return false;
	if (value->kind != JSONVAL_ARRAY)
		return reading_complain(reading, value, "no list in", field);
	*ret_list = value;
	return true;
}
