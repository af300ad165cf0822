#include "trace/event.h"

#include <stddef.h>

static const struct {
	const char *name;
	size_t size;		/* of the fixed part */
} kinds[EVENT_KINDS] = {
	[EVENT_NONE] = { "none", 8 },
	[EVENT_START] = { "start", sizeof(struct event_start) },
	[EVENT_TASK] = { "task", sizeof(struct event_task) },
	[EVENT_EXEC] = { "exec", sizeof(struct event_exec) },
	[EVENT_MAP] = { "map", sizeof(struct event_map) },
	[EVENT_STACK] = { "stack", sizeof(struct event_stack) },
	[EVENT_CALL] = { "call", sizeof(struct event_call) },
	[EVENT_SIGNAL] = { "signal", sizeof(struct event_signal) },
	[EVENT_TASK_EXIT] = { "task_exit", sizeof(struct event_task_exit) },
	[EVENT_LOST] = { "lost", sizeof(struct event_lost) },
	[EVENT_NOTE] = { "note", sizeof(struct event_note) },
	[EVENT_END] = { "end", sizeof(struct event_end) },
	[EVENT_PLACE] = { "place", sizeof(struct event_place) },
};

const char *
event_kind_name(enum event_kind kind)
{
	return (unsigned)kind < EVENT_KINDS ? kinds[kind].name : "unknown";
}

/* Bytes that the variable part claims. */
static uint64_t
tail_claimed(const struct event *event)
{
	switch (event->kind) {
	case EVENT_START:
		return ((const struct event_start *)event)->text_len;
	case EVENT_EXEC:
		return ((const struct event_exec *)event)->path_len;
	case EVENT_MAP:
		return ((const struct event_map *)event)->path_len;
	case EVENT_STACK:
		return (uint64_t)((const struct event_stack *)event)->count * sizeof(struct event_frame);
	case EVENT_CALL:
		return ((const struct event_call *)event)->call.pieces_len;
	case EVENT_NOTE:
		return ((const struct event_note *)event)->text_len;
	case EVENT_PLACE:
		return ((const struct event_place *)event)->text_len;
	default:
		return 0;
	}
}

uint32_t
event_strings(const char *text, uint64_t len)
{
	uint32_t count = 0;

	for (uint64_t i = 0; i < len; i++)
		count += text[i] == '\0';
	return count;
}

/* What waits is part of what lasts: readers take the one from the other. */
static bool
is_sound(const struct event *event)
{
	const struct event_call *call = (const struct event_call *)event;

	return event->kind != EVENT_CALL || call->waited_ns <= call->duration_ns;
}

bool
event_valid(const struct event *event, uint64_t size)
{
	if (size < sizeof *event || event->size != size || size > EVENT_MAX || size % 8 != 0)
		return false;
	if (event->kind == EVENT_NONE || event->kind >= EVENT_KINDS || size < kinds[event->kind].size)
		return false;
	return is_sound(event) && tail_claimed(event) <= size - kinds[event->kind].size;
}

/* Of the pieces of a call all but the last are padded for those behind them. */
static uint64_t
pieces_used(const struct call *call)
{
	const struct piece *last = NULL;

	for (const struct piece *piece = piece_next(call, NULL); piece != NULL; piece = piece_next(call, piece))
		last = piece;
	return last != NULL ? (uint64_t)((const char *)(last + 1) - (const char *)call_pieces(call)) + last->len : 0;
}

uint64_t
event_used(const struct event *event)
{
	uint64_t tail = event->kind == EVENT_CALL ? pieces_used(&((const struct event_call *)event)->call) : tail_claimed(event);

	return kinds[event->kind].size + tail;
}
