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
	const char *path;	/* kept in names; "" for anonymous memory */
	uint64_t inode;
	uint64_t identity;	/* of its file: key in modules */
	pid_t pid;
};

/* A place with what it was made for: hashes may coincide. */
struct cached {
	struct place place;
	uint64_t pc;
	uint32_t map;
	bool exact;
	struct cached *older;
};

struct symbols {
	struct srcmaps *maps;
	bool recorded;			/* no file is read */
	const struct cached *told;	/* the function that the next told one is inlined into; NULL none */
	struct table mappings;		/* number → struct mapping * */
	struct table modules;		/* identity → struct module * */
	struct table places;		/* hash of (map, pc, exact) → struct cached * */
	struct cached *all;		/* every place made, for the end */
	size_t place_count;
	struct names names;		/* what places point to */
};

/* A program that makes code as it runs could go on for ever; each module with names is an open file. */
enum { PLACES_MAX = 1 << 20, MODULES_MAX = 512 };

struct symbols *
symbols_new(struct srcmaps *maps, bool recorded)
{
	struct symbols *symbols = mem_new(1, sizeof *symbols);

	symbols->maps = maps;
	symbols->recorded = recorded;
	return symbols;
}

void
symbols_free(struct symbols *symbols)
{
	uint64_t value;

	if (symbols == NULL)
		return;
	for (size_t position = 0; table_next(&symbols->modules, &position, NULL, &value);)
		module_free((struct module *)(uintptr_t)value);
	for (size_t position = 0; table_next(&symbols->mappings, &position, NULL, &value);)
		free((struct mapping *)(uintptr_t)value);
	for (struct cached *cached = symbols->all, *older; cached != NULL; cached = older) {
		older = cached->older;
		free(cached);
	}
	table_done(&symbols->mappings);
	table_done(&symbols->modules);
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
		.pid = (pid_t)pid,
		.identity = table_hash(file, sizeof file, table_hash(path, strlen(path), 0)),
	};
	table_set(&symbols->mappings, event->map, (uint64_t)(uintptr_t)mapping);
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

	if (table_get(&symbols->modules, mapping->identity, &value))
		return (struct module *)(uintptr_t)value;
	if (symbols->modules.count >= MODULES_MAX)
		return NULL;
	value = (uint64_t)(uintptr_t)module_new(&file, mapping->pid);
	table_set(&symbols->modules, mapping->identity, value);
	return (struct module *)(uintptr_t)value;
}

/* --- whose code it is ------------------------------------------------------------ */

/* "libm" is libm.so.6 and libm-2.28.so, but not libmagic.so. */
static bool
is_library(const char *name, const char *stem)
{
	size_t len = strlen(stem);

	return strncmp(name, stem, len) == 0 &&
	       (name[len] == '.' || (name[len] == '-' && name[len + 1] >= '0' && name[len + 1] <= '9'));
}

/* The language's and the system's own libraries: not what a user asks about. */
static bool
is_runtime(const char *path)
{
	static const char *const stems[] = {
		"ld", "ld64", "libc", "libdl", "libgcc_s", "libm", "libpthread", "librt", "libstdc++", "libc++", "libc++abi",
		/* what runs programs of other languages */
		"libcob", "libglib", "libgobject", "libgio", "libpython3", "libgfortran", "libgnat", "libobjc", "libasan", "libtsan", "libubsan",
	};
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;

	for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
		if (is_library(name, stems[i]))
			return true;
	return strncmp(name, "ld-linux", 8) == 0 || strncmp(name, "ld-musl", 7) == 0;
}

/* Where the sources of standard libraries lie that compilers put into the program itself. */
static bool
is_runtime_source(const char *file)
{
	return strncmp(file, "/rustc/", 7) == 0 || strstr(file, "/rustlib/src/rust/library/") != NULL ||
	       strncmp(file, "/usr/include/c++/", 17) == 0 || strncmp(file, "/usr/lib/nim/", 13) == 0 ||
	       strstr(file, "/nim/lib/") != NULL;
}

/* Bytes of a Go function's package: "net/http" of "net/http.(*Client).Do". */
static size_t
go_package(const char *function)
{
	const char *slash = strrchr(function, '/');
	size_t dot = strcspn(function, ".");

	return slash != NULL && dot > strcspn(function, "/") ? (size_t)(slash - function) + strcspn(slash, ".") : dot;
}

/*
 * Go's standard library lies in …/src/PACKAGE. Functions of some packages bear
 * the name of another one; these are named here.
 */
static bool
is_go_library(const char *function, const char *file)
{
	static const char *const always[] = { "runtime/", "internal/", "syscall/" };
	const char *source = strstr(file, "/src/"), *dot = strrchr(file, '.');
	size_t package = go_package(function);

	if (source == NULL || dot == NULL || (strcmp(dot, ".go") != 0 && strcmp(dot, ".s") != 0))
		return false;
	source += strlen("/src/");
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		if (strncmp(source, always[i], strlen(always[i])) == 0)
			return true;
	return strncmp(function, "main.", 5) != 0 && strncmp(source, function, package) == 0 && source[package] == '/';
}

/* Where a program begins before its own code does. */
static bool
is_startup(const char *function)
{
	return strcmp(function, "_start") == 0 || strncmp(function, "__libc_start_", 13) == 0 || strcmp(function, "_dl_start_user") == 0;
}

static bool
is_user(const struct place *place)
{
	return place->module[0] == '/' && !is_runtime(place->module) && !is_runtime_source(place->file) &&
	       !is_go_library(place->function, place->file) && !is_startup(place->function);
}

/* --- making places ----------------------------------------------------------------- */

static void
map_to_original(const struct symbols *symbols, struct place *place)
{
	struct srcmap_hit hit;
	const char *meaning;

	if (symbols->maps == NULL || place->line == 0)
		return;
	if (place->user)
		srcmaps_look_beside(symbols->maps, place->file);
	if (!srcmaps_lookup(symbols->maps, place->file, place->line, 0, &hit))
		return;
	meaning = srcmaps_function(symbols->maps, place->function);
	place->orig_file = hit.file;
	place->orig_line = hit.line;
	place->orig_function = hit.function[0] == '\0' && meaning != NULL ? meaning : hit.function;
	place->orig_language = hit.language;
	place->orig_decision = hit.decision;
	place->orig_exact = hit.exact;
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
	place->user = is_user(place);
	map_to_original(symbols, place);
	free(frame->function);
	free(frame->file);
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

static void
look_up(struct symbols *symbols, struct place *place, const struct mapping *mapping, bool exact)
{
	struct module *module = module_of(symbols, mapping);
	uint64_t address, begin;
	char *function;

	place->module = mapping->path;
	place->offset = place->offset - mapping->begin + mapping->offset;
	place->user = is_user(place);
	address = module != NULL ? module_address(module, place->offset - !exact) : UINT64_MAX;
	if (address == UINT64_MAX)
		return;
	function = module_function(module, address, &begin);
	if (function != NULL) {
		place->function = keep(symbols, function);
		place->function_offset = address + !exact - begin;
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

const struct place *
symbols_place(struct symbols *symbols, uint32_t map, uint64_t pc, bool exact)
{
	uint64_t key = place_key(map, pc, exact), value;
	const struct mapping *mapping;
	struct cached *cached;

	if (table_get(&symbols->places, key, &value)) {
		cached = (struct cached *)(uintptr_t)value;
		if (has_key(cached, map, pc, exact))
			return &cached->place;
	}
	if (symbols->place_count >= PLACES_MAX)
		return &place_unknown;
	cached = new_place(symbols, &place_unknown);
	set_key(cached, map, pc, exact);
	cached->place.offset = pc;
	mapping = find_mapping(symbols, map);
	if (mapping != NULL && !symbols->recorded)
		look_up(symbols, &cached->place, mapping, exact);
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
	place.user = event->head.flags & PLACE_USER;
	if (place.orig_file[0] == '\0')
		map_to_original(symbols, &place);
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
