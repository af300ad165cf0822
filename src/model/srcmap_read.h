/*
 * srcmap_read.h - what the readers of the dialects fill, and what they share
 *
 * Each reader takes one whole map into a struct srcmap. On failure it returns
 * false with the sentence and the error in the reading; what it had put into
 * the map is the caller's to give back.
 */
#ifndef SRCMAP_READ_H
#define SRCMAP_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/jsondoc.h"
#include "base/table.h"
#include "base/why.h"
#include "model/srcmap_cover.h"

/* One map file. */
struct srcmap {
	struct names names;		/* files, functions and decisions of rows, names and meanings */
	uint32_t language;		/* of all originals; 0: their names tell */
	struct cover *covers;		/* by generated file */
	size_t cover_count, cover_cap;
	struct table cover_of;		/* number of a generated file's name → its cover */
	struct table meanings;		/* generated function or name → original, both numbers of names */
	struct table contents;		/* number of an original's name → char *, its whole text, owned */
};

/* A map on its way in. */
struct reading {
	const char *path;
	struct why *why;	/* may be NULL */
	const struct jsondoc *doc;
	int error;		/* 0 so far */
	size_t entry;		/* of the mappings, from 1; 0: outside of them */
};

bool srcmap_read_v1(struct reading *reading, const struct jsonval *root, struct srcmap *map);
bool srcmap_read_book(struct reading *reading, const struct jsonval *root, struct srcmap *map);
bool srcmap_read_depyler(struct reading *reading, const struct jsonval *root, struct srcmap *map);
bool srcmap_read_v3(struct reading *reading, const struct jsonval *root, struct srcmap *map);

/* Generated source with #line directives and the like; the text of `len` bytes is not changed. */
bool srcmap_read_scan(struct reading *reading, const char *text, size_t len, struct srcmap *map);

/* --- for readers ------------------------------------------------------------------- */

/* The cover of that generated file, made when it is not there; valid until the next call. */
struct cover *srcmap_cover(struct srcmap *map, const char *generated_file);

/* The whole text of an original, `len` bytes; of two the first counts, one of more than 16 MiB does not. */
void srcmap_add_content(struct srcmap *map, uint32_t file, const char *text, size_t len);

/* Says that `name` of the generated source stands for `meaning`; the first counts. */
void srcmap_add_meaning(struct srcmap *map, const char *name, const char *meaning);

/* False with "PATH:LINE:COLUMN: Invalid source map JSON: WHAT `FIELD` in mapping N"; at the value. */
bool reading_complain(struct reading *reading, const struct jsonval *value, const char *what, const char *field);

/* The same with words of the reader's own behind PATH:LINE:COLUMN. */
bool reading_refuse(struct reading *reading, const struct jsonval *value, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Members that must be there, and be of their kind; false with the complaint made. */
bool reading_text(struct reading *reading, const struct jsonval *object, const char *field, const char **ret_text);
bool reading_filled_text(struct reading *reading, const struct jsonval *object, const char *field,
			 const char **ret_text);
bool reading_number(struct reading *reading, const struct jsonval *object, const char *field, uint32_t *ret_number);
bool reading_list(struct reading *reading, const struct jsonval *object, const char *field,
		  const struct jsonval **ret_list);

/* A text that may be null or missing: "" then. */
bool reading_optional_text(struct reading *reading, const struct jsonval *object, const char *field,
			   const char **ret_text);

#endif
