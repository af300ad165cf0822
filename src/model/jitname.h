/*
 * jitname.h - what a runtime says of code it made: function, file, line
 *
 *	JS:*readBlock file:///srv/hot.js:4:19	V8: kind, tier, function, where it begins
 *	py::read:/srv/hot.py			CPython
 *	Lcom/example/Hot;::read			others: the whole name is the function
 */
#ifndef JITNAME_H
#define JITNAME_H

#include <stdbool.h>
#include <stddef.h>

struct jitname {
	char *function;		/* to be freed, as the file */
	char *file;		/* "" unknown */
	unsigned line, column;	/* where the function begins, not where it calls; 0 unknown */
	bool user;		/* not the runtime's own: stubs, built-ins, its library */
};

void jitname_read(const char *name, struct jitname *ret_name);
void jitname_done(struct jitname *name);

/* The file as a name of V8's spells it, in that name; NULL when the name is not V8's or has none. */
const char *jitname_file(const char *name, size_t *ret_len);

/*
 * Whether lines that a runtime tells of code of that name are right. V8 tells
 * those of code that is not optimized by places in its bytecode.
 */
bool jitname_lines_hold(const char *name);

#endif
