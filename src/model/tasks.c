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
	struct names paths;
};

enum { SERIAL_MAX = 1 << 24 };	/* a record from a file may claim anything */

struct tasks *
tasks_new(void)
{
	return mem_new(1, sizeof(struct tasks));
}

void
tasks_free(struct tasks *tasks)
{
	if (tasks == NULL)
		return;
	free(tasks->by_serial);
	names_done(&tasks->paths);
	free(tasks);
}

static struct task *
find(struct tasks *tasks, uint32_t serial)
{
	return serial > 0 && serial <= tasks->count ? &tasks->by_serial[serial - 1] : NULL;
}

const struct task *
tasks_get(const struct tasks *tasks, uint32_t serial)
{
	return serial > 0 && serial <= tasks->count ? &tasks->by_serial[serial - 1] : NULL;
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

static void
begin(struct tasks *tasks, const struct event_task *event)
{
	uint32_t serial = event->head.task;
	struct task *task;

	if (serial == 0 || serial > SERIAL_MAX)
		return;
	tasks->by_serial = mem_grow(tasks->by_serial, &tasks->cap, serial, sizeof *tasks->by_serial);
	while (tasks->count < serial) {
		task = &tasks->by_serial[tasks->count++];
		*task = (struct task){ .serial = (uint32_t)tasks->count, .path = "", .status = -1, .max_z = NAN };
	}
	task = find(tasks, serial);
	task->tid = event->tid;
	task->pid = event->pid;
	task->parent = event->parent;
	task->origin = event->origin;
	task->begin_ns = event->head.time_ns;
	memcpy(task->comm, event->comm, sizeof task->comm);
	task->comm[sizeof task->comm - 1] = '\0';
	if (event->parent != 0 && find(tasks, event->parent) != NULL)
		task->path = find(tasks, event->parent)->path;
	tasks->alive += !task->alive;
	task->alive = true;
}

static void
exec(struct tasks *tasks, struct task *task, const struct event_exec *event)
{
	char *path = mem_format("%.*s", (int)event->path_len, EVENT_TAIL(event));

	task->path = names_text(&tasks->paths, names_add(&tasks->paths, path));
	free(path);
	memcpy(task->comm, event->comm, sizeof task->comm);
	task->comm[sizeof task->comm - 1] = '\0';
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

static void
note_open(struct task *task, const struct event_call *event)
{
	if (event->call.state == CALL_OPEN)
		task->open_seq = event->seq;
	else if (task->open_seq == event->seq)
		task->open_seq = 0;
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
		note_open(task, (const struct event_call *)event);
}

void
tasks_count_call(struct tasks *tasks, uint32_t serial, bool error, uint64_t duration_ns, float z)
{
	struct task *task = find(tasks, serial);

	if (task == NULL)
		return;
	task->calls++;
	task->errors += error;
	task->call_ns += duration_ns;
	if (!isnan(z) && !(task->max_z >= z))
		task->max_z = z;
}
