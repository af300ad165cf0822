/*
 * option.h - one option, for the files of options.h
 *
 *	option_table.c	 all of them
 *	option_value.c	 what is given with one, and where it goes
 *	option_config.c	 what the configuration says instead
 *	options_help.c	 --help
 *	options_check.c	 what goes with what
 *	options.c	 the line
 */
#ifndef OPTION_H
#define OPTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"

struct options;

/* What an option's value is, and so what its place holds. */
enum value_kind {
	SET_TRUE, SET_FALSE,	/* none; a bool */
	TIMES,			/* none; an unsigned: how often it is given, 3 at most */
	TEXT,			/* a const char * */
	TEXTS,			/* a struct texts: it may be given again */
	FORMAT,			/* a const char *: the name of a format */
	PIDS,			/* a struct pids */
	SIZE,			/* bytes; a uint64_t */
	COUNT,			/* an unsigned from 1 on */
	DECIMAL,		/* a double above 0 */
	WORD,			/* one of those that `value` lists; an enum */
	EITHER,			/* the same; a bool */
};

struct option_info {
	char letter;		/* 0: none */
	const char *name, *value; /* value: as --help shows it; NULL: it has none */
	enum value_kind kind;
	size_t place;		/* offset in struct options */
	const char *help;
	unsigned first;		/* of WORD and EITHER: what the first word stands for */
	size_t told;		/* offset of a bool that is set when it is given; 0: none */
	bool line_only;		/* meant for one run, or for the configuration itself: that cannot have it */
};

/* All of them, at most so many. */
enum { OPTIONS_MAX = 80 };
const struct option_info *option_table(size_t *ret_count);

/* The name that was probably meant, NULL: none comes near. */
const char *option_nearest(const char *name);

/* Puts a value where it belongs. 0, or -EINVAL and a sentence. */
int option_take(const struct option_info *info, const char *value, struct options *options, struct why *why);

/*
 * Reads the configuration that the options name or, with `user`, the user's
 * own, and takes from it what was not given: by their place in the table.
 */
int option_read_config(const bool *given, bool user, struct options *options, struct why *reterr_why);

/* Whether all of it makes sense together; settles what follows from that. `rest`: what came behind the options. */
int options_check(struct options *options, char **rest, size_t count, struct why *why);

#endif
