#include "trace/tracee.h"

#include <stdlib.h>

#include "base/mem.h"
#include "trace/maps.h"
#include "trace/unwind.h"

struct tracee *
tracees_find(const struct tracees *tracees, pid_t tid)
{
	uint64_t value;

	return table_get(&tracees->by_tid, (uint64_t)tid, &value) ? (struct tracee *)(uintptr_t)value : NULL;
}

struct tracee *
tracees_add(struct tracees *tracees, pid_t tid, pid_t pid)
{
	struct tracee *tracee = mem_new(1, sizeof *tracee);

	tracee->tid = tid;
	tracee->pid = pid;
	table_set(&tracees->by_tid, (uint64_t)tid, (uint64_t)(uintptr_t)tracee);
	return tracee;
}

static void
tracee_free(struct tracee *tracee)
{
	unwind_forget(&tracee->unwind);
	schedule_done(&tracee->schedule);
	space_leave(tracee->space);
	free(tracee->entry_pieces);
	free(tracee);
}

void
tracees_remove(struct tracees *tracees, struct tracee *tracee)
{
	table_remove(&tracees->by_tid, (uint64_t)tracee->tid);
	tracee_free(tracee);
}

void
tracees_rename(struct tracees *tracees, struct tracee *tracee, pid_t tid)
{
	table_remove(&tracees->by_tid, (uint64_t)tracee->tid);
	schedule_done(&tracee->schedule);
	tracee->tid = tid;
	table_set(&tracees->by_tid, (uint64_t)tid, (uint64_t)(uintptr_t)tracee);
}

size_t
tracees_count(const struct tracees *tracees)
{
	return tracees->by_tid.count;
}

struct tracee *
tracees_next(const struct tracees *tracees, size_t *position)
{
	uint64_t value;

	return table_next(&tracees->by_tid, position, NULL, &value) ? (struct tracee *)(uintptr_t)value : NULL;
}

void
tracees_done(struct tracees *tracees)
{
	struct tracee *tracee;
	size_t position = 0;

	while ((tracee = tracees_next(tracees, &position)) != NULL)
		tracee_free(tracee);
	table_done(&tracees->by_tid);
}
