/*
 * Depyler's own map: no version, target_file, columns, and objects as meanings.
 *
 *	{ "source_file", "target_file",
 *	  "mappings": [{ "python_line", "python_column", "rust_line", "rust_column", "symbol": TEXT or null }],
 *	  "function_map": { NAME: { "python_name", "rust_name", … lines } } }
 *
 * Its columns are always 0 so far, and so are not read as places.
 */
#include "model/srcmap_read.h"

static bool
read_mapping(struct reading *reading, const struct jsonval *entry, struct srcmap *map, struct cover_row *row)
{
	const char *symbol;
	uint32_t column;

	if (!reading_number(reading, entry, "python_line", &row->orig_line) ||
	    !reading_number(reading, entry, "python_column", &column) ||
	    !reading_number(reading, entry, "rust_line", &row->line) ||
	    !reading_number(reading, entry, "rust_column", &column) ||
	    !reading_optional_text(reading, entry, "symbol", &symbol))
		return false;
	row->function = names_add(&map->names, symbol);
	return true;
}

static bool
read_meanings(struct reading *reading, const struct jsonval *root, struct srcmap *map)
{
	const struct jsonval *object = jsonval_member(root, "function_map"), *name = NULL;
	const char *python, *rust;

	if (object == NULL)
		return reading_complain(reading, root, "missing field", "function_map");
	if (object->kind != JSONVAL_OBJECT)
		return reading_complain(reading, object, "no object in", "function_map");
	while ((name = jsonval_next(object, name)) != NULL) {
		const struct jsonval *function = jsonval_next(object, name);

		if (!reading_text(reading, function, "python_name", &python) ||
		    !reading_text(reading, function, "rust_name", &rust))
			return false;
		srcmap_add_meaning(map, rust, python);
		srcmap_add_meaning(map, name->string, python);
		name = function;
	}
	return true;
}

bool
srcmap_read_depyler(struct reading *reading, const struct jsonval *root, struct srcmap *map)
{
	const struct jsonval *list, *entry = NULL;
	struct cover_row row = { .line = 0 };
	const char *source, *target;
	struct cover *cover;

	if (!reading_filled_text(reading, root, "source_file", &source) ||
	    !reading_filled_text(reading, root, "target_file", &target) ||
	    !reading_list(reading, root, "mappings", &list))
		return false;
	row.file = names_add(&map->names, source);
	cover = srcmap_cover(map, target);
	while ((entry = jsonval_next(list, entry)) != NULL) {
		reading->entry++;
		if (!read_mapping(reading, entry, map, &row))
			return false;
		cover_add(cover, &row);
	}
	reading->entry = 0;
	return read_meanings(reading, root, map);
}
