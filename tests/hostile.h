/*
 * hostile.h - a story by a program that wants what is written of it to be
 * read as something else
 *
 * Every name a program can choose (its own, its files', its functions', its
 * sources' and what they were transpiled from) and every string it hands to
 * the kernel is markup, a formula, a quote, a control, no UTF-8, or writing
 * that turns around.
 */
#ifndef HOSTILE_H
#define HOSTILE_H

#include <stdbool.h>
#include <stddef.h>

#include "records.h"

/* The strings, NULL-terminated; each is written by one call of write(), in their order. */
extern const char *const hostile_strings[];

/* A source map in which one of the story's functions has an original with such names; to be freed. */
struct srcmaps *hostile_maps(void);

/* The story; calls that return, in all. Task 1 is there. Needs no more than the session. */
unsigned hostile_story(struct records *records);

/*
 * The first byte that no text file may have: a control but for line feed, C1, a
 * character that turns writing around or has no width, what is not UTF-8. NULL: there is none.
 */
const char *hostile_find(const char *text, size_t len);

#endif
