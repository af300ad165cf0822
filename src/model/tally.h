/*
 * tally.h - what calls that returned are counted in
 *
 * Profiles by group, the call graph, the timeline and totals per second: all
 * that a session knows of calls beside their records, tasks and alerts.
 */
#ifndef TALLY_H
#define TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/profile.h"

struct callgraph;
struct callstack;
struct event_call;
struct session_second;
struct tally;
struct task;
struct timeline;

/* `names`: by function and line as well. */
struct tally *tally_new(bool names);
void tally_free(struct tally *tally);

/* A second one that goes on from here by itself; *bytes grows by what it takes, what only one had until now. */
struct tally *tally_fork(const struct tally *tally, size_t *bytes);

/* The time that seconds and slices begin at. */
void tally_begin(struct tally *tally, uint64_t begin_ns);

struct tally_call {
	const struct event_call *event;
	const char *name;	/* as it is grouped by */
	struct callstack *stack; /* who asked; it remembers its rows */
	const struct task *task; /* NULL: not known */
	const struct profile_sample *sample;
};
void tally_count(struct tally *tally, const struct tally_call *call);

const struct profile *tally_profile(const struct tally *tally, enum profile_by by);
const struct callgraph *tally_callgraph(const struct tally *tally);
const struct timeline *tally_timeline(const struct tally *tally);
const struct session_second *tally_seconds(const struct tally *tally, size_t *ret_count);

#endif
