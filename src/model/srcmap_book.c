/*
 * The map that the predecessor's book describes: each mapping names its files.
 *
 *	{ "version": 1, "source_language", "target_language",
 *	  "mappings": [{ "generated_file", "generated_line", "original_file", "original_line",
 *			 "original_function"?, "transpiler_decision"?: { "optimization", "reasoning" } }] }
 */
#include "model/srcmap_read.h"

#include <stdlib.h>

#include "base/mem.h"

enum { MAP_VERSION = 1 };

/* "simd_vectorization (loop with constant stride)" as a number of names; 0 when nothing was decided. */
static bool
read_decision(struct reading *reading, const struct jsonval *entry, struct srcmap *map, uint32_t *ret_decision)
{
	const struct jsonval *decision = jsonval_member(entry, "transpiler_decision");
	const char *optimization, *reasoning;
	char *text;

	*ret_decision = 0;
	if (decision == NULL || decision->kind == JSONVAL_NULL)
		return true;
	if (decision->kind != JSONVAL_OBJECT)
		return reading_complain(reading, decision, "no object in", "transpiler_decision");
	if (!reading_optional_text(reading, decision, "optimization", &optimization) ||
	    !reading_optional_text(reading, decision, "reasoning", &reasoning))
		return false;
	if (reasoning[0] == '\0') {
		*ret_decision = names_add(&map->names, optimization);
		return true;
	}
	text = mem_format("%s (%s)", optimization, reasoning);
	*ret_decision = names_add(&map->names, text);
	free(text);
	return true;
}

static bool
read_mapping(struct reading *reading, const struct jsonval *entry, struct srcmap *map)
{
	const char *generated, *original, *function;
	struct cover_row row = { .line = 0 };

	if (!reading_filled_text(reading, entry, "generated_file", &generated) ||
	    !reading_number(reading, entry, "generated_line", &row.line) ||
	    !reading_filled_text(reading, entry, "original_file", &original) ||
	    !reading_number(reading, entry, "original_line", &row.orig_line) ||
	    !reading_optional_text(reading, entry, "original_function", &function) ||
	    !read_decision(reading, entry, map, &row.decision))
		return false;
	row.file = names_add(&map->names, original);
	row.function = names_add(&map->names, function);
	cover_add(srcmap_cover(map, generated), &row);
	return true;
}

bool
srcmap_read_book(struct reading *reading, const struct jsonval *root, struct srcmap *map)
{
	const struct jsonval *list, *entry = NULL;
	const char *language, *target;
	uint32_t version;

	if (!reading_number(reading, root, "version", &version))
		return false;
	if (version != MAP_VERSION)
		return reading_refuse(reading, jsonval_member(root, "version"),
				      "Unsupported source map version: %u (expected %d)", version, MAP_VERSION);
	if (!reading_filled_text(reading, root, "source_language", &language) ||
	    !reading_text(reading, root, "target_language", &target) || !reading_list(reading, root, "mappings", &list))
		return false;
	map->language = names_add(&map->names, language);
	while ((entry = jsonval_next(list, entry)) != NULL) {
		reading->entry++;
		if (!read_mapping(reading, entry, map))
			return false;
	}
	return true;
}
