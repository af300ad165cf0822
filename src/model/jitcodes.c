#include "model/jitcodes.h"

#include <stdlib.h>

#include "base/mem.h"

enum {
	CODES_MAX = 1 << 20,
	STEPS_MAX = 4096,	/* pieces of code that begin before an address and might reach it */
};

void
jitcodes_done(struct jitcodes *codes)
{
	free(codes->codes);
	free(codes->reach);
}

uint32_t
jitcodes_add(struct jitcodes *codes, const struct jitcode *code)
{
	if (codes->count >= CODES_MAX || code->end <= code->begin)
		return 0;
	codes->codes = mem_grow(codes->codes, &codes->cap, codes->count + 1, sizeof *codes->codes);
	codes->codes[codes->count] = *code;
	codes->codes[codes->count++].number = ++codes->last_number;
	codes->in_order = false;
	return codes->last_number;
}

static int
compare_codes(const void *left, const void *right)
{
	const struct jitcode *a = left, *b = right;

	if (a->begin != b->begin)
		return a->begin < b->begin ? -1 : 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

static void
put_in_order(struct jitcodes *codes)
{
	uint64_t reach = 0;

	if (codes->in_order || codes->count == 0)
		return;
	qsort(codes->codes, codes->count, sizeof *codes->codes, compare_codes);
	codes->reach = mem_grow(codes->reach, &codes->reach_cap, codes->count, sizeof *codes->reach);
	for (size_t i = 0; i < codes->count; i++) {
		if (codes->codes[i].end > reach)
			reach = codes->codes[i].end;
		codes->reach[i] = reach;
	}
	codes->in_order = true;
}

struct jitcode *
jitcodes_find(struct jitcodes *codes, uint64_t address, uint64_t time_ns)
{
	struct jitcode *best = NULL;
	size_t low = 0, high = codes->count;

	put_in_order(codes);
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (codes->codes[middle].begin <= address)
			low = middle + 1;
		else
			high = middle;
	}
	for (unsigned steps = 0; low > 0 && codes->reach[low - 1] > address && steps < STEPS_MAX; low--, steps++) {
		struct jitcode *code = &codes->codes[low - 1];

		if (code->end > address && code->since_ns <= time_ns && time_ns < code->until_ns &&
		    (best == NULL || code->number > best->number))
			best = code;
	}
	return best;
}
