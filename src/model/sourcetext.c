#include "model/sourcetext.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/table.h"
#include "model/srcmap.h"

enum { FILE_MAX = 16 << 20, LINES_MAX = 1 << 20, ALL_MAX = 64 << 20 };

/* The lines point into one block of the file's bytes. */
struct cached {
	struct source_text text;
	char *bytes;		/* NULL: cannot be read */
};

struct sourcetexts {
	struct names keys;	/* path → position in files + 1 */
	struct cached **files;
	size_t cap;
	size_t bytes;		/* of all files */
};

struct sourcetexts *
sourcetexts_new(void)
{
	return mem_new(1, sizeof(struct sourcetexts));
}

void
sourcetexts_free(struct sourcetexts *texts)
{
	if (texts == NULL)
		return;
	for (size_t i = 0; i < texts->keys.count; i++) {
		free(texts->files[i]->text.lines);
		free(texts->files[i]->bytes);
		free(texts->files[i]);
	}
	free(texts->files);
	names_done(&texts->keys);
	free(texts);
}

/* A regular file: to open a pipe or a device may wait or act. */
static int
open_file(const char *path, size_t *ret_size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat st;

	if (fd >= 0 && (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size > FILE_MAX)) {
		close(fd);
		return -1;
	}
	*ret_size = fd >= 0 ? (size_t)st.st_size : 0;
	return fd;
}

/* The bytes, terminated; fewer when the file shrinks meanwhile. NULL when they cannot be read. */
static char *
read_bytes(const char *path, size_t *ret_len)
{
	size_t size, len = 0;
	int fd = open_file(path, &size);
	ssize_t got = 0;
	char *bytes;

	if (fd < 0)
		return NULL;
	bytes = mem_new(size + 1, 1);
	while (len < size && (got = read(fd, bytes + len, size - len)) > 0)
		len += (size_t)got;
	close(fd);
	if (got < 0) {
		free(bytes);
		return NULL;
	}
	*ret_len = len;
	return bytes;
}

static void
split(struct cached *file, size_t len)
{
	char *at = file->bytes, *end = file->bytes + len, *newline;
	size_t cap = 0;

	for (; at < end && file->text.count < LINES_MAX; at = newline + 1) {
		newline = memchr(at, '\n', (size_t)(end - at));
		if (newline == NULL)
			newline = end;
		*newline = '\0';
		file->text.lines = mem_grow(file->text.lines, &cap, file->text.count + 1, sizeof *file->text.lines);
		file->text.lines[file->text.count++] = at;
	}
}

/* Takes the bytes over; NULL: cannot be read. */
static struct cached *
new_file(struct sourcetexts *texts, char *bytes, size_t len)
{
	struct cached *file = mem_new(1, sizeof *file);

	file->bytes = bytes;
	if (bytes != NULL)
		split(file, len);
	texts->bytes += len;
	return file;
}

/* Under that key, a path or another, which must be new. */
static const struct source_text *
keep(struct sourcetexts *texts, const char *key, struct cached *file)
{
	size_t number = names_add(&texts->keys, key) - 1;

	texts->files = mem_grow(texts->files, &texts->cap, number + 1, sizeof *texts->files);
	texts->files[number] = file;
	return file->bytes != NULL ? &file->text : NULL;
}

/* What is kept under the key; *ret_known tells whether something is, if only that it cannot be read. */
static const struct source_text *
find(const struct sourcetexts *texts, const char *key, bool *ret_known)
{
	uint32_t number = names_find(&texts->keys, key);
	const struct cached *file = number != 0 ? texts->files[number - 1] : NULL;

	*ret_known = file != NULL;
	return file != NULL && file->bytes != NULL ? &file->text : NULL;
}

const struct source_text *
sourcetexts_get(struct sourcetexts *texts, const char *path)
{
	const struct source_text *text;
	size_t len = 0;
	char *bytes;
	bool known;

	if (path[0] == '\0')
		return NULL;
	text = find(texts, path, &known);
	if (known)
		return text;
	bytes = texts->bytes < ALL_MAX ? read_bytes(path, &len) : NULL;
	return keep(texts, path, new_file(texts, bytes, len));
}

/* --- originals ----------------------------------------------------------------------- */

/* Maps name an original as it is found from the generated file, as a rule. */
static const struct source_text *
beside(struct sourcetexts *texts, const char *generated, const char *original)
{
	const char *slash = strrchr(generated, '/');
	const struct source_text *text;
	char *path;

	if (original[0] == '/' || slash == NULL)
		return original[0] == '/' ? sourcetexts_get(texts, original) : NULL;
	path = mem_format("%.*s/%s", (int)(slash - generated), generated, original);
	text = sourcetexts_get(texts, path);
	free(path);
	return text;
}

/* Kept as a file is, under a key that no path is. A place of a recording may be the first that asks for this map. */
static const struct source_text *
brought_along(struct sourcetexts *texts, struct srcmaps *maps, const char *generated, const char *original)
{
	char *key = mem_format("%s\n%s", generated, original), *bytes = NULL;
	const struct source_text *text;
	struct cached *file;
	const char *content;
	bool known;

	text = find(texts, key, &known);
	if (!known) {
		srcmaps_look_beside(maps, generated);
		content = srcmaps_content(maps, generated, original);
		if (content != NULL && texts->bytes < ALL_MAX)
			bytes = mem_string(content);
		file = new_file(texts, bytes, bytes != NULL ? strlen(bytes) : 0);
		file->text.from_map = true;
		text = keep(texts, key, file);
	}
	free(key);
	return text;
}

const struct source_text *
sourcetexts_get_original(struct sourcetexts *texts, struct srcmaps *maps, const char *generated, const char *original)
{
	const struct source_text *text = beside(texts, generated, original);

	if (text == NULL && maps != NULL)
		text = brought_along(texts, maps, generated, original);
	return text != NULL ? text : sourcetexts_get(texts, original);
}
