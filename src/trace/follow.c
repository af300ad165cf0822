/* Tasks come, change their program, and go; see engine.h. */
#include "trace/engine.h"

#include <errno.h>
#include <limits.h>
#include <linux/sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "trace/capture.h"

enum { ORPHAN_NS = 200 * 1000 * 1000 };

long
follow_status(pid_t tid, const char *key)
{
	char path[32], line[128];
	size_t key_len = strlen(key);
	long number = -1;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/status", tid);
	file = fopen(path, "re");
	if (file == NULL)
		return -1;
	while (number < 0 && fgets(line, sizeof line, file) != NULL)
		if (strncmp(line, key, key_len) == 0 && line[key_len] == ':')
			number = strtol(line + key_len + 1, NULL, 10);
	fclose(file);
	return number;
}

static void
read_comm(pid_t tid, char comm[16])
{
	char path[32];
	FILE *file;
	size_t len;

	snprintf(path, sizeof path, "/proc/%d/comm", tid);
	file = fopen(path, "re");
	if (file == NULL)
		return;
	len = fread(comm, 1, 15, file);
	comm[len > 0 && comm[len - 1] == '\n' ? len - 1 : len] = '\0';
	fclose(file);
}

static void
put_start(struct tracer *tracer, const struct tracee *tracee, uint64_t now_ns)
{
	struct event_start *record = (struct event_start *)tracer->record;
	char *text = (char *)(record + 1), path[32];
	struct timespec real;
	size_t len = 0;
	FILE *file;

	clock_gettime(CLOCK_REALTIME, &real);
	/* A program just started has its arguments there, too; one that is attached has them only there. */
	snprintf(path, sizeof path, "/proc/%d/cmdline", tracee->pid);
	file = fopen(path, "re");
	if (file != NULL) {
		len = fread(text, 1, EVENT_MAX / 2, file);
		fclose(file);
	}
	if (len > 0 && text[len - 1] != '\0')	/* a program may write over its own */
		text[len++] = '\0';
	*record = (struct event_start){
		.head = { .kind = EVENT_START, .time_ns = now_ns },
		.realtime_ns = (uint64_t)real.tv_sec * 1000000000 + (uint64_t)real.tv_nsec,
		.pid = (uint32_t)tracee->pid, .attached = !tracer->started, .native_abi = abi_native(),
		.text_len = (uint32_t)len, .argument_count = event_strings(text, len),
		.floor_ns = engine_floor(tracer),
	};
	outlet_put(&tracer->outlet, &record->head, sizeof *record + len);
}

void
follow_begin(struct tracer *tracer, struct tracee *tracee, struct tracee *parent, enum task_origin origin,
	     uint64_t now_ns)
{
	struct event_task record = {
		.head = { .kind = EVENT_TASK, .time_ns = now_ns },
		.tid = (uint32_t)tracee->tid, .pid = (uint32_t)tracee->pid,
		.parent = parent != NULL ? parent->serial : 0, .origin = origin,
	};

	if (tracer->last_serial == 0)
		put_start(tracer, tracee, now_ns);
	if (parent != NULL)
		memcpy(tracee->comm, parent->comm, sizeof tracee->comm);
	else
		read_comm(tracee->tid, tracee->comm);
	tracee->serial = record.head.task = ++tracer->last_serial;
	record.space = tracee->space->number;
	memcpy(record.comm, tracee->comm, sizeof record.comm);
	outlet_put(&tracer->outlet, &record.head, sizeof record);
	placing_add(&tracer->placing, tracee, parent, origin == TASK_STARTED);
	if (parent == NULL)
		calls_read_maps(tracer, tracee);
	atomic_store_explicit(&tracer->tasks, (uint32_t)tracees_count(&tracer->tracees), memory_order_relaxed);
}

/* --- children ---------------------------------------------------------------- */

static unsigned long
event_message(pid_t tid)
{
	unsigned long message = 0;

	if (ptrace(PTRACE_GETEVENTMSG, tid, NULL, &message) < 0)
		return 0;
	return message;
}

/* The flags of the clone that the parent is inside of. */
static uint64_t
clone_flags(const struct tracee *parent)
{
	const char *name = parent->call.shape != NULL ? parent->call.shape->name : "";
	uint64_t flags = 0;

	if (!parent->in_call)
		return 0;
	if (strcmp(name, "clone") == 0)
		return parent->call.args[0];
	if (strcmp(name, "clone3") == 0)	/* flags are the first field of struct clone_args */
		capture_read(parent->tid, parent->call.args[0], &flags, sizeof flags);
	return flags;
}

static bool
shares_memory(const struct tracee *parent, const struct tracee *child, int event)
{
	return event == PTRACE_EVENT_VFORK || child->pid == parent->pid || (clone_flags(parent) & CLONE_VM) != 0;
}

static enum task_origin
origin_of(int event)
{
	return event == PTRACE_EVENT_FORK ? TASK_FORK : event == PTRACE_EVENT_VFORK ? TASK_VFORK : TASK_CLONE;
}

void
follow_child(struct tracer *tracer, struct tracee *parent, int event, uint64_t now_ns)
{
	pid_t tid = (pid_t)event_message(parent->tid);
	struct tracee *child;
	long pid = tid;

	if (tid == 0)
		return;
	if (event == PTRACE_EVENT_CLONE && (pid = follow_status(tid, "Tgid")) < 0)
		pid = clone_flags(parent) & CLONE_THREAD ? parent->pid : tid;
	child = tracees_find(&tracer->tracees, tid);
	if (child != NULL && child->serial != 0)
		return;
	if (child == NULL) {
		child = tracees_add(&tracer->tracees, tid, (pid_t)pid);
		child->running = true;	/* its first stop is still to come */
	}
	child->pid = (pid_t)pid;
	child->sieved = parent->sieved;
	child->foreign = parent->foreign;
	child->space = shares_memory(parent, child, event) ? space_share(parent->space)
							   : space_copy(parent->space, &tracer->numbers);
	follow_begin(tracer, child, parent, origin_of(event), now_ns);
}

void
follow_orphans(struct tracer *tracer, uint64_t now_ns)
{
	struct tracee *tracee;
	size_t position = 0;
	long pid;

	while ((tracee = tracees_next(&tracer->tracees, &position)) != NULL) {
		if (tracee->serial != 0 || tracee->hidden || now_ns - tracee->orphan_ns < ORPHAN_NS)
			continue;
		pid = follow_status(tracee->tid, "Tgid");
		tracee->pid = pid > 0 ? (pid_t)pid : tracee->tid;
		tracee->space = space_new(&tracer->numbers);
		follow_begin(tracer, tracee, NULL, TASK_CLONE, now_ns);
		engine_resume(tracee, 0);
	}
}

/* --- exec -------------------------------------------------------------------- */

static void
put_exec(struct tracer *tracer, struct tracee *tracee, pid_t old_tid, uint64_t now_ns)
{
	struct event_exec *record = (struct event_exec *)tracer->record;
	char link[32];
	ssize_t len;

	snprintf(link, sizeof link, "/proc/%d/exe", tracee->tid);
	len = readlink(link, (char *)(record + 1), PATH_MAX);
	*record = (struct event_exec){
		.head = { .kind = EVENT_EXEC, .task = tracee->serial, .time_ns = now_ns },
		.space = tracee->space->number,
		.old_tid = old_tid != tracee->tid ? (uint32_t)old_tid : 0,
		.path_len = len > 0 ? (uint32_t)len : 0,
	};
	memcpy(record->comm, tracee->comm, sizeof record->comm);
	outlet_put(&tracer->outlet, &record->head, sizeof *record + record->path_len);
}

/* The program we were asked to start runs now: from here on everything is reported. */
static void
reveal(struct tracer *tracer, struct tracee *tracee)
{
	tracee->hidden = false;
	follow_begin(tracer, tracee, NULL, TASK_STARTED, tracee->call.begin_ns);
	if (!tracer->told) {
		tracer->told = true;
		sem_post(&tracer->opened);
	}
}

struct tracee *
follow_exec(struct tracer *tracer, struct tracee *tracee, uint64_t now_ns)
{
	pid_t old_tid = (pid_t)event_message(tracee->tid);
	struct tracee *mover = old_tid > 0 && old_tid != tracee->tid ? tracees_find(&tracer->tracees, old_tid) : NULL;

	if (mover != NULL && mover->serial != 0) {
		pid_t tid = tracee->tid;

		/* Another thread called exec: the leader is no more, and the caller now bears its tid. */
		follow_gone(tracer, tracee, TASK_SUPERSEDED, now_ns);
		tracees_rename(&tracer->tracees, mover, tid);
		placing_renamed(&tracer->placing, mover);
		tracee = mover;
		tracee->running = tracee->listening = false;
	}
	unwind_forget(&tracee->unwind);
	space_leave(tracee->space);
	tracee->space = space_new(&tracer->numbers);
	if (tracee->hidden) {
		reveal(tracer, tracee);
	} else {
		read_comm(tracee->tid, tracee->comm);
		calls_read_maps(tracer, tracee);
	}
	put_exec(tracer, tracee, old_tid > 0 ? old_tid : tracee->tid, now_ns);
	return tracee;
}

/* --- the end ----------------------------------------------------------------- */

/* A call that never returns by its nature is not one that was killed. */
static unsigned
killed_flag(const struct tracee *tracee)
{
	return tracee->call.shape != NULL && (tracee->call.shape->classes & CLASS_NORETURN) ? 0 : CALL_KILLED;
}

void
follow_exiting(struct tracer *tracer, struct tracee *tracee, uint64_t now_ns)
{
	if (tracee->in_call && tracee->serial != 0)
		calls_unfinished(tracer, tracee, now_ns, killed_flag(tracee), true);
}

static bool
last_of_process(const struct tracer *tracer, const struct tracee *gone)
{
	const struct tracee *tracee;
	size_t position = 0;

	while ((tracee = tracees_next(&tracer->tracees, &position)) != NULL)
		if (tracee != gone && tracee->pid == gone->pid)
			return false;
	return true;
}

/* It ended before it became the program that was asked for. */
static void
fail_start(struct tracer *tracer)
{
	int error = launch_error(&tracer->launch);

	if (error == 0)
		tracer->open_result = why_set(&tracer->open_why, -EIO, "%s ended before it began", tracer->path);
	else
		tracer->open_result = why_set(&tracer->open_why, error == ENOENT ? -ENOENT : -ENOEXEC, "cannot run %s: %s",
					      tracer->path, strerror(error));
}

void
follow_gone(struct tracer *tracer, struct tracee *tracee, int status, uint64_t now_ns)
{
	struct event_task_exit record = {
		.head = { .kind = EVENT_TASK_EXIT, .task = tracee->serial, .time_ns = now_ns }, .status = status,
	};

	if (tracee->tid == tracer->root && status >= 0)
		tracer->root_status = status;
	if (tracee->hidden && status >= 0)
		fail_start(tracer);
	if (status == TASK_LEFT)
		placing_release(&tracer->placing, tracee);
	else
		placing_gone(&tracer->placing, tracee);
	if (tracee->serial != 0 && !tracee->hidden) {
		if (tracee->in_call)
			calls_unfinished(tracer, tracee, now_ns, status == TASK_LEFT ? CALL_DETACHED : killed_flag(tracee), false);
		record.last_of_process = last_of_process(tracer, tracee);
		outlet_put(&tracer->outlet, &record.head, sizeof record);
	}
	tracees_remove(&tracer->tracees, tracee);
	atomic_store_explicit(&tracer->tasks, (uint32_t)tracees_count(&tracer->tracees), memory_order_relaxed);
}
