/* Processes and threads: the tree of forks, and what each of them asks of the kernel. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "base/format.h"
#include "base/text.h"
#include "model/finder.h"
#include "model/session.h"
#include "syscall/errnos.h"
#include "syscall/shape.h"
#include "ui/pane.h"
#include "ui/sorting.h"
#include "ui/table_columns.h"
#include "ui/tasklanes.h"
#include "ui/tasklanes_draw.h"
#include "ui/tasktree.h"

enum { SORT_EVERY_NS = 200 * 1000 * 1000, NAME_LEAST = 24, STATE_LEAST = 12, STATE_MOST = 26,
       STATE_FROM_COLS = 56, NAME_COL = 1 };

struct state {
	struct tasktree tree;
	struct sorting sorting;	/* by enum task_sort */
	struct tasklanes lanes;
	bool flat;
	uint64_t made_ns, made_calls;	/* when the rows were made, and of how many calls */
	uint64_t made_of;		/* figures_id then */
	bool stale;			/* must be made anew at once */
	uint32_t chosen;		/* serial of the task the cursor is on; 0: the first row */
	size_t position, top;		/* of its row */
};

static const struct tasks *
tasks_of(const struct scene *scene)
{
	return session_tasks(scene->figures);
}

/* Where lanes begin. */
static int
lanes_left(int cols)
{
	return cols >= 3 * NAME_LEAST ? 2 + NAME_LEAST : 2 + cols / 3;
}

/* Rows for tasks: below the header, and above what lanes mean. */
static int
rows_of(const struct pane *pane)
{
	return pane->rows - 1 - ((const struct state *)pane->state)->lanes.on;
}

static void
tasks_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;
	const struct session_totals *totals = session_totals(scene->figures);
	const struct tasktree_options options = {
		.sort = (enum task_sort)state->sorting.by, .inverted = state->sorting.inverted, .flat = state->flat, .now_ns = scene->time_ns,
	};
	bool changed = totals->calls != state->made_calls || state->sorting.by == TASK_SORT_RATE;

	if (!pane->shown)
		return;
	/* Not at every frame: rows that change places all the time cannot be read. */
	if (state->stale || state->tree.count == 0 || state->made_of != scene->figures_id ||
	    (changed && (totals->phase == SESSION_ENDED || scene->now_ns - state->made_ns > SORT_EVERY_NS))) {
		tasktree_make(&state->tree, tasks_of(scene), &options);
		state->made_ns = scene->now_ns;
		state->made_calls = totals->calls;
		state->made_of = scene->figures_id;
		state->stale = false;
	}
	state->position = tasktree_find(&state->tree, tasks_of(scene), state->chosen);
	if (state->position == state->tree.count)
		state->position = 0;
	pane_window(&state->top, state->position, state->tree.count, rows_of(pane));
	tasklanes_settle(&state->lanes, scene, pane->cols - lanes_left(pane->cols));
}

static bool
tasks_busy(const struct pane *pane)
{
	const struct state *state = pane->state;

	return pane->shown && tasklanes_busy(&state->lanes);
}

static void
tasks_work(struct pane *pane, const struct scene *scene, uint64_t until_ns)
{
	(void)scene;
	tasklanes_work(&((struct state *)pane->state)->lanes, until_ns);
}

/* --- drawing ------------------------------------------------------------------------ */

enum { RATE, CALLS, ERRORS, Z, TIME, FIGURES };

/* Figures begin with a blank of their own. */
static const struct table_column columns[FIGURES] = {
	[RATE] = { "/S", 6, 5, 30, TASK_SORT_RATE },
	[CALLS] = { "CALLS", 6, 6, 1, TASK_SORT_CALLS },
	[ERRORS] = { "ERR%", 6, 6, 48, TASK_SORT_ERRORS },
	[Z] = { "MAXz", 6, 6, 38, TASK_SORT_Z },
	[TIME] = { "TIME", 7, 7, 72, TASK_SORT_TIME },
};

struct places {
	int at[FIGURES], state;	/* where each begins; -1 left out */
	int name_width, state_width;
};

static struct places
lay_out(int cols)
{
	struct places places = { .state = -1 };
	int right = table_columns_lay_out(columns, FIGURES, cols, cols, places.at), room = right - 1 - NAME_LEAST;

	places.name_width = right - 1;
	if (cols < STATE_FROM_COLS)
		return places;
	places.state_width = room < STATE_LEAST ? STATE_LEAST : room > STATE_MOST ? STATE_MOST : room;
	places.state = right - places.state_width - 1;
	places.name_width = places.state - 2;
	return places;
}

/* No figures: what is behind the name is another's. */
static struct places
lay_out_name(int cols)
{
	struct places places = { .state = -1, .name_width = cols - 2 };

	(void)table_columns_lay_out(columns, FIGURES, 0, cols, places.at);
	return places;
}

static void
draw_header(const struct state *state, const struct canvas *canvas, const struct places *places)
{
	int col = draw_text(canvas, 0, NAME_COL, ROLE_HEADER, "TID  COMMAND");

	draw_hit(canvas, 0, NAME_COL, col - NAME_COL, 1 + TASK_SORT_COMMAND);
	if (state->sorting.by == TASK_SORT_COMMAND)
		draw_text(canvas, 0, col, ROLE_HEADER, state->sorting.inverted ? " (sorted, inverted)" : " (sorted)");
	if (places->state >= 0)
		draw_text(canvas, 0, places->state, ROLE_HEADER, "STATE");
	table_columns_header(columns, FIGURES, places->at, &state->sorting, canvas);
}

/* "│ └+": where the task hangs in the tree, and whether something below it is folded away. */
static void
write_branch(struct text *text, const struct tasktree_row *row, bool ascii)
{
	uint32_t drawn = row->depth < TASKTREE_LEVELS ? row->depth : TASKTREE_LEVELS;

	for (uint32_t level = 1; level < drawn; level++)
		text_add(text, (row->lines & (uint32_t)1 << level) == 0 ? "  " : ascii ? "| " : "│ ");
	if (row->depth >= TASKTREE_LEVELS)
		text_add(text, ascii ? "~ " : "… ");
	else if (row->depth > 0)
		text_add(text, row->last ? (ascii ? "`-" : "└─") : ascii ? "|-" : "├─");
	text_addc(text, row->folded && row->below > 0 ? '+' : ' ');
}

static void
write_end(struct text *text, const struct task *task)
{
	char name[16];

	if (task->status == TASK_SUPERSEDED)
		text_add(text, "superseded");
	else if (task->status == TASK_LEFT)
		text_add(text, "left running");
	else if (WIFSIGNALED(task->status))
		text_addf(text, "killed %s", signal_name((unsigned)WTERMSIG(task->status), name));
	else
		text_addf(text, "ended %d", WEXITSTATUS(task->status));
}

/* "in read 3.2s"; where that is too long the name makes room, for its age is why one looks. */
static void
write_open(struct text *text, int width, const char *name, const char *age)
{
	int left = width - (int)strlen(age) - 1, len = (int)strlen(name);

	if (len + 3 <= left)
		text_addf(text, "in %s %s", name, age);
	else if (len <= left)
		text_addf(text, "%s %s", name, age);
	else
		text_addf(text, "%.*s~ %s", left > 1 ? left - 1 : 0, name, age);
}

/* "alive", "ended 3", "in read 3.2s". */
static enum role
write_state(struct text *text, int width, const struct scene *scene, const struct task *task)
{
	char name[CALL_NAME_CAP], age[FORMAT_CAP];
	struct call_row row;
	uint64_t now_ns = scene->time_ns;

	if (!task->alive) {
		write_end(text, task);
		return WIFSIGNALED(task->status) && task->status >= 0 ? ROLE_ERROR : ROLE_DIM;
	}
	if (task->open_seq == 0 || !session_row(scene->session, task->open_seq, &row) || row.event == NULL) {
		text_add(text, session_totals(scene->figures)->phase == SESSION_ENDED ? "not seen to end" : "alive");
		return ROLE_TEXT;
	}
	format_duration(age, now_ns > row.event->head.time_ns ? now_ns - row.event->head.time_ns : 0);
	write_open(text, width, call_name(row.event->call.abi, row.event->call.nr, name), age);
	return ROLE_OPEN;
}

static void
put(const struct canvas *canvas, int row, const struct places *places, unsigned figure, enum role role,
    const char *text)
{
	draw_right(canvas, row, places->at[figure], columns[figure].shown, role, text);
}

static void
draw_figures(const struct canvas *canvas, int row, const struct places *places, const struct scene *scene,
	     const struct task *task, enum role role)
{
	char text[FORMAT_CAP];
	uint64_t rate = task_rate(task, scene->time_ns);

	put(canvas, row, places, RATE, role, task->alive || rate > 0 ? format_count(text, rate) : "-");
	put(canvas, row, places, CALLS, role, format_count(text, task->calls));
	if (task->errors > 0) {
		snprintf(text, sizeof text, "%.1f", 100.0 * (double)task->errors / (double)task->calls);
		put(canvas, row, places, ERRORS, role == ROLE_CURSOR ? role : ROLE_ERROR, text);
	}
	if (!isnan(task->max_z)) {
		snprintf(text, sizeof text, "%.1f", (double)task->max_z);
		put(canvas, row, places, Z, role == ROLE_CURSOR ? role : task->max_z >= 3 ? ROLE_ALERT_LOW : ROLE_DIM, text);
	}
	put(canvas, row, places, TIME, role, format_duration(text, task->call_ns));
}

static void
draw_task(const struct canvas *canvas, int row, const struct places *places, const struct scene *scene,
	  const struct tasktree_row *place, bool current)
{
	const struct task *task = tasks_get(tasks_of(scene), place->serial);
	char room[256], said[64];
	struct text branch = text_in(room, sizeof room), state = text_in(said, sizeof said);
	enum role role = current ? ROLE_CURSOR : ROLE_NUMBER;
	enum role state_role = write_state(&state, places->state_width, scene, task);
	int col, end = NAME_COL + places->name_width;

	if (current)
		draw_current(canvas, row);
	write_branch(&branch, place, canvas->grid->ascii);
	col = draw_foreign(canvas, row, NAME_COL, places->name_width, current ? role : ROLE_DIM, branch.bytes, branch.len);
	snprintf(room, sizeof room, "%u ", task->tid);
	col = draw_foreign(canvas, row, col, end - col, role, room, strlen(room));
	col = draw_foreign(canvas, row, col, end - col, current ? role : ROLE_CALL, task->comm, strlen(task->comm));
	if (place->folded && place->below > 0) {
		snprintf(room, sizeof room, " +%u below", place->below);
		draw_foreign(canvas, row, col, end - col, current ? role : ROLE_DIM, room, strlen(room));
	}
	if (places->state >= 0)
		draw_foreign(canvas, row, places->state, places->state_width, current ? role : state_role, state.bytes,
			     state.len);
	draw_figures(canvas, row, places, scene, task, role);
}

static void
draw_table(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;
	struct places places = lay_out(canvas->cols);
	size_t position = state->top;

	draw_header(state, canvas, &places);
	for (int row = 1; row <= rows_of(pane) && position < state->tree.count; row++, position++)
		draw_task(canvas, row, &places, scene, &state->tree.rows[position], pane->focus && position == state->position);
}

static void
draw_over_time(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;
	int cut = lanes_left(canvas->cols);
	struct canvas left = canvas_part(canvas, 0, 0, canvas->rows, cut);
	struct canvas right = canvas_part(canvas, 0, cut, canvas->rows, canvas->cols - cut);
	struct canvas below = canvas_part(canvas, canvas->rows - 1, 0, 1, canvas->cols);
	const struct places places = lay_out_name(cut);
	size_t position = state->top;

	draw_header(state, &left, &places);
	tasklanes_draw_times(&state->lanes, &right);
	for (int row = 1; row <= rows_of(pane) && position < state->tree.count; row++, position++) {
		const struct tasktree_row *place = &state->tree.rows[position];
		bool current = pane->focus && position == state->position;

		draw_task(&left, row, &places, scene, place, current);
		tasklanes_draw_lane(&state->lanes, scene, &right, row, tasks_get(tasks_of(scene), place->serial), current);
	}
	tasklanes_draw_below(&state->lanes, scene, &below, tasks_get(tasks_of(scene), state->tree.rows[state->position].serial));
}

static void
tasks_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;

	if (state->tree.count == 0)
		draw_sentence(canvas, "no process yet");
	else if (state->lanes.on)
		draw_over_time(pane, scene, canvas);
	else
		draw_table(pane, scene, canvas);
}

/* --- actions ------------------------------------------------------------------------- */

static unsigned
enter(struct pane *pane, const struct scene *scene)
{
	const struct state *state = pane->state;
	uint32_t serial = state->tree.rows[state->position].serial;
	const struct task *task = tasks_get(tasks_of(scene), serial);
	struct text narrow = text_in(pane->condition, sizeof pane->condition);

	if (state->lanes.on && state->lanes.cursor) {
		if (tasklanes_condition(&state->lanes, scene, task, &narrow, &pane->call))
			return REACT_REDRAW | REACT_FILTER;
		snprintf(pane->message, sizeof pane->message, "%u was in no call then", task->tid);
		return REACT_MESSAGE;
	}
	pane->call = task->last_seq != 0 ? task->last_seq : task->open_seq;
	if (tasktree_condition(tasks_of(scene), serial, pane->condition, sizeof pane->condition))
		return REACT_REDRAW | REACT_FILTER;
	snprintf(pane->condition, sizeof pane->condition, "pid = %u", task->pid);
	snprintf(pane->message, sizeof pane->message, "too many processes below %u: only its own calls", task->pid);
	return REACT_REDRAW | REACT_FILTER | REACT_MESSAGE;
}

static unsigned
tasks_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	size_t position = state->position;

	if (action == ACTION_SPECTRO) {
		tasklanes_toggle(&state->lanes);
		return REACT_REDRAW;
	}
	if (state->tree.count == 0)
		return REACT_UNHANDLED;
	if (action_goes_back(action) && tasklanes_close(&state->lanes))
		return REACT_REDRAW;
	if (tasklanes_act(&state->lanes, scene, tasks_get(tasks_of(scene), state->tree.rows[position].serial), action))
		return REACT_REDRAW;
	switch (action) {
	case ACTION_SORT_NEXT:
	case ACTION_SORT_PREV:
	case ACTION_INVERT:
		(void)sorting_act(&state->sorting, TASK_SORTS, action);
		break;
	case ACTION_TREE:
		state->flat = !state->flat;
		break;
	case ACTION_MORE:
	case ACTION_LESS:
		tasktree_fold(&state->tree, state->tree.rows[position].serial, action == ACTION_LESS);
		break;
	case ACTION_ENTER:
		return enter(pane, scene);
	default:
		if (!pane_move(&position, state->tree.count, rows_of(pane), action))
			return REACT_UNHANDLED;
		state->chosen = state->tree.rows[position].serial;
		return REACT_REDRAW;
	}
	state->chosen = state->tree.rows[position].serial;
	state->stale = true;
	return REACT_REDRAW;
}

static void
tasks_sort(struct pane *pane, unsigned by)
{
	struct state *state = pane->state;

	state->sorting.by = by;
	state->stale = true;
}

static unsigned
tasks_click(struct pane *pane, const struct scene *scene, unsigned hit)
{
	struct state *state = pane->state;

	(void)scene;
	if (tasklanes_click(&state->lanes, hit))
		return REACT_REDRAW;
	if (!sorting_click(&state->sorting, TASK_SORTS, hit))
		return REACT_UNHANDLED;
	state->stale = true;
	return REACT_REDRAW;
}

static bool
tasks_condition(const struct pane *pane, const struct scene *scene, struct condition *ret_condition)
{
	const struct state *state = pane->state;
	const struct task *task;

	if (state->tree.count == 0)
		return false;
	task = tasks_get(tasks_of(scene), state->tree.rows[state->position].serial);
	*ret_condition = (struct condition){ .field = task->tid == task->pid ? "pid" : "tid", .keep = "=", .drop = "!=" };
	snprintf(ret_condition->value, sizeof ret_condition->value, "%u", task->tid);
	return true;
}

static bool
has_text(const struct pane *pane, const struct scene *scene, size_t position, const struct finder *finder)
{
	const struct task *task = tasks_get(tasks_of(scene), ((const struct state *)pane->state)->tree.rows[position].serial);
	char line[512];

	snprintf(line, sizeof line, "%u %.16s %.400s", task->tid, task->comm, task->path);
	return finder_matches(finder, line, strlen(line));
}

static bool
tasks_find(struct pane *pane, const struct scene *scene, const struct finder *finder, int step)
{
	struct state *state = pane->state;
	size_t position = state->position;

	if (!pane_find(pane, scene, finder, step, state->tree.count, &position, has_text))
		return false;
	state->chosen = state->tree.rows[position].serial;
	return true;
}

static void
tasks_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	const struct state *state = pane->state;
	const struct tasks *tasks = tasks_of(scene);

	snprintf(buf, cap, "%u alive of %u, %s%s by %s%s", tasks_alive(tasks), tasks_count(tasks), state->lanes.on ? "over time, " : "",
		 state->flat ? "list" : "tree",
		 tasktree_sort_name(state->sorting.by), state->sorting.inverted ? " (inverted)" : "");
}

static void
tasks_done_pane(struct pane *pane)
{
	struct state *state = pane->state;

	tasktree_done(&state->tree);
	tasklanes_done(&state->lanes);
}

const struct pane_ops pane_tasks = {
	.name = "tasks", .title = "Tasks", .state_size = sizeof(struct state), .done = tasks_done_pane,
	.settle = tasks_settle, .busy = tasks_busy, .work = tasks_work, .draw = tasks_draw, .hint = tasks_hint, .act = tasks_act, .click = tasks_click,
	.condition = tasks_condition, .find = tasks_find,
	.sort_name = tasktree_sort_name, .sort = tasks_sort,
};
