#include "trace/remote.h"

#include <libunwind-ptrace.h>
#include <stdlib.h>

#include "base/mem.h"

struct remote {
	unw_addr_space_t space;
};

struct remote *
remote_new(void)
{
	unw_addr_space_t space = unw_create_addr_space(&_UPT_accessors, 0);
	struct remote *remote;

	if (space == NULL)
		return NULL;
	/* Without a cache a walk costs more than a millisecond. */
	unw_set_caching_policy(space, UNW_CACHE_GLOBAL);
	remote = mem_new(1, sizeof *remote);
	remote->space = space;
	return remote;
}

void
remote_free(struct remote *remote)
{
	if (remote == NULL)
		return;
	unw_destroy_addr_space(remote->space);
	free(remote);
}

void *
remote_task_new(pid_t tid)
{
	return _UPT_create(tid);
}

void
remote_task_free(void *task)
{
	if (task != NULL)
		_UPT_destroy(task);
}

unsigned
remote_walk(struct remote *remote, void *task, uint64_t *ret_pcs, unsigned max)
{
	unw_cursor_t cursor;
	unw_word_t pc;
	unsigned count = 0;

	if (unw_init_remote(&cursor, remote->space, task) < 0)
		return 0;
	do {
		if (unw_get_reg(&cursor, UNW_REG_IP, &pc) < 0 || pc == 0)
			break;
		ret_pcs[count++] = pc;
	} while (count < max && unw_step(&cursor) > 0);
	return count;
}

void
remote_forget(struct remote *remote)
{
	unw_flush_cache(remote->space, 0, 0);
}
