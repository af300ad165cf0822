/*
 * shared.h - memory that copies of something have together until one of them writes
 *
 *	mine = shared_new(size);
 *	yours = shared_hold(mine);		// the same bytes, for nothing
 *	mine = shared_own(mine, size);		// before writing: yours stays what it was
 *	shared_drop(yours);
 *
 * For one thread.
 */
#ifndef SHARED_H
#define SHARED_H

#include <stdbool.h>
#include <stddef.h>

/* Zeroed bytes with one holder. */
void *shared_new(size_t size) __attribute__((malloc, returns_nonnull));

/* The same, with one holder more; NULL for NULL. */
void *shared_hold(void *block);

bool shared_is_alone(const void *block);	/* there is one holder */

/* What its holder may write to: the same when it is alone, else a copy in its place. */
void *shared_own(void *block, size_t size) __attribute__((returns_nonnull));

/* One holder less; gone with the last. Nothing for NULL. */
void shared_drop(void *block);

#endif
