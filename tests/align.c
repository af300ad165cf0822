/*
 * Two rows of numbers aligned: against the longest common subsequence found by
 * the table that everybody knows, and in rows too long for it against what an
 * alignment must be.
 */
#include "model/align.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "chance.h"
#include "check.h"

static uint64_t chance = 42;

/* How many have a partner; checks that it is an alignment at all. */
static uint32_t
aligned(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count, unsigned steps)
{
	uint32_t *partner = mem_new(a_count + 1, sizeof *partner), count = 0, next = 0;
	struct align align = { .a = a, .a_count = a_count, .b = b, .b_count = b_count, .partner = partner };
	bool good = true;

	align_begin(&align);
	while (!align_work(&align, steps))
		;
	align_done(&align);
	for (uint32_t i = 0; i < a_count; i++) {
		if (partner[i] == ALIGN_NONE)
			continue;
		good = good && partner[i] >= next && partner[i] < b_count && a[i] == b[partner[i]];
		next = partner[i] + 1;
		count++;
	}
	CHECK(good);
	free(partner);
	return count;
}

static uint32_t
longest_common(const uint64_t *a, uint32_t a_count, const uint64_t *b, uint32_t b_count)
{
	uint32_t *rows = mem_new(2 * ((size_t)b_count + 1), sizeof *rows), *row = rows, *above = rows + b_count + 1, *swap, longest;

	for (uint32_t i = 0; i < a_count; i++) {
		swap = above;
		above = row;
		row = swap;
		for (uint32_t j = 0; j < b_count; j++)
			row[j + 1] = a[i] == b[j] ? above[j] + 1 : above[j + 1] > row[j] ? above[j + 1] : row[j];
	}
	longest = row[b_count];
	free(rows);
	return longest;
}

static void
test_fewest_left_over(void)
{
	uint64_t a[200], b[200];

	for (unsigned round = 0; round < 2000; round++) {
		uint32_t a_count = (uint32_t)chance_below(&chance, 200), b_count = (uint32_t)chance_below(&chance, 200);
		uint64_t kinds = 1 + chance_below(&chance, 12);

		for (uint32_t i = 0; i < a_count; i++)
			a[i] = chance_below(&chance, kinds);
		for (uint32_t i = 0; i < b_count; i++)
			b[i] = i < a_count && chance_below(&chance, 8) != 0 ? a[i] : chance_below(&chance, kinds);
		if (!CHECK_EQ(aligned(a, a_count, b, b_count, 1 + (unsigned)chance_below(&chance, 99)), longest_common(a, a_count, b, b_count)))
			printf("round %u\n", round);
	}
}

static void
test_edges(void)
{
	static const uint64_t a[] = { 1, 2, 3 }, b[] = { 4, 5, 6, 7 };

	CHECK_EQ(aligned(a, 0, b, 0, 10), 0);
	CHECK_EQ(aligned(a, 3, b, 0, 10), 0);
	CHECK_EQ(aligned(a, 0, b, 4, 10), 0);
	CHECK_EQ(aligned(a, 3, b, 4, 10), 0);
	CHECK_EQ(aligned(a, 3, a, 3, 1), 3);
	CHECK_EQ(aligned(a, 3, a + 1, 2, 1), 2);
}

/* Far more differs than is searched through at once. */
static void
test_long(void)
{
	enum { COUNT = 40000 };
	uint64_t *a = mem_new(COUNT, sizeof *a), *b = mem_new(COUNT, sizeof *b);
	uint32_t kept = 0;

	for (uint32_t i = 0; i < COUNT; i++) {
		a[i] = i;
		b[i] = i % 10 < 3 ? COUNT + i : i;
		kept += b[i] == a[i];
	}
	CHECK(aligned(a, COUNT, b, COUNT, 100000) > kept * 99 / 100);
	for (uint32_t i = 0; i < COUNT; i++)
		b[i] = COUNT + i;	/* nothing in common */
	CHECK_EQ(aligned(a, COUNT, b, COUNT, 100000), 0);
	memmove(b, a + COUNT / 2, COUNT / 2 * sizeof *a);	/* the whole first half is gone */
	CHECK_EQ(aligned(a, COUNT, b, COUNT / 2, 100000), COUNT / 2);
	for (uint32_t i = 0; i < COUNT; i++) {	/* nothing is there once */
		a[i] = chance_below(&chance, 50);
		b[i] = chance_below(&chance, 50);
	}
	CHECK(aligned(a, COUNT, b, COUNT, 100000) > COUNT / 10);
	free(a);
	free(b);
}

int
main(void)
{
	test_fewest_left_over();
	test_edges();
	test_long();
	return check_result();
}
