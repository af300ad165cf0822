/*
 * jobctl.c - stops its child, sees it stopped, continues it, sees it continued
 *
 * The waits hang for ever, or give another status, under a tracer that keeps
 * a stop for itself; exit status 1 and a remark say what was seen.
 */
#include <signal.h>
#include <sys/wait.h>

#include "asleep.h"
#include "expect.h"

static int gate[2];

/* Waits for the end of its parent's pipe, is stopped meanwhile, and ends. */
static void
child(struct expect *list)
{
	char byte;

	close(gate[1]);
	expect_begin(list);
	expect_line(list, "...");
	expect_line(list, "--- SIGSTOP * ---");
	expect_line(list, "--- stopped by SIGSTOP ---");
	expect_line(list, "--- SIGCONT * ---");
	expect_line(list, "exit_group(4) = ?");
	expect_line(list, "+++ exited with 4 +++");
	while (syscall(SYS_read, gate[0], &byte, 1) < 0)
		;
	syscall(SYS_exit_group, 4);
}

static void
send_to(struct expect *list, long pid, int signal)
{
	expect_call(list, syscall(SYS_kill, pid, signal), "kill(%ld, *)", pid);
}

static int
wait_for(struct expect *list, long pid, int options)
{
	int status = 0;

	expect_call(list, syscall(SYS_wait4, pid, &status, options, NULL), "wait4(%ld, *)", pid);
	return status;
}

static void
demand(struct expect *list, int so, const char *what)
{
	if (!so)
		expect_add(list, "# not so: %s\n", what);
}

int
main(void)
{
	struct expect *list = expect_new(), *other = expect_new();
	int stopped, continued, ended;
	long pid;

	if (pipe(gate) < 0)
		return 99;
	pid = syscall(SYS_clone, (long)SIGCHLD, 0L, 0L, 0L, 0L);
	if (pid == 0)
		child(other);
	wait_until_asleep((int)pid, (int)pid);
	expect_begin(list);
	send_to(list, pid, SIGSTOP);
	stopped = wait_for(list, pid, WUNTRACED);
	send_to(list, pid, SIGCONT);
	continued = wait_for(list, pid, WCONTINUED);
	expect_call(list, syscall(SYS_close, gate[1]), "close(%d)", gate[1]);
	ended = wait_for(list, pid, 0);
	expect_line(list, "...");

	demand(list, WIFSTOPPED(stopped) && WSTOPSIG(stopped) == SIGSTOP, "the child is stopped by SIGSTOP");
	demand(list, WIFCONTINUED(continued), "the child is continued");
	demand(list, WIFEXITED(ended) && WEXITSTATUS(ended) == 4, "the child exits with 4");
	expect_print(list);
	expect_print(other);
	return strchr(list->text, '#') != NULL;
}
