/*
 * signals.c - signals with their information, by handlers, queued and counted
 *
 *	signals [COUNT]		real-time signals to queue; 2000
 *
 * Checks for itself that every signal arrives once, in order and with its
 * value; a remark on the list and exit status 1 say that one did not.
 */
#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>

#include "expect.h"

static struct expect *list;
static volatile sig_atomic_t arrived, in_order = 1;
static siginfo_t last;

static void
note_signal(int signal, siginfo_t *info, void *context)
{
	(void)context;
	if (signal == SIGRTMIN && info->si_value.sival_int != arrived)
		in_order = 0;
	last = *info;
	arrived++;
}

static void
handle(int signal)
{
	struct sigaction action = { .sa_sigaction = note_signal, .sa_flags = SA_SIGINFO };

	sigfillset(&action.sa_mask);
	sigaction(signal, &action, NULL);
}

static void
demand(int so, const char *what)
{
	if (so)
		return;
	expect_add(list, "# not so: %s\n", what);
	expect_print(list);
	exit(1);
}

/* The kernel's set of signals is 8 bytes; the library's is larger. */
static long
set_mask(int how, int signal)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, signal);
	return syscall(SYS_rt_sigprocmask, how, &set, NULL, 8L);
}

static long
send_value(int signal, int value)
{
	siginfo_t info = { .si_signo = signal, .si_code = SI_QUEUE };

	info.si_pid = list->tid;
	info.si_value.sival_int = value;
	return syscall(SYS_rt_sigqueueinfo, list->tid, signal, &info);
}

static void
queued_value(void)
{
	arrived = 0;
	expect_call(list, send_value(SIGUSR1, 4711), "rt_sigqueueinfo(%d, *)", list->tid);
	expect_line(list, "rt_sigreturn(*) = *");
	expect_line(list, "--- SIGUSR1 * ---");
	demand(arrived == 1 && last.si_code == SI_QUEUE && last.si_value.sival_int == 4711, "SIGUSR1 brings its value");
}

/* The alarm is sent from inside the kernel, to a call that must be interrupted by it. */
static void
alarm_in_wait(void)
{
	struct itimerval soon = { .it_value.tv_usec = 1000 };
	sigset_t none;

	sigemptyset(&none);
	arrived = 0;
	expect_call(list, set_mask(SIG_BLOCK, SIGALRM), "rt_sigprocmask(*)");
	expect_call(list, syscall(SYS_setitimer, ITIMER_REAL, &soon, NULL), "setitimer(*)");
	syscall(SYS_rt_sigsuspend, &none, 8L);
	expect_line(list, "rt_sigsuspend(*) = *");
	expect_line(list, "rt_sigreturn(*) = *");
	expect_line(list, "--- SIGALRM * ---");
	demand(arrived == 1 && last.si_signo == SIGALRM && last.si_code == SI_KERNEL, "SIGALRM comes from the kernel");
}

static void
end_of_child(void)
{
	long pid;
	int status;

	arrived = 0;
	set_mask(SIG_BLOCK, SIGCHLD);
	pid = syscall(SYS_clone, (long)SIGCHLD, 0L, 0L, 0L, 0L);
	if (pid == 0)
		syscall(SYS_exit_group, 7);
	syscall(SYS_wait4, pid, &status, 0, NULL);
	set_mask(SIG_UNBLOCK, SIGCHLD);
	expect_line(list, "...");
	expect_line(list, "--- SIGCHLD * ---");
	expect_add(list, "%ld +++ exited with 7 +++\n", pid);
	demand(arrived == 1 && last.si_pid == pid && last.si_status == 7 && last.si_code == CLD_EXITED,
	       "SIGCHLD names the child and its status");
}

static void
queue_of(int count)
{
	int sent = 0;

	arrived = 0;
	set_mask(SIG_BLOCK, SIGRTMIN);
	while (sent < count && send_value(SIGRTMIN, sent) == 0)
		sent++;
	expect_line(list, "...");
	expect_line(list, "rt_sigqueueinfo(%d, *) = 0", list->tid);
	expect_line(list, "...");
	expect_call(list, set_mask(SIG_UNBLOCK, SIGRTMIN), "rt_sigprocmask(*)");
	for (int i = 0; i < sent; i++) {
		expect_line(list, "rt_sigreturn(*) = *");
		expect_line(list, "--- SIGRT* ---");
	}
	demand(sent == count, "the kernel takes every signal");
	demand(arrived == count, "every signal is delivered");
	demand(in_order, "signals come in the order they were sent");
}

static void
allow_pending(int count)
{
	struct rlimit limit;

	getrlimit(RLIMIT_SIGPENDING, &limit);
	if (limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < (rlim_t)count + 100) {
		printf("skipped: RLIMIT_SIGPENDING is %ju\n", (uintmax_t)limit.rlim_cur);
		exit(77);
	}
}

int
main(int argc, char **argv)
{
	int count = argc > 1 ? atoi(argv[1]) : 2000;

	list = expect_new();
	allow_pending(count);
	handle(SIGUSR1);
	handle(SIGALRM);
	handle(SIGCHLD);
	handle(SIGRTMIN);
	expect_begin(list);
	queued_value();
	alarm_in_wait();
	end_of_child();
	queue_of(count);
	expect_line(list, "...");
	expect_line(list, "exit_group(0) = ?");
	expect_line(list, "+++ exited with 0 +++");
	expect_print(list);
	return 0;
}
