/*
 * errfds.h - the descriptors of a process that are its standard error
 *
 * Descriptor 2 is, always; so is what was made from it, until it is closed or
 * made something else. A zeroed struct errfds is a process that made none.
 */
#ifndef ERRFDS_H
#define ERRFDS_H

#include <stdbool.h>

enum { ERRFDS_MAX = 16 };	/* besides descriptor 2 */

struct errfds {
	struct errfd {
		int fd;
		bool close_on_exec;
	} copies[ERRFDS_MAX];
	unsigned count;
};

bool errfds_has(const struct errfds *fds, int fd);

/* `to` is from now on what `from` is. False when there is no room to remember it. */
bool errfds_copy(struct errfds *fds, int from, int to, bool close_on_exec);

void errfds_set_close_on_exec(struct errfds *fds, int fd, bool close_on_exec);

/* first … last are closed, or, `on_exec`, will be. */
void errfds_close(struct errfds *fds, unsigned first, unsigned last, bool on_exec);

/* The process becomes another program. */
void errfds_exec(struct errfds *fds);

#endif
