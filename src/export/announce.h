/*
 * announce.h - alerts as they come, and a report of them at the end, as text
 *
 * Beside any format: a line an alert, right after the call's own. By the
 * predecessor's rule the words are the predecessor's.
 */
#ifndef ANNOUNCE_H
#define ANNOUNCE_H

#include <stdio.h>

enum { REASON_MAX = 320 };

struct announce;
struct event;
struct session;

/* `out` stays the caller's, who looks after its errors. */
struct announce *announce_new(const struct session *session, FILE *out);
void announce_free(struct announce *announce);	/* NULL is allowed */

/* To be called after session_feed() of the same record. */
void announce_feed(struct announce *announce, const struct event *event);

/* The report; nothing when there were no alerts. */
void announce_end(struct announce *announce);

struct alert;
struct text;

/*
 * Why, in numbers: "took 2.1ms, usual 40.0us …", or what its rule found; nothing where the rule alone says it.
 * REASON_MAX bytes are enough.
 */
void announce_reason(struct text *text, const struct alert *alert);

/* One alert as a line of text. */
void announce_line(FILE *out, const struct alert *alert);

#endif
