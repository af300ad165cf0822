#include "model/module.h"

#include <elfutils/libdwelf.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "model/demangle.h"
#include "model/lines.h"
#include "trace/mapfile.h"

struct segment {
	uint64_t offset, size, address;
};

struct symbol {
	uint64_t begin, size;
	char *name;		/* as in the file until asked for; then readable */
	uint8_t rank;		/* of names for one address the highest is shown */
	bool readable;
};

struct module {
	int fd, debug_fd;
	Elf *elf, *debug_elf;	/* debug: the separate file with what was stripped */
	struct segment *segments;
	size_t segment_count, segment_cap;
	bool symbols_made, lines_made;
	struct symbol *symbols;	/* by address */
	size_t symbol_count, symbol_cap;
	struct lines *lines;
};

enum { SYMBOLS_MAX = 8 << 20, SEGMENTS_MAX = 1024 };

static void
read_segments(struct module *module)
{
	size_t count;
	GElf_Phdr phdr;

	if (elf_getphdrnum(module->elf, &count) != 0)
		return;
	for (size_t i = 0; i < count && i < SEGMENTS_MAX; i++) {
		if (gelf_getphdr(module->elf, (int)i, &phdr) == NULL || phdr.p_type != PT_LOAD)
			continue;
		module->segments = mem_grow(module->segments, &module->segment_cap, module->segment_count + 1,
					    sizeof *module->segments);
		module->segments[module->segment_count++] =
			(struct segment){ phdr.p_offset, phdr.p_filesz, phdr.p_vaddr };
	}
}

/* --- the separate debug file --------------------------------------------------- */

static Elf_Scn *
find_section(Elf *elf, const char *name)
{
	Elf_Scn *section = NULL;
	GElf_Shdr shdr;
	size_t names;

	if (elf_getshdrstrndx(elf, &names) != 0)
		return NULL;
	while ((section = elf_nextscn(elf, section)) != NULL) {
		const char *found = gelf_getshdr(section, &shdr) != NULL ? elf_strptr(elf, names, shdr.sh_name) : NULL;

		if (found != NULL && strcmp(found, name) == 0)
			return section;
	}
	return NULL;
}

/* Opens a debug file when it is one and belongs to this module: the same build-id, where both have one. */
static bool
try_debug(struct module *module, const char *path, const void *id, ssize_t id_len)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	Elf *elf = fd >= 0 ? elf_begin(fd, ELF_C_READ, NULL) : NULL;
	const void *found;

	if (elf != NULL && elf_kind(elf) == ELF_K_ELF &&
	    (id_len <= 0 || (dwelf_elf_gnu_build_id(elf, &found) == id_len && memcmp(found, id, (size_t)id_len) == 0))) {
		module->debug_fd = fd;
		module->debug_elf = elf;
		return true;
	}
	elf_end(elf);
	if (fd >= 0)
		close(fd);
	return false;
}

static bool
debug_by_build_id(struct module *module, const unsigned char *id, ssize_t len)
{
	char hex[2 * 64 + 1], *path;
	bool found;

	if (len < 2 || len > 64)
		return false;
	for (ssize_t i = 0; i < len; i++)
		snprintf(hex + 2 * i, 3, "%02x", id[i]);
	path = mem_format("/usr/lib/debug/.build-id/%.2s/%s.debug", hex, hex + 2);
	found = try_debug(module, path, id, len);
	free(path);
	return found;
}

static bool
debug_by_link(struct module *module, const char *path, const void *id, ssize_t id_len)
{
	static const char *const forms[] = { "%2$.*1$s/.debug/%3$s", "%2$.*1$s/%3$s", "/usr/lib/debug%2$.*1$s/%3$s" };
	const char *slash = strrchr(path, '/'), *name;
	GElf_Word crc;
	bool found = false;

	name = dwelf_elf_gnu_debuglink(module->elf, &crc);
	if (slash == NULL || name == NULL || strchr(name, '/') != NULL)
		return false;
	for (size_t i = 0; !found && i < sizeof forms / sizeof *forms; i++) {
		char *candidate;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		candidate = mem_format(forms[i], (int)(slash - path), path, name);
#pragma GCC diagnostic pop
		found = strcmp(candidate, path) != 0 && try_debug(module, candidate, id, id_len);
		free(candidate);
	}
	return found;
}

static void
find_debug(struct module *module, const char *path)
{
	const void *id = NULL;
	ssize_t len = dwelf_elf_gnu_build_id(module->elf, &id);

	if (find_section(module->elf, ".debug_info") != NULL || find_section(module->elf, ".zdebug_info") != NULL)
		return;
	if (!debug_by_build_id(module, id, len))
		(void)debug_by_link(module, path, id, len);	/* none: names of the dynamic table must do */
}

struct module *
module_new(const struct mapfile *file, pid_t pid)
{
	struct module *module = mem_new(1, sizeof *module);

	elf_version(EV_CURRENT);
	module->debug_fd = -1;
	module->fd = file->path[0] == '/' ? mapfile_open(file, pid) : -1;
	/* ELF_C_READ, not mmap: the file may be truncated while we look. */
	module->elf = module->fd >= 0 ? elf_begin(module->fd, ELF_C_READ, NULL) : NULL;
	if (module->elf == NULL || elf_kind(module->elf) != ELF_K_ELF)
		return module;
	read_segments(module);
	find_debug(module, file->path);
	return module;
}

void
module_free(struct module *module)
{
	if (module == NULL)
		return;
	lines_free(module->lines);
	for (size_t i = 0; i < module->symbol_count; i++)
		free(module->symbols[i].name);
	free(module->symbols);
	free(module->segments);
	elf_end(module->debug_elf);
	elf_end(module->elf);
	if (module->debug_fd >= 0)
		close(module->debug_fd);
	if (module->fd >= 0)
		close(module->fd);
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

/* --- symbols -------------------------------------------------------------------- */

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
	char *kept = mem_string(name), *version = strchr(kept, '@');

	if (version != NULL && version != kept)
		*version = '\0';
	module->symbols = mem_grow(module->symbols, &module->symbol_cap, module->symbol_count + 1,
				   sizeof *module->symbols);
	module->symbols[module->symbol_count++] = (struct symbol){
		.begin = sym->st_value, .size = sym->st_size, .name = kept, .rank = rank_symbol(sym, name),
	};
}

static void
read_symbols(struct module *module, Elf *elf)
{
	Elf_Scn *section = NULL;
	GElf_Shdr shdr;
	GElf_Sym sym;

	while (elf != NULL && (section = elf_nextscn(elf, section)) != NULL) {
		Elf_Data *data;

		if (gelf_getshdr(section, &shdr) == NULL || (shdr.sh_type != SHT_SYMTAB && shdr.sh_type != SHT_DYNSYM) ||
		    (data = elf_getdata(section, NULL)) == NULL)
			continue;
		for (int i = 0; module->symbol_count < SYMBOLS_MAX && gelf_getsym(data, i, &sym) != NULL; i++) {
			const char *name = elf_strptr(elf, shdr.sh_link, sym.st_name);

			if (is_code(&sym, name))
				add_symbol(module, &sym, name);
		}
	}
}

static int
compare_symbols(const void *a, const void *b)
{
	const struct symbol *left = a, *right = b;

	if (left->begin != right->begin)
		return left->begin < right->begin ? -1 : 1;
	if (left->rank != right->rank)
		return left->rank > right->rank ? -1 : 1;
	return strcmp(left->name, right->name);
}

/* In order of address, one name an address. */
static void
sort_symbols(struct module *module)
{
	size_t kept = 0;

	if (module->symbol_count > 0)
		qsort(module->symbols, module->symbol_count, sizeof *module->symbols, compare_symbols);
	for (size_t i = 0; i < module->symbol_count; i++) {
		if (kept > 0 && module->symbols[kept - 1].begin == module->symbols[i].begin)
			free(module->symbols[i].name);
		else
			module->symbols[kept++] = module->symbols[i];
	}
	module->symbol_count = kept;
}

const char *
module_function(struct module *module, uint64_t address, uint64_t *ret_begin)
{
	size_t low = 0, high;
	struct symbol *symbol;
	char *name;

	if (!module->symbols_made) {
		module->symbols_made = true;
		read_symbols(module, module->elf);
		read_symbols(module, module->debug_elf);
		sort_symbols(module);
	}
	high = module->symbol_count;
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
	if (symbol->size > 0 && address - symbol->begin >= symbol->size)
		return NULL;
	if (!symbol->readable) {
		name = demangle(symbol->name);
		free(symbol->name);
		symbol->name = name;
		symbol->readable = true;
	}
	*ret_begin = symbol->begin;
	return symbol->name;
}

struct lines *
module_lines(struct module *module)
{
	if (!module->lines_made) {
		module->lines_made = true;
		module->lines = module->debug_elf != NULL ? lines_new(module->debug_elf)
				: module->elf != NULL	  ? lines_new(module->elf)
							  : NULL;
	}
	return module->lines;
}
