/* Where time goes: a row a group of calls, and the chosen one's latency, which Enter goes into. */
#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "model/callgraph.h"
#include "model/finder.h"
#include "model/session.h"
#include "model/timeline.h"
#include "ui/condition.h"
#include "ui/function_table.h"
#include "ui/pane.h"
#include "ui/plot.h"

enum { SORT_EVERY_NS = 200 * 1000 * 1000, PLOT_MIN_ROWS = 15, PLOT_ROWS = 7, NEIGHBOURS = 3, NEIGHBOUR_ROWS = 3,
       NEIGHBOURS_MIN_ROWS = 9, NAME_MAX_BYTES = 512 };

static const enum profile_by groups[] = {
	PROFILE_FUNCTION, PROFILE_CALL, PROFILE_LINE, PROFILE_ORIGINAL, PROFILE_FILE, PROFILE_THREAD,
};
enum { GROUPS = sizeof groups / sizeof *groups };

struct state {
	unsigned group;
	struct function_table table;
	uint64_t sorted_ns, sorted_calls; /* when, and of how many calls */
	uint64_t sorted_of;		/* figures_id then */
	bool stale;		/* must be sorted anew at once */
	size_t chosen;		/* number of the profile's row the cursor is on */
	bool picked;		/* by the user; else the first row is shown */
	bool inside;		/* keys go to the latency of the chosen row */
	struct plot plot;
	size_t top;
	char value[NAME_MAX_BYTES]; /* of the chosen row, in the filter language */
};

static const struct profile *
profile_of(const struct state *state, const struct scene *scene)
{
	return session_profile(scene->figures, state->table.by);
}

/* --- rows of the pane ------------------------------------------------------------------ */

struct parts {
	int table, below;	/* rows; the table's heading is a row of its own, the title of what is below one of its */
};

static struct parts
parts_of(const struct pane *pane)
{
	const struct state *state = pane->state;
	int rows = pane->rows, below = rows >= 2 * PLOT_ROWS + NEIGHBOUR_ROWS + 8 ? PLOT_ROWS + NEIGHBOUR_ROWS : PLOT_ROWS;

	if (state->inside && rows < PLOT_MIN_ROWS)
		return (struct parts){ 0, rows };
	if (state->plot.spectro && rows >= PLOT_MIN_ROWS)
		below = rows / 2;
	below = rows >= PLOT_MIN_ROWS ? below + 1 : 0;
	return (struct parts){ rows - below > 2 ? rows - below - 1 : rows - below, below };
}

static bool
has_neighbours(const struct state *state, int rows)
{
	return state->table.by == PROFILE_FUNCTION && !state->plot.spectro && rows >= NEIGHBOURS_MIN_ROWS;
}

static struct plot_of
subject(const struct state *state, const struct scene *scene)
{
	return (struct plot_of){
		.field = function_table_field(state->table.by),
		.value = state->value,
		.hist = &profile_row(profile_of(state, scene), state->chosen)->hist,
		.timeline = session_timeline(scene->figures),
		.key = session_timeline_key(state->table.by, state->chosen),
	};
}

static void
sort_rows(struct state *state, const struct scene *scene)
{
	function_table_make(&state->table, scene->figures);
	state->stale = false;
	state->sorted_ns = scene->now_ns;
	state->sorted_calls = session_totals(scene->figures)->calls;
	state->sorted_of = scene->figures_id;
}

static void
settle_plot(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;
	int rows = parts_of(pane).below - 1;
	struct plot_of of;

	(void)function_table_value(state->table.by, profile_row(profile_of(state, scene), state->chosen)->name,
				   state->value, sizeof state->value);
	of = subject(state, scene);
	plot_settle(&state->plot, &of, has_neighbours(state, rows) ? rows - NEIGHBOUR_ROWS : rows, pane->cols);
}

static void
functions_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;
	const struct session_totals *totals = session_totals(scene->figures);
	size_t count;
	bool changed;

	state->table.by = groups[state->group];
	count = profile_count(profile_of(state, scene));
	changed = totals->calls != state->sorted_calls;
	/* Not at every frame: rows that change places all the time cannot be read. */
	if (state->stale || count != state->table.count || state->sorted_of != scene->figures_id ||
	    (changed && (totals->phase == SESSION_ENDED || scene->now_ns - state->sorted_ns > SORT_EVERY_NS)))
		sort_rows(state, scene);
	if (state->table.count == 0)
		return;
	if (!state->picked || state->chosen >= count)
		state->chosen = function_table_row(&state->table, 0);
	pane_window(&state->top, function_table_find(&state->table, state->chosen), state->table.count,
		    parts_of(pane).table);
	settle_plot(pane, scene);
}

/* --- drawing ------------------------------------------------------------------------ */

/* "callers main 80% run 20%": who stands next to it, by time. */
static void
draw_list(const struct canvas *canvas, int row, const char *label, const struct callgraph_figures *figures,
	  size_t count, uint64_t total_ns)
{
	char room[512], duration[FORMAT_CAP];
	struct text text = text_in(room, sizeof room);

	text_addf(&text, "%-8s", label);
	if (count == 0)
		text_add(&text, "none");
	for (size_t i = 0; i < count && i < NEIGHBOURS; i++)
		text_addf(&text, "%s%s %s %.0f%%", i > 0 ? ", " : "", figures[i].name, format_duration(duration, figures[i].total_ns),
			  total_ns > 0 ? 100.0 * (double)figures[i].total_ns / (double)total_ns : 0.0);
	draw_foreign(canvas, row, 1, canvas->cols - 1, ROLE_DIM, text.bytes, text.len);
}

static void
draw_neighbours(const struct scene *scene, const struct canvas *canvas, const struct profile_row *row)
{
	const struct callgraph *graph = session_callgraph(scene->figures);
	struct callgraph_figures whole = callgraph_whole(graph, row->name), near[NEIGHBOURS];
	char self[FORMAT_CAP], all[FORMAT_CAP], line[96];

	if (whole.calls > 0)
		snprintf(line, sizeof line, "itself  %s, with what it calls %s", format_duration(self, row->total_ns),
			 format_duration(all, whole.total_ns));
	else
		snprintf(line, sizeof line, "itself  %s", format_duration(self, row->total_ns));
	draw_foreign(canvas, 0, 1, canvas->cols - 1, ROLE_DIM, line, strlen(line));
	draw_list(canvas, 1, "callers", near, callgraph_callers(graph, row->name, near, NEIGHBOURS), whole.total_ns);
	draw_list(canvas, 2, "calls", near, callgraph_callees(graph, row->name, near, NEIGHBOURS), whole.total_ns);
}

static void
draw_chosen(const struct state *state, const struct scene *scene, const struct canvas *canvas, bool focus)
{
	const struct profile_row *row = profile_row(profile_of(state, scene), state->chosen);
	struct canvas below = canvas_part(canvas, 1, 0, canvas->rows - 1, canvas->cols);
	struct plot_of of = subject(state, scene);
	char title[192], slow[64] = "";

	if (row->slow_io > 0)
		snprintf(slow, sizeof slow, ", %llu of %llu I/O slow", (unsigned long long)row->slow_io,
			 (unsigned long long)row->io_calls);
	snprintf(title, sizeof title, "%.96s: latency%s%s", row->name, slow, focus && state->inside ? " *" : "");
	draw_rule(canvas, 0, focus && state->inside ? ROLE_TITLE_FOCUS : ROLE_TITLE, title);
	if (state->plot.spectro && of.key >= TIMELINE_KEYS) {
		draw_text(&below, 0, 1, ROLE_DIM,
			  "over time there are calls and functions only: group by them, or i shows bars");
		return;
	}
	if (has_neighbours(state, below.rows)) {
		draw_neighbours(scene, &below, row);
		below = canvas_part(&below, NEIGHBOUR_ROWS, 0, below.rows - NEIGHBOUR_ROWS, below.cols);
	}
	plot_draw(&state->plot, &of, &below, focus && state->inside);
}

static void
functions_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;
	struct parts parts = parts_of(pane);
	int header = parts.table > 1;

	if (state->table.count == 0) {
		draw_sentence(canvas, "nothing to group yet");
		return;
	}
	if (header)
		function_table_header(&state->table, canvas);
	for (int i = 0; i < parts.table && state->top + (size_t)i < state->table.count; i++) {
		size_t position = state->top + (size_t)i;

		function_table_draw(&state->table, scene->figures, position, canvas, header + i,
				    function_table_row(&state->table, position) == state->chosen,
				    pane->focus && !state->inside);
	}
	if (parts.below > 0) {
		struct canvas below = canvas_part(canvas, canvas->rows - parts.below, 0, parts.below, canvas->cols);

		draw_chosen(state, scene, &below, pane->focus);
	}
}

/* --- actions -------------------------------------------------------------------------- */

/* The calls under the cursor; without one all of the chosen group. */
static unsigned
enter_calls(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;
	struct plot_of of = subject(state, scene);
	struct text text = text_in(pane->condition, sizeof pane->condition);

	if (!plot_condition(&state->plot, &of, &text))
		condition_equal(&text, of.field, of.value);
	if (text.cut)
		return REACT_REDRAW;
	pane->call = profile_row(profile_of(state, scene), state->chosen)->last_seq;
	return REACT_REDRAW | REACT_FILTER;
}

static unsigned
act_inside(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	struct plot_of of = subject(state, scene);

	if (action == ACTION_ENTER)
		return enter_calls(pane, scene);
	if (action_goes_back(action)) {
		state->inside = plot_close(&state->plot);
		return REACT_REDRAW;
	}
	return plot_act(&state->plot, &of, action) ? REACT_REDRAW : REACT_UNHANDLED;
}

static unsigned
act_outside(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	size_t position = function_table_find(&state->table, state->chosen);
	struct plot_of of = subject(state, scene);

	switch (action) {
	case ACTION_ENTER:
		state->inside = state->picked = true;
		return REACT_REDRAW;
	case ACTION_SPECTRO:
	case ACTION_SCALE:
	case ACTION_MORE:
	case ACTION_LESS:
		return plot_act(&state->plot, &of, action) ? REACT_REDRAW : REACT_UNHANDLED;
	default:
		if (!pane_move(&position, state->table.count, parts_of(pane).table, action))
			return REACT_UNHANDLED;
		state->chosen = function_table_row(&state->table, position);
		state->picked = true;
		state->plot.on = state->plot.boxing = false;
		return REACT_REDRAW;
	}
}

static void
change_group(struct state *state)
{
	state->group = (state->group + 1) % GROUPS;
	state->picked = state->inside = false;
	state->plot.on = state->plot.boxing = false;
	state->top = 0;
}

static unsigned
functions_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;

	switch (action) {
	case ACTION_SORT_NEXT:
	case ACTION_SORT_PREV:
	case ACTION_INVERT:
		(void)sorting_act(&state->table.sorting, FUNCTION_SORTS, action);
		break;
	case ACTION_GROUP:
		change_group(state);
		break;
	default:
		if (state->table.count == 0)
			return REACT_UNHANDLED;
		return state->inside ? act_inside(pane, scene, action) : act_outside(pane, scene, action);
	}
	state->stale = true;
	return REACT_REDRAW;
}

static const char *
functions_sort_name(unsigned by)
{
	return by < FUNCTION_SORTS ? function_table_sort((enum function_sort)by) : NULL;
}

static void
functions_sort(struct pane *pane, unsigned by)
{
	struct state *state = pane->state;

	state->table.sorting.by = by;
	state->stale = true;
}

static unsigned
functions_click(struct pane *pane, const struct scene *scene, unsigned hit)
{
	struct state *state = pane->state;

	(void)scene;
	if (!sorting_click(&state->table.sorting, FUNCTION_SORTS, hit))
		return REACT_UNHANDLED;
	state->stale = true;
	return REACT_REDRAW;
}

/* What all calls of the chosen group have in common; a name in parentheses stands for what is not known, or too much. */
static bool
functions_condition(const struct pane *pane, const struct scene *scene, struct condition *ret_condition)
{
	const struct state *state = pane->state;

	(void)scene;
	if (state->table.count == 0 || state->value[0] == '(' || state->value[0] == '\0')
		return false;
	*ret_condition = (struct condition){ .field = function_table_field(state->table.by), .keep = "=", .drop = "!=" };
	snprintf(ret_condition->value, sizeof ret_condition->value, "%s", state->value);
	return true;
}

static bool
has_text(const struct pane *pane, const struct scene *scene, size_t position, const struct finder *finder)
{
	const struct state *state = pane->state;
	const char *name = profile_row(profile_of(state, scene), function_table_row(&state->table, position))->name;

	return finder_matches(finder, name, strlen(name));
}

static bool
functions_find(struct pane *pane, const struct scene *scene, const struct finder *finder, int step)
{
	struct state *state = pane->state;
	size_t position = function_table_find(&state->table, state->chosen);

	if (!pane_find(pane, scene, finder, step, state->table.count, &position, has_text))
		return false;
	state->chosen = function_table_row(&state->table, position);
	state->picked = true;
	return true;
}

static void
functions_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	const struct state *state = pane->state;

	(void)scene;
	snprintf(buf, cap, "by %s, sort: %s%s", function_table_by(groups[state->group]),
		 function_table_sort((enum function_sort)state->table.sorting.by),
		 state->table.sorting.inverted ? " (inverted)" : "");
}

static void
functions_done(struct pane *pane)
{
	function_table_done(&((struct state *)pane->state)->table);
}

const struct pane_ops pane_functions = {
	.name = "functions", .title = "Functions", .tab = "Func", .state_size = sizeof(struct state), .done = functions_done,
	.settle = functions_settle, .draw = functions_draw, .hint = functions_hint, .act = functions_act,
	.click = functions_click, .condition = functions_condition, .find = functions_find,
	.sort_name = functions_sort_name, .sort = functions_sort,
};
