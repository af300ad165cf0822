#include "model/lanes.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/session.h"
#include "model/waits.h"
#include "syscall/errnos.h"

/* The slices of a task from its first to its last call in the window. */
struct lane {
	unsigned first;		/* number of slices[0] */
	size_t count, cap;
	struct lane_slice *slices;
};

/* A call that was still open when it was looked at. */
struct open_call {
	uint64_t seq;
	uint64_t filled_ns;	/* its time is counted up to there */
};

struct lanes {
	const struct session *session;
	struct lanes_window window;
	uint64_t next, end;	/* calls still to be looked at */
	uint64_t until_ns, since_ns;
	struct lane *lanes;	/* by serial */
	size_t lane_cap;
	struct open_call *open;
	size_t open_count, open_cap;
};

struct lanes *
lanes_new(const struct session *session, const struct lanes_window *window)
{
	struct lanes *lanes = mem_new(1, sizeof *lanes);

	lanes->session = session;
	lanes->window = *window;
	return lanes;
}

void
lanes_free(struct lanes *lanes)
{
	if (lanes == NULL)
		return;
	for (size_t i = 0; i < lanes->lane_cap; i++)
		free(lanes->lanes[i].slices);
	free(lanes->lanes);
	free(lanes->open);
	free(lanes);
}

/* --- filling --------------------------------------------------------------------------- */

static uint64_t
since_begin(const struct lanes *lanes, uint64_t time_ns)
{
	uint64_t begin_ns = session_totals(lanes->session)->begin_ns;

	return time_ns > begin_ns ? time_ns - begin_ns : 0;
}

/* Slices come in the order of time but for a call that overlaps the one before: the lane grows at either end. */
static struct lane_slice *
slice_of(struct lane *lane, unsigned number)
{
	if (lane->count == 0)
		lane->first = number;
	if (number < lane->first) {
		size_t more = lane->first - number;

		lane->slices = mem_grow(lane->slices, &lane->cap, lane->count + more, sizeof *lane->slices);
		for (size_t i = lane->count; i-- > 0;)
			lane->slices[i + more] = lane->slices[i];
		for (size_t i = 0; i < more; i++)
			lane->slices[i] = (struct lane_slice){ 0 };
		lane->first = number;
		lane->count += more;
	} else if (number - lane->first >= lane->count) {
		lane->slices = mem_grow(lane->slices, &lane->cap, number - lane->first + 1, sizeof *lane->slices);
		lane->count = number - lane->first + 1;
	}
	return &lane->slices[number - lane->first];
}

static struct lane *
lane_of(struct lanes *lanes, uint32_t serial)
{
	lanes->lanes = mem_grow(lanes->lanes, &lanes->lane_cap, serial + 1, sizeof *lanes->lanes);
	return &lanes->lanes[serial];
}

/* The call was going on from `from` to `to`. */
static void
fill(struct lanes *lanes, struct lane *lane, const struct call_row *row, uint64_t from, uint64_t to)
{
	bool waits = row->waits || wait_by_purpose(&row->event->call);
	const struct lanes_window *window = &lanes->window;
	uint64_t end = window->begin_ns + window->slices * window->slice_ns;

	from = from < window->begin_ns ? window->begin_ns : from;
	to = to > end ? end : to;
	while (from < to) {
		unsigned number = (unsigned)((from - window->begin_ns) / window->slice_ns);
		uint64_t edge = window->begin_ns + (number + 1) * window->slice_ns, part = (to < edge ? to : edge) - from;
		struct lane_slice *slice = slice_of(lane, number);

		*(waits ? &slice->wait_ns : &slice->work_ns) += part;
		/* An open call comes in parts: they are of one. */
		part += slice->longest_seq == row->event->seq ? slice->longest_ns : 0;
		if (part > slice->longest_ns) {
			slice->longest_ns = part;
			slice->longest_seq = row->event->seq;
		}
		from += to < edge ? to - from : edge - from;
	}
}

/* Where it was entered; NULL: not in the window. */
static struct lane_slice *
entry_of(const struct lanes *lanes, struct lane *lane, uint64_t at)
{
	const struct lanes_window *window = &lanes->window;

	if (at < window->begin_ns || at >= window->begin_ns + window->slices * window->slice_ns)
		return NULL;
	return slice_of(lane, (unsigned)((at - window->begin_ns) / window->slice_ns));
}

static bool
has_failed(const struct call_row *row)
{
	return row->event->call.state == CALL_DONE && result_is_error(row->event->call.result) &&
	       !result_is_restart(row->event->call.result);
}

/* Brings a call that is filled in up to *filled_ns forward to now; true when it was over by then. */
static bool
go_on(struct lanes *lanes, const struct call_row *row, uint64_t *filled_ns)
{
	const struct event_call *event = row->event;
	struct lane *lane = lane_of(lanes, event->head.task);
	uint64_t from = since_begin(lanes, event->head.time_ns), to = from + event->duration_ns;
	bool later = event->call.state != CALL_OPEN && to > lanes->until_ns;	/* what came of it */
	bool open = event->call.state == CALL_OPEN || later;
	struct lane_slice *entry;

	if (open)
		to = lanes->until_ns;
	if (to > *filled_ns) {
		fill(lanes, lane, row, *filled_ns, to);
		*filled_ns = to;
	}
	entry = entry_of(lanes, lane, from);	/* not before: filling may have moved it */
	if (entry != NULL && !open)
		entry->errors += has_failed(row);
	if (entry != NULL && !later && row->severity > entry->severity)
		entry->severity = row->severity;
	return !open;
}

static void
look_at(struct lanes *lanes, uint64_t seq)
{
	struct open_call call = { .seq = seq };
	struct call_row row;
	struct lane_slice *entry;

	if (!session_row(lanes->session, seq, &row) || row.event == NULL)
		return;
	call.filled_ns = since_begin(lanes, row.event->head.time_ns);
	if (call.filled_ns > lanes->until_ns)
		return;
	entry = entry_of(lanes, lane_of(lanes, row.event->head.task), call.filled_ns);
	if (entry != NULL)
		entry->calls++;
	if (go_on(lanes, &row, &call.filled_ns))
		return;
	lanes->open = mem_grow(lanes->open, &lanes->open_cap, lanes->open_count + 1, sizeof *lanes->open);
	lanes->open[lanes->open_count++] = call;
}

/* Each task is in one call at most: these are few. */
static void
look_at_open(struct lanes *lanes)
{
	size_t left = 0;

	for (size_t i = 0; i < lanes->open_count; i++) {
		struct open_call call = lanes->open[i];
		struct call_row row;

		if (session_row(lanes->session, call.seq, &row) && row.event != NULL &&
		    !go_on(lanes, &row, &call.filled_ns))
			lanes->open[left++] = call;
	}
	lanes->open_count = left;
}

void
lanes_follow(struct lanes *lanes, uint64_t end, uint64_t until_ns)
{
	struct call_row row;

	lanes->end = end;
	lanes->until_ns = until_ns;
	if (lanes->next == 0) {
		lanes->next = session_first(lanes->session);
		if (lanes->next > 1 && session_row(lanes->session, lanes->next, &row) && row.event != NULL)
			lanes->since_ns = since_begin(lanes, row.event->head.time_ns);
	}
	look_at_open(lanes);
}

bool
lanes_work(struct lanes *lanes, unsigned calls)
{
	for (; calls > 0 && lanes->next < lanes->end; calls--)
		look_at(lanes, lanes->next++);
	return lanes->next >= lanes->end;
}

/* --- reading --------------------------------------------------------------------------- */

const struct lane_slice *
lanes_slice(const struct lanes *lanes, uint32_t serial, unsigned slice)
{
	const struct lane *lane = serial < lanes->lane_cap ? &lanes->lanes[serial] : NULL;

	if (lane == NULL || slice < lane->first || slice - lane->first >= lane->count)
		return NULL;
	return &lane->slices[slice - lane->first];
}

const struct lanes_window *
lanes_window(const struct lanes *lanes)
{
	return &lanes->window;
}

uint64_t
lanes_until_ns(const struct lanes *lanes)
{
	return lanes->until_ns;
}

uint64_t
lanes_since_ns(const struct lanes *lanes)
{
	return lanes->since_ns;
}
