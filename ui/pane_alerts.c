/* What is out of the ordinary: a line a kind, with the numbers that say so. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/asof.h"
#include "model/finder.h"
#include "model/mutes.h"
#include "model/session.h"
#include "ui/alert_why.h"
#include "ui/pane.h"

enum { EXPLAINED_FROM_ROWS = 9, TIME_FROM_COLS = 42, STATE_FROM_COLS = 48 };

struct state {
	bool newest_first;	/* else the worst */
	size_t *order;		/* indices of alerts */
	size_t count, cap;
	uint64_t chosen;	/* number of the alert the cursor is on; 0: the first row */
	size_t top;
	bool explains;		/* the chosen one has the whole pane */
	long line;		/* … from that line of its explanation on */
	struct mutes mutes;
};

static const struct alerts *
alerts_of(const struct scene *scene)
{
	return session_alerts(scene->figures);
}

/* Of what has no score none is worse than another. */
static double
distance_of(const struct alert *alert)
{
	return isnan(alert->z) ? 0 : fabs(alert->z);
}

static bool
comes_before(const struct state *state, const struct alerts *alerts, size_t left, size_t right)
{
	const struct alert *a = alerts_get(alerts, left), *b = alerts_get(alerts, right);
	bool a_muted = mutes_has(&state->mutes, alerts, a), b_muted = mutes_has(&state->mutes, alerts, b);

	if (a_muted != b_muted)
		return b_muted;
	if (state->newest_first)
		return a->last_ns > b->last_ns;
	if (a->severity != b->severity)
		return a->severity > b->severity;
	return distance_of(a) > distance_of(b);
}

/* By insertion: there are few kinds, and most stand right already. */
static void
sort_alerts(struct state *state, const struct scene *scene)
{
	const struct alerts *alerts = alerts_of(scene);
	size_t count = alerts_count(alerts);

	if (state->count > count)	/* looking back there are fewer */
		state->count = 0;
	state->order = mem_grow(state->order, &state->cap, count, sizeof *state->order);
	for (; state->count < count; state->count++)
		state->order[state->count] = state->count;
	for (size_t i = 1; i < count; i++) {
		size_t index = state->order[i], at = i;

		for (; at > 0 && comes_before(state, alerts, index, state->order[at - 1]); at--)
			state->order[at] = state->order[at - 1];
		state->order[at] = index;
	}
}

static size_t
position_of(const struct state *state)
{
	for (size_t i = 0; i < state->count; i++)
		if (state->order[i] + 1 == state->chosen)
			return i;
	return 0;
}

/* Rows for the explanation of the chosen alert, where there is room. */
static int
explained_rows(const struct pane *pane)
{
	return pane->rows >= EXPLAINED_FROM_ROWS ? ALERT_WHY_ROWS : 0;
}

static void
alerts_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;

	sort_alerts(state, scene);
	pane_window(&state->top, position_of(state), state->count, pane->rows - explained_rows(pane));
}

static enum role
role_of(enum alert_severity severity)
{
	return severity == ALERT_HIGH ? ROLE_ALERT_HIGH : severity == ALERT_MEDIUM ? ROLE_ALERT_MEDIUM : ROLE_ALERT_LOW;
}

/* "loader.c:41", or the function where no line is known. */
static void
add_place(struct text *text, const struct alert *alert)
{
	const char *base = strrchr(alert->file, '/');

	if (alert->line > 0)
		text_addf(text, "  %.200s:%u", base != NULL ? base + 1 : alert->file, alert->line);
	else if (alert->function[0] != '\0')
		text_addf(text, "  %.200s", alert->function);
}

static void
add_reason(struct text *text, const struct alert *alert)
{
	char lasted[FORMAT_CAP], usual[FORMAT_CAP], spread[FORMAT_CAP];

	if (alert->rule == ALERT_BY_RULE) {
		text_addf(text, "%s%s%s", alert->title, alert->about[0] != '\0' ? ": " : "", alert->about);
		return;
	}
	text_addf(text, "z %.1f  %s", alert->z, format_duration(lasted, alert->duration_ns));
	if (alert->rule == ALERT_LATE)
		text_addf(text, " asked %s", format_duration(lasted, alert->asked_ns));
	text_addf(text, ", usual %s+-%s", format_duration(usual, (uint64_t)alert->usual_ns),
		  format_duration(spread, (uint64_t)alert->spread_ns));
}

static void
draw_alert(const struct canvas *canvas, int row, const struct scene *scene, const struct state *state,
	   const struct alert *alert, bool current)
{
	const struct session_totals *totals = session_totals(scene->figures);
	bool open = asof_is_open(scene->session, alert->last_seq, scene->at_ns);
	bool muted = mutes_has(&state->mutes, alerts_of(scene), alert);
	enum role role = current ? ROLE_CURSOR : muted ? ROLE_DIM : role_of(alert->severity);
	char since[FORMAT_CAP], line[768];
	struct text text = text_in(line, sizeof line);

	text_addf(&text, "%-2s ", pane_mark(scene, role_of(alert->severity)));
	if (canvas->cols >= TIME_FROM_COLS)
		text_addf(&text, "%s ", format_seconds(since, alert->last_ns > totals->begin_ns ? alert->last_ns - totals->begin_ns : 0));
	if (canvas->cols >= STATE_FROM_COLS)
		text_addf(&text, "%-8s ",
			  muted ? "muted" : alert_state_name(alert_state(alert, totals->last_ns, open)));
	else if (muted)
		text_add(&text, "muted ");
	if (alert->call[0] != '\0')
		text_addf(&text, "%s ", alert->call);
	add_reason(&text, alert);
	add_place(&text, alert);
	text_addf(&text, "  x%llu", (unsigned long long)alert->count);
	draw_text(canvas, row, 0, role, " ");
	if (current)
		draw_current(canvas, row);
	draw_foreign(canvas, row, 1, canvas->cols - 1, role, line, strlen(line));
}

static void
alerts_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;

	if (state->count == 0)
		draw_sentence(canvas, "no alerts: nothing out of the ordinary so far");
	if (state->explains && state->count > 0) {
		alert_why_draw_all(canvas, scene, alerts_get(alerts_of(scene), state->order[position_of(state)]),
				   state->line);
		return;
	}
	for (int row = 0; row < canvas->rows - explained_rows(pane) && state->top + (size_t)row < state->count; row++) {
		size_t position = state->top + (size_t)row;

		draw_alert(canvas, row, scene, state, alerts_get(alerts_of(scene), state->order[position]),
			   pane->focus && position == position_of(state));
	}
	if (state->count > 0 && explained_rows(pane) > 0) {
		struct canvas below = canvas_part(canvas, canvas->rows - ALERT_WHY_ROWS, 0, ALERT_WHY_ROWS,
						  canvas->cols);

		alert_why_draw(&below, alerts_get(alerts_of(scene), state->order[position_of(state)]));
	}
}

static unsigned
mute(struct pane *pane, const struct scene *scene)
{
	static const char *const said[] = {
		[MUTE_NONE] = "heard again", [MUTE_KIND] = "muted: this kind", [MUTE_FUNCTION] = "muted: all of its function",
		[MUTE_LINE] = "muted: all of its line",
	};
	struct state *state = pane->state;
	const struct alert *alert;

	if (state->count == 0)
		return REACT_REDRAW;
	alert = alerts_get(alerts_of(scene), state->order[position_of(state)]);
	state->chosen = alert->number;	/* it moves, and the cursor with it */
	snprintf(pane->message, sizeof pane->message, "%s", said[mutes_turn(&state->mutes, alert)]);
	return REACT_REDRAW | REACT_MESSAGE;
}

/* While one is explained: whether the action was for that. */
static bool
explained(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	long last = alert_why_lines(scene, alerts_get(alerts_of(scene), state->order[position_of(state)]), pane->cols) -
		    pane->rows;
	long page = pane->rows > 1 ? pane->rows - 1 : 1;

	if (action == ACTION_NEXT_ERROR || action == ACTION_CLOSE || action_goes_back(action)) {
		state->explains = false;
		return true;
	}
	if (action == ACTION_UP || action == ACTION_DOWN)
		state->line = 0;	/* another alert */
	if (action != ACTION_PAGE_UP && action != ACTION_PAGE_DOWN)
		return false;
	state->line += action == ACTION_PAGE_DOWN ? page : -page;
	if (state->line > last)
		state->line = last;
	if (state->line < 0)
		state->line = 0;
	return true;
}

static unsigned
alerts_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	size_t position = position_of(state);

	if (state->explains && explained(pane, scene, action))
		return REACT_REDRAW;
	switch (action) {
	case ACTION_NEXT_ERROR:	/* the key is e, and errors are the stream's */
		state->explains = state->count > 0;
		state->line = 0;
		return REACT_REDRAW;
	case ACTION_SORT_NEXT:
	case ACTION_SORT_PREV:
		state->newest_first = !state->newest_first;
		return REACT_REDRAW;
	case ACTION_MUTE:
		return mute(pane, scene);
	case ACTION_ENTER:
		if (state->count == 0)
			return REACT_REDRAW;
		pane->call = alerts_get(alerts_of(scene), state->order[position])->worst_seq;
		return REACT_REDRAW | REACT_AROUND;
	default:
		if (!pane_move(&position, state->count, pane->rows - explained_rows(pane), action))
			return REACT_UNHANDLED;
		if (state->count > 0)
			state->chosen = state->order[position] + 1;
		return REACT_REDRAW;
	}
}

static const char *
alerts_sort_name(unsigned by)
{
	return by == 0 ? "worst" : by == 1 ? "newest" : NULL;
}

static void
alerts_sort(struct pane *pane, unsigned by)
{
	struct state *state = pane->state;

	state->newest_first = by == 1;
}

static bool
alerts_condition(const struct pane *pane, const struct scene *scene, struct condition *ret_condition)
{
	const struct state *state = pane->state;

	if (state->count == 0)
		return false;
	*ret_condition = (struct condition){ .field = "fn", .keep = "=", .drop = "!=" };
	snprintf(ret_condition->value, sizeof ret_condition->value, "%s",
		 alerts_get(alerts_of(scene), state->order[position_of(state)])->call);
	return true;
}

static bool
has_text(const struct pane *pane, const struct scene *scene, size_t position, const struct finder *finder)
{
	const struct alert *alert = alerts_get(alerts_of(scene), ((const struct state *)pane->state)->order[position]);
	char line[768];

	snprintf(line, sizeof line, "%s %s %.200s %.400s:%u", alert->title, alert->call, alert->function, alert->file,
		 alert->line);
	return finder_matches(finder, line, strlen(line));
}

static bool
alerts_find(struct pane *pane, const struct scene *scene, const struct finder *finder, int step)
{
	struct state *state = pane->state;
	size_t position = position_of(state);

	if (!pane_find(pane, scene, finder, step, state->count, &position, has_text))
		return false;
	state->chosen = state->order[position] + 1;
	return true;
}

static void
alerts_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	const struct state *state = pane->state;

	size_t muted = mutes_count(&state->mutes, alerts_of(scene));
	struct text text = text_in(buf, cap);

	if (muted > 0)
		text_addf(&text, "+%zu muted, ", muted);
	if (state->explains && state->count > 0)
		text_add(&text, "e: list");
	else if (state->count > 0)
		text_addf(&text, "e: why, %s first", state->newest_first ? "newest" : "worst");
}

const struct mutes *
alerts_mutes(const struct pane *pane)
{
	const struct state *state = pane->state;

	return state != NULL ? &state->mutes : NULL;	/* NULL: there was no screen */
}

static void
alerts_done(struct pane *pane)
{
	struct state *state = pane->state;

	free(state->order);
	mutes_done(&state->mutes);
}

const struct pane_ops pane_alerts = {
	.name = "alerts", .title = "Alerts", .state_size = sizeof(struct state), .done = alerts_done,
	.settle = alerts_settle, .draw = alerts_draw, .hint = alerts_hint, .act = alerts_act, .condition = alerts_condition,
	.find = alerts_find,
	.sort_name = alerts_sort_name, .sort = alerts_sort,
};
