/*
 * typed.h - lines the user typed before, kept across runs
 *
 * One file, $XDG_STATE_HOME/sightline/history (~/.local/state without that),
 * with a line each: a letter for its kind, then the text. Lines are appended
 * as they are typed, so that several sightlines share it. What cannot be read
 * or written is no error: then there is no history.
 */
#ifndef TYPED_H
#define TYPED_H

#include <stddef.h>

enum { TYPED_FIND = '/', TYPED_FILTER = '&', TYPED_COMMAND = ':', TYPED_SAVE = '>' };

struct typed;

/* Reads what is there. `path`: of the file; NULL keeps lines for this run only. */
struct typed *typed_open(const char *path);
void typed_close(struct typed *typed);

/* Remembers a line as the newest of its kind, once; blank ones and those with control characters are not kept. */
void typed_add(struct typed *typed, char kind, const char *line);

/* The line `back` (from 1) before now, of that kind; NULL when there is none. Valid until the next typed_add(). */
const char *typed_line(const struct typed *typed, char kind, size_t back);

/* Where the file belongs, to be freed; NULL where there is no home. */
char *typed_path(void);

#endif
