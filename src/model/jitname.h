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

struct jitname {
	char *function;		/* to be freed, as the file */
	char *file;		/* "" unknown */
	unsigned line, column;	/* where the function begins, not where it calls; 0 unknown */
	bool user;		/* not the runtime's own: stubs, built-ins, its library */
};

void jitname_read(const char *name, struct jitname *ret_name);
void jitname_done(struct jitname *name);

#endif
