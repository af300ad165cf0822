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
#include "ui/beside.h"
#include "ui/clock.h"
#include "ui/condition.h"
#include "ui/diff_job.h"
#include "ui/diff_sides.h"
#include "ui/diff_table.h"
#include "ui/function_table.h"
#include "ui/pane.h"
#include "ui/sorting.h"

enum {
	FULL_ROWS = DIFF_TABLE_FULL_ROWS, FULL_FROM_ROWS = 10, NS_PER_S = 1000000000,
	FIND_SLICE_NS = 20 * 1000 * 1000,	/* in which most searches say that there is nothing */
	FIRST_SLICE_NS = 4 * 1000 * 1000,	/* in which what is small is done at once */
	PROGRESS_NS = 300 * 1000 * 1000,	/* before that nobody asks how far it is */
	REST_TIMES = 10,			/* as long as it took it is left alone */
};

static const enum profile_by groups[] = { PROFILE_CALL, PROFILE_FUNCTION, PROFILE_LINE, PROFILE_ORIGINAL };
enum { GROUPS = sizeof groups / sizeof *groups };

/* What rows are of. */
struct made {
	uint64_t figures_id, marks, calls;
	double drift;		/* as in struct diff_scale */
};

struct state {
	unsigned group;
	struct sorting sorting;	/* by enum diff_sort */
	bool by_mark;		/* it is held against the mark, not the recording */
	struct diff_rows shown;
	struct made made;	/* they are of that */
	uint64_t rest_ns;	/* not before are they made anew because of calls that came since */
	struct diff_job job;	/* makes others */
	struct made coming;	/* of that */
	size_t cursor, top;
	bool picked;		/* the user chose that row: the cursor stays on it; else it is on the first */
	char *wanted;		/* row to go to once it is there; NULL: none */
	bool stale;
	struct beside beside;	/* the calls of a row, while one is inside */
};

/* --- what is compared ------------------------------------------------------------------ */

/* What the rows that are shown were made of. */
static bool
is_of(const struct made *made, const struct scene *scene)
{
	return made->figures_id == scene->figures_id && made->marks == scene->against->marks;
}

static void
begin(struct state *state, const struct scene *scene)
{
	const struct against *against = scene->against;
	enum profile_by by = groups[state->group];
	bool since = diff_uses_mark(state->by_mark, against);
	const struct profile *was = since ? against->profiles[PROFILE_CALL] : session_profile(against->session, PROFILE_CALL);
	struct diff_walk walk = {
		.by = by, .before = since ? against->profiles[by] : session_profile(against->session, by),
		.after = session_profile(scene->figures, by), .since = since,
	};

	walk.scale = diff_scale(was, session_profile(scene->figures, PROFILE_CALL), since, profile_count(walk.after), scene->tolerance);
	walk.scale.after_share = since ? diff_share_since(against, scene) : walk.scale.after_share;
	diff_begin(&walk);
	/* Before the mark and since are not as long, so that numbers of calls are no verdict. */
	diff_job_begin(&state->job, &walk, since ? DIFF_COUNTS : 0, scene->now_ns);
	state->coming = (struct made){
		.figures_id = scene->figures_id, .marks = against->marks, .calls = session_totals(scene->figures)->calls,
		.drift = walk.scale.drift,
	};
	state->stale = false;
}

/* NULL: none was. */
static const char *
chosen_name(const struct state *state)
{
	return state->picked && state->cursor < state->shown.count ? state->shown.rows[state->cursor].name : NULL;
}

/* All rows are there: the cursor stays on the row it is on. */
static void
show(struct state *state, uint64_t now_ns)
{
	struct diff_rows old = state->shown;
	const char *chosen = state->wanted != NULL ? state->wanted : chosen_name(state);

	state->shown = state->job.coming;
	diff_rows_order(&state->shown, (enum diff_sort)state->sorting.by, state->sorting.inverted);
	state->cursor = chosen != NULL ? diff_rows_find(&state->shown, chosen) : 0;
	state->picked = chosen != NULL;
	state->job.coming = old;
	free(state->wanted);
	state->wanted = NULL;
	state->made = state->coming;
	state->rest_ns = now_ns + (now_ns - state->job.begin_ns) * REST_TIMES;
	if (state->rest_ns < now_ns + NS_PER_S)
		state->rest_ns = now_ns + NS_PER_S;
}

static bool
diff_busy(const struct pane *pane)
{
	const struct state *state = pane->state;

	return state->job.on || beside_busy(&state->beside);
}

static void
diff_work(struct pane *pane, const struct scene *scene, uint64_t until_ns)
{
	struct state *state = pane->state;

	/* What it was comparing has gone away. */
	if (state->job.on && !is_of(&state->coming, scene)) {
		diff_job_stop(&state->job);
		state->stale = true;
	}
	if (diff_job_work(&state->job, until_ns))
		show(state, clock_ns());
	beside_work(&state->beside, scene->finder, until_ns);
}

/* It reads every histogram there is: not all the time, and again at once only when the question is another. */
static bool
is_due(const struct state *state, const struct scene *scene)
{
	const struct session_totals *totals = session_totals(scene->figures);

	if (state->stale || !is_of(&state->made, scene))
		return true;
	return state->made.calls != totals->calls && (totals->phase == SESSION_ENDED || scene->now_ns > state->rest_ns);
}

static void
diff_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;
	char room[256];

	if (!pane->shown || diff_obstacle(state->by_mark, scene, room, sizeof room) != NULL)
		return;
	if (state->job.on && (state->stale || !is_of(&state->coming, scene)))
		diff_job_stop(&state->job);
	if (state->beside.pairs == NULL && !state->job.on && is_due(state, scene)) {
		begin(state, scene);
		diff_work(pane, scene, scene->now_ns + FIRST_SLICE_NS);
	}
	if (state->cursor >= state->shown.count)
		state->cursor = 0;
	pane_window(&state->top, state->cursor, state->shown.count, pane->rows - 1 - (pane->rows >= FULL_FROM_ROWS ? FULL_ROWS : 0));
	if (state->beside.pairs != NULL)
		beside_settle(&state->beside, pane->rows);
}

/* --- drawing --------------------------------------------------------------------------- */

static void
diff_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;
	int below = pane->rows >= FULL_FROM_ROWS ? FULL_ROWS : 0;
	char room[256];
	const char *why = diff_obstacle(state->by_mark, scene, room, sizeof room);

	if (state->beside.pairs != NULL) {
		beside_draw(&state->beside, scene, canvas, pane->focus);
		return;
	}
	if (why == NULL && state->shown.count == 0 && state->job.on) {
		if (scene->now_ns - state->job.begin_ns > PROGRESS_NS)
			draw_textf(canvas, 0, 1, ROLE_DIM, "comparing: %u %%", diff_job_percent(&state->job));
		return;
	}
	if (why != NULL || state->shown.count == 0) {
		why = why != NULL ? why : "no calls in these groups";
		draw_sentence(canvas, why);
		return;
	}
	diff_table_header(groups[state->group], canvas);
	for (int row = 1; row < canvas->rows - below && state->top + (size_t)row - 1 < state->shown.count; row++) {
		size_t number = state->top + (size_t)row - 1;

		diff_table_row(canvas, row, &state->shown.rows[number], pane->focus && number == state->cursor);
	}
	if (below > 0) {
		struct canvas full = canvas_part(canvas, canvas->rows - FULL_ROWS, 0, FULL_ROWS, canvas->cols);

		diff_table_full(&full, &state->shown.rows[state->cursor], state->made.drift);
	}
}

/* --- actions ----------------------------------------------------------------------------- */

/* Both runs' calls of the row, as of now. */
static unsigned
enter(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;
	const struct diff_shown *row = &state->shown.rows[state->cursor];
	char condition[PANE_CONDITION_CAP], titles[2][DIFF_TITLE_CAP];
	struct text text = text_in(condition, sizeof condition);
	struct beside_of of = { .name = row->name, .condition = condition, .titles = { titles[0], titles[1] } };

	state->picked = true;
	condition_equal(&text, function_table_field(groups[state->group]), row->name);
	diff_sides(state->by_mark, scene, &of, titles);
	if (text.cut || !beside_open(&state->beside, &of, scene->now_ns)) {
		snprintf(pane->message, sizeof pane->message, "%.60s: these calls cannot be told from others", row->name);
		return REACT_REDRAW | REACT_MESSAGE;
	}
	beside_work(&state->beside, scene->finder, scene->now_ns + FIRST_SLICE_NS);
	return REACT_REDRAW;
}

static unsigned
act_inside(struct pane *pane, enum action action)
{
	struct state *state = pane->state;

	if (action_goes_back(action)) {
		beside_close(&state->beside);
		return REACT_REDRAW;
	}
	return beside_act(&state->beside, pane, action);
}

static void
order(struct state *state)
{
	const char *chosen = chosen_name(state);	/* rows move, their names do not */

	diff_rows_order(&state->shown, (enum diff_sort)state->sorting.by, state->sorting.inverted);
	state->cursor = chosen != NULL ? diff_rows_find(&state->shown, chosen) : 0;
}

/* Other rows: none of the old ones is one of them. */
static void
change_group(struct state *state, unsigned group)
{
	state->group = group;
	state->cursor = state->top = 0;
	state->picked = false;
	diff_rows_clear(&state->shown);
	state->stale = true;
}

/* The next row with a verdict, without going round. */
static unsigned
go_to_difference(struct pane *pane, int step)
{
	struct state *state = pane->state;

	for (size_t at = state->cursor + (size_t)step; at < state->shown.count; at += (size_t)step)
		if (state->shown.rows[at].verdict != DIFF_SAME) {
			state->cursor = at;
			state->picked = true;
			return REACT_REDRAW;
		}
	snprintf(pane->message, sizeof pane->message, "nothing differs further %s", step > 0 ? "down" : "up");
	return REACT_REDRAW | REACT_MESSAGE;
}

static const char *
diff_sort_name(unsigned by)
{
	return by < DIFF_SORTS ? diff_rows_sort((enum diff_sort)by) : NULL;
}

static void
diff_sort(struct pane *pane, unsigned by)
{
	struct state *state = pane->state;

	state->sorting.by = by;
	order(state);
}

static unsigned
diff_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	char room[256];

	if (state->beside.pairs != NULL)
		return act_inside(pane, action);
	switch (action) {
	case ACTION_SORT_NEXT:
	case ACTION_SORT_PREV:
	case ACTION_INVERT:
		(void)sorting_act(&state->sorting, DIFF_SORTS, action);
		order(state);
		return REACT_REDRAW;
	case ACTION_GROUP:
		change_group(state, (state->group + 1) % GROUPS);
		return REACT_REDRAW;
	case ACTION_DIFF:
		state->by_mark = !state->by_mark;
		state->stale = true;
		return REACT_REDRAW;
	default:
		if (state->shown.count == 0 || diff_obstacle(state->by_mark, scene, room, sizeof room) != NULL)
			return REACT_UNHANDLED;
		if (action == ACTION_ENTER)
			return enter(pane, scene);
		if (action == ACTION_NEXT_ERROR || action == ACTION_PREV_ERROR)
			return go_to_difference(pane, action == ACTION_NEXT_ERROR ? 1 : -1);
		if (!pane_move(&state->cursor, state->shown.count, pane->rows - 1, action))
			return REACT_UNHANDLED;
		state->picked = true;
		return REACT_REDRAW;
	}
}

static bool
has_calls(const struct profile *profile, const char *name)
{
	return profile != NULL && profile_named(profile, name) != NULL;
}

bool
diff_go(struct pane *pane, const struct scene *scene, const struct condition *condition)
{
	struct state *state = pane->state;
	const struct against *against = scene->against;
	unsigned group = 0;
	char room[256];

	while (group < GROUPS && strcmp(function_table_field(groups[group]), condition->field) != 0)
		group++;
	if (diff_obstacle(state->by_mark, scene, room, sizeof room) != NULL)
		return true;	/* the pane says why there is nothing */
	if (group == GROUPS || (!has_calls(session_profile(scene->figures, groups[group]), condition->value) &&
				!has_calls(diff_uses_mark(state->by_mark, against) ? against->profiles[groups[group]]
								     : session_profile(against->session, groups[group]), condition->value)))
		return false;
	beside_close(&state->beside);
	if (group != state->group)
		change_group(state, group);
	free(state->wanted);
	state->wanted = mem_string(condition->value);
	state->stale = true;	/* it goes there when the rows are made */
	return true;
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
	if (state->beside.pairs != NULL)
		return beside_find(&state->beside, finder, step, clock_ns() + FIND_SLICE_NS);
	for (size_t i = step == 0 ? 0 : 1; i < state->shown.count + (step != 0); i++) {
		size_t number = step >= 0 ? (state->cursor + i) % state->shown.count : (state->cursor + state->shown.count - i) % state->shown.count;

		if (finder_matches(finder, state->shown.rows[number].name, strlen(state->shown.rows[number].name))) {
			state->cursor = number;
			state->picked = true;
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

	if (diff_obstacle(state->by_mark, scene, room, sizeof room) != NULL)
		return;
	if (state->beside.pairs != NULL) {
		beside_hint(&state->beside, buf, cap);
		return;
	}
	if (state->shown.count > 0 && state->job.on && scene->now_ns - state->job.begin_ns > PROGRESS_NS)
		text_addf(&text, "comparing: %u %%, ", diff_job_percent(&state->job));
	if (diff_uses_mark(state->by_mark, scene->against))
		text_addf(&text, "since %s s", format_seconds(at, scene->against->mark_ns));
	else
		text_addf(&text, "against %.60s", scene->against->directory);
	text_addf(&text, ", by %s, sort: %s", function_table_by(groups[state->group]), diff_rows_sort((enum diff_sort)state->sorting.by));
}

static void
diff_done_pane(struct pane *pane)
{
	struct state *state = pane->state;

	beside_close(&state->beside);
	diff_job_done(&state->job);
	diff_rows_done(&state->shown);
	free(state->wanted);
}

const struct pane_ops pane_diff = {
	.name = "diff", .title = "Diff", .state_size = sizeof(struct state), .done = diff_done_pane, .settle = diff_settle,
	.busy = diff_busy, .work = diff_work,
	.draw = diff_draw, .hint = diff_hint, .act = diff_act, .condition = diff_condition, .find = diff_find,
	.sort_name = diff_sort_name, .sort = diff_sort,
};
