/*
 * seccomp.c - lives under a filter of its own
 *
 *	seccomp		RET_TRACE with no tracer that wants it means ENOSYS; RET_ERRNO its errno
 *	seccomp kill	a child is ended by the filter in a call that never runs
 *
 * A tracer that uses seccomp for its own ends must leave all of this alone.
 */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "expect.h"

/* The numbers asked for have the same meaning in every table the kernel may use here. */
static int
install(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE | 7),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getuid, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EDOM),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getgid, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { .len = sizeof(code) / sizeof(code[0]), .filter = code };

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0;
}

static int
answers(struct expect *list)
{
	expect_begin(list);
	expect_call(list, syscall(SYS_getppid), "getppid()");
	expect_call(list, syscall(SYS_getuid), "getuid()");
	expect_call(list, syscall(SYS_geteuid), "geteuid()");
	expect_line(list, "...");
	expect_line(list, "exit_group(0) = ?");
	expect_print(list);
	return strstr(list->text, "getppid() = -1 ENOSYS\n") == NULL ||
	       strstr(list->text, "getuid() = -1 EDOM\n") == NULL;
}

static int
death(struct expect *list)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		expect_begin(list);
		expect_line(list, "getgid() = ?");
		expect_line(list, "+++ killed by SIGSYS +++");
		syscall(SYS_getgid);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	expect_print(list);
	return !(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
}

int
main(int argc, char **argv)
{
	struct expect *list = expect_new();

	if (install()) {
		puts("skipped: the kernel takes no seccomp filter");
		return 77;
	}
	return argc > 1 && strcmp(argv[1], "kill") == 0 ? death(list) : answers(list);
}
