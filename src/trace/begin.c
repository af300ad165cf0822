/* How tracing begins: a program is started, or processes are attached; see engine.h. */
#include "trace/engine.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "trace/permit.h"

/*
 * A filter stays and cannot be taken off, so it is for programs that may end
 * with us and whose children we follow. Without privilege it would show to a
 * set-uid program as no_new_privs.
 */
static bool
may_sieve(const struct tracer *tracer)
{
	struct stat st;

	if (tracer->wanted.all || !tracer->options->may_kill || !tracer->follow)
		return false;
	return geteuid() == 0 || (stat(tracer->path, &st) == 0 && (st.st_mode & (S_ISUID | S_ISGID)) == 0);
}

int
begin_start(struct tracer *tracer)
{
	const struct tracer_options *options = tracer->options;
	struct launch_options launch = { .path = tracer->path, .argv = options->argv, .tty = options->tty,
					 .environment = options->environment, .mask = tracer->launch_mask,
					 .ignore_children = tracer->caller_ignores_children };
	struct tracee *tracee;
	int r;

	if (may_sieve(tracer) && sieve_build(&tracer->sieve, &tracer->wanted, tracer->stacks_wanted))
		launch.sieve = &tracer->sieve;
	r = launch_fork(&launch, &tracer->launch, &tracer->open_why);
	if (r < 0)
		return r;
	tracer->root = tracer->launch.pid;
	if (ptrace(PTRACE_SEIZE, tracer->root, NULL, (void *)engine_options(tracer)) < 0) {
		r = -errno;
		launch_done(&tracer->launch);
		waitpid(tracer->root, NULL, __WALL);
		return why_set(&tracer->open_why, r, "cannot trace a program of our own: %s "
			       "(a sandbox or container forbids ptrace; docker run --cap-add SYS_PTRACE)", strerror(-r));
	}
	tracee = tracees_add(&tracer->tracees, tracer->root, tracer->root);
	tracee->hidden = tracee->running = true;
	tracee->space = space_new(&tracer->numbers);
	/* Its first stop makes it report calls; until then it only waits at its pipe. */
	(void)ptrace(PTRACE_INTERRUPT, tracer->root, NULL, NULL);
	launch_go(&tracer->launch);
	return 0;
}

static int
attach_task(struct tracer *tracer, pid_t tid, pid_t pid, struct space *space, bool foreign)
{
	struct tracee *tracee;

	if (ptrace(PTRACE_SEIZE, tid, NULL, (void *)engine_options(tracer)) < 0)
		return -errno;
	tracee = tracees_add(&tracer->tracees, tid, pid);
	tracee->running = true;
	tracee->foreign = foreign;
	tracee->space = space_share(space);
	follow_begin(tracer, tracee, NULL, TASK_ATTACHED, outlet_now());
	(void)ptrace(PTRACE_INTERRUPT, tid, NULL, NULL);
	return 0;
}

/* Every thread there is, until a look finds no new one. Threads made meanwhile come to us by themselves. */
static void
attach_threads(struct tracer *tracer, pid_t pid, struct space *space, bool foreign)
{
	char path[32];
	bool found = true;

	snprintf(path, sizeof path, "/proc/%d/task", pid);
	while (found) {
		DIR *dir = opendir(path);
		struct dirent *entry;
		int r;

		found = false;
		while (dir != NULL && (entry = readdir(dir)) != NULL) {
			pid_t tid = (pid_t)strtol(entry->d_name, NULL, 10);

			if (tid <= 0 || tracees_find(&tracer->tracees, tid) != NULL)
				continue;
			r = attach_task(tracer, tid, pid, space, foreign);
			found |= r == 0;
			/* One that is traced by us is a new thread on its way to us; one that is gone is no loss. */
			if (r == -EPERM && follow_status(tid, "TracerPid") != gettid())
				engine_note(tracer, NULL, "thread %d of process %d could not be attached", tid, pid);
		}
		if (dir != NULL)
			closedir(dir);
	}
}

static int
attach_process(struct tracer *tracer, pid_t pid, bool foreign)
{
	struct permit_facts facts;
	struct space *space;
	int r;

	if (pid == getpid())
		return why_set(&tracer->open_why, -EINVAL, "%d is sightline itself, which cannot watch itself", pid);
	permit_look("/proc", pid, &facts);
	if (facts.thread_of != 0)
		pid = facts.thread_of;
	if (tracees_find(&tracer->tracees, pid) != NULL)
		return 0;
	space = space_new(&tracer->numbers);
	r = attach_task(tracer, pid, pid, space, foreign);
	if (r < 0)
		r = permit_explain(&facts, pid, geteuid(), -r, &tracer->open_why);
	else if (tracer->follow)
		attach_threads(tracer, pid, space, foreign);
	space_leave(space);
	return r;
}

int
begin_attach(struct tracer *tracer)
{
	for (size_t i = 0; i < tracer->options->pid_count; i++) {
		int r = attach_process(tracer, tracer->options->pids[i], false);

		if (r < 0)
			return r;
	}
	return 0;
}

int
begin_attach_more(struct tracer *tracer, pid_t pid, bool foreign, struct why *reterr_why)
{
	int r = attach_process(tracer, pid, foreign);

	if (r < 0)
		*reterr_why = tracer->open_why;
	return r;
}
