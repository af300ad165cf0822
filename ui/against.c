#include "ui/against.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/session.h"
#include "trace/reader.h"
#include "trace/source.h"
#include "ui/clock.h"

enum { SLICE_NS = 5 * 1000 * 1000, SLICE_RECORDS = 256 };

int
against_open(struct against *against, const char *directory, struct srcmaps *maps, uint64_t history_bytes, struct why *reterr_why)
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
	for (unsigned by = 0; by < PROFILE_BYS; by++) {
		profile_free(against->profiles[by]);
		against->profiles[by] = NULL;
	}
	against->marked = false;
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

bool
against_slice(struct against *against)
{
	uint64_t begin_ns = clock_ns();
	const struct event *event;

	while (against->source != NULL && clock_ns() - begin_ns < SLICE_NS)
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
	return against->source != NULL;
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
	for (unsigned by = 0; by < PROFILE_BYS; by++)
		against->profiles[by] = profile_copy(session_profile(figures, (enum profile_by)by));
	against->marked = true;
	against->marks++;
	against->mark_ns = totals->last_ns > totals->begin_ns ? totals->last_ns - totals->begin_ns : 0;
	against->mark_calls = totals->calls;
	against->mark_seq = newest;
}
