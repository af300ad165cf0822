#include "base/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { CAP_FIRST = 16 };

struct table_slot {
	uint64_t key, value;
	bool used;
};

/* The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t
mix(uint64_t x)
{
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
	return x ^ (x >> 31);
}

/* Where the key is, or the free slot where it would be. The table is never full. */
static size_t
find_slot(const struct table *table, uint64_t key)
{
	size_t i = mix(key) & (table->cap - 1);

	while (table->slots[i].used && table->slots[i].key != key)
		i = (i + 1) & (table->cap - 1);
	return i;
}

static bool
has_room(size_t cap, size_t count)
{
	return count <= cap / 10 * 7 + cap % 10 * 7 / 10;
}

static void
resize(struct table *table, size_t cap)
{
	struct table old = *table;

	table->slots = mem_new(cap, sizeof *table->slots);
	table->cap = cap;
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i].used)
			table->slots[find_slot(table, old.slots[i].key)] = old.slots[i];
	free(old.slots);
}

void
table_init(struct table *table, size_t room)
{
	size_t cap = CAP_FIRST;

	while (!has_room(cap, room))
		cap *= 2;
	*table = (struct table){ .slots = NULL };
	resize(table, cap);
}

void
table_done(struct table *table)
{
	free(table->slots);
	*table = (struct table){ .slots = NULL };
}

bool
table_get(const struct table *table, uint64_t key, uint64_t *ret_value)
{
	size_t i;

	if (table->count == 0)
		return false;
	i = find_slot(table, key);
	if (!table->slots[i].used)
		return false;
	if (ret_value != NULL)
		*ret_value = table->slots[i].value;
	return true;
}

void
table_set(struct table *table, uint64_t key, uint64_t value)
{
	bool held = table_get(table, key, NULL);

	if (!held && !has_room(table->cap, table->count + 1))
		resize(table, table->cap > 0 ? table->cap * 2 : CAP_FIRST);
	table->count += !held;
	table->slots[find_slot(table, key)] = (struct table_slot){ key, value, true };
}

/* Knuth, volume 3, algorithm 6.4R: what comes behind moves up, so that no tombstone is needed. */
bool
table_remove(struct table *table, uint64_t key)
{
	size_t mask = table->cap - 1, hole, home;

	if (!table_get(table, key, NULL))
		return false;
	hole = find_slot(table, key);
	for (size_t i = (hole + 1) & mask; table->slots[i].used; i = (i + 1) & mask) {
		home = mix(table->slots[i].key) & mask;
		if (((i - home) & mask) >= ((i - hole) & mask)) {
			table->slots[hole] = table->slots[i];
			hole = i;
		}
	}
	table->slots[hole].used = false;
	table->count--;
	return true;
}

void
table_clear(struct table *table)
{
	for (size_t i = 0; i < table->cap; i++)
		table->slots[i].used = false;
	table->count = 0;
}

struct table
table_copy(const struct table *table)
{
	struct table copy = *table;

	copy.slots = table->cap > 0 ? mem_copy(table->slots, table->cap * sizeof *table->slots) : NULL;
	return copy;
}

bool
table_next(const struct table *table, size_t *position, uint64_t *ret_key, uint64_t *ret_value)
{
	while (*position < table->cap) {
		const struct table_slot *slot = &table->slots[(*position)++];

		if (!slot->used)
			continue;
		if (ret_key != NULL)
			*ret_key = slot->key;
		if (ret_value != NULL)
			*ret_value = slot->value;
		return true;
	}
	return false;
}

uint64_t
table_hash(const void *bytes, size_t len, uint64_t seed)
{
	const unsigned char *at = bytes;
	uint64_t hash = mix(seed + 0x9e3779b97f4a7c15 + len), word;

	for (; len >= sizeof word; at += sizeof word, len -= sizeof word) {
		memcpy(&word, at, sizeof word);
		hash = mix(hash ^ word) + 0x9e3779b97f4a7c15;
	}
	word = 0;
	memcpy(&word, at, len);
	return mix(hash ^ word);
}

/* --- names ------------------------------------------------------------------- */

static uint64_t
hash_of(const char *text)
{
	return table_hash(text, strlen(text), 0);
}

uint32_t
names_find(const struct names *names, const char *text)
{
	uint64_t number;

	if (!table_get(&names->by_hash, hash_of(text), &number))
		return 0;
	while (number != 0 && strcmp(names->text[number], text) != 0)
		number = names->next[number];
	return (uint32_t)number;
}

uint32_t
names_add(struct names *names, const char *text)
{
	uint32_t number = text[0] != '\0' ? names_find(names, text) : 0;
	uint64_t first = 0;

	if (number != 0 || text[0] == '\0')
		return number;
	number = (uint32_t)++names->count;
	names->text = mem_grow(names->text, &names->text_cap, names->count + 1, sizeof *names->text);
	names->next = mem_grow(names->next, &names->next_cap, names->count + 1, sizeof *names->next);
	table_get(&names->by_hash, hash_of(text), &first);
	names->text[number] = mem_string(text);
	names->next[number] = (uint32_t)first;
	table_set(&names->by_hash, hash_of(text), number);
	return number;
}

const char *
names_text(const struct names *names, uint32_t number)
{
	return number > 0 && number <= names->count ? names->text[number] : "";
}

void
names_done(struct names *names)
{
	for (size_t i = 1; i <= names->count; i++)
		free((char *)(uintptr_t)names->text[i]);
	free(names->text);
	free(names->next);
	table_done(&names->by_hash);
	*names = (struct names){ .count = 0 };
}

struct names *
names_new(void)
{
	return mem_new(1, sizeof(struct names));
}

struct names *
names_hold(struct names *names)
{
	names->others++;
	return names;
}

void
names_drop(struct names *names)
{
	if (names->others-- > 0)
		return;
	names_done(names);
	free(names);
}
