/*
 * source.h - where records come from
 *
 * The seam between what is traced and who looks at it: a live program by
 * ptrace (tracer.h), a recording opened again (reader.h); kernel-side tracing
 * fits behind the same record of functions. The front end drains a source,
 * asks for things, and frees it at the end.
 *
 *	r = tracer_open(&options, &source, &why);
 *	while ((event = source_next(source)) != NULL || !source_ended(source))
 *		…
 *	source_free(source);
 */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/why.h"
#include "trace/ring.h"

struct event;
struct source;

enum source_request {
	SOURCE_DETACH = 1 << 0,	/* let every task go unharmed, then end */
	SOURCE_KILL = 1 << 1,	/* kill what we started, then end; attached programs are detached */
	SOURCE_HOLD = 1 << 2,	/* stop every task and let go of it, for a debugger; the source goes on waiting */
	SOURCE_GO_ON = 1 << 3,	/* after that: attach again, and let them run */
};

/* How things stand, readable at any time from the front-end thread. */
struct source_state {
	uint64_t stops;		/* ptrace stops handled */
	uint64_t stalls, stall_ns; /* waits for room in the ring */
	uint64_t dropped;	/* calls not recorded */
	uint64_t cpu_ns;	/* processor time of the source's own thread */
	uint32_t tasks;		/* alive now */
	uint32_t sieved;	/* 1: calls that are not wanted do not stop, by a seccomp filter */
	uint32_t held;		/* 1: stopped and let go by SOURCE_HOLD */
	uint32_t same_cpu;	/* 1: tracer and program share one processor */
	uint64_t bytes, bytes_read; /* of a recording; 0: there is none */
};

struct source_ops {
	/* The next record and a step beyond it; NULL: a thread of the source's own fills the ring. */
	const struct event *(*next)(struct source *source);
	void (*pop)(struct source *source);
	void (*request)(struct source *source, unsigned requests);
	int (*attach)(struct source *source, pid_t pid, struct why *reterr_why); /* NULL: there is nothing to attach to */
	bool (*ended)(const struct source *source);	/* nothing more will come */
	void (*state)(const struct source *source, struct source_state *ret_state);
	void (*free)(struct source *source);
};

struct source {
	const struct source_ops *ops;
	struct ring ring;	/* of sources whose thread fills it */
};

/* The next record, or NULL when there is none yet. Valid until source_pop(). */
const struct event *source_next(struct source *source);
void source_pop(struct source *source);

/* Asks, never waits. May be called again; KILL wins over DETACH. */
void source_request(struct source *source, unsigned requests);

/*
 * Asks to have one more process attached, and never waits: what comes of it is
 * told by a note among the records. Such a process runs on whatever becomes of
 * what we started. -EINVAL, -ESRCH or -EBUSY and a sentence: it cannot be asked.
 */
int source_attach(struct source *source, pid_t pid, struct why *reterr_why);

/* True once the ring will never be filled again; what is in it may still be read. */
bool source_ended(const struct source *source);

void source_state(const struct source *source, struct source_state *ret_state);

/* Ends it (as by SOURCE_DETACH, bounded by 1.5 s) and releases everything. NULL is fine. */
void source_free(struct source *source);

#endif
