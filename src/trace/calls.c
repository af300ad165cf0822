/* Entry and exit stops become CALL records; see engine.h. */
#include "trace/engine.h"

#include <elf.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <linux/ptrace.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>

#include "base/mem.h"
#include "syscall/errnos.h"
#include "syscall/memory.h"
#include "trace/capture.h"
#include "trace/descriptors.h"

/* si_code of a signal by seccomp: in the kernel's headers, which clash with the C library's. */
enum { SIGSYS_SECCOMP = 1 };

enum { ANNOUNCE_AFTER_NS = 50 * 1000 * 1000 };

static bool
takes_descriptor(const struct call_shape *shape)
{
	for (unsigned i = 0; shape != NULL && i < shape->arg_count; i++)
		if (shape->args[i].kind == ARG_FD || shape->args[i].kind == ARG_DIRFD)
			return true;
	return false;
}

/* How many bytes of each buffer. */
static unsigned
buffer_max(const struct tracer *tracer, const struct open_call *open)
{
	bool on_long_fd = open->shape != NULL && open->shape->args[0].kind == ARG_FD &&
			  (int)open->args[0] == tracer->long_fd;

	return on_long_fd ? tracer->long_max : tracer->buffer_max;
}

/* Whether something of the call must be had at its entry stop. */
static bool
is_worth_entry(const struct tracer *tracer, const struct open_call *open)
{
	return (tracer->memory_wanted && memory_at_entry(open->shape)) ||
	       (tracer->names_wanted && takes_descriptor(open->shape));
}

static void
capture_entry(struct tracer *tracer, struct tracee *tracee)
{
	struct open_call *open = &tracee->call;
	struct {
		struct call call;
		unsigned char pieces[ENTRY_PIECES_MAX];
	} *entry;

	if (tracee->entry_pieces == NULL)
		tracee->entry_pieces = mem_new(1, sizeof *entry);
	entry = (void *)tracee->entry_pieces;
	entry->call = (struct call){ .nr = open->nr, .abi = (uint8_t)open->abi, .state = CALL_OPEN };
	memcpy(entry->call.args, open->args, sizeof open->args);
	capture_call(&(struct capture){ tracee->tid, buffer_max(tracer, open), true }, open->shape, &entry->call, CAPTURE_MAX);
	if (tracer->names_wanted)
		descriptors_name_arguments(tracee->pid, tracee->tid, open->shape, &entry->call, CAPTURE_MAX);
	open->piece_count = entry->call.piece_count;
	open->pieces_len = entry->call.pieces_len;
}

static void
enter_call(struct tracer *tracer, struct tracee *tracee, const struct ptrace_syscall_info *info)
{
	struct open_call *open = &tracee->call;
	const uint64_t raw = info->entry.nr;

	*open = (struct open_call){
		.pc = info->instruction_pointer,
		.sp = info->stack_pointer,
		.abi = abi_from_audit(info->arch, raw),
		.nr = (uint32_t)raw,
		.resumes = tracee->schedule.all_resumes,
	};
	if (open->abi == ABI_X32)
		open->nr &= ~0x40000000u;
	for (unsigned i = 0; i < CALL_ARGS; i++)
		open->args[i] = abi_word(open->abi) == 4 ? (uint32_t)info->entry.args[i] : info->entry.args[i];
	open->shape = call_shape_of(open->abi, open->nr, open->args);
	open->wanted = wanted_call(&tracer->wanted, open->abi, open->nr);
	tracee->in_call = true;
	if (open->wanted && is_worth_entry(tracer, open))
		capture_entry(tracer, tracee);
}

/* Where the stack of a call is to be had. */
enum stack_from { STACK_NONE, STACK_STOPPED, STACK_RUNNING };

/* What is known about a call when it is reported. */
struct report {
	enum call_state state;
	unsigned flags;		/* enum call_flags */
	int64_t result;
	uint64_t end_ns;
	uint64_t waited_ns;	/* for a processor */
	bool readable;		/* the task's memory is still its own */
	enum stack_from stack;
};

static bool
is_status_wanted(const struct tracer *tracer, const struct report *report)
{
	unsigned status = WANTED_UNFINISHED;

	if (report->state == CALL_OPEN)
		return tracer->wanted.statuses == WANTED_ANY;	/* how it will end is not known */
	if (report->state == CALL_DONE)
		status = result_is_error(report->result) ? WANTED_FAILED : WANTED_SUCCESSFUL;
	else if (report->flags & CALL_DETACHED)
		status = WANTED_DETACHED;
	return (tracer->wanted.statuses & status) != 0;
}

static void
report_call(struct tracer *tracer, struct tracee *tracee, const struct report *report)
{
	struct open_call *open = &tracee->call;
	struct event_call *record = (struct event_call *)tracer->record;
	uint32_t stack = 0;

	if (!open->wanted || !is_status_wanted(tracer, report))
		return;
	if (report->stack != STACK_NONE)
		stack = report->stack == STACK_STOPPED ? walks_number(tracer, tracee) : walks_number_running(tracer, tracee);
	*record = (struct event_call){
		.head = { .kind = EVENT_CALL, .flags = (uint16_t)(report->flags | open->flags), .task = tracee->serial,
			  .time_ns = open->begin_ns },
		.seq = open->seq,
		.duration_ns = report->end_ns - open->begin_ns,
		.pc = open->pc,
		.stack = stack,
		.floor_ns = tracer->floor_ns[tracer->placing.same],
		.waited_ns = report->waited_ns,
		.call = { .result = report->result, .nr = open->nr, .abi = (uint8_t)open->abi, .state = (uint8_t)report->state,
			  .piece_count = open->piece_count, .pieces_len = open->pieces_len },
	};
	memcpy(record->call.args, open->args, sizeof open->args);
	if (open->piece_count > 0)
		memcpy(&record->call + 1, tracee->entry_pieces + sizeof(struct call), open->pieces_len);
	if (report->readable && tracer->memory_wanted)
		capture_call(&(struct capture){ tracee->tid, buffer_max(tracer, open), false }, open->shape, &record->call,
			     CAPTURE_MAX);
	if (report->readable && tracer->names_wanted)
		descriptors_name_results(tracee->pid, tracee->tid, open->shape, &record->call, CAPTURE_MAX);
	open->seq = outlet_call(&tracer->outlet, record, sizeof *record + record->call.pieces_len);
}

/* --- address spaces ---------------------------------------------------------- */

static void
tell_map(struct tracer *tracer, const struct tracee *tracee, struct mapping *map)
{
	struct event_map *record = (struct event_map *)tracer->record;
	size_t path_len = strlen(map->path);

	if (path_len > EVENT_MAX / 2)
		path_len = EVENT_MAX / 2;
	*record = (struct event_map){
		.head = { .kind = EVENT_MAP, .task = tracee->serial, .time_ns = outlet_now() },
		.space = tracee->space->number, .map = map->number,
		.begin = map->begin, .end = map->end, .offset = map->offset, .inode = map->inode,
		.dev_major = map->dev_major, .dev_minor = map->dev_minor, .path_len = (uint32_t)path_len,
	};
	memcpy(record + 1, map->path, path_len);
	outlet_put(&tracer->outlet, &record->head, sizeof *record + path_len);
	map->told = true;
}

void
calls_read_maps(struct tracer *tracer, struct tracee *tracee)
{
	struct space *space = tracee->space;

	if (!tracer->stacks_wanted || !space_read(space, tracee->tid, &tracer->numbers))
		return;
	for (size_t i = 0; i < space->count; i++)
		if (!space->maps[i].told)
			tell_map(tracer, tracee, &space->maps[i]);
}

/* Code may have come or gone. Asked of CLASS_MEMORY calls that succeeded. */
static void
follow_memory(struct tracer *tracer, struct tracee *tracee)
{
	const struct open_call *open = &tracee->call;
	const char *name = open->shape->name;

	if (strcmp(name, "munmap") == 0)
		space_unmap(tracee->space, open->args[0], open->args[0] + open->args[1]);
	else if (((strcmp(name, "mmap") == 0 || strcmp(name, "mmap2") == 0 || strcmp(name, "mprotect") == 0 ||
		   strcmp(name, "pkey_mprotect") == 0) && (open->args[2] & PROT_EXEC)) || strcmp(name, "mremap") == 0)
		calls_read_maps(tracer, tracee);
}

/* What the program would see of where we put it; placement.h. */
static void
answer_affinity(struct tracer *tracer, struct tracee *tracee, int64_t result)
{
	if (tracee->call.abi != abi_native() || result < 0)
		return;
	if (tracee->call.nr == SYS_sched_getaffinity)
		placing_asked(tracee, &tracer->tracees, (size_t)result);
	else if (tracee->call.nr == SYS_sched_setaffinity)
		placing_set_by(&tracer->placing, tracee, &tracer->tracees);
}

/* --- stops ------------------------------------------------------------------- */

static bool
read_result(pid_t tid, enum abi abi, int64_t *ret_result)
{
	struct ptrace_syscall_info info;

	if (abi == abi_native())
		return regs_result(tid, ret_result);
	if (ptrace(PTRACE_GET_SYSCALL_INFO, tid, (void *)sizeof info, &info) <= 0 ||
	    info.op != PTRACE_SYSCALL_INFO_EXIT)
		return false;
	*ret_result = info.exit.rval;
	return true;
}

/*
 * A filter that kills makes the call end with its own number as the result,
 * and the signal pending. Asked only where the result is that number.
 */
static bool
killed_by_filter(pid_t tid)
{
	struct __ptrace_peeksiginfo_args first = { .off = 0, .nr = 1 };
	siginfo_t info;

	return ptrace(PTRACE_PEEKSIGINFO, tid, &first, &info) == 1 && info.si_signo == SIGSYS &&
	       info.si_code == SIGSYS_SECCOMP;
}

/*
 * The sieve is on the program once its seccomp() has returned 0, before it is
 * the program. A filter of its own may decide about calls before ours does:
 * from then on every call stops, and children begin so.
 */
static void
follow_filters(struct tracer *tracer, struct tracee *tracee)
{
	const struct open_call *open = &tracee->call;
	bool sets = open->abi == abi_native() &&
		    (open->nr == SYS_seccomp ? open->args[0] <= SECCOMP_SET_MODE_FILTER : open->args[0] == PR_SET_SECCOMP);
	struct tracee *each;
	size_t position = 0;
	int64_t result;

	if (tracer->sieve.code == NULL || !sets || !read_result(tracee->tid, tracee->call.abi, &result) || result != 0)
		return;
	/* A filter may be meant for all threads at once. */
	while ((each = tracees_next(&tracer->tracees, &position)) != NULL)
		if (each == tracee || (each->pid == tracee->pid && open->nr == SYS_seccomp))
			each->sieved = tracee->hidden;
	atomic_store_explicit(&tracer->sieved, tracee->hidden, memory_order_relaxed);
}

/*
 * Of a call that took much longer than usual: how much of that was waiting for
 * a processor, and whether it took no longer than usual without that. With
 * other stops inside nobody knows.
 */
static void
judge_duration(struct tracer *tracer, struct tracee *tracee, struct report *report)
{
	struct usual *usual = &tracer->usual[tracee->call.nr & (USUAL_CALLS - 1)];
	uint64_t lasted_ns = report->end_ns - tracee->call.begin_ns;
	bool exceeds = usual_exceeded(usual, lasted_ns);

	usual_add(usual, lasted_ns);
	if (!exceeds || tracee->schedule.all_resumes - tracee->call.resumes != 1)
		return;
	report->waited_ns = schedule_waited(&tracee->schedule, tracee->tid, report->end_ns, tracer->late_ns);
	if (!usual_exceeded(usual, lasted_ns - report->waited_ns))
		report->flags |= CALL_PREEMPTED;
}

static void
leave_call(struct tracer *tracer, struct tracee *tracee, uint64_t now_ns)
{
	struct report report = { .state = CALL_DONE, .end_ns = now_ns, .readable = true };

	tracee->in_call = false;
	if (tracee->call.nr == SYS_seccomp || tracee->call.nr == SYS_prctl)
		follow_filters(tracer, tracee);
	if (tracee->hidden)
		return;
	if (tracee->call.wanted)
		judge_duration(tracer, tracee, &report);
	if (tracer->stacks_wanted && tracee->call.wanted) {
		if (!walks_result(tracer, tracee, &report.result))
			goto vanished;
		report.stack = STACK_STOPPED;
	} else if (!read_result(tracee->tid, tracee->call.abi, &report.result)) {
		goto vanished;
	}
	if (report.result == tracee->call.nr && killed_by_filter(tracee->tid))
		goto vanished;
	if (result_is_restart(report.result))
		report.flags |= CALL_RESTARTED;
	answer_affinity(tracer, tracee, report.result);
	report_call(tracer, tracee, &report);
	if (tracer->stacks_wanted && tracee->call.shape != NULL && (tracee->call.shape->classes & CLASS_MEMORY) &&
	    !result_is_error(report.result))
		follow_memory(tracer, tracee);
	return;
vanished:
	/* Killed: its end is reported next, and this call with it. */
	tracee->in_call = true;
}

void
calls_stop(struct tracer *tracer, struct tracee *tracee, uint64_t now_ns)
{
	struct ptrace_syscall_info info;

	if (tracee->in_call) {
		leave_call(tracer, tracee, now_ns);
		return;
	}
	if (ptrace(PTRACE_GET_SYSCALL_INFO, tracee->tid, (void *)sizeof info, &info) <= 0 ||
	    info.op != PTRACE_SYSCALL_INFO_ENTRY)
		return;	/* vanished; or the end of a call that began before we came */
	enter_call(tracer, tracee, &info);
	/* As late as can be: what we just did is not the kernel's time. */
	tracee->call.begin_ns = outlet_now();
}

void
calls_asked(struct tracer *tracer, struct tracee *tracee)
{
	struct ptrace_syscall_info info;

	if (ptrace(PTRACE_GET_SYSCALL_INFO, tracee->tid, (void *)sizeof info, &info) <= 0 ||
	    info.op != PTRACE_SYSCALL_INFO_SECCOMP)
		return;	/* vanished */
	if (info.seccomp.ret_data != SIEVE_DATA) {
		/* Without a tracer that asks for it the call would not have been made. */
		regs_skip_call(tracee->tid);
	} else if (!tracee->in_call) {
		enter_call(tracer, tracee, &info);
		tracee->call.begin_ns = outlet_now();
	}
}

void
calls_unfinished(struct tracer *tracer, struct tracee *tracee, uint64_t now_ns, unsigned flags, bool readable)
{
	struct report report = {
		.state = CALL_UNFINISHED, .flags = flags, .end_ns = now_ns, .readable = readable,
	};

	tracee->in_call = false;
	if (tracee->hidden)
		return;
	if (readable && tracer->stacks_wanted && tracee->call.wanted && walks_result(tracer, tracee, &report.result))
		report.stack = STACK_STOPPED;
	report.result = 0;
	report_call(tracer, tracee, &report);
}

/* The task is inside the kernel, not stopped. */
static void
announce_call(struct tracer *tracer, struct tracee *tracee, uint64_t now_ns)
{
	const struct report report = {
		.state = CALL_OPEN, .end_ns = now_ns, .readable = true,
		.stack = tracer->stacks_wanted ? STACK_RUNNING : STACK_NONE,
	};

	report_call(tracer, tracee, &report);
}

/* Told when it is twice as old as the last time, so that readers notice one that never returns. */
void
calls_announce(struct tracer *tracer, uint64_t now_ns)
{
	struct tracee *tracee;
	size_t position = 0;

	while ((tracee = tracees_next(&tracer->tracees, &position)) != NULL) {
		struct open_call *open = &tracee->call;
		uint64_t age_ns = now_ns - open->begin_ns;

		if (!tracee->in_call || !open->wanted || tracee->hidden || tracee->serial == 0 ||
		    now_ns < open->begin_ns ||
		    age_ns <= (open->announce_ns > 0 ? open->announce_ns : ANNOUNCE_AFTER_NS))
			continue;
		announce_call(tracer, tracee, now_ns);
		open->announce_ns = 2 * age_ns;
	}
}
