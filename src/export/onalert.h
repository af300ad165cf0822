/*
 * onalert.h - what happens when an alert comes, beside telling it
 *
 *	onalert_feed(onalert, session);	after each session_feed()
 *	onalert_look(onalert);		now and then
 *
 * "hold": the caller has the program stopped. "!command": a shell runs it with
 * the alert in its environment, SIGHTLINE_ALERT_…; of the commands so many run
 * at once, and what comes meanwhile is counted and not run. Each kind of alert
 * acts when it first comes, and again when it gets more severe.
 */
#ifndef ONALERT_H
#define ONALERT_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "model/alerts.h"

struct mutes;
struct onalert;
struct session;

enum { ONALERT_COMMANDS = 4 };	/* that run at once */

struct onalert_options {
	const char *what;	/* "hold", "!command"; must outlive it */
	enum alert_severity least; /* of alerts that act; ALERT_NONE: High, and what rules find from Medium on */
	const sigset_t *mask;	/* signals blocked in commands; NULL: as in the caller */
	bool screen;		/* commands may not write to the terminal */
};

/* NULL when there is nothing to do. */
struct onalert *onalert_new(const struct onalert_options *options);

/* Waits for commands that still run, five seconds at most. */
void onalert_free(struct onalert *onalert);

/*
 * What the newest record brought, but for what is muted (NULL: nothing is). True: the program is to be held, because of
 * onalert_cause(); no more is asked for until onalert_go_on().
 */
bool onalert_feed(struct onalert *onalert, const struct session *session, const struct mutes *mutes);
const struct alert *onalert_cause(const struct onalert *onalert);
void onalert_go_on(struct onalert *onalert);

/* Takes in what ended. */
void onalert_look(struct onalert *onalert);

uint64_t onalert_left_out(const struct onalert *onalert);	/* commands not run since too many were */

/* The line to paste: `gdb -p 4711` for the process that made the alert's call; its number, 0 unknown. */
uint32_t onalert_pid(const struct session *session, const struct alert *alert);

#endif
