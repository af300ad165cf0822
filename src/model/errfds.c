#include "model/errfds.h"

#include <unistd.h>

bool
errfds_has(const struct errfds *fds, int fd)
{
	for (unsigned i = 0; i < fds->count; i++)
		if (fds->copies[i].fd == fd)
			return true;
	return fd == STDERR_FILENO;
}

static void
remove_at(struct errfds *fds, unsigned i)
{
	fds->copies[i] = fds->copies[--fds->count];
}

bool
errfds_copy(struct errfds *fds, int from, int to, bool close_on_exec)
{
	bool error = errfds_has(fds, from);

	if (from == to || to == STDERR_FILENO)
		return true;
	errfds_close(fds, (unsigned)to, (unsigned)to, false);
	if (!error)
		return true;
	if (fds->count == ERRFDS_MAX)
		return false;
	fds->copies[fds->count++] = (struct errfd){ to, close_on_exec };
	return true;
}

void
errfds_set_close_on_exec(struct errfds *fds, int fd, bool close_on_exec)
{
	for (unsigned i = 0; i < fds->count; i++)
		if (fds->copies[i].fd == fd)
			fds->copies[i].close_on_exec = close_on_exec;
}

void
errfds_close(struct errfds *fds, unsigned first, unsigned last, bool on_exec)
{
	for (unsigned i = fds->count; i-- > 0;) {
		unsigned fd = (unsigned)fds->copies[i].fd;

		if (fd < first || fd > last)
			continue;
		if (on_exec)
			fds->copies[i].close_on_exec = true;
		else
			remove_at(fds, i);
	}
}

void
errfds_exec(struct errfds *fds)
{
	for (unsigned i = fds->count; i-- > 0;)
		if (fds->copies[i].close_on_exec)
			remove_at(fds, i);
}
