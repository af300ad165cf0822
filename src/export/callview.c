#include "export/callview.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/safetext.h"
#include "base/text.h"
#include "export/export.h"
#include "model/session.h"
#include "syscall/decode.h"
#include "syscall/errnos.h"

static const char *
name_error(struct callview *view)
{
	unsigned error = (unsigned)-view->event->call.result;
	const char *name = errno_name(error);

	if (name == NULL) {
		snprintf(view->errno_room, sizeof view->errno_room, "%u", error);
		name = view->errno_room;
	}
	return name;
}

/* It is told as it was earlier: an alert that came since is not to be told with it. */
static bool
is_earlier(const struct event_call *event, const struct call_row *row)
{
	return row->event != NULL && row->event->duration_ns > event->duration_ns;
}

void
callview_read(struct callview *view, const struct export *export, const struct event_call *event)
{
	struct call_row row = { .place = &place_unknown, .z = NAN };

	(void)session_row(export->session, event->seq, &row);	/* false: what it was set to stays */
	view->event = event;
	view->task = tasks_get(session_tasks(export->session), event->head.task);
	view->place = row.place;
	view->name = call_name(event->call.abi, event->call.nr, view->name_room);
	view->done = event->call.state == CALL_DONE;
	view->error = view->done && result_is_error(event->call.result);
	view->errno_name = view->error ? name_error(view) : "";
	view->z = view->done ? row.z : NAN;	/* of one that was open then it may be known by now */
	view->waits = row.waits;
	if (is_earlier(event, &row))
		row.severity = row.alert = 0;
	view->severity = row.severity;
	view->rule = row.alert > 0 ? alerts_get(session_alerts(export->session), row.alert - 1u)->title : "";
}

void
callview_args(struct text *text, const struct callview *view, const struct export *export)
{
	const struct decode_options options = { .string_max = export->options.string_max };

	decode_args(text, &view->event->call, &options);
}

void
callview_source(struct text *text, const struct place *place)
{
	if (place->line == 0)
		return;
	safe_line(text, place->file, strlen(place->file));
	text_addf(text, ":%u", place->line);
}

void
callview_original(struct text *text, const struct place *place)
{
	if (place->orig_file[0] == '\0')
		return;
	text_add(text, place->orig_exact ? "" : "~");
	safe_line(text, place->orig_file, strlen(place->orig_file));
	text_addf(text, ":%u", place->orig_line);
	if (place->orig_function[0] != '\0') {
		text_add(text, " in ");
		safe_line(text, place->orig_function, strlen(place->orig_function));
	}
	if (place->orig_language[0] == '\0')
		return;
	text_add(text, " [");
	safe_line(text, place->orig_language, strlen(place->orig_language));
	text_add(text, "]");
}
