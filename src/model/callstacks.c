#include "model/callstacks.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"
#include "model/symbols.h"
#include "model/usercode.h"

/*
 * At least as many as trace/stacks.c keeps, which names none but its newest:
 * then a call's stack is always here. And who asks, in all.
 */
enum { FRAMES_MAX = 4 << 20, ASKERS_MAX = 1 << 20 };

/* A place with its caller; stacks that agree on both share one. */
struct asker {
	struct place place;
	const struct place *of;
	const char *caller;
	struct asker *older;
};

struct callstacks {
	unsigned others;		/* holders beside the first */
	struct table by_number;		/* → struct callstack * */
	struct callstack *oldest, *newest;
	size_t frame_count;
	struct table askers;		/* hash of (place, caller) → struct asker * */
	struct asker *all_askers;	/* for the end */
	struct callstack none;
};

struct callstacks *
callstacks_new(void)
{
	struct callstacks *stacks = mem_new(1, sizeof *stacks);

	stacks->none.place = &place_unknown;
	return stacks;
}

static void
drop_oldest(struct callstacks *stacks)
{
	struct callstack *stack = stacks->oldest;

	stacks->oldest = stack->younger;
	stacks->frame_count -= stack->count;
	table_remove(&stacks->by_number, stack->number);
	free(stack->frames);
	free(stack);
}

void
callstacks_free(struct callstacks *stacks)
{
	if (stacks == NULL || stacks->others-- > 0)
		return;
	while (stacks->oldest != NULL)
		drop_oldest(stacks);
	for (struct asker *asker = stacks->all_askers, *older; asker != NULL; asker = older) {
		older = asker->older;
		free(asker);
	}
	table_done(&stacks->by_number);
	table_done(&stacks->askers);
	free(stacks);
}

struct callstacks *
callstacks_hold(struct callstacks *stacks)
{
	stacks->others++;
	return stacks;
}

/* --- who asked ----------------------------------------------------------------- */

/* The next place of user code outwards: from where `inlined` is inlined to, then from frame to frame. */
static const struct place *
next_user(const struct callstack *stack, unsigned *frame, const struct place *inlined)
{
	for (;;) {
		for (; inlined != NULL; inlined = inlined->outer)
			if (inlined->user)
				return inlined;
		if (*frame == stack->count)
			return NULL;
		inlined = stack->frames[(*frame)++].place;
	}
}

static const struct place *
with_caller(struct callstacks *stacks, const struct place *place, const char *caller)
{
	const uint64_t id[] = { (uintptr_t)place, (uintptr_t)caller };
	uint64_t key = table_hash(id, sizeof id, 0), value;
	struct asker *asker;

	if (table_get(&stacks->askers, key, &value)) {
		asker = (struct asker *)(uintptr_t)value;
		if (asker->of == place && asker->caller == caller) {
			asker->place = *place;	/* it may be known better by now */
			asker->place.caller = caller;
			return &asker->place;
		}
	}
	if (stacks->askers.count >= ASKERS_MAX)
		return place;
	asker = mem_new(1, sizeof *asker);
	*asker = (struct asker){ .place = *place, .of = place, .caller = caller, .older = stacks->all_askers };
	asker->place.caller = caller;
	stacks->all_askers = asker;
	table_set(&stacks->askers, key, (uint64_t)(uintptr_t)asker);
	return &asker->place;
}

/* Where no function is the program's own, as in an interpreter: the first that is not the system's; else where the call was made. */
static const struct place *
innermost_runtime(const struct callstack *stack)
{
	for (unsigned i = 0; i < stack->count; i++)
		if (!usercode_is_system(stack->frames[i].place))
			return stack->frames[i].place;
	return stack->count > 0 ? stack->frames[0].place : &place_unknown;
}

/* The first function of the program's own, with the next one outwards as its caller. */
static const struct place *
who_asked(struct callstacks *stacks, const struct callstack *stack)
{
	unsigned frame = 0;
	const struct place *asker = next_user(stack, &frame, NULL), *caller;

	if (asker == NULL)
		return innermost_runtime(stack);
	caller = next_user(stack, &frame, asker->outer);
	return caller != NULL ? with_caller(stacks, asker, caller->function) : asker;
}

/* --- stacks ---------------------------------------------------------------------- */

static struct callstack *
look_up(const struct event_stack *event, struct symbols *symbols)
{
	struct callstack *stack = mem_new(1, sizeof *stack);

	stack->number = event->stack;
	stack->cut = event->head.flags & STACK_CUT;
	stack->count = event->count;
	stack->frames = mem_new(event->count, sizeof *stack->frames);
	for (unsigned i = 0; i < event->count; i++) {
		const struct event_frame *frame = &event->frames[i];

		stack->frames[i].pc = frame->pc;
		stack->frames[i].map = frame->map;
		stack->frames[i].exact = frame->flags & FRAME_EXACT_PC;
		stack->frames[i].place = symbols_place(symbols, &(struct symbols_asked){
			.pc = frame->pc, .time_ns = event->head.time_ns, .map = frame->map, .exact = frame->flags & FRAME_EXACT_PC,
		});
	}
	return stack;
}

static void
add(struct callstacks *stacks, struct callstack *stack)
{
	table_set(&stacks->by_number, stack->number, (uint64_t)(uintptr_t)stack);
	if (stacks->oldest == NULL)
		stacks->oldest = stack;
	else
		stacks->newest->younger = stack;
	stacks->newest = stack;
	stacks->frame_count += stack->count;
}

struct callstack *
callstacks_adopt(struct callstacks *stacks, const struct callstack *other)
{
	struct callstack *stack = mem_new(1, sizeof *stack);

	stack->number = other->number;
	stack->place = other->place;
	stack->cut = other->cut;
	stack->count = other->count;
	stack->frames = mem_new(other->count > 0 ? other->count : 1, sizeof *stack->frames);
	memcpy(stack->frames, other->frames, other->count * sizeof *stack->frames);
	add(stacks, stack);
	return stack;
}

void
callstacks_add(struct callstacks *stacks, const struct event_stack *event, struct symbols *symbols)
{
	struct callstack *stack;

	if (table_get(&stacks->by_number, event->stack, NULL))
		return;
	stack = look_up(event, symbols);
	stack->place = who_asked(stacks, stack);
	add(stacks, stack);
	while (stacks->frame_count > FRAMES_MAX)
		drop_oldest(stacks);
}

struct callstack *
callstacks_get(struct callstacks *stacks, uint32_t number)
{
	uint64_t value;

	return table_get(&stacks->by_number, number, &value) ? (struct callstack *)(uintptr_t)value : &stacks->none;
}

static void
ask_again(struct callstacks *stacks, struct callstack *stack)
{
	stack->place = who_asked(stacks, stack);
	memset(stack->rows, 0, sizeof stack->rows);
	stack->chain = 0;
}

void
callstacks_settle(struct callstacks *stacks, struct callstack *stack, struct symbols *symbols)
{
	uint64_t dumped = symbols_dumped(symbols);
	bool better = false;

	if (dumped <= stack->dumped)
		return;
	stack->dumped = dumped;
	for (unsigned i = 0; i < stack->count; i++)
		better |= symbols_place_again(symbols, stack->frames[i].place);
	if (better)
		ask_again(stacks, stack);
}

void
callstacks_look_again(struct callstacks *stacks)
{
	for (struct callstack *stack = stacks->oldest; stack != NULL; stack = stack->younger)
		ask_again(stacks, stack);
}
