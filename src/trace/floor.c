#include "trace/floor.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "trace/outlet.h"

enum {
	WARM = 12,	/* calls before the first that counts: caches are cold, pages are not there yet */
	CALLS = 65,
	LEAST = 9,	/* calls that say something */
	BUDGET_NS = 20 * 1000 * 1000,
	YIELDS = 3,	/* as the tracer's loop does */
};

/* In the child of a process that has threads: only calls that are safe there. */
static _Noreturn void
make_calls(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (;;)
		syscall(SYS_getppid);
}

/* Waits for that process as the tracer's loop waits for all. */
static bool
wait_stop(pid_t pid, bool same)
{
	int status;
	pid_t got = 0;

	for (unsigned i = 0; same && got == 0 && i < YIELDS; i++) {
		got = waitpid(pid, &status, __WALL | WNOHANG);
		if (got == 0)
			sched_yield();
	}
	while (got == 0 || (got < 0 && errno == EINTR))
		got = waitpid(pid, &status, __WALL);
	return got == pid && WIFSTOPPED(status);
}

static int
compare(const void *a, const void *b)
{
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

	return left < right ? -1 : left > right;
}

/*
 * The median on one processor. Where they are free, stops cost little or much
 * by where the scheduler happens to put both, and calls to come may have it
 * better than these: the lowest decile leaves a duration rather too long than 0.
 */
static uint32_t
usual(uint32_t *values, unsigned count, bool same)
{
	qsort(values, count, sizeof *values, compare);
	return count >= LEAST ? values[count / (same ? 2 : 10)] : 0;
}

/* The same call without stops. */
static uint32_t
own_cost(void)
{
	uint64_t begin_ns = outlet_now();

	for (unsigned i = 0; i < CALLS; i++)
		syscall(SYS_getppid);
	return (uint32_t)((outlet_now() - begin_ns) / CALLS);
}

/* One call between two stops; 0 when the process is gone. */
static uint32_t
time_call(pid_t pid, bool same)
{
	uint64_t begin_ns;

	if (ptrace(PTRACE_SYSCALL, pid, NULL, NULL) < 0 || !wait_stop(pid, same))
		return 0;
	begin_ns = outlet_now();
	if (ptrace(PTRACE_SYSCALL, pid, NULL, NULL) < 0 || !wait_stop(pid, same))
		return 0;
	return (uint32_t)(outlet_now() - begin_ns);
}

static uint32_t
time_calls(pid_t pid, bool same)
{
	uint64_t until_ns = outlet_now() + BUDGET_NS;
	uint32_t lasted[CALLS];
	unsigned count = 0;

	if (ptrace(PTRACE_SEIZE, pid, NULL, (void *)(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL)) < 0 ||
	    ptrace(PTRACE_INTERRUPT, pid, NULL, NULL) < 0 || !wait_stop(pid, same))
		return 0;
	for (unsigned i = 0; i < WARM + CALLS && outlet_now() < until_ns; i++) {
		uint32_t ns = time_call(pid, same);

		if (ns == 0)
			return 0;
		if (i >= WARM)
			lasted[count++] = ns;
	}
	return usual(lasted, count, same);
}

uint32_t
floor_measure(bool same)
{
	pid_t pid = fork();
	uint32_t whole, own;

	if (pid < 0)
		return 0;
	if (pid == 0)
		make_calls();
	whole = time_calls(pid, same);
	own = own_cost();
	kill(pid, SIGKILL);
	while (waitpid(pid, NULL, __WALL) < 0 && errno == EINTR)
		continue;
	return whole > own ? whole - own : 0;
}
