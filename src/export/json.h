/*
 * json.h - JSON written as it comes, without a tree in memory
 *
 * Commas and nesting are kept by the writer. What it writes is printable
 * ASCII whatever bytes it is given, so it can be shown on any terminal.
 */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { JSON_DEPTH = 32 };

struct json {
	FILE *out;
	unsigned depth;
	bool begun[JSON_DEPTH];	/* something stands in the object or list already */
	bool newline;		/* wanted before the next value */
};

void json_begin(struct json *json, FILE *out);

/* The next value begins a line. */
void json_newline(struct json *json);

/* `key` is NULL in a list and at the top. Keys are our own words. */
void json_object(struct json *json, const char *key);
void json_object_end(struct json *json);
void json_list(struct json *json, const char *key);
void json_list_end(struct json *json);
void json_int(struct json *json, const char *key, int64_t value);
void json_uint(struct json *json, const char *key, uint64_t value);
void json_decimal(struct json *json, const char *key, double value);	/* 4.217; whatever the locale; |value| < 1e15 */
void json_thousandths(struct json *json, const char *key, uint64_t value);	/* 1234 is 1.234 */
void json_bool(struct json *json, const char *key, bool value);
void json_null(struct json *json, const char *key);

/* Bytes as a string; characters beyond ASCII are escaped, what is not UTF-8 becomes U+FFFD. */
void json_bytes(struct json *json, const char *key, const char *bytes, size_t len);
void json_string(struct json *json, const char *key, const char *text);

/* A value that is JSON already, printable ASCII as jsontext.h makes it. */
void json_text(struct json *json, const char *key, const char *text);

/* The string, or null when it is "". */
void json_string_or_null(struct json *json, const char *key, const char *text);

/* A value that is JSON already. */
void json_raw(struct json *json, const char *key, const char *text, size_t len);

#endif
