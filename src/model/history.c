#include "model/history.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/why.h"
#include "model/place.h"

enum { CHUNK = 1 << 20 };

struct chunk {
	struct chunk *next;	/* younger */
	size_t used;
	uint64_t end_seq;	/* rows below this began in this chunk or an older one */
	uint64_t end_other;
	_Alignas(8) unsigned char bytes[CHUNK];
};

/* A ring of things numbered without gaps, growing by doubling: first … end - 1 are held. */
struct window {
	uint64_t first, end;
	uint64_t cap;		/* a power of two, or 0 */
};

struct history {
	uint64_t limit, bytes;	/* of chunks and rows */
	struct chunk *oldest, *newest;
	struct window calls, others;
	struct history_row *rows;	/* by seq & (calls.cap - 1) */
	const struct event **other_rows;
};

struct history *
history_new(uint64_t bytes)
{
	struct history *history = mem_new(1, sizeof *history);

	history->limit = bytes;
	history->calls.first = history->calls.end = 1;
	return history;
}

void
history_free(struct history *history)
{
	struct chunk *next;

	if (history == NULL)
		return;
	for (struct chunk *chunk = history->oldest; chunk != NULL; chunk = next) {
		next = chunk->next;
		free(chunk);
	}
	free(history->rows);
	free(history->other_rows);
	free(history);
}

/* An array twice as large, with each held element at its new place. */
static void *
window_double(struct window *window, void *array, size_t size)
{
	uint64_t cap = window->cap > 0 ? window->cap * 2 : 1024;
	char *grown = mem_new(cap, size);

	for (uint64_t n = window->first; n < window->end; n++)
		memcpy(grown + (n & (cap - 1)) * size, (char *)array + (n & (window->cap - 1)) * size, size);
	free(array);
	window->cap = cap;
	return grown;
}

static void
drop_oldest(struct history *history)
{
	struct chunk *chunk = history->oldest;

	history->oldest = chunk->next;
	if (history->calls.first < chunk->end_seq)
		history->calls.first = chunk->end_seq;
	if (history->others.first < chunk->end_other)
		history->others.first = chunk->end_other;
	history->bytes -= sizeof *chunk;
	free(chunk);
}

static uint64_t
bytes_held(const struct history *history)
{
	return history->bytes + history->calls.cap * sizeof *history->rows +
	       history->others.cap * sizeof *history->other_rows;
}

static struct chunk *
add_chunk(struct history *history)
{
	struct chunk *chunk = malloc(sizeof *chunk);	/* not zeroed: a million bytes are written soon */

	if (chunk == NULL)
		die("out of memory");
	chunk->next = NULL;
	chunk->used = 0;
	chunk->end_seq = history->calls.end;
	chunk->end_other = history->others.end;
	if (history->newest != NULL && history->oldest != NULL)
		history->newest->next = chunk;
	else
		history->oldest = chunk;
	history->newest = chunk;
	history->bytes += sizeof *chunk;
	while (history->oldest != history->newest && bytes_held(history) > history->limit)
		drop_oldest(history);
	return chunk;
}

static const struct event *
keep(struct history *history, const struct event *event)
{
	struct chunk *chunk = history->newest;
	void *copy;

	if (chunk == NULL || CHUNK - chunk->used < event->size)
		chunk = add_chunk(history);
	copy = memcpy(chunk->bytes + chunk->used, event, event->size);
	chunk->used += event->size;
	return copy;
}

/* Makes rows up to and including `seq`; those passed over are lost until they are told otherwise. */
static void
extend_to(struct history *history, uint64_t seq)
{
	while (history->calls.end <= seq) {
		if (history->calls.end - history->calls.first == history->calls.cap)
			history->rows = window_double(&history->calls, history->rows, sizeof *history->rows);
		history->rows[history->calls.end & (history->calls.cap - 1)] =
			(struct history_row){ .place = &place_unknown, .z = NAN };
		history->calls.end++;
	}
}

static uint64_t
window_room(const struct history *history)
{
	/* Rows of calls that are not even kept must not be made one by one for a number out of the blue. */
	return history->limit / sizeof(struct history_row) + 1024;
}

static void
jump_to(struct history *history, uint64_t seq)
{
	if (seq >= history->calls.end && seq - history->calls.end > window_room(history))
		history->calls.first = history->calls.end = seq;
}

void
history_call(struct history *history, const struct event_call *event, const struct history_row *row)
{
	struct history_row *held;
	uint64_t seq = event->seq;
	const struct event *kept = keep(history, &event->head);

	jump_to(history, seq);
	if (seq < history->calls.first)
		return;
	extend_to(history, seq);
	held = &history->rows[seq & (history->calls.cap - 1)];
	*held = *row;
	held->event = (const struct event_call *)kept;
	if (history->newest->end_seq <= seq)
		history->newest->end_seq = seq + 1;
}

void
history_lost(struct history *history, uint64_t first, uint64_t count)
{
	if (count == 0 || first + count < first)
		return;
	jump_to(history, first + count - 1);
	if (first + count - 1 >= history->calls.end)
		extend_to(history, first + count - 1);
}

void
history_other(struct history *history, const struct event *event)
{
	const struct event *kept = keep(history, event);

	if (history->others.end - history->others.first == history->others.cap)
		history->other_rows = window_double(&history->others, history->other_rows, sizeof *history->other_rows);
	history->other_rows[history->others.end++ & (history->others.cap - 1)] = kept;
	history->newest->end_other = history->others.end;
}

uint64_t
history_first(const struct history *history)
{
	return history->calls.first;
}

uint64_t
history_end(const struct history *history)
{
	return history->calls.end;
}

bool
history_row(const struct history *history, uint64_t seq, struct history_row *ret_row)
{
	if (seq < history->calls.first || seq >= history->calls.end)
		return false;
	*ret_row = history->rows[seq & (history->calls.cap - 1)];
	return true;
}

uint64_t
history_others_first(const struct history *history)
{
	return history->others.first;
}

uint64_t
history_others_end(const struct history *history)
{
	return history->others.end;
}

const struct event *
history_other_at(const struct history *history, uint64_t number)
{
	if (number < history->others.first || number >= history->others.end)
		return NULL;
	return history->other_rows[number & (history->others.cap - 1)];
}
