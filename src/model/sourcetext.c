#include "model/sourcetext.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/table.h"

enum { FILE_MAX = 16 << 20, LINES_MAX = 1 << 20, ALL_MAX = 64 << 20 };

/* The lines point into one block of the file's bytes. */
struct cached {
	struct source_text text;
	char *bytes;		/* NULL: cannot be read */
};

struct sourcetexts {
	struct names paths;	/* path → position in files + 1 */
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
	for (size_t i = 0; i < texts->paths.count; i++) {
		free(texts->files[i]->text.lines);
		free(texts->files[i]->bytes);
		free(texts->files[i]);
	}
	free(texts->files);
	names_done(&texts->paths);
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

static struct cached *
read_file(struct sourcetexts *texts, const char *path)
{
	struct cached *file = mem_new(1, sizeof *file);
	size_t len = 0;

	if (texts->bytes < ALL_MAX)
		file->bytes = read_bytes(path, &len);
	if (file->bytes != NULL)
		split(file, len);
	texts->bytes += len;
	return file;
}

const struct source_text *
sourcetexts_get(struct sourcetexts *texts, const char *path)
{
	size_t known = texts->paths.count, number;

	if (path[0] == '\0')
		return NULL;
	number = names_add(&texts->paths, path) - 1;
	if (number == known) {
		texts->files = mem_grow(texts->files, &texts->cap, number + 1, sizeof *texts->files);
		texts->files[number] = read_file(texts, path);
	}
	return texts->files[number]->bytes != NULL ? &texts->files[number]->text : NULL;
}
