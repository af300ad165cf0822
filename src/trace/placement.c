#include "trace/placement.h"

#include <string.h>
#include <sys/uio.h>

#include "trace/keeper.h"
#include "trace/tracee.h"

enum {
	COMPUTING_LIMIT = 2,		/* tasks computing at once for whom one processor is too few */
	STOPS_PER_SECOND_BUSY = 20000,	/* so many that stops, not computing, take the time */
	LOOKS_TO_SPREAD = 2,
	LOOKS_TO_GATHER = 10,
};

/* Remembers own_cpus where the keeper finds them; what cannot be remembered must not be changed. */
static bool
keep(struct placing *placing, struct tracee *tracee)
{
	tracee->keeper_entry = keeper_add(placing->keeper, tracee->tid, &tracee->own_cpus);
	tracee->pinned = tracee->keeper_entry >= 0;
	return tracee->pinned;
}

static void
pin(struct placing *placing, struct tracee *tracee)
{
	if (tracee->pinned || sched_getaffinity(tracee->tid, sizeof tracee->own_cpus, &tracee->own_cpus) < 0)
		return;
	/* Outside its own set the program would run where its owner did not want it. */
	for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
		if (CPU_ISSET(cpu, &placing->one_cpu) && !CPU_ISSET(cpu, &tracee->own_cpus))
			return;
	if (!keep(placing, tracee))
		return;
	if (sched_setaffinity(tracee->tid, sizeof placing->one_cpu, &placing->one_cpu) < 0)
		placing_gone(placing, tracee);
}

void
placing_gone(struct placing *placing, struct tracee *tracee)
{
	if (tracee->pinned)
		keeper_remove(placing->keeper, tracee->keeper_entry);
	tracee->pinned = false;
}

void
placing_release(struct placing *placing, struct tracee *tracee)
{
	if (!tracee->pinned)
		return;
	(void)sched_setaffinity(tracee->tid, sizeof tracee->own_cpus, &tracee->own_cpus);	/* gone: nothing to give */
	placing_gone(placing, tracee);
}

void
placing_renamed(struct placing *placing, struct tracee *tracee)
{
	if (!tracee->pinned)
		return;
	keeper_remove(placing->keeper, tracee->keeper_entry);
	if (!keep(placing, tracee))
		(void)sched_setaffinity(tracee->tid, sizeof tracee->own_cpus, &tracee->own_cpus);
}

static void
gather(struct placing *placing, struct tracees *tracees)
{
	struct tracee *tracee;
	size_t position = 0;
	int cpu = sched_getcpu();

	CPU_ZERO(&placing->one_cpu);
	CPU_SET(cpu >= 0 ? cpu : 0, &placing->one_cpu);
	if (sched_setaffinity(0, sizeof placing->one_cpu, &placing->one_cpu) < 0)
		return;
	placing->same = true;
	while (tracees != NULL && (tracee = tracees_next(tracees, &position)) != NULL)
		pin(placing, tracee);
}

static void
spread(struct placing *placing, struct tracees *tracees)
{
	struct tracee *tracee;
	size_t position = 0;

	placing->same = false;
	(void)sched_setaffinity(0, sizeof placing->own_cpus, &placing->own_cpus);
	while ((tracee = tracees_next(tracees, &position)) != NULL)
		placing_release(placing, tracee);
}

void
placing_begin(struct placing *placing, enum placement wish, struct keeper *keeper)
{
	*placing = (struct placing){ .wish = wish, .keeper = keeper };
	if (keeper == NULL || sched_getaffinity(0, sizeof placing->own_cpus, &placing->own_cpus) < 0)
		placing->wish = PLACEMENT_FREE;
	if (placing->wish != PLACEMENT_FREE)
		gather(placing, NULL);
}

/* A task that was born on our one processor. */
static void
inherit(struct placing *placing, struct tracee *tracee, const cpu_set_t *own_cpus)
{
	tracee->own_cpus = *own_cpus;
	if (!keep(placing, tracee))
		(void)sched_setaffinity(tracee->tid, sizeof *own_cpus, own_cpus);
}

void
placing_add(struct placing *placing, struct tracee *tracee, const struct tracee *parent, bool ours)
{
	if (parent != NULL && parent->pinned)
		inherit(placing, tracee, &parent->own_cpus);
	else if (ours && placing->same)
		inherit(placing, tracee, &placing->own_cpus);
	else if (placing->same && !ours)
		pin(placing, tracee);
}

/* Tasks that neither wait for us nor sit in a call: they compute, or want to. */
static unsigned
computing(const struct tracees *tracees)
{
	const struct tracee *tracee;
	size_t position = 0;
	unsigned count = 0;

	while ((tracee = tracees_next(tracees, &position)) != NULL)
		count += tracee->running && !tracee->in_call && !tracee->listening;
	return count;
}

void
placing_look(struct placing *placing, struct tracees *tracees, uint64_t stops, uint64_t now_ns)
{
	uint64_t span_ns = now_ns - placing->last_ns;
	bool busy = span_ns > 0 &&
		    (stops - placing->last_stops) * 1000000000.0 / (double)span_ns > STOPS_PER_SECOND_BUSY;
	bool crowd = computing(tracees) >= COMPUTING_LIMIT && !busy;

	placing->last_ns = now_ns;
	placing->last_stops = stops;
	if (placing->wish != PLACEMENT_AUTO)
		return;
	placing->crowded = crowd ? placing->crowded + 1 : 0;
	placing->quiet = busy ? placing->quiet + 1 : 0;
	if (placing->same && placing->crowded >= LOOKS_TO_SPREAD)
		spread(placing, tracees);
	else if (!placing->same && placing->quiet >= LOOKS_TO_GATHER)
		gather(placing, tracees);
}

/* The task that a pid argument of sched_*affinity names. */
static struct tracee *
named(struct tracee *by, const struct tracees *tracees)
{
	pid_t tid = (pid_t)by->call.args[0];

	return tid == 0 ? by : tracees_find(tracees, tid);
}

void
placing_asked(struct tracee *asker, const struct tracees *tracees, size_t size)
{
	struct tracee *asked = named(asker, tracees);
	struct iovec local, remote = { (void *)(uintptr_t)asker->call.args[2], size };

	if (asked == NULL || !asked->pinned || size > sizeof asked->own_cpus)
		return;
	local = (struct iovec){ &asked->own_cpus, size };
	(void)process_vm_writev(asker->tid, &local, 1, &remote, 1, 0);	/* the kernel wrote there a moment ago */
}

void
placing_set_by(struct placing *placing, struct tracee *setter, const struct tracees *tracees)
{
	struct tracee *set = named(setter, tracees);

	if (set != NULL)
		placing_gone(placing, set);
}
