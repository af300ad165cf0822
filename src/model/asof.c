#include "model/asof.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/session.h"
#include "model/waits.h"
#include "syscall/memory.h"

void
asof_done(struct asof *asof)
{
	free(asof->event);
	*asof = (struct asof){ .then = asof->then };
}

bool
asof_is_inside(const struct event_call *event, uint64_t at_ns)
{
	return event->head.time_ns <= at_ns &&
	       (event->call.state == CALL_OPEN || event->head.time_ns + event->duration_ns > at_ns);
}

/* Whether it was known before the call was over: memory that the program gave, names of descriptors it had. */
static bool
is_given(const struct call *open, const struct piece *piece)
{
	const struct call_shape *shape = call_shape(open->abi, open->nr);

	if (piece->flags & PIECE_AT_ENTRY)
		return true;
	return shape != NULL && piece->arg < shape->arg_count &&
	       memory_of(open, shape, piece->arg, false).kind != MEMORY_NONE;
}

static void
put_pieces(struct call *open, const struct call *call)
{
	char *to = (char *)(open + 1);

	open->piece_count = 0;
	open->pieces_len = 0;
	for (const struct piece *piece = NULL; (piece = piece_next(call, piece)) != NULL;) {
		if (!is_given(open, piece))
			continue;
		memcpy(to + open->pieces_len, piece, piece_size(piece->len));
		open->pieces_len += (uint32_t)piece_size(piece->len);
		open->piece_count++;
	}
}

static struct event_call *
room_for(struct asof *asof, const struct event_call *event)
{
	return asof->event = mem_grow(asof->event, &asof->cap, event->head.size, 1);
}

static const struct event_call *
still_open(struct asof *asof, const struct event_call *event, uint64_t at_ns)
{
	struct event_call *open = room_for(asof, event);

	*open = *event;
	open->call.state = CALL_OPEN;
	open->call.result = 0;
	open->head.flags &= (uint16_t)CALL_INTO;
	open->duration_ns = at_ns > event->head.time_ns ? at_ns - event->head.time_ns : 0;
	open->waited_ns = 0;
	put_pieces(&open->call, &event->call);
	return open;
}

bool
asof_row(struct asof *asof, const struct session *session, uint64_t seq, uint64_t at_ns, struct call_row *ret_row)
{
	bool told;

	if (!session_row(session, seq, ret_row))
		return false;
	if (at_ns == 0 || ret_row->event == NULL)
		return true;
	told = ret_row->event->head.time_ns + ret_row->event->duration_ns <= at_ns;
	if (told && ret_row->event->call.state != CALL_OPEN)
		return true;
	ret_row->event = still_open(asof, ret_row->event, at_ns);
	ret_row->as_of_ns = at_ns;
	ret_row->z = NAN;
	if (!told) {
		ret_row->severity = 0;
		ret_row->alert = 0;
	}
	ret_row->waits = wait_by_purpose(&ret_row->event->call);
	if (asof->then != NULL)
		(void)session_open_mark(asof->then, seq, &ret_row->severity, &ret_row->alert);
	return true;
}

void
asof_finish(struct asof *asof, struct call_row *row)
{
	const struct event_call *event = row->event;

	if (event == NULL || event->call.state != CALL_OPEN)
		return;
	if (event != asof->event)
		memcpy(room_for(asof, event), event, event->head.size);
	asof->event->call.state = CALL_UNFINISHED;
	row->event = asof->event;
}

bool
asof_is_open(const struct session *session, uint64_t seq, uint64_t at_ns)
{
	struct call_row row;

	return session_row(session, seq, &row) && row.event != NULL &&
	       (row.event->call.state == CALL_OPEN ||
		(at_ns != 0 && row.event->head.time_ns + row.event->duration_ns > at_ns));
}
