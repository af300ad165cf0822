#include "model/symbols.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/debuginfod.h"
#include "model/mapping.h"
#include "model/symbols_inside.h"
#include "trace/event.h"

enum { PLACES_MAX = 1 << 20 };	/* a program that makes code as it runs could go on for ever */

struct symbols *
symbols_new(const struct symbols_options *options)
{
	struct symbols *symbols = mem_new(1, sizeof *symbols);

	symbols->maps = options->maps;
	symbols->usercode = options->usercode;
	symbols->modules.debuginfod = options->debuginfod;
	symbols->recorded = options->recorded;
	return symbols;
}

void
symbols_started(struct symbols *symbols, uint64_t realtime_ns)
{
	symbols->made.started_ns = realtime_ns;
}

void
symbols_free(struct symbols *symbols)
{
	uint64_t value;

	if (symbols == NULL)
		return;
	modules_done(&symbols->modules);
	madecode_done(&symbols->made);
	for (size_t position = 0; table_next(&symbols->mappings, &position, NULL, &value);)
		free((struct mapping *)(uintptr_t)value);
	for (struct cached *cached = symbols->all, *older; cached != NULL; cached = older) {
		older = cached->older;
		free(cached);
	}
	table_done(&symbols->mappings);
	table_done(&symbols->places);
	names_done(&symbols->names);
	free(symbols);
}

const char *
symbols_keep(struct symbols *symbols, const char *text)
{
	return names_text(&symbols->names, names_add(&symbols->names, text));
}

/* --- mappings -------------------------------------------------------------------------- */

void
symbols_map(struct symbols *symbols, const struct event_map *event, uint32_t pid)
{
	struct mapping *mapping;

	if (table_get(&symbols->mappings, event->map, NULL))
		return;		/* numbers are never used again */
	mapping = mapping_new(event, (pid_t)pid, &symbols->names);
	table_set(&symbols->mappings, event->map, (uint64_t)(uintptr_t)mapping);
	if (!symbols->recorded)
		madecode_follow(&symbols->made, mapping);
}

static const struct mapping *
find_mapping(const struct symbols *symbols, uint32_t map)
{
	uint64_t value;

	return map != 0 && table_get(&symbols->mappings, map, &value) ? (const struct mapping *)(uintptr_t)value : NULL;
}

bool
symbols_prepare(struct symbols *symbols, const struct event_stack *event, unsigned ms)
{
	if (symbols->recorded)
		return true;
	for (unsigned i = 0; i < event->count; i++) {
		const struct mapping *mapping = find_mapping(symbols, event->frames[i].map);

		if (mapping != NULL && mapping->path[0] != '\0' && !modules_prepare(&symbols->modules, mapping, ms))
			return false;
	}
	return true;
}

const char *
symbols_reading(const struct symbols *symbols)
{
	return modules_reading(&symbols->modules);
}

size_t
symbols_asking(const struct symbols *symbols)
{
	return debuginfod_asking(symbols->modules.debuginfod);
}

/* --- places ---------------------------------------------------------------------------- */

struct cached *
symbols_add(struct symbols *symbols, const struct place *like)
{
	struct cached *cached = mem_new(1, sizeof *cached);

	cached->place = *like;
	cached->older = symbols->all;
	symbols->all = cached;
	symbols->place_count++;
	return cached;
}

struct cached *
symbols_add_at(struct symbols *symbols, const struct place *like, const struct symbols_asked *asked)
{
	struct cached *cached;

	if (symbols->place_count >= PLACES_MAX)
		return NULL;
	cached = symbols_add(symbols, like);
	cached->map = asked->map;
	cached->pc = asked->pc;
	cached->exact = asked->exact;
	cached->time_ns = asked->time_ns;
	return cached;
}

bool
symbols_is_at(const struct cached *cached, const struct symbols_asked *asked)
{
	return cached->map == asked->map && cached->pc == asked->pc && cached->exact == asked->exact;
}

static uint64_t
key_of(uint32_t map, uint64_t pc, bool exact)
{
	const uint64_t id[] = { map, pc, exact };

	return table_hash(id, sizeof id, 0);
}

void
symbols_find_by(struct symbols *symbols, struct cached *cached)
{
	table_set(&symbols->places, key_of(cached->map, cached->pc, cached->exact), (uint64_t)(uintptr_t)cached);
}

static void
look_up(struct symbols *symbols, struct cached *cached)
{
	const struct mapping *mapping = find_mapping(symbols, cached->map);

	if (mapping == NULL || symbols->recorded)
		return;
	symbols->pending_count -= cached->pending;
	symbols_fill(symbols, cached, mapping);
	symbols->pending_count += cached->pending;
}

/*
 * Whether what is known of an address holds for that time, too. Where code
 * comes and goes and a dump tells when, what is not known yet may turn out to
 * be two things.
 */
static bool
still_holds(struct symbols *symbols, const struct cached *cached, uint64_t time_ns)
{
	const struct mapping *mapping = find_mapping(symbols, cached->map);

	if (mapping == NULL || !mapping_may_be_made(mapping) || !madecode_has_dump(&symbols->made, mapping))
		return true;
	return !cached->pending &&
	       madecode_is_still(&symbols->made, mapping, cached->pc - !cached->exact, time_ns, cached->made);
}

static struct cached *
find(struct symbols *symbols, const struct symbols_asked *asked)
{
	uint64_t value;
	struct cached *cached;

	if (!table_get(&symbols->places, key_of(asked->map, asked->pc, asked->exact), &value))
		return NULL;
	cached = (struct cached *)(uintptr_t)value;
	return symbols_is_at(cached, asked) && still_holds(symbols, cached, asked->time_ns) ? cached : NULL;
}

const struct place *
symbols_place(struct symbols *symbols, const struct symbols_asked *asked)
{
	struct cached *cached = find(symbols, asked);

	if (cached != NULL) {
		if (cached->pending)
			look_up(symbols, cached);
		return &cached->place;
	}
	cached = symbols_add_at(symbols, &place_unknown, asked);
	if (cached == NULL)
		return &place_unknown;
	cached->place.offset = asked->pc;
	look_up(symbols, cached);
	symbols_find_by(symbols, cached);
	return &cached->place;
}

/* --- what comes to be known later -------------------------------------------------------- */

bool
symbols_news(struct symbols *symbols)
{
	return debuginfod_news(symbols->modules.debuginfod);
}

bool
symbols_look_again(struct symbols *symbols)
{
	bool any = false;

	for (struct cached *cached = symbols->all; cached != NULL && symbols->pending_count > 0;
	     cached = cached->older) {
		if (!cached->pending)
			continue;
		look_up(symbols, cached);
		any |= !cached->pending;
	}
	return any;
}

uint64_t
symbols_dumped(struct symbols *symbols)
{
	return madecode_bytes(&symbols->made);
}

bool
symbols_place_again(struct symbols *symbols, const struct place *place)
{
	struct cached *cached = (struct cached *)(uintptr_t)place;	/* of which it is the first member */

	if (place == &place_unknown || !cached->pending)
		return false;
	look_up(symbols, cached);
	return !cached->pending;
}
