/* Which themes there are; the one under the cursor is shown at once. Laid over the others. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/pane.h"
#include "ui/theme_find.h"

enum { NAME_CAP = 256 };

struct state {
	char **names;		/* read when they are first wanted, given back when the list is closed */
	size_t count, position, top;
	char before[NAME_CAP];	/* what it was when the list was opened */
};

static void
forget(struct state *state)
{
	for (size_t i = 0; i < state->count; i++)
		free(state->names[i]);
	free(state->names);
	*state = (struct state){ .names = NULL };
}

static void
themes_done(struct pane *pane)
{
	forget(pane->state);
}

static void
read_names(struct state *state, const struct scene *scene)
{
	if (state->names != NULL)
		return;
	state->names = theme_names(&state->count);
	snprintf(state->before, sizeof state->before, "%s", scene->theme);
	for (size_t i = 0; i < state->count; i++)
		if (strcmp(state->names[i], scene->theme) == 0)
			state->position = i;
}

static int
themes_wants(const struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;

	read_names(state, scene);
	return (int)state->count;
}

static void
themes_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;

	read_names(state, scene);
	pane_window(&state->top, state->position, state->count, pane->rows);
}

static void
themes_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;

	(void)scene;
	for (int row = 0; row < canvas->rows && state->top + (size_t)row < state->count; row++) {
		size_t at = state->top + (size_t)row;
		const char *name = state->names[at];
		bool current = at == state->position;
		enum role role = current ? ROLE_CURSOR : ROLE_TEXT;

		draw_text(canvas, row, 0, role, " ");
		if (current)
			draw_current(canvas, row);
		draw_foreign(canvas, row, 2, canvas->cols - 2, role, name, strlen(name));
	}
}

static void
themes_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	(void)scene;
	snprintf(buf, cap, pane->cols >= 60 ? "Enter: keep   Esc: as before" : "Enter  Esc");
}

/* Enter keeps what is shown; whatever else closes the list brings back what was. */
static unsigned
themes_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	bool moved = pane_move(&state->position, state->count, pane->rows, action);

	(void)scene;
	snprintf(pane->condition, sizeof pane->condition, "%s",
		 moved || action == ACTION_ENTER ? state->names[state->position] : state->before);
	if (moved)
		return REACT_REDRAW | REACT_THEME;
	forget(state);
	return REACT_THEME | REACT_CLOSE;
}

const struct pane_ops pane_themes = {
	.name = "themes", .title = "Themes", .state_size = sizeof(struct state), .done = themes_done, .settle = themes_settle,
	.draw = themes_draw, .hint = themes_hint, .act = themes_act, .wants = themes_wants,
};
