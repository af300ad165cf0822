/*
 * place.h - a point in source: who asked
 */
#ifndef PLACE_H
#define PLACE_H

#include <stdbool.h>
#include <stdint.h>

struct place {
	const char *module;	/* path of the mapped file, "[vdso]", or "" */
	uint64_t offset;	/* in that file */
	const char *function;	/* demangled; "" when unknown */
	uint64_t function_offset; /* of the pc from the function's start */
	const char *file;	/* as the debug information spells it, directory included; "" when unknown */
	unsigned line;		/* 0 unknown */
	const char *caller;	/* for the place of a call: the next user function outwards; "" else */

	/* Where a source map covers the line: the source the program was transpiled from. */
	const char *orig_file;	/* "" when there is none */
	unsigned orig_line;
	const char *orig_function;
	const char *orig_language;
	const char *orig_decision; /* what the transpiler says it did there; "" nothing */
	bool orig_exact;	/* false: the nearest mapped line before */

	const struct place *outer; /* the function this one is inlined into; NULL: not inlined */
	bool user;		/* the program's own code: not libc, loader, vdso, nor standard library compiled in */
};

/* The place of which nothing is known; strings are "", never NULL. */
extern const struct place place_unknown;

/*
 * "main.rs:214" or "libc.so.6+0x10e53e" or "": the shortest that says where,
 * into buf, at most cap bytes. Of transpiled code the original line, "~" in
 * front when it is only the nearest.
 */
const char *place_short(const struct place *place, char *buf, unsigned cap);

#endif
