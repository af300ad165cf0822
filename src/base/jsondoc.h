/*
 * jsondoc.h - JSON text as an array of values
 *
 * Made for large files of many small objects: all values stand in one array
 * in the order of the text, strings stay where they are in it. A container's
 * children follow it; of an object they are name, value, name, value.
 *
 *	struct jsondoc doc;
 *	if (!jsondoc_parse(&doc, text, len, &error))
 *		...
 *	version = jsonval_member(doc.values, "version");
 *	...
 *	jsondoc_done(&doc);
 *	free(text);
 *
 * Stricter than the grammar where a reader could be deceived or overrun: the
 * outermost value is an object or array, a name stands once in an object,
 * strings are UTF-8 without U+0000 and lone surrogates, integers have 64
 * bits, nesting and the number of values are bounded.
 */
#ifndef JSONDOC_H
#define JSONDOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { JSONDOC_DEPTH = 200, JSONDOC_VALUES = 1 << 24 };

enum jsonval_kind {
	JSONVAL_NULL, JSONVAL_FALSE, JSONVAL_TRUE,
	JSONVAL_REAL,		/* its value is not kept */
	JSONVAL_INTEGER, JSONVAL_STRING, JSONVAL_ARRAY, JSONVAL_OBJECT,
};

struct jsonval {
	union {
		int64_t integer;
		const char *string;	/* decoded, terminated */
	};
	uint32_t count;		/* of a string its bytes, of a container its elements or members */
	uint32_t span;		/* values from this one to the one behind it, itself and its children included */
	uint32_t at;		/* byte of the text where it begins */
	uint8_t kind;		/* enum jsonval_kind */
};

struct jsondoc {
	struct jsonval *values;	/* the first is the outermost */
	size_t count, cap;
	const char *text;
	char *decoded;		/* strings that had escapes */
	size_t decoded_len;
};

struct jsondoc_error {
	unsigned line, column;	/* from 1; columns are characters */
	char text[96];		/* what was expected, and near what; no full stop */
};

/*
 * Reads `len` bytes, at most UINT32_MAX - 1; text[len] must be '\0'. The text
 * is the caller's; it is written to (ends of strings) and must outlive the
 * document. False with an error; nothing is to be given back then.
 */
bool jsondoc_parse(struct jsondoc *ret_doc, char *text, size_t len, struct jsondoc_error *ret_error);
void jsondoc_done(struct jsondoc *doc);

/* Where a value of the document stands; line and column from 1. */
void jsondoc_where(const struct jsondoc *doc, const struct jsonval *value, unsigned *ret_line, unsigned *ret_column);

/* The member of that name; NULL when there is none, or `object` is no object. */
const struct jsonval *jsonval_member(const struct jsonval *object, const char *name);

/*
 * Visits an array's elements, or an object's names and values by turns: NULL
 * in `last` gives the first. NULL behind the last one, or of no container.
 */
const struct jsonval *jsonval_next(const struct jsonval *container, const struct jsonval *last);

#endif
