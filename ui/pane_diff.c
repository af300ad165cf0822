/* This run beside a recording, or beside itself before a mark: what became slower, new or gone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/diff.h"
#include "model/finder.h"
#include "model/session.h"
#include "ui/against.h"
#include "ui/condition.h"
#include "ui/diff_rows.h"
#include "ui/function_table.h"
#include "ui/pane.h"

enum { FULL_ROWS = 4, FULL_FROM_ROWS = 10, NS_PER_S = 1000000000 };

static const enum profile_by groups[] = { PROFILE_CALL, PROFILE_FUNCTION, PROFILE_LINE, PROFILE_ORIGINAL };
enum { GROUPS = sizeof groups / sizeof *groups };

struct state {
	unsigned group;
	enum diff_sort sort;
	bool inverted;
	bool by_mark;		/* it is held against the mark, not the recording */
	struct diff_rows shown;
	size_t cursor, top;
	bool stale;
	uint64_t made_ns, made_calls, made_marks;
	uint64_t made_of;		/* figures_id then */
};

/* --- what is compared ------------------------------------------------------------------ */

static bool
uses_mark(const struct state *state, const struct against *against)
{
	return against->marked && (state->by_mark || against->directory == NULL);
}

/* Why there is nothing to compare with yet; NULL: there is. */
static const char *
obstacle(const struct state *state, const struct scene *scene, char *buf, size_t cap)
{
	const struct against *against = scene->against;

	if (against == NULL || (!against->marked && against->directory == NULL))
		return "nothing to compare with: r marks this moment; or start with --baseline=DIR";
	if (uses_mark(state, against) && session_totals(scene->figures)->calls < against->mark_calls)
		return "the mark is later than the moment that is looked at";
	if (!uses_mark(state, against) && against->source != NULL) {
		snprintf(buf, cap, "reading %.200s: %u %%", against->directory, against_percent(against));
		return buf;
	}
	return NULL;
}

static void
compare(struct state *state, const struct scene *scene)
{
	const struct against *against = scene->against;
	enum profile_by by = groups[state->group];
	bool since = uses_mark(state, against);
	const struct profile *now = session_profile(scene->figures, by), *calls = session_profile(scene->figures, PROFILE_CALL);
	struct diff_walk walk = {
		.by = by, .before = since ? against->profiles[by] : session_profile(against->session, by), .after = now, .since = since,
	};
	struct diff_row row;

	walk.scale = diff_scale(since ? against->profiles[PROFILE_CALL] : session_profile(against->session, PROFILE_CALL), calls, since,
				profile_count(now), scene->tolerance);
	diff_rows_clear(&state->shown);
	diff_begin(&walk);
	while (diff_next(&walk, &row)) {
		/* Before the mark and since are not as long, so that numbers of calls are no verdict. */
		row.verdict &= since ? ~(unsigned)DIFF_COUNTS : ~0u;
		diff_rows_add(&state->shown, &row);
	}
	diff_end(&walk);
	diff_rows_order(&state->shown, state->sort, state->inverted);
}

static void
diff_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;
	const struct session_totals *totals = session_totals(scene->figures);
	char *chosen = NULL, room[256];

	if (!pane->shown || obstacle(state, scene, room, sizeof room) != NULL)
		return;
	/* Once a second: it reads every histogram there is. */
	if (state->stale || state->made_of != scene->figures_id || state->made_marks != scene->against->marks ||
	    (state->made_calls != totals->calls &&
	     (totals->phase == SESSION_ENDED || scene->now_ns - state->made_ns > NS_PER_S))) {
		if (state->cursor < state->shown.count)
			chosen = mem_string(state->shown.rows[state->cursor].name);
		compare(state, scene);
		if (chosen != NULL)
			state->cursor = diff_rows_find(&state->shown, chosen);
		free(chosen);
		state->stale = false;
		state->made_ns = scene->now_ns;
		state->made_calls = totals->calls;
		state->made_of = scene->figures_id;
		state->made_marks = scene->against->marks;
	}
	if (state->cursor >= state->shown.count)
		state->cursor = 0;
	pane_window(&state->top, state->cursor, state->shown.count, pane->rows - 1 - (pane->rows >= FULL_FROM_ROWS ? FULL_ROWS : 0));
}

/* --- drawing --------------------------------------------------------------------------- */

struct columns {
	int calls, calls_was, p50, p50_was, p50_ratio, p99, p99_was, p99_ratio, verdict; /* -1 left out */
	int name_width, verdict_width;
};

static struct columns
lay_out(int cols)
{
	struct columns at = { .calls = -1, .calls_was = -1, .p50 = -1, .p50_was = -1, .p50_ratio = -1, .p99 = -1, .p99_was = -1, .p99_ratio = -1 };
	int right = cols;

	at.verdict_width = cols >= 100 ? 24 : cols >= 70 ? 18 : cols >= 30 ? 11 : 8;
	at.verdict = right -= at.verdict_width;
	right--;
	if (cols >= 64) {
		at.p99_ratio = right -= 6;
		at.p99_was = right -= 7;
	}
	if (cols >= 50)
		at.p99 = right -= 7;
	if (cols >= 100) {
		at.p50_ratio = right -= 6;
		at.p50_was = right -= 7;
		at.p50 = right -= 7;
	}
	/* Below that there is room for what it is and what is to be said of it. */
	if (cols >= 30) {
		at.calls_was = right -= 6;
		at.calls = right -= 6;
	}
	at.name_width = right - 2;
	return at;
}

static void
put(const struct canvas *canvas, int row, int col, int width, enum role role, const char *text)
{
	if (col >= 0)
		draw_right(canvas, row, col, width, role, text);
}

static void
draw_header(const struct state *state, const struct canvas *canvas, const struct columns *at)
{
	const char *title = function_table_title(groups[state->group]);

	draw_foreign(canvas, 0, 1, at->name_width, ROLE_HEADER, title, strlen(title));
	put(canvas, 0, at->calls, 5, ROLE_HEADER, "CALLS");
	put(canvas, 0, at->calls_was, 5, ROLE_HEADER, "WAS");
	put(canvas, 0, at->p50, 6, ROLE_HEADER, "p50");
	put(canvas, 0, at->p50_was, 6, ROLE_HEADER, "WAS");
	put(canvas, 0, at->p50_ratio, 5, ROLE_HEADER, "X");
	put(canvas, 0, at->p99, 6, ROLE_HEADER, "p99");
	put(canvas, 0, at->p99_was, 6, ROLE_HEADER, "WAS");
	put(canvas, 0, at->p99_ratio, 5, ROLE_HEADER, "X");
	draw_text(canvas, 0, at->verdict, ROLE_HEADER, "VERDICT");
}

static const char *
count_text(char *buf, uint64_t count)
{
	return count > 0 ? format_count(buf, count) : "-";
}

static const char *
duration_text(char *buf, uint64_t ns, uint64_t calls)
{
	return calls > 0 ? format_duration(buf, ns) : "-";
}

/* "~": the same but for what chance does, "?": too few calls to tell. */
static const char *
ratio_text(char *buf, size_t cap, const struct diff_shown *row, const uint64_t values[2], enum diff_sure sure)
{
	if (row->calls[DIFF_BEFORE] == 0 || row->calls[DIFF_AFTER] == 0 || values[DIFF_BEFORE] == 0)
		return "-";
	if (sure != DIFF_CHANGED)
		return sure == DIFF_ALIKE ? "~" : "?";
	snprintf(buf, cap, diff_rows_ratio(values) >= 100 ? "%.0f" : diff_rows_ratio(values) >= 10 ? "%.1f" : "%.2f", diff_rows_ratio(values));
	return buf;
}

static enum role
verdict_role(unsigned verdict)
{
	if (verdict & (DIFF_SLOWER | DIFF_FAILING))
		return ROLE_ALERT_HIGH;
	if (verdict & DIFF_P99_UP)
		return ROLE_ALERT_MEDIUM;
	if (verdict & (DIFF_NEW | DIFF_GONE | DIFF_MORE))
		return ROLE_ALERT_LOW;
	return (verdict & ~(unsigned)DIFF_COUNT) != 0 ? ROLE_NUMBER : ROLE_DIM;	/* three calls where two were are no alarm */
}

static void
draw_row(const struct canvas *canvas, int row, const struct columns *at, const struct diff_shown *shown, bool current)
{
	enum role role = current ? ROLE_CURSOR : ROLE_NUMBER, dim = current ? ROLE_CURSOR : ROLE_DIM;
	uint64_t is = shown->calls[DIFF_AFTER], was = shown->calls[DIFF_BEFORE];
	char text[FORMAT_CAP];

	if (current) {
		draw_fill(canvas, row, 0, canvas->cols, ROLE_CURSOR);
		draw_cursor(canvas, row, 0);
		draw_text(canvas, row, 0, ROLE_CURSOR, ">");
	}
	draw_foreign(canvas, row, 1, at->name_width, current ? role : ROLE_CALL, shown->name, strlen(shown->name));
	put(canvas, row, at->calls, 5, role, count_text(text, is));
	put(canvas, row, at->calls_was, 5, dim, count_text(text, was));
	put(canvas, row, at->p50, 6, role, duration_text(text, shown->p50[DIFF_AFTER], is));
	put(canvas, row, at->p50_was, 6, dim, duration_text(text, shown->p50[DIFF_BEFORE], was));
	put(canvas, row, at->p50_ratio, 5, role, ratio_text(text, sizeof text, shown, shown->p50, shown->p50_sure));
	put(canvas, row, at->p99, 6, role, duration_text(text, shown->p99[DIFF_AFTER], is));
	put(canvas, row, at->p99_was, 6, dim, duration_text(text, shown->p99[DIFF_BEFORE], was));
	put(canvas, row, at->p99_ratio, 5, role, ratio_text(text, sizeof text, shown, shown->p99, shown->p99_sure));
	draw_foreign(canvas, row, at->verdict, at->verdict_width, current ? role : verdict_role(shown->verdict), shown->words,
		     strlen(shown->words));
}

/* The chosen group in whole numbers, and how sure the verdict is. */
static void
draw_full(const struct canvas *canvas, const struct diff_shown *shown)
{
	char room[256], one[FORMAT_CAP], two[FORMAT_CAP];
	struct text text = text_in(room, sizeof room);

	snprintf(room, sizeof room, "%.120s: this run and the other", shown->name);
	draw_rule(canvas, 0, ROLE_TITLE, room);
	text_addf(&text, "calls %s, were %s; errors ", format_grouped(one, shown->calls[DIFF_AFTER]),
		  format_grouped(two, shown->calls[DIFF_BEFORE]));
	text_addf(&text, "%s, were %s", format_grouped(one, shown->errors[DIFF_AFTER]), format_grouped(two, shown->errors[DIFF_BEFORE]));
	draw_foreign(canvas, 1, 1, canvas->cols - 1, ROLE_TEXT, text.bytes, text.len);
	text = text_in(room, sizeof room);
	text_addf(&text, "time %s, was %s; ", format_duration(one, shown->total_ns[DIFF_AFTER]),
		  format_duration(two, shown->total_ns[DIFF_BEFORE]));
	text_addf(&text, "median %s, was %s", duration_text(one, shown->p50[DIFF_AFTER], shown->calls[DIFF_AFTER]),
		  duration_text(two, shown->p50[DIFF_BEFORE], shown->calls[DIFF_BEFORE]));
	draw_foreign(canvas, 2, 1, canvas->cols - 1, ROLE_TEXT, text.bytes, text.len);
	if (shown->calls[DIFF_AFTER] == 0 || shown->calls[DIFF_BEFORE] == 0)
		return;
	text = text_in(room, sizeof room);
	text_addf(&text, "of two calls this run's is the longer one in %.0f %%; by chance: p %.2g", shown->ranks.effect * 100,
		  shown->ranks.p);
	draw_foreign(canvas, 3, 1, canvas->cols - 1, ROLE_DIM, text.bytes, text.len);
}

static void
diff_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;
	struct columns at = lay_out(canvas->cols);
	int below = pane->rows >= FULL_FROM_ROWS ? FULL_ROWS : 0;
	char room[256];
	const char *why = obstacle(state, scene, room, sizeof room);

	if (why != NULL || state->shown.count == 0) {
		why = why != NULL ? why : "no calls in these groups";
		draw_foreign(canvas, 0, 1, canvas->cols - 1, ROLE_DIM, why, strlen(why));
		return;
	}
	draw_header(state, canvas, &at);
	for (int row = 1; row < canvas->rows - below && state->top + (size_t)row - 1 < state->shown.count; row++) {
		size_t number = state->top + (size_t)row - 1;

		draw_row(canvas, row, &at, &state->shown.rows[number], pane->focus && number == state->cursor);
	}
	if (below > 0) {
		struct canvas full = canvas_part(canvas, canvas->rows - FULL_ROWS, 0, FULL_ROWS, canvas->cols);

		draw_full(&full, &state->shown.rows[state->cursor]);
	}
}

/* --- actions ----------------------------------------------------------------------------- */

static unsigned
enter(struct pane *pane, const struct scene *scene)
{
	const struct state *state = pane->state;
	const struct diff_shown *row = &state->shown.rows[state->cursor];
	struct text text = text_in(pane->condition, sizeof pane->condition);

	if (row->last_seq == 0) {
		snprintf(pane->message, sizeof pane->message, "%.60s is not called any more: there is nothing to show", row->name);
		return REACT_REDRAW | REACT_MESSAGE;
	}
	condition_equal(&text, function_table_field(groups[state->group]), row->name);
	if (uses_mark(state, scene->against))
		text_addf(&text, " and seq > %llu", (unsigned long long)scene->against->mark_seq);
	if (text.cut)
		return REACT_REDRAW;
	pane->call = row->last_seq;
	return REACT_REDRAW | REACT_FILTER;
}

static unsigned
diff_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	char room[256];

	switch (action) {
	case ACTION_SORT_NEXT:
		state->sort = (state->sort + 1) % DIFF_SORTS;
		break;
	case ACTION_SORT_PREV:
		state->sort = (state->sort + DIFF_SORTS - 1) % DIFF_SORTS;
		break;
	case ACTION_INVERT:
		state->inverted = !state->inverted;
		break;
	case ACTION_GROUP:
		state->group = (state->group + 1) % GROUPS;
		state->cursor = state->top = 0;
		break;
	case ACTION_DIFF:
		state->by_mark = !state->by_mark;
		break;
	default:
		if (state->shown.count == 0 || obstacle(state, scene, room, sizeof room) != NULL)
			return REACT_UNHANDLED;
		if (action == ACTION_ENTER)
			return enter(pane, scene);
		return pane_move(&state->cursor, state->shown.count, pane->rows - 1, action) ? REACT_REDRAW : REACT_UNHANDLED;
	}
	state->stale = true;
	return REACT_REDRAW;
}

static bool
diff_condition(const struct pane *pane, const struct scene *scene, struct condition *ret_condition)
{
	const struct state *state = pane->state;
	const char *name = state->cursor < state->shown.count ? state->shown.rows[state->cursor].name : "";

	(void)scene;
	if (name[0] == '(' || name[0] == '\0')
		return false;
	*ret_condition = (struct condition){ .field = function_table_field(groups[state->group]), .keep = "=", .drop = "!=" };
	snprintf(ret_condition->value, sizeof ret_condition->value, "%s", name);
	return true;
}

static bool
diff_find(struct pane *pane, const struct scene *scene, const struct finder *finder, int step)
{
	struct state *state = pane->state;

	(void)scene;
	for (size_t i = step == 0 ? 0 : 1; i < state->shown.count + (step != 0); i++) {
		size_t number = step >= 0 ? (state->cursor + i) % state->shown.count : (state->cursor + state->shown.count - i) % state->shown.count;

		if (finder_matches(finder, state->shown.rows[number].name, strlen(state->shown.rows[number].name))) {
			state->cursor = number;
			return true;
		}
	}
	return false;
}

static void
diff_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	const struct state *state = pane->state;
	struct text text = text_in(buf, cap);
	char at[FORMAT_CAP], room[256];

	if (obstacle(state, scene, room, sizeof room) != NULL)
		return;
	if (uses_mark(state, scene->against))
		text_addf(&text, "since %s s", format_seconds(at, scene->against->mark_ns));
	else
		text_addf(&text, "against %.60s", scene->against->directory);
	text_addf(&text, ", by %s, sort: %s", function_table_by(groups[state->group]), diff_rows_sort(state->sort));
}

static void
diff_done_pane(struct pane *pane)
{
	diff_rows_done(&((struct state *)pane->state)->shown);
}

const struct pane_ops pane_diff = {
	.name = "diff", .title = "Diff", .state_size = sizeof(struct state), .done = diff_done_pane, .settle = diff_settle,
	.draw = diff_draw, .hint = diff_hint, .act = diff_act, .condition = diff_condition, .find = diff_find,
};
