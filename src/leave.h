/*
 * leave.h - being told to leave, by SIGINT, SIGTERM or SIGHUP
 *
 * A signal sets a flag and starts a clock that ticks until the end. Each tick
 * interrupts what the main thread waits in: a signal that comes right before
 * a system call that blocks would else be noticed only after it.
 */
#ifndef LEAVE_H
#define LEAVE_H

enum { LEAVE_TICK_MS = 100 };

/* From now on signals are noticed; those that our caller ignores stay ignored. Call it once, from the main thread. */
void leave_catch(void);

/* The signal we were told by, 0 as long as we may stay. */
int leave_signal(void);

/* Ticks since we were told, 0 before. */
unsigned leave_ticks(void);

#endif
