/* Stops are told and answered: each task goes on its way, or is let go; see engine.h. */
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#include "trace/engine.h"
#include "trace/stop.h"

static void
put_signal(struct tracer *tracer, struct tracee *tracee, int signal, bool stopped, uint64_t now_ns)
{
	struct event_signal record = {
		.head = { .kind = EVENT_SIGNAL, .task = tracee->serial, .time_ns = now_ns },
		.signal = (uint32_t)signal, .stopped = stopped,
	};
	siginfo_t info;

	_Static_assert(sizeof info <= sizeof record.siginfo, "a siginfo_t fits");
	if (tracee->hidden || tracee->serial == 0 || !wanted_signal(&tracer->wanted, (unsigned)signal))
		return;
	if (!stopped && ptrace(PTRACE_GETSIGINFO, tracee->tid, NULL, &info) == 0)
		memcpy(record.siginfo, &info, sizeof info);
	outlet_put(&tracer->outlet, &record.head, sizeof record);
}

/* A child whose parent's event came after its own first stop waits no longer. */
static void
release_child(struct tracer *tracer, pid_t tid, uint64_t now_ns)
{
	struct tracee *child = tracees_find(&tracer->tracees, tid);

	if (child == NULL || child->running)
		return;
	if (leaving_is(tracer, child))
		leaving_let_go(tracer, child, 0, now_ns);
	else
		engine_resume(child, 0);
}

static void
take_child(struct tracer *tracer, struct tracee *parent, const struct stopped *stop)
{
	unsigned long tid = 0;

	follow_child(tracer, parent, stop_event(stop->status), stop->now_ns);
	if (ptrace(PTRACE_GETEVENTMSG, parent->tid, NULL, &tid) == 0)
		release_child(tracer, (pid_t)tid, stop->now_ns);
}

/* A child that stopped before its parent's event: it stays stopped until that event tells whose it is. */
static void
take_orphan(struct tracer *tracer, const struct stopped *stop)
{
	if (WIFSTOPPED(stop->status))
		tracees_add(&tracer->tracees, stop->tid, stop->tid)->orphan_ns = stop->now_ns;
}

/* Answers a task that stopped: on its way again, or let go for good. */
static void
answer(struct tracer *tracer, struct tracee *tracee, enum stop_kind kind, const struct stopped *stop)
{
	int signal = kind == STOP_SIGNAL ? stop_signal(stop->status) : 0;

	if (leaving_is(tracer, tracee)) {
		leaving_let_go(tracer, tracee, signal, stop->now_ns);
	} else if (kind == STOP_GROUP) {
		tracee->listening = true;
		(void)ptrace(PTRACE_LISTEN, tracee->tid, NULL, NULL);	/* gone: it is reported */
	} else {
		engine_resume(tracee, signal);
	}
}

/* What is told of it; a thread that called exec goes on as another task. */
static struct tracee *
take_kind(struct tracer *tracer, struct tracee *tracee, enum stop_kind kind, const struct stopped *stop)
{
	switch (kind) {
	case STOP_CALL:
		calls_stop(tracer, tracee, stop->now_ns);
		break;
	case STOP_SECCOMP:
		calls_asked(tracer, tracee);
		break;
	case STOP_CHILD:
		take_child(tracer, tracee, stop);
		break;
	case STOP_EXEC:
		return follow_exec(tracer, tracee, stop->now_ns);
	case STOP_EXITING:
		follow_exiting(tracer, tracee, stop->now_ns);
		break;
	case STOP_GROUP:
	case STOP_SIGNAL:
		put_signal(tracer, tracee, stop_signal(stop->status), kind == STOP_GROUP, stop->now_ns);
		break;
	case STOP_TRAP:
	case STOP_OTHER:
	case STOP_EXITED:
		break;
	}
	return tracee;
}

void
stops_take(struct tracer *tracer, const struct stopped *stop)
{
	struct tracee *tracee = tracees_find(&tracer->tracees, stop->tid);
	enum stop_kind kind = stop_classify(stop->status);

	if (tracee == NULL) {
		take_orphan(tracer, stop);
		return;
	}
	tracee->running = tracee->listening = false;
	if (kind == STOP_EXITED) {
		follow_gone(tracer, tracee, stop->status, stop->now_ns);
		return;
	}
	if (tracee->serial == 0 && !tracee->hidden)
		return;
	tracee = take_kind(tracer, tracee, kind, stop);
	schedule_stop(&tracee->schedule, tracee->tid, stop->now_ns);
	answer(tracer, tracee, kind, stop);
}
