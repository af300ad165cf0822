/*
 * palette.h - what can be typed behind ":"
 *
 * A call's number, any action by its name, or one of these with something
 * behind it. One table feeds the palette, help and the manual.
 */
#ifndef PALETTE_H
#define PALETTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"

struct ui;

/* id, name, what is typed behind it, help sentence */
#define PALETTE(X) \
	X(FILTER,	"filter",	"expression",	"show only the calls it means; nothing: all") \
	X(USE,		"use",		"name",		"show only what a filter of the configuration means") \
	X(FIND,		"find",		"pattern",	"find calls by their text") \
	X(GO,		"go",		"#call",	"go to the call with that number") \
	X(AT,		"at",		"time",		"look back: everything as of 1.5s, of the end of call #12, or now") \
	X(PLAY,		"play",		"[speed to]",	"let time run on, as fast as it did or 10x, up to 1.5s; again: stop") \
	X(SORT,		"sort",		"column",	"sort the rows of the pane by it; Tab lists what there is") \
	X(SAVE,		"save",		"[file]",	"write what is shown to that file; none: ask for it") \
	X(THEME,	"theme",	"[name]",	"other colours, by name or file; none: choose from a list") \
	X(ATTACH,	"attach",	"process",	"watch one more process, by its number; Tab lists them") \
	X(PARENT,	"parent",	"",		"show only calls of the process that made this call's process") \
	X(MARK,		"mark",		"[number]",	"go to that mark; none: list them") \
	X(SPAN,		"zoom",		"[marks 1 2]",	"show only the calls between two marks; none: give the pane the whole screen")

enum palette {
#define PALETTE_ENUM(id, name, argument, help) PALETTE_##id,
	PALETTE(PALETTE_ENUM)
#undef PALETTE_ENUM
	PALETTE_COUNT
};

struct palette_info {
	const char *name, *argument, *help;
};

const struct palette_info *palette_info(enum palette command);

/* Whether a line may begin with that word: a command, an action, a call's number. */
bool palette_has(const char *word);

/* Does what was typed. 0, or -EINVAL and a sentence of what is wrong with it; then nothing was done. */
int palette_run(struct ui *ui, const char *line, struct why *reterr_why);

/* Fills ui->bar.choices with what could be typed at its cursor. */
void palette_offer(struct ui *ui);

#endif
