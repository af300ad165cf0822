/*
 * The stack walked by our own rows has the frames that libunwind-ptrace
 * finds, at every call of real programs; so has one that is only remembered.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "check.h"
#include "trace/maps.h"
#include "trace/recall.h"
#include "trace/regs.h"
#include "trace/remote.h"
#include "trace/unwind.h"

enum { COMPARISONS_MAX = 400 };

struct comparison {
	unsigned walks, same, slow, recalled;
};

struct chain {
	struct event_frame frames[UNWIND_FRAMES];
	unsigned count;
};

struct bench {
	pid_t pid;
	struct space_numbers numbers;
	struct space *space;
	struct unwinder *unwinder;
	struct recall *recall;
	struct chain *chains;	/* by the number that recall keeps */
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

/* What the tracer does: a walk made before if it still holds, else one that is kept for the next time. */
static const struct chain *
take_stack(struct bench *bench, const struct regs *regs, struct comparison *result)
{
	static struct unwind_window window;
	const uint64_t sp = regs->value[regs_arch(abi_native())->sp];
	const struct recall_site site = { bench->space->number, bench->space->generation, regs->pc, sp };
	struct chain *chain = &bench->chains[result->walks];
	struct evidence evidence;
	uint32_t number = 0;
	size_t span;
	bool registers, cut;

	window = (struct unwind_window){ .tid = bench->pid, .begin = sp };
	if (recall_wants(bench->recall, &site, &span, &registers)) {
		window.len = space_peek(bench->space, bench->pid, sp, window.bytes, span);
		number = recall_find(bench->recall, &site, &window, regs, 1);
	}
	if (number != 0) {
		result->recalled++;
		return &bench->chains[number];
	}
	chain->count = unwind_walk(bench->unwinder, bench->space, abi_native(), regs, &window, &bench->slow, chain->frames,
				   &cut, &evidence);
	recall_keep(bench->recall, &site, &evidence, result->walks);
	return chain;
}

static void
compare(struct bench *bench, struct comparison *result)
{
	uint64_t theirs[UNWIND_FRAMES];
	const struct chain *ours;
	unsigned their_count;
	struct regs regs;

	if (!regs_read(bench->pid, abi_native(), &regs) || !space_read(bench->space, bench->pid, &bench->numbers))
		return;
	result->walks++;
	ours = take_stack(bench, &regs, result);
	their_count = remote_walk(bench->oracle, bench->oracle_task, theirs, UNWIND_FRAMES);
	if (same_frames(ours->frames, ours->count, theirs, their_count))
		result->same++;
	else if (result->walks - result->same <= 3)
		print_difference(ours->frames, ours->count, theirs, their_count);
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
	bench->recall = recall_new();
	bench->chains = mem_new(COMPARISONS_MAX + 1, sizeof *bench->chains);
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
	recall_free(bench->recall);
	free(bench->chains);
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
	struct comparison result = compare_program(argv, every, COMPARISONS_MAX);

	printf("%s: %u walks, %u the same, %u by the slow way, %u remembered\n", what, result.walks, result.same, result.slow,
	       result.recalled);
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
