/*
 * launch.h - starting a program so that it is traced from its first call
 *
 * The child waits at a pipe until its tracer has seized it, and only then
 * becomes the program; no signal is used, so none can be mistaken or lost.
 */
#ifndef LAUNCH_H
#define LAUNCH_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

#include "base/why.h"

struct sieve;

struct launch {
	pid_t pid;
	int go;			/* write end: closing it alone makes the child give up */
	int failed;		/* read end: the errno of an execve that failed */
};

/*
 * Finds the file to run as a shell would. 0 with its path through ret_path
 * (to be freed), -ENOENT or -EACCES.
 */
int launch_find(const char *name, char **ret_path, struct why *reterr_why);

struct launch_options {
	const char *path;
	char *const *argv;
	int tty;		/* becomes controlling terminal and stdio; -1: stdio stays */
	char *const *environment; /* NULL: ours */
	sigset_t mask;		/* signals blocked in the program */
	bool ignore_children;	/* SIGCHLD is ignored in the program */
	const struct sieve *sieve; /* put on it before it becomes the program; NULL none */
};

/* Forks a child that waits. To be called on the thread that will trace it. 0 or a negative errno. */
int launch_fork(const struct launch_options *options, struct launch *ret_launch, struct why *reterr_why);

/* Lets it go on to its execve(). */
void launch_go(struct launch *launch);

/* After the child ended without having become the program: why not, as errno; 0 when it was something else. */
int launch_error(const struct launch *launch);

/* Closes what is open. */
void launch_done(struct launch *launch);

#endif
