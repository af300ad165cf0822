#include "model/history.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/why.h"
#include "model/place.h"

enum { CHUNK = 1 << 20, RECORD_MIN = sizeof(struct event_call) };

/* No honest trace gets there: what a file may claim. */
static const uint64_t SEQ_MAX = (uint64_t)1 << 56;

struct chunk {
	struct chunk *next;	/* younger */
	uint64_t number;	/* from 1 */
	size_t used;
	uint64_t first_record;
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
	uint64_t limit;		/* of bytes in chunks and windows */
	uint64_t rows_max;	/* so that lost calls, which have no record, are bounded too */
	uint64_t chunk_bytes;
	uint64_t records;	/* that ever came */
	struct chunk *oldest, *newest;
	struct window calls, others;
	struct history_row *rows;	/* by seq & (calls.cap - 1) */
	struct history_row late; /* of the newest record, when it returned after its row was gone; its event is NULL otherwise */
	struct other {
		const struct event *event;
		uint64_t after;		/* the newest call there was when it came; 0 none */
	} *other_rows;			/* by number & (others.cap - 1) */
};

struct history *
history_new(uint64_t bytes)
{
	struct history *history = mem_new(1, sizeof *history);

	history->limit = bytes;
	history->rows_max = bytes / RECORD_MIN + CHUNK / RECORD_MIN;
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

void
history_begin(struct history *history, uint64_t seq)
{
	history->calls.first = history->calls.end = seq;
}

/* --- chunks ------------------------------------------------------------------ */

static uint64_t
bytes_held(const struct history *history)
{
	return history->chunk_bytes + history->calls.cap * sizeof *history->rows +
	       history->others.cap * sizeof *history->other_rows;
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
	history->chunk_bytes -= sizeof *chunk;
	free(chunk);
}

static void
add_chunk(struct history *history)
{
	struct chunk *chunk = malloc(sizeof *chunk);	/* not zeroed: its bytes are written before they are read */

	if (chunk == NULL)
		die("out of memory");
	chunk->next = NULL;
	chunk->number = history->newest != NULL ? history->newest->number + 1 : 1;
	chunk->used = 0;
	chunk->first_record = history->records;
	chunk->end_seq = history->calls.end;
	chunk->end_other = history->others.end;
	if (history->newest != NULL)
		history->newest->next = chunk;
	else
		history->oldest = chunk;
	history->newest = chunk;
	history->chunk_bytes += sizeof *chunk;
	while (history->oldest != history->newest && bytes_held(history) > history->limit)
		drop_oldest(history);
}

static const struct event *
keep(struct history *history, const struct event *event)
{
	struct chunk *chunk = history->newest;
	void *copy;

	history->late.event = NULL;
	if (chunk == NULL || CHUNK - chunk->used < event->size) {
		add_chunk(history);
		chunk = history->newest;
	}
	copy = memcpy(chunk->bytes + chunk->used, event, event->size);
	chunk->used += event->size;
	history->records++;
	return copy;
}

/* --- rows -------------------------------------------------------------------- */

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

/* Makes rows up to and including `seq` >= end; those passed over are lost until they are told otherwise. */
static void
extend_to(struct history *history, uint64_t seq)
{
	const struct history_row lost = { .place = &place_unknown, .z = NAN };
	struct window *calls = &history->calls;

	if (seq - calls->first >= history->rows_max)
		calls->first = seq + 1 - history->rows_max;
	if (calls->end < calls->first)
		calls->end = calls->first;
	for (; calls->end <= seq; calls->end++) {
		if (calls->end - calls->first == calls->cap)
			history->rows = window_double(calls, history->rows, sizeof *history->rows);
		history->rows[calls->end & (calls->cap - 1)] = lost;
	}
}

static bool
is_late(const struct history *history, uint64_t seq)
{
	return history->late.event != NULL && history->late.event->seq == seq;
}

void
history_call(struct history *history, const struct event_call *event, const struct history_row *row)
{
	const struct event_call *kept = (const struct event_call *)keep(history, &event->head);
	struct history_row *held;

	if (event->seq > SEQ_MAX)
		return;
	if (event->seq < history->calls.first) {
		history->late = *row;
		history->late.event = kept;
		return;
	}
	if (event->seq >= history->calls.end)
		extend_to(history, event->seq);
	held = &history->rows[event->seq & (history->calls.cap - 1)];
	*held = *row;
	held->event = kept;
	if (history->newest->end_seq <= event->seq)
		history->newest->end_seq = event->seq + 1;
}

void
history_mark(struct history *history, uint64_t seq, uint8_t severity, uint16_t alert)
{
	struct history_row *held;

	if (is_late(history, seq))
		held = &history->late;
	else if (seq >= history->calls.first && seq < history->calls.end)
		held = &history->rows[seq & (history->calls.cap - 1)];
	else
		return;
	held->severity = severity;
	held->alert = alert;
}

void
history_lost(struct history *history, uint64_t first, uint64_t count)
{
	if (count == 0 || first > SEQ_MAX || count > SEQ_MAX || first + count <= history->calls.end)
		return;
	extend_to(history, first + count - 1);
}

void
history_other(struct history *history, const struct event *event)
{
	const struct event *kept = keep(history, event);
	struct window *others = &history->others;

	if (others->end - others->first == others->cap)
		history->other_rows = window_double(others, history->other_rows, sizeof *history->other_rows);
	history->other_rows[others->end++ & (others->cap - 1)] = (struct other){ kept, history->calls.end - 1 };
	history->newest->end_other = others->end;
}

/* --- asking ------------------------------------------------------------------ */

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
	if (is_late(history, seq)) {
		*ret_row = history->late;
		return true;
	}
	if (seq < history->calls.first || seq >= history->calls.end)
		return false;
	*ret_row = history->rows[seq & (history->calls.cap - 1)];
	return true;
}

bool
history_holds(const struct history *history, const struct history_position *position)
{
	return position->chunk == NULL || (history->oldest != NULL && position->number >= history->oldest->number);
}

const struct event *
history_next(const struct history *history, struct history_position *position)
{
	const struct chunk *chunk = position->chunk != NULL ? position->chunk : history->oldest;
	const struct event *event;

	if (!history_holds(history, position) || chunk == NULL)
		return NULL;
	if (position->chunk != NULL && position->offset == chunk->used && chunk->next != NULL) {
		chunk = chunk->next;
		position->offset = 0;
	}
	if (position->chunk == NULL)
		position->record = chunk->first_record;
	position->chunk = chunk;
	position->number = chunk->number;
	if (position->offset == chunk->used)
		return NULL;
	event = (const struct event *)(const void *)(chunk->bytes + position->offset);
	position->offset += event->size;
	position->record++;
	return event;
}

struct history_position
history_newest(const struct history *history)
{
	const struct chunk *chunk = history->newest;

	if (chunk == NULL)
		return (struct history_position){ .chunk = NULL };
	return (struct history_position){ chunk, chunk->number, chunk->used, history->records };
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
	return history->other_rows[number & (history->others.cap - 1)].event;
}

uint64_t
history_others_since(const struct history *history, uint64_t seq)
{
	uint64_t low = history->others.first, high = history->others.end;

	while (low < high) {
		uint64_t middle = low + (high - low) / 2;

		if (history->other_rows[middle & (history->others.cap - 1)].after < seq)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
