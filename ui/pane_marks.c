/* The list of marks, laid over the others. */
#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "model/asof.h"
#include "model/session.h"
#include "syscall/decode.h"
#include "ui/marks.h"
#include "ui/pane.h"

enum { NARROW_COLS = 60, NOTHING_ROWS = 2 };

struct state {
	size_t position, top;	/* among those that are set */
};

/* The number of the mark in that row; 0: there are fewer. */
static unsigned
number_at(const struct scene *scene, size_t position)
{
	for (size_t i = 0; i < scene->marks->count; i++)
		if (scene->marks->seqs[i] != 0 && position-- == 0)
			return (unsigned)i + 1;
	return 0;
}

static size_t
count_of(const struct scene *scene)
{
	size_t count = 0;

	for (size_t i = 0; i < scene->marks->count; i++)
		count += scene->marks->seqs[i] != 0;
	return count;
}

static int
marks_wants(const struct pane *pane, const struct scene *scene)
{
	(void)pane;
	return count_of(scene) > 0 ? (int)count_of(scene) : NOTHING_ROWS;
}

static void
marks_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;
	size_t count = count_of(scene);

	if (state->position >= count)
		state->position = count > 0 ? count - 1 : 0;
	pane_window(&state->top, state->position, count, pane->rows);
}

/* " 2   88,031   0.011377   +1.3ms  read(3, ...)": when, and how long after the mark above it. */
static void
draw_mark(const struct canvas *canvas, int row, const struct scene *scene, size_t position, bool current)
{
	const struct decode_options options = { .string_max = 64, .short_names = true };
	unsigned number = number_at(scene, position), above = position > 0 ? number_at(scene, position - 1) : 0;
	uint64_t seq = marks_get(scene->marks, number), begin_ns = session_totals(scene->session)->begin_ns;
	char line[1024], seqs[FORMAT_CAP], time[FORMAT_CAP], apart[FORMAT_CAP];
	enum role role = current ? ROLE_CURSOR : ROLE_TEXT;
	bool narrow = canvas->cols < NARROW_COLS;
	struct text text = text_in(line, sizeof line);
	struct asof asof = { .then = scene->figures };
	struct call_row call, before;

	/* On a narrow screen what was called counts most. */
	text_addf(&text, "%2u ", number);
	if (!narrow)
		text_addf(&text, "%10s  ", format_grouped(seqs, seq));
	if (!asof_row(&asof, scene->session, seq, scene->at_ns, &call) || call.event == NULL) {
		text_add(&text, "no longer kept");
	} else {
		if (!narrow)
			text_addf(&text, "%11s  ", format_seconds(time, call.event->head.time_ns - begin_ns));
		if (session_row(scene->session, marks_get(scene->marks, above), &before) && before.event != NULL) {
			uint64_t now = call.event->head.time_ns, then = before.event->head.time_ns;

			text_addf(&text, "%c%-7s ", now >= then ? '+' : '-', format_duration(apart, now >= then ? now - then : then - now));
		} else {
			text_addf(&text, "%8s ", "");
		}
		if (seq < scene->end)
			decode_call(&text, &call.event->call, &options);
		else
			text_add(&text, "later than what is looked at");
	}
	asof_done(&asof);
	draw_text(canvas, row, 0, role, " ");
	if (current)
		draw_current(canvas, row);
	draw_foreign(canvas, row, 1, canvas->cols - 1, role, line, text.len);
}

static void
marks_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	static const char nothing[] = "nothing is marked yet: m marks the call under the cursor";
	const struct state *state = pane->state;
	size_t count = count_of(scene);

	if (count == 0)
		draw_sentence(canvas, nothing);
	for (int row = 0; row < canvas->rows && state->top + (size_t)row < count; row++)
		draw_mark(canvas, row, scene, state->top + (size_t)row, state->top + (size_t)row == state->position);
}

static void
marks_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	(void)pane;
	(void)scene;
	snprintf(buf, cap, "Enter: go there   Esc: close");
}

static unsigned
marks_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	unsigned number = number_at(scene, state->position);

	if (action == ACTION_ENTER && number > 0) {
		pane->call = marks_get(scene->marks, number);
		return REACT_REDRAW | REACT_STREAM;
	}
	return pane_move(&state->position, count_of(scene), pane->rows, action) ? REACT_REDRAW : REACT_UNHANDLED;
}

const struct pane_ops pane_marks = {
	.name = "marks", .title = "Marks", .state_size = sizeof(struct state), .settle = marks_settle, .draw = marks_draw,
	.hint = marks_hint, .act = marks_act, .wants = marks_wants,
};
