#include "leave.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <time.h>

#include "base/why.h"

/* What handlers touch has to be here. */
static volatile sig_atomic_t told_by, ticks;
static timer_t ticking;

static void
on_told(int signal)
{
	const struct timespec tick = { 0, LEAVE_TICK_MS * 1000000 };
	const struct itimerspec often = { tick, tick };

	told_by = signal;
	timer_settime(ticking, 0, &often, NULL);
}

static void
on_tick(int signal)
{
	(void)signal;
	ticks = ticks + 1;
}

/* SIGALRM is ours: the program we started has got its own disposition and mask already. */
static void
make_clock(void)
{
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM };
	const struct sigaction action = { .sa_handler = on_tick };
	sigset_t set;

	if (timer_create(CLOCK_MONOTONIC, &event, &ticking) < 0)
		die("cannot make a timer: %s", strerror(errno));
	sigaction(SIGALRM, &action, NULL);
	sigemptyset(&set);
	sigaddset(&set, SIGALRM);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

void
leave_catch(void)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	/* No SA_RESTART: what is waited in ends with EINTR. */
	const struct sigaction action = { .sa_handler = on_told };
	struct sigaction old;

	make_clock();
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		sigaction(signals[i], NULL, &old);
		if (old.sa_handler != SIG_IGN)	/* nohup and background jobs stay as they were told */
			sigaction(signals[i], &action, NULL);
	}
}

int
leave_signal(void)
{
	return told_by;
}

unsigned
leave_ticks(void)
{
	return (unsigned)ticks;
}
