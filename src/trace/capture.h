/*
 * capture.h - memory of the traced program, read by what the call's shape says
 *
 * Nothing the program says is trusted: every length is clamped before it is
 * used, and a bad pointer only means that a piece is missing. Tracer thread.
 */
#ifndef CAPTURE_H
#define CAPTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "syscall/call.h"

enum {
	CAPTURE_STRINGS_MAX = 32,	/* elements of argv */
	CAPTURE_COUNT_MAX = 16384,	/* variables of an environment */
	CAPTURE_BUFFERS_MAX = 128,	/* elements of a vector; their numbers must fit into a piece's index */
	CAPTURE_MAX = 60 * 1024,	/* all pieces of one call */
};

struct capture {
	pid_t tid;
	unsigned buffer_max;	/* bytes of each buffer */
	bool entry;		/* at the entry stop; else the call's result is known */
};

/*
 * Appends what memory.h says of `call`, whose args and (unless `entry`) result
 * are set, to the pieces behind it; there is room for `room` bytes of them, old
 * ones included. Updates piece_count and pieces_len.
 */
void capture_call(const struct capture *capture, const struct call_shape *shape, struct call *call, size_t room);

/*
 * Reads up to `size` bytes at `address`, in page pieces; how many were there.
 * Less than asked means that memory ended.
 */
size_t capture_read(pid_t tid, uint64_t address, void *bytes, size_t size);

#endif
