#include "trace/unwind.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"
#include "trace/cfi.h"
#include "trace/maps.h"
#include "trace/remote.h"

struct unwinder {
	struct cfis *cfis;
	struct remote *remote;
	struct table dead_ends;	/* counters outside any file where asking libunwind brought nothing */
	unsigned dead_space, dead_generation; /* the space for which that holds */
	uint64_t slow_count;
};

/*
 * No code is below: Go's first function has an ordinary rule, by which argc is
 * its return address.
 */
enum { NO_CODE_BELOW = 4096 };

/* No frame of code without rules is larger. */
enum { FRAME_MAX = 1 << 20 };

/* Where a register's value comes from, if not from an address of the stack. */
enum { FROM_START, FROM_FRAME, FROM_ELSEWHERE };

struct walk {
	struct unwinder *unwinder;
	struct space *space;
	const struct regs_arch *arch;
	struct unwind_window *window;
	bool moved;		/* the window, for this walk */
	uint64_t regs[REGS_MAX];
	uint64_t from[REGS_MAX]; /* an address, FROM_START as it was at first, FROM_FRAME computed, FROM_ELSEWHERE */
	uint64_t pc;
	bool exact;		/* pc itself lies in the frame's code, not behind a call */
	struct evidence *evidence;
};

struct unwinder *
unwinder_new(void)
{
	struct unwinder *unwinder = mem_new(1, sizeof *unwinder);

	unwinder->cfis = cfis_new();
	unwinder->remote = remote_new();
	table_init(&unwinder->dead_ends, 256);
	return unwinder;
}

void
unwinder_free(struct unwinder *unwinder)
{
	if (unwinder == NULL)
		return;
	cfis_free(unwinder->cfis);
	remote_free(unwinder->remote);
	table_done(&unwinder->dead_ends);
	free(unwinder);
}

void
unwind_forget(void **slow)
{
	remote_task_free(*slow);
	*slow = NULL;
}

uint64_t
unwind_slow_count(const struct unwinder *unwinder)
{
	return unwinder->slow_count;
}

/*
 * Moves the window so that it begins at `address`, rounded down to a word;
 * false when nothing can be read there. A walk that needs a second one tells
 * the space's next walks to read more at once.
 */
static bool
window_move(struct walk *walk, uint64_t address)
{
	struct unwind_window *window = walk->window;
	struct space *space = walk->space;

	if (walk->moved && space->window < UNWIND_WINDOW)
		space->window *= 2;
	walk->moved = true;
	window->begin = address & ~(uint64_t)7;
	window->len = space_peek(space, window->tid, window->begin, window->bytes, space->window);
	return window->len > 0;
}

static bool
read_word(void *context, uint64_t address, uint64_t *ret_word)
{
	struct walk *walk = context;
	struct unwind_window *window = walk->window;
	unsigned word = walk->arch->word;

	if (address < window->begin || address - window->begin + word > window->len) {
		/* From the frame's own stack pointer on, when that reaches: its caller is likely to be there, too. */
		uint64_t sp = walk->regs[walk->arch->sp];
		uint64_t from = address >= sp && address - sp + word <= walk->space->window ? sp : address;

		if (!window_move(walk, from) || address - window->begin + word > window->len)
			return false;
	}
	*ret_word = 0;
	memcpy(ret_word, window->bytes + (address - window->begin), word);	/* little-endian */
	return true;
}

/* --- what the walk rests on -------------------------------------------------- */

static void
rely_on_word(struct walk *walk, uint64_t address, uint64_t value)
{
	struct evidence *evidence = walk->evidence;

	if (evidence->count == EVIDENCE_WORDS) {
		evidence->whole = false;
		return;
	}
	evidence->words[evidence->count].address = address;
	evidence->words[evidence->count++].value = value;
}

static void
rely_on_register(struct walk *walk, unsigned reg)
{
	switch (walk->from[reg]) {
	case FROM_START:
		walk->evidence->registers |= UINT64_C(1) << reg;
		break;
	case FROM_FRAME:
		break;
	case FROM_ELSEWHERE:
		walk->evidence->whole = false;
		break;
	default:
		rely_on_word(walk, walk->from[reg], walk->regs[reg]);
	}
}

/* Where the caller's value of a register comes from. */
static uint64_t
origin(const struct walk *walk, const struct cfi_rule *rule, unsigned reg, uint64_t cfa)
{
	switch ((enum cfi_rule_kind)rule->kind) {
	case CFI_SAME:
		return walk->from[reg];
	case CFI_AT:
		return cfa + (uint64_t)(int64_t)rule->offset;
	case CFI_VALUE:
	case CFI_UNDEFINED:
		return FROM_FRAME;
	case CFI_REGISTER:
		return walk->from[rule->offset];
	case CFI_AT_EXPR:
	case CFI_VALUE_EXPR:
		break;
	}
	return FROM_ELSEWHERE;
}

static void
rely_on_row(struct walk *walk, const struct cfi_row *row, uint64_t cfa, uint64_t ra)
{
	const unsigned ra_reg = walk->arch->ra;

	if (row->cfa_is_expr)
		walk->evidence->whole = false;
	else if (row->cfa_reg != walk->arch->sp)	/* the stack pointer follows from what was relied on before */
		rely_on_register(walk, row->cfa_reg);
	walk->from[ra_reg] = origin(walk, &row->ra, ra_reg, cfa);
	walk->regs[ra_reg] = ra;
	rely_on_register(walk, ra_reg);
}

/* --- from frame to frame ----------------------------------------------------- */

/* The caller's value of a register by its rule; false when it cannot be had. */
static bool
recover(struct walk *walk, const struct cfi *cfi, const struct cfi_rule *rule, unsigned reg, uint64_t cfa,
	uint64_t *ret_value)
{
	uint64_t address;

	switch ((enum cfi_rule_kind)rule->kind) {
	case CFI_SAME:
		*ret_value = walk->regs[reg];
		return true;
	case CFI_AT:
		return read_word(walk, cfa + (uint64_t)(int64_t)rule->offset, ret_value);
	case CFI_VALUE:
		*ret_value = cfa + (uint64_t)(int64_t)rule->offset;
		return true;
	case CFI_REGISTER:
		*ret_value = walk->regs[rule->offset];
		return true;
	case CFI_AT_EXPR:
		return cfi_evaluate(cfi, rule->offset, walk->regs, cfa, read_word, walk, &address) &&
		       read_word(walk, address, ret_value);
	case CFI_VALUE_EXPR:
		return cfi_evaluate(cfi, rule->offset, walk->regs, cfa, read_word, walk, ret_value);
	case CFI_UNDEFINED:
		break;
	}
	return false;
}

enum step { STEP_ON, STEP_END, STEP_UNKNOWN, STEP_UNREADABLE };

/* From a frame to its caller, registers and all. */
static enum step
step_by_row(struct walk *walk, const struct cfi *cfi, const struct cfi_row *row)
{
	const struct regs_arch *arch = walk->arch;
	uint64_t cfa, ra, saved[sizeof row->saved / sizeof *row->saved], from[sizeof row->saved / sizeof *row->saved];

	if (row->ra.kind == CFI_UNDEFINED)
		return STEP_END;
	if (!row->cfa_is_expr)
		cfa = walk->regs[row->cfa_reg] + (uint64_t)(int64_t)row->cfa_offset;
	else if (!cfi_evaluate(cfi, row->cfa_offset, walk->regs, 0, read_word, walk, &cfa))
		return STEP_UNREADABLE;
	if (arch->word == 4)
		cfa = (uint32_t)cfa;
	if (!recover(walk, cfi, &row->ra, arch->ra, cfa, &ra))
		return STEP_UNREADABLE;
	for (unsigned i = 0; i < arch->count; i++) {
		from[i] = origin(walk, &row->saved[i], arch->saved[i], cfa);
		if (recover(walk, cfi, &row->saved[i], arch->saved[i], cfa, &saved[i]))
			continue;
		saved[i] = 0;	/* nothing further out can rely on it */
		if (row->saved[i].kind != CFI_UNDEFINED)
			from[i] = FROM_ELSEWHERE;
	}
	/* The stack grows down: a caller's frame lies above, or the walk would go round. */
	if (cfa <= walk->regs[arch->sp] && !row->signal)
		return STEP_UNREADABLE;
	rely_on_row(walk, row, cfa, ra);
	for (unsigned i = 0; i < arch->count; i++) {
		walk->regs[arch->saved[i]] = saved[i];
		walk->from[arch->saved[i]] = from[i];
	}
	walk->regs[arch->sp] = cfa;
	walk->from[arch->sp] = FROM_FRAME;
	walk->exact = row->signal;
	walk->pc = ra;
	return ra < NO_CODE_BELOW ? STEP_END : STEP_ON;
}

/*
 * Code without rules, behind a call: that of runtimes that compile as they
 * run, and what they have of it in their files, keeps frame pointers. Where
 * they lead nowhere the stack ends.
 */
static enum step
step_by_frame_pointer(struct walk *walk)
{
	const struct regs_arch *arch = walk->arch;
	uint64_t fp = walk->regs[arch->fp], sp = walk->regs[arch->sp], outer, ra;

	rely_on_register(walk, arch->fp);
	if (fp < sp || fp - sp > FRAME_MAX || fp % arch->word != 0)
		return STEP_END;
	if (!read_word(walk, fp, &outer) || !read_word(walk, fp + arch->word, &ra))
		return STEP_UNREADABLE;
	rely_on_word(walk, fp, outer);
	rely_on_word(walk, fp + arch->word, ra);
	if ((outer != 0 && outer <= fp) || space_find(walk->space, ra - 1) == NULL)
		return STEP_END;
	walk->regs[arch->fp] = outer;
	walk->from[arch->fp] = fp;
	walk->regs[arch->sp] = fp + 2 * arch->word;
	walk->from[arch->sp] = FROM_FRAME;
	walk->pc = ra;
	walk->exact = false;
	return STEP_ON;
}

static enum step
step(struct walk *walk, struct mapping *mapping)
{
	uint64_t address = walk->exact ? walk->pc : walk->pc - 1;
	const struct cfi_row *row;

	if (mapping == NULL)
		return STEP_UNKNOWN;
	if (mapping->cfi == NULL)
		mapping->cfi = cfi_of(walk->unwinder->cfis, mapping, walk->window->tid);
	row = cfi_row(mapping->cfi, mapping, address, walk->arch);
	if (row->known)
		return step_by_row(walk, mapping->cfi, row);
	return walk->exact ? STEP_UNKNOWN : step_by_frame_pointer(walk);
}

/* The mapping a frame's code lies in: of the call before a return address, which may be the last of its mapping. */
static struct mapping *
mapping_of(const struct walk *walk)
{
	return space_find(walk->space, walk->exact ? walk->pc : walk->pc - 1);
}

/* Counters outside any file cannot be remembered with a file; this space's are remembered until it changes. */
static bool
is_dead_end(struct unwinder *unwinder, const struct space *space, uint64_t pc)
{
	if (unwinder->dead_space != space->number || unwinder->dead_generation != space->generation) {
		table_clear(&unwinder->dead_ends);
		unwinder->dead_space = space->number;
		unwinder->dead_generation = space->generation;
		remote_forget(unwinder->remote);
	}
	return table_get(&unwinder->dead_ends, pc, NULL);
}

/*
 * The whole stack by libunwind, when our rows ended at frame `have - 1`
 * without a reason. Returns the frames there are now.
 */
static unsigned
walk_slowly(struct walk *walk, struct mapping *mapping, void **slow, struct event_frame *frames, unsigned have,
	    bool *ret_cut)
{
	struct unwinder *unwinder = walk->unwinder;
	uint64_t pcs[UNWIND_FRAMES], address = walk->exact ? walk->pc : walk->pc - 1;
	unsigned count;

	if (unwinder->remote == NULL || is_dead_end(unwinder, walk->space, walk->pc))
		return have;
	walk->evidence->whole = false;
	if (*slow == NULL)
		*slow = remote_task_new(walk->window->tid);
	unwinder->slow_count++;
	count = *slow != NULL ? remote_walk(unwinder->remote, *slow, pcs, UNWIND_FRAMES) : 0;
	if (count <= have) {
		if (mapping != NULL)
			cfi_end_at(mapping->cfi, mapping, address);
		else
			table_set(&unwinder->dead_ends, walk->pc, 1);
		return have;
	}
	for (unsigned i = have; i < count; i++) {
		mapping = space_find(walk->space, pcs[i] - 1);
		frames[i] = (struct event_frame){ .pc = pcs[i], .map = mapping != NULL ? mapping->number : 0 };
	}
	*ret_cut = count == UNWIND_FRAMES;
	return count;
}

unsigned
unwind_walk(struct unwinder *unwinder, struct space *space, enum abi abi, const struct regs *regs,
	    struct unwind_window *window, void **slow, struct event_frame *ret_frames, bool *ret_cut,
	    struct evidence *ret_evidence)
{
	struct walk walk = {
		unwinder, space, regs_arch(abi), window, .pc = regs->pc, .exact = true, .evidence = ret_evidence,
	};
	unsigned count = 0;

	*ret_cut = false;
	ret_evidence->whole = true;
	ret_evidence->count = 0;
	ret_evidence->registers = 0;
	ret_evidence->start = regs->value;
	if (walk.arch == NULL)
		return 0;
	memcpy(walk.regs, regs->value, sizeof walk.regs);
	walk.from[walk.arch->sp] = FROM_FRAME;
	while (count < UNWIND_FRAMES) {
		struct mapping *mapping = mapping_of(&walk);

		ret_frames[count++] = (struct event_frame){
			.pc = walk.pc, .map = mapping != NULL ? mapping->number : 0,
			.flags = walk.exact ? FRAME_EXACT_PC : 0,
		};
		switch (step(&walk, mapping)) {
		case STEP_ON:
			continue;
		case STEP_END:
			return count;
		case STEP_UNREADABLE:
			*ret_cut = true;
			ret_evidence->whole = false;
			return count;
		case STEP_UNKNOWN:
			/* libunwind knows native code only. */
			if (abi == abi_native())
				return walk_slowly(&walk, mapping, slow, ret_frames, count, ret_cut);
			return count;
		}
	}
	*ret_cut = true;
	ret_evidence->whole = false;
	return count;
}
