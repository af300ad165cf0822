/*
 * profile.h - where time goes: figures per group of calls
 *
 * The same calls are grouped several ways at once; each group has its
 * latency histogram. Rows are never removed, and a row's number is stable, so
 * a pane may sort numbers and keep them.
 */
#ifndef PROFILE_H
#define PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/hist.h"

enum profile_by {
	PROFILE_CALL,		/* system call */
	PROFILE_FUNCTION,	/* function that asked */
	PROFILE_LINE,		/* generated file:line */
	PROFILE_ORIGINAL,	/* original file:line of transpiled programs */
	PROFILE_THREAD,		/* thread: its name and number */
	PROFILE_FILE,		/* path, or what its first descriptor is */
};
enum { PROFILE_BYS = PROFILE_FILE + 1, PROFILE_RECENT = 64 };

struct profile;

struct profile_row {
	const char *name;	/* "read", "load_blob", "src/main.rs:214"; "[ls]": in that module; "(unknown)" */
	const char *file;	/* by line or original: its file; "" else */
	unsigned line;
	uint64_t calls, errors;
	uint64_t total_ns;
	uint64_t alerts;
	uint64_t io_calls, slow_io; /* reads, writes and their like; those of them that took longer than a millisecond */
	uint64_t last_seq;	/* newest call in the group */
	float max_z, last_z;	/* NAN: none scored */
	float recent_z[PROFILE_RECENT]; /* newest scores, a ring: recent_count % PROFILE_RECENT is the next slot */
	uint64_t recent_count;
	struct hist hist;	/* durations in ns of the calls that returned */
};

size_t profile_count(const struct profile *profile);
const struct profile_row *profile_row(const struct profile *profile, size_t number);	/* number < count */

/* The row of a source line, or NULL. */
const struct profile_row *profile_line(const struct profile *profile, const char *file, unsigned line);

/* The row with that name, or NULL. */
const struct profile_row *profile_named(const struct profile *profile, const char *name);

/* Its number; false when there is none. */
bool profile_find(const struct profile *profile, const char *name, size_t *ret_number);

/* A copy, to be freed; and one made row by row, from a profile_new() on. */
struct profile *profile_copy(const struct profile *profile);
void profile_copy_row(struct profile *into, const struct profile_row *row);

/*
 * What was counted since a copy was made of the same profile: only groups that
 * had calls since. Scores cannot be taken back, so that these rows have none.
 */
struct profile *profile_since(const struct profile *now, const struct profile *then);

/* The same of one group: false when it had none. hist_done() gives the histogram back; the name is still `now`'s. */
bool profile_row_since(const struct profile_row *now, const struct profile_row *then, struct profile_row *ret_row);

/* For the session. */
struct profile *profile_new(void);
void profile_free(struct profile *profile);

/*
 * A second one that goes on from here by itself. Both must be told the same from here on, as far as each is told
 * anything: their rows have the same numbers. *bytes grows by what it takes: what only one had until now.
 */
struct profile *profile_fork(const struct profile *profile, size_t *bytes);

/* Where there are too many groups, all others are one: "(other)". */
enum { PROFILE_ROWS_MAX = 16384 };

/* The number of the row with that name ("": "(unknown)"), made when it is new; file and line are for new ones. */
size_t profile_number(struct profile *profile, const char *name, const char *file, unsigned line);

/* A call of that row's group returned. */
struct profile_sample {
	uint64_t seq, duration_ns;
	float z;		/* NAN: not scored */
	bool error, alert, io;
};

/* Whether calls of that name read, write, open, close or sync: what io_calls counts. */
bool profile_is_io(const char *call);
void profile_add(struct profile *profile, size_t number, const struct profile_sample *sample);

#endif
