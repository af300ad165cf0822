#include "model/filter_offers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"
#include "model/filter_complete.h"
#include "model/filter_field.h"
#include "model/filter_lex.h"
#include "syscall/errnos.h"

/* --- a list ------------------------------------------------------------------------- */

/* How well a text fits what was begun; 2: not. */
static unsigned
rank_of(const struct filter_offers *offers, const char *text)
{
	if (strncasecmp(text, offers->begun, strlen(offers->begun)) == 0)
		return 0;
	return !offers->begins && strcasestr(text, offers->begun) != NULL ? 1 : 2;
}

static void
add(struct filter_offers *offers, char *text, unsigned rank, const char *help, uint64_t count)
{
	offers->list = mem_grow(offers->list, &offers->cap, offers->count + 1, sizeof *offers->list);
	offers->list[offers->count] = (struct filter_offered){
		.text = text, .help = help, .count = count, .order = offers->count, .rank = rank,
	};
	offers->count++;
}

void
filter_offers_value(struct filter_offers *offers, const char *value, uint64_t count)
{
	unsigned rank = rank_of(offers, value);

	/* Where a term may begin, behind the language's own. */
	if (rank < 2 && value[0] != '\0')
		add(offers, filter_quote(value, false, false), rank + offers->begins, "", count);
}

void
filter_offers_plain(struct filter_offers *offers, const char *text, const char *help, uint64_t count)
{
	unsigned rank = rank_of(offers, text);

	if (rank < 2)
		add(offers, mem_string(text), rank, help, count);
}

static int
compare(const void *left, const void *right)
{
	const struct filter_offered *a = left, *b = right;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

void
filter_offers_sort(struct filter_offers *offers)
{
	if (offers->count > 0)
		qsort(offers->list, offers->count, sizeof *offers->list, compare);
}

void
filter_offers_done(struct filter_offers *offers)
{
	for (size_t i = 0; i < offers->count; i++)
		free(offers->list[i].text);
	free(offers->list);
}

/* --- from figures ------------------------------------------------------------------------ */

/* A row's name is the value, but for "(unknown)" and "(other)", which are none. */
static void
add_rows(struct filter_offers *offers, const struct session *session, enum profile_by by)
{
	const struct profile *profile = session_profile(session, by);

	for (size_t i = 0; i < profile_count(profile); i++) {
		const struct profile_row *row = profile_row(profile, i);

		if (row->name[0] != '(')
			filter_offers_value(offers, row->name, row->calls);
	}
}

static void
add_calls(struct filter_offers *offers, const struct session *session)
{
	add_rows(offers, session, PROFILE_CALL);
}

static void
add_functions(struct filter_offers *offers, const struct session *session)
{
	add_rows(offers, session, PROFILE_FUNCTION);
}

static void
add_generated(struct filter_offers *offers, const struct session *session)
{
	add_rows(offers, session, PROFILE_LINE);
}

/* Of a transpiled program the original lines; else those there are. */
static void
add_sources(struct filter_offers *offers, const struct session *session)
{
	bool original = profile_count(session_profile(session, PROFILE_ORIGINAL)) > 0;

	add_rows(offers, session, original ? PROFILE_ORIGINAL : PROFILE_LINE);
}

static void
add_paths(struct filter_offers *offers, const struct session *session)
{
	add_rows(offers, session, PROFILE_FILE);
}

static void
add_alerts(struct filter_offers *offers, const struct session *session)
{
	for (int severity = ALERT_HIGH; severity >= ALERT_LOW; severity--)
		filter_offers_plain(offers, alert_severity_name((enum alert_severity)severity), "",
				    alerts_total(session_alerts(session), (enum alert_severity)severity));
}

/* --- counted here --------------------------------------------------------------------------- */

/* Counts by text: what is counted is few beside the calls. */
struct tally {
	struct names names;
	uint64_t *counts;	/* by number of the name */
	size_t cap;
};

static void
tally_add(struct tally *tally, const char *name, uint64_t count)
{
	uint32_t number = names_add(&tally->names, name);

	tally->counts = mem_grow(tally->counts, &tally->cap, (size_t)number + 1, sizeof *tally->counts);
	tally->counts[number] += count;
}

static void
tally_offer(struct tally *tally, struct filter_offers *offers)
{
	for (size_t number = 1; number <= tally->names.count; number++)
		filter_offers_value(offers, names_text(&tally->names, (uint32_t)number), tally->counts[number]);
	free(tally->counts);
	names_done(&tally->names);
}

typedef void tally_task(struct tally *tally, const struct task *task);

static void
tally_comm(struct tally *tally, const struct task *task)
{
	tally_add(tally, task->comm, task->calls);
}

static void
tally_number(struct tally *tally, long long number, uint64_t count)
{
	char room[24];

	snprintf(room, sizeof room, "%lld", number);
	tally_add(tally, room, count);
}

static void
tally_tid(struct tally *tally, const struct task *task)
{
	tally_number(tally, task->tid, task->calls);
}

static void
tally_pid(struct tally *tally, const struct task *task)
{
	tally_number(tally, task->pid, task->calls);
}

static void
add_tasks(struct filter_offers *offers, const struct session *session, tally_task *count)
{
	struct tally tally = { .cap = 0 };

	for (uint32_t serial = 1; serial <= tasks_count(session_tasks(session)); serial++)
		count(&tally, tasks_get(session_tasks(session), serial));
	tally_offer(&tally, offers);
}

static void
add_comms(struct filter_offers *offers, const struct session *session)
{
	add_tasks(offers, session, tally_comm);
}

static void
add_tids(struct filter_offers *offers, const struct session *session)
{
	add_tasks(offers, session, tally_tid);
}

static void
add_pids(struct filter_offers *offers, const struct session *session)
{
	add_tasks(offers, session, tally_pid);
}

typedef void tally_call(struct tally *tally, const struct filter_look *look);

static void
tally_error(struct tally *tally, const struct filter_look *look)
{
	const struct call *call = &look->event->call;
	bool failed = call->state == CALL_DONE && result_is_error(call->result);
	const char *name = failed ? errno_name((unsigned)-call->result) : NULL;

	if (name != NULL)
		tally_add(tally, name, 1);
}

static void
tally_descriptors(struct tally *tally, const struct filter_look *look)
{
	const struct filter_field *field = filter_field_find("fd", 2);
	int64_t values[FILTER_NUMBERS_MAX];
	unsigned count = field->numbers(look, field, values);

	for (unsigned i = 0; i < count; i++)
		tally_number(tally, values[i], 1);
}

static void
tally_module(struct tally *tally, const struct filter_look *look)
{
	const char *slash = strrchr(look->row->place->module, '/');

	tally_add(tally, slash != NULL ? slash + 1 : look->row->place->module, 1);
}

static void
tally_caller(struct tally *tally, const struct filter_look *look)
{
	tally_add(tally, look->row->place->caller, 1);
}

static void
add_counted(struct filter_offers *offers, const struct session *session, tally_call *count)
{
	uint64_t end = session_end(session), first = session_first(session);
	struct tally tally = { .cap = 0 };
	struct call_row row;

	for (uint64_t seq = end - first > FILTER_OFFER_ROWS ? end - FILTER_OFFER_ROWS : first; seq < end; seq++) {
		struct filter_look look = { .session = session, .seq = seq, .row = &row };

		if (!session_row(session, seq, &row) || row.event == NULL)
			continue;
		look.event = row.event;
		count(&tally, &look);
	}
	tally_offer(&tally, offers);
}

static void
add_errors(struct filter_offers *offers, const struct session *session)
{
	add_counted(offers, session, tally_error);
}

static void
add_descriptors(struct filter_offers *offers, const struct session *session)
{
	add_counted(offers, session, tally_descriptors);
}

static void
add_modules(struct filter_offers *offers, const struct session *session)
{
	add_counted(offers, session, tally_module);
}

static void
add_callers(struct filter_offers *offers, const struct session *session)
{
	add_counted(offers, session, tally_caller);
}

/* --- by field ---------------------------------------------------------------------------------- */

static const struct {
	const char *field;
	void (*add)(struct filter_offers *offers, const struct session *session);
} seen[] = {
	{ "fn", add_calls }, { "func", add_functions }, { "stack", add_functions }, { "src", add_sources },
	{ "gen", add_generated }, { "path", add_paths }, { "comm", add_comms }, { "tid", add_tids }, { "pid", add_pids },
	{ "err", add_errors }, { "fd", add_descriptors }, { "module", add_modules }, { "caller", add_callers },
	{ "alert", add_alerts },
};

void
filter_offers_seen(struct filter_offers *offers, const struct filter_field *field, const struct session *session)
{
	for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
		if (strcmp(seen[i].field, field->name) == 0)
			seen[i].add(offers, session);
}
