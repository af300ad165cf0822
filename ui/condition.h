/*
 * condition.h - conditions in the filter language, written
 *
 * What a pane narrows the stream to: each function adds one condition, with
 * "and" between them. A text that did not fit is cut (text.h) and no condition.
 */
#ifndef CONDITION_H
#define CONDITION_H

#include <stdint.h>

#include "base/text.h"

/*
 * `fn = read`, `func = "operator new"`: the value is foreign text and is quoted
 * where it must be. "(unknown)" stands for calls that have none: `func !~ "."`.
 */
void condition_equal(struct text *text, const char *field, const char *value);

/* `lat >= 1.2ms and lat < 1.3ms`, exact to the nanosecond. From 0 on, or up to UINT64_MAX, that side is left out. */
void condition_range(struct text *text, const char *field, uint64_t low_ns, uint64_t high_ns);

/* "1.015808ms": all its digits. */
void condition_duration(struct text *text, uint64_t ns);

#endif
