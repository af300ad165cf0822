#include <stdio.h>
#include <string.h>

#include "model/asof.h"
#include "model/session.h"
#include "syscall/errnos.h"
#include "ui/stream.h"

static const struct column_info infos[COLUMNS] = {
	[COL_SEQ] = { "seq", "#", "number of the call", 4, 5, true },
	[COL_TIME] = { "time", "TIME", "when it began", 8, 1, true },
	[COL_TID] = { "tid", "TID", "thread", 4, 2, true },
	[COL_COMM] = { "task", "TASK", "name of the thread", 10, 3, false },
	[COL_CALL] = { "call", "CALL", "the call and its arguments", 18, 0, false },
	[COL_RESULT] = { "result", "RESULT", "what came back", 8, 4, false },
	[COL_LAT] = { "duration", "LAT", "how long it took", 6, 7, true },
	[COL_Z] = { "z", "Z", "how far out of the ordinary", 6, 5, true },
	[COL_FUNCTION] = { "function", "FUNCTION", "the function that asked", 16, 6, false },
	[COL_SOURCE] = { "source", "SOURCE", "the line that asked", 12, 8, false },
};

const struct column_info *
column_info(enum column column)
{
	return &infos[column];
}

void
stream_columns_default(struct stream_columns *columns)
{
	for (unsigned i = 0; i < COLUMNS; i++) {
		columns->order[i] = (uint8_t)i;
		columns->hidden[i] = i == COL_COMM || i == COL_FUNCTION;
	}
}

/* --- where they are ---------------------------------------------------------------- */

static int
total_width(const struct stream_layout *layout)
{
	int total = 1;	/* the cursor's mark */

	for (int i = 0; i < COLUMNS; i++)
		total += layout->width[i] > 0 ? layout->width[i] + 1 : 0;
	return total;
}

static int
digits(uint64_t number)
{
	int count = 1;

	while (number >= 10) {
		number /= 10;
		count++;
	}
	return count;
}

/* Columns as wide as their numbers are by now, and what else there is room for. */
static void
choose_widths(struct stream_layout *layout, const struct stream_columns *chosen, const struct scene *scene, int cols)
{
	const struct session_totals *totals = session_totals(scene->session);
	int seq = digits(scene->end), time = digits((totals->last_ns - totals->begin_ns) / 1000000000) + 7;

	for (int i = 0; i < COLUMNS; i++)
		layout->width[i] = infos[i].width;
	if (seq > layout->width[COL_SEQ])
		layout->width[COL_SEQ] = seq;
	if (time > layout->width[COL_TIME])
		layout->width[COL_TIME] = time;
	if (digits(totals->pid) >= layout->width[COL_TID])	/* later threads may need one more */
		layout->width[COL_TID] = digits(totals->pid) + 1;
	if (cols >= 100) {
		layout->width[COL_RESULT] = 14;
		layout->width[COL_SOURCE] = 20;
		layout->width[COL_FUNCTION] = 24;
	}
	for (int i = 0; i < COLUMNS; i++)
		if (chosen->hidden[i])
			layout->width[i] = 0;
}

/* What is too much goes, by rank; CALL has the rest, or gives of its own. */
static void
fit(struct stream_layout *layout, int cols)
{
	int rest;

	for (int order = 1; order <= COLUMNS && total_width(layout) > cols; order++)
		for (int i = 0; i < COLUMNS; i++)
			if (infos[i].drop == order)
				layout->width[i] = 0;
	if (layout->width[COL_CALL] == 0)
		return;
	rest = cols - total_width(layout);
	layout->width[COL_CALL] += rest > -layout->width[COL_CALL] ? rest : 1 - layout->width[COL_CALL];
}

struct stream_layout
stream_lay_out(const struct stream *stream, const struct scene *scene, int cols)
{
	struct stream_layout layout = { .width = { 0 } };
	int col = 1;

	choose_widths(&layout, &stream->columns, scene, cols);
	fit(&layout, cols);
	for (int i = 0; i < COLUMNS; i++) {
		enum column column = stream->columns.order[i];

		layout.at[column] = col;
		col += layout.width[column] > 0 ? layout.width[column] + 1 : 0;
	}
	return layout;
}

enum column
stream_column_beside(const struct stream *stream, const struct stream_layout *layout, int step)
{
	int at = 0, found;

	for (int i = 0; i < COLUMNS; i++)
		if (stream->columns.order[i] == stream->column)
			at = i;
	if (step == COLUMNS || step == -COLUMNS) {
		at = step > 0 ? COLUMNS : -1;
		step = step > 0 ? -1 : 1;
	}
	for (found = at + step; found >= 0 && found < COLUMNS; found += step)
		if (layout->width[stream->columns.order[found]] > 0)
			return stream->columns.order[found];
	return stream->column;
}

/* --- what a cell says in the filter language --------------------------------------- */

/* "=": the field is a name or a number; ">=": it is a measure, so that as much and more is kept. */
static void
say(struct condition *condition, const char *field, bool measure)
{
	*condition = (struct condition){ .field = field, .keep = measure ? ">=" : "=", .drop = measure ? "<" : "!=" };
}

static bool
say_result(struct condition *condition, const struct call *call)
{
	const char *name;

	if (call->state != CALL_DONE)
		return false;
	if (!result_is_error(call->result)) {
		say(condition, "ret", false);
		snprintf(condition->value, sizeof condition->value, "%lld", (long long)call->result);
		return true;
	}
	name = errno_name((unsigned)-call->result);
	say(condition, "err", false);
	if (name != NULL)
		snprintf(condition->value, sizeof condition->value, "%s", name);
	else
		snprintf(condition->value, sizeof condition->value, "%lld", (long long)-call->result);
	return true;
}

/* Of a transpiled program the original line, else the generated one. */
static bool
say_line(struct condition *condition, const struct place *place)
{
	bool original = place->orig_file[0] != '\0';

	if (place->line == 0)
		return false;
	say(condition, original ? "src" : "gen", false);
	snprintf(condition->value, sizeof condition->value, "%.400s:%u", original ? place->orig_file : place->file,
		 original ? place->orig_line : place->line);
	return true;
}

static bool
say_task(struct condition *condition, const struct scene *scene, uint32_t serial, enum column column)
{
	const struct task *task = tasks_get(session_tasks(scene->session), serial);

	if (task == NULL)
		return false;
	say(condition, column == COL_TID ? "tid" : "comm", false);
	if (column == COL_TID)
		snprintf(condition->value, sizeof condition->value, "%u", task->tid);
	else
		snprintf(condition->value, sizeof condition->value, "%.16s", task->comm);
	return true;
}

static bool
say_cell(const struct stream *stream, const struct scene *scene, const struct call_row *row,
	 struct condition *ret_condition)
{
	const struct session_totals *totals = session_totals(scene->session);
	char name[CALL_NAME_CAP];

	if (row->event == NULL) {
		say(ret_condition, "gap", false);
		return true;
	}
	switch (stream->column) {
	case COL_TIME:
		say(ret_condition, "t", true);
		snprintf(ret_condition->value, sizeof ret_condition->value, "%.6fs",
			 (double)(row->event->head.time_ns - totals->begin_ns) / 1e9);
		return true;
	case COL_TID:
	case COL_COMM:
		return say_task(ret_condition, scene, row->event->head.task, stream->column);
	case COL_RESULT:
		return say_result(ret_condition, &row->event->call);
	case COL_LAT:
		say(ret_condition, "lat", true);
		snprintf(ret_condition->value, sizeof ret_condition->value, "%lluns",
			 (unsigned long long)row->event->duration_ns);
		return row->event->call.state == CALL_DONE;
	case COL_Z:
		say(ret_condition, "z", true);
		snprintf(ret_condition->value, sizeof ret_condition->value, "%.1f", (double)row->z);
		return row->z == row->z;
	case COL_FUNCTION:
		say(ret_condition, "func", false);
		snprintf(ret_condition->value, sizeof ret_condition->value, "%.400s", row->place->function);
		return row->place->function[0] != '\0';
	case COL_SOURCE:
		return say_line(ret_condition, row->place);
	case COL_SEQ:
		say(ret_condition, "seq", true);
		snprintf(ret_condition->value, sizeof ret_condition->value, "%llu", (unsigned long long)stream->cursor);
		return true;
	default:
		say(ret_condition, "fn", false);
		snprintf(ret_condition->value, sizeof ret_condition->value, "%s",
			 call_name(row->event->call.abi, row->event->call.nr, name));
		return true;
	}
}

bool
stream_condition(const struct pane *pane, const struct scene *scene, struct condition *ret_condition)
{
	const struct stream *stream = pane->state;
	struct asof asof = { .then = scene->figures };
	struct call_row row;
	bool said = asof_row(&asof, scene->session, stream->cursor, scene->at_ns, &row) &&
		    say_cell(stream, scene, &row, ret_condition);

	asof_done(&asof);
	return said;
}
