#include "trace/schedule.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum {
	LEARNED = 16,		/* calls after which the usual is known well enough, and steps get small */
	FEW_NS = 10 * 1000,	/* what is longer by less is not worth asking */
	LONGER = 3,
	DESCRIPTORS = 512,	/* the highest kept open: with thousands of threads others need some, too */
};

static uint64_t
read_number(const char **at)
{
	uint64_t number = 0;

	while (**at == ' ')
		(*at)++;
	for (; **at >= '0' && **at <= '9'; (*at)++)
		number = number * 10 + (uint64_t)(**at - '0');
	return number;
}

static int
open_low(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < DESCRIPTORS)
		return fd;
	close(fd);
	return -1;
}

static bool
read_counts(int fd, struct schedule_counts *ret_counts)
{
	char room[80];
	const char *at = room;
	ssize_t got = fd >= 0 ? pread(fd, room, sizeof room - 1, 0) : -1;

	if (got <= 0)
		return false;
	room[got] = '\0';
	ret_counts->ran_ns = read_number(&at);
	ret_counts->waited_ns = read_number(&at);
	ret_counts->turns = read_number(&at);
	return true;
}

static bool
ask(struct schedule *schedule, pid_t tid, struct schedule_counts *ret_counts)
{
	char path[40];

	if (!schedule->opened) {
		snprintf(path, sizeof path, "/proc/%d/schedstat", tid);
		schedule->fd = open_low(path);
		schedule->opened = true;
	}
	return read_counts(schedule->fd, ret_counts);
}

static uint64_t
less(uint64_t from, uint64_t what)
{
	return from > what ? from - what : 0;
}

/* Another task has its number now, after an exec. */
static bool
is_another(const struct schedule_counts *last, const struct schedule_counts *counts)
{
	return counts->ran_ns < last->ran_ns || counts->waited_ns < last->waited_ns || counts->turns < last->turns;
}

/* An eighth of the new one. */
static void
lean(uint32_t *mean, uint64_t value)
{
	uint64_t bounded = value < UINT32_MAX / 2 ? value : UINT32_MAX / 2;

	*mean = *mean == 0 ? (uint32_t)bounded : (uint32_t)(*mean - *mean / 8 + bounded / 8);
}

/* A long interval says nothing of what is usual between short ones. */
static void
keep(struct schedule *schedule, const struct schedule_counts *counts, uint64_t span_ns)
{
	uint64_t spans_ns = schedule->spans_ns + span_ns, ran_ns = counts->ran_ns - schedule->last.ran_ns;

	if (schedule->known && schedule->resumes > 1 && counts->turns - schedule->last.turns <= schedule->resumes &&
	    span_ns < WATCH_NS) {
		lean(&schedule->switch_ns, less(spans_ns, ran_ns) / schedule->resumes);
		lean(&schedule->waited_ns, (counts->waited_ns - schedule->last.waited_ns) / schedule->resumes);
	}
	schedule->last = *counts;
	schedule->known = true;
	schedule->resumes = 0;
	schedule->spans_ns = 0;
}

void
schedule_stop(struct schedule *schedule, pid_t tid, uint64_t now_ns)
{
	uint64_t span_ns = less(now_ns, schedule->resume_ns);
	struct schedule_counts counts;

	if (schedule->resumes == 0)
		return;
	if ((span_ns > WATCH_NS || schedule->resumes >= WATCH_RESUMES) && ask(schedule, tid, &counts))
		keep(schedule, &counts, span_ns);
	else
		schedule->spans_ns += span_ns;
}

uint64_t
schedule_judge(const struct schedule *schedule, const struct schedule_counts *counts, uint64_t now_ns, uint64_t late_ns)
{
	uint64_t before = less(schedule->resumes, 1), span_ns = less(now_ns, schedule->resume_ns);
	uint64_t switches_ns = schedule->switch_ns > 0 ? before * schedule->switch_ns : schedule->spans_ns;
	uint64_t ran_ns = less(counts->ran_ns - schedule->last.ran_ns, less(schedule->spans_ns, switches_ns));
	uint64_t idle_ns = less(span_ns, ran_ns), waited_ns = idle_ns;

	/* While it ran on our processor we waited for that, too. */
	if (counts->turns - schedule->last.turns > schedule->resumes)
		waited_ns = less(counts->waited_ns - schedule->last.waited_ns, before * schedule->waited_ns) +
			    less(late_ns, ran_ns);
	return waited_ns < idle_ns ? waited_ns : idle_ns;
}

uint64_t
schedule_waited(struct schedule *schedule, pid_t tid, uint64_t now_ns, uint64_t late_ns)
{
	struct schedule_counts counts;
	uint64_t waited_ns = 0;

	if (schedule->resumes == 0 || !ask(schedule, tid, &counts))
		return 0;
	if (is_another(&schedule->last, &counts))
		schedule->known = false;
	if (schedule->known)
		waited_ns = schedule_judge(schedule, &counts, now_ns, late_ns);
	keep(schedule, &counts, now_ns - schedule->resume_ns);
	return waited_ns;
}

void
schedule_done(struct schedule *schedule)
{
	if (schedule->opened && schedule->fd >= 0)
		close(schedule->fd);
	*schedule = (struct schedule){ .fd = -1 };
}

/* --- our own thread ----------------------------------------------------------------- */

uint64_t
lateness_judge(const struct lateness *lateness, uint64_t waited_ns, uint64_t now_ns)
{
	uint64_t span_ns = less(now_ns, lateness->wait_ns), before = less(lateness->waits, 1);
	uint64_t late_ns = less(waited_ns - lateness->waited_ns, before * lateness->mean_ns);

	return late_ns < span_ns ? late_ns : span_ns;
}

uint64_t
lateness_heard(struct lateness *lateness, uint64_t now_ns)
{
	uint64_t span_ns = less(now_ns, lateness->wait_ns), late_ns = 0;
	struct schedule_counts counts;

	if (span_ns <= WATCH_NS && lateness->waits < WATCH_RESUMES)
		return 0;
	if (!lateness->opened) {
		lateness->fd = open_low("/proc/thread-self/schedstat");
		lateness->opened = true;
	}
	if (!read_counts(lateness->fd, &counts))
		return 0;
	if (lateness->known && span_ns > WATCH_NS)
		late_ns = lateness_judge(lateness, counts.waited_ns, now_ns);
	if (lateness->known && span_ns <= WATCH_NS)
		lean(&lateness->mean_ns, (counts.waited_ns - lateness->waited_ns) / lateness->waits);
	lateness->waited_ns = counts.waited_ns;
	lateness->known = true;
	lateness->waits = 0;
	return late_ns;
}

void
lateness_done(struct lateness *lateness)
{
	if (lateness->opened && lateness->fd >= 0)
		close(lateness->fd);
	*lateness = (struct lateness){ .fd = -1 };
}

/* --- what is usual ------------------------------------------------------------------ */

bool
usual_exceeded(const struct usual *usual, uint64_t duration_ns)
{
	return usual->seen >= LEARNED && duration_ns > (uint64_t)LONGER * usual->ns &&
	       duration_ns > usual->ns + (uint64_t)FEW_NS;
}

void
usual_add(struct usual *usual, uint64_t duration_ns)
{
	uint32_t step = usual->ns / (usual->seen < LEARNED ? 4 : 32) + 1;

	if (usual->seen == 0)
		usual->ns = duration_ns < UINT32_MAX / 2 ? (uint32_t)duration_ns : UINT32_MAX / 2;
	else if (duration_ns > usual->ns && usual->ns < UINT32_MAX / 2)
		usual->ns += step;
	else if (duration_ns < usual->ns)
		usual->ns -= usual->ns > step ? step : 0;
	if (usual->seen < LEARNED)
		usual->seen++;
}
