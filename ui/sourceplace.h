/*
 * sourceplace.h - where a call comes from, for whoever wants to read it
 *
 * That is who asked. Where its source is not on this machine, as that of a
 * system's library, it is the nearest caller further out whose source is; and
 * where none of them has one, as in what libraries do at the end of a program,
 * what the same thread asked for last from a line that can be read.
 */
#ifndef SOURCEPLACE_H
#define SOURCEPLACE_H

#include <stdbool.h>
#include <stdint.h>

struct place;
struct scene;

struct sourceplace {
	const struct place *place;	/* never NULL */
	uint64_t call;			/* whose it is: the one under the cursor, or one before it */
	bool caller;			/* it did not ask itself, but called who did */
};

/* Of the call under the cursor. */
struct sourceplace sourceplace_of(const struct scene *scene);

#endif
