#include "model/srcmap_path.h"

#include <string.h>

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

bool
srcmap_same_file(const char *a, const char *b)
{
	a = without_dots(a);
	b = without_dots(b);
	return strcmp(a, b) == 0 || is_end_of(a, b) || is_end_of(b, a);
}

const char *
srcmap_base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}
