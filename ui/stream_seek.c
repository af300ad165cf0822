/* The next call like something, and the one before; see stream.h. */
#include <string.h>

#include "model/asof.h"
#include "model/session.h"
#include "syscall/errnos.h"
#include "ui/rows.h"
#include "ui/stream.h"

static bool
is_failed(const struct call_row *row, const struct call_row *from)
{
	(void)from;
	return row->event != NULL && row->event->call.state == CALL_DONE && result_is_error(row->event->call.result) &&
	       !(row->event->head.flags & CALL_RESTARTED);
}

static bool
is_alert(const struct call_row *row, const struct call_row *from)
{
	(void)from;
	return row->severity != ALERT_NONE;
}

static bool
is_same_task(const struct call_row *row, const struct call_row *from)
{
	return row->event != NULL && from->event != NULL && row->event->head.task == from->event->head.task;
}

static bool
is_same_function(const struct call_row *row, const struct call_row *from)
{
	return row->event != NULL && from->event != NULL && from->place->function[0] != '\0' &&
	       strcmp(row->place->function, from->place->function) == 0;
}

/* What e E, a A, o O, } { go to. */
static const struct stream_seek seeks[] = {
	{ ACTION_NEXT_ERROR, ACTION_PREV_ERROR, "failed", is_failed },
	{ ACTION_NEXT_ALERT, ACTION_PREV_ALERT, "has an alert", is_alert },
	{ ACTION_NEXT_SAME, ACTION_PREV_SAME, "is of this thread", is_same_task },
	{ ACTION_NEXT_FUNCTION, ACTION_PREV_FUNCTION, "is of this function", is_same_function },
};

const struct stream_seek *
stream_seek_of(enum action action)
{
	for (size_t i = 0; i < sizeof seeks / sizeof *seeks; i++)
		if (action == seeks[i].next || action == seeks[i].prev)
			return &seeks[i];
	return NULL;
}

uint64_t
stream_seek(const struct stream *stream, const struct scene *scene, const struct stream_seek *seek,
	    const struct call_row *from, int step)
{
	struct rows rows = stream_rows(stream, scene);
	struct asof asof = { .then = scene->figures };
	struct call_row row;
	uint64_t seq = step > 0 ? rows_span(&rows, stream->cursor).last : stream->cursor;
	bool found = false;

	while (!found && (seq = rows_call(&rows, seq + (uint64_t)(int64_t)step, step)) != 0)
		found = asof_row(&asof, scene->session, seq, scene->at_ns, &row) && seek->fits(&row, from);
	asof_done(&asof);
	return found ? seq : 0;
}
