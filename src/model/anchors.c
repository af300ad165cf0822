#include "model/anchors.h"

#include <stdlib.h>

#include "base/mem.h"

/* Where a number stands: open addressing, never more than half full. */
struct slot {
	uint64_t number;
	uint32_t times[2];	/* it is in a, in b; 0 in a: the slot is free */
	struct anchor at;	/* the last time */
};

struct table {
	struct slot *slots;
	size_t mask;
};

static struct slot *
find(const struct table *table, uint64_t number)
{
	size_t at = (size_t)((number ^ number >> 32) * 0x9e3779b97f4a7c15 >> 20) & table->mask;
	struct slot *slot = &table->slots[at];

	while (slot->times[0] > 0 && slot->number != number) {
		at = (at + 1) & table->mask;
		slot = &table->slots[at];
	}
	return slot;
}

static struct table
count_all(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count)
{
	struct table table = { .mask = 64 };

	while (table.mask < 2 * (size_t)a_count)
		table.mask *= 2;
	table.slots = mem_new(table.mask, sizeof *table.slots);
	table.mask--;
	for (uint32_t i = 0; i < a_count; i++) {
		struct slot *slot = find(&table, a[i]);

		slot->number = a[i];
		slot->times[0]++;
		slot->at.a = i;
	}
	for (uint32_t i = 0; i < b_count; i++) {
		struct slot *slot = find(&table, b[i]);

		if (slot->times[0] == 0)
			continue;	/* b's alone */
		slot->times[1]++;
		slot->at.b = i;
	}
	return table;
}

/* The longest one that grows in b, of those that grow in a: each pile's last, and for each the one before it. */
static size_t
longest(struct anchor *anchors, size_t count)
{
	uint32_t *piles = mem_new(count + 1, sizeof *piles), *before = mem_new(count + 1, sizeof *before);
	struct anchor *taken = mem_new(count + 1, sizeof *taken);
	size_t length = 0;

	for (size_t i = 0; i < count; i++) {
		size_t low = 0, high = length;

		while (low < high) {
			size_t middle = (low + high) / 2;

			if (anchors[piles[middle]].b < anchors[i].b)
				low = middle + 1;
			else
				high = middle;
		}
		before[i] = low > 0 ? piles[low - 1] : 0;
		piles[low] = (uint32_t)i;
		length += low == length;
	}
	for (size_t i = length, at = length > 0 ? piles[length - 1] : 0; i > 0; i--, at = before[at])
		taken[i - 1] = anchors[at];
	for (size_t i = 0; i < length; i++)
		anchors[i] = taken[i];
	free(taken);
	free(before);
	free(piles);
	return length;
}

size_t
anchors_find(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count, struct anchor **ret_anchors)
{
	struct table table = count_all(a, a_count, b, b_count);
	struct anchor *anchors = mem_new((size_t)a_count + 1, sizeof *anchors);
	size_t count = 0;

	for (uint32_t i = 0; i < a_count; i++) {
		const struct slot *slot = find(&table, a[i]);

		if (slot->times[0] == 1 && slot->times[1] == 1)
			anchors[count++] = slot->at;
	}
	free(table.slots);
	*ret_anchors = anchors;
	return longest(anchors, count);
}
