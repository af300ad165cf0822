/* The tracer's thread: stops in the order they come, requests, the heart beat; see engine.h. */
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/why.h"
#include "trace/engine.h"

enum {
	BATCH = 64,		/* stops taken before the first is answered */
	YIELDS = 3,
	HEART_NS = 50 * 1000 * 1000,
};

/* --- waiting --------------------------------------------------------------------------- */

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

/* --- between stops --------------------------------------------------------------------- */

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
		leaving_begin(tracer, requests & SOURCE_KILL);
	else if ((requests & SOURCE_KILL) && !tracer->killing && tracer->started)
		leaving_begin(tracer, true);
	else if ((requests & SOURCE_HOLD) && !tracer->leaving && tracer->sieve.code == NULL) {
		hold_begin(tracer);
		leaving_begin(tracer, false);
	}
}

/* --- the loop -------------------------------------------------------------------------- */

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
		atomic_store_explicit(&tracer->stops,
				      atomic_load_explicit(&tracer->stops, memory_order_relaxed) + count,
				      memory_order_relaxed);
		for (unsigned i = 0; i < count; i++)
			stops_take(tracer, &stops[i]);
		obey(tracer);
		if (now_ns >= next_beat_ns) {
			heartbeat(tracer, now_ns);
			next_beat_ns = now_ns + HEART_NS;
		}
		if (tracer->leaving && now_ns > tracer->leave_ns)
			break;
	}
	leaving_abandon(tracer);
}

static void
run_and_hold(struct tracer *tracer)
{
	do
		run_tasks(tracer);
	while (hold_wait(tracer));
}

/* --- the thread ------------------------------------------------------------------------ */

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

int
tracer_wake_signal(void)
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
	struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = tracer_wake_signal() };
	const struct itimerspec often = { { 0, HEART_NS }, { 0, HEART_NS } };
	struct sigaction action = { .sa_handler = wake };
	sigset_t all;

	sigaction(tracer_wake_signal(), &action, NULL);
	sigfillset(&all);
	sigdelset(&all, tracer_wake_signal());
	sigdelset(&all, SIGCHLD);	/* blocked it would be kept, and given to another thread */
	pthread_sigmask(SIG_SETMASK, &all, NULL);
	event._sigev_un._tid = (pid_t)syscall(SYS_gettid);
	if (timer_create(CLOCK_MONOTONIC, &event, &tracer->heart) < 0)
		die("cannot make a timer: %s", strerror(errno));
	timer_settime(tracer->heart, 0, &often, NULL);
}

void *
tracer_thread(void *context)
{
	struct tracer *tracer = context;
	int r;

	quiet_children(tracer);
	start_heart(tracer);
	placing_begin(&tracer->placing, tracer->options->placement, tracer->keeper);
	r = tracer->started ? begin_start(tracer) : begin_attach(tracer);
	tracer->open_result = r;
	if (r < 0) {
		leaving_begin(tracer, true);
	} else if (!tracer->started) {
		tracer->told = true;
		sem_post(&tracer->opened);
	}
	run_and_hold(tracer);
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
