/* Every action with its keys, from the one table. */
#include <string.h>

#include "ui/pane.h"

struct state {
	size_t top;
};

static unsigned
help_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	size_t last = ACTION_COUNT - 1 > pane->rows ? (size_t)(ACTION_COUNT - 1 - pane->rows) : 0;

	(void)scene;
	if (!pane_move(&state->top, last + 1, pane->rows, action))
		return REACT_UNHANDLED;
	return REACT_REDRAW;
}

static void
help_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;

	(void)scene;
	for (int row = 0; row < canvas->rows; row++) {
		size_t action = state->top + (size_t)row + 1;
		const struct action_info *info;
		int col;

		if (action >= ACTION_COUNT)
			break;
		info = action_info((enum action)action);
		draw_right(canvas, row, 0, 18, ROLE_CALL, info->keys);
		col = draw_text(canvas, row, 20, ROLE_TEXT, info->help);
		if (col + 2 + (int)strlen(info->name) <= canvas->cols)
			draw_right(canvas, row, col, canvas->cols - col, ROLE_DIM, info->name);
	}
}

static void
help_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	(void)scene;
	if (cap > 0)
		buf[0] = '\0';
	if (pane->rows < ACTION_COUNT - 1)
		strncat(buf, "j k: more   ? q Esc: close", cap - 1);
	else
		strncat(buf, "? q Esc: close", cap - 1);
}

const struct pane_ops pane_help = {
	.name = "help", .title = "Help", .state_size = sizeof(struct state), .draw = help_draw, .hint = help_hint,
	.act = help_act,
};
