#include "model/srcmap.h"

#include <errno.h>
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct mapped_line {
	unsigned generated, original;
	char *function;		/* of the original */
};

struct named {
	char *name, *meaning;
};

struct srcmap {
	char *generated_file, *source_file, *language;
	struct mapped_line *lines;	/* by generated line */
	size_t line_count;
	struct named *names;		/* by name */
	size_t name_count;
};

struct srcmaps {
	struct srcmap *maps;
	size_t count, cap;
};

enum { MAP_VERSION = 1 };

struct srcmaps *
srcmaps_new(void)
{
	return mem_new(1, sizeof(struct srcmaps));
}

static void
map_done(struct srcmap *map)
{
	for (size_t i = 0; i < map->line_count; i++)
		free(map->lines[i].function);
	for (size_t i = 0; i < map->name_count; i++) {
		free(map->names[i].name);
		free(map->names[i].meaning);
	}
	free(map->lines);
	free(map->names);
	free(map->generated_file);
	free(map->source_file);
	free(map->language);
}

void
srcmaps_free(struct srcmaps *maps)
{
	if (maps == NULL)
		return;
	for (size_t i = 0; i < maps->count; i++)
		map_done(&maps->maps[i]);
	free(maps->maps);
	free(maps);
}

/* --- reading ----------------------------------------------------------------------- */

/* What went wrong, in the words that users of such maps know. */
struct reading {
	const char *path;
	struct why *why;
	int error;
};

static bool
complain(struct reading *reading, const char *what, const char *field)
{
	reading->error = why_set(reading->why, -EINVAL, "%s: Invalid source map JSON: %s `%s`", reading->path, what, field);
	return false;
}

static bool
read_text(struct reading *reading, json_t *object, const char *field, char **ret_text)
{
	json_t *value = json_object_get(object, field);

	if (value == NULL)
		return complain(reading, "missing field", field);
	if (!json_is_string(value))
		return complain(reading, "no text in", field);
	*ret_text = mem_string(json_string_value(value));
	return true;
}

static bool
read_line_number(struct reading *reading, json_t *object, const char *field, unsigned *ret_line)
{
	json_t *value = json_object_get(object, field);

	if (value == NULL)
		return complain(reading, "missing field", field);
	if (!json_is_integer(value) || json_integer_value(value) < 0 || json_integer_value(value) > UINT32_MAX)
		return complain(reading, "no line number in", field);
	*ret_line = (unsigned)json_integer_value(value);
	return true;
}

static int
compare_lines(const void *a, const void *b)
{
	const struct mapped_line *left = a, *right = b;

	return left->generated < right->generated ? -1 : left->generated > right->generated;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(((const struct named *)a)->name, ((const struct named *)b)->name);
}

static bool
read_mappings(struct reading *reading, json_t *root, struct srcmap *map)
{
	json_t *list = json_object_get(root, "mappings"), *entry;
	size_t i;

	if (!json_is_array(list))
		return complain(reading, list == NULL ? "missing field" : "no list in", "mappings");
	map->lines = mem_new(json_array_size(list), sizeof *map->lines);
	json_array_foreach(list, i, entry) {
		struct mapped_line *line = &map->lines[map->line_count++];
		char *generated_function = NULL;
		bool whole = read_line_number(reading, entry, "rust_line", &line->generated) &&
			     read_text(reading, entry, "rust_function", &generated_function) &&
			     read_line_number(reading, entry, "python_line", &line->original) &&
			     read_text(reading, entry, "python_function", &line->function);

		free(generated_function);
		if (!whole)
			return false;
		if (!json_is_string(json_object_get(entry, "python_context")))
			return complain(reading, "missing field", "python_context");
	}
	qsort(map->lines, map->line_count, sizeof *map->lines, compare_lines);
	return true;
}

static bool
read_names(struct reading *reading, json_t *root, struct srcmap *map)
{
	json_t *object = json_object_get(root, "function_map"), *value;
	const char *name;

	if (!json_is_object(object))
		return complain(reading, object == NULL ? "missing field" : "no object in", "function_map");
	map->names = mem_new(json_object_size(object), sizeof *map->names);
	json_object_foreach(object, name, value) {
		if (!json_is_string(value))
			return complain(reading, "no text in", name);
		map->names[map->name_count++] = (struct named){ mem_string(name), mem_string(json_string_value(value)) };
	}
	qsort(map->names, map->name_count, sizeof *map->names, compare_names);
	return true;
}

static bool
read_map(struct reading *reading, json_t *root, struct srcmap *map)
{
	unsigned version;

	if (!read_line_number(reading, root, "version", &version))
		return false;
	if (version != MAP_VERSION) {
		reading->error = why_set(reading->why, -EINVAL, "%s: Unsupported source map version: %u (expected %d)",
					 reading->path, version, MAP_VERSION);
		return false;
	}
	if (!read_text(reading, root, "source_language", &map->language) ||
	    !read_text(reading, root, "source_file", &map->source_file) ||
	    !read_text(reading, root, "generated_file", &map->generated_file) ||
	    !read_mappings(reading, root, map) || !read_names(reading, root, map))
		return false;
	if (map->language[0] == '\0' || map->source_file[0] == '\0') {
		reading->error = why_set(reading->why, -EINVAL, "%s: Invalid source map: missing %s", reading->path,
					 map->language[0] == '\0' ? "source_language" : "source_file");
		return false;
	}
	return true;
}

int
srcmaps_load(struct srcmaps *maps, const char *path, struct why *reterr_why)
{
	struct reading reading = { path, reterr_why, 0 };
	struct srcmap map = { .lines = NULL };
	json_error_t error;
	FILE *file = fopen(path, "re");
	json_t *root;

	if (file == NULL)
		return why_set(reterr_why, -errno, "Source map file not found: %s", path);
	root = json_loadf(file, JSON_REJECT_DUPLICATES, &error);
	fclose(file);
	if (root == NULL)
		return why_at(reterr_why, -EINVAL, path, error.line > 0 ? (unsigned)error.line : 0,
			      error.column > 0 ? (unsigned)error.column : 0, "Invalid source map JSON: %s", error.text);
	if (read_map(&reading, root, &map)) {
		maps->maps = mem_grow(maps->maps, &maps->cap, maps->count + 1, sizeof *maps->maps);
		maps->maps[maps->count++] = map;
	} else {
		map_done(&map);
	}
	json_decref(root);
	return reading.error;
}

/* --- asking ------------------------------------------------------------------------ */

/* Whether one path is the end of the other, by whole components. */
static bool
same_file(const char *a, const char *b)
{
	size_t a_len = strlen(a), b_len = strlen(b), len = a_len < b_len ? a_len : b_len;
	const char *longer = a_len < b_len ? b : a;
	size_t rest = (a_len < b_len ? b_len : a_len) - len;

	if (len == 0 || strcmp(a + a_len - len, b + b_len - len) != 0)
		return false;
	return rest == 0 || longer[rest - 1] == '/' || longer[rest] == '/';
}

static const struct mapped_line *
line_at_or_before(const struct srcmap *map, unsigned line)
{
	size_t low = 0, high = map->line_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (map->lines[middle].generated <= line)
			low = middle + 1;
		else
			high = middle;
	}
	/* Of several for one line the first in the file's order counts; sorting keeps them together. */
	while (low > 1 && map->lines[low - 2].generated == map->lines[low - 1].generated)
		low--;
	return low > 0 ? &map->lines[low - 1] : NULL;
}

bool
srcmaps_lookup(const struct srcmaps *maps, const char *file, unsigned line, struct srcmap_hit *ret_hit)
{
	for (size_t i = 0; i < maps->count; i++) {
		const struct srcmap *map = &maps->maps[i];
		const struct mapped_line *found = same_file(map->generated_file, file) ? line_at_or_before(map, line) : NULL;

		if (found == NULL)
			continue;
		*ret_hit = (struct srcmap_hit){
			.file = map->source_file, .function = found->function, .language = map->language,
			.line = found->original, .exact = found->generated == line,
		};
		return true;
	}
	return false;
}

const char *
srcmaps_function(const struct srcmaps *maps, const char *name)
{
	for (size_t i = 0; i < maps->count; i++) {
		const struct named key = { .name = (char *)(uintptr_t)name };
		const struct named *found = bsearch(&key, maps->maps[i].names, maps->maps[i].name_count,
						    sizeof key, compare_names);

		if (found != NULL)
			return found->meaning;
	}
	return NULL;
}
