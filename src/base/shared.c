#include "base/shared.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Before the bytes, which are aligned as malloc() aligns. */
struct block {
	_Alignas(max_align_t) unsigned holders;
};

static struct block *
block_of(const void *bytes)
{
	return (struct block *)(uintptr_t)bytes - 1;
}

void *
shared_new(size_t size)
{
	struct block *block = mem_new(1, sizeof *block + size);

	block->holders = 1;
	return block + 1;
}

void *
shared_hold(void *block)
{
	if (block != NULL)
		block_of(block)->holders++;
	return block;
}

bool
shared_is_alone(const void *block)
{
	return block_of(block)->holders == 1;
}

void *
shared_own(void *block, size_t size)
{
	void *copy;

	if (shared_is_alone(block))
		return block;
	copy = memcpy(shared_new(size), block, size);
	shared_drop(block);
	return copy;
}

void
shared_drop(void *block)
{
	if (block != NULL && --block_of(block)->holders == 0)
		free(block_of(block));
}
