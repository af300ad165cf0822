/*
 * srcmap_file.h - a map file, whichever dialect it is in
 */
#ifndef SRCMAP_FILE_H
#define SRCMAP_FILE_H

#include <stddef.h>

#include "base/why.h"

struct srcmap;

/* Reads a map that somebody named, of at most 128 MiB. 0, or a negative errno and the sentence. */
int srcmap_open(const char *path, struct srcmap **ret_map, struct why *reterr_why);

/*
 * Reads a map that may lie there: NULL when nothing does, or no map, no
 * regular file, more than `most` bytes. Adds the bytes read to *bytes.
 */
struct srcmap *srcmap_open_quietly(const char *path, size_t most, size_t *bytes);

void srcmap_free(struct srcmap *map);

/*
 * The map that lies beside a generated file under one of the names that
 * doc/FORMATS.md lists, or in the file itself when it says that it was
 * generated: one cover, of exactly that file. NULL when there is none. Adds
 * the bytes that were read to *bytes.
 */
struct srcmap *srcmap_beside(const char *file, size_t *bytes);

#endif
