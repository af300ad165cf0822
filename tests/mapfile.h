/*
 * mapfile.h - maps in memory and in tests/maps, for the tests of source maps
 */
#ifndef MAPFILE_H
#define MAPFILE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "check.h"
#include "model/srcmap.h"

/* A file in memory with that text; its path until the next. */
static inline const char *
file_with(const char *text, size_t len)
{
	static char path[32];
	static int fd = -1;

	if (fd >= 0)
		close(fd);
	fd = memfd_create("map", MFD_CLOEXEC);
	if (fd < 0 || write(fd, text, len) != (ssize_t)len)
		SKIP("no file in memory to be had");
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	return path;
}

static inline int
load(struct srcmaps *maps, const char *text, struct why *why)
{
	return srcmaps_load(maps, file_with(text, strlen(text)), why);
}

/* A map of tests/maps. */
static inline struct srcmaps *
sample(const char *name)
{
	struct srcmaps *maps = srcmaps_new();
	const char *top = getenv("top_srcdir");
	struct why why = { "" };
	char path[4096];

	snprintf(path, sizeof path, "%s/tests/maps/%s", top != NULL ? top : ".", name);
	if (!CHECK_EQ(srcmaps_load(maps, path, &why), 0))
		printf("\t%s\n", why.text);
	return maps;
}

/* Whether `after` is what the sentence says behind the path of file_with(). */
static inline bool
says(const struct why *why, const char *after)
{
	const char *colon = strchr(why->text, ':');

	return strncmp(why->text, "/proc/self/fd/", 14) == 0 && CHECK_STR(colon, after);
}

#endif
