/*
 * calljson.h - what all formats in JSON say of a call in the same way
 */
#ifndef CALLJSON_H
#define CALLJSON_H

#include <stddef.h>

struct callview;
struct export;
struct json;
struct place;

/* "args": a list of strings in strace's notation; put together in `room`, of DECODE_ROW_MAX bytes. */
void calljson_args(struct json *json, const struct callview *view, const struct export *export, char *room);

/* "errno": by name, by number where there is none, null without an error. */
void calljson_errno(struct json *json, const struct callview *view);

/* "original": where a source map covers the place; else nothing. */
void calljson_original(struct json *json, const struct place *place);

/* "exit_…": status as a shell has it, 128 + N for signal N; null for -1: it runs on. */
void calljson_status(struct json *json, const char *key, int status);

#endif
