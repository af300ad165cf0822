/*
 * stacktext.h - whole stacks, as text and as JSON
 *
 * Many calls come from the same place, so the JSON of a stack is made once
 * and kept, up to a bound.
 */
#ifndef STACKTEXT_H
#define STACKTEXT_H

#include <stdint.h>
#include <stdio.h>

#include "base/table.h"

struct json;
struct session;

/* A zeroed one is empty. */
struct stacktext {
	struct table by_number;	/* of the stack to its JSON, a string */
	size_t bytes;		/* kept */
};

void stacktext_done(struct stacktext *kept);

/*
 * "stack": a list of frames, innermost first, each with module, offset,
 * function, file, line, inlined; an empty list where none was taken.
 */
void stacktext_json(struct stacktext *kept, struct json *json, const struct session *session, uint32_t stack);

/* As strace -k writes it: ` > /usr/lib/libc.so.6(write+0x14) [0xf7af0] write.c:26`, a line a frame. */
void stacktext_lines(FILE *out, const struct session *session, uint32_t stack);

#endif
