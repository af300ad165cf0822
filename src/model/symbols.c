#include "model/symbols.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"
#include "model/lines.h"
#include "model/module.h"
#include "model/srcmap.h"
#include "trace/event.h"
#include "trace/mapfile.h"

struct mapping {
	uint64_t begin, end, offset;
	const char *path;	/* kept in names */
	uint64_t inode;
	uint64_t identity;	/* of its file: key in modules */
	uint32_t pid;
	bool known;
};

struct symbols {
	const struct srcmaps *maps;
	struct mapping *mappings;	/* by number of the mapping */
	size_t mapping_cap;
	struct table modules;		/* identity → struct module * */
	struct table places;		/* hash of (map, pc, exact) → struct cached * */
	struct cached *all;		/* every place made, for the end */
	struct names names;
};

/* A place with what it was made for: hashes may coincide. */
struct cached {
	struct place place;
	uint64_t pc;
	uint32_t map;
	bool exact;
	struct cached *older;
};

enum { MAPPINGS_MAX = 16 << 20 };

struct symbols *
symbols_new(const struct srcmaps *maps)
{
	struct symbols *symbols = mem_new(1, sizeof *symbols);

	symbols->maps = maps;
	return symbols;
}

void
symbols_free(struct symbols *symbols)
{
	uint64_t value;
	size_t position = 0;

	if (symbols == NULL)
		return;
	while (table_next(&symbols->modules, &position, NULL, &value))
		module_free((struct module *)(uintptr_t)value);
	for (struct cached *cached = symbols->all, *older; cached != NULL; cached = older) {
		older = cached->older;
		free(cached);
	}
	table_done(&symbols->modules);
	table_done(&symbols->places);
	names_done(&symbols->names);
	free(symbols->mappings);
	free(symbols);
}

static const char *
keep(struct symbols *symbols, const char *text)
{
	return names_text(&symbols->names, names_add(&symbols->names, text));
}

void
symbols_map(struct symbols *symbols, const struct event_map *event, uint32_t pid)
{
	const uint64_t file[] = { event->dev_major, event->dev_minor, event->inode };
	char *path;

	if (event->map >= MAPPINGS_MAX)
		return;
	path = mem_format("%.*s", (int)event->path_len, EVENT_TAIL(event));
	symbols->mappings = mem_grow(symbols->mappings, &symbols->mapping_cap, event->map + 1, sizeof *symbols->mappings);
	symbols->mappings[event->map] = (struct mapping){
		.begin = event->begin, .end = event->end, .offset = event->offset, .inode = event->inode,
		.path = keep(symbols, path), .pid = pid, .known = true,
		.identity = table_hash(file, sizeof file, table_hash(path, strlen(path), 0)),
	};
	free(path);
}

static struct module *
module_of(struct symbols *symbols, const struct mapping *mapping)
{
	const struct mapfile file = { mapping->path, mapping->inode, mapping->begin, mapping->end };
	uint64_t value;

	if (!table_get(&symbols->modules, mapping->identity, &value)) {
		value = (uint64_t)(uintptr_t)module_new(&file, (pid_t)mapping->pid);
		table_set(&symbols->modules, mapping->identity, value);
	}
	return (struct module *)(uintptr_t)value;
}

/* --- whose code it is ----------------------------------------------------------- */

/* The language's and the system's own libraries: not what a user asks about. */
static bool
is_runtime(const char *path)
{
	static const char *const begins[] = {
		"libc.so", "libc-", "ld-linux", "ld-", "ld.so", "libpthread", "libm.so", "libm-", "libdl", "librt", "libstdc++",
		"libgcc_s", "ld-musl", "libresolv", "libnss_",
	};
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;

	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
		if (strncmp(name, begins[i], strlen(begins[i])) == 0)
			return true;
	return false;
}

/* --- making places ---------------------------------------------------------------- */

static void
map_to_original(struct symbols *symbols, struct place *place)
{
	struct srcmap_hit hit;

	if (symbols->maps == NULL || place->line == 0 ||
	    !srcmaps_lookup(symbols->maps, place->file, place->line, &hit))
		return;
	place->orig_file = keep(symbols, hit.file);
	place->orig_function = keep(symbols, hit.function);
	place->orig_language = keep(symbols, hit.language);
	place->orig_line = hit.line;
	place->orig_exact = hit.exact;
}

static struct cached *
new_place(struct symbols *symbols, const struct place *like)
{
	struct cached *cached = mem_new(1, sizeof *cached);

	cached->place = *like;
	cached->older = symbols->all;
	symbols->all = cached;
	return cached;
}

/* The chain of inlined functions: `innermost` is filled, those around it hang on `outer`. */
static void
add_lines(struct symbols *symbols, struct place *innermost, struct module *module, uint64_t address)
{
	const struct place outermost = *innermost;
	struct line_frame frames[LINES_DEPTH];
	struct lines *lines = module_lines(module);
	unsigned count = lines != NULL ? lines_at(lines, address, frames) : 0;
	struct place *place = innermost;

	for (unsigned i = 0; i < count; i++) {
		bool last = i + 1 == count;

		/* The symbol table names the real function; DWARF those that are inlined, or what was stripped. */
		if (!last || place->function[0] == '\0')
			place->function = keep(symbols, frames[i].function);
		if (!last)
			place->function_offset = 0;
		place->file = keep(symbols, frames[i].file);
		place->line = frames[i].line;
		map_to_original(symbols, place);
		free(frames[i].function);
		free(frames[i].file);
		if (!last) {
			struct place *outer = &new_place(symbols, &outermost)->place;

			place->outer = outer;
			place = outer;
		}
	}
}

static void
look_up(struct symbols *symbols, struct place *place, const struct mapping *mapping, uint64_t pc, bool exact)
{
	struct module *module = module_of(symbols, mapping);
	uint64_t offset = pc - mapping->begin + mapping->offset - !exact;
	uint64_t address = module_address(module, offset), begin;
	const char *function;

	place->module = mapping->path;
	place->offset = pc - mapping->begin + mapping->offset;
	place->user = mapping->path[0] == '/' && !is_runtime(mapping->path);
	if (address == UINT64_MAX)
		return;
	function = module_function(module, address, &begin);
	if (function != NULL) {
		place->function = keep(symbols, function);
		place->function_offset = address + !exact - begin;
	}
	add_lines(symbols, place, module, address);
}

const struct place *
symbols_place(struct symbols *symbols, uint32_t map, uint64_t pc, bool exact)
{
	const uint64_t id[] = { map, pc, exact };
	uint64_t key = table_hash(id, sizeof id, 0), value;
	struct cached *cached;

	if (table_get(&symbols->places, key, &value)) {
		cached = (struct cached *)(uintptr_t)value;
		if (cached->map == map && cached->pc == pc && cached->exact == exact)
			return &cached->place;
	}
	cached = new_place(symbols, &place_unknown);
	cached->map = map;
	cached->pc = pc;
	cached->exact = exact;
	cached->place.offset = pc;
	if (map > 0 && map < symbols->mapping_cap && symbols->mappings[map].known)
		look_up(symbols, &cached->place, &symbols->mappings[map], pc, exact);
	table_set(&symbols->places, key, (uint64_t)(uintptr_t)cached);
	return &cached->place;
}
