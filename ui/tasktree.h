/*
 * tasktree.h - processes and threads as rows of a tree
 *
 * Pure: tasks and a way to sort in, rows out. Brothers are sorted, children
 * follow their parent; threads stand below the leader of their process.
 */
#ifndef TASKTREE_H
#define TASKTREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct task;
struct tasks;

enum task_sort {
	TASK_SORT_START,
	TASK_SORT_COMMAND,
	TASK_SORT_RATE,
	TASK_SORT_CALLS,
	TASK_SORT_ERRORS,
	TASK_SORT_Z,
	TASK_SORT_TIME,
};
enum { TASK_SORTS = TASK_SORT_TIME + 1, TASKTREE_LEVELS = 32 };

const char *tasktree_sort_name(unsigned sort);	/* "calls/s"; NULL from TASK_SORTS on */

struct tasktree_row {
	uint32_t serial;
	uint32_t below;		/* tasks below it, at any depth */
	uint32_t depth;		/* 0: nobody above it */
	uint32_t lines;		/* bit d: a line of the tree passes in column d; from TASKTREE_LEVELS on none is drawn */
	bool last;		/* of its brothers */
	bool folded;
};

struct tasktree {
	struct tasktree_row *rows;
	size_t count, cap;
	bool *folded;		/* by serial */
	size_t folded_cap;
};

/* How the rows are made. */
struct tasktree_options {
	enum task_sort sort;
	bool inverted;
	bool flat;		/* a list: nobody stands below anybody */
	uint64_t now_ns;	/* for rates */
};

void tasktree_make(struct tasktree *tree, const struct tasks *tasks, const struct tasktree_options *options);
void tasktree_done(struct tasktree *tree);

/* What is below a task is left out, or shown again, by the next tasktree_make(). */
void tasktree_fold(struct tasktree *tree, uint32_t serial, bool folded);

/* The row of a task, or of who stands above it in sight; count when there is neither. */
size_t tasktree_find(const struct tasktree *tree, const struct tasks *tasks, uint32_t serial);

/*
 * A condition in the filter language for the calls of a task and of all below
 * it: "tid = 7", "pid in (7, 9)". False when it needs more room.
 */
bool tasktree_condition(const struct tasks *tasks, uint32_t serial, char *buf, size_t cap);

#endif
