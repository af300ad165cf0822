/*
 * inside.h - the front end's inside, shared by its files
 *
 *	ui.c	   the loop: data, keys
 *	perform.c  a script instead of keys
 *	act.c	   actions: a pane's, or the table of what is done for all
 *	focus.c	   which pane is looked at
 *	bar.c	   the line in which one types; find.c, bar_filter.c, palette.c say what for
 *	narrow.c   the filter: conditions added and taken back
 *	marking.c  marks
 *	compose.c  panes brought up to date and drawn
 *	program.c  the program's own terminal, and whose the keyboard is
 *	copy.c	   the clipboard
 *	save.c	   the view in a file
 *	outside.c  other programs that get the terminal for a while
 *	mouse.c	   what is clicked, and the wheel
 *	leave.c	   questions, signals, and the end of the source
 *	hold.c	   the program held at an alert
 *	intake.c   records, the program's own output, the time
 *	scrub.c	   the moment as of which everything is shown
 *	play.c	   that moment, moving by itself
 *	record.c   a recording, begun and ended by a key
 *	configure.c what the user has set
 *	restyle.c  another theme
 */
#ifndef INSIDE_H
#define INSIDE_H

#include "model/filter.h"
#include "trace/source.h"
#include "ui/bar.h"
#include "ui/against.h"
#include "ui/cells.h"
#include "ui/commands.h"
#include "ui/crumbs.h"
#include "ui/find.h"
#include "ui/keymap.h"
#include "ui/layout.h"
#include "ui/marks.h"
#include "ui/owncost.h"
#include "ui/pane.h"
#include "ui/script.h"
#include "ui/settings.h"
#include "ui/typed.h"
#include "ui/ui.h"

struct layouts;
struct tints;
struct filterview;
struct past;
struct screen;
struct terminal;

/* Of the filter that is being typed: what it would mean. */
struct preview {
	struct filter *filter;
	struct filterview *view;	/* NULL: all calls, or it is none */
};

/* A moment that moves forth; scene.playing says whether it does. */
struct play {
	double speed;			/* 1: as fast as it was; 0: nobody has said */
	uint64_t to_ns;			/* as of when it has come */
	uint64_t until_ns;		/* where it is to stand; UINT64_MAX: at the end */
	bool begun;			/* what was asked for at the start */
	uint64_t moved_ns;		/* when it moved last (CLOCK_MONOTONIC) */
};

/* What takes so long that one notices, said in the status line; zeroes at first. */
struct working {
	uint64_t since_ns;	/* when it began; 0: nothing is under way */
	uint64_t said_ns;	/* when the text was written */
	char text[80];		/* "": nothing is said */
};

struct ui {
	const struct ui_options *options;
	struct screen *screen;		/* NULL: a script draws into the grid only */
	struct script script;
	struct keymap keymap;
	struct theme theme;
	char theme_name[256];		/* as it was asked for */
	struct tints *tints;
	struct grid grid;
	struct pane panes[PANES];
	struct layouts *layouts;
	struct layout_plan plan;
	enum pane_id main, focus;
	enum pane_id behind;		/* the pane one came from into this one; PANE_NONE: going back is to the stream */
	bool zoom;
	enum pane_id over;		/* a list laid over the others; PANE_NONE: none */
	struct scene scene;
	struct source_state source_state;
	struct terminal *terminal;
	bool terminal_ended;
	bool keyboard_zoomed;		/* its pane has everything only while one types into it */
	struct save *save;		/* a view that is being written; NULL: none is */
	bool mouse;			/* it is listened to */
	bool pasting;			/* between the marks of pasted text */
	char message[160];
	struct settings settings;
	struct commands commands;	/* of the user's own */
	struct bar bar;
	struct typed *typed;		/* lines typed before */
	struct find find;
	struct marks marks;
	struct crumbs crumbs;
	struct filter *filter;		/* of the calls that are shown; NULL: all are */
	struct filterview *view;
	struct preview preview;
	struct filter_context filter_context; /* what it knows of marks */
	struct against against;		/* what the run is held against */
	uint64_t past_beginnings;	/* what figures_id is of */
	uint64_t viewed_ns;		/* as of when calls are filtered; 0: now */
	struct past *past;		/* what was known earlier */
	struct play play;
	struct recorder *recorder;	/* NULL: nothing is recorded now */
	uint64_t flushed_ns;		/* when it was last flushed */
	int recording_error;		/* of the first recording that ended early, 0 none */
	struct why recording_why;
	bool held;			/* the program is stopped at an alert, and that was said */
	bool asking;			/* the question of how to leave is on the screen */
	bool leaving;			/* the loop ends */
	struct working working;
	struct owncost cost;
	bool to_draw, data_came;
	uint64_t drawn_ns, interrupted_ns;
	int signal;			/* that told us to leave */
	enum ui_leave leave;
	struct why why;			/* a script's trouble */
	int error;
};

/* working.c: true when there is something else to be said. */
bool working_say(struct working *working, const struct session *session, uint64_t now_ns);

/* intake.c: takes records in for a slice of time; true when the ring is empty. */
bool ui_drain(struct ui *ui);
void ui_read_terminal(struct ui *ui);

/* hold.c: says where it is held, once it is; lets it go on. */
void hold_look(struct ui *ui);
void hold_go_on(struct ui *ui);

/* Shows a sentence in the status line; "" takes it away. */
void ui_say(struct ui *ui, const char *text);

/* act.c: an action asked for by a key or a script; what no pane takes. */
void act(struct ui *ui, enum action action);
void act_generally(struct ui *ui, enum action action);
void act_click(struct ui *ui, struct pane *pane, unsigned hit);	/* on what a pane that takes clicks drew there */

/* focus.c: a pane; the next one on the screen, in the layout's order; where only one is shown, the next tab. */
void focus_on(struct ui *ui, enum pane_id pane);
void focus_next(struct ui *ui, int step);
void focus_into(struct ui *ui, enum pane_id pane);	/* going back is to the pane where one is */
void focus_detail(struct ui *ui);		/* it has everything until it is closed again */
void focus_call(struct ui *ui, uint64_t seq);	/* the stream, at that call */
bool focus_can_go_back(const struct ui *ui);
bool focus_back(struct ui *ui);			/* closes what was opened last; false: nothing was */

/* program.c: the beginning; its pane has its place; the keyboard is given or taken back; whether a key was the program's. */
void program_open(struct ui *ui);
void program_settle(struct ui *ui);
void program_keyboard(struct ui *ui, bool give);
bool program_takes(struct ui *ui, int key);
/* Where the user is, and back there. */
struct spot focus_spot(const struct ui *ui);
void focus_return(struct ui *ui, const struct spot *spot);

/* narrow.c: another filter; -EINVAL and what is wrong with it, then the old one stays in force. */
int narrow_set(struct ui *ui, const char *text, struct why *reterr_why);

void narrow_to(struct ui *ui, const char *condition, uint64_t call);	/* one more condition, and to a call it means */
void narrow_by(struct ui *ui, const struct condition *condition, bool keep);
void narrow_around(struct ui *ui, uint64_t call);	/* to a call, with all that are around it */
bool narrow_pop(struct ui *ui);				/* without the last condition; false: there is none */
void narrow_walk(struct ui *ui, int step);		/* what was shown before that, after that */
void narrow_toggle(struct ui *ui);			/* all calls; again: as before */
void narrow_marks_changed(struct ui *ui);
void narrow_as_of(struct ui *ui);			/* one looks back to another moment, or more is known of it */
bool narrow_tick(struct ui *ui);			/* goes on with what is not looked at yet; false: nothing is left */
const struct filterview *narrow_view(const struct ui *ui);	/* NULL: all calls are shown */
bool narrow_pending(const struct ui *ui);
void narrow_done(struct ui *ui);

/* bar_filter.c: goes on counting what the filter that is being typed means. */
bool filter_tick(struct ui *ui);
bool filter_pending(const struct ui *ui);
void filter_drop(struct ui *ui);	/* the line is closed: nothing is counted any more */

/* marking.c: the call under the cursor is marked, or no more; to the next or previous mark. */
void marking_toggle(struct ui *ui);
void marking_go(struct ui *ui, int step);

/* mouse.c: it is listened to, or not; what it did. */
void mouse_listen(struct ui *ui, bool on);
void mouse_take(struct ui *ui);

/* copy.c: the row under the cursor; the whole call, in strace's notation. */
void copy_cell(struct ui *ui);
void copy_call(struct ui *ui);

/* save.c: asks for the file to write the view to; writes it to that file; goes on writing it; ends that. */
void save_ask(struct ui *ui);
void save_to(struct ui *ui, const char *typed);
bool save_tick(struct ui *ui);	/* true: there is more to do */
void save_stop(struct ui *ui);

/* outside.c: the line of source in an editor; a command of the user's own, or a sentence why it was not run. */
void outside_edit(struct ui *ui);
int outside_run(struct ui *ui, const struct command *command, struct why *reterr_why);

/* record.c: another record; some time has passed; the user begins or ends it; the end. */
void record_feed(struct ui *ui, const struct event *event);
void record_flush(struct ui *ui);
void record_toggle(struct ui *ui);
void record_close(struct ui *ui);

/* focus.c: the focused pane takes room of its neighbour, or gives some; everything where it was at the beginning. */
void focus_grow(struct ui *ui, enum action action);
void focus_reset(struct ui *ui);

/*
 * scrub.c: everything as of the end of that call (moment.h), 0: now; as of a
 * time, calls or not; a key that moves the moment; before panes come to terms with it; a slice of work, true when there
 * is more.
 */
void scrub_to(struct ui *ui, uint64_t moment);
void scrub_to_time(struct ui *ui, uint64_t time_ns);
void scrub_act(struct ui *ui, enum action action);
void scrub_settle(struct ui *ui);
bool scrub_slice(struct ui *ui);

/*
 * play.c: the moment begins to move, or stands again; at a speed and up to a
 * time, or -EINVAL and why not; how fast "10x" is; moves on when it is time.
 */
void play_toggle(struct ui *ui);
int play_at(struct ui *ui, const char *typed, struct why *reterr_why);
int play_read_speed(const char *text, double *ret_speed, struct why *reterr_why);
void play_tick(struct ui *ui);

/* compose.c: panes come to terms with what is new; draws them all; another size. */
void compose_settle(struct ui *ui);
void compose_draw(struct ui *ui);
void compose_resize(struct ui *ui, int rows, int cols);
bool compose_ascii(const struct ui *ui);	/* lines and blocks are drawn in ASCII */

/*
 * configure.c: keys, layouts, colour rules, the theme and other settings. 0, or
 * a negative errno and a sentence; configure_done() in either case.
 */
int configure(struct ui *ui, struct why *reterr_why);
void configure_done(struct ui *ui);

/*
 * restyle.c: another theme from the next frame on. 0, or a negative errno and
 * a sentence; then everything stays as it is.
 */
int ui_theme_switch(struct ui *ui, const char *name, struct why *reterr_why);

/* leave.c: the loop ends; what we started is treated as `how` says. */
void leave_now(struct ui *ui, enum ui_leave how);

/* As leave_now() with what the options say; attached programs always run on. */
void leave_by_default(struct ui *ui);

/* Asks first where a program that we started still runs. */
void leave_ask(struct ui *ui);
void leave_answer(struct ui *ui, int key);

/* A signal told us to leave. */
void leave_by_signal(struct ui *ui, int number);

/* Asks the source to end and takes in what still comes, for a bounded time. */
void leave_end_source(struct ui *ui);

/* perform.c: goes on with the script as far as it can; `drained`: all there is was taken in. */
void perform(struct ui *ui, bool ended, bool drained);

/* ui.c: signals that came meanwhile were not for us; a key. */
void ui_forget_signal(void);
void ui_take_key(struct ui *ui, int key);

/* Whether something is still looked for between frames: a script's next line is meant for what comes of it. */
bool ui_is_busy(const struct ui *ui);

uint64_t ui_now(void);	/* CLOCK_MONOTONIC, ns */

#endif
