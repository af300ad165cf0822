/*
 * callclass.h - sets of calls by the names that people know them by
 */
#ifndef CALLCLASS_H
#define CALLCLASS_H

#include <stdbool.h>

struct call_shape;

/*
 * Whether the call is in the class: strace's with the percent sign
 * ("%file", "%stat", "%%stat"), its older names and the predecessor's without
 * ("file", "network").
 */
bool callclass_has(const char *name, const struct call_shape *shape);

/* Whether there is a class of that name. */
bool callclass_is(const char *name);

/* The names, NULL-terminated; for suggestions and completion. */
extern const char *const callclass_names[];

#endif
