#include "model/symbols.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"
#include "model/debuginfod.h"
#include "model/jitdump.h"
#include "model/jitmap.h"
#include "model/jitname.h"
#include "model/lines.h"
#include "model/module.h"
#include "model/reading.h"
#include "model/srcmap.h"
#include "model/usercode.h"
#include "trace/event.h"
#include "trace/mapfile.h"

struct mapping {
	uint64_t begin, end, offset;
	const char *path;	/* kept in names; "" for anonymous memory */
	uint64_t inode;
	uint64_t identity;	/* of its file: key in modules */
	uint32_t space;
	pid_t pid;
};

/* A place with what it was made for: hashes may coincide. */
struct cached {
	struct place place;
	uint64_t pc;
	uint64_t time_ns;		/* when it was first asked for: of code made by the program it depends on that */
	uint32_t map;
	uint32_t made;			/* which code, by its number in a dump; 0 none */
	bool exact;
	bool pending;			/* more may come to be known of it */
	struct cached *older;
};

struct symbols {
	struct srcmaps *maps;
	const struct usercode *usercode;
	struct debuginfod *debuginfod;
	bool recorded;			/* no file is read */
	uint64_t started_ns;		/* wall clock when the program was started by us; 0 it was not */
	struct table jitmaps;		/* pid → struct jitmap * */
	struct table jitdumps;		/* address space → struct jitdump * */
	const struct cached *told;	/* the function that the next told one is inlined into; NULL none */
	struct table mappings;		/* number → struct mapping * */
	struct table modules;		/* identity → struct module * */
	struct reading *reading;	/* of the file whose module comes next; NULL none */
	uint64_t read;			/* its identity */
	struct table places;		/* hash of (map, pc, exact) → struct cached * */
	struct cached *all;		/* every place made, for the end */
	size_t place_count, pending_count;
	struct names names;		/* what places point to */
};

/* A program that makes code as it runs could go on for ever; each module with names is an open file. */
enum { PLACES_MAX = 1 << 20, MODULES_MAX = 512 };

struct symbols *
symbols_new(const struct symbols_options *options)
{
	struct symbols *symbols = mem_new(1, sizeof *symbols);

	symbols->maps = options->maps;
	symbols->usercode = options->usercode;
	symbols->debuginfod = options->debuginfod;
	symbols->recorded = options->recorded;
	return symbols;
}

void
symbols_started(struct symbols *symbols, uint64_t realtime_ns)
{
	symbols->started_ns = realtime_ns;
}

/* The module that is being read is there, or is none; false: not within that time. */
static bool
take_read(struct symbols *symbols, unsigned ms)
{
	struct module *module = symbols->reading != NULL ? reading_wait(symbols->reading, ms) : NULL;

	if (symbols->reading != NULL && module == NULL)
		return false;
	if (module == NULL)
		return true;
	reading_free(symbols->reading);
	symbols->reading = NULL;
	table_set(&symbols->modules, symbols->read, (uint64_t)(uintptr_t)module);
	return true;
}

void
symbols_free(struct symbols *symbols)
{
	uint64_t value;

	if (symbols == NULL)
		return;
	(void)take_read(symbols, UINT_MAX);
	for (size_t position = 0; table_next(&symbols->modules, &position, NULL, &value);)
		module_free((struct module *)(uintptr_t)value);
	for (size_t position = 0; table_next(&symbols->mappings, &position, NULL, &value);)
		free((struct mapping *)(uintptr_t)value);
	for (struct cached *cached = symbols->all, *older; cached != NULL; cached = older) {
		older = cached->older;
		free(cached);
	}
	for (size_t position = 0; table_next(&symbols->jitmaps, &position, NULL, &value);)
		jitmap_free((struct jitmap *)(uintptr_t)value);
	for (size_t position = 0; table_next(&symbols->jitdumps, &position, NULL, &value);)
		jitdump_free((struct jitdump *)(uintptr_t)value);
	table_done(&symbols->mappings);
	table_done(&symbols->modules);
	table_done(&symbols->jitmaps);
	table_done(&symbols->jitdumps);
	table_done(&symbols->places);
	names_done(&symbols->names);
	free(symbols);
}

static const char *
keep(struct symbols *symbols, const char *text)
{
	return names_text(&symbols->names, names_add(&symbols->names, text));
}

/* --- mappings and their files -------------------------------------------------- */

/* The path without what the kernel appends when the file is gone. */
static char *
mapped_path(const struct event_map *event)
{
	static const char deleted[] = " (deleted)";
	char *path = mem_format("%.*s", (int)event->path_len, EVENT_TAIL(event));
	size_t len = strlen(path), tail = sizeof deleted - 1;

	if (len > tail && strcmp(path + len - tail, deleted) == 0)
		path[len - tail] = '\0';
	return path;
}

/* A program that tells of the code it makes maps the file it writes for that: the first that does so is believed. */
static void
follow_dump(struct symbols *symbols, const struct mapping *mapping)
{
	const struct mapfile file = { mapping->path, mapping->inode, mapping->begin, mapping->end };
	int fd;

	if (symbols->recorded || !jitdump_is_path(mapping->path) || table_get(&symbols->jitdumps, mapping->space, NULL) ||
	    symbols->jitdumps.count >= MODULES_MAX)
		return;
	fd = mapfile_open(&file, mapping->pid);
	if (fd >= 0)
		table_set(&symbols->jitdumps, mapping->space, (uint64_t)(uintptr_t)jitdump_new(fd));
}

static struct jitdump *
dump_of(const struct symbols *symbols, const struct mapping *mapping)
{
	uint64_t value;

	return table_get(&symbols->jitdumps, mapping->space, &value) ? (struct jitdump *)(uintptr_t)value : NULL;
}

void
symbols_map(struct symbols *symbols, const struct event_map *event, uint32_t pid)
{
	const uint64_t file[] = { event->dev_major, event->dev_minor, event->inode };
	struct mapping *mapping;
	char *path;

	if (table_get(&symbols->mappings, event->map, NULL))
		return;		/* numbers are never used again */
	path = mapped_path(event);
	mapping = mem_new(1, sizeof *mapping);
	*mapping = (struct mapping){
		.begin = event->begin,
		.end = event->end,
		.offset = event->offset,
		.inode = event->inode,
		.path = keep(symbols, path),
		.space = event->space,
		.pid = (pid_t)pid,
		.identity = table_hash(file, sizeof file, table_hash(path, strlen(path), 0)),
	};
	table_set(&symbols->mappings, event->map, (uint64_t)(uintptr_t)mapping);
	follow_dump(symbols, mapping);
	free(path);
}

static const struct mapping *
find_mapping(const struct symbols *symbols, uint32_t map)
{
	uint64_t value;

	return map != 0 && table_get(&symbols->mappings, map, &value) ? (const struct mapping *)(uintptr_t)value : NULL;
}

/* NULL when there are too many already. */
static struct module *
module_of(struct symbols *symbols, const struct mapping *mapping)
{
	const struct mapfile file = { mapping->path, mapping->inode, mapping->begin, mapping->end };
	uint64_t value;

	if (symbols->reading != NULL && symbols->read == mapping->identity)
		(void)take_read(symbols, UINT_MAX);
	if (table_get(&symbols->modules, mapping->identity, &value))
		return (struct module *)(uintptr_t)value;
	if (symbols->modules.count >= MODULES_MAX)
		return NULL;
	value = (uint64_t)(uintptr_t)module_new(&file, mapping->pid, symbols->debuginfod);
	table_set(&symbols->modules, mapping->identity, value);
	return (struct module *)(uintptr_t)value;
}

/* Begins to read the mapping's file, where that has not been done. */
static void
begin_to_read(struct symbols *symbols, const struct mapping *mapping)
{
	const struct mapfile file = { mapping->path, mapping->inode, mapping->begin, mapping->end };

	if (table_get(&symbols->modules, mapping->identity, NULL) || symbols->modules.count >= MODULES_MAX)
		return;
	symbols->reading = reading_begin(&file, mapping->pid, symbols->debuginfod);
	symbols->read = mapping->identity;
}

bool
symbols_prepare(struct symbols *symbols, const struct event_stack *event, unsigned ms)
{
	if (symbols->recorded)
		return true;
	if (!take_read(symbols, ms))
		return false;
	for (unsigned i = 0; i < event->count; i++) {
		const struct mapping *mapping = find_mapping(symbols, event->frames[i].map);

		if (mapping != NULL && mapping->path[0] != '\0')
			begin_to_read(symbols, mapping);
		if (!take_read(symbols, ms))
			return false;
	}
	return true;
}

const char *
symbols_reading(const struct symbols *symbols)
{
	return symbols->reading != NULL ? reading_path(symbols->reading) : NULL;
}

size_t
symbols_asking(const struct symbols *symbols)
{
	return debuginfod_asking(symbols->debuginfod);
}

/* --- making places ----------------------------------------------------------------- */

static void
set_original(const struct symbols *symbols, struct place *place, const struct srcmap_hit *hit)
{
	const char *meaning = srcmaps_function(symbols->maps, place->function);

	place->orig_file = hit->file;
	place->orig_line = hit->line;
	place->orig_function = hit->function[0] == '\0' && meaning != NULL ? meaning : hit->function;
	place->orig_language = hit->language;
	place->orig_decision = hit->decision;
	place->orig_exact = hit->exact;
}

static void
map_to_original(const struct symbols *symbols, struct place *place, unsigned column)
{
	struct srcmap_hit hit;

	if (symbols->maps == NULL || place->line == 0)
		return;
	if (place->user)
		srcmaps_look_beside(symbols->maps, place->file);
	if (srcmaps_lookup(symbols->maps, place->file, place->line, column, &hit))
		set_original(symbols, place, &hit);
}

/* By #line the debug information tells the original. The generated line is found in the file that was compiled. */
static void
map_to_generated(struct symbols *symbols, struct place *place, const char *unit)
{
	struct srcmap_hit hit;
	unsigned line;

	if (symbols->maps == NULL || place->line == 0 || !place->user || strcmp(unit, place->file) == 0)
		return;
	srcmaps_look_beside(symbols->maps, unit);
	line = srcmaps_lookup_back(symbols->maps, unit, place->file, place->line, &hit);
	if (line == 0)
		return;
	set_original(symbols, place, &hit);
	place->orig_file = place->file;		/* the compiler's spelling has the directory */
	place->orig_line = place->line;
	place->orig_exact = true;
	place->file = keep(symbols, unit);
	place->line = line;
}

static struct cached *
new_place(struct symbols *symbols, const struct place *like)
{
	struct cached *cached = mem_new(1, sizeof *cached);

	cached->place = *like;
	cached->older = symbols->all;
	symbols->all = cached;
	symbols->place_count++;
	return cached;
}

/* Fills a place from what DWARF says. The symbol table names the real function, unless the program was stripped. */
static void
set_frame(struct symbols *symbols, struct place *place, struct line_frame *frame, bool inlined)
{
	if (inlined) {
		place->function = keep(symbols, frame->function);
		place->function_offset = 0;
	} else if (place->function[0] == '\0') {
		place->function = keep(symbols, frame->function);
	}
	place->file = keep(symbols, frame->file);
	place->line = frame->line;
	place->user = usercode_is(symbols->usercode, place);
	map_to_original(symbols, place, 0);
	if (place->orig_file[0] == '\0')
		map_to_generated(symbols, place, frame->unit);
	free(frame->function);
	free(frame->file);
	free(frame->unit);
}

/* The chain of inlined functions: `place` becomes the innermost, those around it hang on `outer`. */
static void
add_lines(struct symbols *symbols, struct place *place, struct module *module, uint64_t address)
{
	const struct place real = *place;
	struct line_frame frames[LINES_DEPTH];
	struct lines *lines = module_lines(module);
	unsigned count = lines != NULL ? lines_at(lines, address, frames) : 0;

	for (unsigned i = 0; i < count; i++) {
		if (i > 0) {
			struct place *outer = &new_place(symbols, &real)->place;

			place->outer = outer;
			place = outer;
		}
		set_frame(symbols, place, &frames[i], i + 1 < count);
	}
}

/* Code that the program made, by the name that it gave it. */
static void
set_made(struct symbols *symbols, struct place *place, const struct jitname *name, uint64_t offset)
{
	place->function = keep(symbols, name->function);
	place->function_offset = offset;
	place->file = keep(symbols, name->file);
	place->line = name->line;
	place->user = name->user;
}

/* A dump knows the very line, too. False while it does not know the code. */
static bool
look_up_dumped(struct symbols *symbols, struct cached *cached, struct jitdump *dump, uint64_t address)
{
	struct place *place = &cached->place;
	struct jitdump_code code;
	struct jitname name;
	unsigned column;

	if (!jitdump_find(dump, address, cached->time_ns, &code))
		return false;
	jitname_read(code.name, &name);
	set_made(symbols, place, &name, address - code.begin);
	column = name.column;
	if (code.line > 0) {
		if (!code.own_file)
			place->file = keep(symbols, code.file);
		place->line = code.line;
		column = code.column;
	}
	cached->made = code.number;
	map_to_original(symbols, place, column);
	jitname_done(&name);
	return true;
}

/* A map knows where the function begins. True when it names the code. */
static bool
look_up_mapped(struct symbols *symbols, struct place *place, const struct mapping *mapping, uint64_t address)
{
	uint64_t value = 0;
	struct jitmap_code code;
	struct jitname name;

	if (!table_get(&symbols->jitmaps, (uint64_t)mapping->pid, &value)) {
		value = (uint64_t)(uintptr_t)jitmap_new(mapping->pid, symbols->started_ns);
		table_set(&symbols->jitmaps, (uint64_t)mapping->pid, value);
	}
	if (!jitmap_find((struct jitmap *)(uintptr_t)value, address, &code))
		return false;
	jitname_read(code.name, &name);
	set_made(symbols, place, &name, address - code.begin);
	map_to_original(symbols, place, name.column);
	jitname_done(&name);
	return true;
}

/* Code that was made as the program ran. True when nothing more will come to be known. */
static bool
look_up_made(struct symbols *symbols, struct cached *cached, const struct mapping *mapping)
{
	struct jitdump *dump = dump_of(symbols, mapping);
	uint64_t address = cached->pc - !cached->exact;

	if (dump != NULL && look_up_dumped(symbols, cached, dump, address))
		return true;
	/* What a map said before is not to be asked for again: a dump is written late. */
	return (cached->place.function[0] != '\0' || look_up_mapped(symbols, &cached->place, mapping, address)) && dump == NULL;
}

/* Memory without a file, named or not; some runtimes map theirs twice, through a file without a name. */
static bool
may_be_made(const struct mapping *mapping)
{
	return mapping->path[0] == '\0' || strncmp(mapping->path, "[anon", 5) == 0 || strncmp(mapping->path, "/memfd:", 7) == 0;
}

static void
look_up(struct symbols *symbols, struct place *place, const struct mapping *mapping, struct module *module, uint64_t pc,
	bool exact)
{
	uint64_t address, begin;
	char *function;

	*place = place_unknown;
	place->module = mapping->path;
	place->offset = pc - mapping->begin + mapping->offset;
	place->user = usercode_is(symbols->usercode, place);
	address = module != NULL ? module_address(module, place->offset - !exact) : UINT64_MAX;
	if (address == UINT64_MAX)
		return;
	function = module_function(module, address, &begin);
	if (function != NULL) {
		place->function = keep(symbols, function);
		place->function_offset = address + !exact - begin;
		place->user = usercode_is(symbols->usercode, place);
		free(function);
	}
	add_lines(symbols, place, module, address);
}

static uint64_t
place_key(uint32_t map, uint64_t pc, bool exact)
{
	const uint64_t id[] = { map, pc, exact };

	return table_hash(id, sizeof id, 0);
}

static void
set_key(struct cached *cached, uint32_t map, uint64_t pc, bool exact)
{
	cached->map = map;
	cached->pc = pc;
	cached->exact = exact;
}

static bool
has_key(const struct cached *cached, uint32_t map, uint64_t pc, bool exact)
{
	return cached->map == map && cached->pc == pc && cached->exact == exact;
}

static void
find_out(struct symbols *symbols, struct cached *cached)
{
	const struct mapping *mapping = find_mapping(symbols, cached->map);
	struct module *module;
	bool settled;

	if (mapping == NULL || symbols->recorded)
		return;
	if (mapping->path[0] != '\0') {
		module = module_of(symbols, mapping);
		settled = module == NULL || module_settled(module);
		if (!settled && cached->pending)
			return;
		look_up(symbols, &cached->place, mapping, module, cached->pc, cached->exact);
		cached->pending = !settled;
	}
	if (may_be_made(mapping) && (cached->place.function[0] == '\0' || cached->pending))
		cached->pending = !look_up_made(symbols, cached, mapping);
}

static void
look_up_place(struct symbols *symbols, struct cached *cached)
{
	symbols->pending_count -= cached->pending;
	find_out(symbols, cached);
	symbols->pending_count += cached->pending;
}

bool
symbols_news(struct symbols *symbols)
{
	return debuginfod_news(symbols->debuginfod);
}

bool
symbols_look_again(struct symbols *symbols)
{
	bool any = false;

	for (struct cached *cached = symbols->all; cached != NULL && symbols->pending_count > 0; cached = cached->older) {
		if (!cached->pending)
			continue;
		look_up_place(symbols, cached);
		any |= !cached->pending;
	}
	return any;
}

/*
 * Whether what is known of an address holds for that time, too. Where code
 * comes and goes and a dump tells when, what is not known yet may turn out to
 * be two things.
 */
static bool
still_holds(const struct symbols *symbols, const struct cached *cached, uint64_t time_ns)
{
	const struct mapping *mapping = find_mapping(symbols, cached->map);
	struct jitdump *dump = mapping != NULL && may_be_made(mapping) ? dump_of(symbols, mapping) : NULL;
	struct jitdump_code code;

	if (dump == NULL)
		return true;
	return !cached->pending && jitdump_find(dump, cached->pc - !cached->exact, time_ns, &code) && code.number == cached->made;
}

uint64_t
symbols_dumped(struct symbols *symbols)
{
	uint64_t value, bytes = 0;

	for (size_t position = 0; table_next(&symbols->jitdumps, &position, NULL, &value);)
		bytes += jitdump_read_on((struct jitdump *)(uintptr_t)value);
	return bytes;
}

bool
symbols_place_again(struct symbols *symbols, const struct place *place)
{
	struct cached *cached = (struct cached *)(uintptr_t)place;	/* of which it is the first member */

	if (place == &place_unknown || !cached->pending)
		return false;
	look_up_place(symbols, cached);
	return !cached->pending;
}

const struct place *
symbols_place(struct symbols *symbols, const struct symbols_asked *asked)
{
	uint64_t key = place_key(asked->map, asked->pc, asked->exact), value;
	struct cached *cached;

	if (table_get(&symbols->places, key, &value)) {
		cached = (struct cached *)(uintptr_t)value;
		if (has_key(cached, asked->map, asked->pc, asked->exact) && still_holds(symbols, cached, asked->time_ns)) {
			if (cached->pending)
				look_up_place(symbols, cached);
			return &cached->place;
		}
	}
	if (symbols->place_count >= PLACES_MAX)
		return &place_unknown;
	cached = new_place(symbols, &place_unknown);
	set_key(cached, asked->map, asked->pc, asked->exact);
	cached->time_ns = asked->time_ns;
	cached->place.offset = asked->pc;
	look_up_place(symbols, cached);
	table_set(&symbols->places, key, (uint64_t)(uintptr_t)cached);
	return &cached->place;
}

/* --- places that a recording tells ------------------------------------------------- */

/* The next of the strings behind a PLACE record, kept; "" when there is none. */
static const char *
next_text(struct symbols *symbols, const char **at, const char *end)
{
	const char *text = *at, *nul = text < end ? memchr(text, '\0', (size_t)(end - text)) : NULL;

	if (nul == NULL)
		return "";
	*at = nul + 1;
	return keep(symbols, text);
}

static struct place
place_of(struct symbols *symbols, const struct event_place *event)
{
	const char *at = EVENT_TAIL(event), *end = at + event->text_len;
	const char *texts[PLACE_TEXTS];
	struct place place = place_unknown;

	for (unsigned i = 0; i < PLACE_TEXTS; i++)
		texts[i] = next_text(symbols, &at, end);
	place.module = texts[PLACE_MODULE];
	place.offset = event->offset;
	place.function = texts[PLACE_FUNCTION];
	place.function_offset = event->function_offset;
	place.file = texts[PLACE_FILE];
	place.line = event->line;
	place.orig_file = texts[PLACE_ORIG_FILE];
	place.orig_line = event->orig_line;
	place.orig_function = texts[PLACE_ORIG_FUNCTION];
	place.orig_language = texts[PLACE_ORIG_LANGUAGE];
	place.orig_decision = texts[PLACE_ORIG_DECISION];
	place.orig_exact = event->head.flags & PLACE_ORIG_EXACT;
	/* What is whose may be told otherwise now; of code made by the program only the recorder knew. */
	place.user = place.module[0] == '/' ? usercode_is(symbols->usercode, &place) : (event->head.flags & PLACE_USER) != 0;
	if (place.orig_file[0] == '\0')
		map_to_original(symbols, &place, 0);
	return place;
}

void
symbols_told(struct symbols *symbols, const struct event_place *event)
{
	bool exact = event->head.flags & PLACE_EXACT_PC;
	struct cached *cached;
	struct place place;

	if (symbols->place_count >= PLACES_MAX)
		return;
	place = place_of(symbols, event);
	if (symbols->told != NULL && has_key(symbols->told, event->map, event->pc, exact))
		place.outer = &symbols->told->place;
	cached = new_place(symbols, &place);
	set_key(cached, event->map, event->pc, exact);
	symbols->told = event->depth > 0 ? cached : NULL;
	if (event->depth == 0)
		table_set(&symbols->places, place_key(event->map, event->pc, exact), (uint64_t)(uintptr_t)cached);
}
