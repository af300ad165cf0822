/*
 * ptraced.c - asks to be traced by its parent
 *
 * There can be one tracer only: under one the answer is EPERM, and 0 without.
 */
#include <sys/ptrace.h>
#include <sys/wait.h>

#include "expect.h"

int
main(void)
{
	struct expect *list = expect_new();
	pid_t pid = fork();

	if (pid == 0) {
		expect_begin(list);
		expect_call(list, syscall(SYS_ptrace, PTRACE_TRACEME, 0L, 0L, 0L), "ptrace(*)");
		expect_line(list, "exit_group(0) = ?");
		expect_line(list, "+++ exited with 0 +++");
		syscall(SYS_exit_group, 0);
	}
	waitpid(pid, NULL, 0);
	expect_print(list);
	return 0;
}
