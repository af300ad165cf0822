/*
 * yaml.h - YAML that a person wrote, as a tree that knows where everything stands
 *
 * libcyaml tells wrong positions for unknown keys, none for bad syntax, and
 * takes hostile input to heart (nesting, aliases). So libyaml's events are
 * looked through first: what is too large, too deep, more than one document
 * or has aliases is refused, and the rest becomes a tree. libcyaml loads what
 * has a fixed shape (load.h); what has names of the user's choice, or must be
 * told by its place later, is read from the tree.
 */
#ifndef CONFIG_YAML_H	/* YAML_H is libyaml's */
#define CONFIG_YAML_H

#include <stddef.h>

#include "base/written.h"

enum { YAML_BYTES_MAX = 256 * 1024, YAML_DEPTH_MAX = 32, YAML_PARTS_MAX = 4096 };

enum yaml_kind { YAML_TEXT, YAML_LIST, YAML_MAP };

struct yaml_node {
	enum yaml_kind kind;
	struct written key;	/* under which it stands in a map */
	struct written text;	/* of a text; of a list or map only its place, and text is "" */
	struct yaml_node *parts; /* of a list or map, in their order */
	size_t count, cap;
};

struct yaml_doc {
	char *file;
	unsigned char *bytes;	/* all of it, for libcyaml */
	size_t len;
	char **texts;		/* that the nodes point to */
	size_t text_count, text_cap;
	struct yaml_node root;
};

/*
 * Reads text. `instead` says in the sentence about an alias what to write
 * instead ("the value"). An empty document, or one of comments only, is a map
 * of nothing. 0, or -EINVAL and a sentence with file:line:column.
 */
int yaml_read(const char *file, const void *bytes, size_t len, const char *instead, struct yaml_doc *ret_doc,
	      struct why *reterr_why);

/* The same with what stands in a file; -errno when it cannot be read. */
int yaml_read_file(const char *path, const char *instead, struct yaml_doc *ret_doc, struct why *reterr_why);
void yaml_done(struct yaml_doc *doc);

/* What stands under a key of a map; NULL when nothing does, or when `map` is NULL or none. */
const struct yaml_node *yaml_get(const struct yaml_node *map, const char *key);

/* 0 when a node is of that kind; else -EINVAL and what was expected ("a list of rules"). */
int yaml_expect(const struct yaml_node *node, enum yaml_kind kind, const char *expected, struct why *reterr_why);

/* 0 when each key of a map is one of a NULL-terminated list; else the sentence names the nearest: `what` has no such key. */
int yaml_only(const struct yaml_node *map, const char *const *known, const char *what, struct why *reterr_why);

/* why_written() about a node: of its key where it has one, of itself otherwise. */
int yaml_wrong(const struct yaml_node *node, struct why *reterr_why, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

#endif
