#include "trace/merger.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"
#include "trace/event.h"
#include "trace/packets.h"
#include "trace/reader.h"
#include "trace/source.h"

enum { COMMAND_SHOWN = 200 };

/* Numbers of one recording → numbers of the whole. */
struct numbers {
	struct table tasks, spaces, maps, stacks;
	struct table open;	/* calls that were announced and have not returned yet */
};

struct run {
	struct source *source;
	const char *directory;
	uint64_t offset_ns;	/* wall clock less the recording's own */
	uint64_t stamp_ns;	/* of its next record, wall clock; never goes back */
	struct numbers numbers;
};

struct merger {
	struct source source;	/* first: what the front end holds */
	struct run *runs;
	size_t count, ended;
	uint64_t least_offset_ns;	/* of all: all times stay positive */
	uint32_t last_task, last_space, last_map, last_stack;
	uint64_t last_seq;
	struct run *from;		/* whose record was given out, until it is popped */
	bool begun, finished;
	struct event_end end;
	union { struct event event; unsigned char bytes[EVENT_MAX]; } room; /* the record given out */
};

/* --- numbers --------------------------------------------------------------------- */

/* The new number of an old one, made when it is new; 0 stays. */
static uint32_t
renumber(struct table *table, uint32_t old, uint32_t *last)
{
	uint64_t value;

	if (old == 0)
		return 0;
	if (table_get(table, old, &value))
		return (uint32_t)value;
	table_set(table, old, ++*last);
	return *last;
}

static void
renumber_call(struct merger *merger, struct numbers *numbers, struct event_call *call)
{
	uint64_t old = call->seq, value;

	call->stack = renumber(&numbers->stacks, call->stack, &merger->last_stack);
	if (table_get(&numbers->open, old, &value))
		call->seq = value;
	else
		call->seq = ++merger->last_seq;
	if (call->call.state == CALL_OPEN)
		table_set(&numbers->open, old, call->seq);
	else
		table_remove(&numbers->open, old);
}

static void
renumber_stack(struct merger *merger, struct numbers *numbers, struct event_stack *stack)
{
	stack->stack = renumber(&numbers->stacks, stack->stack, &merger->last_stack);
	for (uint32_t i = 0; i < stack->count; i++)
		stack->frames[i].map = renumber(&numbers->maps, stack->frames[i].map, &merger->last_map);
}

/* The record in our room becomes one of the whole. */
static void
adapt(struct merger *merger, struct run *run)
{
	struct numbers *numbers = &run->numbers;
	struct event *event = &merger->room.event;

	event->task = renumber(&numbers->tasks, event->task, &merger->last_task);
	event->time_ns += run->offset_ns - merger->least_offset_ns;
	event->stamp = 0;
	switch (event->kind) {
	case EVENT_TASK:
		((struct event_task *)event)->parent = renumber(&numbers->tasks, ((struct event_task *)event)->parent,
								&merger->last_task);
		((struct event_task *)event)->space = renumber(&numbers->spaces, ((struct event_task *)event)->space,
							       &merger->last_space);
		break;
	case EVENT_EXEC:
		((struct event_exec *)event)->space = renumber(&numbers->spaces, ((struct event_exec *)event)->space,
							       &merger->last_space);
		break;
	case EVENT_MAP:
		((struct event_map *)event)->space = renumber(&numbers->spaces, ((struct event_map *)event)->space,
							      &merger->last_space);
		((struct event_map *)event)->map = renumber(&numbers->maps, ((struct event_map *)event)->map,
							    &merger->last_map);
		break;
	case EVENT_PLACE:
		((struct event_place *)event)->map = renumber(&numbers->maps, ((struct event_place *)event)->map,
							      &merger->last_map);
		break;
	case EVENT_STACK:
		renumber_stack(merger, numbers, (struct event_stack *)event);
		break;
	case EVENT_CALL:
		renumber_call(merger, numbers, (struct event_call *)event);
		break;
	case EVENT_LOST:
		((struct event_lost *)event)->first_seq = merger->last_seq + 1;
		merger->last_seq += ((struct event_lost *)event)->count;
		break;
	default:
		break;
	}
}

/* --- in what order ------------------------------------------------------------------ */

static void
look_at_next(struct run *run)
{
	const struct event *event = source_next(run->source);
	uint64_t stamp_ns = event != NULL ? packets_stamp(event) + run->offset_ns : 0;

	if (stamp_ns > run->stamp_ns)
		run->stamp_ns = stamp_ns;
}

/* The run whose record is next; NULL at the end of all. */
static struct run *
next_run(struct merger *merger)
{
	struct run *next = NULL;

	for (size_t i = 0; i < merger->count; i++)
		if (source_next(merger->runs[i].source) != NULL &&
		    (next == NULL || merger->runs[i].stamp_ns < next->stamp_ns))
			next = &merger->runs[i];
	return next;
}

static void
step(struct run *run)
{
	source_pop(run->source);
	look_at_next(run);
}

/* --- beginning and end ----------------------------------------------------------------- */

/* A START record in our room becomes a NOTE that says which run begins. */
static void
announce(struct merger *merger, const struct run *run)
{
	const struct event_start start = *(const struct event_start *)&merger->room.event;
	const char *command = (const char *)((const struct event_start *)&merger->room.event + 1);
	struct event_note *note = (struct event_note *)&merger->room.event;
	char text[512];
	int len = snprintf(text, sizeof text, "run %zu begins: %s: process %" PRIu32 ": %.*s",
			   (size_t)(run - merger->runs) + 1, run->directory, start.pid,
			   start.text_len < COMMAND_SHOWN ? (int)start.text_len : COMMAND_SHOWN, command);

	if (len >= (int)sizeof text)
		len = (int)sizeof text - 1;
	*note = (struct event_note){ .head = start.head, .text_len = (uint32_t)len };
	note->head.kind = EVENT_NOTE;
	note->head.size = (uint32_t)(sizeof *note + ((size_t)len + 7) / 8 * 8);
	memset(note + 1, 0, note->head.size - sizeof *note);
	memcpy(note + 1, text, (size_t)len);
}

static void
count_end(struct merger *merger, const struct event_end *end)
{
	struct event_end *all = &merger->end;

	if (merger->ended++ == 0)
		*all = *end;
	else if (all->status != end->status)
		all->status = -1;
	all->dropped += merger->ended > 1 ? end->dropped : 0;
	all->stalls += merger->ended > 1 ? end->stalls : 0;
	all->stall_ns += merger->ended > 1 ? end->stall_ns : 0;
	if (end->filter > all->filter)
		all->filter = end->filter;
}

/* --- the source --------------------------------------------------------------------------- */

static const struct event *
give_end(struct merger *merger)
{
	merger->end.head.size = sizeof merger->end;
	merger->end.head.kind = EVENT_END;
	merger->end.calls = merger->last_seq;
	memcpy(merger->room.bytes, &merger->end, sizeof merger->end);
	merger->finished = true;
	merger->from = merger->runs;	/* anyone: it is popped no further */
	return &merger->room.event;
}

static const struct event *
merger_next(struct source *source)
{
	struct merger *merger = (struct merger *)source;
	struct run *run;

	if (merger->from != NULL)
		return &merger->room.event;
	if (merger->finished)
		return NULL;
	while ((run = next_run(merger)) != NULL) {
		const struct event *event = source_next(run->source);

		memcpy(merger->room.bytes, event, event->size);
		adapt(merger, run);
		step(run);
		if (merger->room.event.kind == EVENT_END) {
			count_end(merger, (const struct event_end *)&merger->room.event);
			merger->end.head.time_ns = merger->room.event.time_ns;
			continue;
		}
		if (merger->room.event.kind == EVENT_START && merger->begun)
			announce(merger, run);
		merger->begun = true;
		merger->from = run;
		return &merger->room.event;
	}
	return give_end(merger);
}

static void
merger_pop(struct source *source)
{
	((struct merger *)source)->from = NULL;
}

static void
merger_request(struct source *source, unsigned requests)
{
	if ((requests & (SOURCE_DETACH | SOURCE_KILL)) != 0)
		((struct merger *)source)->finished = true;
}

static bool
merger_ended(const struct source *source)
{
	const struct merger *merger = (const struct merger *)source;

	return merger->finished && merger->from == NULL;
}

static void
merger_state(const struct source *source, struct source_state *ret_state)
{
	const struct merger *merger = (const struct merger *)source;
	struct source_state state, all = { 0 };

	for (size_t i = 0; i < merger->count; i++) {
		source_state(merger->runs[i].source, &state);
		all.bytes += state.bytes;
		all.bytes_read += state.bytes_read;
	}
	*ret_state = all;
}

static void
merger_free(struct source *source)
{
	struct merger *merger = (struct merger *)source;

	for (size_t i = 0; i < merger->count; i++) {
		struct run *run = &merger->runs[i];

		source_free(run->source);
		table_done(&run->numbers.tasks);
		table_done(&run->numbers.spaces);
		table_done(&run->numbers.maps);
		table_done(&run->numbers.stacks);
		table_done(&run->numbers.open);
	}
	free(merger->runs);
	free(merger);
}

static const struct source_ops merger_ops = {
	.next = merger_next,
	.pop = merger_pop,
	.request = merger_request,
	.ended = merger_ended,
	.state = merger_state,
	.free = merger_free,
};

/* --- opening ------------------------------------------------------------------------------- */

/* Wall clock less own clock, told by its START. */
static uint64_t
offset_of(struct source *source)
{
	const struct event *event = source_next(source);

	return event != NULL && event->kind == EVENT_START ? ((const struct event_start *)event)->realtime_ns - event->time_ns : 0;
}

int
merger_open(const char *const *directories, size_t count, struct source **ret_source, struct why *reterr_why)
{
	struct merger *merger = mem_new(1, sizeof *merger);

	merger->source.ops = &merger_ops;
	merger->runs = mem_new(count, sizeof *merger->runs);
	merger->least_offset_ns = UINT64_MAX;
	for (; merger->count < count; merger->count++) {
		struct run *run = &merger->runs[merger->count];
		int r = reader_open(directories[merger->count], &run->source, reterr_why);

		if (r < 0) {
			merger_free(&merger->source);
			return r;
		}
		run->directory = directories[merger->count];
		run->offset_ns = offset_of(run->source);
		if (run->offset_ns < merger->least_offset_ns)
			merger->least_offset_ns = run->offset_ns;
		look_at_next(run);
	}
	*ret_source = &merger->source;
	return 0;
}
