/*
 * The stack walked by our own rows has the frames that others find, at every
 * call of real programs; so has one that is only remembered.
 *
 *	walk				a few programs that every system has, by libunwind-ptrace
 *	walk libunwind COMMAND [ARG]...	any program, threads and children included
 *	walk elfutils COMMAND [ARG]...	the same by libdwfl, which reads files that libunwind does not
 *
 * Differences are printed, the first few with both chains.
 */
#include <dwarf.h>
#include <elfutils/libdwfl.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/table.h"
#include "check.h"
#include "trace/maps.h"
#include "trace/recall.h"
#include "trace/regs.h"
#include "trace/remote.h"
#include "trace/unwind.h"

enum { SHOWN_MAX = 3 };

struct comparison {
	unsigned walks, same, slow, recalled;
};

struct chain {
	struct event_frame frames[UNWIND_FRAMES];
	unsigned count;
};

struct task {
	pid_t tid;
	bool in_call;
	struct space *space;	/* each has its own: threads share none here, which costs time only */
	unsigned generation;	/* of the space, when the oracle last looked */
	void *oracle_task, *slow;
	Dwfl *dwfl;
};

struct bench {
	struct space_numbers numbers;
	struct unwinder *unwinder;
	struct recall *recall;
	struct remote *oracle;
	struct table tasks;	/* tid → struct task * */
	bool by_elfutils;
	struct chain *chains;	/* by the number that recall keeps */
};

static bool
same_frames(const struct chain *ours, const uint64_t *theirs, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (i >= ours->count || ours->frames[i].pc != theirs[i])
			return false;
	return ours->count == count;
}

static void
print_difference(const struct chain *ours, const uint64_t *theirs, unsigned their_count)
{
	printf("  ours  ");
	for (unsigned i = 0; i < ours->count; i++)
		printf(" %llx", (unsigned long long)ours->frames[i].pc);
	printf("\n  theirs");
	for (unsigned i = 0; i < their_count; i++)
		printf(" %llx", (unsigned long long)theirs[i]);
	printf("\n");
}

/* --- the others -------------------------------------------------------------- */

static const Dwfl_Callbacks callbacks = {
	.find_elf = dwfl_linux_proc_find_elf, .find_debuginfo = dwfl_standard_find_debuginfo,
};

/* What an oracle knows of mapped files may be wrong now. */
static void
forget_files(struct bench *bench, struct task *task)
{
	remote_forget(bench->oracle);
	if (task->dwfl != NULL)
		dwfl_end(task->dwfl);
	task->dwfl = NULL;
}

struct told {
	uint64_t *pcs;
	unsigned count;
};

static int
take_frame(Dwfl_Frame *frame, void *context)
{
	struct told *told = context;
	bool activation;
	Dwarf_Addr pc;

	if (told->count == UNWIND_FRAMES || !dwfl_frame_pc(frame, &pc, &activation))
		return DWARF_CB_ABORT;
	if (pc >= 4096)		/* where no rule says that the stack ends */
		told->pcs[told->count++] = pc;
	return DWARF_CB_OK;
}

static unsigned
ask_elfutils(struct task *task, uint64_t *ret_pcs)
{
	struct told told = { .pcs = ret_pcs };

	if (task->dwfl == NULL) {
		task->dwfl = dwfl_begin(&callbacks);
		dwfl_linux_proc_report(task->dwfl, task->tid);
		dwfl_report_end(task->dwfl, NULL, NULL);
		dwfl_linux_proc_attach(task->dwfl, task->tid, true);
	}
	dwfl_getthread_frames(task->dwfl, task->tid, take_frame, &told);
	return told.count;
}

static unsigned
ask(struct bench *bench, struct task *task, uint64_t *ret_pcs)
{
	return bench->by_elfutils ? ask_elfutils(task, ret_pcs)
				  : remote_walk(bench->oracle, task->oracle_task, ret_pcs, UNWIND_FRAMES);
}

/* What the tracer does: a walk made before if it still holds, else one that is kept for the next time. */
static const struct chain *
take_stack(struct bench *bench, struct task *task, const struct regs *regs, struct comparison *result)
{
	static struct unwind_window window;
	const uint64_t sp = regs->value[regs_arch(abi_native())->sp];
	const struct recall_site site = { task->space->number, task->space->generation, regs->pc, sp };
	struct chain *chain = &bench->chains[result->walks];
	struct evidence evidence;
	uint32_t number = 0;
	size_t span;
	bool registers, cut;

	window = (struct unwind_window){ .tid = task->tid, .begin = sp };
	if (sp % 8 == 0 && recall_wants(bench->recall, &site, &span, &registers)) {
		window.len = space_peek(task->space, task->tid, sp, window.bytes, span);
		number = recall_find(bench->recall, &site, &window, regs, 1);
	}
	if (number != 0) {
		result->recalled++;
		return &bench->chains[number];
	}
	chain->count = unwind_walk(bench->unwinder, task->space, abi_native(), regs, &window, &task->slow, chain->frames, &cut,
				   &evidence);
	if (sp % 8 == 0)
		recall_keep(bench->recall, &site, &evidence, result->walks);
	return chain;
}

static void
compare(struct bench *bench, struct task *task, struct comparison *result)
{
	uint64_t theirs[UNWIND_FRAMES];
	const struct chain *ours;
	unsigned their_count;
	struct regs regs;

	if (!regs_read(task->tid, abi_native(), &regs) || !space_read(task->space, task->tid, &bench->numbers))
		return;
	if (task->generation != task->space->generation)
		forget_files(bench, task);
	task->generation = task->space->generation;
	result->walks++;
	ours = take_stack(bench, task, &regs, result);
	their_count = ask(bench, task, theirs);
	if (same_frames(ours, theirs, their_count))
		result->same++;
	else if (result->walks - result->same <= SHOWN_MAX)
		print_difference(ours, theirs, their_count);
}

/* --- the program ------------------------------------------------------------- */

static void
begin_program(struct bench *bench, struct task *task)
{
	task->space = space_new(&bench->numbers);
	task->oracle_task = remote_task_new(task->tid);
}

static void
end_program(struct task *task)
{
	unwind_forget(&task->slow);
	remote_task_free(task->oracle_task);
	if (task->dwfl != NULL)
		dwfl_end(task->dwfl);
	task->dwfl = NULL;
	space_leave(task->space);
}

static struct task *
task_of(struct bench *bench, pid_t tid)
{
	uint64_t value;
	struct task *task;

	if (table_get(&bench->tasks, (uint64_t)tid, &value))
		return (struct task *)(uintptr_t)value;
	task = mem_new(1, sizeof *task);
	task->tid = tid;
	begin_program(bench, task);
	table_set(&bench->tasks, (uint64_t)tid, (uint64_t)(uintptr_t)task);
	return task;
}

static void
remove_task(struct bench *bench, struct task *task)
{
	table_remove(&bench->tasks, (uint64_t)task->tid);
	end_program(task);
	free(task);
}

static void
start(const char *const *argv)
{
	const unsigned long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK |
				      PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC;
	int status;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		raise(SIGSTOP);
		if (freopen("/dev/null", "w", stdout) != NULL)
			execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	waitpid(pid, &status, 0);
	ptrace(PTRACE_SETOPTIONS, pid, NULL, (void *)options);
	ptrace(PTRACE_SYSCALL, pid, NULL, NULL);
}

/* A stop; returns the signal that the task is to get. */
static int
take_stop(struct bench *bench, struct task *task, int status, struct comparison *result)
{
	int signal = WSTOPSIG(status);

	if (signal == (SIGTRAP | 0x80)) {
		task->in_call = !task->in_call;
		if (!task->in_call)
			compare(bench, task, result);
		return 0;
	}
	if (status >> 16 == PTRACE_EVENT_EXEC) {
		end_program(task);
		task->slow = NULL;
		begin_program(bench, task);
	}
	return status >> 16 != 0 || signal == SIGSTOP || signal == SIGTRAP ? 0 : signal;
}

static void
end_all(struct bench *bench)
{
	size_t position = 0;
	uint64_t value;
	int status;

	while (table_next(&bench->tasks, &position, NULL, &value))
		kill(((struct task *)(uintptr_t)value)->tid, SIGKILL);
	while (waitpid(-1, &status, __WALL) > 0)
		continue;
	for (position = 0; table_next(&bench->tasks, &position, NULL, &value); position = 0)
		remove_task(bench, (struct task *)(uintptr_t)value);
}

/* Both walks at the exit of every call of a program; it is ended after `most` of them. */
static struct comparison
compare_program(const char *const *argv, unsigned most, bool by_elfutils)
{
	struct comparison result = { 0 };
	struct bench bench = {
		.unwinder = unwinder_new(), .recall = recall_new(), .oracle = remote_new(), .by_elfutils = by_elfutils,
		.chains = mem_new(most + 1, sizeof *bench.chains),
	};
	int status;
	pid_t tid;

	start(argv);
	while (result.walks < most && (tid = waitpid(-1, &status, __WALL)) > 0) {
		struct task *task = task_of(&bench, tid);

		if (WIFSTOPPED(status))
			ptrace(PTRACE_SYSCALL, tid, NULL, (void *)(long)take_stop(&bench, task, status, &result));
		else
			remove_task(&bench, task);
	}
	end_all(&bench);
	result.slow = (unsigned)unwind_slow_count(bench.unwinder);
	table_done(&bench.tasks);
	remote_free(bench.oracle);
	unwinder_free(bench.unwinder);
	recall_free(bench.recall);
	free(bench.chains);
	return result;
}

/* At least 999 of 1,000. */
static void
frames_are_those_of_others(const char *const *argv, unsigned most, bool by_elfutils)
{
	struct comparison result = compare_program(argv, most, by_elfutils);

	printf("%s: %u walks, %u the same, %u by the slow way, %u remembered\n", argv[0], result.walks, result.same, result.slow,
	       result.recalled);
	CHECK(result.walks > 0);
	CHECK((result.walks - result.same) * 1000 <= result.walks);
}

int
main(int argc, char **argv)
{
	const char *const programs[][4] = {
		{ "ls", "-l", "/usr" }, { "sh", "-c", "cd /; pwd; echo *; (exit 3); true" }, { "sort", "/etc/passwd" },
	};
	pid_t pid = fork();
	int status;

	if (pid == 0)
		_exit(ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0 ? 1 : 0);
	if (waitpid(pid, &status, 0) != pid || status != 0)
		SKIP("ptrace is not permitted here");
	if (argc > 2)
		frames_are_those_of_others((const char *const *)argv + 2, 2000, strcmp(argv[1], "elfutils") == 0);
	else
		for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
			frames_are_those_of_others(programs[i], 400, false);
	return check_result();
}
