/*
 * columns.h - the columns a table of calls can have, by name
 *
 * A list is names with commas between; one that begins with "+" adds to the
 * columns that are there without it.
 */
#ifndef COLUMNS_H
#define COLUMNS_H

#include <stddef.h>

#include "base/why.h"

struct callview;
struct export;
struct export_options;
struct text;

struct column {
	const char *name;
	void (*write)(struct text *text, const struct callview *view, const struct export *export);
};

enum { COLUMNS_MAX = 64 };	/* in one list; the same may be named again */

struct columns {
	const struct column *list[COLUMNS_MAX];
	size_t count;
};

/*
 * The columns that the options ask for: those of options->columns; without it
 * syscall, arguments, result, with times duration, with stacks
 * source_location, with originals original. 0, or -EINVAL and a sentence.
 */
int columns_parse(const struct export_options *options, struct columns *ret_columns, struct why *reterr_why);

#endif
