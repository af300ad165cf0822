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
};

/* The task with that serial; NULL when none is known. */
const struct task *tasks_get(const struct tasks *tasks, uint32_t serial);

/* Serials run from 1 to tasks_count(). */
uint32_t tasks_count(const struct tasks *tasks);
uint32_t tasks_alive(const struct tasks *tasks);

/* For the session. */
struct tasks *tasks_new(void);
void tasks_free(struct tasks *tasks);
void tasks_feed(struct tasks *tasks, const struct event *event);
void tasks_count_call(struct tasks *tasks, uint32_t serial, bool error, uint64_t duration_ns, float z);

#endif
