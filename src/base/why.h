/*
 * why.h - one sentence that tells a person what went wrong
 *
 * Code below main.c and ui/ never prints. What fails for one of several
 * reasons returns a negative errno and fills a struct why; whoever speaks to
 * the user shows its text. A sentence about text somebody wrote begins with
 * file:line:column.
 */
#ifndef WHY_H
#define WHY_H

#include <stddef.h>

struct why {
	char text[512];	/* one line, no full stop, no newline; "" when unset */
};

/*
 * Writes the sentence and returns `error` (a negative errno), so that failing
 * is one statement: return why_set(reterr_why, -EINVAL, "…"). `why` may be
 * NULL. Control characters in the result become '?', since the sentence may
 * quote names from outside.
 */
int why_set(struct why *why, int error, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* The same with "file:line:column: " in front; line and column count from 1, 0 leaves them out. */
int why_at(struct why *why, int error, const char *file, unsigned line, unsigned column, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));

/*
 * Ends the program: runs the hook (the user interface sets it to give the
 * terminal back), prints "sightline: sentence" on stderr, exits with 1.
 * For conditions nobody can go on from, such as memory that ran out.
 */
_Noreturn void die(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Sets what die() runs first; NULL takes it away. Called from one thread, before others start or after they ended. */
void die_hook(void (*hook)(void));

#endif
