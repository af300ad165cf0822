#include "model/session.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"
#include "model/alerting.h"
#include "model/history.h"
#include "model/sourcetext.h"
#include "model/symbols.h"
#include "syscall/errnos.h"

enum { HISTORY_DEFAULT = 256 << 20, SECONDS_MAX = 7 * 86400, NS_PER_S = 1000000000 };

/* A stack as looked up. */
struct stack {
	struct session_frame *frames;
	unsigned count;
	bool cut;
	struct place place;	/* who asked */
};

struct session {
	bool names;
	struct session_totals totals;
	char *command;
	struct history *history;
	struct symbols *symbols;
	struct tasks *tasks;
	struct profile *profiles[PROFILE_BYS];
	struct alerts *alerts;
	struct sourcetexts *texts;
	struct table stacks;	/* number → struct stack * */
	struct session_second *seconds;
	size_t second_count, second_cap;
};

struct session *
session_new(const struct session_options *options)
{
	struct session *session = mem_new(1, sizeof *session);

	session->names = options->names;
	session->command = mem_string("");
	session->totals.command = session->command;
	session->totals.status = -1;
	session->history = history_new(options->history_bytes == SESSION_NO_HISTORY ? 0
				       : options->history_bytes > 0		   ? options->history_bytes
										   : HISTORY_DEFAULT);
	session->symbols = symbols_new(options->maps);
	session->tasks = tasks_new();
	session->alerts = alerts_new(&options->alerts);
	session->texts = sourcetexts_new();
	for (unsigned by = 0; by < PROFILE_BYS; by++)
		session->profiles[by] = profile_new();
	return session;
}

static void
stack_free(struct stack *stack)
{
	free(stack->frames);
	free(stack);
}

void
session_free(struct session *session)
{
	uint64_t value;
	size_t position = 0;

	if (session == NULL)
		return;
	while (table_next(&session->stacks, &position, NULL, &value))
		stack_free((struct stack *)(uintptr_t)value);
	table_done(&session->stacks);
	for (unsigned by = 0; by < PROFILE_BYS; by++)
		profile_free(session->profiles[by]);
	sourcetexts_free(session->texts);
	alerts_free(session->alerts);
	tasks_free(session->tasks);
	symbols_free(session->symbols);
	history_free(session->history);
	free(session->seconds);
	free(session->command);
	free(session);
}

/* --- start and end ------------------------------------------------------------------- */

static void
feed_start(struct session *session, const struct event_start *event)
{
	char *text = mem_copy(EVENT_TAIL(event), event->text_len + 1);
	size_t len = event->text_len;

	while (len > 0 && text[len - 1] == '\0')
		len--;
	for (size_t i = 0; i < len; i++)
		if (text[i] == '\0')
			text[i] = ' ';
	text[len] = '\0';
	free(session->command);
	session->command = text;
	session->totals.command = text;
	session->totals.phase = SESSION_LIVE;
	session->totals.begin_ns = event->head.time_ns;
	session->totals.realtime_ns = event->realtime_ns;
	session->totals.pid = event->pid;
	session->totals.attached = event->attached != 0;
}

static void
feed_end(struct session *session, const struct event_end *event)
{
	session->totals.phase = SESSION_ENDED;
	session->totals.status = event->status;
	session->totals.dropped = event->dropped;
	session->totals.stalls = event->stalls;
	session->totals.stall_ns = event->stall_ns;
}

/* --- stacks -------------------------------------------------------------------------- */

/* Steps outwards through inlined functions and frames, user code only. */
static const struct place *
next_user(const struct stack *stack, unsigned *frame, const struct place *inlined)
{
	if (inlined != NULL && inlined->outer != NULL)
		return inlined->outer;
	for (*frame += inlined != NULL; *frame < stack->count; (*frame)++)
		if (stack->frames[*frame].place->user)
			return stack->frames[*frame].place;
	return NULL;
}

/* The first function of the program's own, and the next one outwards as its caller. */
static void
choose_place(struct stack *stack)
{
	unsigned frame = 0;
	const struct place *asked = next_user(stack, &frame, NULL), *caller;

	if (asked == NULL) {
		stack->place = stack->count > 0 ? *stack->frames[0].place : place_unknown;
		return;
	}
	stack->place = *asked;
	caller = next_user(stack, &frame, asked);
	if (caller != NULL)
		stack->place.caller = caller->function;
}

static void
feed_stack(struct session *session, const struct event_stack *event)
{
	struct stack *stack;
	uint64_t old;

	if (!session->names)
		return;
	stack = mem_new(1, sizeof *stack);
	stack->count = event->count;
	stack->cut = event->head.flags & STACK_CUT;
	stack->frames = mem_new(event->count, sizeof *stack->frames);
	for (unsigned i = 0; i < event->count; i++) {
		const struct event_frame *frame = &event->frames[i];

		stack->frames[i].pc = frame->pc;
		stack->frames[i].place = symbols_place(session->symbols, frame->map, frame->pc,
						       frame->flags & FRAME_EXACT_PC);
	}
	choose_place(stack);
	if (table_get(&session->stacks, event->stack, &old))
		return stack_free(stack);	/* places that rows point to must stay */
	table_set(&session->stacks, event->stack, (uint64_t)(uintptr_t)stack);
}

static const struct stack *
find_stack(const struct session *session, uint32_t number)
{
	uint64_t value;

	return table_get(&session->stacks, number, &value) ? (const struct stack *)(uintptr_t)value : NULL;
}

static void
feed_map(struct session *session, const struct event_map *event)
{
	const struct task *task = tasks_get(session->tasks, event->head.task);

	if (session->names)
		symbols_map(session->symbols, event, task != NULL ? task->pid : 0);
}

/* --- calls --------------------------------------------------------------------------- */

static struct session_second *
second_at(struct session *session, uint64_t time_ns)
{
	uint64_t since = time_ns > session->totals.begin_ns ? time_ns - session->totals.begin_ns : 0;
	size_t index = since / NS_PER_S;

	if (index >= SECONDS_MAX)
		index = SECONDS_MAX - 1;
	session->seconds = mem_grow(session->seconds, &session->second_cap, index + 1, sizeof *session->seconds);
	if (index >= session->second_count)
		session->second_count = index + 1;
	return &session->seconds[index];
}

static void
profile_call(struct session *session, const struct profile_sample *sample, const struct place *place)
{
	struct profile_sample by = *sample;
	char *line;

	by.file = "";
	profile_add(session->profiles[PROFILE_CALL], &by);
	if (!session->names)
		return;
	by.name = place->function;
	profile_add(session->profiles[PROFILE_FUNCTION], &by);
	if (place->line > 0) {
		by.name = line = mem_format("%s:%u", place->file, place->line);
		by.file = place->file;
		by.line = place->line;
		profile_add(session->profiles[PROFILE_LINE], &by);
		free(line);
	}
	if (place->orig_file[0] != '\0') {
		by.name = line = mem_format("%s:%u", place->orig_file, place->orig_line);
		by.file = place->orig_file;
		by.line = place->orig_line;
		profile_add(session->profiles[PROFILE_ORIGINAL], &by);
		free(line);
	}
}

/* A call that returned goes into every figure. */
static void
count_call(struct session *session, const struct event_call *event, struct history_row *row)
{
	char room[CALL_NAME_CAP];
	const char *name = call_name(event->call.abi, event->call.nr, room);
	bool error = result_is_error(event->call.result) && !(event->head.flags & CALL_RESTARTED);
	const struct alert_sample alert = {
		.call = name, .place = row->place, .seq = event->seq, .time_ns = event->head.time_ns,
		.duration_ns = event->duration_ns,
	};
	struct session_second *second = second_at(session, event->head.time_ns + event->duration_ns);

	row->severity = (uint8_t)alerts_add(session->alerts, &alert, &row->z);
	session->totals.calls++;
	session->totals.errors += error;
	second->calls++;
	second->errors += error;
	second->alerts += row->severity != ALERT_NONE;
	if (row->z > second->max_z)
		second->max_z = row->z;
	tasks_count_call(session->tasks, event->head.task, error, event->duration_ns, row->z);
	profile_call(session, &(struct profile_sample){
		.name = name, .seq = event->seq, .duration_ns = event->duration_ns, .error = error, .z = row->z,
		.alert = row->severity != ALERT_NONE,
	}, row->place);
}

/* Whether the row is shown as open until now. */
static bool
was_open(const struct session *session, uint64_t seq)
{
	struct history_row row;

	return history_row(session->history, seq, &row) && row.event != NULL && row.event->call.state == CALL_OPEN;
}

static void
feed_call(struct session *session, const struct event_call *event)
{
	const struct stack *stack = find_stack(session, event->stack);
	struct history_row row = { .place = stack != NULL ? &stack->place : &place_unknown, .z = NAN };

	session->totals.open -= was_open(session, event->seq);
	if (event->call.state == CALL_DONE)
		count_call(session, event, &row);
	else if (event->call.state == CALL_OPEN)
		session->totals.open++;
	history_call(session->history, event, &row);
}

void
session_feed(struct session *session, const struct event *event)
{
	uint64_t time_ns = event->time_ns;

	tasks_feed(session->tasks, event);
	switch ((enum event_kind)event->kind) {
	case EVENT_START:
		feed_start(session, (const struct event_start *)event);
		break;
	case EVENT_MAP:
		feed_map(session, (const struct event_map *)event);
		break;
	case EVENT_STACK:
		feed_stack(session, (const struct event_stack *)event);
		break;
	case EVENT_CALL:
		time_ns += ((const struct event_call *)event)->duration_ns;
		feed_call(session, (const struct event_call *)event);
		break;
	case EVENT_LOST:
		session->totals.dropped += ((const struct event_lost *)event)->count;
		history_lost(session->history, ((const struct event_lost *)event)->first_seq,
			     ((const struct event_lost *)event)->count);
		history_other(session->history, event);
		break;
	case EVENT_SIGNAL:
		session->totals.signals++;
		history_other(session->history, event);
		break;
	case EVENT_TASK:
	case EVENT_EXEC:
	case EVENT_TASK_EXIT:
	case EVENT_NOTE:
		history_other(session->history, event);
		break;
	case EVENT_END:
		feed_end(session, (const struct event_end *)event);
		break;
	case EVENT_NONE:
		break;
	}
	if (time_ns > session->totals.last_ns)
		session->totals.last_ns = time_ns;
}

/* --- asking -------------------------------------------------------------------------- */

const struct session_totals *
session_totals(const struct session *session)
{
	return &session->totals;
}

uint64_t
session_first(const struct session *session)
{
	return history_first(session->history);
}

uint64_t
session_end(const struct session *session)
{
	return history_end(session->history);
}

bool
session_row(const struct session *session, uint64_t seq, struct call_row *ret_row)
{
	struct history_row row;

	if (!history_row(session->history, seq, &row))
		return false;
	*ret_row = (struct call_row){
		.event = row.event, .z = row.z, .severity = row.severity, .lost = row.event == NULL, .place = row.place,
	};
	return true;
}

uint64_t
session_others_first(const struct session *session)
{
	return history_others_first(session->history);
}

uint64_t
session_others_end(const struct session *session)
{
	return history_others_end(session->history);
}

const struct event *
session_other(const struct session *session, uint64_t number)
{
	return history_other_at(session->history, number);
}

const struct session_frame *
session_stack(const struct session *session, uint32_t number, unsigned *ret_count, bool *ret_cut)
{
	const struct stack *stack = find_stack(session, number);

	if (stack == NULL)
		return NULL;
	*ret_count = stack->count;
	*ret_cut = stack->cut;
	return stack->frames;
}

const struct tasks *
session_tasks(const struct session *session)
{
	return session->tasks;
}

const struct profile *
session_profile(const struct session *session, enum profile_by by)
{
	return session->profiles[by];
}

const struct alerts *
session_alerts(const struct session *session)
{
	return session->alerts;
}

const struct session_second *
session_seconds(const struct session *session, size_t *ret_count)
{
	*ret_count = session->second_count;
	return session->seconds;
}

const struct source_text *
session_source(const struct session *session, const char *path)
{
	return sourcetexts_get(session->texts, path);
}
