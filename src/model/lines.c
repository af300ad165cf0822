#include "model/lines.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "model/demangle.h"
#include "model/object.h"

/* Addresses low … high - 1 belong to number `owner` of something. */
struct range {
	uint64_t low, high;
	size_t owner;
};

struct ranges {
	struct range *list;	/* by address, once sorted */
	size_t count, cap;
};

struct unit {
	Dwarf_Die die;		/* lines are found here */
	Dwarf_Die code;		/* functions here: the same, or that of the split unit */
	bool read;		/* functions were collected */
	struct ranges ranges;	/* of functions */
	Dwarf_Die *functions;
	size_t function_count, function_cap;
};

struct lines {
	Dwarf *dwarf;
	struct ranges ranges;	/* of units */
	struct unit *units;
	size_t unit_count, unit_cap;
	unsigned splits;	/* separate files opened */
};

enum { RANGES_MAX = 4 << 20, FUNCTIONS_MAX = 1 << 20, NESTING_MAX = 64, SPLITS_MAX = 256, STEPS_BACK = 8 };

/* --- ranges -------------------------------------------------------------------- */

static void
add_ranges(struct ranges *ranges, Dwarf_Die *die, size_t owner)
{
	Dwarf_Addr base, low, high;
	ptrdiff_t offset = 0;

	while (ranges->count < RANGES_MAX && (offset = dwarf_ranges(die, offset, &base, &low, &high)) > 0) {
		if (low == 0 || low >= high)
			continue;	/* what the linker threw away is left at 0 */
		ranges->list = mem_grow(ranges->list, &ranges->cap, ranges->count + 1, sizeof *ranges->list);
		ranges->list[ranges->count++] = (struct range){ low, high, owner };
	}
}

static int
compare_ranges(const void *a, const void *b)
{
	const struct range *left = a, *right = b;

	return left->low < right->low ? -1 : left->low > right->low;
}

static void
sort_ranges(struct ranges *ranges)
{
	if (ranges->count > 0)
		qsort(ranges->list, ranges->count, sizeof *ranges->list, compare_ranges);
}

/* The range that holds the address and begins last. Good ones do not overlap; a few steps back forgive others. */
static const struct range *
find_range(const struct ranges *ranges, uint64_t address)
{
	size_t low = 0, high = ranges->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (ranges->list[middle].low <= address)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = low; i > 0 && low - i < STEPS_BACK; i--)
		if (address < ranges->list[i - 1].high)
			return &ranges->list[i - 1];
	return NULL;
}

/* --- units ----------------------------------------------------------------------- */

static void
add_unit(struct lines *lines, const Dwarf_Die *die)
{
	lines->units = mem_grow(lines->units, &lines->unit_cap, lines->unit_count + 1, sizeof *lines->units);
	lines->units[lines->unit_count] = (struct unit){ .die = *die, .code = *die };
	add_ranges(&lines->ranges, &lines->units[lines->unit_count].die, lines->unit_count);
	lines->unit_count++;
}

struct lines *
lines_new(struct Elf *elf)
{
	Dwarf *dwarf = object_strings_end(elf) ? dwarf_begin_elf(elf, DWARF_C_READ, NULL) : NULL;
	struct lines *lines;
	Dwarf_CU *cu = NULL;
	Dwarf_Die die;
	uint8_t type;

	if (dwarf == NULL)
		return NULL;
	lines = mem_new(1, sizeof *lines);
	lines->dwarf = dwarf;
	while (dwarf_get_units(dwarf, cu, &cu, NULL, &type, &die, NULL) == 0)
		if (type == DW_UT_compile || type == DW_UT_skeleton)
			add_unit(lines, &die);
	sort_ranges(&lines->ranges);
	return lines;
}

void
lines_free(struct lines *lines)
{
	if (lines == NULL)
		return;
	for (size_t i = 0; i < lines->unit_count; i++) {
		free(lines->units[i].ranges.list);
		free(lines->units[i].functions);
	}
	free(lines->units);
	free(lines->ranges.list);
	dwarf_end(lines->dwarf);
	free(lines);
}

static const char *
text_of(Dwarf_Die *die, unsigned name)
{
	Dwarf_Attribute attribute;

	return dwarf_formstring(dwarf_attr(die, name, &attribute));
}

/* libdw opens the file of a split unit by itself, and would wait for ever on a pipe of that name. */
static bool
split_is_file(Dwarf_Die *die)
{
	const char *name = text_of(die, DW_AT_dwo_name), *directory = text_of(die, DW_AT_comp_dir);
	struct stat st;
	bool is_file;
	char *path;

	if (name == NULL)
		name = text_of(die, DW_AT_GNU_dwo_name);
	if (name == NULL)
		return false;
	path = name[0] == '/' || directory == NULL ? mem_string(name) : mem_format("%s/%s", directory, name);
	is_file = stat(path, &st) == 0 && S_ISREG(st.st_mode);
	free(path);
	return is_file;
}

static void
find_split(struct lines *lines, struct unit *unit)
{
	Dwarf_Die split;
	uint8_t type;

	if (dwarf_cu_info(unit->die.cu, NULL, &type, NULL, NULL, NULL, NULL, NULL) != 0 || type != DW_UT_skeleton ||
	    lines->splits >= SPLITS_MAX || !split_is_file(&unit->die))
		return;
	lines->splits++;
	if (dwarf_cu_info(unit->die.cu, NULL, NULL, NULL, &split, NULL, NULL, NULL) == 0 &&
	    dwarf_tag(&split) != DW_TAG_invalid)
		unit->code = split;
}

/* Functions with code, wherever they are nested: namespaces, classes, other functions. */
static void
collect_functions(struct unit *unit, Dwarf_Die *parent, unsigned nesting)
{
	Dwarf_Die child;

	if (nesting == NESTING_MAX || dwarf_child(parent, &child) != 0)
		return;
	do {
		size_t known = unit->ranges.count;

		if (unit->function_count == FUNCTIONS_MAX)
			return;
		if (dwarf_tag(&child) == DW_TAG_subprogram)
			add_ranges(&unit->ranges, &child, unit->function_count);
		if (unit->ranges.count > known) {
			unit->functions = mem_grow(unit->functions, &unit->function_cap, unit->function_count + 1,
						   sizeof *unit->functions);
			unit->functions[unit->function_count++] = child;
		}
		collect_functions(unit, &child, nesting + 1);
	} while (dwarf_siblingof(&child, &child) == 0);
}

static struct unit *
unit_at(struct lines *lines, uint64_t address)
{
	const struct range *range = find_range(&lines->ranges, address);
	struct unit *unit = range != NULL ? &lines->units[range->owner] : NULL;

	if (unit != NULL && !unit->read) {
		unit->read = true;
		find_split(lines, unit);
		collect_functions(unit, &unit->code, 0);
		sort_ranges(&unit->ranges);
	}
	return unit;
}

/* --- names ----------------------------------------------------------------------- */

/* The end of a path without its last component, which ends at `end`. */
static char *
drop_component(char *begin, char *end)
{
	while (end > begin && *--end != '/')
		continue;
	return end;
}

/* "/a/b/../c/./d" as "/a/c/d": one file has one name. A relative path may begin with "..". */
static char *
tidy(char *path)
{
	char *const begin = path + (path[0] == '/');
	char *in = begin, *out = begin, *kept = begin;	/* kept: no ".." goes back before it */

	for (size_t len; *in != '\0'; in += len + (in[len] == '/')) {
		len = strcspn(in, "/");
		if (len == 0 || (len == 1 && in[0] == '.'))
			continue;
		if (len == 2 && memcmp(in, "..", 2) == 0) {
			if (out > kept || begin > path) {
				out = drop_component(kept, out);
				continue;
			}
			kept = out + len + (out > begin);
		}
		if (out > begin)
			*out++ = '/';
		memmove(out, in, len);
		out += len;
	}
	*out = '\0';
	return path;
}

static char *
full_path(struct unit *unit, const char *file)
{
	const char *directory = text_of(&unit->die, DW_AT_comp_dir);

	if (file == NULL)
		return mem_string("");
	if (file[0] == '/' || directory == NULL)
		return tidy(mem_string(file));
	return tidy(mem_format("%s/%s", directory, file));
}

/* Of an inlined function the name stands where it was declared. */
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

/* --- an address ------------------------------------------------------------------ */

/* The block or inlined function right inside `scope` that holds the address. */
static bool
inner_scope(Dwarf_Die *scope, uint64_t address, Dwarf_Die *ret_inner)
{
	Dwarf_Die child;

	if (dwarf_child(scope, &child) != 0)
		return false;
	do {
		int tag = dwarf_tag(&child);

		if (tag != DW_TAG_lexical_block && tag != DW_TAG_inlined_subroutine)
			continue;
		if (dwarf_haspc(&child, address) == 1) {
			*ret_inner = child;
			return true;
		}
	} while (dwarf_siblingof(&child, &child) == 0);
	return false;
}

/* What is inlined at the address, outermost first. */
static unsigned
find_inlined(Dwarf_Die *function, uint64_t address, Dwarf_Die *ret_inlined)
{
	Dwarf_Die scope = *function;
	unsigned count = 0;

	for (unsigned nesting = 0; nesting < NESTING_MAX && count + 1 < LINES_DEPTH; nesting++) {
		if (!inner_scope(&scope, address, &scope))
			break;
		if (dwarf_tag(&scope) == DW_TAG_inlined_subroutine)
			ret_inlined[count++] = scope;
	}
	return count;
}

static void
set_line(struct unit *unit, uint64_t address, struct line_frame *frame)
{
	Dwarf_Line *line = dwarf_getsrc_die(&unit->die, address);
	int number;

	if (line == NULL || dwarf_lineno(line, &number) != 0 || number <= 0)
		return;
	frame->line = (unsigned)number;
	frame->file = full_path(unit, dwarf_linesrc(line, NULL, NULL));
}

/* The line from which an inlined function was called. */
static void
set_call_line(struct unit *unit, Dwarf_Die *inlined, struct line_frame *frame)
{
	Dwarf_Attribute attribute;
	Dwarf_Word number;
	Dwarf_Files *files;
	size_t count;

	if (dwarf_formudata(dwarf_attr(inlined, DW_AT_call_line, &attribute), &number) == 0 && number < 1u << 30)
		frame->line = (unsigned)number;
	if (dwarf_formudata(dwarf_attr(inlined, DW_AT_call_file, &attribute), &number) == 0 &&
	    dwarf_getsrcfiles(&unit->code, &files, &count) == 0 && number < count)
		frame->file = full_path(unit, dwarf_filesrc(files, number, NULL, NULL));
}

unsigned
lines_at(struct lines *lines, uint64_t address, struct line_frame *ret_frames)
{
	struct unit *unit = unit_at(lines, address);
	const struct range *range = unit != NULL ? find_range(&unit->ranges, address) : NULL;
	Dwarf_Die *function = range != NULL ? &unit->functions[range->owner] : NULL;
	Dwarf_Die inlined[LINES_DEPTH];
	unsigned depth = function != NULL ? find_inlined(function, address, inlined) : 0;

	if (unit == NULL)
		return 0;
	memset(ret_frames, 0, (depth + 1) * sizeof *ret_frames);
	set_line(unit, address, &ret_frames[0]);
	for (unsigned i = 0; i < depth; i++) {
		ret_frames[i].function = function_name(&inlined[depth - 1 - i]);
		set_call_line(unit, &inlined[depth - 1 - i], &ret_frames[i + 1]);
	}
	ret_frames[depth].function = function != NULL ? function_name(function) : mem_string("");
	for (unsigned i = 0; i <= depth; i++) {
		if (ret_frames[i].file == NULL)
			ret_frames[i].file = mem_string("");
		ret_frames[i].unit = full_path(unit, dwarf_diename(&unit->code));
	}
	return depth + 1;
}
