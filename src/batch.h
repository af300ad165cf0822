/*
 * batch.h - without a screen: a source drained into an exporter
 */
#ifndef BATCH_H
#define BATCH_H

#include <stdbool.h>
#include <stdio.h>

struct export;
struct session;
struct source;

struct batch {
	struct source *source;
	struct session *session;
	struct export *export;
	bool kill;		/* told to leave: kill what we started instead of letting it go */
};

struct batch_result {
	int signal;		/* we were told to leave by this signal; 0: the program ended */
	int error;		/* negative errno of the first write that failed; 0 none */
};

/* Runs until the source has ended. Told to leave by SIGINT, SIGTERM or SIGHUP it does so within 1.5 s. */
void batch_run(const struct batch *batch, struct batch_result *ret_result);

#endif
