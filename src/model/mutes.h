/*
 * mutes.h - alerts that the user does not want to hear of
 *
 * One kind, all of its function, or all of its line. They are still found and
 * counted; they stand last, dimmed, are not in the number of alerts on the
 * screen, and nothing is done at them (onalert.h).
 */
#ifndef MUTES_H
#define MUTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct alert;
struct alerts;

enum mute_scope { MUTE_NONE, MUTE_KIND, MUTE_FUNCTION, MUTE_LINE };

/* A zeroed struct mutes mutes nothing. */
struct mutes {
	struct mute {
		enum mute_scope scope;
		uint64_t number; /* of the alert whose kind, function or line it is */
	} *list;
	size_t count, cap;
};
void mutes_done(struct mutes *mutes);

/* NULL mutes nothing. */
bool mutes_has(const struct mutes *mutes, const struct alerts *alerts, const struct alert *alert);

/* How many kinds of alerts are muted. */
size_t mutes_count(const struct mutes *mutes, const struct alerts *alerts);

/* The next scope in turn, kind, function, line, none; what does not tell more than the one before is left out. */
enum mute_scope mutes_turn(struct mutes *mutes, const struct alert *alert);

#endif
