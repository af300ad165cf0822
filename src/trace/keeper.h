/*
 * keeper.h - gives tasks their processors back, even when sightline is killed
 *
 * placement.h keeps tasks on one processor while they are traced. Should we
 * die without a chance to undo that, a tiny process of ours does: it waits at
 * a pipe for our end, and then restores what a table in shared memory holds.
 */
#ifndef KEEPER_H
#define KEEPER_H

#include <sched.h>
#include <sys/types.h>

struct keeper;

/* Forks the process; NULL when that cannot be had. Called before any thread is started. */
struct keeper *keeper_start(void);

/* Ends it. Whatever the table still holds is restored first. NULL is fine. */
void keeper_stop(struct keeper *keeper);

/* Remembers what a task is to get back: the number of its entry, or -1 when there is no room. */
int keeper_add(struct keeper *keeper, pid_t tid, const cpu_set_t *cpus);

/* The task has it back, or is gone. -1 is fine. */
void keeper_remove(struct keeper *keeper, int entry);

#endif
