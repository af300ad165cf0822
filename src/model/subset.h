/*
 * subset.h - figures of some of a session's calls
 *
 * The same groups as the session's own (profile.h), over those calls that
 * somebody chooses: what a filter means. Add each once, when it returned.
 */
#ifndef SUBSET_H
#define SUBSET_H

#include <stdbool.h>
#include <stdint.h>

#include "model/profile.h"

struct call_row;
struct session;
struct subset;

/* `places`: those that asked are known, so that who is not is one group, too. */
struct subset *subset_new(bool places);
void subset_free(struct subset *subset);

/* Counts a call of the session; not one that did not return. */
void subset_add(struct subset *subset, const struct session *session, const struct call_row *row);

const struct profile *subset_profile(const struct subset *subset, enum profile_by by);
uint64_t subset_calls(const struct subset *subset);
uint64_t subset_errors(const struct subset *subset);

#endif
