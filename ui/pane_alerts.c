/* What is out of the ordinary: a line a kind, with the numbers that say so. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/mem.h"
#include "model/finder.h"
#include "model/session.h"
#include "ui/bars.h"
#include "ui/pane.h"

enum { EXPLAINED_ROWS = 3, EXPLAINED_FROM_ROWS = 8 };

struct state {
	bool newest_first;	/* else the worst */
	size_t *order;		/* indices of alerts */
	size_t count, cap;
	uint64_t chosen;	/* number of the alert the cursor is on; 0: the first row */
	size_t top;
};

static const struct alerts *
alerts_of(const struct scene *scene)
{
	return session_alerts(scene->figures);
}

static bool
comes_before(const struct alert *a, const struct alert *b, bool newest_first)
{
	if (newest_first)
		return a->last_ns > b->last_ns;
	if (a->severity != b->severity)
		return a->severity > b->severity;
	return fabs(a->z) > fabs(b->z);
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

		for (; at > 0 && comes_before(alerts_get(alerts, index), alerts_get(alerts, state->order[at - 1]),
					      state->newest_first); at--)
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
	return pane->rows >= EXPLAINED_FROM_ROWS ? EXPLAINED_ROWS : 0;
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

static void
draw_alert(const struct canvas *canvas, int row, const struct scene *scene, const struct alert *alert, bool current)
{
	char since[FORMAT_CAP], lasted[FORMAT_CAP], usual[FORMAT_CAP], spread[FORMAT_CAP], place[256] = "", line[768];
	const struct session_totals *totals = session_totals(scene->session);
	enum role role = current ? ROLE_CURSOR : role_of(alert->severity);
	const char *base = strrchr(alert->file, '/');

	if (alert->line > 0)
		snprintf(place, sizeof place, "  %.200s:%u", base != NULL ? base + 1 : alert->file, alert->line);
	else if (alert->function[0] != '\0')
		snprintf(place, sizeof place, "  %.200s", alert->function);
	snprintf(line, sizeof line, "%-2s %s %s z %.1f  %s, usual %s+-%s (n %llu)%s  x%llu", pane_mark(scene, role_of(alert->severity)),
		 format_seconds(since, alert->last_ns > totals->begin_ns ? alert->last_ns - totals->begin_ns : 0), alert->call,
		 alert->z, format_duration(lasted, alert->duration_ns), format_duration(usual, (uint64_t)alert->usual_ns),
		 format_duration(spread, (uint64_t)alert->spread_ns), (unsigned long long)alert->samples, place, (unsigned long long)alert->count);
	if (current) {
		draw_fill(canvas, row, 0, canvas->cols, ROLE_CURSOR);
		draw_cursor(canvas, row, 0);
	}
	draw_text(canvas, row, 0, role, current ? ">" : " ");
	draw_foreign(canvas, row, 1, canvas->cols - 1, role, line, strlen(line));
}

/* How its score came about, and the calls of its kind before it. */
static void
draw_explained(const struct canvas *canvas, const struct alert *alert)
{
	char lasted[FORMAT_CAP], usual[FORMAT_CAP], spread[FORMAT_CAP], line[256];
	int used;

	snprintf(line, sizeof line, "%.60s by %.80s: why", alert->call, alert->function[0] != '\0' ? alert->function : "unknown code");
	draw_rule(canvas, 0, ROLE_TITLE, line);
	format_duration(lasted, alert->duration_ns);
	format_duration(usual, (uint64_t)alert->usual_ns);
	format_duration(spread, (uint64_t)alert->spread_ns);
	if (alert->rule == ALERT_RENACER)
		snprintf(line, sizeof line, "call %llu lasted %s; z = (%s - mean %s) / deviation %s = %.1f, of the last %llu",
			 (unsigned long long)alert->worst_seq, lasted, lasted, usual, spread, alert->z, (unsigned long long)alert->samples);
	else
		snprintf(line, sizeof line, "call %llu lasted %s; calls like it: median %s, MAD %s, n %llu; chance 1 in %.2g, so z %.1f",
			 (unsigned long long)alert->worst_seq, lasted, usual, spread, (unsigned long long)alert->samples,
			 alert->chance > 0 ? 1 / alert->chance : 0, alert->z);
	draw_foreign(canvas, 1, 1, canvas->cols - 1, ROLE_TEXT, line, strlen(line));
	if (alert->recent_count == 0)
		return;
	snprintf(line, sizeof line, "the %u before: ", alert->recent_count);
	draw_foreign(canvas, 2, 1, canvas->cols - 1, ROLE_DIM, line, strlen(line));
	used = draw_spark(canvas, 2, 1 + (int)strlen(line), canvas->cols - 20 - (int)strlen(line), ROLE_GRAPH, alert->recent_ns,
			  alert->recent_count);
	draw_text(canvas, 2, 2 + (int)strlen(line) + used, ROLE_GRAPH_HOT, canvas->grid->ascii ? "#" : "█");
}

static void
alerts_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	static const char nothing[] = "no alerts: nothing slower than usual so far";
	const struct state *state = pane->state;

	if (state->count == 0)
		draw_foreign(canvas, 0, 1, canvas->cols - 1, ROLE_DIM, nothing, sizeof nothing - 1);
	for (int row = 0; row < canvas->rows - explained_rows(pane) && state->top + (size_t)row < state->count; row++) {
		size_t position = state->top + (size_t)row;

		draw_alert(canvas, row, scene, alerts_get(alerts_of(scene), state->order[position]),
			   pane->focus && position == position_of(state));
	}
	if (state->count > 0 && explained_rows(pane) > 0) {
		struct canvas below = canvas_part(canvas, canvas->rows - EXPLAINED_ROWS, 0, EXPLAINED_ROWS, canvas->cols);

		draw_explained(&below, alerts_get(alerts_of(scene), state->order[position_of(state)]));
	}
}

static unsigned
alerts_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	size_t position = position_of(state);

	switch (action) {
	case ACTION_SORT_NEXT:
	case ACTION_SORT_PREV:
		state->newest_first = !state->newest_first;
		return REACT_REDRAW;
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

	snprintf(line, sizeof line, "%s %.200s %.400s:%u", alert->call, alert->function, alert->file, alert->line);
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

	(void)scene;
	if (state->count > 0)
		snprintf(buf, cap, "%s first", state->newest_first ? "newest" : "worst");
}

static void
alerts_done(struct pane *pane)
{
	free(((struct state *)pane->state)->order);
}

const struct pane_ops pane_alerts = {
	.name = "alerts", .title = "Alerts", .state_size = sizeof(struct state), .done = alerts_done,
	.settle = alerts_settle, .draw = alerts_draw, .hint = alerts_hint, .act = alerts_act, .condition = alerts_condition,
	.find = alerts_find,
};
