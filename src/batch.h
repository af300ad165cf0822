/*
 * batch.h - without a screen: a source drained into an exporter
 */
#ifndef BATCH_H
#define BATCH_H

#include <stdbool.h>

struct announce;
struct display;
struct export;
struct keep;
struct onalert;
struct session;
struct source;

struct batch {
	struct source *source;
	struct session *session;
	struct export *export;
	struct display *display; /* which records the export is given */
	struct announce *announce; /* NULL: nobody */
	struct keep *keep;
	struct onalert *onalert; /* NULL: nothing happens at alerts */
	bool kill;		/* told to leave: kill what we started instead of letting it go */
};

/*
 * Runs until the source has ended; told to leave (leave.h) it asks the source
 * to, and writes what still comes. Ends the export: 0, or the negative errno
 * of the first write that failed, which stops neither source nor session.
 */
int batch_run(struct batch *batch);

#endif
