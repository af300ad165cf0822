/*
 * sourcetext.h - source files, read once
 */
#ifndef SOURCETEXT_H
#define SOURCETEXT_H

#include "model/session.h"

struct sourcetexts;

struct sourcetexts *sourcetexts_new(void);
void sourcetexts_free(struct sourcetexts *texts);

/* Lines of a file of at most 16 MiB, or NULL when it cannot be read. Kept until free. */
const struct source_text *sourcetexts_get(struct sourcetexts *texts, const char *path);

#endif
