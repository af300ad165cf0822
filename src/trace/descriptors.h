/*
 * descriptors.h - what the descriptors of a call are: `3</etc/passwd>`
 *
 * Asked of the kernel while the task is stopped, so that a name is that of
 * the descriptor at this call and no other. Tracer thread.
 */
#ifndef DESCRIPTORS_H
#define DESCRIPTORS_H

#include <stddef.h>
#include <sys/types.h>

#include "syscall/call.h"

/*
 * Appends to `call` the names of the descriptors among its arguments; for the
 * entry stop, before the call can close them. There is room for `room` bytes
 * of pieces, old ones included.
 */
void descriptors_name_arguments(pid_t pid, pid_t tid, const struct call_shape *shape, struct call *call, size_t room);

/* The same for those that the call made: its result, and pairs that it filled in. */
void descriptors_name_results(pid_t pid, pid_t tid, const struct call_shape *shape, struct call *call, size_t room);

#endif
