/*
 * busy.c - runs until its standard input ends, under a stream of signals
 *
 *	busy [SIGNALS]		2000 at least; more when the input is still open by then
 *
 * Four threads make calls and take signals, a child sends them: real-time
 * signals in bursts, each with a value of its own. Prints "ready PID" at once,
 * and at the end how many were sent and how many came, with the sums of their
 * values. These are equal unless somebody has swallowed a signal.
 */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { THREADS = 4, BURST = 32 };

/* Shared with the child that sends. */
struct tally {
	sem_t arrivals;	/* posted once a signal */
	atomic_long sent, sent_sum, came, came_sum;
	atomic_bool enough;
};

static struct tally *tally;

static void
count_signal(int signal, siginfo_t *info, void *context)
{
	(void)signal;
	(void)context;
	atomic_fetch_add(&tally->came_sum, info->si_value.sival_int);
	atomic_fetch_add(&tally->came, 1);
	sem_post(&tally->arrivals);
}

static void
send_value(pid_t pid, int value)
{
	while (sigqueue(pid, SIGRTMIN, (union sigval){ .sival_int = value }) < 0) {
		if (errno != EAGAIN)
			_exit(1);
		sched_yield();
	}
	atomic_fetch_add(&tally->sent_sum, value);
	atomic_fetch_add(&tally->sent, 1);
}

/*
 * A burst, its arrival, a pause, the next burst. The pause is for the other
 * side: as long as a signal is pending, a thread gets to nothing but handlers.
 */
static _Noreturn void
send_signals(pid_t pid, long least)
{
	const struct timespec pause = { .tv_nsec = 500000 };
	int number = 0;

	while (number < least || !atomic_load(&tally->enough)) {
		for (int i = 0; i < BURST; i++)
			send_value(pid, ++number);
		for (int i = 0; i < BURST; i++)
			while (sem_wait(&tally->arrivals) < 0)
				;
		nanosleep(&pause, NULL);
	}
	_exit(0);
}

static void *
make_calls(void *argument)
{
	const struct timespec short_time = { .tv_nsec = 200000 };
	atomic_bool *over = argument;

	while (!atomic_load(over))
		nanosleep(&short_time, NULL);
	return NULL;
}

static void
wait_for_end_of_input(void)
{
	char bytes[64];

	while (read(STDIN_FILENO, bytes, sizeof(bytes)) != 0)
		;
}

/* Should signals have been lost, their sender must not wait for them. */
static void
wait_for_sender(pid_t pid, long least)
{
	atomic_store(&tally->enough, true);
	for (long i = 0; i < least + BURST; i++)
		sem_post(&tally->arrivals);
	while (waitpid(pid, NULL, 0) < 0)
		;
}

/* Nothing more is sent: what is no longer pending was taken by one of the threads. */
static void
wait_for_delivery(void)
{
	sigset_t pending;

	while (sigpending(&pending) == 0 && sigismember(&pending, SIGRTMIN))
		sched_yield();
}

int
main(int argc, char **argv)
{
	struct sigaction action = { .sa_sigaction = count_signal, .sa_flags = SA_SIGINFO | SA_RESTART };
	long least = argc > 1 ? strtol(argv[1], NULL, 10) : 2000;
	atomic_bool over = false;
	pthread_t threads[THREADS];
	pid_t sender;

	tally = mmap(NULL, sizeof(*tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (tally == MAP_FAILED || sem_init(&tally->arrivals, 1, 0) < 0)
		return 99;
	sigaction(SIGRTMIN, &action, NULL);
	for (int i = 0; i < THREADS; i++)
		if (pthread_create(&threads[i], NULL, make_calls, &over) != 0)
			return 99;
	printf("ready %d\n", getpid());
	fflush(stdout);
	sender = fork();
	if (sender == 0)
		send_signals(getppid(), least);

	wait_for_end_of_input();
	wait_for_sender(sender, least);
	wait_for_delivery();
	atomic_store(&over, true);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	printf("sent %ld sum %ld\ncame %ld sum %ld\n", tally->sent, tally->sent_sum, tally->came, tally->came_sum);
	return 0;
}
