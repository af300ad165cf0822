#include "model/tasks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"

struct tasks {
	struct task *by_serial;	/* [serial - 1] */
	size_t count, cap;
	uint32_t alive;
	struct names *paths;
};

enum { GAP_MAX = 4096 };	/* serials count up; a record from a file may claim anything */

struct tasks *
tasks_new(void)
{
	struct tasks *tasks = mem_new(1, sizeof *tasks);

	tasks->paths = names_new();
	return tasks;
}

void
tasks_free(struct tasks *tasks)
{
	if (tasks == NULL)
		return;
	free(tasks->by_serial);
	names_drop(tasks->paths);
	free(tasks);
}

struct tasks *
tasks_fork(const struct tasks *tasks, size_t *bytes)
{
	struct tasks *fork = mem_copy(tasks, sizeof *tasks);

	fork->by_serial = mem_copy(tasks->by_serial, tasks->cap * sizeof *tasks->by_serial);
	names_hold(fork->paths);
	*bytes += tasks->cap * sizeof *tasks->by_serial;
	return fork;
}

const struct task *
tasks_get(const struct tasks *tasks, uint32_t serial)
{
	return serial > 0 && serial <= tasks->count ? &tasks->by_serial[serial - 1] : NULL;
}

static struct task *
find(struct tasks *tasks, uint32_t serial)
{
	return tasks_get(tasks, serial) != NULL ? &tasks->by_serial[serial - 1] : NULL;
}

uint32_t
tasks_count(const struct tasks *tasks)
{
	return (uint32_t)tasks->count;
}

uint32_t
tasks_alive(const struct tasks *tasks)
{
	return tasks->alive;
}

/* Makes room for the serial and all below it. */
static struct task *
make(struct tasks *tasks, uint32_t serial)
{
	if (serial == 0 || serial > tasks->count + GAP_MAX)
		return NULL;
	tasks->by_serial = mem_grow(tasks->by_serial, &tasks->cap, serial, sizeof *tasks->by_serial);
	for (; tasks->count < serial; tasks->count++)
		tasks->by_serial[tasks->count] = (struct task){
			.serial = (uint32_t)tasks->count + 1, .path = "", .status = -1, .max_z = NAN,
		};
	return find(tasks, serial);
}

static void
set_comm(struct task *task, const char *comm)
{
	memcpy(task->comm, comm, sizeof task->comm);
	task->comm[sizeof task->comm - 1] = '\0';
}

static void
begin(struct tasks *tasks, const struct event_task *event)
{
	struct task *task = make(tasks, event->head.task);
	const struct task *parent = tasks_get(tasks, event->parent);

	if (task == NULL)
		return;
	task->tid = event->tid;
	task->pid = event->pid;
	task->parent = event->parent;
	task->origin = event->origin;
	task->begin_ns = event->head.time_ns;
	task->path = parent != NULL ? parent->path : "";
	set_comm(task, event->comm);
	tasks->alive += !task->alive;
	task->alive = true;
}

static void
exec(struct tasks *tasks, struct task *task, const struct event_exec *event)
{
	char *path = mem_format("%.*s", (int)event->path_len, EVENT_TAIL(event));

	task->path = names_text(tasks->paths, names_add(tasks->paths, path));
	free(path);
	set_comm(task, event->comm);
	if (event->old_tid != 0)
		task->tid = task->pid;	/* whoever calls exec becomes the leader */
}

static void
end(struct tasks *tasks, struct task *task, const struct event_task_exit *event)
{
	tasks->alive -= task->alive;
	task->alive = false;
	task->status = event->status;
	task->end_ns = event->head.time_ns;
	task->open_seq = 0;
}

/* A task is inside of one call at most: any other record of a call says that it left the one before. */
static void
note_call(struct task *task, const struct event_call *event)
{
	task->open_seq = event->call.state == CALL_OPEN ? event->seq : 0;
}

void
tasks_feed(struct tasks *tasks, const struct event *event)
{
	struct task *task = find(tasks, event->task);

	if (event->kind == EVENT_TASK)
		begin(tasks, (const struct event_task *)event);
	else if (task == NULL)
		return;
	else if (event->kind == EVENT_EXEC)
		exec(tasks, task, (const struct event_exec *)event);
	else if (event->kind == EVENT_TASK_EXIT)
		end(tasks, task, (const struct event_task_exit *)event);
	else if (event->kind == EVENT_CALL)
		note_call(task, (const struct event_call *)event);
}

/* --- rates ------------------------------------------------------------------------- */

static void
count_rate(struct task_rate *rate, uint64_t time_ns)
{
	uint64_t slot = time_ns / TASK_RATE_SLOT_NS;

	if (slot + TASK_RATE_SLOTS <= rate->newest)
		return;	/* longer ago than anybody asks */
	if (slot >= rate->newest + TASK_RATE_SLOTS)
		memset(rate->counts, 0, sizeof rate->counts);
	else
		for (uint64_t passed = rate->newest + 1; passed <= slot; passed++)
			rate->counts[passed % TASK_RATE_SLOTS] = 0;
	if (slot > rate->newest)
		rate->newest = slot;
	rate->counts[slot % TASK_RATE_SLOTS]++;
}

uint64_t
task_rate(const struct task *task, uint64_t now_ns)
{
	const struct task_rate *rate = &task->rate;
	uint64_t now = now_ns / TASK_RATE_SLOT_NS, calls = 0;

	for (uint64_t back = 0; back < TASK_RATE_SLOTS && back <= rate->newest; back++)
		if (rate->newest - back <= now && rate->newest - back + TASK_RATE_SLOTS > now)
			calls += rate->counts[(rate->newest - back) % TASK_RATE_SLOTS];
	return calls;
}

uint32_t
tasks_above(const struct tasks *tasks, const struct task *task)
{
	const struct task *above = tasks_get(tasks, task->parent);

	/* Serials count up, so a creator that is not older is a lie of a file. */
	if (above == NULL || above->serial >= task->serial)
		return 0;
	for (const struct task *next = above; next != NULL && next->pid == task->pid && task->tid != task->pid;) {
		above = next;
		next = next->parent < next->serial ? tasks_get(tasks, next->parent) : NULL;
	}
	return above->serial;
}

void
tasks_count_call(struct tasks *tasks, uint32_t serial, const struct task_call *call)
{
	struct task *task = find(tasks, serial);

	if (task == NULL)
		return;
	task->calls++;
	task->errors += call->error;
	task->call_ns += call->duration_ns;
	task->last_seq = call->seq;
	count_rate(&task->rate, call->end_ns);
	if (!isnan(call->z) && !(task->max_z >= call->z))
		task->max_z = call->z;
}
