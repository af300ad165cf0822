#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "model/srcmap_file.h"
#include "model/srcmap_path.h"
#include "model/srcmap_read.h"

enum { BESIDE_MAX = 16 << 20 };

/* Leaves only what covers the file, and that under its full name: another of the same name is another's. */
static bool
narrow(struct srcmap *map, const char *file)
{
	size_t kept = 0;

	for (size_t i = 0; i < map->cover_count; i++) {
		struct cover *cover = &map->covers[i];

		if (kept > 0 || !srcmap_same_file(cover->generated_file, file)) {
			cover_done(cover);
			continue;
		}
		free(cover->generated_file);
		cover->generated_file = mem_string(file);
		map->covers[kept++] = *cover;
	}
	map->cover_count = kept;
	return kept > 0;
}

/* A map of that path that covers the file. */
static struct srcmap *
open_for(const char *path, const char *file, size_t *bytes)
{
	struct srcmap *map = srcmap_open_quietly(path, BESIDE_MAX, bytes);

	if (map != NULL && !narrow(map, file)) {
		srcmap_free(map);
		return NULL;
	}
	return map;
}

/* Whether the source says at its beginning that a program wrote it. */
static bool
says_generated(const char *file)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	char head[1024];
	struct stat st;
	ssize_t got;

	if (fd < 0)
		return false;
	got = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? read(fd, head, sizeof head - 1) : -1;
	close(fd);
	head[got > 0 ? got : 0] = '\0';
	return strstr(head, "enerated by") != NULL || strstr(head, "made by") != NULL;
}

struct srcmap *
srcmap_beside(const char *file, size_t *bytes)
{
	static const struct {
		bool whole;	/* behind the whole name, else in the place of its ending */
		const char *ending;
	} names[] = {
		{ true, ".map" }, { true, ".map.json" }, { true, ".sourcemap.json" },
		{ false, ".map.json" }, { false, ".sourcemap.json" },
	};
	const char *base = srcmap_base_name(file), *dot = strrchr(base, '.');
	int len = (int)strlen(file), stem_len = dot != NULL && dot > base ? (int)(dot - file) : len;
	struct srcmap *map = NULL;

	for (size_t i = 0; i < sizeof names / sizeof *names && map == NULL; i++) {
		char *path = mem_format("%.*s%s", names[i].whole ? len : stem_len, file, names[i].ending);

		map = open_for(path, file, bytes);
		free(path);
	}
	if (map == NULL && says_generated(file))
		map = open_for(file, file, bytes);
	return map;
}
