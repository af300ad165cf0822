/*
 * calltree.h - calls that returned, summed up by the stacks they came from
 *
 * A node is a function within the functions that called it, outermost at the
 * root; a system call is a leaf below the function it was made in. Where a
 * stack was cut the outermost node is "[...]"; a function without a name is
 * "[libc.so.6]" after its module, or "[unknown]".
 *
 * Nodes are bounded: once there are too many, calls of new stacks are counted
 * where their path leaves what is known.
 */
#ifndef CALLTREE_H
#define CALLTREE_H

#include <stddef.h>
#include <stdint.h>

#include "base/table.h"

struct event_call;
struct session;

enum { CALLTREE_NODES = 1 << 20, CALLTREE_DEPTH = 1024 };

struct calltree_node {
	uint32_t parent;	/* number; of the root itself, which is 0 */
	uint32_t name;
	uint32_t depth;		/* 0: the root */
	uint64_t calls, ns;	/* counted here, not below */
};

struct calltree {
	struct calltree_node *nodes; /* parents before children; [0] is the root */
	size_t count, cap;
	struct names names;
	struct table children;	/* parent and name → node */
	struct table stacks;	/* number of a stack → node of its innermost function */
};

void calltree_init(struct calltree *tree);
void calltree_done(struct calltree *tree);

/* Counts a call that returned; `name` is that of the system call. */
void calltree_add(struct calltree *tree, const struct session *session, const struct event_call *event,
		  const char *name);

/* A node's name, as foreign as it came. */
const char *calltree_name(const struct calltree *tree, size_t node);

#endif
