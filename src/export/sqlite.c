/*
 * A database of SQLite: calls, stacks, functions, tasks, signals, losses and
 * alerts as tables, and views for the common questions.
 *
 * What was seen is committed as often as other formats are flushed, so the
 * file can be asked while the trace runs (a write-ahead log lets readers in)
 * and is good up to the last commit whatever happens. Nothing waits for a
 * disk: after a power failure it may be lost.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/safetext.h"
#include "base/table.h"
#include "base/text.h"
#include "export/announce.h"
#include "export/callview.h"
#include "export/database.h"
#include "export/figures.h"
#include "export/formats.h"
#include "model/session.h"
#include "syscall/decode.h"
#include "syscall/errnos.h"

enum { STACKS_KNOWN = 1 << 20 };

struct state {
	struct database *db;
	struct names functions;	/* what was written of each: its number is the row */
	struct table stacks;	/* those written */
	struct callview view;
	char room[DECODE_ROW_MAX];
};

/* --- columns ------------------------------------------------------------------------ */

static void
put_foreign(struct export *export, struct row *row, const char *bytes, size_t len)
{
	struct state *state = export->state;
	struct text text = text_in(state->room, sizeof state->room);

	safe_line(&text, bytes, len);
	row_text(row, text.bytes, text.len);
}

/* NULL for "". */
static void
put_name(struct export *export, struct row *row, const char *name)
{
	if (name[0] == '\0')
		row_null(row);
	else
		put_foreign(export, row, name, strlen(name));
}

/* NULL for 0: no line, no stack, no function. */
static void
put_number(struct row *row, uint32_t number)
{
	if (number == 0)
		row_null(row);
	else
		row_int(row, number);
}

/* --- functions and stacks ------------------------------------------------------------ */

/* The row of the place's function; 0 when nothing is known of it. */
static uint32_t
function_of(struct export *export, const struct place *place)
{
	struct state *state = export->state;
	char *all;
	uint32_t number;

	if (place->function[0] == '\0' && place->module[0] == '\0')
		return 0;
	/* With their lengths no two can be mistaken for each other. */
	all = mem_format("%zu %zu %s%s%s", strlen(place->function), strlen(place->module), place->function,
			 place->module, place->file);
	number = names_find(&state->functions, all);
	if (number == 0) {
		struct row row = row_begin(state->db, SCHEMA_FUNCTIONS);

		number = names_add(&state->functions, all);
		row_int(&row, number);
		put_name(export, &row, place->function);
		put_name(export, &row, place->module);
		put_name(export, &row, place->file);
		row_end(&row);
	}
	free(all);
	return number;
}

static void
put_place(struct export *export, struct row *row, uint32_t function, const struct place *place)
{
	put_number(row, function);
	put_number(row, place->line);
	if (place->orig_file[0] == '\0') {
		for (unsigned i = 0; i < 3; i++)
			row_null(row);
		return;
	}
	put_name(export, row, place->orig_file);
	row_int(row, place->orig_line);
	put_name(export, row, place->orig_function);
}

static void
write_frame(struct export *export, uint32_t stack, int depth, const struct place *place)
{
	struct state *state = export->state;
	uint32_t function = function_of(export, place);
	struct row row = row_begin(state->db, SCHEMA_STACKS);

	row_int(&row, stack);
	row_int(&row, depth);
	put_place(export, &row, function, place);
	row_int(&row, place->outer != NULL);
	row_end(&row);
}

/* Once for each stack, before the first call that names it. */
static void
write_stack(struct export *export, uint32_t stack)
{
	struct state *state = export->state;
	const struct session_frame *frames;
	unsigned count;
	int depth = 0;
	bool cut;

	if (stack == 0 || table_get(&state->stacks, stack, NULL))
		return;
	if (state->stacks.count >= STACKS_KNOWN)
		table_clear(&state->stacks);
	table_set(&state->stacks, stack, 1);
	frames = session_stack(export->session, stack, &count, &cut);
	for (unsigned i = 0; i < count; i++)
		for (const struct place *place = frames[i].place; place != NULL; place = place->outer)
			write_frame(export, stack, depth++, place);
}

/* --- records -------------------------------------------------------------------------- */

static void
write_call(struct export *export, const struct event_call *event)
{
	struct state *state = export->state;
	const struct callview *view = &state->view;
	struct text text = text_in(state->room, sizeof state->room);
	uint32_t function;
	struct row row;

	if (event->call.state == CALL_OPEN)
		return;
	callview_read(&state->view, export, event);
	write_stack(export, event->stack);
	function = function_of(export, view->place);
	row = row_begin(state->db, SCHEMA_CALLS);
	row_int(&row, (int64_t)event->seq);
	row_int(&row, event->head.task);
	row_int(&row, (int64_t)event->head.time_ns);
	row_text(&row, view->name, strlen(view->name));
	callview_args(&text, view, export);
	row_text(&row, text.bytes, text.len);
	if (view->done) {
		row_int(&row, event->call.result);
		put_name(export, &row, view->errno_name);
		row_int(&row, (int64_t)event->duration_ns);
	} else {
		for (unsigned i = 0; i < 3; i++)
			row_null(&row);
	}
	put_place(export, &row, function, view->place);
	put_name(export, &row, view->place->caller);
	put_number(&row, event->stack);
	row_real(&row, (double)view->z);
	put_name(export, &row, alert_severity_name(view->severity));
	put_name(export, &row, view->rule);
	row_end(&row);
}

/* The task as it is now, in place of what was known of it. */
static void
write_task(struct export *export, uint32_t serial)
{
	struct state *state = export->state;
	const struct task *task = tasks_get(session_tasks(export->session), serial);
	struct row row = row_begin(state->db, SCHEMA_TASKS);

	if (task == NULL)
		return;
	row_int(&row, task->serial);
	row_int(&row, task->pid);
	row_int(&row, task->tid);
	row_int(&row, task->parent);
	put_foreign(export, &row, task->comm, strnlen(task->comm, sizeof task->comm));
	put_name(export, &row, task->path);
	row_int(&row, (int64_t)task->begin_ns);
	if (task->alive)
		row_null(&row);
	else
		row_int(&row, (int64_t)task->end_ns);
	if (task->alive || task->status < 0)
		row_null(&row);
	else
		row_int(&row, task->status);
	row_end(&row);
}

static void
write_signal(struct export *export, const struct event_signal *event)
{
	struct state *state = export->state;
	struct row row = row_begin(state->db, SCHEMA_SIGNALS);
	char name[16];

	row_int(&row, event->head.task);
	row_int(&row, (int64_t)event->head.time_ns);
	put_name(export, &row, signal_name(event->signal, name));
	row_int(&row, event->stopped != 0);
	row_end(&row);
}

static void
write_lost(struct export *export, const struct event_lost *event)
{
	struct state *state = export->state;
	struct row row = row_begin(state->db, SCHEMA_LOST);

	row_int(&row, (int64_t)event->first_seq);
	row_int(&row, (int64_t)event->count);
	row_int(&row, (int64_t)event->head.time_ns);
	row_end(&row);
}

static void
sqlite_feed(struct export *export, const struct event *event)
{
	switch (event->kind) {
	case EVENT_TASK:
	case EVENT_EXEC:
	case EVENT_TASK_EXIT:
		write_task(export, event->task);
		break;
	case EVENT_CALL:
		write_call(export, (const struct event_call *)event);
		break;
	case EVENT_SIGNAL:
		write_signal(export, (const struct event_signal *)event);
		break;
	case EVENT_LOST:
		write_lost(export, (const struct event_lost *)event);
		break;
	default:
		break;
	}
}

/* --- beginning and end ------------------------------------------------------------------ */

static void
sqlite_begin(struct export *export)
{
	struct state *state = export->state;

	state->db = database_open(export->options.path);
	export->error = database_error(state->db);
}

static void
sqlite_flush(struct export *export)
{
	struct state *state = export->state;

	database_commit(state->db);
	export->error = database_error(state->db);
}

static void
write_alert(struct export *export, const struct alert *alert)
{
	struct state *state = export->state;
	struct row row = row_begin(state->db, SCHEMA_ALERTS);
	char line[REASON_MAX];
	struct text reason = text_in(line, sizeof line);

	announce_reason(&reason, alert);
	row_int(&row, (int64_t)alert->number);
	put_name(export, &row, alert->call);
	put_name(export, &row, alert->function);
	put_name(export, &row, alert->file);
	put_number(&row, alert->line);
	put_name(export, &row, alert_severity_name(alert->severity));
	put_name(export, &row, alert->title);
	put_name(export, &row, line);
	row_int(&row, (int64_t)alert->count);
	row_int(&row, (int64_t)alert->first_seq);
	row_int(&row, (int64_t)alert->last_seq);
	row_int(&row, (int64_t)alert->worst_seq);
	row_real(&row, alert->z);
	row_int(&row, (int64_t)alert->duration_ns);
	row_real(&row, alert->usual_ns);
	row_real(&row, alert->spread_ns);
	row_end(&row);
}

static void
write_fact(struct export *export, const char *name, int64_t value)
{
	struct state *state = export->state;
	struct row row = row_begin(state->db, SCHEMA_TRACE);

	row_text(&row, name, strlen(name));
	row_int(&row, value);
	row_end(&row);
}

static void
write_facts(struct export *export)
{
	struct state *state = export->state;
	const struct session_totals *totals = session_totals(export->session);
	struct row row = row_begin(state->db, SCHEMA_TRACE);

	row_text(&row, "command", strlen("command"));
	put_foreign(export, &row, totals->command, strlen(totals->command));
	row_end(&row);
	write_fact(export, "realtime_ns", (int64_t)totals->realtime_ns);
	write_fact(export, "begin_ns", (int64_t)totals->begin_ns);
	write_fact(export, "calls", (int64_t)figures_calls(export));
	write_fact(export, "errors", (int64_t)figures_errors(export));
	write_fact(export, "dropped", (int64_t)totals->dropped);
	if (totals->status != -1)
		write_fact(export, "status", totals->status);
}

static void
sqlite_end(struct export *export)
{
	const struct alerts *alerts = session_alerts(export->session);
	struct state *state = export->state;

	for (size_t i = 0; i < alerts_count(alerts); i++)
		write_alert(export, alerts_get(alerts, i));
	write_facts(export);
	export->error = database_close(state->db);
	names_done(&state->functions);
	table_done(&state->stacks);
}

const struct export_ops export_sqlite = {
	.name = "sqlite",
	.help = "a database of SQLite; wants -o",
	.state_size = sizeof(struct state),
	.needs_stacks = true,
	.needs_file = true,
	.begin = sqlite_begin,
	.feed = sqlite_feed,
	.flush = sqlite_flush,
	.end = sqlite_end,
};
