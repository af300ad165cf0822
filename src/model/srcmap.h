/*
 * srcmap.h - from a line of generated source to the line it came from
 */
#ifndef SRCMAP_H
#define SRCMAP_H

#include <stdbool.h>

#include "base/why.h"

struct srcmaps;		/* any number of loaded maps */

struct srcmap_hit {
	const char *file, *function, *language;	/* owned by the maps; "" unknown */
	unsigned line;
	bool exact;		/* false: the nearest mapped line before */
};

struct srcmaps *srcmaps_new(void);
void srcmaps_free(struct srcmaps *maps);

/*
 * Adds a map file. 0, or a negative errno and a sentence: missing file
 * ("Source map file not found: P"), bad JSON with line and column, a version
 * other than 1, a missing field. The maps are as before on an error.
 */
int srcmaps_load(struct srcmaps *maps, const char *path, struct why *reterr_why);

/*
 * The original of `file`:`line`. A map covers a file when the map's generated
 * file and `file` are the same, or end in the same path components. False
 * when no map covers it, or nothing is mapped at or before the line.
 */
bool srcmaps_lookup(const struct srcmaps *maps, const char *file, unsigned line, struct srcmap_hit *ret_hit);

/* What the map says a generated function or name stands for; NULL when nothing. */
const char *srcmaps_function(const struct srcmaps *maps, const char *name);

#endif
