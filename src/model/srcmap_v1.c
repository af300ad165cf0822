/*
 * The map that says rust and python whatever the languages are:
 *
 *	{ "version": 1, "source_language", "source_file", "generated_file",
 *	  "mappings": [{ "rust_line", "rust_function", "python_line", "python_function", "python_context" }],
 *	  "function_map": { NAME: TEXT } }
 *
 * Every field must be there, also those that nobody asks for.
 */
#include "model/srcmap_read.h"

enum { MAP_VERSION = 1 };

static bool
check_version(struct reading *reading, const struct jsonval *root)
{
	uint32_t version;

	if (!reading_number(reading, root, "version", &version))
		return false;
	return version == MAP_VERSION ||
	       reading_refuse(reading, jsonval_member(root, "version"),
			      "Unsupported source map version: %u (expected %d)", version, MAP_VERSION);
}

static bool
read_mapping(struct reading *reading, const struct jsonval *entry, struct srcmap *map, struct cover_row *row)
{
	const char *function, *unused;

	if (!reading_number(reading, entry, "rust_line", &row->line) ||
	    !reading_text(reading, entry, "rust_function", &unused) ||
	    !reading_number(reading, entry, "python_line", &row->orig_line) ||
	    !reading_text(reading, entry, "python_function", &function) ||
	    !reading_text(reading, entry, "python_context", &unused))
		return false;
	row->function = names_add(&map->names, function);
	return true;
}

static bool
read_mappings(struct reading *reading, const struct jsonval *root, struct srcmap *map, const char *source,
	      const char *generated)
{
	struct cover_row row = { .file = names_add(&map->names, source) };
	struct cover *cover = srcmap_cover(map, generated);
	const struct jsonval *list, *entry = NULL;

	if (!reading_list(reading, root, "mappings", &list))
		return false;
	while ((entry = jsonval_next(list, entry)) != NULL) {
		reading->entry++;
		if (!read_mapping(reading, entry, map, &row))
			return false;
		cover_add(cover, &row);
	}
	reading->entry = 0;
	return true;
}

static bool
read_meanings(struct reading *reading, const struct jsonval *root, struct srcmap *map)
{
	const struct jsonval *object = jsonval_member(root, "function_map"), *name = NULL, *value;

	if (object == NULL)
		return reading_complain(reading, root, "missing field", "function_map");
	if (object->kind != JSONVAL_OBJECT)
		return reading_complain(reading, object, "no object in", "function_map");
	while ((name = jsonval_next(object, name)) != NULL) {
		value = jsonval_next(object, name);
		if (value->kind != JSONVAL_STRING)
			return reading_complain(reading, value, "no text in", name->string);
		srcmap_add_meaning(map, name->string, value->string);
		name = value;
	}
	return true;
}

static bool
check_filled(struct reading *reading, const struct jsonval *root, const char *field)
{
	const char *unused;

	return reading_filled_text(reading, root, field, &unused);
}

bool
srcmap_read_v1(struct reading *reading, const struct jsonval *root, struct srcmap *map)
{
	const char *language, *source, *generated;

	if (!check_version(reading, root) || !reading_text(reading, root, "source_language", &language) ||
	    !reading_text(reading, root, "source_file", &source) ||
	    !reading_text(reading, root, "generated_file", &generated) ||
	    !read_mappings(reading, root, map, source, generated) || !read_meanings(reading, root, map) ||
	    !check_filled(reading, root, "source_language") || !check_filled(reading, root, "source_file"))
		return false;
	map->language = names_add(&map->names, language);
	return true;
}
