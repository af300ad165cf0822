/*
 * session_inside.h - what a session is made of, for its two files
 *
 *	session.c	it begins, forks, ends, and is asked
 *	session_feed.c	records are taken in
 */
#ifndef SESSION_INSIDE_H
#define SESSION_INSIDE_H

#include "base/table.h"
#include "model/session.h"

struct callstacks;
struct history;
struct rules;
struct sourcetexts;
struct symbols;
struct tally;

struct session {
	struct session_options options;
	const struct session *of;	/* the live one that this is an earlier state of; NULL: it is live itself */
	bool names;
	struct session_totals totals;
	struct event_start *start;
	struct event_end end;		/* its size is 0 before it came */
	char *command;
	struct history *history;
	struct table marked;		/* calls that had an alert and are open: seq → severity and its number */
	struct symbols *symbols;
	struct callstacks *stacks;
	struct tasks *tasks;
	struct tally *tally;
	struct alerts *alerts;
	struct rules *rules;		/* NULL: none */
	struct sourcetexts *texts;
	struct decisions *decisions;	/* NULL: not asked for */
};

/* Names of code that the program made may have been written by now. */
void session_look_for_code(struct session *session);

#endif
