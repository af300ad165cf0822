/*
 * finder.h - text searched by a pattern, as a user types it
 *
 * A regular expression of PCRE2; what is none is taken letter by letter. A
 * pattern without capitals ignores case.
 */
#ifndef FINDER_H
#define FINDER_H

#include <stdbool.h>
#include <stddef.h>

struct finder;

/* NULL for an empty pattern. */
struct finder *finder_new(const char *pattern);
void finder_free(struct finder *finder);

/* Whether the text holds it. A pattern that takes too long on a text does not match it. */
bool finder_matches(const struct finder *finder, const char *text, size_t len);

const char *finder_pattern(const struct finder *finder);

#endif
