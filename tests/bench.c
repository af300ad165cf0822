/*
 * bench.c - workloads that time themselves, and the least a tracer can do
 *
 *	bench getppid CALLS		one thread, the cheapest call there is
 *	bench deep CALLS		the same from as many frames down as programs ask from
 *	bench files CALLS		open, read, close of a small device
 *	bench threads CALLS		four threads that share the calls
 *	bench bare COMMAND [ARGUMENT]...
 *
 * A workload prints how many calls it made and the nanoseconds they took. The
 * bare loop runs a command under ptrace, stops it twice a call, and does
 * nothing else: what a tracer costs beyond this is its own work. tests/bench.sh
 * puts them together.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { THREADS = 4, YIELDS = 3, DEPTH = 12 };

static _Noreturn void
fail(const char *what)
{
	perror(what);
	exit(99);
}

/* --- workloads ------------------------------------------------------------- */

static long long
now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static void
ask_parent(long calls)
{
	for (long i = 0; i < calls; i++)
		syscall(SYS_getppid);
}

/* Not the last thing a frame does, so that it stays. */
__attribute__((noinline)) static void
descend(long calls, int frames)
{
	if (frames > 0)
		descend(calls, frames - 1);
	else
		ask_parent(calls);
	__asm__ volatile ("");
}

static void
ask_deep(long calls)
{
	descend(calls, DEPTH - 3);	/* main, time_of and this one are frames as well */
}

static void
read_files(long calls)
{
	char bytes[64];

	for (long i = 0; i < calls; i += 3) {
		int fd = open("/dev/zero", O_RDONLY | O_CLOEXEC);

		if (fd < 0 || read(fd, bytes, sizeof(bytes)) < 0)
			fail("/dev/zero");
		close(fd);
	}
}

struct crew {
	pthread_barrier_t barrier;
	long calls;	/* of each thread */
};

static void *
work_in_crew(void *argument)
{
	struct crew *crew = argument;

	pthread_barrier_wait(&crew->barrier);
	ask_parent(crew->calls);
	pthread_barrier_wait(&crew->barrier);
	return NULL;
}

static long long
time_threads(long calls)
{
	struct crew crew = { .calls = calls / THREADS };
	pthread_t threads[THREADS];
	long long begin_ns, span_ns;

	pthread_barrier_init(&crew.barrier, NULL, THREADS + 1);
	for (int i = 0; i < THREADS; i++)
		if (pthread_create(&threads[i], NULL, work_in_crew, &crew) != 0)
			fail("pthread_create");
	begin_ns = now_ns();
	pthread_barrier_wait(&crew.barrier);
	pthread_barrier_wait(&crew.barrier);
	span_ns = now_ns() - begin_ns;
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	return span_ns;
}

static long long
time_of(void (*work)(long calls), long calls)
{
	long long begin_ns;

	work(3);
	begin_ns = now_ns();
	work(calls);
	return now_ns() - begin_ns;
}

/* --- the bare loop --------------------------------------------------------- */

/* A child that waits at a pipe until it is traced, then becomes the command. */
static pid_t
start(char **argv)
{
	const long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
			     PTRACE_O_TRACEEXEC;
	int gate[2];
	char byte;
	pid_t pid;

	if (pipe(gate) < 0 || (pid = fork()) < 0)
		fail("start");
	if (pid == 0) {
		close(gate[1]);
		(void)!read(gate[0], &byte, 1);	/* ends when the parent closes it */
		close(gate[0]);
		execvp(argv[0], argv);
		fail(argv[0]);
	}
	close(gate[0]);
	if (ptrace(PTRACE_SEIZE, pid, NULL, options) < 0 || ptrace(PTRACE_INTERRUPT, pid, NULL, NULL) < 0)
		fail("ptrace");
	close(gate[1]);
	return pid;
}

/* On one processor it is the traced task that runs when we yield: it will soon be back. */
static pid_t
next_stop(int *ret_status)
{
	pid_t pid = 0;

	for (int i = 0; i < YIELDS && pid == 0; i++) {
		pid = waitpid(-1, ret_status, __WALL | WNOHANG);
		if (pid == 0)
			sched_yield();
	}
	return pid != 0 ? pid : waitpid(-1, ret_status, __WALL);
}

/* A signal on its way to the task; none for the stops that ptrace made. */
static int
signal_to_deliver(int status)
{
	int signal = WSTOPSIG(status);

	return signal == (SIGTRAP | 0x80) || status >> 16 != 0 ? 0 : signal;
}

static int
trace_barely(char **argv)
{
	pid_t first = start(argv), pid;
	int status, last = 0;

	while ((pid = next_stop(&status)) > 0 || errno == EINTR) {
		if (pid > 0 && WIFSTOPPED(status))
			ptrace(PTRACE_SYSCALL, pid, NULL, (long)signal_to_deliver(status));
		else if (pid == first)
			last = status;
	}
	return WIFEXITED(last) ? WEXITSTATUS(last) : 128 + WTERMSIG(last);
}

int
main(int argc, char **argv)
{
	long calls = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
	long long span_ns;

	if (argc > 2 && strcmp(argv[1], "bare") == 0)
		return trace_barely(argv + 2);
	if (calls > 0 && strcmp(argv[1], "getppid") == 0)
		span_ns = time_of(ask_parent, calls);
	else if (calls > 0 && strcmp(argv[1], "deep") == 0)
		span_ns = time_of(ask_deep, calls);
	else if (calls > 0 && strcmp(argv[1], "files") == 0)
		span_ns = time_of(read_files, calls);
	else if (calls > 0 && strcmp(argv[1], "threads") == 0)
		span_ns = time_threads(calls);
	else {
		fprintf(stderr, "usage: bench getppid|deep|files|threads CALLS | bench bare COMMAND...\n");
		return 2;
	}
	printf("%ld %lld\n", calls, span_ns);
	return 0;
}
