/*
 * asleep.h - waiting until a task sits in a call that does not return
 */
#ifndef ASLEEP_H
#define ASLEEP_H

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

/*
 * Returns when task `tid` of process `pid` sleeps in the kernel. A task in a
 * tracer's stop has another state letter, so under a tracer as well the call
 * that is waited for has been entered and let go.
 */
static inline void
wait_until_asleep(int pid, int tid)
{
	char path[64], state = '?';

	snprintf(path, sizeof(path), "/proc/%d/task/%d/stat", pid, tid);
	while (state != 'S') {
		FILE *file = fopen(path, "re");

		if (file == NULL || fscanf(file, "%*d (%*[^)]) %c", &state) != 1) {
			perror(path);
			exit(99);
		}
		fclose(file);
		sched_yield();
	}
}

#endif
