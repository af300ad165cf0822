/* Tasks are let go, or killed; see engine.h. */
#include <signal.h>
#include <sys/ptrace.h>

#include "trace/engine.h"

enum { LEAVE_NS = 900 * 1000 * 1000 };

void
leaving_let_go(struct tracer *tracer, struct tracee *tracee, int signal, uint64_t now_ns)
{
	if (tracee->in_call && tracee->serial != 0)
		calls_unfinished(tracer, tracee, now_ns, CALL_DETACHED, true);
	placing_release(&tracer->placing, tracee);
	(void)ptrace(PTRACE_DETACH, tracee->tid, NULL, (void *)(long)signal);
	follow_gone(tracer, tracee, TASK_LEFT, now_ns);
}

bool
leaving_is(const struct tracer *tracer, const struct tracee *tracee)
{
	return tracer->leaving && (!tracer->killing || tracee->foreign);
}

void
leaving_begin(struct tracer *tracer, bool killing)
{
	struct tracee *tracee;
	size_t position = 0;

	tracer->leaving = true;
	/* A program with a sieve cannot live without us. */
	tracer->killing = (killing || tracer->sieve.code != NULL) && tracer->started;
	tracer->leave_ns = outlet_now() + LEAVE_NS;
	while ((tracee = tracees_next(&tracer->tracees, &position)) != NULL) {
		if (tracer->killing && !tracee->foreign)
			kill(tracee->pid, SIGKILL);
		else
			(void)ptrace(PTRACE_INTERRUPT, tracee->tid, NULL, NULL);	/* gone: it is reported */
	}
}

/* The kernel lets go of it when this thread ends. */
void
leaving_abandon(struct tracer *tracer)
{
	struct tracee *tracee;
	size_t position = 0;

	while ((tracee = tracees_next(&tracer->tracees, &position)) != NULL) {
		follow_gone(tracer, tracee, TASK_LEFT, outlet_now());
		position = 0;
	}
}
