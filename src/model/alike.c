#include "model/alike.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model/session.h"

enum { LOOKED_AT = 8192 };

static bool
is_alike(const struct call_row *row, const struct event_call *call, const char *function)
{
	const struct event_call *other = row->event;

	return other != NULL && other->call.state == CALL_DONE && other->call.nr == call->call.nr &&
	       other->call.abi == call->call.abi && !(other->head.flags & CALL_PREEMPTED) &&
	       strcmp(row->place->function, function) == 0;
}

/* They are found newest first. */
static void
turn_round(struct alike *alike)
{
	for (unsigned i = 0, j = alike->count; i + 1 < j; i++) {
		uint64_t net_ns = alike->net_ns[i];
		float z = alike->z[i];

		j--;
		alike->net_ns[i] = alike->net_ns[j];
		alike->z[i] = alike->z[j];
		alike->net_ns[j] = net_ns;
		alike->z[j] = z;
	}
}

void
alike_until(const struct session *session, uint64_t seq, struct alike *ret_alike)
{
	uint64_t first = session_first(session);
	struct call_row of, row;

	ret_alike->count = 0;
	if (!session_row(session, seq, &of) || of.event == NULL)
		return;
	if (first + LOOKED_AT <= seq)
		first = seq - LOOKED_AT + 1;
	for (uint64_t at = seq; at >= first && at > 0 && ret_alike->count < ALIKE_MAX; at--) {
		if (!session_row(session, at, &row) || (at != seq && !is_alike(&row, of.event, of.place->function)))
			continue;
		ret_alike->net_ns[ret_alike->count] = event_net_ns(row.event);
		ret_alike->z[ret_alike->count++] = row.z;
	}
	turn_round(ret_alike);
}

static int
compare(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return a < b ? -1 : a > b;
}

static uint64_t
median(uint64_t *values, unsigned count)
{
	qsort(values, count, sizeof *values, compare);
	return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

void
alike_usual(const struct alike *alike, uint64_t *ret_median_ns, uint64_t *ret_mad_ns)
{
	uint64_t values[ALIKE_MAX], middle;
	unsigned count = alike->count - 1;

	memcpy(values, alike->net_ns, count * sizeof *values);
	*ret_median_ns = middle = median(values, count);
	for (unsigned i = 0; i < count; i++)
		values[i] = values[i] > middle ? values[i] - middle : middle - values[i];
	*ret_mad_ns = median(values, count);
}
