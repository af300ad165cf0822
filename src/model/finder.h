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

/*
 * The same, but what is no regular expression is NULL, with the reason (one
 * clause) in the cap bytes at `reterr` and the byte of the pattern it is at.
 */
struct finder *finder_new_strict(const char *pattern, size_t *reterr_at, char *reterr, size_t cap);

/* Nothing in it stands for anything but itself. */
struct finder *finder_new_literal(const char *pattern);

void finder_free(struct finder *finder);

/* Whether the text holds it. A pattern that takes too long on a text does not match it. */
bool finder_matches(const struct finder *finder, const char *text, size_t len);

/* The first place at or behind byte `from` that it holds, when that is not empty. */
bool finder_span(const struct finder *finder, const char *text, size_t len, size_t from, size_t *ret_begin,
		 size_t *ret_end);

const char *finder_pattern(const struct finder *finder);

#endif
