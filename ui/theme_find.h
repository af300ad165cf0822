/*
 * theme_find.h - where themes are
 *
 * A name is looked for in the user's themes ($XDG_CONFIG_HOME/sightline/themes),
 * then in sightline/themes below $XDG_DATA_HOME and each of $XDG_DATA_DIRS,
 * then where sightline was installed, then among those compiled in. What has a
 * '/' in it, or ends in .yaml, is a file.
 */
#ifndef THEME_FIND_H
#define THEME_FIND_H

#include <stddef.h>

#include "base/why.h"

struct yaml_doc;

/* 0 and a document, -ENOENT when there is none, or another negative errno; both with a sentence. */
int theme_find(const char *name, struct yaml_doc *ret_doc, struct why *reterr_why);

/* The one of that name that was compiled in, whatever the user has. */
int theme_find_shipped(const char *name, struct yaml_doc *ret_doc, struct why *reterr_why);

/* All names there are, sorted, each once; the caller gives back each and the list. */
char **theme_names(size_t *ret_count);

#endif
