/*
 * goon.h - a program held at an alert, without a screen
 *
 * It is told on standard error what it is held at and how to go on: by
 * SIGCONT to us.
 */
#ifndef GOON_H
#define GOON_H

#include <stdbool.h>
#include <stdio.h>

struct alert;
struct session;

/* From now on SIGCONT is noticed. Call it once, from the main thread. */
void goon_catch(void);

/* Whether it came since this was asked last. */
bool goon_taken(void);

/* The call with its stack, and what to type. */
void goon_tell(FILE *out, const struct session *session, const struct alert *alert);

#endif
