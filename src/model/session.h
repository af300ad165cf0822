/*
 * session.h - everything known about the trace
 *
 * session_feed() is the only thing that changes anything; panes and exporters
 * hold a const struct session and keep sequence numbers, never pointers: what
 * a function returns here is valid until the next feed. Time comes from the
 * records, never from a clock, so that a replay gives the same session.
 * History is bounded; statistics cover everything ever seen.
 */
#ifndef SESSION_H
#define SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "model/alerts.h"
#include "model/place.h"
#include "model/profile.h"
#include "model/tasks.h"
#include "trace/event.h"

struct callgraph;
struct decisions;
struct history_position;
struct session;
struct srcmaps;
struct usercode;
struct debuginfod;
struct timeline;

struct session_options {
	uint64_t history_bytes;	/* kept of the records; 0: 256 MiB. SESSION_NO_HISTORY: the newest, 1 MiB at most */
	bool names;		/* look functions and lines up (needs stacks); else every place is unknown */
	struct srcmaps *maps; /* transpiled sources; NULL none. Must outlive the session */
	const struct usercode *usercode; /* whose code is whose; NULL: as it is built in. Must outlive the session */
	struct debuginfod *debuginfod; /* asked for debug information that is not here; NULL: nobody is. Must outlive the session */
	bool decisions;		/* read what a transpiler says of its decisions */
	bool recorded;		/* the records tell what addresses mean: no file of this machine is asked */
	struct alerts_options alerts;
};
#define SESSION_NO_HISTORY UINT64_MAX

struct session *session_new(const struct session_options *options);
void session_free(struct session *session);

/*
 * A session that is to become what `live` was earlier: fed again with records
 * that are kept (past.h), it makes the same figures, and asks `live`, which
 * must outlive it, who made a call. It keeps no history of its own.
 */
struct session *session_new_past(const struct session *live);

/*
 * A second one that goes on from here by itself, of such a session or of the live one, which stays what it is. What has not changed since they have together, so
 * that it takes little time and room, about *ret_bytes; told the same records they stay the same. No row is there.
 */
struct session *session_fork(const struct session *past, size_t *ret_bytes);

/* Takes one record in; the bytes are copied where they are kept. */
void session_feed(struct session *session, const struct event *event);

/*
 * Before a record is fed, where nobody may be kept waiting: has symbols and debug information that it needs read meanwhile.
 * False, after so many milliseconds, while there is more: ask again, then feed it. What is read, and for how many files
 * servers are asked (--debuginfod), can be shown.
 */
bool session_prepare(struct session *session, const struct event *event, unsigned ms);
const char *session_reading(const struct session *session);	/* path; NULL nothing */
size_t session_asking(const struct session *session);

/* Whenever there is time: what has come to be known of places meanwhile. True when something has. */
bool session_look_again(struct session *session);

enum session_phase { SESSION_EMPTY, SESSION_LIVE, SESSION_ENDED };

struct session_totals {
	enum session_phase phase;
	uint64_t calls;		/* calls that returned */
	uint64_t errors;	/* of them with an error */
	uint64_t open;		/* announced and still inside */
	uint64_t dropped, stalls, stall_ns;
	uint64_t signals;
	uint64_t begin_ns, last_ns; /* times of START and of the newest record */
	uint64_t realtime_ns;	/* wall clock at begin_ns */
	int status;		/* wait status once ENDED; -1: runs on */
	uint32_t pid;
	bool attached;
	const char *command;	/* the command line, arguments separated by spaces; foreign bytes */
};
const struct session_totals *session_totals(const struct session *session);

/* The records that began and ended it; NULL before. */
const struct event_start *session_start(const struct session *session);
const struct event_end *session_ending(const struct session *session);

/*
 * History. A call's row appears when it is first reported (open or done) and
 * keeps its number; the row's event is replaced when an open call returns.
 * Rows of dropped calls have event == NULL and `lost` set.
 */
struct call_row {
	const struct event_call *event;
	float z;		/* score against the calls like it before; NAN: none */
	uint8_t severity;	/* enum alert_severity, of a score or a rule, the worst; 0: none */
	uint16_t alert;		/* number of that alert's kind; 0: none, or one of more than 65535 */
	bool waits;		/* to wait is what it is for: its duration is judged only where it was given a limit */
	bool lost;
	const struct place *place; /* who asked; never NULL */
	uint64_t as_of_ns;	/* it was still inside then, and nothing later is told of it (asof.h); 0: all is told */
};

uint64_t session_first(const struct session *session);	/* oldest seq still kept; first == end: none */
uint64_t session_end(const struct session *session);	/* one past the newest */

/* The row of a call; false when it is not kept (any more). Until the next feed the call that was fed has one in any case. */
bool session_row(const struct session *session, uint64_t seq, struct call_row *ret_row);

/* What was found of a call while it is open, as in its row; false: nothing was. */
bool session_open_mark(const struct session *session, uint64_t seq, uint8_t *ret_severity, uint16_t *ret_alert);

/* The other records, in the order of arrival: signals, tasks, exits, losses, notes. */
uint64_t session_others_first(const struct session *session);
uint64_t session_others_end(const struct session *session);
const struct event *session_other(const struct session *session, uint64_t number);

/* The first that came when calls up to `seq` had come, or later; session_others_end(): none. */
uint64_t session_others_since(const struct session *session, uint64_t seq);

/* All records kept, in the order of arrival; history_next() and history_holds() of history.h. */
const struct event *session_kept(const struct session *session, struct history_position *position);
bool session_keeps(const struct session *session, const struct history_position *position);
struct history_position session_newest(const struct session *session);	/* behind the newest record */

/* Stacks: all frames of one, innermost first; looked up once. NULL for 0 or unknown. */
struct session_frame {
	uint64_t pc;
	uint32_t map;		/* mapping it lies in, 0: none known */
	bool exact;		/* pc itself was looked up, not pc - 1 */
	const struct place *place; /* with inlined callers through place->outer */
};
const struct session_frame *session_stack(const struct session *session, uint32_t stack, unsigned *ret_count,
					  bool *ret_cut);

/* Parts of the whole, each with a header of its own. */
const struct tasks *session_tasks(const struct session *session);
const struct profile *session_profile(const struct session *session, enum profile_by by);
const struct callgraph *session_callgraph(const struct session *session);
const struct alerts *session_alerts(const struct session *session);
const struct decisions *session_decisions(const struct session *session);	/* NULL when not asked for */

/* Totals per second, for rates and sparklines: calls, errors, alerts in second `index` since begin; 0 beyond. */
struct session_second { uint32_t calls, errors, alerts; float max_z; };
const struct session_second *session_seconds(const struct session *session, size_t *ret_count);

/* Calls by time and duration: all, and by system call and function, under the key of a profile's row. */
const struct timeline *session_timeline(const struct session *session);
size_t session_timeline_key(enum profile_by by, size_t row);	/* TIMELINE_KEYS or more: not counted by itself */

/* The original text of "dir/file:line" for source panes: lines of a file, read once; NULL when it cannot be read. */
struct source_text { char **lines; size_t count; bool from_map; };	/* from_map: no file of it was found */
const struct source_text *session_source(const struct session *session, const char *path);

/* The same of a place's original; where its file is gone its map may bring the text along. */
const struct source_text *session_original(const struct session *session, const struct place *place);

#endif
