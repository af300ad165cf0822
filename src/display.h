/*
 * display.h - what of a trace a format is shown: --filter
 *
 * Calls that the filter does not mean are left out, and figures are of those
 * that it means; what is no call (signals, ends, losses) is shown as ever. No
 * format tells of calls before they end, so they are asked about once.
 */
#ifndef DISPLAY_H
#define DISPLAY_H

#include <stdbool.h>

struct event;
struct filter;
struct options;
struct session;
struct subset;

struct display {
	struct filter *filter;	/* NULL: all is shown */
	struct subset *subset;	/* figures of what is shown; NULL: those of the session */
};

/* The filter of the options, which is one. */
void display_init(struct display *display, const struct options *options);
void display_done(struct display *display);

/* Whether the record is shown; to be asked once, after session_feed(). */
bool display_takes(struct display *display, const struct session *session, const struct event *event);

#endif
