#include "ui/against.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/session.h"
#include "trace/reader.h"
#include "trace/source.h"
#include "ui/clock.h"

enum { SLICE_NS = 5 * 1000 * 1000, SLICE_RECORDS = 256 };

int
against_open(struct against *against, const char *directory, struct srcmaps *maps, uint64_t history_bytes,
	     struct why *reterr_why)
{
	const struct session_options options = {
		.history_bytes = history_bytes, .names = true, .maps = maps, .recorded = true,
	};
	int r = reader_open(directory, &against->source, reterr_why);

	if (r < 0)
		return r;
	against->directory = mem_string(directory);
	against->session = session_new(&options);
	return 0;
}

static void
forget_mark(struct against *against)
{
	for (unsigned by = 0; by < AGAINST_BYS; by++) {
		profile_free(against->profiles[by]);
		against->profiles[by] = NULL;
	}
	against->marked = false;
	against->marking = NULL;
}

void
against_done(struct against *against)
{
	forget_mark(against);
	source_free(against->source);
	session_free(against->session);
	free(against->directory);
	*against = (struct against){ .directory = NULL };
}

/* The next row of what is marked. */
static void
copy_row(struct against *against)
{
	const struct profile *from = session_profile(against->marking, (enum profile_by)against->mark_by);

	if (against->profiles[against->mark_by] == NULL)
		against->profiles[against->mark_by] = profile_new();
	if (against->mark_row < profile_count(from)) {
		profile_copy_row(against->profiles[against->mark_by], profile_row(from, against->mark_row++));
		return;
	}
	against->mark_row = 0;
	against->mark_by++;
	if (against->mark_by < AGAINST_BYS)
		return;
	against->marking = NULL;
	against->marked = true;
	against->marks++;
}

void
against_mark_now(struct against *against)
{
	while (against->marking != NULL)
		copy_row(against);
}

static void
read_records(struct against *against)
{
	const struct event *event;

	for (unsigned i = 0; i < SLICE_RECORDS && against->source != NULL; i++) {
		event = source_next(against->source);
		if (event == NULL) {
			source_free(against->source);
			against->source = NULL;
			break;
		}
		session_feed(against->session, event);
		source_pop(against->source);
	}
}

bool
against_slice(struct against *against)
{
	uint64_t until_ns = clock_ns() + SLICE_NS;

	while (against->marking != NULL && clock_ns() < until_ns)
		copy_row(against);
	while (against->source != NULL && clock_ns() < until_ns)
		read_records(against);
	return against->source != NULL || against->marking != NULL;
}

unsigned
against_percent(const struct against *against)
{
	struct source_state state = { .bytes = 0 };

	if (against->source == NULL)
		return 100;
	source_state(against->source, &state);
	return state.bytes > 0 ? (unsigned)(state.bytes_read * 100 / state.bytes) : 0;
}

void
against_mark(struct against *against, const struct session *figures, uint64_t newest)
{
	const struct session_totals *totals = session_totals(figures);

	forget_mark(against);
	against->marking = figures;
	against->mark_by = 0;
	against->mark_row = 0;
	against->mark_ns = totals->last_ns > totals->begin_ns ? totals->last_ns - totals->begin_ns : 0;
	against->mark_calls = totals->calls;
	against->mark_seq = newest;
}
