/*
 * mem.h - memory that is there, or the program ends through die()
 *
 * Never called on the tracer thread in its steady state.
 */
#ifndef MEM_H
#define MEM_H

#include <stddef.h>

/* `count` zeroed elements of `size` bytes; free() gives them back. */
void *mem_new(size_t count, size_t size) __attribute__((malloc, returns_nonnull));

/*
 * An array of *cap elements grown to hold at least `need`: returns it, perhaps
 * moved, with *cap updated (doubling). New elements are zero.
 */
void *mem_grow(void *array, size_t *cap, size_t need, size_t size) __attribute__((returns_nonnull));

/* Copies, to be freed. */
char *mem_string(const char *text) __attribute__((malloc, returns_nonnull));
char *mem_format(const char *fmt, ...) __attribute__((format(printf, 1, 2), malloc, returns_nonnull));
void *mem_copy(const void *bytes, size_t len) __attribute__((malloc, returns_nonnull));

#endif
