/*
 * memory.h - the memory that the arguments of a call refer to
 *
 * Says to the tracer what is worth reading at which of the two stops, and how
 * much of it. Sizes are bounded whatever the call says; whether the memory is
 * there is found out by reading. What it reads becomes the pieces that call.h
 * describes.
 */
#ifndef MEMORY_H
#define MEMORY_H

#include <stdbool.h>
#include <stdint.h>

#include "syscall/call.h"

enum memory_kind {
	MEMORY_NONE,
	MEMORY_BYTES,		/* `size` bytes */
	MEMORY_BUFFER,		/* the same, of which the beginning will do */
	MEMORY_STRING,		/* up to a terminator, `size` bytes at most */
	MEMORY_TEXT,		/* the same, of which the beginning will do */
	MEMORY_STRINGS,		/* a terminated array of addresses of strings */
	MEMORY_POINTERS,	/* one whose elements are only counted */
	MEMORY_ENTRIES,		/* `size` bytes of directory entries, only counted */
	MEMORY_VECTOR,		/* `size` of struct iovec and, of what they refer to, `content` bytes */
	MEMORY_MESSAGES,	/* `size` of struct msghdr (0) or struct mmsghdr and, of each's vector, `content` bytes */
	MEMORY_INDIRECT,	/* `size` bytes that begin with an address, where there are `content` bytes */
};

struct memory {
	enum memory_kind kind;
	uint64_t size, content;
};

enum {
	MEMORY_BYTES_MAX = 4096,	/* of structures and arrays of them */
	MEMORY_VECTOR_MAX = 64,		/* elements of a vector */
	MEMORY_MESSAGES_MAX = 16,	/* of one call */
	MEMORY_CONTROL_MAX = 1024,	/* ancillary data of a message */
	MEMORY_CONTENTS_MAX = 8,	/* buffers of one of several messages */
};

/*
 * Running numbers of the pieces: of a vector the array is 0 and element i is
 * MEMORY_CONTENT + i; of messages the array is 0 and message m begins at
 * MEMORY_MESSAGE + m * MEMORY_MESSAGE_PIECES.
 */
enum { MEMORY_CONTENT = 1, MEMORY_MESSAGE = 1, MEMORY_MESSAGE_PIECES = 3 + MEMORY_CONTENTS_MAX };
enum { MEMORY_MESSAGE_NAME, MEMORY_MESSAGE_CONTROL, MEMORY_MESSAGE_VECTOR, MEMORY_MESSAGE_CONTENT };

/* What argument `arg` refers to; at the entry stop, or when the call's result is known or will not be. */
struct memory memory_of(const struct call *call, const struct call_shape *shape, unsigned arg, bool entry);

/* Whether something of the call is there only at the entry stop: a program about to be replaced, memory that changes. */
bool memory_at_entry(const struct call_shape *shape);

#endif
