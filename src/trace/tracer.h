/*
 * tracer.h - live programs by ptrace, as a source of records
 *
 * tracer_open() starts a thread that alone makes ptrace requests, and returns
 * when the program is started or the tasks are attached, or with one sentence
 * that says why not and what helps.
 */
#ifndef TRACER_H
#define TRACER_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/why.h"

struct source;
struct wanted;

enum placement {
	PLACEMENT_AUTO,	/* share a processor with the program unless that would slow it down */
	PLACEMENT_SAME,
	PLACEMENT_FREE,	/* leave it to the scheduler */
};

struct tracer_options {
	char *const *argv;	/* program to start, NULL-terminated; NULL: attach */
	const pid_t *pids;	/* processes to attach, when argv is NULL */
	size_t pid_count;
	bool no_follow;		/* leave out children and other threads */
	bool drop;		/* on a full ring count calls instead of waiting */
	bool stacks;		/* walk the user stack of every call */
	bool no_memory;		/* leave out what arguments refer to: only numbers are wanted */
	bool names;		/* ask what the descriptors of every call are */
	enum placement placement;
	int tty;		/* started programs: slave of a pty to run on, as controlling terminal; -1 keep stdio */
	char *const *environment; /* of started programs; NULL ours */
	size_t ring_size;	/* bytes; 0: 8 MiB */
	unsigned buffer_max;	/* bytes captured of each buffer or string; 0: 256. Paths are whole (4096) */
	const struct wanted *wanted; /* what is recorded; NULL: all */
	bool may_kill;		/* a program we start may be made to end with us, which lets it run faster where not all is wanted */
	int long_fd;		/* of this descriptor so many bytes are captured instead, */
	unsigned long_max;	/* up to what a record holds; 0: no descriptor has more than others */
	const sigset_t *mask;	/* signal mask the program starts with; NULL: the caller's own now */
};

/*
 * Returns 0 and the running source. Errors: -ENOENT (no such program; exit
 * status 127), -EACCES / -ENOEXEC (not executable; 126), -ESRCH (no such
 * process), -EPERM (not permitted; the sentence says by whom), -EINVAL
 * (oneself), -ENOMEM. Nothing is left behind on an error.
 */
int tracer_open(const struct tracer_options *options, struct source **ret_source, struct why *reterr_why);

#endif
