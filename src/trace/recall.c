#include "trace/recall.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"
#include "trace/regs.h"
#include "trace/unwind.h"

enum { SETS = 512, WAYS = 4 };	/* walks from one place that differ are kept side by side */

struct head {
	struct recall_site site;
	uint64_t registers;	/* by DWARF number: those that it rests on */
	uint32_t number;	/* 0: nothing is kept here */
	uint16_t count, span;	/* of words; bytes from the stack pointer to the end of the last of them */
};

struct word {
	uint32_t offset;	/* from the stack pointer */
	uint32_t reserved;
	uint64_t value;
};

/* What a walk rests on: words first, then registers in order of their number. */
struct body {
	struct word words[EVIDENCE_WORDS];
	uint64_t registers[EVIDENCE_REGISTERS];
};

/* Heads lie together, since every task switch has emptied the processor's tables of pages. */
struct recall {
	struct head heads[SETS][WAYS];
	unsigned char next[SETS];	/* way that is overwritten next */
	struct body *bodies;		/* SETS * WAYS */
};

struct recall *
recall_new(void)
{
	struct recall *recall = mem_new(1, sizeof *recall);

	recall->bodies = mem_new(SETS * WAYS, sizeof *recall->bodies);
	return recall;
}

void
recall_free(struct recall *recall)
{
	if (recall == NULL)
		return;
	free(recall->bodies);
	free(recall);
}

static unsigned
set_of(const struct recall_site *site)
{
	return (unsigned)(table_hash(site, sizeof *site, 0) % SETS);
}

static bool
is_kept(const struct head *head, const struct recall_site *site)
{
	return head->number != 0 && head->site.pc == site->pc && head->site.sp == site->sp &&
	       head->site.space == site->space && head->site.generation == site->generation;
}

bool
recall_wants(const struct recall *recall, const struct recall_site *site, size_t *ret_span, bool *ret_registers)
{
	const struct head *heads = recall->heads[set_of(site)];
	uint64_t registers = 0;
	size_t span = 0;
	bool any = false;

	for (unsigned i = 0; i < WAYS; i++) {
		if (!is_kept(&heads[i], site))
			continue;
		any = true;
		registers |= heads[i].registers;
		if (heads[i].span > span)
			span = heads[i].span;
	}
	*ret_span = span;
	*ret_registers = registers != 0;
	return any;
}

static bool
holds(const struct head *head, const struct body *body, const struct unwind_window *window, const struct regs *regs)
{
	const uint64_t *value = body->registers;

	if (window->begin != head->site.sp || window->len < head->span)
		return false;
	for (unsigned i = 0; i < head->count; i++)
		if (memcmp(window->bytes + body->words[i].offset, &body->words[i].value, sizeof body->words[i].value) != 0)
			return false;
	for (uint64_t left = head->registers; left != 0; left &= left - 1)
		if (regs == NULL || regs->value[__builtin_ctzll(left)] != *value++)
			return false;
	return true;
}

uint32_t
recall_find(const struct recall *recall, const struct recall_site *site, const struct unwind_window *window,
	    const struct regs *regs, uint32_t first)
{
	unsigned set = set_of(site);

	for (unsigned i = 0; i < WAYS; i++) {
		const struct head *head = &recall->heads[set][i];

		if (is_kept(head, site) && head->number >= first && holds(head, &recall->bodies[set * WAYS + i], window, regs))
			return head->number;
	}
	return 0;
}

void
recall_keep(struct recall *recall, const struct recall_site *site, const struct evidence *evidence, uint32_t number)
{
	unsigned set = set_of(site), way = recall->next[set];
	struct body *body = &recall->bodies[set * WAYS + way];
	struct head head = {
		.site = *site, .registers = evidence->registers, .number = number, .count = (uint16_t)evidence->count,
	};
	unsigned count = 0;

	if (!evidence->whole)
		return;
	for (unsigned i = 0; i < evidence->count; i++) {
		uint64_t offset = evidence->words[i].address - site->sp;

		if (offset > UNWIND_WINDOW - sizeof(uint64_t))
			return;
		if (offset + sizeof(uint64_t) > head.span)
			head.span = (uint16_t)(offset + sizeof(uint64_t));
	}
	recall->heads[set][way].number = 0;	/* what was here is overwritten */
	for (unsigned i = 0; i < evidence->count; i++)
		body->words[i] = (struct word){
			.offset = (uint32_t)(evidence->words[i].address - site->sp), .value = evidence->words[i].value,
		};
	for (uint64_t left = evidence->registers; left != 0; left &= left - 1) {
		if (count == EVIDENCE_REGISTERS)
			return;
		body->registers[count++] = evidence->start[__builtin_ctzll(left)];
	}
	recall->heads[set][way] = head;
	recall->next[set] = (unsigned char)((way + 1) % WAYS);
}
