/*
 * tasks.h - processes and threads, alive or gone, by serial number
 */
#ifndef TASKS_H
#define TASKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "trace/event.h"

struct tasks;

/* Calls that returned in each of the last tenths of a second. */
enum { TASK_RATE_SLOTS = 10, TASK_RATE_SLOT_NS = 100000000 };
struct task_rate {
	uint64_t newest;	/* number of the newest slot: time / TASK_RATE_SLOT_NS */
	uint32_t counts[TASK_RATE_SLOTS]; /* by number % TASK_RATE_SLOTS */
};

struct task {
	uint32_t serial;
	uint32_t tid, pid;
	uint32_t parent;	/* serial, 0: none traced */
	uint32_t origin;	/* enum task_origin */
	char comm[16];
	const char *path;	/* program it runs; "" when unknown */
	bool alive;
	int status;		/* wait status, or TASK_SUPERSEDED, once gone; -1 while alive or when we left it */
	uint64_t begin_ns, end_ns;
	uint64_t calls, errors;
	uint64_t call_ns;	/* time spent inside calls */
	float max_z;		/* NAN: none scored */
	uint64_t open_seq;	/* call it is inside of and that was announced; 0 none */
	uint64_t last_seq;	/* newest call that is over; 0 none */
	struct task_rate rate;
};

/* The task with that serial; NULL when none is known. */
const struct task *tasks_get(const struct tasks *tasks, uint32_t serial);

/* Serials run from 1 to tasks_count(). */
uint32_t tasks_count(const struct tasks *tasks);
uint32_t tasks_alive(const struct tasks *tasks);

/* Calls that returned in the second before now_ns, to a tenth of a second. */
uint64_t task_rate(const struct task *task, uint64_t now_ns);

/* The leader of a thread's process where it is known, else who created the task: its parent in a tree; 0 none. */
uint32_t tasks_above(const struct tasks *tasks, const struct task *task);

/* For the session. */
struct tasks *tasks_new(void);
void tasks_free(struct tasks *tasks);

/* A second one that goes on from here by itself; *bytes grows by what it takes. */
struct tasks *tasks_fork(const struct tasks *tasks, size_t *bytes);

void tasks_feed(struct tasks *tasks, const struct event *event);

struct task_call {
	uint64_t seq, end_ns, duration_ns;
	float z;		/* NAN: not scored */
	bool error;
};
void tasks_count_call(struct tasks *tasks, uint32_t serial, const struct task_call *call);

#endif
