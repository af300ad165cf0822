/*
 * remote.h - a stack walked by libunwind-ptrace: slow, and right by itself
 *
 * What has no rule in our own rows is asked here while the task is stopped;
 * the tests use it as the oracle for every other walk. Tracer thread only.
 */
#ifndef REMOTE_H
#define REMOTE_H

#include <stdint.h>
#include <sys/types.h>

struct remote;

/* One for a whole tracer. NULL when libunwind cannot be had. */
struct remote *remote_new(void);
void remote_free(struct remote *remote);

/* A task's own state in libunwind; NULL on failure. Freed when the task ends or becomes another program. */
void *remote_task_new(pid_t tid);
void remote_task_free(void *task);

/* Program counters of the stopped task, innermost first; how many, at most `max`. */
unsigned remote_walk(struct remote *remote, void *task, uint64_t *ret_pcs, unsigned max);

/* Forgets cached rules: a mapping has changed. */
void remote_forget(struct remote *remote);

#endif
