/* What a filter reads of a call. */
#include "model/filter_read.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "model/filter.h"
#include "syscall/errnos.h"

static unsigned
one(int64_t *ret_values, uint64_t value)
{
	ret_values[0] = (int64_t)value;
	return 1;
}

static uint64_t
limited(uint64_t value)
{
	return value < INT64_MAX ? value : INT64_MAX;
}

/* --- numbers of the record ---------------------------------------------------------- */

unsigned
filter_read_seq(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	(void)field;
	return one(ret_values, look->seq);
}

unsigned
filter_read_result(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	(void)field;
	return look->event->call.state == CALL_DONE ? one(ret_values, (uint64_t)look->event->call.result) : 0;
}

static bool
has_failed(const struct call *call)
{
	return call->state == CALL_DONE && result_is_error(call->result);
}

unsigned
filter_read_error(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	(void)field;
	return has_failed(&look->event->call) ? one(ret_values, (uint64_t)-look->event->call.result) : 0;
}

/* Of an open call how long it has been inside when the newest record came, or when one looks back to. */
unsigned
filter_read_duration(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	uint64_t begin_ns = look->event->head.time_ns, last_ns;

	(void)field;
	if (look->event->call.state != CALL_OPEN)
		return one(ret_values, limited(look->event->duration_ns));
	last_ns = look->row->as_of_ns != 0 ? look->row->as_of_ns : session_totals(look->session)->last_ns;
	return one(ret_values, limited(last_ns > begin_ns ? last_ns - begin_ns : 0));
}

/* Of those that returned: what an open one has cost so far is not known. */
unsigned
filter_read_net(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	(void)field;
	return look->event->call.state == CALL_DONE ? one(ret_values, limited(event_net_ns(look->event))) : 0;
}

unsigned
filter_read_score(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	(void)field;
	return isnan(look->row->z) ? 0 : one(ret_values, (uint64_t)filter_score_key((double)look->row->z));
}

unsigned
filter_read_alert(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	(void)field;
	return look->row->severity != ALERT_NONE ? one(ret_values, look->row->severity) : 0;
}

unsigned
filter_read_time(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	uint64_t begin_ns = session_totals(look->session)->begin_ns, time_ns = look->event->head.time_ns;

	(void)field;
	return one(ret_values, limited(time_ns > begin_ns ? time_ns - begin_ns : 0));
}

unsigned
filter_read_mark(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	unsigned count = 0;

	(void)field;
	for (size_t i = 0; i < look->context->mark_count && count < FILTER_NUMBERS_MAX; i++)
		if (look->context->marks[i] == look->seq)
			ret_values[count++] = (int64_t)i + 1;
	return count;
}

/* --- tasks --------------------------------------------------------------------------- */

static const struct task *
task_of(const struct filter_look *look)
{
	return tasks_get(session_tasks(look->session), look->event->head.task);
}

unsigned
filter_read_tid(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	const struct task *task = task_of(look);

	(void)field;
	return task != NULL ? one(ret_values, task->tid) : 0;
}

unsigned
filter_read_pid(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	const struct task *task = task_of(look);

	(void)field;
	return task != NULL ? one(ret_values, task->pid) : 0;
}

bool
filter_hear_comm(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
{
	const struct task *task = task_of(look);

	(void)field;
	return task != NULL && hear(ear, task->comm, strlen(task->comm));
}

/* --- names --------------------------------------------------------------------------------- */

bool
filter_hear_call(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
{
	char room[CALL_NAME_CAP];
	const char *name = call_name(look->event->call.abi, look->event->call.nr, room);

	(void)field;
	return hear(ear, name, strlen(name));
}

bool
filter_hear_error(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
{
	const char *name = has_failed(&look->event->call) ? errno_name((unsigned)-look->event->call.result) : NULL;

	(void)field;
	return name != NULL && hear(ear, name, strlen(name));
}

/* --- without a value ---------------------------------------------------------------------------- */

bool
filter_is_error(const struct filter_look *look)
{
	return look->event != NULL && has_failed(&look->event->call) && !result_is_restart(look->event->call.result);
}

bool
filter_is_alert(const struct filter_look *look)
{
	return look->event != NULL && look->row->severity != ALERT_NONE;
}

bool
filter_is_marked(const struct filter_look *look)
{
	int64_t numbers[FILTER_NUMBERS_MAX];

	return filter_read_mark(look, NULL, numbers) > 0;
}

bool
filter_is_open(const struct filter_look *look)
{
	return look->event != NULL && look->event->call.state == CALL_OPEN;
}

bool
filter_is_unfinished(const struct filter_look *look)
{
	return look->event != NULL && look->event->call.state == CALL_UNFINISHED;
}

bool
filter_is_wait(const struct filter_look *look)
{
	const struct call *call = look->event != NULL ? &look->event->call : NULL;
	const struct call_shape *shape = call != NULL ? call_shape(call->abi, call->nr) : NULL;

	return shape != NULL && (look->row->waits || (shape->classes & CLASS_WAIT) != 0);
}

bool
filter_is_preempted(const struct filter_look *look)
{
	return look->event != NULL && (look->event->head.flags & CALL_PREEMPTED) != 0;
}

bool
filter_is_gap(const struct filter_look *look)
{
	return look->row->lost;
}
