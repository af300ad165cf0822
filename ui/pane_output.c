/* The terminal that the program runs on: what it shows, and what went off its top. */
#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "model/session.h"
#include "ui/pane.h"
#include "ui/terminal.h"

struct state {
	uint64_t top;		/* the first line shown, when `stay` */
	bool stay;		/* false: at the end, and following it */
};

static uint64_t
last_top(const struct scene *scene, int rows)
{
	uint64_t end = terminal_end(scene->terminal), first = terminal_first(scene->terminal), height = rows > 0 ? (uint64_t)rows : 1;

	return end - first > height ? end - height : first;
}

static void
output_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;

	if (scene->terminal == NULL)
		return;
	if (scene->keyboard)
		state->stay = false;	/* one types at the end */
	if (!state->stay)
		state->top = last_top(scene, pane->rows);
	else if (state->top < terminal_first(scene->terminal))
		state->top = terminal_first(scene->terminal);
	if (state->top >= last_top(scene, pane->rows))
		state->stay = false;
}

static void
park_cursor(const struct state *state, const struct scene *scene, const struct canvas *canvas)
{
	uint64_t line;
	int col;

	if (terminal_cursor(scene->terminal, &line, &col) && line >= state->top)
		draw_cursor(canvas, (int)(line - state->top), col < canvas->cols ? col : canvas->cols - 1);
}

static void
output_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;

	if (scene->terminal != NULL && terminal_bytes(scene->terminal) > 0)
		terminal_draw(scene->terminal, canvas, state->top);
	else if (scene->terminal != NULL)
		draw_sentence(canvas, "nothing was written yet");
	else if (scene->recorded)
		draw_sentence(canvas, "a recording keeps calls, and not what the program wrote to its terminal");
	else
		draw_sentence(canvas, "the program has its own terminal");
	if (scene->terminal != NULL && pane->focus)
		park_cursor(state, scene, canvas);
}

static void
output_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	const struct state *state = pane->state;
	char number[FORMAT_CAP];

	if (scene->terminal == NULL)
		return;
	if (scene->keyboard)
		snprintf(buf, cap, "KEYS GO TO THE PROGRAM: %s brings them back", scene->keyboard_key);
	else if (scene->at != 0)
		snprintf(buf, cap, "as it is now");	/* nothing keeps what it looked like */
	else if (state->stay)
		snprintf(buf, cap, "+%s lines below: G",
			 format_count(number, last_top(scene, pane->rows) - state->top));
	else if (pane->focus && session_totals(scene->session)->phase == SESSION_LIVE)
		snprintf(buf, cap, "Enter: type into it");
}

static unsigned
output_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	uint64_t first;
	size_t at, count;

	if (action == ACTION_ENTER)
		return REACT_REDRAW | REACT_KEYBOARD;
	if (scene->terminal == NULL)
		return REACT_UNHANDLED;
	if (action == ACTION_FOLLOW) {
		state->stay = false;
		return REACT_REDRAW;
	}
	first = terminal_first(scene->terminal);
	at = (size_t)(state->top - first);
	count = (size_t)(last_top(scene, pane->rows) - first) + 1;
	if (!pane_move(&at, count, pane->rows, action))
		return REACT_UNHANDLED;
	state->top = first + at;
	/* Being at the end is following it. */
	state->stay = at + 1 < count;
	return REACT_REDRAW;
}

const struct pane_ops pane_output = {
	.name = "output", .title = "Output", .state_size = sizeof(struct state),
	.settle = output_settle, .draw = output_draw, .hint = output_hint, .act = output_act,
};
