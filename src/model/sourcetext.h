/*
 * sourcetext.h - source files, read once
 */
#ifndef SOURCETEXT_H
#define SOURCETEXT_H

#include "model/session.h"

struct sourcetexts;
struct srcmaps;

struct sourcetexts *sourcetexts_new(void);
void sourcetexts_free(struct sourcetexts *texts);

/*
 * Lines of a file, kept until free; NULL when it cannot be read, is larger
 * than 16 MiB or no regular file, or 64 MiB of others are kept already.
 */
const struct source_text *sourcetexts_get(struct sourcetexts *texts, const char *path);

/*
 * The lines of a file that `generated` came from: the file where its map says
 * it lies, else the text that the map brings along, else a file of that
 * name where we are. `maps` may be NULL.
 */
const struct source_text *sourcetexts_get_original(struct sourcetexts *texts, struct srcmaps *maps,
						   const char *generated, const char *original);

#endif
