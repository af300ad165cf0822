/*
 * placement.h - on which processors the program and its tracer run
 *
 * Every stop hands the processor from one to the other. On one processor that
 * is a plain switch; on two it is an interrupt to an idle one, many times
 * dearer on virtual machines. So tasks are kept beside their tracer while
 * they mostly make calls, and given their own processors back when several of
 * them compute. The program does not see it: sched_getaffinity() answers what
 * it had, and what it sets itself is obeyed.
 */
#ifndef PLACEMENT_H
#define PLACEMENT_H

#include <sched.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "trace/tracer.h"

struct keeper;
struct tracee;
struct tracees;

struct placing {
	enum placement wish;
	struct keeper *keeper;	/* undoes it when we cannot; borrowed */
	bool same;		/* tasks are pinned beside the tracer now */
	cpu_set_t own_cpus;	/* what the tracer's thread had */
	cpu_set_t one_cpu;	/* where everybody is while `same` */
	uint64_t last_ns, last_stops; /* at the last look */
	unsigned crowded, quiet; /* looks in a row that spoke for a change */
};

/* On the tracer's thread, before the first task. Without a keeper (NULL) everybody stays free. */
void placing_begin(struct placing *placing, enum placement wish, struct keeper *keeper);

/*
 * A new task: pins it when that is how things stand. A child of a pinned task
 * has its parent's own processors; the program we forked (no parent, `ours`)
 * has those that our thread had.
 */
void placing_add(struct placing *placing, struct tracee *tracee, const struct tracee *parent, bool ours);

/* A task is let go: gives it back what it had. */
void placing_release(struct placing *placing, struct tracee *tracee);

/* A task is gone, or has another tid. */
void placing_gone(struct placing *placing, struct tracee *tracee);
void placing_renamed(struct placing *placing, struct tracee *tracee);

/* Several times a second: may change how things stand. `stops` counts all stops so far. */
void placing_look(struct placing *placing, struct tracees *tracees, uint64_t stops, uint64_t now_ns);

/* At its exit stop: the task asked for affinity and was told `size` bytes, or set it. See above. */
void placing_asked(struct tracee *asker, const struct tracees *tracees, size_t size);
void placing_set_by(struct placing *placing, struct tracee *setter, const struct tracees *tracees);

#endif
