/*
 * records.h - stories for tests: records as a tracer would make them
 *
 *	struct records records = { .session = session };
 *
 *	records_start(&records, "cat notes.txt");
 *	task = records_task(&records, 0, "cat");
 *	records_call(&records, task, "openat", -2, 12000, "/etc/passwd");
 *	records_end(&records, 0);
 *
 * Each function makes one record and feeds it to the session (NULL: nobody).
 * The clock stands still but for records_wait() and calls that return, which
 * move it to their end. Numbers count from 1 in order of appearance.
 */
#ifndef RECORDS_H
#define RECORDS_H

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>

#include "model/session.h"
#include "trace/event.h"

enum { RECORDS_MAPS = 128 };

struct record_range {
	uint64_t begin, end;
};

struct records {
	struct session *session;
	void (*hear)(const struct event *event); /* hears each record, too; NULL nobody */
	uint64_t now_ns;	/* when the next thing happens */
	uint64_t calls;		/* seq of the newest call */
	uint64_t lost;		/* calls among them */
	uint32_t tasks, maps, stacks; /* number of the newest one */
	uint32_t stack;		/* that calls name which do not say another; 0 none */
	struct record_range ranges[RECORDS_MAPS]; /* of the mappings, by number */
	alignas(8) unsigned char bytes[EVENT_MAX]; /* the newest record */
};

/* The newest record, good until the next. */
const struct event *records_newest(const struct records *records);

void records_wait(struct records *records, uint64_t ns);

/* `command`: arguments separated by spaces. The wall clock then is 2023-11-14 22:13:20 UTC; pid 1001; native ABI. */
void records_start(struct records *records, const char *command);
void records_end(struct records *records, int status);

/* A task and its serial. A child is a process of its own, tid 1000 + serial; parent 0: the program started. */
uint32_t records_task(struct records *records, uint32_t parent, const char *comm);

/* The same, but a thread of its parent's process. */
uint32_t records_thread(struct records *records, uint32_t parent, const char *comm);

void records_exec(struct records *records, uint32_t task, const char *path);
void records_exit(struct records *records, uint32_t task, int status);
void records_signal(struct records *records, uint32_t task, unsigned signal);
void records_note(struct records *records, const char *text);

/* The next `count` calls are lost. */
void records_lost(struct records *records, uint64_t count);

/* A call that returned: entered now, back after duration_ns. `text` (may be NULL) as in struct record_call. Its seq. */
uint64_t records_call(struct records *records, uint32_t task, const char *name, int64_t result,
		      uint64_t duration_ns, const char *text);

/* The same in full, and calls that did not return. */
struct record_call {
	uint32_t task;
	const char *name;
	uint64_t args[CALL_ARGS];
	int64_t result;
	uint64_t duration_ns;	/* of an open or unfinished call its age; it began that long ago */
	uint32_t floor_ns;	/* of it, what its stops cost */
	const char *text;	/* captured for the first argument that is a path, a string or a buffer */
	size_t text_len;	/* of a buffer with zero bytes; 0: up to the terminator */
	const char *const *strings; /* captured for the first array of strings, NULL-terminated */
	uint32_t stack;		/* 0: records->stack */
	enum call_state state;
	unsigned flags;		/* enum call_flags */
	uint64_t seq;		/* of a call that was open until now; 0: a new call */
};
uint64_t records_add_call(struct records *records, const struct record_call *call);

/* A mapping of the file at `path` as it is on disk; pages from `offset` on lie at begin … end. Its number. */
uint32_t records_map(struct records *records, uint32_t task, const char *path, uint64_t begin, uint64_t end,
		     uint64_t offset);

/* All executable mappings of this very program, as the task's; the number of the first. */
uint32_t records_own_maps(struct records *records, uint32_t task);

/* A stack, innermost frame first. Its number. */
uint32_t records_stack(struct records *records, uint32_t task, const struct event_frame *frames, unsigned count);

/*
 * A stack of functions of this program, innermost first, after
 * records_own_maps(): addresses as they are, looked up exactly.
 */
typedef void records_function(void);
uint32_t records_stack_of(struct records *records, uint32_t task, records_function *const *functions, unsigned count);

/*
 * Functions to stand in stacks, at places that do not change with the
 * compiler, since #line says where they are:
 *
 *	load_blob	/tally/src/loader.c:41
 *	parse_config	/tally/src/config.c:118
 *	fetch_page	/tally/src/fetch.c:75
 *	write_report	/tally/src/report.c:203
 *	run_jobs	/tally/src/tally.c:60
 */
records_function load_blob, parse_config, fetch_page, write_report, run_jobs;

#endif
