/*
 * lines.h - source lines and inlined functions of one file, from its DWARF
 *
 * Compile units are found by an own table of their address ranges, since
 * .debug_aranges is missing or incomplete with some compilers; functions of a
 * unit by a table made when the unit is first asked for. Nesting is followed
 * to a limit: the file may be hostile.
 */
#ifndef LINES_H
#define LINES_H

#include <stdint.h>

struct Elf;
struct lines;

enum { LINES_DEPTH = 16 };

/* One function at an address: innermost first, each inlined into the next. */
struct line_frame {
	char *function;		/* "" unknown; to be freed */
	char *file;		/* directory included; "" unknown; to be freed */
	unsigned line;		/* 0 unknown */
	char *unit;		/* the file that the compiler was given: generated, where #line names another; to be freed */
};

/* NULL when there is no DWARF. The ELF stays the caller's and must outlive the lines. */
struct lines *lines_new(struct Elf *elf);
void lines_free(struct lines *lines);

/* Fills frames (at most LINES_DEPTH) for an address in the file's own terms; how many, 0 when nothing is known. */
unsigned lines_at(struct lines *lines, uint64_t address, struct line_frame *ret_frames);

#endif
