/*
 * busy.h - a long made-up session, and the processor's clock, for what measures
 *
 * 32 threads, 9 system calls, 64 stacks, 6000 files; an alert now and then.
 * The same each time.
 */
#ifndef BUSY_H
#define BUSY_H

#include <stdint.h>

struct session;

/* A session with so many calls, all of which are kept. */
struct session *busy_session(unsigned calls);

/* It goes on with more calls. */
void busy_more(unsigned calls);

/* Of this thread: others may be busy. */
double busy_ms(void);

#endif
