/*
 * groups.h - which group of each profile a call belongs to
 *
 * Rows are found by name and made when they are new.
 */
#ifndef GROUPS_H
#define GROUPS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/profile.h"

struct call;
struct event_call;
struct place;
struct task;

/* What figures call it. Numbers far beyond the tables are one group. `buf` has CALL_NAME_CAP bytes. */
const char *group_call(const struct call *call, char *buf);

/* "load_blob", "[ls]" when only the module is known, or ""; in buf where it must be made. */
const char *group_function(const struct place *place, char *buf, size_t cap);

/* Who asked, by PROFILE_FUNCTION, PROFILE_LINE or PROFILE_ORIGINAL: whether there is a group, and its row. */
bool group_has_place(enum profile_by by, const struct place *place);
size_t group_row_of_place(struct profile *profile, enum profile_by by, const struct place *place);

/* Counts the sample for the thread that made the call. */
void group_add_thread(struct profile *profile, const struct task *task, const struct profile_sample *sample);

/* Counts it for what the call is about: its first path, or what its first descriptor is; not where neither is known. */
void group_add_file(struct profile *profile, const struct event_call *event, const struct profile_sample *sample);

#endif
