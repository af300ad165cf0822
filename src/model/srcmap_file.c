#include "model/srcmap_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "model/srcmap_read.h"

enum { FILE_MAX = 128 << 20 };

void
srcmap_free(struct srcmap *map)
{
	uint64_t text;

	for (size_t i = 0; i < map->cover_count; i++)
		cover_done(&map->covers[i]);
	for (size_t position = 0; table_next(&map->contents, &position, NULL, &text);)
		free((char *)(uintptr_t)text);
	free(map->covers);
	table_done(&map->cover_of);
	table_done(&map->meanings);
	table_done(&map->contents);
	names_done(&map->names);
	free(map);
}

/* --- bytes -------------------------------------------------------------------------- */

/* The whole file, terminated, to be freed. A pipe is read to its end. */
static int
read_bytes(int fd, size_t most, char **ret_bytes, size_t *ret_len)
{
	size_t cap = 0, len = 0;
	char *bytes = NULL;
	ssize_t got = 0;
	int error;

	do {
		len += (size_t)got;
		bytes = mem_grow(bytes, &cap, len + (1 << 16), 1);
		got = read(fd, bytes + len, cap - len - 1);
	} while (len <= most && (got > 0 || (got < 0 && errno == EINTR && (got = 0) == 0)));
	error = got < 0 ? -errno : len > most ? -EFBIG : 0;
	if (error < 0) {
		free(bytes);
		return error;
	}
	bytes[len] = '\0';
	*ret_bytes = bytes;
	*ret_len = len;
	return 0;
}

static int
read_named(const char *path, char **ret_text, size_t *ret_len, struct why *why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY), r;

	if (fd < 0 && errno == ENOENT)
		return why_set(why, -ENOENT, "Source map file not found: %s", path);
	r = fd < 0 ? -errno : read_bytes(fd, FILE_MAX, ret_text, ret_len);
	if (fd >= 0)
		close(fd);
	if (r < 0)
		return why_set(why, r, "Source map file cannot be read: %s: %s", path,
			       r == -EFBIG ? "larger than 128 MiB" : strerror(-r));
	return 0;
}

/* --- dialects ------------------------------------------------------------------------ */

/* Which dialect a document is in; its keys tell. */
static bool
is_v3(const struct jsonval *root)
{
	const struct jsonval *version = jsonval_member(root, "version");

	return version != NULL && version->kind == JSONVAL_INTEGER && version->integer == 3 &&
	       (jsonval_member(root, "sources") != NULL || jsonval_member(root, "sections") != NULL);
}

static bool
is_book(const struct jsonval *root)
{
	const struct jsonval *mappings = jsonval_member(root, "mappings"), *first;

	first = mappings != NULL ? jsonval_next(mappings, NULL) : NULL;
	return jsonval_member(root, "target_language") != NULL ||
	       (first != NULL && jsonval_member(first, "generated_line") != NULL);
}

static bool
is_depyler(const struct jsonval *root)
{
	return jsonval_member(root, "target_file") != NULL && jsonval_member(root, "version") == NULL;
}

static bool
is_v1(const struct jsonval *root)
{
	(void)root;
	return true;	/* and so whatever is none of the others is told what is missing in it */
}

static const struct dialect {
	bool (*is)(const struct jsonval *root);
	bool (*read)(struct reading *reading, const struct jsonval *root, struct srcmap *map);
} dialects[] = {
	{ is_v3, srcmap_read_v3 },
	{ is_depyler, srcmap_read_depyler },
	{ is_book, srcmap_read_book },
	{ is_v1, srcmap_read_v1 },
};

static bool
read_json(struct reading *reading, char *text, size_t len, struct srcmap *map)
{
	const struct dialect *dialect = dialects;
	struct jsondoc_error error;
	struct jsondoc doc;
	bool whole;

	if (!jsondoc_parse(&doc, text, len, &error)) {
		reading->error = why_at(reading->why, -EINVAL, reading->path, error.line, error.column,
					"Invalid source map JSON: %s", error.text);
		return false;
	}
	reading->doc = &doc;
	while (!dialect->is(doc.values))
		dialect++;
	whole = dialect->read(reading, doc.values, map);
	jsondoc_done(&doc);
	return whole;
}

/* Source in C begins with a comment or a directive, which no JSON does. */
static bool
is_source(const char *text)
{
	text += strspn(text, " \t\r\n");
	return *text == '/' || *text == '#';
}

/* ")]}'" keeps browsers from running a map as a script; it is no part of it. Blanks keep columns right. */
static void
blank_guard(char *text)
{
	if (strncmp(text, ")]}", 3) == 0)
		memset(text, ' ', strcspn(text, "\n"));
}

/* A map of that text, which is used up; NULL with the sentence. */
static struct srcmap *
read_map(const char *path, char *text, size_t len, int *ret_error, struct why *why)
{
	struct reading reading = { .path = path, .why = why };
	struct srcmap *map = mem_new(1, sizeof *map);
	bool whole;

	blank_guard(text);
	whole = is_source(text) ? srcmap_read_scan(&reading, text, len, map) : read_json(&reading, text, len, map);
	if (whole)
		return map;
	srcmap_free(map);
	*ret_error = reading.error;
	return NULL;
}

int
srcmap_open(const char *path, struct srcmap **ret_map, struct why *reterr_why)
{
	struct srcmap *map;
	size_t len;
	char *text;
	int r;

	r = read_named(path, &text, &len, reterr_why);
	if (r < 0)
		return r;
	map = read_map(path, text, len, &r, reterr_why);
	free(text);
	if (map != NULL)
		*ret_map = map;
	return r;
}

/* A regular file: to open a pipe or a device may wait or act. */
static char *
read_regular(const char *path, size_t most, size_t *ret_len)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	char *text = NULL;
	struct stat st;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || (size_t)st.st_size > most ||
	    read_bytes(fd, most, &text, ret_len) < 0)
		text = NULL;
	close(fd);
	return text;
}

struct srcmap *
srcmap_open_quietly(const char *path, size_t most, size_t *bytes)
{
	size_t len = 0;
	char *text = read_regular(path, most, &len);
	struct srcmap *map;
	int error;

	if (text == NULL)
		return NULL;
	*bytes += len;
	map = read_map(path, text, len, &error, NULL);
	free(text);
	return map;
}
