/*
 * rewrite.h - places in stack traces and compiler messages, as their originals
 *
 *	sim.rs:192:5: error: …		sim.py:143 [sim.rs:192:5]: error: …
 *	at f (/src/hot.js:6:13)		at f (hot.ts:5:9 [/src/hot.js:6:13])
 *
 * A place is FILE:LINE or FILE:LINE:COLUMN; the file is what stands before
 * without a blank, quote or bracket. What no map covers, and everything else,
 * stays byte for byte.
 */
#ifndef REWRITE_H
#define REWRITE_H

#include <stdio.h>

#include "base/why.h"

struct srcmaps;

/*
 * Copies what is read from `in` to `out`, line by line as it comes. Maps that
 * lie beside the files named are read too. 0, or a negative errno and a
 * sentence when reading or writing failed.
 */
int rewrite_run(struct srcmaps *maps, int in, FILE *out, struct why *reterr_why);

#endif
