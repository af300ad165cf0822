/*
 * actions.h - everything a user can ask for, once
 *
 * One table feeds keys, help, the hint line, the command prompt and the
 * manual. An action a pane does not take goes on to the general handler in ui.c.
 */
#ifndef ACTIONS_H
#define ACTIONS_H

#include <stdbool.h>

/* name, key list in the default set, where it applies, help sentence */
#define ACTIONS(X) \
	X(QUIT,		"quit",		"Q F10",	"leave sightline (asks while a program we started still runs)") \
	X(BACK,		"back",		"q",		"back one level: a pane, a condition; from the first leave") \
	X(OUT,		"out",		"Backspace",	"back one level, and no further than the first") \
	X(CLOSE,	"close",	"Esc",		"close what covers something: message, list, search, pane") \
	X(HELP,		"help",		"? F1",		"show every key") \
	X(NEXT_PANE,	"next-pane",	"Tab",		"go to the next pane") \
	X(PREV_PANE,	"previous-pane", "BackTab",	"go to the pane before") \
	X(PANE_1,	"pane-1",	"1",		"show the stream of calls") \
	X(PANE_2,	"pane-2",	"2",		"show functions and latencies") \
	X(PANE_3,	"pane-3",	"3",		"show alerts") \
	X(PANE_4,	"pane-4",	"4",		"show source, generated and original") \
	X(PANE_5,	"pane-5",	"5",		"show the program's own output") \
	X(PANE_6,	"pane-6",	"6",		"show processes and threads") \
	X(PANE_7,	"pane-7",	"7",		"show how long calls like this one take") \
	X(PANE_8,	"pane-8",	"8",		"show what a transpiler says it decided") \
	X(PANE_9,	"pane-9",	"9",		"show what differs from another run, or from before a mark") \
	X(TREE,		"tree",		"t F5",		"processes and threads; there: as a tree or as a list") \
	X(ZOOM,		"zoom",		"z",		"give the pane the whole screen, or take it back") \
	X(RESET,	"reset-layout",	"0",		"every pane as large as at the beginning") \
	X(TALLER,	"taller",	"J",		"more rows for this pane") \
	X(SHORTER,	"shorter",	"K",		"fewer rows for this pane") \
	X(WIDER,	"wider",	"L",		"more columns for this pane") \
	X(NARROWER,	"narrower",	"H",		"fewer columns for this pane") \
	X(UP,		"up",		"k Up",		"one row up") \
	X(DOWN,		"down",		"j Down",	"one row down") \
	X(LEFT,		"left",		"Left",		"scroll left; the tab before") \
	X(RIGHT,	"right",	"Right",	"scroll right; the next tab") \
	X(PREV_COLUMN,	"previous-column", "h",		"cell to the left") \
	X(NEXT_COLUMN,	"next-column",	"l",		"cell to the right") \
	X(FIRST_COLUMN,	"first-column",	"^",		"first cell of the row") \
	X(LAST_COLUMN,	"last-column",	"$",		"last cell of the row") \
	X(PAGE_UP,	"page-up",	"PgUp C-b",	"one page up") \
	X(PAGE_DOWN,	"page-down",	"PgDn C-f",	"one page down") \
	X(HALF_UP,	"half-page-up",	"C-u",		"half a page up") \
	X(HALF_DOWN,	"half-page-down", "C-d",	"half a page down") \
	X(FIRST,	"first",	"g Home",	"to the oldest row") \
	X(LAST,		"last",		"G End",	"to the newest row, and follow") \
	X(FOLLOW,	"follow",	"F",		"follow new calls, or stay") \
	X(PAUSE,	"pause",	"Space p",	"freeze the picture; recording goes on") \
	X(ENTER,	"enter",	"Enter",	"go in: details of the row") \
	X(FILTER,	"filter",	"f F4 \\ &",	"show only calls that are meant: fn = read and lat > 1ms") \
	X(CLEAR,	"clear",	"X",		"show all calls; again: those that were shown before") \
	X(KEEP,		"keep",		"=",		"show only calls with what the cell says") \
	X(DROP,		"drop",		"!",		"show none of the calls with what the cell says") \
	X(EARLIER,	"earlier",	"[",		"what was shown before") \
	X(LATER,	"later",	"]",		"what was shown after that") \
	X(COMMAND,	"command",	":",		"type a command: any of these by its name, a call's number") \
	X(FIND,		"find",		"/ F3",		"find calls, rows, keys by their text: a regular expression") \
	X(FIND_NEXT,	"find-next",	"n",		"next one that was found") \
	X(FIND_PREV,	"find-previous", "N",		"previous one that was found") \
	X(NEXT_ERROR,	"next-error",	"e",		"next call that failed; alerts: why, in full") \
	X(PREV_ERROR,	"previous-error", "E",		"previous call that failed") \
	X(NEXT_ALERT,	"next-alert",	"a",		"next call with an alert") \
	X(PREV_ALERT,	"previous-alert", "A",		"previous call with an alert") \
	X(NEXT_SAME,	"next-of-thread", "o",		"next call of the same thread") \
	X(PREV_SAME,	"previous-of-thread", "O",	"previous call of the same thread") \
	X(NEXT_FUNCTION, "next-of-function", "}",	"next call asked for by the same function") \
	X(PREV_FUNCTION, "previous-of-function", "{",	"previous call asked for by the same function") \
	X(MARK,		"mark",		"m",		"mark the call, or take its mark away") \
	X(NEXT_MARK,	"next-mark",	"u",		"next marked call") \
	X(PREV_MARK,	"previous-mark", "U",		"previous marked call") \
	X(MARKS,	"marks",	"'",		"list of marks, with the time between them") \
	X(COLUMNS,	"columns",	"c",		"choose the columns of the stream, and their order") \
	X(THEMES,	"themes",	"F2",		"choose other colours") \
	X(FOLD,		"fold",		"S",		"runs of equal calls as one row, or each on its own") \
	X(STACK,	"stack",	"b",		"stack of this call") \
	X(GROUP,	"group",	"B",		"by function, call, line …; latency: of all calls") \
	X(MARK_FIGURES,	"mark-figures",	"r",		"mark this moment: the diff shows what came since") \
	X(DIFF,		"diff",		"D",		"what differs; there: from the recording, or since the mark") \
	X(SORT,		"sort",		"s F6",		"choose what the rows are sorted by") \
	X(SORT_NEXT,	"sort-next",	">",		"sort by the next column") \
	X(SORT_PREV,	"sort-previous", "<",		"sort by the column before") \
	X(INVERT,	"invert-sort",	"I",		"turn the order round") \
	X(MORE,		"more",		"+",		"tree: unfold; over time: less of it") \
	X(LESS,		"less",		"-",		"tree: fold; over time: more of it") \
	X(SPECTRO,	"spectrogram",	"i",		"over time: latency as a spectrogram, tasks as lanes; or not") \
	X(SCALE,	"scale",	"x",		"spectrogram: colours are calls a second, or shares of a row") \
	X(SELECT,	"select",	"V",		"latency, lanes: a box begins at the cursor; Enter shows its calls") \
	X(SCRUB_PREV,	"moment-before", ",",		"look back: everything as of one call earlier") \
	X(SCRUB_NEXT,	"moment-after",	".",		"as of one call later") \
	X(SCRUB_BACK,	"moment-back",	"S-Left",	"look back a hundredth of the time that is kept") \
	X(SCRUB_FORTH,	"moment-forth",	"S-Right",	"forth a hundredth of it; at its end to now") \
	X(PLAY,		"play",		"P",		"let time run on from the moment that is looked at; again: stop") \
	X(TIME_FORMAT,	"time-format",	"T",		"times: since start, since the row before, clock") \
	X(COPY,		"copy",		"y",		"copy the cell to the terminal's clipboard") \
	X(COPY_CALL,	"copy-call",	"Y",		"copy the whole call, as strace writes it") \
	X(SAVE,		"save",		"w",		"write what is shown to a file: calls as text, .jsonl or .csv") \
	X(EDIT,		"edit",		"v",		"the line of source in an editor: $VISUAL or $EDITOR") \
	X(KEYBOARD,	"keyboard",	"C-]",		"type into the program's terminal; again: into sightline") \
	X(MOUSE,	"mouse",	"M",		"listen to the mouse, or leave selecting text to the terminal") \
	X(RECORD,	"record",	"R",		"record what is kept and what follows, or end that") \
	X(EXPLAIN,	"explain",	"C",		"why a call is out of the ordinary, or is not") \
	X(MUTE,		"mute",		"W",		"alerts: mute this kind; again: its function, its line, none") \
	X(GO_ON,	"go-on",	"F9",		"a program held at an alert is attached again, and goes on") \
	X(REDRAW,	"redraw",	"C-l",		"draw everything again") \
	X(SUSPEND,	"suspend",	"C-z",		"stop sightline; fg brings it back")

enum action {
	ACTION_NONE,
#define ACTION_ENUM(id, name, keys, help) ACTION_##id,
	ACTIONS(ACTION_ENUM)
#undef ACTION_ENUM
	ACTION_COUNT
};

struct action_info {
	const char *name;	/* as bound and as typed: "page-down" */
	const char *keys;	/* the default set: names separated by spaces */
	const char *help;	/* one clause, no full stop */
};

const struct action_info *action_info(enum action action);
/* One of those that go back a level, for panes with a level of their own. */
bool action_goes_back(enum action action);

enum action action_find(const char *name);	/* ACTION_NONE when there is none */

#endif
