/*
 * moment.h - moments of a trace: the calls one can look back to
 *
 * A moment is the number of a call that is kept: everything is shown as it
 * was when that call was over. 0 is now.
 */
#ifndef MOMENT_H
#define MOMENT_H

#include <stdint.h>

struct session;

/* The moment one call earlier or later (step -1 or 1); the oldest where there is none earlier, 0 where none is later. */
uint64_t moment_step(const struct session *session, uint64_t moment, int step);

/* A hundredth of the time that is kept earlier or later, but one call at least. */
uint64_t moment_far(const struct session *session, uint64_t moment, int step);

/* The newest call that was over at that time; the oldest one kept where none was; 0 when none is kept. */
uint64_t moment_at(const struct session *session, uint64_t time_ns);

/* When it was; of 0 the time of the newest record. */
uint64_t moment_ns(const struct session *session, uint64_t moment);

#endif
