/*
 * option.h - one option of the command line, for options.c and what the
 * configuration says instead of it
 */
#ifndef OPTION_H
#define OPTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"

struct options;

/* What an option's value is, and so where it goes. */
enum value_kind {
	SET_TRUE, SET_FALSE,	/* a bool */
	TIMES,			/* an unsigned: how often it is given, 3 at most */
	TEXT, TEXTS, CAPTURES, FORMAT, PIDS, SIZE, COUNT, DECIMAL, ON_EXIT, ON_FULL, PLACEMENT, SORT, FOLDED, ANOMALY, COMPAT, FAIL_ON, OTLP_CALLS, COLOR,
};

struct option_info {
	char letter;		/* 0: none */
	const char *name, *value, *help;
	enum value_kind kind;
	size_t place;		/* offset in struct options */
};

/* All of them. */
const struct option_info *option_table(size_t *ret_count);

/* Puts a value where it belongs. 0, or -EINVAL and a sentence. */
int option_take(const struct option_info *info, const char *value, struct options *options, struct why *why);

/*
 * Reads the configuration that the options name or, with `user`, the user's
 * own, and takes from it what was not given: by their place in the table.
 */
int option_read_config(const bool *given, bool user, struct options *options, struct why *reterr_why);

#endif
