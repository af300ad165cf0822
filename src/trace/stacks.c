#include "trace/stacks.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"

enum { FRAMES_MAX = 4 << 20 };	/* kept at once: 64 MiB */

struct chain {
	size_t first;		/* in frames[] */
	uint32_t count;
	uint32_t number;
};

struct stacks {
	struct table by_hash;	/* hash of the frames → position in chains[] */
	struct chain *chains;
	size_t chain_count, chain_cap;
	struct event_frame *frames;
	size_t frame_count, frame_cap;
	uint32_t first_number, last_number;
};

struct stacks *
stacks_new(void)
{
	struct stacks *stacks = mem_new(1, sizeof *stacks);

	table_init(&stacks->by_hash, 4096);
	stacks->chains = mem_grow(NULL, &stacks->chain_cap, 4096, sizeof *stacks->chains);
	stacks->frames = mem_grow(NULL, &stacks->frame_cap, 65536, sizeof *stacks->frames);
	return stacks;
}

void
stacks_free(struct stacks *stacks)
{
	if (stacks == NULL)
		return;
	table_done(&stacks->by_hash);
	free(stacks->chains);
	free(stacks->frames);
	free(stacks);
}

static void
forget_all(struct stacks *stacks)
{
	table_clear(&stacks->by_hash);
	stacks->chain_count = stacks->frame_count = 0;
	stacks->first_number = stacks->last_number + 1;
}

static uint32_t
add_chain(struct stacks *stacks, uint64_t hash, const struct event_frame *frames, unsigned count)
{
	if (stacks->frame_count + count > FRAMES_MAX)
		forget_all(stacks);
	stacks->chains = mem_grow(stacks->chains, &stacks->chain_cap, stacks->chain_count + 1, sizeof *stacks->chains);
	stacks->frames = mem_grow(stacks->frames, &stacks->frame_cap, stacks->frame_count + count,
				  sizeof *stacks->frames);
	memcpy(stacks->frames + stacks->frame_count, frames, count * sizeof *frames);
	table_set(&stacks->by_hash, hash, stacks->chain_count);
	stacks->chains[stacks->chain_count++] = (struct chain){ stacks->frame_count, count, ++stacks->last_number };
	stacks->frame_count += count;
	return stacks->last_number;
}

uint32_t
stacks_number(struct stacks *stacks, const struct event_frame *frames, unsigned count, bool *ret_new)
{
	uint64_t hash = table_hash(frames, count * sizeof *frames, 1), position;

	if (table_get(&stacks->by_hash, hash, &position)) {
		const struct chain *chain = &stacks->chains[position];

		*ret_new = chain->count != count ||
			   memcmp(stacks->frames + chain->first, frames, count * sizeof *frames) != 0;
		if (!*ret_new)
			return chain->number;
		/* Two chains with one 64-bit hash: the newer takes the place, both are told again when they alternate. */
	}
	*ret_new = true;
	return add_chain(stacks, hash, frames, count);
}

uint32_t
stacks_first(const struct stacks *stacks)
{
	return stacks->first_number;
}
