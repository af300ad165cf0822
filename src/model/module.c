#include "model/module.h"

#include <errno.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/debuginfod.h"
#include "model/demangle.h"
#include "model/lines.h"
#include "model/object.h"
#include "trace/mapfile.h"

struct segment {
	uint64_t offset, size, address;
};

struct symbol {
	uint64_t begin, size;
	const char *name;	/* in the ELF, as long as that is open */
	uint8_t rank;		/* of names for one address the highest is shown */
};

struct module {
	struct object file, debug;	/* debug: the separate file with what was stripped */
	struct debuginfod *debuginfod;	/* to be asked for it; NULL: not, or not any more */
	struct segment *segments;
	size_t segment_count, segment_cap;
	bool symbols_made, lines_made;
	struct symbol *symbols;		/* by address */
	size_t symbol_count, symbol_cap;
	struct lines *lines;
};

enum { SYMBOLS_MAX = 8 << 20, SEGMENTS_MAX = 1024 };

static void
read_segments(struct module *module)
{
	GElf_Phdr phdr;
	size_t count;

	if (elf_getphdrnum(module->file.elf, &count) != 0)
		return;
	for (size_t i = 0; i < count && i < SEGMENTS_MAX; i++) {
		if (gelf_getphdr(module->file.elf, (int)i, &phdr) == NULL || phdr.p_type != PT_LOAD)
			continue;
		module->segments = mem_grow(module->segments, &module->segment_cap, module->segment_count + 1,
					    sizeof *module->segments);
		module->segments[module->segment_count++] =
			(struct segment){ phdr.p_offset, phdr.p_filesz, phdr.p_vaddr };
	}
}

struct module *
module_new(const struct mapfile *file, pid_t pid, struct debuginfod *debuginfod)
{
	struct module *module = mem_new(1, sizeof *module);

	elf_version(EV_CURRENT);
	module->file = object_open(file->path[0] == '/' ? mapfile_open(file, pid) : -1);
	module->debug = object_open(-1);
	if (module->file.elf == NULL)
		return module;
	read_segments(module);
	module->debug = object_debug(&module->file, file->path);
	if (module->debug.elf == NULL)
		module->debuginfod = debuginfod;
	return module;
}

bool
module_settled(struct module *module)
{
	const void *id;
	size_t id_len;
	int fd = -ENOENT;

	if (module->debuginfod == NULL)
		return true;
	if (object_is_stripped(&module->file, &id, &id_len)) {
		fd = debuginfod_ask(module->debuginfod, id, id_len);
		if (fd == -EAGAIN)
			return false;
	}
	module->debuginfod = NULL;
	if (fd < 0)
		return true;
	module->debug = object_of_id(fd, id, id_len);
	/* Both are made anew when they are asked for: names of the old ones were copied. */
	lines_free(module->lines);
	module->lines = NULL;
	module->symbol_count = 0;
	module->symbols_made = module->lines_made = false;
	return true;
}

void
module_free(struct module *module)
{
	if (module == NULL)
		return;
	lines_free(module->lines);
	free(module->symbols);
	free(module->segments);
	object_close(&module->debug);
	object_close(&module->file);
	free(module);
}

uint64_t
module_address(const struct module *module, uint64_t offset)
{
	for (size_t i = 0; i < module->segment_count; i++)
		if (offset - module->segments[i].offset < module->segments[i].size)
			return offset - module->segments[i].offset + module->segments[i].address;
	return UINT64_MAX;
}

/* --- symbols ------------------------------------------------------------------------- */

/* What people call a function: sized functions before labels, public names before __inner ones. */
static uint8_t
rank_symbol(const GElf_Sym *sym, const char *name)
{
	unsigned rank = GELF_ST_TYPE(sym->st_info) == STT_NOTYPE ? 0 : 8;

	rank += sym->st_size > 0 ? 4 : 0;
	rank += name[0] != '_' ? 2 : 0;
	rank += GELF_ST_BIND(sym->st_info) != STB_LOCAL ? 1 : 0;
	return (uint8_t)rank;
}

static bool
is_code(const GElf_Sym *sym, const char *name)
{
	unsigned type = GELF_ST_TYPE(sym->st_info);

	if (sym->st_shndx == SHN_UNDEF || sym->st_value == 0 || name == NULL || name[0] == '\0' || name[0] == '$')
		return false;
	return type == STT_FUNC || type == STT_GNU_IFUNC || (type == STT_NOTYPE && sym->st_shndx < SHN_LORESERVE);
}

static void
add_symbol(struct module *module, const GElf_Sym *sym, const char *name)
{
	module->symbols = mem_grow(module->symbols, &module->symbol_cap, module->symbol_count + 1,
				   sizeof *module->symbols);
	module->symbols[module->symbol_count++] = (struct symbol){
		.begin = sym->st_value, .size = sym->st_size, .name = name, .rank = rank_symbol(sym, name),
	};
}

static void
read_table(struct module *module, Elf *elf, Elf_Scn *section, size_t names)
{
	Elf_Data *data = elf_getdata(section, NULL);
	GElf_Sym sym;

	for (int i = 0; module->symbol_count < SYMBOLS_MAX && data != NULL && gelf_getsym(data, i, &sym) != NULL; i++) {
		const char *name = elf_strptr(elf, names, sym.st_name);

		if (is_code(&sym, name))
			add_symbol(module, &sym, name);
	}
}

static void
read_symbols(struct module *module, Elf *elf)
{
	Elf_Scn *section = NULL;
	GElf_Shdr shdr;

	while (elf != NULL && (section = elf_nextscn(elf, section)) != NULL)
		if (gelf_getshdr(section, &shdr) != NULL && (shdr.sh_type == SHT_SYMTAB || shdr.sh_type == SHT_DYNSYM))
			read_table(module, elf, section, shdr.sh_link);
}

static int
compare_symbols(const void *a, const void *b)
{
	const struct symbol *left = a, *right = b;

	if (left->begin != right->begin)
		return left->begin < right->begin ? -1 : 1;
	if (left->rank != right->rank)
		return left->rank > right->rank ? -1 : 1;
	/* Shorter first: "__read" is what "__GI___read" is for. */
	if (strlen(left->name) != strlen(right->name))
		return strlen(left->name) < strlen(right->name) ? -1 : 1;
	return strcmp(left->name, right->name);
}

/* In order of address, one name an address, and no label inside a function. */
static void
sort_symbols(struct module *module)
{
	uint64_t begin = 0, size = 0;
	size_t kept = 0;

	if (module->symbol_count > 0)
		qsort(module->symbols, module->symbol_count, sizeof *module->symbols, compare_symbols);
	for (size_t i = 0; i < module->symbol_count; i++) {
		const struct symbol *symbol = &module->symbols[i];

		if (kept > 0 && (symbol->begin == module->symbols[kept - 1].begin ||
				 (symbol->size == 0 && symbol->begin - begin < size)))
			continue;
		if (symbol->size > 0) {
			begin = symbol->begin;
			size = symbol->size;
		}
		module->symbols[kept++] = *symbol;
	}
	module->symbol_count = kept;
}

/* The last symbol at or before the address, unless it ends before. */
static const struct symbol *
find_symbol(const struct module *module, uint64_t address)
{
	size_t low = 0, high = module->symbol_count;
	const struct symbol *symbol;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (module->symbols[middle].begin <= address)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return NULL;
	symbol = &module->symbols[low - 1];
	return symbol->size == 0 || address - symbol->begin < symbol->size ? symbol : NULL;
}

/* "fopen" for "fopen@@GLIBC_2.2.5". */
static char *
plain_name(const char *name)
{
	char *plain = mem_string(name), *version = strchr(plain, '@'), *readable;

	if (version != NULL && version != plain)
		*version = '\0';
	readable = demangle(plain);
	free(plain);
	return readable;
}

static void
make_symbols(struct module *module)
{
	if (module->symbols_made)
		return;
	module->symbols_made = true;
	read_symbols(module, module->file.elf);
	read_symbols(module, module->debug.elf);
	sort_symbols(module);
}

char *
module_function(struct module *module, uint64_t address, uint64_t *ret_begin)
{
	const struct symbol *symbol;

	make_symbols(module);
	symbol = find_symbol(module, address);
	if (symbol == NULL)
		return NULL;
	*ret_begin = symbol->begin;
	return plain_name(symbol->name);
}

struct lines *
module_lines(struct module *module)
{
	Elf *elf = module->debug.elf != NULL ? module->debug.elf : module->file.elf;

	if (!module->lines_made) {
		module->lines_made = true;
		module->lines = elf != NULL ? lines_new(elf) : NULL;
	}
	return module->lines;
}

void
module_read(struct module *module)
{
	make_symbols(module);
	(void)module_lines(module);
}
