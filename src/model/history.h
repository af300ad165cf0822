/*
 * history.h - the records that are kept, up to a limit of bytes
 *
 * Records are copied into chunks; the oldest chunk goes when there are too
 * many, and with it the rows that began in it. Rows are found by the number
 * of the call, in no time.
 */
#ifndef HISTORY_H
#define HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "trace/event.h"

struct history;
struct place;

struct history_row {
	const struct event_call *event;	/* NULL: lost */
	const struct place *place;
	float z;
	uint8_t severity;
	bool waits;
	uint16_t alert;
};

/* Keeps about that many bytes, rows included, and always the newest record. */
struct history *history_new(uint64_t bytes);
void history_free(struct history *history);

/* Of an empty one: rows begin at that number. */
void history_begin(struct history *history, uint64_t seq);

/* Keeps a call's record; its row is new, or replaced when it was open until now. */
void history_call(struct history *history, const struct event_call *event, const struct history_row *row);

/* Marks a call's row with an alert; nothing when that is gone. */
void history_mark(struct history *history, uint64_t seq, uint8_t severity, uint16_t alert);

/* Calls first … first + count - 1 are lost. */
void history_lost(struct history *history, uint64_t first, uint64_t count);

/* Keeps another record. */
void history_other(struct history *history, const struct event *event);

/*
 * Rows kept: first … end - 1. A call that was open for so long that its row
 * went before it returned has one again until the next record is kept.
 */
uint64_t history_first(const struct history *history);
uint64_t history_end(const struct history *history);
bool history_row(const struct history *history, uint64_t seq, struct history_row *ret_row);

/*
 * All records kept, whatever they are, in the order of arrival: begin with a
 * position of zeroes. NULL: there is none after it so far, or what was to come
 * next is gone, which history_holds() tells.
 */
struct history_position {
	const void *chunk;
	uint64_t number;	/* of that chunk */
	size_t offset;
	uint64_t record;	/* number of what comes next, from 0, of all that ever came */
};
const struct event *history_next(const struct history *history, struct history_position *position);
struct history_position history_newest(const struct history *history);	/* behind the newest record */
bool history_holds(const struct history *history, const struct history_position *position);

/* Other records kept, by order of arrival. */
uint64_t history_others_first(const struct history *history);
uint64_t history_others_end(const struct history *history);
const struct event *history_other_at(const struct history *history, uint64_t number);

/* The first of them that came when calls up to `seq` had come, or later; history_others_end(): none. O(log n). */
uint64_t history_others_since(const struct history *history, uint64_t seq);

#endif
