#include "ui/sourceplace.h"

#include <string.h>

#include "model/session.h"
#include "ui/pane.h"

enum { CALLS_BACK = 256 };

static bool
is_readable(const struct session *session, const struct place *place)
{
	return (place->line > 0 && session_source(session, place->file) != NULL) ||
	       (place->orig_file[0] != '\0' && session_original(session, place) != NULL);
}

/* The first that can be read from `place` on through the functions it is inlined into; NULL: none. */
static const struct place *
readable_of(const struct session *session, const struct place *place)
{
	while (place != NULL && !is_readable(session, place))
		place = place->outer;
	return place;
}

/* Who asked is a place of its own, with who called it; what is inlined into one function lies at one address. */
static bool
is_at(const struct place *frame, const struct place *place)
{
	return frame->offset == place->offset && strcmp(frame->module, place->module) == 0;
}

/* The nearest caller of who asked that can be read; NULL: none. */
static const struct place *
readable_caller(const struct session *session, const struct call_row *row)
{
	const struct place *found = readable_of(session, row->place->outer);
	const struct session_frame *frames;
	unsigned count = 0, i = 0;
	bool cut;

	frames = session_stack(session, row->event->stack, &count, &cut);
	while (i < count && !is_at(frames[i].place, row->place))
		i++;
	for (i++; found == NULL && i < count; i++)
		found = readable_of(session, frames[i].place);
	return found;
}

/* Who asked for an earlier call of the same thread, if that can be read. */
static bool
readable_before(const struct session *session, uint64_t seq, uint32_t task, struct sourceplace *ret_place)
{
	uint64_t first = session_first(session);
	struct call_row row;

	for (unsigned i = 0; i < CALLS_BACK && seq > first; i++) {
		if (!session_row(session, --seq, &row) || row.event == NULL || row.event->head.task != task ||
		    !is_readable(session, row.place))
			continue;
		*ret_place = (struct sourceplace){ .place = row.place, .call = seq };
		return true;
	}
	return false;
}

struct sourceplace
sourceplace_of(const struct scene *scene)
{
	struct sourceplace found = { .place = &place_unknown, .call = scene->call };
	const struct session *session = scene->session;
	const struct place *caller;
	struct call_row row;

	if (!session_row(session, scene->call, &row))
		return found;
	found.place = row.place;
	if (row.event == NULL || is_readable(session, row.place))
		return found;
	caller = readable_caller(session, &row);
	if (caller != NULL)
		return (struct sourceplace){ .place = caller, .call = scene->call, .caller = true };
	(void)readable_before(session, scene->call, row.event->head.task, &found);
	return found;
}
