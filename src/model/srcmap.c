#include "model/srcmap.h"

#include <errno.h>
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct mapped_line {
	unsigned generated, original;
	size_t order;		/* in the file: of several for one line the first counts */
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
	size_t entry;		/* of the mappings, from 1; 0: outside of them */
};

static bool
complain(struct reading *reading, const char *what, const char *field)
{
	char where[40] = "";

	if (reading->entry > 0)
		snprintf(where, sizeof where, " in mapping %zu", reading->entry);
	reading->error = why_set(reading->why, -EINVAL, "%s: Invalid source map JSON: %s `%s`%s", reading->path, what,
				 field, where);
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

	if (left->generated != right->generated)
		return left->generated < right->generated ? -1 : 1;
	return left->order < right->order ? -1 : left->order > right->order;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(((const struct named *)a)->name, ((const struct named *)b)->name);
}

/* Every field must be there, also those that nobody asks for. */
static bool
read_mapping(struct reading *reading, json_t *entry, struct mapped_line *line)
{
	char *unused = NULL, *context = NULL;
	bool whole = read_line_number(reading, entry, "rust_line", &line->generated) &&
		     read_text(reading, entry, "rust_function", &unused) &&
		     read_line_number(reading, entry, "python_line", &line->original) &&
		     read_text(reading, entry, "python_function", &line->function) &&
		     read_text(reading, entry, "python_context", &context);

	free(unused);
	free(context);
	return whole;
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
		map->lines[i].order = i;
		map->line_count++;
		reading->entry = i + 1;
		if (!read_mapping(reading, entry, &map->lines[i]))
			return false;
	}
	reading->entry = 0;
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
		struct named *named = &map->names[map->name_count];

		if (!json_is_string(value))
			return complain(reading, "no text in", name);
		*named = (struct named){ mem_string(name), mem_string(json_string_value(value)) };
		map->name_count++;
	}
	qsort(map->names, map->name_count, sizeof *map->names, compare_names);
	return true;
}

static bool
check_version(struct reading *reading, json_t *root)
{
	unsigned version;

	if (!read_line_number(reading, root, "version", &version))
		return false;
	if (version != MAP_VERSION)
		reading->error = why_set(reading->why, -EINVAL, "%s: Unsupported source map version: %u (expected %d)",
					 reading->path, version, MAP_VERSION);
	return version == MAP_VERSION;
}

static bool
check_filled(struct reading *reading, const char *field, const char *text)
{
	if (text[0] == '\0')
		reading->error = why_set(reading->why, -EINVAL, "%s: Invalid source map: missing %s", reading->path,
					 field);
	return text[0] != '\0';
}

static bool
read_map(struct reading *reading, json_t *root, struct srcmap *map)
{
	return check_version(reading, root) && read_text(reading, root, "source_language", &map->language) &&
	       read_text(reading, root, "source_file", &map->source_file) &&
	       read_text(reading, root, "generated_file", &map->generated_file) &&
	       read_mappings(reading, root, map) && read_names(reading, root, map) &&
	       check_filled(reading, "source_language", map->language) &&
	       check_filled(reading, "source_file", map->source_file);
}

static int
load_json(const char *path, json_t **ret_root, struct why *reterr_why)
{
	FILE *file = fopen(path, "re");
	json_error_t error;

	if (file == NULL && errno == ENOENT)
		return why_set(reterr_why, -ENOENT, "Source map file not found: %s", path);
	if (file == NULL)
		return why_set(reterr_why, -errno, "Source map file cannot be read: %s: %s", path, strerror(errno));
	*ret_root = json_loadf(file, JSON_REJECT_DUPLICATES, &error);
	fclose(file);
	if (*ret_root == NULL)
		return why_at(reterr_why, -EINVAL, path, error.line > 0 ? (unsigned)error.line : 0,
			      error.column > 0 ? (unsigned)error.column : 0, "Invalid source map JSON: %s", error.text);
	return 0;
}

int
srcmaps_load(struct srcmaps *maps, const char *path, struct why *reterr_why)
{
	struct reading reading = { .path = path, .why = reterr_why };
	struct srcmap map = { .lines = NULL };
	json_t *root;
	int r;

	r = load_json(path, &root, reterr_why);
	if (r < 0)
		return r;
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

/* "./src/sim.rs" and "../src/sim.rs" are "src/sim.rs", wherever that is. */
static const char *
without_dots(const char *path)
{
	for (;;) {
		if (strncmp(path, "./", 2) == 0)
			path += 2;
		else if (strncmp(path, "../", 3) == 0)
			path += 3;
		else
			return path;
	}
}

/* Whether the relative path is the end of the other, by whole components. */
static bool
is_end_of(const char *relative, const char *path)
{
	size_t len = strlen(relative), path_len = strlen(path);

	return relative[0] != '/' && len > 0 && len < path_len && path[path_len - len - 1] == '/' &&
	       strcmp(path + path_len - len, relative) == 0;
}

static bool
same_file(const char *a, const char *b)
{
	a = without_dots(a);
	b = without_dots(b);
	return strcmp(a, b) == 0 || is_end_of(a, b) || is_end_of(b, a);
}

/* The last mapping at or before the line; of several for one line the first. NULL when all come later. */
static const struct mapped_line *
find_line(const struct srcmap *map, unsigned line)
{
	size_t low = 0, high = map->line_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (map->lines[middle].generated <= line)
			low = middle + 1;
		else
			high = middle;
	}
	while (low > 1 && map->lines[low - 2].generated == map->lines[low - 1].generated)
		low--;
	return low > 0 ? &map->lines[low - 1] : NULL;
}

bool
srcmaps_lookup(const struct srcmaps *maps, const char *file, unsigned line, struct srcmap_hit *ret_hit)
{
	bool found = false;

	for (size_t i = 0; i < maps->count && !(found && ret_hit->exact); i++) {
		const struct srcmap *map = &maps->maps[i];
		const struct mapped_line *at = same_file(map->generated_file, file) ? find_line(map, line) : NULL;

		if (at == NULL || (found && at->generated != line))
			continue;
		found = true;
		*ret_hit = (struct srcmap_hit){
			.file = map->source_file, .function = at->function, .language = map->language,
			.line = at->original, .exact = at->generated == line,
		};
	}
	return found;
}

const char *
srcmaps_function(const struct srcmaps *maps, const char *name)
{
	const struct named key = { .name = (char *)(uintptr_t)name };

	for (size_t i = 0; i < maps->count; i++) {
		const struct named *found = bsearch(&key, maps->maps[i].names, maps->maps[i].name_count, sizeof key,
						    compare_names);

		if (found != NULL)
			return found->meaning;
	}
	return NULL;
}
