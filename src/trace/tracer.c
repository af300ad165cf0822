/* The tracer as the front end sees it: a source of records; see tracer.h, and engine.h for the rest. */
#include "trace/tracer.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "trace/engine.h"
#include "trace/keeper.h"
#include "trace/recall.h"

enum { RING_DEFAULT = 8 << 20, BUFFER_DEFAULT = 256 };

static void
tracer_request(struct source *source, unsigned requests)
{
	struct tracer *tracer = (struct tracer *)source;

	/* Relaxed: the tracer only looks whether the bits are there; the signal, or the next heartbeat, makes it look. */
	atomic_fetch_or_explicit(&tracer->requests, requests, memory_order_relaxed);
	if (!atomic_load_explicit(&tracer->ended, memory_order_acquire))
		pthread_kill(tracer->thread, tracer_wake_signal());
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
	if (!atomic_compare_exchange_strong_explicit(&tracer->attach, &nobody, pid, memory_order_relaxed,
						     memory_order_relaxed))
		return why_set(reterr_why, -EBUSY, "process %d is still being attached", nobody);
	pthread_kill(tracer->thread, tracer_wake_signal());
	return 0;
}

static bool
tracer_ended(const struct source *source)
{
	/* Acquire, with the release in tracer_thread(): whoever sees it sees the last record, too. */
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
		r = -pthread_create(&tracer->thread, NULL, tracer_thread, tracer);
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
