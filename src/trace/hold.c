/*
 * The program is stopped and left alone, so that a debugger may have it: a
 * task has one tracer. Later it is attached again and goes on; see engine.h.
 */
#include "trace/engine.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "base/mem.h"

enum { LOOK_NS = 20 * 1000 * 1000 };

static bool
is_held(const struct tracer *tracer, pid_t pid)
{
	for (size_t i = 0; i < tracer->held_count; i++)
		if (tracer->held[i].pid == pid)
			return true;
	return false;
}

void
hold_begin(struct tracer *tracer)
{
	struct tracee *tracee;
	size_t position = 0, cap = 0;

	tracer->held_count = 0;
	while ((tracee = tracees_next(&tracer->tracees, &position)) != NULL) {
		if (tracee->serial == 0 || tracee->hidden || is_held(tracer, tracee->pid))
			continue;
		tracer->held = mem_grow(tracer->held, &cap, tracer->held_count + 1, sizeof *tracer->held);
		tracer->held[tracer->held_count++] = (struct held){ tracee->pid, tracee->foreign };
		/* Pending before we let go: it stops on its way out of the kernel. */
		kill(tracee->pid, SIGSTOP);
	}
	tracer->holding = true;
}

/* `ours` is for what we started, `theirs` for what was attached beside it. */
static void
signal_all(const struct tracer *tracer, int ours, int theirs)
{
	for (size_t i = 0; i < tracer->held_count; i++)
		kill(tracer->held[i].pid, tracer->held[i].foreign ? theirs : ours);	/* gone: nothing to tell */
}

/* Killed by whoever has it: our own child is ours to take leave of. */
static bool
root_is_gone(struct tracer *tracer)
{
	int status;

	if (tracer->root == 0 || waitpid(tracer->root, &status, __WALL | WNOHANG) != tracer->root || WIFSTOPPED(status))
		return false;
	tracer->root_status = status;
	return true;
}

/* Attached as they stand, stopped; then told to go on, which we hear. */
static bool
attach_again(struct tracer *tracer)
{
	for (size_t i = 0; i < tracer->held_count; i++) {
		struct why why;

		if (begin_attach_more(tracer, tracer->held[i].pid, tracer->held[i].foreign, &why) < 0)
			engine_note(tracer, NULL, "%s", why.text);
	}
	signal_all(tracer, SIGCONT, SIGCONT);
	return tracees_count(&tracer->tracees) > 0;
}

bool
hold_wait(struct tracer *tracer)
{
	const struct timespec nap = { .tv_nsec = LOOK_NS };
	unsigned requests = 0;
	bool gone = false, on;

	if (!tracer->holding)
		return false;
	/* Relaxed: the front end looks whether it is so. */
	atomic_store_explicit(&tracer->is_held, 1, memory_order_relaxed);
	while (!gone && (requests & (SOURCE_GO_ON | SOURCE_DETACH | SOURCE_KILL)) == 0) {
		nanosleep(&nap, NULL);
		requests = atomic_load_explicit(&tracer->requests, memory_order_relaxed);
		gone = root_is_gone(tracer);
	}
	tracer->holding = tracer->leaving = false;
	atomic_store_explicit(&tracer->is_held, 0, memory_order_relaxed);
	if (requests & SOURCE_KILL && tracer->started)
		signal_all(tracer, SIGKILL, SIGCONT);
	else if ((requests & SOURCE_GO_ON) == 0)
		signal_all(tracer, SIGCONT, SIGCONT);
	on = !gone && (requests & (SOURCE_DETACH | SOURCE_KILL)) == 0 && attach_again(tracer);
	atomic_fetch_and_explicit(&tracer->requests, ~(unsigned)(SOURCE_GO_ON | SOURCE_HOLD), memory_order_relaxed);
	return on;
}
