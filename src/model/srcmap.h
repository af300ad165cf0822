/*
 * srcmap.h - from a line of generated source to the line it came from
 *
 * Maps come from files somebody names, and from files that lie beside the
 * generated source. doc/FORMATS.md has the dialects.
 */
#ifndef SRCMAP_H
#define SRCMAP_H

#include <stdbool.h>

#include "base/why.h"

struct srcmaps;		/* any number of loaded maps */

struct srcmap_hit {
	const char *file, *function, *language;	/* owned by the maps; "" unknown */
	const char *decision;	/* what the transpiler says it did there; "" nothing */
	unsigned line, column;	/* column 0: unknown */
	bool exact;		/* false: the nearest mapped line before */
};

struct srcmaps *srcmaps_new(void);
void srcmaps_free(struct srcmaps *maps);

/*
 * Adds a map file of any dialect, or a generated source with #line directives.
 * 0, or a negative errno and a sentence: missing file ("Source map file not
 * found: P"), too large, bad JSON with line and column, an unknown version, a
 * missing field. The maps are as before on an error.
 */
int srcmaps_load(struct srcmaps *maps, const char *path, struct why *reterr_why);

/*
 * Looks for a map beside a generated file that no loaded map covers, once for
 * each file; only regular files of at most 16 MiB are read. A file that is no
 * map is no error: it was not said to be one. Later look-ups know what was
 * found, for that very file.
 */
void srcmaps_look_beside(struct srcmaps *maps, const char *file);

/*
 * The original of `file`:`line`:`column` (0 unknown). A map covers a file when
 * the map's generated file and `file` are the same, or end in the same path
 * components. False when no map covers it, or nothing is mapped at or before
 * the line. Time is logarithmic in the number of mappings.
 */
bool srcmaps_lookup(const struct srcmaps *maps, const char *file, unsigned line, unsigned column,
		    struct srcmap_hit *ret_hit);

/*
 * The other way, for programs whose debug information names the original: the
 * first line of `generated` that came from `line` of `original`; 0 when none did.
 */
unsigned srcmaps_lookup_back(const struct srcmaps *maps, const char *generated, const char *original, unsigned line,
			     struct srcmap_hit *ret_hit);

/*
 * The whole text of an original that a hit in `generated` named, where a map
 * brings it along (Source Map v3: sourcesContent); owned by the maps. NULL
 * when none does.
 */
const char *srcmaps_content(const struct srcmaps *maps, const char *generated, const char *original);

/* What the map says a generated function or name stands for; NULL when nothing. */
const char *srcmaps_function(const struct srcmaps *maps, const char *name);

#endif
