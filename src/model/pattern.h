/*
 * pattern.h - one way a text can be asked for
 *
 * The very text, a pattern with * and ?, a part of it, or a regular
 * expression; and of a place its file and lines. Parts and expressions
 * without capitals ignore case, the others never do.
 */
#ifndef PATTERN_H
#define PATTERN_H

#include <stdbool.h>
#include <stddef.h>

struct finder;

enum pattern_kind {
	PATTERN_EXACT,
	PATTERN_GLOB,	/* * for anything, ? for one character */
	PATTERN_PART,
	PATTERN_REGEX,
};

struct pattern {
	enum pattern_kind kind;
	char *text;
	size_t len;
	struct finder *finder;	/* of parts and expressions; NULL: the empty part, which every text has */
	unsigned first, last;	/* lines, of a place; 0, 0: any */
};

/*
 * Makes one of a copy of the text. False, when that is no regular expression:
 * why, in the cap bytes at `reterr`, and at which byte.
 */
bool pattern_init(struct pattern *pattern, enum pattern_kind kind, const char *text, size_t *reterr_at, char *reterr,
		  size_t cap);
void pattern_done(struct pattern *pattern);

bool pattern_matches(const struct pattern *pattern, const char *text, size_t len);

/*
 * Whether it is the path, or one of its ends behind a slash: "tally.c" and
 * "src/t*.c" are /home/me/src/tally.c. Parts and expressions see all of it.
 */
bool pattern_matches_path(const struct pattern *pattern, const char *path);

#endif
