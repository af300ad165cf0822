/* Every action with its keys and every command, from their tables, the keys that are bound and the configuration. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "model/finder.h"
#include "ui/commands.h"
#include "ui/palette.h"
#include "ui/keymap.h"
#include "ui/pane.h"

enum { KEYS_COLS = 18, KEYS_COLS_NARROW = 9, NARROW_COLS = 60, BUILT_IN = ACTION_COUNT - 1 + PALETTE_COUNT };

struct state {
	size_t top;
	size_t found;		/* the line that was searched for, counted from 1; 0 none */
};

struct line {
	char keys[64];
	const char *help, *name;
};

static size_t
line_count(const struct scene *scene)
{
	return BUILT_IN + scene->commands->count;
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
line_at(const struct scene *scene, size_t number)
{
	struct line line = { .keys = "" };

	if (number >= BUILT_IN)
		return line_of_own(&scene->commands->items[number - BUILT_IN]);
	if (number < ACTION_COUNT - 1) {
		enum action action = (enum action)(number + 1);

		keymap_keys(scene->keymap, action, line.keys, sizeof line.keys);
		line.help = action_info(action)->help;
		line.name = action_info(action)->name;
	} else {
		const struct palette_info *info = palette_info((enum palette)(number - (ACTION_COUNT - 1)));

		snprintf(line.keys, sizeof line.keys, ":%s %s", info->name, info->argument);
		line.help = info->help;
		line.name = "";
	}
	return line;
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

		text_addf(&text, "%s %s %s", line.keys, line.help, line.name);
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
help_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;
	int keys = canvas->cols < NARROW_COLS ? KEYS_COLS_NARROW : KEYS_COLS;

	for (int row = 0; row < canvas->rows && state->top + (size_t)row < line_count(scene); row++) {
		struct line line = line_at(scene, state->top + (size_t)row);
		bool found = state->top + (size_t)row + 1 == state->found;
		int col;

		draw_right(canvas, row, 0, keys, ROLE_CALL, line.keys);
		col = draw_foreign(canvas, row, keys + 2, canvas->cols, found ? ROLE_FOUND : ROLE_TEXT, line.help, strlen(line.help));
		if (col + 2 + (int)strlen(line.name) <= canvas->cols)
			draw_right(canvas, row, col, canvas->cols - col, ROLE_DIM, line.name);
		if (found) {
			draw_text(canvas, row, keys + 1, ROLE_FOUND, ">");
			draw_cursor(canvas, row, keys + 1);
		}
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
