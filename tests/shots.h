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

struct srcmaps;

struct shot {
	const char *name;	/* of the picture, without ".txt" */
	const char *size, *script; /* as --screen and --script take them */
	bool ascii, roles;	/* lines in ASCII; roles in place of text */
};

/* What a user has set beside; NULL where nothing is. */
struct shot_style {
	const char *colors;	/* a depth: the picture shows the looks at that, in place of text */
	const char *theme;	/* as --theme has it */
	const char *config;	/* the text of a configuration */
};

struct styled_shot {
	struct shot shot;
	struct shot_style style;
};

/* Makes the records of a whole trace, START to END. */
typedef void shots_story(struct records *records);

/* A way to something that is to be seen: it is seen at every size and in every depth of colour. */
struct view {
	const char *name;	/* of its pictures, views/NAME.txt and views/NAME-colors.txt */
	const char *script;	/* what leads there */
};

/* What there is beside a story. NULL where nothing is. */
struct shot_world {
	shots_story *told;
	const char *output;	/* what the program wrote to its terminal, which is ours then */
	const char *baseline;	/* a recording to hold the run against */
	struct srcmaps *maps;
	const char *config;	/* the text of a configuration */
};

/*
 * Works in a directory of its own from here on, so that sources and recordings
 * made there have the same names each time; in the end it is removed.
 */
void shots_move(void);
void shots_move_back(void);

/* What main() returns. */
int shots_take_views(const struct view *views, size_t count, const struct shot_world *world);
int shots_take(const struct shot *shots, size_t count, shots_story *told);
int shots_take_styled(const struct styled_shot *shots, size_t count, shots_story *told);

#endif
