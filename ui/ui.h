/*
 * ui.h - the screen: drains a source into a session, draws panes, obeys keys
 *
 *	r = ui_run(&options, &result, &why);
 *
 * Returns when the user leaves or is told to (SIGINT, SIGTERM, SIGHUP), with
 * the terminal given back. The only layer that knows curses.
 */
#ifndef UI_H
#define UI_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"

struct config;
struct hist;
struct recorder;
struct session;
struct source;
struct srcmaps;
struct onalert;
struct telemetry;

enum ui_color { UI_COLOR_AUTO, UI_COLOR_ALWAYS, UI_COLOR_NEVER };
enum ui_leave { UI_LEAVE_KILL, UI_LEAVE_DETACH };

struct ui_options {
	struct source *source;
	struct session *session;
	struct recorder *recorder; /* begun, and closed by ui_run(); NULL: nothing is recorded before the user says so */
	struct telemetry *telemetry; /* NULL: none is sent; the caller closes it */
	struct onalert *onalert; /* what is done at alerts; NULL nothing */
	bool recorded;		/* the source is a recording */
	const char *play;	/* how fast it is played from its beginning, "10x"; NULL: what came last is shown */
	const char *baseline;	/* directory of a recording to hold the run against; NULL none */
	uint64_t baseline_history; /* bytes of its records that are kept, 0: 256 MiB */
	struct srcmaps *maps;	/* of its sources, must outlive the screen; NULL none */
	double tolerance;	/* percent that something may be slower than there; 0: the default */
	int tty;		/* master of the program's pty, non-blocking; -1: it has its own terminal */
	const struct config *config; /* keys, layouts, colour rules …; NULL: nothing is set */
	int tee;		/* what the program writes to its terminal goes there as well; -1: nowhere else */
	const char *notice;	/* the first thing said; NULL or "" nothing */
	const char *filter;	/* what is shown at first, which is a filter; NULL: all */
	const char *theme;	/* name or path; NULL: the default */
	enum ui_color color;	/* whether there are any; UI_COLOR_AUTO: as NO_COLOR and CLICOLOR_FORCE say */
	const char *script;	/* file of commands instead of a keyboard; NULL none */
	const char *screen;	/* "80x24": a fixed size, for scripts; NULL: the terminal's */
	struct hist *frames;	/* processor time (ns) that each frame took is added there; NULL: nobody asks */
	bool mouse;		/* it is listened to from the beginning */
	bool ascii;		/* no box lines or blocks, whatever the locale */
	bool ask;		/* q asks before it ends a started program that still runs */
	enum ui_leave leave;	/* what happens to it when nobody can be asked */
};

struct ui_result {
	int signal;		/* we were told to leave by this signal, 0: by the user or the end */
	int recording;		/* negative errno of a recording that ended early, 0 none */
	struct why recording_why;
	int tee;		/* negative errno of what could not be written to the tee, 0 none */
};

/* The window size that a program has to begin with. */
void ui_program_size(const struct ui_options *options, int *ret_rows, int *ret_cols);

/*
 * Before anything is started: whether what the user has set is right, down to
 * keys, layouts, themes and the script. 0, or a negative errno and a sentence.
 */
int ui_check(const struct ui_options *options, struct why *reterr_why);

/* 0, or a negative errno and a sentence: no terminal, unknown terminal type, bad theme, bad script. */
int ui_run(const struct ui_options *options, struct ui_result *ret_result, struct why *reterr_why);

#endif
