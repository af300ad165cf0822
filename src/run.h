/*
 * run.h - one trace, from its source to what is shown and kept
 *
 * run_batch() shows it as a format, run_screen() on a screen. Both open what
 * is kept (keep.h) and then the source, so that nothing is started when
 * something is wrong, and return the exit status. The rest is what they share.
 */
#ifndef RUN_H
#define RUN_H

#include <signal.h>
#include <stdbool.h>

#include "base/why.h"
#include "model/alerts.h"

struct options;
struct session;
struct source;
struct srcmaps;
struct usercode;
struct debuginfod;

struct run {
	const struct options *options;
	struct srcmaps *maps;
	struct usercode *usercode;
	struct debuginfod *debuginfod;
	const sigset_t *mask;	/* signals blocked when we were started, for what we start */
};

int run_batch(const struct run *run);
int run_screen(const struct run *run);

/* What of a trace will be used. */
struct run_use {
	bool stacks, decisions, no_memory;
	bool names;		/* what descriptors are */
	int tty;		/* of the program; -1: it keeps ours */
	char *const *environment; /* of the program; NULL: ours */
};

/* A program started or attached to, or recordings. 0, or a negative errno and a sentence. */
int run_open_source(const struct run *run, const struct run_use *use, struct source **ret_source,
		    struct why *reterr_why);

/* The exit status of run_open_source() failing, after its sentence is told. */
int run_open_failure(const struct run *run, int error, const struct why *why);

struct alerts_options run_alerts(const struct options *options);

/* What --on-alert asks for; NULL nothing. */
struct onalert;
struct onalert *run_onalert(const struct run *run, bool screen);

/*
 * The exit status that --baseline and --fail-on-alert ask for, 0 none; what
 * differs from the baseline is told on standard error.
 */
int run_verdict(const struct run *run, const struct session *session);

#endif
