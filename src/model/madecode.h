/*
 * madecode.h - code that programs make as they run, by what they say of it
 *
 * A dump (jitdump.h) says when what code was where, and its very lines; a map
 * (jitmap.h) where functions begin. Both are written late.
 */
#ifndef MADECODE_H
#define MADECODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/table.h"
#include "model/jitname.h"

struct mapping;

struct madecode {
	uint64_t started_ns;	/* wall clock when the program was started by us: older maps are not its; 0 it was not */
	struct table maps;	/* pid → struct jitmap * */
	struct table dumps;	/* address space → struct jitdump * */
};
/* A zeroed one knows nothing. */
void madecode_done(struct madecode *made);

/* A program maps the dump it writes, to be found by that. */
void madecode_follow(struct madecode *made, const struct mapping *mapping);
bool madecode_has_dump(const struct madecode *made, const struct mapping *mapping);

struct madecode_hit {
	struct jitname name;	/* to be given back: jitname_done() */
	const char *file;	/* as long as the name, or as the dump is there */
	unsigned line, column;	/* 0 unknown */
	bool exact;		/* they are the address's, not only where its function begins */
	uint64_t begin;		/* of the code */
	uint32_t number;	/* of the code, in a dump; else 0 */
};

/* What a dump says of an address at that time, what a map says; false: nothing, or nothing yet. */
bool madecode_dumped(struct madecode *made, const struct mapping *mapping, uint64_t address, uint64_t time_ns,
		     struct madecode_hit *ret_hit);
bool madecode_mapped(struct madecode *made, const struct mapping *mapping, uint64_t address,
		     struct madecode_hit *ret_hit);

/*
 * Whether code with that number is still what lies there at that time. True
 * where no dump says anything.
 */
bool madecode_is_still(struct madecode *made, const struct mapping *mapping, uint64_t address, uint64_t time_ns,
		       uint32_t number);

/* How many bytes all dumps have by now. */
uint64_t madecode_bytes(struct madecode *made);

#endif
