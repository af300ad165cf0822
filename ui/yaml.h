/*
 * yaml.h - YAML that a person wrote, looked through before libcyaml loads it
 *
 * libcyaml tells wrong positions for unknown keys, none for bad syntax, and
 * takes hostile input to heart (nesting, aliases). This pre-pass over libyaml
 * events refuses what is too large, too deep, more than one document, or uses
 * aliases, and remembers where each key stands.
 */
#ifndef UI_YAML_H	/* YAML_H is libyaml's */
#define UI_YAML_H

#include <stddef.h>

#include "base/why.h"

enum { YAML_BYTES_MAX = 256 * 1024, YAML_DEPTH_MAX = 32 };

struct yaml_key {
	char *path;		/* "roles.alert.high.fg": keys joined by dots */
	const char *key;	/* its last key, inside path */
	unsigned line, column;	/* from 1 */
};

struct yaml_doc {
	const char *file;	/* for sentences; borrowed */
	const unsigned char *bytes; /* borrowed */
	size_t len;
	struct yaml_key *keys;
	size_t count, cap;
};

/* 0, or -EINVAL and a sentence with file:line:column. */
int yaml_check(const char *file, const void *bytes, size_t len, struct yaml_doc *ret_doc, struct why *reterr_why);
void yaml_done(struct yaml_doc *doc);

/* The place of a key by its path or, when no path fits, by its last part; NULL when there is none. */
const struct yaml_key *yaml_find(const struct yaml_doc *doc, const char *path);

#endif
