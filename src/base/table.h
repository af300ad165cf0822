/*
 * table.h - the hash table: 64-bit keys to 64-bit values, open addressing
 *
 * The one table of the program. Wider keys are hashed by the caller's own
 * struct; strings become small numbers through struct names (below) first.
 * Linear probing, power-of-two size, at most 70 % full.
 *
 * On the tracer thread: table_init() with enough room, and then no operation
 * allocates until more than `room` keys are held at once.
 */
#ifndef TABLE_H
#define TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct table {
	struct table_slot *slots;
	size_t cap;	/* slots, a power of two; 0 before the first insert of a zeroed table */
	size_t count;	/* keys held */
};

/* Prepares room for `room` keys. A zeroed struct table is an empty table too. */
void table_init(struct table *table, size_t room);
void table_done(struct table *table);

/* The value of `key` through ret_value (may be NULL); false when it is not there. */
bool table_get(const struct table *table, uint64_t key, uint64_t *ret_value);

/* Sets the value of `key`, new or not. */
void table_set(struct table *table, uint64_t key, uint64_t value);

/* Takes `key` away; false when it was not there. Leaves no tombstone. */
bool table_remove(struct table *table, uint64_t key);

/* Empties the table, keeping its room. */
void table_clear(struct table *table);

/* A second table with the same keys. */
struct table table_copy(const struct table *table);

/* Visits every key, in no order: start with *position = 0, ends with false. Do not change the table meanwhile. */
bool table_next(const struct table *table, size_t *position, uint64_t *ret_key, uint64_t *ret_value);

/* A good 64-bit mix of any bytes (for making keys); the seed separates uses. */
uint64_t table_hash(const void *bytes, size_t len, uint64_t seed);

/*
 * names - strings as numbers: the same string always gives the same number,
 * counted from 1 in order of arrival; 0 is "no name". Strings live until done.
 */
struct names {
	struct table by_hash;
	const char **text;	/* by number; [0] is "" */
	uint32_t *next;		/* by number: another name with the same hash, 0 at the end */
	size_t count, text_cap, next_cap;
	unsigned others;	/* holders beside the first, of those made by names_new() */
};

uint32_t names_add(struct names *names, const char *text);
uint32_t names_find(const struct names *names, const char *text);	/* 0 when unknown */
const char *names_text(const struct names *names, uint32_t number);	/* "" for 0 */
void names_done(struct names *names);

/* Names that several hold: what one adds all have. They go with the last. */
struct names *names_new(void) __attribute__((returns_nonnull));
struct names *names_hold(struct names *names);	/* the same, once more */
void names_drop(struct names *names);

#endif
