/* Every action with its keys and every command, from their tables, the keys that are bound and the configuration; what signs mean. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "model/finder.h"
#include "ui/commands.h"
#include "ui/palette.h"
#include "ui/keymap.h"
#include "ui/pane.h"

enum { KEYS_COLS = 18, KEYS_COLS_NARROW = 9, NARROW_COLS = 60 };

struct state {
	size_t top;
	size_t found;		/* the line that was searched for, counted from 1; 0 none */
};

struct line {
	char keys[64];
	const char *help, *name; /* help NULL: a heading, which is the name */
};

/* Actions in their order, each part up to the next one's first. */
static const struct {
	enum action first;
	const char *title;
} parts[] = {
	{ ACTION_QUIT, "Leave, and help" },
	{ ACTION_NEXT_PANE, "Panes" },
	{ ACTION_UP, "Move" },
	{ ACTION_ENTER, "Go in, and narrow down" },
	{ ACTION_FIND, "Find and jump" },
	{ ACTION_MARK, "Marks" },
	{ ACTION_COLUMNS, "What is shown, and how" },
	{ ACTION_SCRUB_PREV, "Time" },
	{ ACTION_COPY, "Take along" },
	{ ACTION_KEYBOARD, "The program, and the screen" },
	{ ACTION_COUNT, NULL },
};
enum { PARTS = sizeof parts / sizeof *parts - 1 };

/* What stands in cells. */
static const struct {
	const char *sign, *means;
	enum role role;		/* its mark in the theme stands before the sign */
} signs[] = {
	{ "Z", "how rare so long a call is: 3 is 1 in 700, 5 1 in 3 million", ROLE_TEXT },
	{ "", "an alert of low severity", ROLE_ALERT_LOW },
	{ "", "of medium severity", ROLE_ALERT_MEDIUM },
	{ "", "of high severity", ROLE_ALERT_HIGH },
	{ "w", "it is there to wait: judged only where it had a limit", ROLE_TEXT },
	{ "p", "it took so long because a processor was busy: not judged", ROLE_TEXT },
	{ "?", "it has not returned, or never did", ROLE_TEXT },
	{ "~", "more than fits; before a line of source: the nearest known", ROLE_TEXT },
	{ "LAT", "how long it took, with what stopping it cost", ROLE_TEXT },
};
enum { SIGNS = sizeof signs / sizeof *signs };

static size_t
line_count(const struct scene *scene)
{
	size_t own = scene->commands->count;

	return PARTS + ACTION_COUNT - 1 + 1 + PALETTE_COUNT + (own > 0 ? 1 + own : 0) + 1 + SIGNS;
}

static struct line
heading(const char *title)
{
	return (struct line){ .keys = "", .name = title };
}

static struct line
line_of_action(const struct scene *scene, enum action action)
{
	struct line line = { .help = action_info(action)->help, .name = action_info(action)->name };

	keymap_keys(scene->keymap, action, line.keys, sizeof line.keys);
	return line;
}

static struct line
line_of_palette(enum palette palette)
{
	const struct palette_info *info = palette_info(palette);
	struct line line = { .help = info->help, .name = "" };

	snprintf(line.keys, sizeof line.keys, ":%s %s", info->name, info->argument);
	return line;
}

static struct line
line_of_own(const struct command *command)
{
	struct line line = { .help = command->run, .name = command->name };

	if (command->key >= 0)
		key_to_name(command->key, line.keys);
	else
		snprintf(line.keys, sizeof line.keys, ":%.60s", command->name);
	return line;
}

static struct line
line_of_sign(const struct scene *scene, size_t number)
{
	struct line line = { .help = signs[number].means, .name = "" };

	snprintf(line.keys, sizeof line.keys, "%s%s", signs[number].role != ROLE_TEXT ? pane_mark(scene, signs[number].role) : "",
		 signs[number].sign);
	return line;
}

static struct line
line_at(const struct scene *scene, size_t number)
{
	size_t own = scene->commands->count;

	for (size_t i = 0; i < PARTS; i++) {
		size_t count = (size_t)(parts[i + 1].first - parts[i].first);

		if (number == 0)
			return heading(parts[i].title);
		if (number <= count)
			return line_of_action(scene, (enum action)(parts[i].first + number - 1));
		number -= 1 + count;
	}
	if (number == 0)
		return heading("Commands that take something");
	if (number <= PALETTE_COUNT)
		return line_of_palette((enum palette)(number - 1));
	number -= 1 + PALETTE_COUNT;
	if (own > 0 && number == 0)
		return heading("Commands of your own");
	if (own > 0 && number <= own)
		return line_of_own(&scene->commands->items[number - 1]);
	number -= own > 0 ? 1 + own : 0;
	return number == 0 ? heading("Signs") : line_of_sign(scene, number - 1);
}

static bool
help_find(struct pane *pane, const struct scene *scene, const struct finder *finder, int step)
{
	struct state *state = pane->state;
	size_t at = state->found > 0 ? state->found - 1 : state->top, count = line_count(scene);

	for (size_t i = step == 0 ? 0 : 1; i <= count; i++) {
		size_t number = step < 0 ? (at + count - i % count) % count : (at + i) % count;
		struct line line = line_at(scene, number);
		char room[256];
		struct text text = text_in(room, sizeof room);

		text_addf(&text, "%s %s %s", line.keys, line.help != NULL ? line.help : "", line.name);
		if (!finder_matches(finder, room, text.len))
			continue;
		state->found = number + 1;
		pane_window(&state->top, number, count, pane->rows);
		return true;
	}
	state->found = 0;
	return false;
}

static unsigned
help_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	size_t count = line_count(scene), last = count > (size_t)pane->rows ? count - (size_t)pane->rows : 0;

	if (!pane_move(&state->top, last + 1, pane->rows, action))
		return REACT_UNHANDLED;
	state->found = 0;
	return REACT_REDRAW;
}

static void
draw_line(const struct canvas *canvas, int row, const struct line *line, bool found)
{
	int keys = canvas->cols < NARROW_COLS ? KEYS_COLS_NARROW : KEYS_COLS, col;

	if (line->help == NULL) {
		draw_text(canvas, row, 1, found ? ROLE_FOUND : ROLE_TITLE, line->name);
	} else {
		draw_right(canvas, row, 0, keys, ROLE_CALL, line->keys);
		col = draw_foreign(canvas, row, keys + 2, canvas->cols, found ? ROLE_FOUND : ROLE_TEXT, line->help, strlen(line->help));
		if (col + 2 + (int)strlen(line->name) <= canvas->cols)
			draw_right(canvas, row, col, canvas->cols - col, ROLE_DIM, line->name);
	}
	if (found) {
		draw_text(canvas, row, keys + 1, ROLE_FOUND, ">");
		draw_cursor(canvas, row, keys + 1);
	}
}

static void
help_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;

	for (int row = 0; row < canvas->rows && state->top + (size_t)row < line_count(scene); row++) {
		struct line line = line_at(scene, state->top + (size_t)row);

		draw_line(canvas, row, &line, state->top + (size_t)row + 1 == state->found);
	}
}

static void
help_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	snprintf(buf, cap, "%s/: find   Esc: close", (size_t)pane->rows < line_count(scene) ? "j k: more   " : "");
}

const struct pane_ops pane_help = {
	.name = "help", .title = "Help", .state_size = sizeof(struct state), .draw = help_draw, .hint = help_hint,
	.act = help_act, .find = help_find,
};
