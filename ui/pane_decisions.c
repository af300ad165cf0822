/* What a transpiler says it decided: a line a decision, the chosen one in full below. */
#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "model/decisions.h"
#include "model/finder.h"
#include "model/session.h"
#include "ui/pane.h"

enum { FULL_ROWS = 4, FULL_FROM_ROWS = 9, TIME_COLS = 11, LINE_MAX_BYTES = 4096 };

struct state {
	size_t chosen, top;
	bool stay;		/* false: at the newest, and following it */
};

static const struct decisions *
decisions_of(const struct scene *scene)
{
	return session_decisions(scene->figures);
}

static size_t
count_of(const struct scene *scene)
{
	return decisions_of(scene) != NULL ? decisions_count(decisions_of(scene)) : 0;
}

/* Rows of the list: one is its heading, some belong to the chosen one. */
static int
list_rows(const struct pane *pane)
{
	int below = pane->rows >= FULL_FROM_ROWS ? FULL_ROWS + 1 : 0;

	return pane->rows > 1 ? pane->rows - 1 - below : pane->rows;
}

static void
decisions_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;
	size_t count = count_of(scene);

	if (count > 0 && (!state->stay || state->chosen >= count))
		state->chosen = count - 1;
	pane_window(&state->top, state->chosen, count, list_rows(pane));
}

/* --- drawing --------------------------------------------------------------------------- */

struct columns {
	int name, input, result; /* where each begins; -1 left out */
	int name_width, input_width, result_width;
};

static struct columns
lay_out(int cols)
{
	struct columns at = { .name = cols >= 40 ? TIME_COLS : 1, .input = -1, .result = -1 };
	int room = cols - at.name - 1;

	at.name_width = cols >= 60 ? room * 2 / 5 : cols >= 40 ? room / 2 : room;
	if (cols >= 60)
		at.result_width = room / 4;
	if (cols >= 40) {
		at.input = at.name + 1 + at.name_width;
		at.input_width = cols - at.input - at.result_width - 1;
	}
	if (at.result_width > 0)
		at.result = cols - at.result_width;
	return at;
}

static void
put(const struct canvas *canvas, int row, int col, int width, enum role role, const char *text)
{
	if (col >= 0)
		draw_foreign(canvas, row, col, width, role, text, strlen(text));
}

static void
draw_decision(const struct canvas *canvas, int row, const struct columns *at, const struct scene *scene,
	      const struct decision *decision, bool current)
{
	uint64_t begin_ns = session_totals(scene->figures)->begin_ns;
	enum role role = current ? ROLE_CURSOR : ROLE_TEXT;
	char time[FORMAT_CAP], name[512];

	if (current)
		draw_current(canvas, row);
	draw_right(canvas, row, 1, at->name - 2, current ? role : ROLE_DIM,
		   format_seconds(time, decision->time_ns > begin_ns ? decision->time_ns - begin_ns : 0));
	snprintf(name, sizeof name, "%.200s::%.200s", decision->category, decision->name);
	put(canvas, row, at->name, at->name_width, current ? role : ROLE_CALL, name);
	put(canvas, row, at->input, at->input_width, current ? role : ROLE_ARGS, decision->input);
	put(canvas, row, at->result, at->result_width, current ? role : decision->result != NULL ? ROLE_NUMBER : ROLE_OPEN,
	    decision->result != NULL ? decision->result : "no result yet");
}

static void
draw_line(const struct canvas *canvas, int row, const char *label, const char *value)
{
	int col = draw_text(canvas, row, 1, ROLE_DIM, label);

	draw_foreign(canvas, row, col, canvas->cols - col, ROLE_TEXT, value, strlen(value));
}

static void
draw_full(const struct canvas *canvas, const struct scene *scene, size_t number)
{
	const struct decision *decision = decisions_get(decisions_of(scene), number);
	const struct task *task = tasks_get(session_tasks(scene->figures), decision->task);
	char room[LINE_MAX_BYTES];
	struct text text = text_in(room, sizeof room);

	snprintf(room, sizeof room, "decision %zu: %.80s::%.80s", number + 1, decision->category, decision->name);
	draw_rule(canvas, 0, ROLE_TITLE, room);
	draw_line(canvas, 1, "input   ", decision->input);
	draw_line(canvas, 2, "result  ", decision->result != NULL ? decision->result : "none was told");
	text = text_in(room, sizeof room);
	text_addf(&text, "%s, thread %u", task != NULL ? task->comm : "?", task != NULL ? task->tid : 0);
	if (decision->place->line > 0)
		text_addf(&text, ", %s:%u", decision->place->file, decision->place->line);
	draw_line(canvas, 3, "told by ", room);
	text = text_in(room, sizeof room);
	text_addf(&text, "call %llu", (unsigned long long)decision->seq);
	if (decision->has_id)
		text_addf(&text, ", id %016llx", (unsigned long long)decision->id);
	draw_line(canvas, 4, "written ", room);
}

static void
decisions_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;
	struct columns at = lay_out(canvas->cols);
	size_t count = count_of(scene);

	if (count == 0) {
		draw_sentence(canvas, "no line with [DECISION] was written to standard error");
		return;
	}
	draw_right(canvas, 0, 1, at.name - 2, ROLE_HEADER, "TIME");
	put(canvas, 0, at.name, at.name_width, ROLE_HEADER, "DECISION");
	put(canvas, 0, at.input, at.input_width, ROLE_HEADER, "INPUT");
	put(canvas, 0, at.result, at.result_width, ROLE_HEADER, "RESULT");
	for (int row = 0; row < list_rows(pane) && state->top + (size_t)row < count; row++) {
		size_t number = state->top + (size_t)row;

		draw_decision(canvas, row + 1, &at, scene, decisions_get(decisions_of(scene), number),
			      pane->focus && number == state->chosen);
	}
	if (pane->rows >= FULL_FROM_ROWS) {
		struct canvas below = canvas_part(canvas, canvas->rows - FULL_ROWS - 1, 0, FULL_ROWS + 1, canvas->cols);

		draw_full(&below, scene, state->chosen);
	}
}

/* --- actions ---------------------------------------------------------------------------- */

static unsigned
decisions_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	size_t count = count_of(scene);

	if (count == 0)
		return REACT_UNHANDLED;
	if (action == ACTION_ENTER) {
		pane->call = decisions_get(decisions_of(scene), state->chosen)->seq;
		return REACT_REDRAW | REACT_AROUND;
	}
	if (!pane_move(&state->chosen, count, list_rows(pane), action))
		return REACT_UNHANDLED;
	state->stay = state->chosen + 1 < count;
	return REACT_REDRAW;
}

static bool
matches(const struct scene *scene, size_t number, const struct finder *finder)
{
	const struct decision *decision = decisions_get(decisions_of(scene), number);
	char room[LINE_MAX_BYTES];
	struct text text = text_in(room, sizeof room);

	text_addf(&text, "%s::%s %s %s", decision->category, decision->name, decision->input,
		  decision->result != NULL ? decision->result : "");
	return finder_matches(finder, text.bytes, text.len);
}

static bool
decisions_find(struct pane *pane, const struct scene *scene, const struct finder *finder, int step)
{
	struct state *state = pane->state;
	size_t count = count_of(scene);

	for (size_t i = step == 0 ? 0 : 1; i < count + (step != 0); i++) {
		size_t number = step >= 0 ? (state->chosen + i) % count : (state->chosen + count - i) % count;

		if (matches(scene, number, finder)) {
			state->chosen = number;
			state->stay = number + 1 < count;
			return true;
		}
	}
	return false;
}

static void
decisions_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	struct decisions_totals totals;
	struct text text = text_in(buf, cap);

	(void)pane;
	if (decisions_of(scene) == NULL)
		return;
	decisions_totals(decisions_of(scene), &totals);
	if (count_of(scene) > 0 || totals.results + totals.malformed + totals.dropped > 0)
		text_addf(&text, "%zu, %llu result%s", count_of(scene), (unsigned long long)totals.results,
			  totals.results == 1 ? "" : "s");
	if (totals.malformed > 0)
		text_addf(&text, ", %llu malformed", (unsigned long long)totals.malformed);
	if (totals.unmatched > 0)
		text_addf(&text, ", %llu without a decision", (unsigned long long)totals.unmatched);
	if (totals.dropped + totals.cut + totals.gaps > 0)
		text_addf(&text, ", %llu not kept", (unsigned long long)(totals.dropped + totals.cut + totals.gaps));
}

const struct pane_ops pane_decisions = {
	.name = "decisions", .title = "Decisions", .tab = "Dec", .state_size = sizeof(struct state),
	.settle = decisions_settle, .draw = decisions_draw, .hint = decisions_hint, .act = decisions_act,
	.find = decisions_find,
};
