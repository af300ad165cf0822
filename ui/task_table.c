#include "ui/task_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "base/format.h"
#include "base/text.h"
#include "model/session.h"
#include "syscall/errnos.h"
#include "syscall/shape.h"
#include "ui/cells.h"
#include "ui/pane.h"
#include "ui/sorting.h"
#include "ui/table_columns.h"
#include "ui/tasktree.h"

enum { NAME_COL = 1, NAME_LEAST = 24, STATE_LEAST = 12, STATE_MOST = 26, STATE_FROM_COLS = 56 };

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

/* Without figures what is behind the name is another's. */
static struct places
lay_out(int cols, bool whole)
{
	struct places places = { .state = -1 };
	int right = table_columns_lay_out(columns, FIGURES, whole ? cols : 0, cols, places.at);
	int room = right - 1 - NAME_LEAST;

	places.name_width = right - (whole ? 1 : 2);
	if (!whole || cols < STATE_FROM_COLS)
		return places;
	places.state_width = room < STATE_LEAST ? STATE_LEAST : room > STATE_MOST ? STATE_MOST : room;
	places.state = right - places.state_width - 1;
	places.name_width = places.state - 2;
	return places;
}

void
task_table_header(const struct sorting *sorting, const struct canvas *canvas, bool whole)
{
	struct places places = lay_out(canvas->cols, whole);
	int col = draw_text(canvas, 0, NAME_COL, ROLE_HEADER, "TID  COMMAND");

	draw_hit(canvas, 0, NAME_COL, col - NAME_COL, 1 + TASK_SORT_COMMAND);
	if (sorting->by == TASK_SORT_COMMAND)
		draw_text(canvas, 0, col, ROLE_HEADER, sorting->inverted ? " (sorted, inverted)" : " (sorted)");
	if (places.state >= 0)
		draw_text(canvas, 0, places.state, ROLE_HEADER, "STATE");
	table_columns_header(columns, FIGURES, places.at, sorting, canvas);
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

void
task_table_row(const struct canvas *canvas, int row, const struct scene *scene, const struct tasktree_row *place,
	       bool whole, bool current)
{
	struct places places = lay_out(canvas->cols, whole);
	const struct task *task = tasks_get(session_tasks(scene->figures), place->serial);
	char room[256], said[64];
	struct text branch = text_in(room, sizeof room), state = text_in(said, sizeof said);
	enum role role = current ? ROLE_CURSOR : ROLE_NUMBER;
	enum role state_role = write_state(&state, places.state_width, scene, task);
	int col, end = NAME_COL + places.name_width;

	if (current)
		draw_current(canvas, row);
	write_branch(&branch, place, canvas->grid->ascii);
	col = draw_foreign(canvas, row, NAME_COL, places.name_width, current ? role : ROLE_DIM, branch.bytes, branch.len);
	snprintf(room, sizeof room, "%u ", task->tid);
	col = draw_foreign(canvas, row, col, end - col, role, room, strlen(room));
	col = draw_foreign(canvas, row, col, end - col, current ? role : ROLE_CALL, task->comm, strlen(task->comm));
	if (place->folded && place->below > 0) {
		snprintf(room, sizeof room, " +%u below", place->below);
		draw_foreign(canvas, row, col, end - col, current ? role : ROLE_DIM, room, strlen(room));
	}
	if (places.state >= 0)
		draw_foreign(canvas, row, places.state, places.state_width, current ? role : state_role, state.bytes,
			     state.len);
	draw_figures(canvas, row, &places, scene, task, role);
}
