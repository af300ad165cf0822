/* Which columns the stream has, and in which order; laid over the others. */
#include <stdio.h>
#include <string.h>

#include "ui/stream.h"

struct state {
	size_t position, top;
};

static int
columns_wants(const struct pane *pane, const struct scene *scene)
{
	(void)pane;
	(void)scene;
	return COLUMNS;
}

static void
columns_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;

	(void)scene;
	pane_window(&state->top, state->position, COLUMNS, pane->rows);
}

static void
columns_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;

	for (int row = 0; row < canvas->rows && state->top + (size_t)row < COLUMNS; row++) {
		size_t position = state->top + (size_t)row;
		enum column column = scene->columns->order[position];
		bool current = position == state->position;
		enum role role = current ? ROLE_CURSOR : ROLE_TEXT;
		char line[128];

		if (current) {
			draw_fill(canvas, row, 0, canvas->cols, ROLE_CURSOR);
			draw_cursor(canvas, row, 0);
		}
		snprintf(line, sizeof line, "%s[%c] %-9s %s", current ? ">" : " ", scene->columns->hidden[column] ? ' ' : 'x',
			 column_info(column)->title, column_info(column)->what);
		draw_foreign(canvas, row, 0, canvas->cols, role, line, strlen(line));
	}
}

static void
columns_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	(void)scene;
	if (pane->cols >= 60)
		snprintf(buf, cap, "Enter: show or hide   < >: move   Esc: close");
	else
		snprintf(buf, cap, "Enter  < >  Esc");
}

/* The one under the cursor changes places with its neighbour, and the cursor goes with it. */
static void
move_column(struct state *state, struct stream_columns *columns, int step)
{
	size_t to = state->position + (size_t)(long)step;
	uint8_t swap;

	if (to >= COLUMNS)
		return;
	swap = columns->order[to];
	columns->order[to] = columns->order[state->position];
	columns->order[state->position] = swap;
	state->position = to;
}

static unsigned
columns_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	struct stream_columns *columns = scene->columns;

	switch (action) {
	case ACTION_ENTER:
	case ACTION_PAUSE:	/* the space bar */
		columns->hidden[columns->order[state->position]] ^= true;
		return REACT_REDRAW;
	case ACTION_SORT_PREV:
		move_column(state, columns, -1);
		return REACT_REDRAW;
	case ACTION_SORT_NEXT:
		move_column(state, columns, 1);
		return REACT_REDRAW;
	default:
		return pane_move(&state->position, COLUMNS, pane->rows, action) ? REACT_REDRAW : REACT_UNHANDLED;
	}
}

const struct pane_ops pane_columns = {
	.name = "columns", .title = "Columns", .state_size = sizeof(struct state), .settle = columns_settle, .draw = columns_draw,
	.hint = columns_hint, .act = columns_act, .wants = columns_wants,
};
