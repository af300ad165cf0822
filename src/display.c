#include "display.h"

#include "base/why.h"
#include "model/filter.h"
#include "model/session.h"
#include "model/subset.h"
#include "options.h"

void
display_init(struct display *display, const struct options *options)
{
	*display = (struct display){ .filter = NULL };
	if (options->filter == NULL)
		return;
	if (filter_parse(options->filter, &display->filter, NULL) < 0)
		die("--filter: options_parse() took what is no filter");
	display->subset = subset_new(!options->no_stacks);
}

void
display_done(struct display *display)
{
	filter_free(display->filter);
	subset_free(display->subset);
}

bool
display_takes(struct display *display, const struct session *session, const struct event *event)
{
	const struct event_call *call = (const struct event_call *)event;
	struct call_row row;

	if (display->filter == NULL || event->kind != EVENT_CALL)
		return true;
	if (call->call.state == CALL_OPEN || !session_row(session, call->seq, &row) ||
	    !filter_match(display->filter, session, call->seq, &row))
		return false;
	subset_add(display->subset, session, &row);
	return true;
}
