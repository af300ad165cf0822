/*
 * die.c - ends as it is told
 *
 *	die exit STATUS		by exit_group
 *	die signal NUMBER	by a signal sent to itself
 *	die segv		by touching memory that is not there
 */
#include <signal.h>

#include "expect.h"

static struct expect *list;

static void
end_of_list(const char *call, const char *end)
{
	expect_line(list, "...");
	if (call[0] != '\0')
		expect_line(list, "%s", call);
	expect_line(list, "%s", end);
	expect_print(list);
}

static void
by_exit(int status)
{
	char call[64], end[64];

	snprintf(call, sizeof(call), "exit_group(%d) = ?", status);
	snprintf(end, sizeof(end), "+++ exited with %d +++", status & 0xff);
	end_of_list(call, end);
	syscall(SYS_exit_group, status);
}

static void
by_signal(int signal)
{
	char call[64], end[64];

	snprintf(call, sizeof(call), "kill(%d, *) = %s", list->tid, signal == SIGKILL ? "*" : "0");
	snprintf(end, sizeof(end), "+++ killed by SIG%s +++", sigabbrev_np(signal));
	if (signal != SIGKILL)	/* which no tracer sees coming */
		expect_line(list, "--- SIG%s * ---", sigabbrev_np(signal));
	end_of_list(call, end);
	syscall(SYS_kill, list->tid, signal);
}

static void
by_fault(void)
{
	volatile char *volatile nowhere = NULL;	/* volatile twice, or the store is taken out */

	expect_line(list, "--- SIGSEGV * ---");
	end_of_list("", "+++ killed by SIGSEGV +++");
	*nowhere = 0;
}

int
main(int argc, char **argv)
{
	list = expect_new();
	expect_begin(list);
	if (argc == 3 && strcmp(argv[1], "exit") == 0)
		by_exit(atoi(argv[2]));
	if (argc == 3 && strcmp(argv[1], "signal") == 0)
		by_signal(atoi(argv[2]));
	if (argc == 2 && strcmp(argv[1], "segv") == 0)
		by_fault();
	fprintf(stderr, "usage: die exit STATUS | signal NUMBER | segv\n");
	return 99;
}
