/* What a place is: by the symbols and lines of its file, by what programs say of code they make, by source maps. */
#include <stdlib.h>
#include <string.h>

#include "model/lines.h"
#include "model/mapping.h"
#include "model/module.h"
#include "model/srcmap.h"
#include "model/symbols_inside.h"
#include "model/usercode.h"

/* --- originals ------------------------------------------------------------------------- */

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

void
symbols_map_to_original(const struct symbols *symbols, struct place *place, unsigned column)
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
	place->file = symbols_keep(symbols, unit);
	place->line = line;
}

/* --- files ----------------------------------------------------------------------------- */

/* Fills a place from what DWARF says. The symbol table names the real function, unless the program was stripped. */
static void
set_frame(struct symbols *symbols, struct place *place, struct line_frame *frame, bool inlined)
{
	if (inlined) {
		place->function = symbols_keep(symbols, frame->function);
		place->function_offset = 0;
	} else if (place->function[0] == '\0') {
		place->function = symbols_keep(symbols, frame->function);
	}
	place->file = symbols_keep(symbols, frame->file);
	place->line = frame->line;
	place->user = usercode_is(symbols->usercode, place);
	symbols_map_to_original(symbols, place, 0);
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
			struct place *outer = &symbols_add(symbols, &real)->place;

			place->outer = outer;
			place = outer;
		}
		set_frame(symbols, place, &frames[i], i + 1 < count);
	}
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
		place->function = symbols_keep(symbols, function);
		place->function_offset = address + !exact - begin;
		place->user = usercode_is(symbols->usercode, place);
		free(function);
	}
	add_lines(symbols, place, module, address);
}

/* --- code that is made ----------------------------------------------------------------- */

/* Code that the program made, by the name that it gave it. */
static void
set_made(struct symbols *symbols, struct cached *cached, struct madecode_hit *hit, uint64_t address)
{
	struct place *place = &cached->place;

	place->function = symbols_keep(symbols, hit->name.function);
	place->function_offset = address - hit->begin;
	place->file = symbols_keep(symbols, hit->file);
	place->line = hit->line;
	place->user = hit->name.user;
	cached->made = hit->number;
	symbols_map_to_original(symbols, place, hit->column);
	place->orig_exact &= hit->exact;
	jitname_done(&hit->name);
}

/* Code that was made as the program ran. True when nothing more will come to be known. */
static bool
look_up_made(struct symbols *symbols, struct cached *cached, const struct mapping *mapping)
{
	uint64_t address = cached->pc - !cached->exact;
	struct madecode_hit hit;

	if (madecode_dumped(&symbols->made, mapping, address, cached->time_ns, &hit)) {
		set_made(symbols, cached, &hit, address);
		return true;
	}
	/* What a map said before is not to be asked for again: a dump is written late. */
	if (cached->place.function[0] == '\0' && madecode_mapped(&symbols->made, mapping, address, &hit))
		set_made(symbols, cached, &hit, address);
	return cached->place.function[0] != '\0' && !madecode_has_dump(&symbols->made, mapping);
}

void
symbols_fill(struct symbols *symbols, struct cached *cached, const struct mapping *mapping)
{
	struct module *module;
	bool settled;

	if (mapping->path[0] != '\0') {
		module = modules_get(&symbols->modules, mapping);
		settled = module == NULL || module_settled(module);
		if (!settled && cached->pending)
			return;
		look_up(symbols, &cached->place, mapping, module, cached->pc, cached->exact);
		cached->pending = !settled;
	}
	if (mapping_may_be_made(mapping) && (cached->place.function[0] == '\0' || cached->pending))
		cached->pending = !look_up_made(symbols, cached, mapping);
}
