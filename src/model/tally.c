#include "model/tally.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/callgraph.h"
#include "model/callstacks.h"
#include "model/groups.h"
#include "model/session.h"
#include "model/timeline.h"

enum { SECONDS_MAX = 7 * 86400, NS_PER_S = 1000000000, CHAIN_MAX = 256 };

struct tally {
	bool names;
	uint64_t begin_ns;
	struct profile *profiles[PROFILE_BYS];
	struct callgraph *graph;
	struct timeline *timeline;
	struct session_second *seconds;
	size_t second_count, second_cap;
};

struct tally *
tally_new(bool names)
{
	struct tally *tally = mem_new(1, sizeof *tally);

	tally->names = names;
	tally->graph = callgraph_new();
	tally->timeline = timeline_new();
	for (unsigned by = 0; by < PROFILE_BYS; by++)
		tally->profiles[by] = profile_new();
	return tally;
}

void
tally_free(struct tally *tally)
{
	for (unsigned by = 0; by < PROFILE_BYS; by++)
		profile_free(tally->profiles[by]);
	callgraph_free(tally->graph);
	timeline_free(tally->timeline);
	free(tally->seconds);
	free(tally);
}

struct tally *
tally_fork(const struct tally *tally, size_t *bytes)
{
	struct tally *fork = mem_copy(tally, sizeof *tally);

	for (unsigned by = 0; by < PROFILE_BYS; by++)
		fork->profiles[by] = profile_fork(tally->profiles[by], bytes);
	fork->graph = callgraph_fork(tally->graph, bytes);
	fork->timeline = timeline_fork(tally->timeline, bytes);
	fork->seconds = tally->seconds != NULL ? mem_copy(tally->seconds, tally->second_cap * sizeof *tally->seconds) : NULL;
	*bytes += tally->second_cap * sizeof *tally->seconds;
	return fork;
}

void
tally_begin(struct tally *tally, uint64_t begin_ns)
{
	tally->begin_ns = begin_ns;
	timeline_begin(tally->timeline, begin_ns);
}

/* --- counting -------------------------------------------------------------------------- */

/* The functions of the program in a stack, innermost first, those that were inlined as well. */
static uint32_t
make_chain(struct tally *tally, const struct callstack *stack)
{
	const char *names[CHAIN_MAX];
	size_t count = 0;

	for (unsigned i = 0; i < stack->count; i++)
		for (const struct place *place = stack->frames[i].place; place != NULL && count < CHAIN_MAX;
		     place = place->outer)
			if (place->user && place->function[0] != '\0')
				names[count++] = place->function;
	return callgraph_chain(tally->graph, names, count);
}

/* The row that counts calls of this stack, found by name once: by this tally or by a fork that is ahead of it. */
static size_t
row_of(struct tally *tally, enum profile_by by, struct callstack *stack)
{
	if (stack->rows[by] == 0 || stack->rows[by] > profile_count(tally->profiles[by]))
		stack->rows[by] = group_row_of_place(tally->profiles[by], by, stack->place) + 1;
	return stack->rows[by] - 1;
}

/* The number of the call's own row. */
static size_t
profile_call(struct tally *tally, const char *name, struct callstack *stack, const struct profile_sample *sample)
{
	struct profile *calls = tally->profiles[PROFILE_CALL];
	size_t number = profile_number(calls, name, "", 0);

	profile_add(calls, number, sample);
	if (tally->names && (stack->chain == 0 || stack->chain > callgraph_chains(tally->graph)))
		stack->chain = make_chain(tally, stack);
	if (tally->names)
		callgraph_add(tally->graph, stack->chain, sample->duration_ns);
	for (unsigned by = 0; by < PROFILE_BYS; by++)
		if (tally->names && group_has_place(by, stack->place))
			profile_add(tally->profiles[by], row_of(tally, by, stack), sample);
	return number;
}

static void
count_second(struct tally *tally, uint64_t time_ns, const struct profile_sample *sample)
{
	uint64_t begin_ns = tally->begin_ns;
	size_t index = time_ns > begin_ns ? (time_ns - begin_ns) / NS_PER_S : 0;
	struct session_second *second;

	if (index >= SECONDS_MAX)
		index = SECONDS_MAX - 1;
	tally->seconds = mem_grow(tally->seconds, &tally->second_cap, index + 1, sizeof *tally->seconds);
	if (index >= tally->second_count)
		tally->second_count = index + 1;
	second = &tally->seconds[index];
	second->calls++;
	second->errors += sample->error;
	second->alerts += sample->alert;
	if (sample->z > second->max_z)
		second->max_z = sample->z;
}

/* By call and by function, now that both have their rows. */
static void
count_in_time(struct tally *tally, size_t call_row, struct callstack *stack, uint64_t time_ns,
	      const struct profile_sample *sample)
{
	const size_t keys[] = {
		session_timeline_key(PROFILE_CALL, call_row),
		tally->names ? session_timeline_key(PROFILE_FUNCTION, row_of(tally, PROFILE_FUNCTION, stack)) : 0,
	};
	const struct timeline_call call = {
		.time_ns = time_ns, .duration_ns = sample->duration_ns, .keys = keys, .key_count = 2,
		.z = sample->z, .error = sample->error, .alert = sample->alert,
	};

	timeline_add(tally->timeline, &call);
}

void
tally_count(struct tally *tally, const struct tally_call *call)
{
	uint64_t begin_ns = call->event->head.time_ns;
	size_t row;

	count_second(tally, begin_ns + call->event->duration_ns, call->sample);
	row = profile_call(tally, call->name, call->stack, call->sample);
	group_add_thread(tally->profiles[PROFILE_THREAD], call->task, call->sample);
	group_add_file(tally->profiles[PROFILE_FILE], call->event, call->sample);
	count_in_time(tally, row, call->stack, begin_ns, call->sample);
}

/* --- asking ---------------------------------------------------------------------------- */

/* Odd keys are calls, even ones functions. */
size_t
session_timeline_key(enum profile_by by, size_t row)
{
	return by == PROFILE_CALL ? row * 2 + 1 : by == PROFILE_FUNCTION ? row * 2 + 2 : TIMELINE_KEYS;
}

const struct profile *
tally_profile(const struct tally *tally, enum profile_by by)
{
	return tally->profiles[by];
}

const struct callgraph *
tally_callgraph(const struct tally *tally)
{
	return tally->graph;
}

const struct timeline *
tally_timeline(const struct tally *tally)
{
	return tally->timeline;
}

const struct session_second *
tally_seconds(const struct tally *tally, size_t *ret_count)
{
	*ret_count = tally->second_count;
	return tally->seconds;
}
