/*
 * keep.h - what a run leaves behind beside what it shows: a recording,
 * telemetry, files of decisions
 *
 *	r = keep_open(&options, &keep, &why);	// before anything is traced
 *	keep_begin(&keep, session);
 *	session_feed(session, event);		// for every record
 *	keep_feed(&keep, event);
 *	keep_flush(&keep);			// some times a second
 *	r = keep_close(&keep, session, &why);
 *
 * Each part is there only when the options ask for it.
 */
#ifndef KEEP_H
#define KEEP_H

#include <stdbool.h>

#include "base/why.h"
#include "decisionfiles.h"

struct event;
struct options;
struct session;

struct keep {
	struct decisionfiles decisions;
	struct recorder *recorder;	/* NULL: none. The screen takes it over, and sets it to NULL */
	struct telemetry *telemetry;	/* NULL: none */
	bool told;			/* the recorder's trouble */
};

/* What cannot be written is told at once: 0, or a negative errno and a sentence, with nothing open. */
int keep_open(const struct options *options, struct keep *ret_keep, struct why *reterr_why);

/* Before the first record. */
void keep_begin(const struct keep *keep, const struct session *session);

void keep_feed(const struct keep *keep, const struct event *event);

/* What was seen is safe from here on. A recording that ends early is told here, once. */
void keep_flush(struct keep *keep);

/*
 * Writes and closes all. 0, or the negative errno of what could not be
 * written and a sentence, empty when it was told already. Telemetry that did
 * not reach the collector is told, and no failure. Without a session nothing
 * was traced.
 */
int keep_close(struct keep *keep, const struct session *session, struct why *reterr_why);

#endif
