/*
 * The stack walked by our own rows has the frames that libunwind-ptrace
 * finds, at every call of real programs.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "trace/maps.h"
#include "trace/regs.h"
#include "trace/remote.h"
#include "trace/unwind.h"

struct comparison {
	unsigned walks, same, slow;
};

struct bench {
	pid_t pid;
	struct space_numbers numbers;
	struct space *space;
	struct unwinder *unwinder;
	struct remote *oracle;
	void *oracle_task, *slow;
};

static bool
same_frames(const struct event_frame *ours, unsigned count, const uint64_t *theirs, unsigned their_count)
{
	if (count != their_count)
		return false;
	for (unsigned i = 0; i < count; i++)
		if (ours[i].pc != theirs[i])
			return false;
	return true;
}

static void
print_difference(const struct event_frame *ours, unsigned count, const uint64_t *theirs, unsigned their_count)
{
	printf("  ours  ");
	for (unsigned i = 0; i < count; i++)
		printf(" %llx", (unsigned long long)ours[i].pc);
	printf("\n  theirs");
	for (unsigned i = 0; i < their_count; i++)
		printf(" %llx", (unsigned long long)theirs[i]);
	printf("\n");
}

static void
compare(struct bench *bench, struct comparison *result)
{
	static struct unwind_window window;
	struct event_frame ours[UNWIND_FRAMES];
	uint64_t theirs[UNWIND_FRAMES];
	unsigned count, their_count;
	struct regs regs;
	bool cut;

	if (!regs_read(bench->pid, abi_native(), &regs) || !space_read(bench->space, bench->pid, &bench->numbers))
		return;
	window.tid = bench->pid;
	count = unwind_walk(bench->unwinder, bench->space, abi_native(), &regs, &window, &bench->slow, ours, &cut);
	their_count = remote_walk(bench->oracle, bench->oracle_task, theirs, UNWIND_FRAMES);
	result->walks++;
	if (same_frames(ours, count, theirs, their_count))
		result->same++;
	else if (result->walks - result->same <= 3)
		print_difference(ours, count, theirs, their_count);
}

static void
start(struct bench *bench, const char *const *argv)
{
	int status;

	fflush(NULL);
	bench->pid = fork();
	if (bench->pid == 0) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		if (freopen("/dev/null", "w", stdout) != NULL)
			execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	waitpid(bench->pid, &status, 0);
	ptrace(PTRACE_SETOPTIONS, bench->pid, NULL, (void *)(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL));
	bench->space = space_new(&bench->numbers);
	bench->unwinder = unwinder_new();
	bench->oracle = remote_new();
	bench->oracle_task = remote_task_new(bench->pid);
}

static void
finish(struct bench *bench)
{
	unwind_forget(&bench->slow);
	remote_task_free(bench->oracle_task);
	remote_free(bench->oracle);
	unwinder_free(bench->unwinder);
	space_leave(bench->space);
}

/* Both walks at the exit of every `every`th call of a program; it is ended after `most` comparisons. */
static struct comparison
compare_program(const char *const *argv, unsigned every, unsigned most)
{
	struct comparison result = { 0 };
	struct bench bench = { 0 };
	unsigned stops = 0;
	int status = 0;

	start(&bench, argv);
	while (result.walks < most && ptrace(PTRACE_SYSCALL, bench.pid, NULL, NULL) == 0 &&
	       waitpid(bench.pid, &status, 0) > 0 && WIFSTOPPED(status)) {
		if (WSTOPSIG(status) == (SIGTRAP | 0x80) && ++stops % 2 == 0 && stops / 2 % every == 0)
			compare(&bench, &result);
	}
	if (WIFSTOPPED(status)) {
		kill(bench.pid, SIGKILL);
		waitpid(bench.pid, &status, 0);
	}
	result.slow = (unsigned)unwind_slow_count(bench.unwinder);
	finish(&bench);
	return result;
}

static void
frames_are_those_of_libunwind(const char *what, const char *const *argv, unsigned every)
{
	struct comparison result = compare_program(argv, every, 400);

	printf("%s: %u walks, %u the same, %u by the slow way\n", what, result.walks, result.same, result.slow);
	CHECK(result.walks > 0);
	CHECK_EQ(result.same, result.walks);
}

int
main(void)
{
	const char *const ls[] = { "ls", "-l", "/usr", NULL };
	const char *const sh[] = { "sh", "-c", "cd /; pwd; echo *", NULL };
	const char *const sort[] = { "sort", "/etc/passwd", NULL };
	pid_t pid = fork();
	int status;

	if (pid == 0)
		_exit(ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0 ? 1 : 0);
	if (waitpid(pid, &status, 0) != pid || status != 0)
		SKIP("ptrace is not permitted here");
	frames_are_those_of_libunwind("ls", ls, 1);
	frames_are_those_of_libunwind("sh", sh, 1);
	frames_are_those_of_libunwind("sort", sort, 1);
	return check_result();
}
