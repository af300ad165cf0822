/* Where time goes: a row a group of calls, and the chosen one's histogram. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/callgraph.h"
#include "model/session.h"
#include "ui/bars.h"
#include "ui/pane.h"

enum { SORT_EVERY_NS = 200 * 1000 * 1000, HISTOGRAM_MIN_ROWS = 9, HISTOGRAM_ROWS = 7, NEIGHBOURS = 3, NEIGHBOUR_ROWS = 3,
       NEIGHBOURS_MIN_ROWS = 9 };

enum sort { SORT_TOTAL, SORT_NAME, SORT_CALLS, SORT_ERRORS, SORT_P50, SORT_P99, SORT_Z, SORTS };

static const char *const sort_names[SORTS] = { "total", "name", "calls", "errors", "p50", "p99", "max z" };

/* What the rows can be grouped by, and how that is called. */
static const struct {
	enum profile_by by;
	const char *name, *title;
} groups[] = {
	{ PROFILE_FUNCTION, "function", "FUNCTION" }, { PROFILE_CALL, "system call", "CALL" },
	{ PROFILE_LINE, "line", "LINE" }, { PROFILE_ORIGINAL, "original line", "ORIGINAL" },
	{ PROFILE_FILE, "path", "PATH" }, { PROFILE_THREAD, "thread", "THREAD" },
};
enum { GROUPS = sizeof groups / sizeof *groups };

struct sort_key {
	size_t number;		/* of the profile's row */
	double value;
	const char *name;
};

struct state {
	unsigned group;
	enum sort sort;
	bool inverted;
	struct sort_key *order;	/* sorted numbers of rows */
	size_t count, cap;
	uint64_t sorted_ns, sorted_calls; /* when, and of how many calls */
	bool stale;		/* must be sorted anew at once */
	size_t chosen;		/* number of the profile's row the cursor is on */
	bool picked;		/* by the user; else the first row is shown */
	size_t top;
};

static const struct profile *
profile_of(const struct state *state, const struct scene *scene)
{
	return session_profile(scene->session, groups[state->group].by);
}

/* --- order -------------------------------------------------------------------------- */

static double
sort_value(const struct profile_row *row, enum sort sort)
{
	switch (sort) {
	case SORT_TOTAL:  return (double)row->total_ns;
	case SORT_CALLS:  return (double)row->calls;
	case SORT_ERRORS: return (double)row->errors;
	case SORT_P50:	  return (double)hist_quantile(&row->hist, 0.5);
	case SORT_P99:	  return (double)hist_quantile(&row->hist, 0.99);
	case SORT_Z:	  return isnan(row->max_z) ? -1e9 : (double)row->max_z;
	default:	  return 0;
	}
}

static int
compare_keys(const void *a, const void *b)
{
	const struct sort_key *left = a, *right = b;

	if (left->value != right->value)
		return left->value > right->value ? -1 : 1;
	return strcmp(left->name, right->name);
}

static void
sort_rows(struct state *state, const struct scene *scene)
{
	const struct profile *profile = profile_of(state, scene);
	size_t count = profile_count(profile);

	state->order = mem_grow(state->order, &state->cap, count, sizeof *state->order);
	for (size_t i = 0; i < count; i++) {
		const struct profile_row *row = profile_row(profile, i);

		state->order[i] = (struct sort_key){ i, sort_value(row, state->sort), row->name };
	}
	if (count > 0)
		qsort(state->order, count, sizeof *state->order, compare_keys);
	for (size_t i = 0; state->inverted && i < count / 2; i++) {
		struct sort_key swap = state->order[i];

		state->order[i] = state->order[count - 1 - i];
		state->order[count - 1 - i] = swap;
	}
	state->count = count;
	state->stale = false;
	state->sorted_ns = scene->now_ns;
	state->sorted_calls = session_totals(scene->session)->calls;
}

static size_t
position_of(const struct state *state)
{
	for (size_t i = 0; i < state->count; i++)
		if (state->order[i].number == state->chosen)
			return i;
	return 0;
}

static int
table_rows(const struct pane *pane)
{
	int below = pane->rows >= 2 * HISTOGRAM_ROWS + NEIGHBOUR_ROWS + 8 ? HISTOGRAM_ROWS + NEIGHBOUR_ROWS : HISTOGRAM_ROWS;
	int rows = pane->rows >= HISTOGRAM_MIN_ROWS + 6 ? pane->rows - below - 1 : pane->rows;

	return rows > 2 ? rows - 1 : rows;
}

static void
functions_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;
	const struct session_totals *totals = session_totals(scene->session);
	bool grew = profile_count(profile_of(state, scene)) != state->count, changed = totals->calls != state->sorted_calls;

	/* Not at every frame: rows that change places all the time cannot be read. */
	if (state->stale || grew || (changed && (totals->phase == SESSION_ENDED ||
						 scene->now_ns - state->sorted_ns > SORT_EVERY_NS)))
		sort_rows(state, scene);
	if (!state->picked && state->count > 0)
		state->chosen = state->order[0].number;
	pane_window(&state->top, position_of(state), state->count, table_rows(pane));
}

/* --- drawing ------------------------------------------------------------------------ */

struct columns {
	int name, calls, errors, total, p50, p99, z, graph;	/* where each begins; -1 left out */
	int name_width, graph_width;
};

static struct columns
lay_out(int cols)
{
	struct columns at = { .name = 1, .errors = -1, .graph = -1, .z = -1, .p50 = -1 };
	int right = cols;

	if (cols >= 66) {
		at.graph_width = cols >= 90 ? 20 : 10;
		at.graph = right -= at.graph_width;
		right--;
	}
	if (cols >= 34)
		at.z = right -= 6;
	at.p99 = right -= 7;
	if (cols >= 50)
		at.p50 = right -= 7;
	at.total = right -= 7;
	if (cols >= 56)
		at.errors = right -= 6;
	at.calls = right -= 6;
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
	draw_foreign(canvas, 0, at->name, at->name_width, ROLE_HEADER, groups[state->group].title,
		     strlen(groups[state->group].title));
	put(canvas, 0, at->calls, 5, ROLE_HEADER, "CALLS");
	put(canvas, 0, at->errors, 5, ROLE_HEADER, "ERR");
	put(canvas, 0, at->total, 6, ROLE_HEADER, "TOTAL");
	put(canvas, 0, at->p50, 6, ROLE_HEADER, "p50");
	put(canvas, 0, at->p99, 6, ROLE_HEADER, "p99");
	put(canvas, 0, at->z, 5, ROLE_HEADER, "MAXz");
	if (at->graph >= 0)
		draw_text(canvas, 0, at->graph, ROLE_HEADER, at->graph_width >= 20 ? "1us...............1s" : "1us.....1s");
}

static void
draw_row(const struct canvas *canvas, int row, const struct columns *at, const struct profile_row *figures, bool current,
	 bool focus)
{
	enum role role = current && focus ? ROLE_CURSOR : ROLE_NUMBER;
	char text[FORMAT_CAP];

	if (current && focus) {
		draw_fill(canvas, row, 0, canvas->cols, ROLE_CURSOR);
		draw_cursor(canvas, row, 0);
	}
	if (current)
		draw_text(canvas, row, 0, role, ">");
	draw_foreign(canvas, row, at->name, at->name_width, current && focus ? ROLE_CURSOR : ROLE_CALL, figures->name,
		     strlen(figures->name));
	put(canvas, row, at->calls, 5, role, format_count(text, figures->calls));
	if (figures->errors > 0)
		put(canvas, row, at->errors, 5, role == ROLE_CURSOR ? role : ROLE_ERROR, format_count(text, figures->errors));
	put(canvas, row, at->total, 6, role, format_duration(text, figures->total_ns));
	put(canvas, row, at->p50, 6, role, format_duration(text, hist_quantile(&figures->hist, 0.5)));
	put(canvas, row, at->p99, 6, role, format_duration(text, hist_quantile(&figures->hist, 0.99)));
	if (!isnan(figures->max_z)) {
		snprintf(text, sizeof text, "%.1f", (double)figures->max_z);
		put(canvas, row, at->z, 5, role == ROLE_CURSOR ? role : figures->alerts > 0 ? ROLE_ALERT_LOW : ROLE_DIM, text);
	}
	if (at->graph >= 0)
		draw_histogram_row(canvas, row, at->graph, at->graph_width, role == ROLE_CURSOR ? role : ROLE_GRAPH,
				   &figures->hist);
}

/* "callers main 80% run 20%": who stands next to it, by time. */
static void
draw_list(const struct canvas *canvas, int row, const char *label, const struct callgraph_figures *figures, size_t count,
	  uint64_t total_ns)
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
	const struct callgraph *graph = session_callgraph(scene->session);
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
draw_chosen(const struct state *state, const struct scene *scene, const struct canvas *canvas)
{
	const struct profile_row *row = profile_row(profile_of(state, scene), state->chosen);
	struct canvas below = canvas_part(canvas, 1, 0, canvas->rows - 1, canvas->cols);
	char title[192], slow[64] = "";

	if (row->slow_io > 0)
		snprintf(slow, sizeof slow, ", %llu of %llu I/O slow", (unsigned long long)row->slow_io, (unsigned long long)row->io_calls);
	snprintf(title, sizeof title, "%.96s: latency%s", row->name, slow);
	draw_rule(canvas, 0, ROLE_TITLE, title);
	if (groups[state->group].by == PROFILE_FUNCTION && below.rows >= NEIGHBOURS_MIN_ROWS) {
		draw_neighbours(scene, &below, row);
		below = canvas_part(&below, NEIGHBOUR_ROWS, 0, below.rows - NEIGHBOUR_ROWS, below.cols);
	}
	draw_histogram(&below, &row->hist);
}

static void
functions_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;
	int rows = table_rows(pane), header = pane->rows > 2;
	struct columns at = lay_out(canvas->cols);

	if (state->count == 0) {
		draw_foreign(canvas, 0, 1, canvas->cols - 1, ROLE_DIM, "nothing to group yet", 20);
		return;
	}
	if (header)
		draw_header(state, canvas, &at);
	for (int i = 0; i < rows && state->top + (size_t)i < state->count; i++) {
		size_t number = state->order[state->top + (size_t)i].number;

		draw_row(canvas, header + i, &at, profile_row(profile_of(state, scene), number), number == state->chosen,
			 pane->focus);
	}
	if (rows + header < canvas->rows) {
		struct canvas below = canvas_part(canvas, rows + header, 0, canvas->rows - rows - header, canvas->cols);

		draw_chosen(state, scene, &below);
	}
}

/* --- actions -------------------------------------------------------------------------- */

static unsigned
functions_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	size_t position = position_of(state);

	switch (action) {
	case ACTION_SORT_NEXT:
		state->sort = (state->sort + 1) % SORTS;
		break;
	case ACTION_SORT_PREV:
		state->sort = (state->sort + SORTS - 1) % SORTS;
		break;
	case ACTION_INVERT:
		state->inverted = !state->inverted;
		break;
	case ACTION_GROUP:
		state->group = (state->group + 1) % GROUPS;
		state->picked = false;
		state->top = 0;
		break;
	case ACTION_ENTER:
		if (state->count == 0)
			return REACT_REDRAW;
		pane->call = profile_row(profile_of(state, scene), state->chosen)->last_seq;
		return REACT_REDRAW | REACT_STREAM;
	default:
		if (!pane_move(&position, state->count, table_rows(pane), action))
			return REACT_UNHANDLED;
		if (state->count > 0)
			state->chosen = state->order[position].number;
		state->picked = true;
		return REACT_REDRAW;
	}
	state->stale = true;
	return REACT_REDRAW;
}

static void
functions_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	const struct state *state = pane->state;

	(void)scene;
	snprintf(buf, cap, "by %s, sort: %s%s", groups[state->group].name, sort_names[state->sort],
		 state->inverted ? " (inverted)" : "");
}

static void
functions_done(struct pane *pane)
{
	free(((struct state *)pane->state)->order);
}

const struct pane_ops pane_functions = {
	.name = "functions", .title = "Functions", .tab = "Func", .state_size = sizeof(struct state), .done = functions_done,
	.settle = functions_settle, .draw = functions_draw, .hint = functions_hint, .act = functions_act,
};
