/*
 * shots.h - pictures of the screen, compared with those in tests/golden
 *
 * A story is told in records, the screen is drawn from it without a terminal,
 * keys are pressed, and what is to be seen then is compared.
 * GOLDEN=update rewrites the pictures; look at the difference as at code.
 */
#ifndef SHOTS_H
#define SHOTS_H

#include <stdbool.h>
#include <stddef.h>

#include "records.h"

struct shot {
	const char *name;	/* of the picture, without ".txt" */
	const char *size, *script; /* as --screen and --script take them */
	bool ascii, roles;	/* lines in ASCII; roles in place of text */
};

/* Makes the records of a whole trace, START to END. */
typedef void shots_story(struct records *records);

/* What main() returns. */
int shots_take(const struct shot *shots, size_t count, shots_story *told);

#endif
