/*
 * fieldtext.h - what a field of the filter language has for a call, as a text
 *
 * For whoever puts a call's values into something else than a screen: a
 * command of the user's own.
 */
#ifndef FIELDTEXT_H
#define FIELDTEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct call_row;
struct session;

/* Whether there is such a field, and it has values: "path" has, "open" only is or is not. */
bool field_has_text(const char *name, size_t len);

/*
 * Adds the first of the field's texts, or its first number: nanoseconds for
 * durations and times. False and nothing added where the call has none; lost
 * calls have none at all.
 */
bool field_add_text(struct text *text, const char *name, size_t len, const struct session *session, uint64_t seq,
		    const struct call_row *row);

#endif
