/*
 * recordtext.h - records that are no calls, as a line among calls
 *
 * In strace's notation where it has one: `--- SIGCHLD {…} ---`,
 * `+++ exited with 0 +++`; a note is a sentence of sightline's.
 */
#ifndef RECORDTEXT_H
#define RECORDTEXT_H

#include <stdbool.h>

struct event;
struct text;

/* Adds the line, without a newline; false and nothing added where there is nothing to be said. */
bool recordtext_add(struct text *text, const struct event *event);

#endif
