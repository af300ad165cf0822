/*
 * pane.h - what a pane is
 *
 * A pane is one const struct pane_ops and a small state of its own. Its draw
 * reads the session and that state and changes neither; its act changes its
 * state and says what must follow. Rows are remembered by sequence number,
 * so nothing but the user ever moves a cursor.
 */
#ifndef PANE_H
#define PANE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/actions.h"
#include "ui/cells.h"
#include "ui/layout.h"
#include "ui/keymap.h"

struct against;
struct event_call;
struct finder;
struct filterview;
struct commands;
struct keymap;
struct marks;
struct mutes;
struct session;
struct source_state;
struct stream_columns;
struct terminal;
struct tints;

/* What all panes look at together. Owned by ui.c. */
struct scene {
	const struct session *session;
	const struct session *figures; /* as of the time that is looked at: the session, or an earlier state of it */
	uint64_t figures_id;	/* another number: figures are another session, and numbers of rows are void */
	const struct terminal *terminal; /* the program's own terminal; NULL: it has another */
	const struct source_state *source; /* how the tracer is doing; NULL in tests without one */
	uint64_t now_ns;	/* CLOCK_MONOTONIC */
	uint64_t time_ns;	/* that figures, rates and ages of open calls are of: now, or of the newest record */
	uint64_t call;		/* the call under the stream's cursor: detail and source show it; 0 none */
	uint64_t end;		/* one past the newest call to be shown: session_end(), or where the pause froze it */
	uint64_t at;		/* one looks back: the newest call that was over (moment.h); 0: now */
	uint64_t at_ns;		/* as of when everything is shown, the end of that call or later; 0: now */
	unsigned at_percent;	/* how far the figures of that moment are; 100: all the way */
	uint64_t at_since;	/* the oldest call that they know of; 1: nothing is missing */
	double playing;		/* how fast that moment moves forth by itself; 0: it stands */
	bool paused;
	bool keyboard;		/* what is typed goes to the program */
	char keyboard_key[KEY_NAME_CAP]; /* the key that ends that */
	bool recorded;		/* a recording is read: there is no program */
	const struct finder *finder; /* what was searched for last; NULL nothing */
	const struct filterview *view; /* the calls that are shown; NULL: all */
	const struct marks *marks;
	struct stream_columns *columns; /* of the stream, for the list of columns */
	const struct mutes *mutes; /* alerts not to be heard of; NULL: none */
	const struct keymap *keymap;
	const struct commands *commands; /* of the user's own */
	const char *theme;	/* its name, as it was asked for */
	const struct theme *looks; /* for the marks of roles */
	const struct tints *tints; /* roles of rows by rules; NULL: there are none */
	unsigned scrolloff;	/* rows that stay in sight around the cursor */
	const struct against *against; /* what the run is held against */
	double tolerance;	/* by how much slower is still the same: 0.1 is a tenth */
};

/* What the cell under a cursor says, as a test in the filter language (model/filter.h): `=` keeps by it, `!` drops. */
struct condition {
	const char *field;	/* "fn" */
	const char *keep, *drop; /* operators: "=" and "!=", or ">=" and "<" of a measure */
	char value[512];	/* the very text, not quoted; "" where the field is a word alone ("gap") */
};

/* What an action asks the loop to do next. */
enum reaction {
	REACT_UNHANDLED = 0,	/* not mine */
	REACT_REDRAW = 1 << 0,	/* draw soon; any handled action implies it */
	REACT_CALL = 1 << 1,	/* pane->call is the call to look at now */
	REACT_DETAIL = 1 << 2,	/* open the detail of scene->call */
	REACT_STREAM = 1 << 3,	/* go to the stream, at pane->call */
	REACT_MESSAGE = 1 << 4,	/* pane->message says something */
	REACT_FILTER = 1 << 5,	/* pane->condition is what to narrow the stream to; pane->call is one of those calls */
	REACT_KEYBOARD = 1 << 8, /* what is typed goes to the program */
	REACT_AROUND = 1 << 6,	/* go to the stream, at pane->call, and show it among all calls, whatever is filtered */
	REACT_THEME = 1 << 9,	/* pane->condition is the name of the theme to be shown */
	REACT_CLOSE = 1 << 10,	/* the list is closed */
	REACT_MOMENT = 1 << 7,	/* look back to pane->call; 0: now */
};
enum { PANE_CONDITION_CAP = 1024 };

struct pane {
	const struct pane_ops *ops;
	void *state;		/* ops->state_size bytes, zero at first */
	int rows, cols;		/* of its canvas when last laid out */
	bool focus;
	bool shown;		/* it has a place on the screen */
	uint64_t call;		/* with REACT_CALL, REACT_STREAM, REACT_FILTER and REACT_AROUND */
	char message[120];	/* with REACT_MESSAGE */
	char condition[PANE_CONDITION_CAP]; /* with REACT_FILTER: in the filter language, "fn = read and lat in 1ms..1.2ms" */
};

struct pane_ops {
	const char *name;	/* in layouts and commands: "stream" */
	const char *title;	/* "Functions" */
	const char *tab;	/* in tabs where room is scarce: "Func"; NULL: the title */
	size_t state_size;
	void (*init)(struct pane *pane);	/* may be NULL; zero is a good default */
	void (*done)(struct pane *pane);	/* may be NULL */

	/*
	 * Before drawing, after new data, a resize or an action: brings the
	 * state in line with the scene (follows the end, keeps the cursor in
	 * the window, re-sorts). May be NULL.
	 */
	void (*settle)(struct pane *pane, const struct scene *scene);

	/*
	 * What takes long is done between frames: `busy` says that there is
	 * some, `work` goes on with it until then (CLOCK_MONOTONIC). Settle
	 * begins it. May be NULL, both.
	 */
	bool (*busy)(const struct pane *pane);
	void (*work)(struct pane *pane, const struct scene *scene, uint64_t until_ns);

	/* Draws all of the canvas, title rule excluded; `ret_hint` of the title's right side may be filled. */
	void (*draw)(const struct pane *pane, const struct scene *scene, const struct canvas *canvas);

	/* Text at the right of the title rule ("sort: total"); may be NULL. */
	void (*hint)(const struct pane *pane, const struct scene *scene, char *buf, size_t cap);

	/* enum reaction bits; REACT_UNHANDLED lets the loop handle it. */
	unsigned (*act)(struct pane *pane, const struct scene *scene, enum action action);

	/* What draw_hit() said with that number was clicked; NULL where a pane says nothing. */
	unsigned (*click)(struct pane *pane, const struct scene *scene, unsigned hit);

	/* What the cell under the cursor says; false: nothing one could filter by. May be NULL. */
	bool (*condition)(const struct pane *pane, const struct scene *scene, struct condition *ret_condition);

	/*
	 * Brings the cursor to the next (1) or previous (-1) row whose text the finder matches, or to the first one
	 * from the cursor's own on (0), round the end; false: there is none. NULL: the calls are looked through.
	 */
	bool (*find)(struct pane *pane, const struct scene *scene, const struct finder *finder, int step);

	/* What its rows can be sorted by: the name of each from 0 on, NULL behind the last; NULL, both: they have one order. */
	const char *(*sort_name)(unsigned by);
	void (*sort)(struct pane *pane, unsigned by);

	/* A list laid over the others: rows it would like to have; NULL: all there are. */
	int (*wants)(const struct pane *pane, const struct scene *scene);

	/* Shows the call with that number; NULL where a pane has no place for it. */
	void (*go)(struct pane *pane, const struct scene *scene, uint64_t seq);
};

extern const struct pane_ops pane_stream, pane_functions, pane_alerts, pane_source, pane_detail, pane_latency,
	pane_output, pane_tasks, pane_time, pane_decisions, pane_diff, pane_help, pane_marks, pane_columns, pane_themes,
	pane_explain;

/* The pane of what differs goes to the row of those calls; false: neither run has them, or they are no row there. */
bool diff_go(struct pane *pane, const struct scene *scene, const struct condition *condition);

/*
 * What the explanation is of: the kind of alerts with that number, 0 none, and the call. `cols` is how wide it will be:
 * how many rows it takes depends on that.
 */
void explain_set(struct pane *pane, uint64_t kind, uint64_t seq, int cols);

/* What the pane of alerts was told to mute. */
const struct mutes *alerts_mutes(const struct pane *pane);

const struct pane_ops *pane_ops_of(enum pane_id pane);

/* How long an open call has been inside by the time that is looked at. */
uint64_t pane_age_ns(const struct scene *scene, const struct event_call *event);

/* What says in text what a role's colour says, "" nothing. */
const char *pane_mark(const struct scene *scene, enum role role);

void pane_open(struct pane *pane, const struct pane_ops *ops);
void pane_close(struct pane *pane);

/*
 * A list's window: keeps `cursor` visible among `count` items in `rows` rows,
 * moving `top` as little as possible. For panes whose rows are plain numbers.
 */
void pane_window(size_t *top, size_t cursor, size_t count, int rows);

/* Writes a condition as text into pane->condition; false when it is none. */
bool pane_condition(struct pane *pane, const struct condition *condition);

/*
 * For pane_ops.find of panes with rows 0 … count - 1: the first row from *position on in the direction of step, round
 * the end, of which has_text() is true; *position is untouched when there is none.
 */
bool pane_find(const struct pane *pane, const struct scene *scene, const struct finder *finder, int step, size_t count,
	       size_t *position,
	       bool (*has_text)(const struct pane *pane, const struct scene *scene, size_t position,
				const struct finder *finder));

/* Moves a cursor by a movement action within count items; false when the action is no movement. */
bool pane_move(size_t *cursor, size_t count, int rows, enum action action);

#endif
