/*
 * nearest.h - "did you mean": the name that is nearest to a mistyped word
 */
#ifndef NEAREST_H
#define NEAREST_H

#include <stddef.h>

/* The i-th name, NULL behind the last. */
typedef const char *nearest_name(size_t i, const void *context);

/*
 * The name that takes the fewest letters to be changed, added, left out or
 * swapped; NULL when none is near enough to be meant.
 */
const char *nearest(const char *word, nearest_name *name, const void *context);

/* For a NULL-terminated list: nearest(word, nearest_in_list, list). */
const char *nearest_in_list(size_t i, const void *list);

#endif
