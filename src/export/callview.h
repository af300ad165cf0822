/*
 * callview.h - a call as formats with fields show it
 *
 * One look at the record and at what the session knows of it, for all
 * formats, so that they agree.
 */
#ifndef CALLVIEW_H
#define CALLVIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "syscall/shape.h"

struct event_call;
struct export;
struct place;
struct task;
struct text;

struct callview {
	const struct event_call *event;
	const struct task *task;	/* NULL: unknown */
	const struct place *place;	/* who asked; never NULL */
	const char *name;
	bool done;			/* it returned: result and duration hold */
	bool error;			/* the result is one */
	const char *errno_name;		/* "ENOENT", "600"; "" without an error */
	bool waits;			/* to wait is what it is for */
	float z;			/* NAN: not scored */
	uint8_t severity;		/* enum alert_severity */
	const char *rule;		/* of that alert: "slow", "stuck"; "" none */
	char name_room[CALL_NAME_CAP], errno_room[8];
};

/* What is known of a call right after the session took it in; good until the next record. */
void callview_read(struct callview *view, const struct export *export, const struct event_call *event);

/* Its arguments in strace's notation, separated by ", ". */
void callview_args(struct text *text, const struct callview *view, const struct export *export);

/* "src/main.rs:214" as one line of safe text; nothing when unknown. */
void callview_source(struct text *text, const struct place *place);

/* "sim.py:143 in process_data [python]", "~" in front when that is only the nearest line; nothing when unknown. */
void callview_original(struct text *text, const struct place *place);

#endif
