#include "ui/screen_colors.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

#include "base/mem.h"
#include "base/table.h"

enum { PAIRS_MOST = 8192, PALETTE = 256 };

struct colors {
	enum depth depth;
	struct theme theme;
	bool palette;			/* its entries can be made the very colour */
	int32_t entries[PALETTE];	/* that were: the colour, else -1 */
	struct table pairs;		/* of two colours */
	int pair_count, pair_most;
	struct table nearest;		/* colours of the program's own, to what stands for them */
	struct {
		attr_t attrs;
		int pair;
	} roles[ROLE_COUNT];
};

/* --- what is wanted -------------------------------------------------------------------- */

bool
colors_wanted(enum ui_color color)
{
	const char *none = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE");

	if (color != UI_COLOR_AUTO)
		return color == UI_COLOR_ALWAYS;
	if (force != NULL && force[0] != '\0' && strcmp(force, "0") != 0)
		return true;
	return none == NULL || none[0] == '\0';
}

void
colors_direct_term(char *buf, size_t cap)
{
	const char *term = getenv("TERM"), *says = getenv("COLORTERM");
	static const char suffix[] = "-256color";
	size_t len = term != NULL ? strlen(term) : 0, cut = sizeof suffix - 1;

	buf[0] = '\0';
	if (says == NULL || (strcmp(says, "truecolor") != 0 && strcmp(says, "24bit") != 0) || len == 0)
		return;
	if (len > cut && strcmp(term + len - cut, suffix) == 0)
		len -= cut;
	snprintf(buf, cap, "%.*s-direct", (int)len, term);
}

/* --- pairs -------------------------------------------------------------------------------- */

/* A direct terminal takes the numbers below eight for its palette. */
static int
terminal_color(const struct colors *colors, int32_t color)
{
	return colors->depth == DEPTH_FULL && color >= 0 && color < 8 ? 0 : color;
}

/* 0 is the terminal's own; -1 when there is no pair left. */
static int
pair_of(struct colors *colors, int32_t fg, int32_t bg)
{
	uint64_t key = (uint64_t)(uint32_t)(fg + 1) << 32 | (uint32_t)(bg + 1), pair;

	if (colors->depth == DEPTH_MONO || (fg < 0 && bg < 0))
		return 0;
	if (table_get(&colors->pairs, key, &pair))
		return (int)pair;
	if (colors->pair_count == colors->pair_most)
		return -1;
	if (init_extended_pair(colors->pair_count, terminal_color(colors, fg), terminal_color(colors, bg)) == ERR)
		return 0;
	table_set(&colors->pairs, key, (uint64_t)colors->pair_count);
	return colors->pair_count++;
}

/* --- the palette ---------------------------------------------------------------------------- */

static int
thousandth(int part)
{
	return (part * 1000 + 127) / 255;
}

static void
define(int index, int32_t rgb)
{
	init_extended_color(index, thousandth(rgb >> 16 & 255), thousandth(rgb >> 8 & 255), thousandth(rgb & 255));
}

/*
 * The entry that is nearest anyway becomes the very colour: a terminal that
 * only claims to change its palette shows the nearest. The first sixteen are
 * left alone, since the program's output may use them.
 */
static void
refine(struct colors *colors, const struct color *color)
{
	int32_t index = color_at(color, DEPTH_256);

	if (!colors->palette || color->rgb < 0 || index < 16 || index >= PALETTE || colors->entries[index] >= 0)
		return;
	colors->entries[index] = color->rgb;
	define(index, color->rgb);
}

/* --- roles ------------------------------------------------------------------------------------ */

static attr_t
attributes(unsigned attrs)
{
	return (attrs & ATTR_BOLD ? A_BOLD : 0) | (attrs & ATTR_REVERSE ? A_REVERSE : 0) |
	       (attrs & ATTR_UNDERLINE ? A_UNDERLINE : 0) | (attrs & ATTR_DIM ? A_DIM : 0);
}

static void
make_roles(struct colors *colors)
{
	for (unsigned role = 0; role < ROLE_COUNT; role++) {
		struct role_shade shade = theme_shade(&colors->theme, (enum role)role, colors->depth);
		int pair = pair_of(colors, shade.fg, shade.bg);

		refine(colors, &colors->theme.looks[role].fg);
		refine(colors, &colors->theme.looks[role].bg);
		colors->roles[role].attrs = attributes(shade.attrs);
		colors->roles[role].pair = pair > 0 ? pair : 0;
	}
	/* What is erased has the text's background, too. */
	bkgdset(' ' | (colors->depth == DEPTH_MONO ? 0 : COLOR_PAIR(colors->roles[ROLE_TEXT].pair)));
}

static void
begin_pairs(struct colors *colors)
{
	table_clear(&colors->pairs);
	colors->pair_count = 1;
	make_roles(colors);
}

/* What a colour of the program's own becomes. */
static int32_t
own_color(struct colors *colors, int32_t rgb)
{
	struct color color = color_meant(rgb);
	uint64_t known;
	int32_t index;

	if (rgb < 0 || colors->depth == DEPTH_FULL)
		return rgb;
	if (table_get(&colors->nearest, (uint64_t)rgb, &known))
		return (int32_t)known;
	index = color_at(&color, colors->depth);
	if (colors->nearest.count > PAIRS_MOST)
		table_clear(&colors->nearest);
	table_set(&colors->nearest, (uint64_t)rgb, (uint64_t)index);
	return index;
}

bool
colors_pen(struct colors *colors, const struct cell *cell)
{
	unsigned role = cell->role < ROLE_COUNT ? cell->role : ROLE_TEXT;
	attr_t attrs = colors->roles[role].attrs;
	int pair = colors->roles[role].pair;
	bool had_room = true;

	if (cell->own_colours) {
		attrs = (cell->bold ? A_BOLD : 0) | (cell->underline ? A_UNDERLINE : 0) | (cell->reverse ? A_REVERSE : 0);
		pair = pair_of(colors, own_color(colors, cell->fg), own_color(colors, cell->bg));
		had_room = pair >= 0;
		if (!had_room)
			begin_pairs(colors);
		pair = had_room ? pair : 0;
	}
	attr_set(attrs, 0, &pair);
	return had_room;
}

/* --- life --------------------------------------------------------------------------------------- */

static enum depth
find_depth(bool wanted)
{
	if (!wanted || !has_colors() || start_color() != OK)
		return DEPTH_MONO;
	use_default_colors();
	if (tigetflag("RGB") > 0 && COLORS > 0xffff)
		return DEPTH_FULL;
	return COLORS >= 256 ? DEPTH_256 : COLORS >= 16 ? DEPTH_16 : COLORS >= 8 ? DEPTH_8 : DEPTH_MONO;
}

struct colors *
colors_new(bool wanted, const struct theme *theme)
{
	struct colors *colors = mem_new(1, sizeof *colors);

	colors->depth = find_depth(wanted);
	colors->palette = colors->depth == DEPTH_256 && can_change_color();
	colors->pair_most = COLOR_PAIRS < PAIRS_MOST ? COLOR_PAIRS : PAIRS_MOST;
	colors_theme(colors, theme);
	return colors;
}

void
colors_free(struct colors *colors)
{
	if (colors == NULL)
		return;
	table_done(&colors->pairs);
	table_done(&colors->nearest);
	free(colors);
}

enum depth
colors_depth(const struct colors *colors)
{
	return colors->depth;
}

void
colors_theme(struct colors *colors, const struct theme *theme)
{
	if (colors->depth == DEPTH_MONO)
		theme_plain(&colors->theme);
	else
		colors->theme = *theme;
	for (int index = 0; index < PALETTE; index++) {
		if (index >= 16 && colors->palette && colors->entries[index] > 0)
			define(index, color_rgb(index));
		colors->entries[index] = -1;
	}
	begin_pairs(colors);
}

void
colors_again(struct colors *colors)
{
	for (int index = 16; index < PALETTE && colors->palette; index++)
		if (colors->entries[index] >= 0)
			define(index, colors->entries[index]);
}
