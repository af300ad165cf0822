#include "model/srcmap.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/srcmap_file.h"
#include "model/srcmap_path.h"
#include "model/srcmap_read.h"

/* Of maps that lie beside: how many are kept, bytes read of all, and files that are looked beside. */
enum { BESIDE_COUNT_MAX = 256, BESIDE_BYTES_MAX = 64 << 20, LOOKED_MAX = 1 << 16 };

/* A cover by its file's last component, which is the same in every spelling of its path. */
struct entry {
	const struct srcmap *map;
	const struct cover *cover;
	uint32_t next;		/* with the same component, in the order of loading; 0 none */
};

struct chain {
	uint32_t first, last;	/* of entries */
};

struct srcmaps {
	struct srcmap **maps;
	size_t count, cap;
	struct names bases;	/* last components */
	struct chain *chains;	/* by number of the component */
	size_t chain_cap;
	struct entry *entries;	/* from 1 */
	size_t entry_count, entry_cap;
	struct names looked;	/* files that were looked beside */
	size_t beside_count, beside_bytes;
};

struct srcmaps *
srcmaps_new(void)
{
	return mem_new(1, sizeof(struct srcmaps));
}

void
srcmaps_free(struct srcmaps *maps)
{
	if (maps == NULL)
		return;
	for (size_t i = 0; i < maps->count; i++)
		srcmap_free(maps->maps[i]);
	free(maps->maps);
	free(maps->chains);
	free(maps->entries);
	names_done(&maps->bases);
	names_done(&maps->looked);
	free(maps);
}

/* --- keeping ------------------------------------------------------------------------ */

static void
add_entry(struct srcmaps *maps, const struct srcmap *map, const struct cover *cover)
{
	const char *name = srcmap_base_name(cover->generated_file);
	struct chain *chain;
	uint32_t base = names_add(&maps->bases, name), number = (uint32_t)++maps->entry_count;

	maps->entries = mem_grow(maps->entries, &maps->entry_cap, (size_t)number + 1, sizeof *maps->entries);
	maps->chains = mem_grow(maps->chains, &maps->chain_cap, maps->bases.count + 1, sizeof *maps->chains);
	maps->entries[number] = (struct entry){ map, cover, 0 };
	chain = &maps->chains[base];
	if (chain->first == 0)
		chain->first = number;
	else
		maps->entries[chain->last].next = number;
	chain->last = number;
}

static void
keep_map(struct srcmaps *maps, struct srcmap *map)
{
	maps->maps = mem_grow(maps->maps, &maps->cap, maps->count + 1, sizeof *maps->maps);
	maps->maps[maps->count++] = map;
	for (size_t i = 0; i < map->cover_count; i++) {
		cover_finish(&map->covers[i]);
		add_entry(maps, map, &map->covers[i]);
	}
}

int
srcmaps_load(struct srcmaps *maps, const char *path, struct why *reterr_why)
{
	struct srcmap *map;
	int r = srcmap_open(path, &map, reterr_why);

	if (r == 0)
		keep_map(maps, map);
	return r;
}

static bool
is_covered(const struct srcmaps *maps, const char *file)
{
	uint32_t base = names_find(&maps->bases, srcmap_base_name(file));

	for (uint32_t i = base != 0 ? maps->chains[base].first : 0; i != 0; i = maps->entries[i].next)
		if (srcmap_same_file(maps->entries[i].cover->generated_file, file))
			return true;
	return false;
}

void
srcmaps_look_beside(struct srcmaps *maps, const char *file)
{
	size_t known = maps->looked.count;
	struct srcmap *map;

	if (file[0] == '\0' || known >= LOOKED_MAX || maps->beside_count >= BESIDE_COUNT_MAX ||
	    maps->beside_bytes >= BESIDE_BYTES_MAX || names_add(&maps->looked, file) <= known ||
	    is_covered(maps, file))
		return;
	map = srcmap_beside(file, &maps->beside_bytes);
	if (map == NULL)
		return;
	maps->beside_count++;
	keep_map(maps, map);
}

/* --- asking ------------------------------------------------------------------------ */

/* The language that a source's ending tells, for maps that do not say it. */
static const char *
language_of(const char *file)
{
	static const struct {
		const char *ending, *language;
	} languages[] = {
		{ ".coffee", "coffeescript" }, { ".cbl", "cobol" }, { ".cob", "cobol" }, { ".hx", "haxe" },
		{ ".js", "javascript" }, { ".l", "lex" }, { ".ll", "lex" }, { ".nim", "nim" }, { ".py", "python" },
		{ ".pyx", "cython" }, { ".rb", "ruby" }, { ".re", "re2c" }, { ".rl", "ragel" }, { ".ruchy", "ruchy" },
		{ ".ts", "typescript" }, { ".tsx", "typescript" }, { ".vala", "vala" }, { ".y", "yacc" },
		{ ".yy", "yacc" },
	};
	const char *dot = strrchr(srcmap_base_name(file), '.');

	for (size_t i = 0; dot != NULL && i < sizeof languages / sizeof *languages; i++)
		if (strcmp(dot, languages[i].ending) == 0)
			return languages[i].language;
	return "";
}

static void
fill_hit(struct srcmap_hit *hit, const struct srcmap *map, const struct cover_row *row, bool exact)
{
	const char *file = names_text(&map->names, row->file);

	*hit = (struct srcmap_hit){
		.file = file,
		.function = names_text(&map->names, row->function),
		.language = map->language != 0 ? names_text(&map->names, map->language) : language_of(file),
		.decision = names_text(&map->names, row->decision),
		.line = row->orig_line,
		.column = row->orig_column,
		.exact = exact,
	};
}

/* Of several maps the first one that has the line itself is asked, else the first that has one before. */
bool
srcmaps_lookup(const struct srcmaps *maps, const char *file, unsigned line, unsigned column,
	       struct srcmap_hit *ret_hit)
{
	uint32_t base = names_find(&maps->bases, srcmap_base_name(file));
	bool found = false, exact = false;
	struct cover_row row;

	for (uint32_t i = base != 0 ? maps->chains[base].first : 0; i != 0 && !exact; i = maps->entries[i].next) {
		const struct entry *entry = &maps->entries[i];

		if (!srcmap_same_file(entry->cover->generated_file, file) ||
		    !cover_find(entry->cover, line, column, &row, &exact) || (found && !exact))
			continue;
		found = true;
		fill_hit(ret_hit, entry->map, &row, exact);
	}
	return found;
}

struct wanted_file {
	const struct srcmap *map;
	const char *file;
};

static bool
is_wanted_file(const void *context, uint32_t file)
{
	const struct wanted_file *wanted = context;

	return srcmap_same_file(names_text(&wanted->map->names, file), wanted->file);
}

unsigned
srcmaps_lookup_back(const struct srcmaps *maps, const char *generated, const char *original, unsigned line,
		    struct srcmap_hit *ret_hit)
{
	uint32_t base = names_find(&maps->bases, srcmap_base_name(generated));

	for (uint32_t i = base != 0 ? maps->chains[base].first : 0; i != 0; i = maps->entries[i].next) {
		const struct entry *entry = &maps->entries[i];
		const struct wanted_file wanted = { entry->map, original };
		struct cover_row row;
		uint32_t found;
		bool exact;

		if (!srcmap_same_file(entry->cover->generated_file, generated))
			continue;
		found = cover_find_back(entry->cover, is_wanted_file, &wanted, line);
		if (found == 0 || !cover_find(entry->cover, found, 0, &row, &exact))
			continue;
		fill_hit(ret_hit, entry->map, &row, exact);
		return found;
	}
	return 0;
}

const char *
srcmaps_content(const struct srcmaps *maps, const char *generated, const char *original)
{
	uint32_t base = names_find(&maps->bases, srcmap_base_name(generated)), file;
	uint64_t text;

	for (uint32_t i = base != 0 ? maps->chains[base].first : 0; i != 0; i = maps->entries[i].next) {
		const struct entry *entry = &maps->entries[i];

		file = names_find(&entry->map->names, original);
		if (file != 0 && table_get(&entry->map->contents, file, &text) &&
		    srcmap_same_file(entry->cover->generated_file, generated))
			return (const char *)(uintptr_t)text;
	}
	return NULL;
}

const char *
srcmaps_function(const struct srcmaps *maps, const char *name)
{
	uint64_t meaning;

	for (size_t i = 0; i < maps->count; i++) {
		const struct srcmap *map = maps->maps[i];
		uint32_t number = names_find(&map->names, name);

		if (number != 0 && table_get(&map->meanings, number, &meaning))
			return names_text(&map->names, (uint32_t)meaning);
	}
	return NULL;
}
