/*
 * export.h - the trace, written in formats other programs and people read
 *
 * One format is one file with one const struct export_ops; export.c holds the
 * table of them. An exporter sees each record right after the session has
 * taken it in, asks the session for what it needs, and writes a stream that
 * is well formed up to its last line at any moment.
 */
#ifndef EXPORT_H
#define EXPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/why.h"

struct event;
struct session;
struct export;
struct otlp_options;
struct subset;

/*
 * Puts bytes at that place of a file, which ends behind them. 0 or a negative
 * errno. For documents that are whole at any time; see export_ops.tail.
 */
typedef int export_put(void *who, uint64_t at, const char *bytes, size_t len);

enum export_folded { EXPORT_FOLDED_TIME, EXPORT_FOLDED_COUNT };	/* nanoseconds; calls */
enum export_sort { EXPORT_BY_TIME, EXPORT_BY_CALLS, EXPORT_BY_NAME, EXPORT_BY_ERRORS };

struct export_options {
	unsigned string_max;	/* bytes of a string that text shows (-s); 0: 32 */
	bool follow;		/* text: say which task each line is of */
	bool to_stderr;		/* text: only once there is a second one, as strace does where people look on */
	bool traces;		/* text: the stack under each call (-k) */
	unsigned stamps;	/* text: 1 the time of day (-t), 2 with microseconds (-tt), 3 seconds since 1970 (-ttt) */
	bool kept;		/* calls come from what the session keeps: its news are of others */
	bool times;		/* text, csv: a duration for each call (-T) */
	bool stacks;		/* places are looked up */
	bool originals;		/* source maps were given */
	bool table;		/* text: the table of figures after the calls (-C) */
	bool extended;		/* tables of figures: deviation and percentiles (--stats-extended) */
	enum export_sort sort;	/* of tables of figures (-S) */
	enum export_folded folded; /* folded: what is summed up */
	const struct subset *subset; /* of which calls figures are; NULL: of all */
	const char *path;	/* what `out` is, for formats that need a file */
	export_put *put;	/* `out` is a file that can be written anywhere; NULL: it is not */
	void *put_who;
	const char *columns;	/* csv: --csv-columns; NULL: the usual ones */
	const struct otlp_options *otlp; /* otlp: what is told, and of which trace; not NULL there */
	const char *decisions, *manifest; /* text: files of decisions, told at the end; NULL: there are none */
};

struct export_ops {
	const char *name;	/* as --format spells it */
	const char *help;	/* one clause for --help */
	size_t state_size;	/* zeroed private bytes that export->state points to */
	bool needs_stacks;	/* writes function, file, line */
	bool needs_history;	/* reads rows of earlier calls */
	bool needs_file;	/* writes options.path itself, not `out` */
	bool makes_directory;	/* and that is a directory, empty at the beginning */
	const struct export_ops *summary; /* the format with figures alone (-c); NULL: it has none */

	/* Each may be NULL. */
	void (*begin)(struct export *export);
	bool no_arguments;	/* reads nothing that arguments refer to */
	bool needs_decisions;	/* writes what a transpiler says of its decisions */
	void (*feed)(struct export *export, const struct event *event);
	void (*flush)(struct export *export);	/* what it keeps back goes out now */
	void (*tail)(struct export *export);	/* ends the document, and changes nothing: more may be fed and the next tail replace
						   this one. Where `put` is there that is done once a second */
	void (*end)(struct export *export);	/* frees; what has no tail writes its end */
};

struct export {
	const struct export_ops *ops;
	const struct session *session;
	struct export_options options;
	FILE *out;
	void *state;
	struct export_held *held; /* what was written and is not in the file; NULL: it goes there by itself */
	int error;		/* negative errno of the first write that failed, 0 none */
};

/* The formats, NULL-terminated; and the one with that name, or NULL. */
extern const struct export_ops *const export_formats[];
const struct export_ops *export_find(const char *name);

/* Begins writing to `out`, which stays the caller's. */
void export_begin(struct export *export, const struct export_ops *ops, FILE *out, const struct session *session,
		  const struct export_options *options);

/* To be called after session_feed() of the same record; with `kept` whenever. */
void export_feed(struct export *export, const struct event *event);

/* Hands written bytes to the kernel. 0, or the negative errno of the first write that failed since begin. */
int export_flush(struct export *export);

/* Finishes; same result. */
int export_end(struct export *export);

#endif
