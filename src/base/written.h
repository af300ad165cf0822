/*
 * written.h - a text somebody wrote, and where
 *
 * A filter in a configuration, the name of a theme, a key's binding: read in
 * one layer, understood in another, and whoever finds it wrong can say
 * file:line:column of the very letter. A struct written is two pointers and
 * two numbers, copied freely; the strings belong to what was read.
 */
#ifndef WRITTEN_H
#define WRITTEN_H

#include <stddef.h>

#include "base/why.h"

struct written {
	const char *text;	/* NULL: nothing was written */
	const char *file;	/* "--filter" and its like for what stood on the command line */
	unsigned line, column;	/* of its first letter, from 1; 0: not known */
};

/*
 * why_set() about a text, with file:line:column of the byte at `offset` in
 * it. Where the text stands on several lines the offset is left out.
 */
int why_written(struct why *why, int error, const struct written *written, size_t offset, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

/* A text of the command line: `option` is told instead of a file. */
struct written written_option(const char *option, const char *text);

#endif
