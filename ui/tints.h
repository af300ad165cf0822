/*
 * tints.h - colour rules: the role of a row by the first filter that matches it
 *
 * The configuration's `rules`, compiled. A row that no rule matches keeps the
 * roles of its cells.
 */
#ifndef TINTS_H
#define TINTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"
#include "ui/theme.h"

struct call_row;
struct config;
struct session;
struct tints;

/* 0, or -EINVAL and a sentence with file:line:column of a filter or role that is none. `config` may be NULL. */
int tints_new(const struct config *config, struct tints **ret_tints, struct why *reterr_why);
void tints_free(struct tints *tints);

/* False when no rule is for that call. */
bool tints_role(const struct tints *tints, const struct session *session, uint64_t seq, const struct call_row *row,
		enum role *ret_role);

#endif
