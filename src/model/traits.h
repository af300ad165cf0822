/*
 * traits.h - what of a call explains how long it takes, beside who asks
 *
 * Whether it failed, how much it moved (in steps of four, where that is its
 * result, or the length it works on), and whether it is the first to move
 * bytes through a descriptor. Calls with the same traits are comparable.
 */
#ifndef TRAITS_H
#define TRAITS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/table.h"

struct call;
struct text;

/* What kind of size a call has: found by name, once. */
enum traits_size { SIZE_NONE, SIZE_RESULT, SIZE_LENGTH };
enum traits_size traits_size(const char *call);

struct traits {
	struct table fresh;	/* descriptors that nothing went through yet: process and number */
};
/* A zeroed struct traits knows no descriptor. */
void traits_done(struct traits *traits);

enum {
	TRAIT_ERROR = 1 << 0,
	TRAIT_FIRST = 1 << 1,
	TRAIT_LATE = 1 << 30,	/* of a wait that ran out, its lateness; set by the detector */
	TRAIT_SIZE_SHIFT = 2,	/* from there on: 0 no size or nothing moved, 1 up to 256 bytes, 2 up to 1K, 3 up to 4K … */
};

/* Adds them in words, " that failed, the first on its descriptor, of 1 KiB to 4 KiB"; nothing where there is none. */
void traits_add_text(struct text *text, unsigned traits);

/* The traits of a call that returned; follows what it does to descriptors. */
unsigned traits_take(struct traits *traits, enum traits_size size, uint32_t pid, const struct call *call);

#endif
