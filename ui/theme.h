/*
 * theme.h - roles, and the colours and marks a theme gives them
 *
 * Code names a role; only screen.c turns roles into attributes. A role that a
 * theme does not mention looks like its parent. Meaning is never carried by
 * colour alone: marks and words say it as well.
 */
#ifndef THEME_H
#define THEME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"
#include "ui/color.h"

/* id, name in theme files, parent, letter in pictures of roles */
#define THEME_ROLES(X) \
	X(TEXT,		"text",		TEXT,	' ') \
	X(DIM,		"dim",		TEXT,	'.') \
	X(TITLE,	"title",	TEXT,	't') \
	X(TITLE_FOCUS,	"title.focus",	TITLE,	'T') \
	X(RULE,		"rule",		DIM,	'-') \
	X(BAR,		"bar",		TEXT,	'b') \
	X(BAR_KEY,	"bar.key",	BAR,	'K') \
	X(STATE_LIVE,	"state.live",	BAR,	'L') \
	X(STATE_PAUSED,	"state.paused",	BAR,	'P') \
	X(STATE_ENDED,	"state.ended",	BAR,	'E') \
	X(LOSS,		"loss",		BAR,	'!') \
	X(HEADER,	"header",	TEXT,	'h') \
	X(CURSOR,	"cursor",	TEXT,	'>') \
	X(CALL,		"stream.call",	TEXT,	'c') \
	X(ARGS,		"stream.args",	TEXT,	'a') \
	X(STRING,	"stream.string", ARGS,	's') \
	X(NUMBER,	"stream.number", TEXT,	'n') \
	X(ERROR,	"stream.error",	TEXT,	'e') \
	X(OPEN,		"stream.open",	DIM,	'o') \
	X(SIGNAL,	"stream.signal", OPEN,	'z') \
	X(SLOW,		"stream.slow",	TEXT,	'w') \
	X(SOURCE,	"stream.source", DIM,	'f') \
	X(ALERT_LOW,	"alert.low",	TEXT,	'1') \
	X(ALERT_MEDIUM,	"alert.medium",	ALERT_LOW, '2') \
	X(ALERT_HIGH,	"alert.high",	ALERT_MEDIUM, '3') \
	X(GRAPH,	"graph",	TEXT,	'g') \
	X(GRAPH_HOT,	"graph.hot",	GRAPH,	'G') \
	X(SPECTRO_1,	"spectro.1",	GRAPH,	'A') \
	X(SPECTRO_2,	"spectro.2",	SPECTRO_1, 'B') \
	X(SPECTRO_3,	"spectro.3",	SPECTRO_2, 'C') \
	X(SPECTRO_4,	"spectro.4",	SPECTRO_3, 'D') \
	X(SPECTRO_5,	"spectro.5",	SPECTRO_4, 'F') \
	X(SPECTRO_6,	"spectro.6",	SPECTRO_5, 'I') \
	X(SPECTRO_7,	"spectro.7",	SPECTRO_6, 'J') \
	X(SPECTRO_8,	"spectro.8",	SPECTRO_7, 'N') \
	X(SPECTRO_9,	"spectro.9",	SPECTRO_8, 'O') \
	X(SOURCE_LINE,	"source.line",	TEXT,	'l') \
	X(SOURCE_NUMBER, "source.number", DIM,	'#') \
	X(SOURCE_HERE,	"source.here",	CURSOR,	'H') \
	X(SOURCE_HEAT,	"source.heat",	NUMBER,	'm') \
	X(PROMPT,	"prompt",	TEXT,	'p') \
	X(MESSAGE,	"message",	TEXT,	'M') \
	X(CELL,		"cursor.cell",	CURSOR,	'C') \
	X(MARK,		"mark",		PROMPT,	'x') \
	X(FOUND,	"found",	PROMPT,	'/') \
	X(VALID,	"prompt.valid",	PROMPT,	'v') \
	X(INVALID,	"prompt.invalid", ERROR, 'i') \
	X(CHOICE,	"choice",	BAR,	'q') \
	X(CHOICE_NOTE,	"choice.note",	CHOICE,	'y') \
	X(CHOICE_NOW,	"choice.now",	CURSOR,	'Q') \
	X(CRUMB,	"crumb",	DIM,	'r') \
	X(CRUMB_LAST,	"crumb.last",	TITLE_FOCUS, 'R')

enum role {
#define ROLE_ENUM(id, name, parent, letter) ROLE_##id,
	THEME_ROLES(ROLE_ENUM)
#undef ROLE_ENUM
	ROLE_COUNT
};

enum role_attr { ATTR_BOLD = 1 << 0, ATTR_REVERSE = 1 << 1, ATTR_UNDERLINE = 1 << 2, ATTR_DIM = 1 << 3 };

enum { MARK_CAP = 8 };

struct role_look {
	struct color fg, bg;
	unsigned attrs;		/* enum role_attr bits */
	char mark[MARK_CAP];	/* says in text what the colour says; "" none */
};

struct theme {
	char name[64];
	bool light;		/* made for a light background */
	bool ascii;		/* no lines and blocks beyond ASCII */
	struct role_look looks[ROLE_COUNT];	/* every role, parents resolved */
};

/*
 * Loads a theme by name or path (theme_find.h): one of ours, or a base16 or
 * base24 scheme. The caller's theme is untouched on an error, whose sentence
 * begins with file:line:column.
 */
int theme_load(const char *name, struct theme *ret_theme, struct why *reterr_why);

/* What is used where there is no colour: the theme "mono", attributes only. */
void theme_plain(struct theme *ret_theme);

/* A look at a depth: an index, 0xRRGGBB at DEPTH_FULL, COLOR_OWN. */
struct role_shade {
	int32_t fg, bg;
	unsigned attrs;
};
struct role_shade theme_shade(const struct theme *theme, enum role role, enum depth depth);

const char *role_name(enum role role);
bool role_find(const char *name, enum role *ret_role);
char role_letter(enum role role);

#endif
