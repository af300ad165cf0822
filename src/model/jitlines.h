/*
 * jitlines.h - the lines of one piece of code out of a dump of perf's format
 */
#ifndef JITLINES_H
#define JITLINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/table.h"

struct jitline {
	uint64_t offset;	/* in the code; the line holds up to the next one's */
	uint32_t line, column;	/* 0 unknown */
	uint32_t file;		/* number of a name; 0 unknown */
	bool own_file;
};

/* JIT_CODE_DEBUG_INFO behind its header, as far as it is there. */
struct jitlines_record {
	const unsigned char *bytes;
	size_t len;
	bool swapped;		/* of the other byte order */
	uint64_t code, code_size; /* what it is of */
	const char *name;	/* of that code */
};

/*
 * Adds the lines to an array of *count elements, in order of offset, and
 * their files to the names; `most` elements in all. What a runtime is known
 * to write wrongly is left out.
 */
void jitlines_read(const struct jitlines_record *record, struct names *names, struct jitline **lines, size_t *count,
		   size_t *cap, size_t most);

/* Numbers of a file of either byte order. */
uint32_t jitlines_u32(const unsigned char *bytes, bool swapped);
uint64_t jitlines_u64(const unsigned char *bytes, bool swapped);

#endif
