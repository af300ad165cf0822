/*
 * schedule.h - whether a call took long because a processor was busy
 *
 * The kernel counts for every task how long it ran, how long it wanted to and
 * could not, and how often it was given a processor (/proc/TID/schedstat). A
 * task that was given one as often as we resumed it has neither slept nor been
 * sent away in between: whatever it did not run, it, or we who noticed its
 * stop, waited. One that was given one more often has slept, or was sent away:
 * then what the kernel counts as its waiting is, and what it counts as ours
 * since we last looked, but for what the task ran of that.
 *
 * Asking costs as much as a fifth of a call, so it is asked of calls that took
 * much longer than such calls do. What happened since the answer before is
 * known well enough: it is asked every WATCH_RESUMES resumes and after each
 * interval of WATCH_NS, so that only short ones lie between, of which a task
 * runs all but what its switches cost.
 *
 * One for each task; zeroed it knows nothing yet. Tracer thread only.
 */
#ifndef SCHEDULE_H
#define SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { WATCH_RESUMES = 32, WATCH_NS = 50 * 1000 };

struct schedule_counts {
	uint64_t ran_ns, waited_ns, turns;
};

struct schedule {
	bool opened, known;	/* there is a descriptor; there is an answer */
	int fd;
	struct schedule_counts last; /* the answer */
	uint32_t resumes;	/* since then, */
	uint64_t all_resumes;	/* … and ever */
	uint64_t resume_ns;	/* the newest resume */
	uint64_t spans_ns;	/* from resumes to stops since the answer, the newest left out */
	uint32_t switch_ns, waited_ns; /* means of an interval: what it is longer than the task ran; and waited */
};

/* The task is resumed. */
static inline void
schedule_resume(struct schedule *schedule, uint64_t now_ns)
{
	schedule->resumes++;
	schedule->all_resumes++;
	schedule->resume_ns = now_ns;
}

/* A stop was handled that happened at `now_ns`; asks where it is time to. */
void schedule_stop(struct schedule *schedule, pid_t tid, uint64_t now_ns);

/*
 * Asks, before schedule_stop(), how much of the interval since the newest
 * resume was waiting for a processor; `late_ns` is what lateness_ask() said.
 */
uint64_t schedule_waited(struct schedule *schedule, pid_t tid, uint64_t now_ns, uint64_t late_ns);

/* The same with an answer; pure. */
uint64_t schedule_judge(const struct schedule *schedule, const struct schedule_counts *counts, uint64_t now_ns,
			uint64_t late_ns);

/* Closes what is open; it knows nothing then. */
void schedule_done(struct schedule *schedule);

/* The same of our own thread: how long we were kept from a processor while we waited for stops. One for all tasks. */
struct lateness {
	bool opened, known;
	int fd;
	uint64_t waited_ns;	/* the answer */
	uint32_t waits;		/* for stops, since then */
	uint64_t wait_ns;	/* when the newest one began */
	uint32_t mean_ns;	/* of waiting for a processor, in a short wait for stops */
};

/* We wait for stops from now on. */
static inline void
lateness_wait(struct lateness *lateness, uint64_t now_ns)
{
	lateness->waits++;
	lateness->wait_ns = now_ns;
}

/* A stop was heard: what of that wait we were kept from a processor. Asks where the wait was long, or it is time to. */
uint64_t lateness_heard(struct lateness *lateness, uint64_t now_ns);

/* The same with an answer, all that we ever waited; pure. */
uint64_t lateness_judge(const struct lateness *lateness, uint64_t waited_ns, uint64_t now_ns);
void lateness_done(struct lateness *lateness);

/*
 * How long calls take, roughly: the median of the calls of one number, which
 * goes up or down a step with each.
 */
struct usual {
	uint32_t ns, seen;
};

/* Whether so long is much longer than usual. */
bool usual_exceeded(const struct usual *usual, uint64_t duration_ns);
void usual_add(struct usual *usual, uint64_t duration_ns);

#endif
