#include "model/session.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/table.h"
#include "model/alerting.h"
#include "model/callstacks.h"
#include "model/decisions.h"
#include "model/history.h"
#include "model/rules.h"
#include "model/session_inside.h"
#include "model/sourcetext.h"
#include "model/symbols.h"
#include "model/tally.h"

enum { HISTORY_DEFAULT = 256 << 20 };

static uint64_t
history_bytes(const struct session_options *options)
{
	if (options->history_bytes == SESSION_NO_HISTORY)
		return 0;
	return options->history_bytes > 0 ? options->history_bytes : HISTORY_DEFAULT;
}

struct session *
session_new(const struct session_options *options)
{
	struct session *session = mem_new(1, sizeof *session);

	session->options = *options;
	session->names = options->names;
	session->command = mem_string("");
	session->totals.command = session->command;
	session->totals.status = -1;
	session->history = history_new(history_bytes(options));
	session->symbols = symbols_new(&(struct symbols_options){
		.maps = options->maps, .usercode = options->usercode, .debuginfod = options->debuginfod,
		.recorded = options->recorded,
	});
	session->stacks = callstacks_new();
	session->tasks = tasks_new();
	session->tally = tally_new(options->names);
	session->alerts = alerts_new(&options->alerts);
	session->rules = rules_new(options->alerts.rules);
	session->texts = sourcetexts_new();
	session->decisions = options->decisions ? decisions_new() : NULL;
	return session;
}

struct session *
session_new_past(const struct session *live)
{
	struct session_options options = live->options;
	struct session *session;

	options.history_bytes = SESSION_NO_HISTORY;
	options.maps = NULL;
	session = session_new(&options);
	session->of = live;
	return session;
}

/* The newest row is in neither history when the next is fed. */
struct session *
session_fork(const struct session *session, size_t *ret_bytes)
{
	struct session *fork = mem_copy(session, sizeof *session);
	size_t bytes = sizeof *session;
	const struct symbols_options symbols = { .usercode = session->options.usercode, .recorded = true };

	if (session->of == NULL) {
		fork->of = session;
		fork->options.history_bytes = SESSION_NO_HISTORY;
		fork->options.maps = NULL;
	}
	fork->start = session->start != NULL ? mem_copy(session->start, session->start->head.size) : NULL;
	fork->command = mem_string(session->command);
	fork->totals.command = fork->command;
	fork->history = history_new(0);
	history_begin(fork->history, history_end(session->history));
	fork->marked = table_copy(&session->marked);
	fork->symbols = symbols_new(&symbols);
	fork->stacks = callstacks_hold(session->stacks);
	fork->tasks = tasks_fork(session->tasks, &bytes);
	fork->tally = tally_fork(session->tally, &bytes);
	fork->alerts = alerts_fork(session->alerts, &bytes);
	fork->rules = session->rules != NULL ? rules_fork(session->rules) : NULL;
	fork->texts = sourcetexts_new();
	fork->decisions = session->decisions != NULL ? decisions_fork(session->decisions, &bytes) : NULL;
	*ret_bytes = bytes;
	return fork;
}

void
session_free(struct session *session)
{
	if (session == NULL)
		return;
	tally_free(session->tally);
	decisions_free(session->decisions);
	sourcetexts_free(session->texts);
	alerts_free(session->alerts);
	rules_free(session->rules);
	tasks_free(session->tasks);
	callstacks_free(session->stacks);
	symbols_free(session->symbols);
	history_free(session->history);
	table_done(&session->marked);
	free(session->start);
	free(session->command);
	free(session);
}

/* --- symbols ------------------------------------------------------------------------- */

void
session_look_for_code(struct session *session)
{
	if (session->names && symbols_look_again(session->symbols))
		callstacks_look_again(session->stacks);
}

bool
session_look_again(struct session *session)
{
	bool news = symbols_news(session->symbols);

	if (news)
		session_look_for_code(session);
	return news;
}

bool
session_prepare(struct session *session, const struct event *event, unsigned ms)
{
	return event->kind != EVENT_STACK || !session->names ||
	       symbols_prepare(session->symbols, (const struct event_stack *)event, ms);
}

const char *
session_reading(const struct session *session)
{
	return symbols_reading(session->symbols);
}

size_t
session_asking(const struct session *session)
{
	return symbols_asking(session->symbols);
}

/* --- asking -------------------------------------------------------------------------- */

const struct session_totals *
session_totals(const struct session *session)
{
	return &session->totals;
}

const struct event_start *
session_start(const struct session *session)
{
	return session->start;
}

const struct event_end *
session_ending(const struct session *session)
{
	return session->end.head.size > 0 ? &session->end : NULL;
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
		.event = row.event, .z = row.z, .severity = row.severity, .alert = row.alert, .waits = row.waits,
		.lost = row.event == NULL, .place = row.place,
	};
	return true;
}

bool
session_open_mark(const struct session *session, uint64_t seq, uint8_t *ret_severity, uint16_t *ret_alert)
{
	uint64_t mark;

	if (!table_get(&session->marked, seq, &mark))
		return false;
	*ret_severity = (uint8_t)mark;
	*ret_alert = (uint16_t)(mark >> 8);
	return true;
}

const struct event *
session_kept(const struct session *session, struct history_position *position)
{
	return history_next(session->history, position);
}

bool
session_keeps(const struct session *session, const struct history_position *position)
{
	return history_holds(session->history, position);
}

struct history_position
session_newest(const struct session *session)
{
	return history_newest(session->history);
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

uint64_t
session_others_since(const struct session *session, uint64_t seq)
{
	return history_others_since(session->history, seq);
}

const struct session_frame *
session_stack(const struct session *session, uint32_t number, unsigned *ret_count, bool *ret_cut)
{
	const struct callstack *stack = callstacks_get(session->stacks, number);

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
	return tally_profile(session->tally, by);
}

const struct alerts *
session_alerts(const struct session *session)
{
	return session->alerts;
}

const struct decisions *
session_decisions(const struct session *session)
{
	return session->decisions;
}

const struct session_second *
session_seconds(const struct session *session, size_t *ret_count)
{
	return tally_seconds(session->tally, ret_count);
}

const struct timeline *
session_timeline(const struct session *session)
{
	return tally_timeline(session->tally);
}

const struct source_text *
session_source(const struct session *session, const char *path)
{
	return sourcetexts_get(session->texts, path);
}

const struct source_text *
session_original(const struct session *session, const struct place *place)
{
	return sourcetexts_get_original(session->texts, session->options.maps, place->file, place->orig_file);
}

const struct callgraph *
session_callgraph(const struct session *session)
{
	return tally_callgraph(session->tally);
}
