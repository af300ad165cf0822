/* Processes and threads: the tree of forks, and what each of them asks of the kernel. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "model/finder.h"
#include "model/session.h"
#include "ui/pane.h"
#include "ui/sorting.h"
#include "ui/task_table.h"
#include "ui/tasklanes.h"
#include "ui/tasklanes_draw.h"
#include "ui/tasktree.h"

enum { SORT_EVERY_NS = 200 * 1000 * 1000, NAME_COLS = 24 };

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
	return cols >= 3 * NAME_COLS ? 2 + NAME_COLS : 2 + cols / 3;
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
		.sort = (enum task_sort)state->sorting.by, .inverted = state->sorting.inverted, .flat = state->flat,
		.now_ns = scene->time_ns,
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

static void
draw_table(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;
	size_t position = state->top;

	task_table_header(&state->sorting, canvas, true);
	for (int row = 1; row <= rows_of(pane) && position < state->tree.count; row++, position++)
		task_table_row(canvas, row, scene, &state->tree.rows[position], true,
			       pane->focus && position == state->position);
}

static void
draw_over_time(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;
	int cut = lanes_left(canvas->cols);
	struct canvas left = canvas_part(canvas, 0, 0, canvas->rows, cut);
	struct canvas right = canvas_part(canvas, 0, cut, canvas->rows, canvas->cols - cut);
	struct canvas below = canvas_part(canvas, canvas->rows - 1, 0, 1, canvas->cols);
	size_t position = state->top;

	task_table_header(&state->sorting, &left, false);
	tasklanes_draw_times(&state->lanes, &right);
	for (int row = 1; row <= rows_of(pane) && position < state->tree.count; row++, position++) {
		const struct tasktree_row *place = &state->tree.rows[position];
		bool current = pane->focus && position == state->position;

		task_table_row(&left, row, scene, place, false, current);
		tasklanes_draw_lane(&state->lanes, scene, &right, row, tasks_get(tasks_of(scene), place->serial),
				    current);
	}
	tasklanes_draw_below(&state->lanes, scene, &below,
			     tasks_get(tasks_of(scene), state->tree.rows[state->position].serial));
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
	const struct task *task = tasks_get(tasks_of(scene),
					    ((const struct state *)pane->state)->tree.rows[position].serial);
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

	snprintf(buf, cap, "%u alive of %u, %s%s by %s%s", tasks_alive(tasks), tasks_count(tasks),
		 state->lanes.on ? "over time, " : "", state->flat ? "list" : "tree",
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
	.settle = tasks_settle, .busy = tasks_busy, .work = tasks_work, .draw = tasks_draw,
	.hint = tasks_hint, .act = tasks_act, .click = tasks_click,
	.condition = tasks_condition, .find = tasks_find,
	.sort_name = tasktree_sort_name, .sort = tasks_sort,
};
