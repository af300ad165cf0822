/* The tracer's life: loop, requests, leaving; see engine.h. */
#include "trace/tracer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "trace/engine.h"
#include "trace/keeper.h"
#include "trace/recall.h"
#include "trace/stop.h"

enum {
	RING_DEFAULT = 8 << 20,
	BUFFER_DEFAULT = 256,
	BATCH = 64,		/* stops taken before the first is answered */
	YIELDS = 3,
	HEART_NS = 50 * 1000 * 1000,
	LEAVE_NS = 900 * 1000 * 1000,
};

struct stopped {
	pid_t tid;
	int status;
	uint64_t now_ns;
};

/* --- leaving ----------------------------------------------------------------- */

/* Lets a stopped task go; the signal it was about to get is not lost. */
static void
let_go(struct tracer *tracer, struct tracee *tracee, int signal, uint64_t now_ns)
{
	if (tracee->in_call && tracee->serial != 0)
		calls_unfinished(tracer, tracee, now_ns, CALL_DETACHED, true);
	placing_release(&tracer->placing, tracee);
	(void)ptrace(PTRACE_DETACH, tracee->tid, NULL, (void *)(long)signal);
	follow_gone(tracer, tracee, TASK_LEFT, now_ns);
}

/* Whether the task is let go at its next stop; what we kill comes to its end by itself. */
static bool
is_leaving(const struct tracer *tracer, const struct tracee *tracee)
{
	return tracer->leaving && (!tracer->killing || tracee->foreign);
}

static void
begin_leaving(struct tracer *tracer, bool killing)
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

/* The kernel lets go of what would not stop in time when this thread ends; what we did to it is undone here. */
static void
abandon_rest(struct tracer *tracer)
{
	struct tracee *tracee;
	size_t position = 0;

	while ((tracee = tracees_next(&tracer->tracees, &position)) != NULL) {
		follow_gone(tracer, tracee, TASK_LEFT, outlet_now());
		position = 0;
	}
}

/* --- stops ------------------------------------------------------------------- */

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
	if (is_leaving(tracer, child))
		let_go(tracer, child, 0, now_ns);
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

	if (is_leaving(tracer, tracee)) {
		let_go(tracer, tracee, signal, stop->now_ns);
	} else if (kind == STOP_GROUP) {
		tracee->listening = true;
		(void)ptrace(PTRACE_LISTEN, tracee->tid, NULL, NULL);	/* gone: it is reported */
	} else {
		engine_resume(tracee, signal);
	}
}

static void
handle(struct tracer *tracer, const struct stopped *stop)
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
		tracee = follow_exec(tracer, tracee, stop->now_ns);
		break;
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
	schedule_stop(&tracee->schedule, tracee->tid, stop->now_ns);
	answer(tracer, tracee, kind, stop);
}

/* --- the loop ---------------------------------------------------------------- */

static bool
wait_once(struct stopped *ret_stop, int flags)
{
	ret_stop->tid = waitpid(-1, &ret_stop->status, __WALL | __WNOTHREAD | flags);
	if (ret_stop->tid <= 0)
		return false;
	ret_stop->now_ns = outlet_now();
	return true;
}

/* The first stop: polled for a moment when the program shares our processor, which saves going to sleep. */
static bool
wait_first(const struct tracer *tracer, struct stopped *ret_stop)
{
	for (unsigned i = 0; tracer->placing.same && i < YIELDS; i++) {
		if (wait_once(ret_stop, WNOHANG))
			return true;
		if (ret_stop->tid < 0)
			return false;
		sched_yield();
	}
	return wait_once(ret_stop, 0);
}

/* All tasks that stopped by now, so that none is resumed twice before another is heard. Interrupted: 0. */
static unsigned
wait_stops(struct tracer *tracer, struct stopped *stops)
{
	unsigned count;

	if (!wait_first(tracer, &stops[0]))
		return 0;
	for (count = 1; count < BATCH && tracees_count(&tracer->tracees) > 1; count++)
		if (!wait_once(&stops[count], WNOHANG))
			break;
	return count;
}

static void
heartbeat(struct tracer *tracer, uint64_t now_ns)
{
	struct timespec cpu;

	calls_announce(tracer, now_ns);
	follow_orphans(tracer, now_ns);
	placing_look(&tracer->placing, &tracer->tracees, atomic_load_explicit(&tracer->stops, memory_order_relaxed),
		     now_ns);
	(void)engine_floor(tracer);	/* placed anew, stops cost something else */
	atomic_store_explicit(&tracer->same_cpu, tracer->placing.same, memory_order_relaxed);
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &cpu);
	atomic_store_explicit(&tracer->cpu_ns, (uint64_t)cpu.tv_sec * 1000000000 + (uint64_t)cpu.tv_nsec,
			      memory_order_relaxed);
}

/* The front end wants another process; what comes of it is a note. */
static void
attach_more(struct tracer *tracer)
{
	pid_t pid = atomic_load_explicit(&tracer->attach, memory_order_relaxed);
	struct why why;

	if (pid == 0 || tracer->leaving)
		return;
	if (tracees_find(&tracer->tracees, pid) != NULL)
		engine_note(tracer, NULL, "%d is watched already", pid);
	else if (begin_attach_more(tracer, pid, true, &why) < 0)
		engine_note(tracer, NULL, "%s", why.text);
	else
		engine_note(tracer, NULL, "process %d is attached", pid);
	/* Relaxed: the number is all there is to know. */
	atomic_store_explicit(&tracer->attach, 0, memory_order_relaxed);
}

static void
obey(struct tracer *tracer)
{
	unsigned requests = atomic_load_explicit(&tracer->requests, memory_order_relaxed);

	attach_more(tracer);
	if ((requests & (SOURCE_DETACH | SOURCE_KILL)) != 0 && !tracer->leaving)
		begin_leaving(tracer, requests & SOURCE_KILL);
	else if ((requests & SOURCE_KILL) && !tracer->killing && tracer->started)
		begin_leaving(tracer, true);
	else if ((requests & SOURCE_HOLD) && !tracer->leaving && tracer->sieve.code == NULL) {
		hold_begin(tracer);
		begin_leaving(tracer, false);
	}
}

static void
run_tasks(struct tracer *tracer)
{
	struct stopped stops[BATCH];
	uint64_t next_beat_ns = 0;

	while (tracees_count(&tracer->tracees) > 0) {
		unsigned count;
		uint64_t now_ns;

		lateness_wait(&tracer->lateness, outlet_now());
		count = wait_stops(tracer, stops);
		now_ns = count > 0 ? stops[count - 1].now_ns : outlet_now();
		tracer->late_ns = lateness_heard(&tracer->lateness, now_ns);

		if (count == 0 && errno == ECHILD)
			break;
		atomic_store_explicit(&tracer->stops, atomic_load_explicit(&tracer->stops, memory_order_relaxed) + count,
				      memory_order_relaxed);
		for (unsigned i = 0; i < count; i++)
			handle(tracer, &stops[i]);
		obey(tracer);
		if (now_ns >= next_beat_ns) {
			heartbeat(tracer, now_ns);
			next_beat_ns = now_ns + HEART_NS;
		}
		if (tracer->leaving && now_ns > tracer->leave_ns)
			break;
	}
	abandon_rest(tracer);
}

static void
run(struct tracer *tracer)
{
	do
		run_tasks(tracer);
	while (hold_wait(tracer));
}

/* --- the thread -------------------------------------------------------------- */

static enum event_filter
filter_used(const struct tracer *tracer)
{
	if (tracer->wanted.all)
		return FILTER_NONE;
	return tracer->sieve.code != NULL ? FILTER_SECCOMP : FILTER_STOPS;
}

static void
put_end(struct tracer *tracer)
{
	struct event_end record = {
		.head = { .kind = EVENT_END, .time_ns = outlet_now() },
		.status = tracer->root_status, .filter = filter_used(tracer), .calls = tracer->outlet.last_seq,
		.dropped = tracer->outlet.dropped, .stalls = tracer->outlet.stalls, .stall_ns = tracer->outlet.stall_ns,
	};

	outlet_flush(&tracer->outlet);
	outlet_put(&tracer->outlet, &record.head, sizeof record);
}

/* Interrupts a blocking wait, nothing else. */
static void
wake(int signal)
{
	(void)signal;
}

static int
wake_signal(void)
{
	return SIGRTMIN + 4;
}

/*
 * Stops are waited for, not signalled: without SA_NOCLDSTOP each of them would
 * send SIGCHLD, and wake another thread of ours for nothing. Ignoring it, as
 * our caller may have told us, would take exit statuses away.
 */
static void
quiet_children(struct tracer *tracer)
{
	struct sigaction action = { .sa_handler = SIG_DFL, .sa_flags = SA_NOCLDSTOP }, old;

	sigaction(SIGCHLD, &action, &old);
	tracer->caller_ignores_children = old.sa_handler == SIG_IGN;
}

static void
start_heart(struct tracer *tracer)
{
	struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = wake_signal() };
	const struct itimerspec often = { { 0, HEART_NS }, { 0, HEART_NS } };
	struct sigaction action = { .sa_handler = wake };
	sigset_t all;

	sigaction(wake_signal(), &action, NULL);
	sigfillset(&all);
	sigdelset(&all, wake_signal());
	sigdelset(&all, SIGCHLD);	/* blocked it would be kept, and given to another thread */
	pthread_sigmask(SIG_SETMASK, &all, NULL);
	event._sigev_un._tid = (pid_t)syscall(SYS_gettid);
	if (timer_create(CLOCK_MONOTONIC, &event, &tracer->heart) < 0)
		die("cannot make a timer: %s", strerror(errno));
	timer_settime(tracer->heart, 0, &often, NULL);
}

static void *
trace_thread(void *context)
{
	struct tracer *tracer = context;
	int r;

	quiet_children(tracer);
	start_heart(tracer);
	placing_begin(&tracer->placing, tracer->options->placement, tracer->keeper);
	r = tracer->started ? begin_start(tracer) : begin_attach(tracer);
	tracer->open_result = r;
	if (r < 0) {
		begin_leaving(tracer, true);
	} else if (!tracer->started) {
		tracer->told = true;
		sem_post(&tracer->opened);
	}
	run(tracer);
	lateness_done(&tracer->lateness);
	timer_delete(tracer->heart);
	if (tracer->open_result == 0)
		put_end(tracer);
	/* Release, with the acquire in tracer_ended(): after `ended` the ring holds all there will be. */
	atomic_store_explicit(&tracer->ended, true, memory_order_release);
	if (!tracer->told)
		sem_post(&tracer->opened);
	return NULL;
}

/* --- the front end's side ------------------------------------------------------ */

static void
tracer_request(struct source *source, unsigned requests)
{
	struct tracer *tracer = (struct tracer *)source;

	/* Relaxed: the tracer only looks whether the bits are there; the signal, or the next heartbeat, makes it look. */
	atomic_fetch_or_explicit(&tracer->requests, requests, memory_order_relaxed);
	if (!atomic_load_explicit(&tracer->ended, memory_order_acquire))
		pthread_kill(tracer->thread, wake_signal());
}

static int
tracer_attach(struct source *source, pid_t pid, struct why *reterr_why)
{
	struct tracer *tracer = (struct tracer *)source;
	pid_t nobody = 0;

	if (atomic_load_explicit(&tracer->ended, memory_order_acquire))
		return why_set(reterr_why, -ESRCH, "the trace has ended: start sightline with -p %d", pid);
	if (atomic_load_explicit(&tracer->is_held, memory_order_relaxed))
		return why_set(reterr_why, -EBUSY, "the program is held: let it go on first");
	if (!atomic_compare_exchange_strong_explicit(&tracer->attach, &nobody, pid, memory_order_relaxed, memory_order_relaxed))
		return why_set(reterr_why, -EBUSY, "process %d is still being attached", nobody);
	pthread_kill(tracer->thread, wake_signal());
	return 0;
}

static bool
tracer_ended(const struct source *source)
{
	/* Acquire, with the release in trace_thread(): whoever sees it sees the last record, too. */
	return atomic_load_explicit(&((const struct tracer *)source)->ended, memory_order_acquire);
}

static void
tracer_state(const struct source *source, struct source_state *ret_state)
{
	const struct tracer *tracer = (const struct tracer *)source;

	/* Relaxed throughout: figures for people. */
	*ret_state = (struct source_state){
		.stops = atomic_load_explicit(&tracer->stops, memory_order_relaxed),
		.stalls = atomic_load_explicit(&tracer->outlet.stalls, memory_order_relaxed),
		.stall_ns = atomic_load_explicit(&tracer->outlet.stall_ns, memory_order_relaxed),
		.dropped = atomic_load_explicit(&tracer->outlet.dropped, memory_order_relaxed),
		.cpu_ns = atomic_load_explicit(&tracer->cpu_ns, memory_order_relaxed),
		.tasks = atomic_load_explicit(&tracer->tasks, memory_order_relaxed),
		.sieved = atomic_load_explicit(&tracer->sieved, memory_order_relaxed),
		.same_cpu = atomic_load_explicit(&tracer->same_cpu, memory_order_relaxed),
		.held = atomic_load_explicit(&tracer->is_held, memory_order_relaxed),
	};
}

static void
tracer_release(struct tracer *tracer)
{
	launch_done(&tracer->launch);
	tracees_done(&tracer->tracees);
	keeper_stop(tracer->keeper);
	unwinder_free(tracer->unwinder);
	recall_free(tracer->recall);
	stacks_free(tracer->stacks);
	sieve_done(&tracer->sieve);
	ring_done(&tracer->source.ring);
	sem_destroy(&tracer->opened);
	free(tracer->path);
	free(tracer->held);
	free(tracer);
}

static void
tracer_free(struct source *source)
{
	struct tracer *tracer = (struct tracer *)source;

	atomic_store_explicit(&tracer->abandoned, true, memory_order_relaxed);
	tracer_request(source, SOURCE_DETACH);
	pthread_join(tracer->thread, NULL);
	tracer_release(tracer);
}

static const struct source_ops tracer_ops = {
	.request = tracer_request,
	.attach = tracer_attach,
	.ended = tracer_ended,
	.state = tracer_state,
	.free = tracer_free,
};

static struct tracer *
tracer_new(const struct tracer_options *options)
{
	size_t size = (sizeof(struct tracer) + RING_LINE - 1) & ~(size_t)(RING_LINE - 1);
	struct tracer *tracer = aligned_alloc(RING_LINE, size);

	if (tracer == NULL)
		die("out of memory");
	memset(tracer, 0, size);
	tracer->source.ops = &tracer_ops;
	tracer->options = options;
	tracer->started = options->argv != NULL;
	tracer->follow = !options->no_follow;
	tracer->stacks_wanted = options->stacks;
	tracer->memory_wanted = !options->no_memory;
	tracer->names_wanted = options->names;
	tracer->buffer_max = options->buffer_max > 0 ? options->buffer_max : BUFFER_DEFAULT;
	tracer->long_fd = options->long_fd;
	tracer->long_max = options->long_max > tracer->buffer_max ? options->long_max : tracer->buffer_max;
	tracer->root_status = -1;
	if (options->wanted != NULL)
		tracer->wanted = *options->wanted;
	else
		wanted_begin(&tracer->wanted);
	if (options->mask != NULL)
		tracer->launch_mask = *options->mask;
	else
		pthread_sigmask(SIG_SETMASK, NULL, &tracer->launch_mask);
	tracer->launch.go = tracer->launch.failed = -1;
	tracer->outlet = (struct outlet){ .drop = options->drop, .abandoned = &tracer->abandoned };
	tracer->outlet.ring = &tracer->source.ring;
	table_init(&tracer->tracees.by_tid, 64);
	tracer->unwinder = options->stacks ? unwinder_new() : NULL;
	tracer->recall = options->stacks ? recall_new() : NULL;
	tracer->stacks = options->stacks ? stacks_new() : NULL;
	sem_init(&tracer->opened, 0, 0);
	return tracer;
}

int
tracer_open(const struct tracer_options *options, struct source **ret_source, struct why *reterr_why)
{
	struct tracer *tracer = tracer_new(options);
	int r = ring_init(&tracer->source.ring, options->ring_size > 0 ? options->ring_size : RING_DEFAULT, reterr_why);

	if (r == 0 && tracer->started)
		r = launch_find(options->argv[0], &tracer->path, reterr_why);
	if (r == 0) {
		tracer->keeper = options->placement != PLACEMENT_FREE ? keeper_start() : NULL;
		r = -pthread_create(&tracer->thread, NULL, trace_thread, tracer);
		if (r < 0)
			why_set(reterr_why, r, "cannot start a thread: %s", strerror(-r));
	}
	if (r < 0) {
		tracer_release(tracer);
		return r;
	}
	while (sem_wait(&tracer->opened) < 0 && errno == EINTR)
		continue;
	if (tracer->open_result < 0) {
		r = why_set(reterr_why, tracer->open_result, "%s", tracer->open_why.text);
		pthread_join(tracer->thread, NULL);
		tracer_release(tracer);
		return r;
	}
	*ret_source = &tracer->source;
	return 0;
}
