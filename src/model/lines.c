#include "model/lines.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/demangle.h"

struct range {
	uint64_t low, high;
	unsigned unit;
};

struct unit {
	Dwarf_Die die;		/* line table here */
	Dwarf_Die names;	/* functions here: the same, or that of a split unit */
};

struct lines {
	Dwarf *dwarf;
	struct unit *units;
	size_t unit_count, unit_cap;
	struct range *ranges;	/* by address */
	size_t range_count, range_cap;
};

enum { RANGES_MAX = 4 << 20 };

static void
add_range(struct lines *lines, uint64_t low, uint64_t high, unsigned unit)
{
	if (low >= high || lines->range_count >= RANGES_MAX)
		return;
	lines->ranges = mem_grow(lines->ranges, &lines->range_cap, lines->range_count + 1, sizeof *lines->ranges);
	lines->ranges[lines->range_count++] = (struct range){ .low = low, .high = high, .unit = unit };
}

static void
add_unit(struct lines *lines, Dwarf_Die *die, Dwarf_Die *names)
{
	unsigned number = (unsigned)lines->unit_count;
	Dwarf_Addr base, low, high;
	ptrdiff_t offset = 0;

	lines->units = mem_grow(lines->units, &lines->unit_cap, lines->unit_count + 1, sizeof *lines->units);
	lines->units[lines->unit_count++] = (struct unit){ *die, *names };
	while ((offset = dwarf_ranges(die, offset, &base, &low, &high)) > 0)
		add_range(lines, low, high, number);
}

static int
compare_ranges(const void *a, const void *b)
{
	const struct range *left = a, *right = b;

	return left->low < right->low ? -1 : left->low > right->low;
}

struct lines *
lines_new(struct Elf *elf)
{
	Dwarf *dwarf = dwarf_begin_elf(elf, DWARF_C_READ, NULL);
	Dwarf_CU *cu = NULL;
	Dwarf_Die die, split;
	struct lines *lines;
	uint8_t type;

	if (dwarf == NULL)
		return NULL;
	lines = mem_new(1, sizeof *lines);
	lines->dwarf = dwarf;
	while (dwarf_get_units(dwarf, cu, &cu, NULL, &type, &die, &split) == 0)
		if (type == DW_UT_compile || type == DW_UT_skeleton)
			add_unit(lines, &die, type == DW_UT_skeleton && dwarf_tag(&split) != DW_TAG_invalid ? &split : &die);
	if (lines->range_count > 0)
		qsort(lines->ranges, lines->range_count, sizeof *lines->ranges, compare_ranges);
	return lines;
}

void
lines_free(struct lines *lines)
{
	if (lines == NULL)
		return;
	free(lines->ranges);
	free(lines->units);
	dwarf_end(lines->dwarf);
	free(lines);
}

static struct unit *
unit_at(struct lines *lines, uint64_t address)
{
	size_t low = 0, high = lines->range_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (lines->ranges[middle].low <= address)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || address >= lines->ranges[low - 1].high)
		return NULL;
	return &lines->units[lines->ranges[low - 1].unit];
}

/* "/a/b/../c/./d" as "/a/c/d": one file has one name. */
static char *
tidy(char *path)
{
	char *out = path, *in = path;

	while (*in != '\0') {
		if (in[0] == '/' && in[1] == '/') {
			in++;
		} else if (in[0] == '/' && in[1] == '.' && (in[2] == '/' || in[2] == '\0')) {
			in += 2;
		} else if (in[0] == '/' && in[1] == '.' && in[2] == '.' && (in[3] == '/' || in[3] == '\0') && out > path &&
			   path[0] == '/') {
			in += 3;
			while (out > path && *--out != '/')
				continue;
		} else {
			*out++ = *in++;
		}
	}
	*out = '\0';
	return path;
}

static char *
full_path(Dwarf_Die *unit, const char *file)
{
	Dwarf_Attribute attribute;
	const char *directory;

	if (file == NULL)
		return mem_string("");
	if (file[0] == '/')
		return tidy(mem_string(file));
	directory = dwarf_formstring(dwarf_attr(unit, DW_AT_comp_dir, &attribute));
	return directory != NULL ? tidy(mem_format("%s/%s", directory, file)) : tidy(mem_string(file));
}

static char *
function_name(Dwarf_Die *die)
{
	Dwarf_Attribute attribute;
	const char *name = dwarf_formstring(dwarf_attr_integrate(die, DW_AT_linkage_name, &attribute));

	if (name != NULL)
		return demangle(name);
	name = dwarf_diename(die);
	return mem_string(name != NULL ? name : "");
}

/* Where the caller of an inlined function stands. */
static void
call_site(Dwarf_Die *die, struct unit *unit, struct line_frame *ret_frame)
{
	Dwarf_Attribute attribute;
	Dwarf_Word number;
	Dwarf_Files *files;
	size_t count;

	if (dwarf_formudata(dwarf_attr(die, DW_AT_call_line, &attribute), &number) == 0 && number < 1u << 30)
		ret_frame->line = (unsigned)number;
	if (dwarf_formudata(dwarf_attr(die, DW_AT_call_file, &attribute), &number) == 0 &&
	    dwarf_getsrcfiles(&unit->names, &files, &count) == 0 && number < count)
		ret_frame->file = full_path(&unit->die, dwarf_filesrc(files, number, NULL, NULL));
}

/* The functions around the address, from the innermost inlined one to the real one. */
static unsigned
add_inlines(struct unit *unit, uint64_t address, struct line_frame *frames)
{
	Dwarf_Die *scopes = NULL, *nest = NULL;
	unsigned depth = 0;
	int count = dwarf_getscopes(&unit->names, address, &scopes);

	if (count > 0)
		count = dwarf_getscopes_die(&scopes[0], &nest);
	for (int i = 0; i < count && depth + 1 < LINES_DEPTH; i++) {
		int tag = dwarf_tag(&nest[i]);

		if (tag == DW_TAG_inlined_subroutine) {
			frames[depth].function = function_name(&nest[i]);
			frames[++depth] = (struct line_frame){ .line = 0 };
			call_site(&nest[i], unit, &frames[depth]);
		} else if (tag == DW_TAG_subprogram) {
			frames[depth].function = function_name(&nest[i]);
			break;
		}
	}
	free(nest);
	free(scopes);
	return depth + 1;
}

unsigned
lines_at(struct lines *lines, uint64_t address, struct line_frame *ret_frames)
{
	struct unit *unit = unit_at(lines, address);
	Dwarf_Line *line;
	unsigned count;
	int number;

	if (unit == NULL)
		return 0;
	ret_frames[0] = (struct line_frame){ .line = 0 };
	line = dwarf_getsrc_die(&unit->die, address);
	if (line != NULL && dwarf_lineno(line, &number) == 0 && number > 0) {
		ret_frames[0].line = (unsigned)number;
		ret_frames[0].file = full_path(&unit->die, dwarf_linesrc(line, NULL, NULL));
	}
	count = add_inlines(unit, address, ret_frames);
	for (unsigned i = 0; i < count; i++) {
		if (ret_frames[i].file == NULL)
			ret_frames[i].file = mem_string("");
		if (ret_frames[i].function == NULL)
			ret_frames[i].function = mem_string("");
	}
	return count;
}
