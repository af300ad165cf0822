#include "ui/rows.h"

#include "model/asof.h"
#include "model/filterview.h"
#include "model/session.h"
#include "syscall/errnos.h"

enum { RUN_BITS = 12, GAP_BITS = 16 };	/* a run of equal calls, a gap: at most 2^bits calls */

/* Among the calls that a filter means. */
static uint64_t
call_in_view(const struct rows *rows, uint64_t seq, int step)
{
	const struct filterview *view = rows->view;
	size_t index = filterview_find(view, step > 0 ? seq : seq + 1);
	uint64_t found;

	if (step > 0 ? index == filterview_count(view) : index == 0)
		return 0;
	found = filterview_at(view, step > 0 ? index : index - 1);
	return found >= session_first(rows->session) && found < rows->end ? found : 0;
}

uint64_t
rows_call(const struct rows *rows, uint64_t seq, int step)
{
	uint64_t first = session_first(rows->session);

	if (first >= rows->end || (step > 0 ? seq >= rows->end : seq < first))
		return 0;
	if (step > 0 && seq < first)
		seq = first;
	if (step < 0 && seq >= rows->end)
		seq = rows->end - 1;
	return rows->view != NULL ? call_in_view(rows, seq, step) : seq;
}

/* --- what is one row --------------------------------------------------------------- */

static bool
same_outcome(const struct call *a, const struct call *b)
{
	bool failed = result_is_error(a->result);

	if (a->state != CALL_DONE || b->state != CALL_DONE || failed != result_is_error(b->result))
		return false;
	return !failed || a->result == b->result;
}

/* Asked for by the same thread at the same place, with the same outcome, and nothing to be said of either. */
static bool
are_alike(const struct call_row *a, const struct call_row *b)
{
	const struct event_call *one = a->event, *other = b->event;

	return one != NULL && other != NULL && one->call.nr == other->call.nr && one->call.abi == other->call.abi &&
	       one->head.task == other->head.task && a->place == b->place && a->severity == ALERT_NONE &&
	       b->severity == ALERT_NONE && same_outcome(&one->call, &other->call);
}

/* What came of it is not known to who looks back. */
static bool
is_inside(const struct rows *rows, const struct call_row *row)
{
	return rows->until_ns != 0 && asof_is_inside(row->event, rows->until_ns);
}

/* Whether a shown call and the shown one behind it are one row. */
static bool
join(const struct rows *rows, uint64_t seq, uint64_t behind)
{
	struct call_row a, b;

	if (!session_row(rows->session, seq, &a) || !session_row(rows->session, behind, &b))
		return false;
	if (a.lost || b.lost)
		return a.lost && b.lost && seq >> GAP_BITS == behind >> GAP_BITS;
	return rows->fold && seq >> RUN_BITS == behind >> RUN_BITS && are_alike(&a, &b) && !is_inside(rows, &a) &&
	       !is_inside(rows, &b);
}

uint64_t
rows_at(const struct rows *rows, uint64_t seq)
{
	if (rows_call(rows, seq, 1) != seq)
		return 0;
	for (;;) {
		uint64_t before = rows_call(rows, seq - 1, -1);

		if (before == 0 || !join(rows, before, seq))
			return seq;
		seq = before;
	}
}

uint64_t
rows_near(const struct rows *rows, uint64_t seq)
{
	uint64_t call = rows_call(rows, seq, 1);

	if (call == 0)
		call = rows_call(rows, seq, -1);
	return call != 0 ? rows_at(rows, call) : 0;
}

uint64_t
rows_next(const struct rows *rows, uint64_t row)
{
	for (uint64_t seq = row;;) {
		uint64_t behind = rows_call(rows, seq + 1, 1);

		if (behind == 0 || !join(rows, seq, behind))
			return behind;
		seq = behind;
	}
}

uint64_t
rows_prev(const struct rows *rows, uint64_t row)
{
	uint64_t before = rows_call(rows, row - 1, -1);

	return before != 0 ? rows_at(rows, before) : 0;
}

uint64_t
rows_first(const struct rows *rows)
{
	uint64_t call = rows_call(rows, 0, 1);

	return call != 0 ? rows_at(rows, call) : 0;
}

uint64_t
rows_last(const struct rows *rows)
{
	uint64_t call = rows_call(rows, UINT64_MAX, -1);

	return call != 0 ? rows_at(rows, call) : 0;
}

struct row_span
rows_span(const struct rows *rows, uint64_t row)
{
	struct row_span span = { .last = row, .calls = 1 };
	struct call_row first;

	if (session_row(rows->session, row, &first) && first.event != NULL)
		span.duration_ns = first.event->duration_ns;
	for (;;) {
		uint64_t behind = rows_call(rows, span.last + 1, 1);
		struct call_row next;

		if (behind == 0 || !join(rows, span.last, behind))
			return span;
		if (session_row(rows->session, behind, &next) && next.event != NULL)
			span.duration_ns += next.event->duration_ns;
		span.last = behind;
		span.calls++;
	}
}

/* --- what is no call --------------------------------------------------------------- */

static bool
has_line(const struct event *event)
{
	return event->kind == EVENT_SIGNAL || event->kind == EVENT_NOTE ||
	       (event->kind == EVENT_TASK_EXIT && ((const struct event_task_exit *)event)->status != TASK_LEFT);
}

unsigned
rows_others(const struct rows *rows, uint64_t row, const struct event *ret_others[ROWS_OTHERS_MAX], uint64_t *ret_left)
{
	uint64_t end, number;
	unsigned count = 0;

	*ret_left = 0;
	if (rows->view != NULL)
		return 0;
	number = session_others_since(rows->session, row);
	end = session_others_since(rows->session, rows_span(rows, row).last + 1);
	for (; number < end && *ret_left < ROWS_LEFT_MAX; number++) {
		const struct event *event = session_other(rows->session, number);

		if (!has_line(event) || (rows->until_ns != 0 && event->time_ns > rows->until_ns))
			continue;
		if (count < ROWS_OTHERS_MAX)
			ret_others[count++] = event;
		else
			++*ret_left;
	}
	/* The last line is of those that have none. */
	if (*ret_left > 0) {
		count--;
		++*ret_left;
	}
	return count;
}

int
rows_lines(const struct rows *rows, uint64_t row)
{
	const struct event *others[ROWS_OTHERS_MAX];
	uint64_t left;

	return 1 + (int)rows_others(rows, row, others, &left) + (left > 0);
}
