#include "model/filterview.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/asof.h"
#include "model/filter.h"
#include "model/session.h"

/* Seqs in ascending order, from both ends of which some come and go: a ring. */
struct seqs {
	uint64_t *ring;
	size_t cap, first, count;	/* cap: a power of two, or 0 */
};

/* What grows with every call that returns and every record that comes; and to when one looks back. */
struct moment {
	uint64_t calls, open, last_ns, at_ns;
};

struct filterview {
	const struct filter *filter;
	const struct session *session;
	struct seqs found;
	uint64_t low, high;		/* looked at: low … high - 1 */
	uint64_t *open;			/* calls among them that were open; in no order */
	size_t open_count, open_cap;
	struct moment asked;		/* when they were asked about last */
	uint64_t at_ns;			/* 0: now */
	struct asof asof;
};

/* --- seqs --------------------------------------------------------------------------- */

static uint64_t *
slot(const struct seqs *seqs, size_t index)
{
	return &seqs->ring[(seqs->first + index) & (seqs->cap - 1)];
}

static void
make_room(struct seqs *seqs)
{
	size_t cap = seqs->cap > 0 ? seqs->cap * 2 : 256;
	uint64_t *ring;

	if (seqs->count < seqs->cap)
		return;
	ring = mem_new(cap, sizeof *ring);
	for (size_t i = 0; i < seqs->count; i++)
		ring[i] = *slot(seqs, i);
	free(seqs->ring);
	*seqs = (struct seqs){ .ring = ring, .cap = cap, .count = seqs->count };
}

static void
add_first(struct seqs *seqs, uint64_t seq)
{
	make_room(seqs);
	seqs->first = (seqs->first - 1) & (seqs->cap - 1);
	seqs->count++;
	*slot(seqs, 0) = seq;
}

static void
add_last(struct seqs *seqs, uint64_t seq)
{
	make_room(seqs);
	seqs->count++;
	*slot(seqs, seqs->count - 1) = seq;
}

/* The first at or behind `seq`. */
static size_t
find(const struct seqs *seqs, uint64_t seq)
{
	size_t low = 0, high = seqs->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (*slot(seqs, middle) < seq)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_at(const struct seqs *seqs, size_t index, uint64_t seq)
{
	return index < seqs->count && *slot(seqs, index) == seq;
}

/* In the middle, but open calls are near the end. */
static void
insert(struct seqs *seqs, size_t index, uint64_t seq)
{
	add_last(seqs, seq);
	for (size_t i = seqs->count - 1; i > index; i--)
		*slot(seqs, i) = *slot(seqs, i - 1);
	*slot(seqs, index) = seq;
}

static void
take_out(struct seqs *seqs, size_t index)
{
	for (size_t i = index; i + 1 < seqs->count; i++)
		*slot(seqs, i) = *slot(seqs, i + 1);
	seqs->count--;
}

/* --- looking at calls ------------------------------------------------------------------ */

struct filterview *
filterview_new(const struct filter *filter, const struct session *session, uint64_t seq)
{
	struct filterview *view = mem_new(1, sizeof *view);

	view->filter = filter;
	view->session = session;
	filterview_restart(view, seq);
	return view;
}

void
filterview_free(struct filterview *view)
{
	if (view == NULL)
		return;
	free(view->found.ring);
	free(view->open);
	asof_done(&view->asof);
	free(view);
}

void
filterview_restart(struct filterview *view, uint64_t seq)
{
	uint64_t first = session_first(view->session), end = session_end(view->session);

	view->low = view->high = seq < first ? first : seq > end ? end : seq;
	view->found.count = 0;
	view->open_count = 0;
	view->asked = (struct moment){ 0 };
}

static bool
is_open(const struct call_row *row)
{
	return row->event != NULL && row->event->call.state == CALL_OPEN;
}

/* What is to begin later than one looks back to is not shown, and is asked about as it is. */
static bool
row_of(struct filterview *view, uint64_t seq, struct call_row *ret_row)
{
	if (!session_row(view->session, seq, ret_row))
		return false;
	if (view->at_ns == 0 || ret_row->event == NULL || !asof_is_inside(ret_row->event, view->at_ns))
		return true;
	return asof_row(&view->asof, view->session, seq, view->at_ns, ret_row);
}

static void
add_open(struct filterview *view, uint64_t seq)
{
	view->open = mem_grow(view->open, &view->open_cap, view->open_count + 1, sizeof *view->open);
	view->open[view->open_count++] = seq;
}

/* Whether the filter means it; remembers it when it is open. */
static bool
look_at(struct filterview *view, uint64_t seq)
{
	struct call_row row;

	if (!row_of(view, seq, &row))
		return false;
	if (is_open(&row))
		add_open(view, seq);
	return filter_match(view->filter, view->session, seq, &row);
}

/* Whether a call that was open is what it was thought to be. False when it is no longer kept, or no longer open. */
static bool
look_again(struct filterview *view, uint64_t seq)
{
	struct call_row row;
	size_t index = find(&view->found, seq);
	bool was = is_at(&view->found, index, seq), is;

	if (!row_of(view, seq, &row))
		return false;
	is = filter_match(view->filter, view->session, seq, &row);
	if (is && !was)
		insert(&view->found, index, seq);
	else if (!is && was)
		take_out(&view->found, index);
	return is_open(&row);
}

static void
look_at_open(struct filterview *view)
{
	const struct session_totals *totals = session_totals(view->session);
	size_t kept = 0;

	if (view->asked.calls == totals->calls && view->asked.open == totals->open &&
	    view->asked.last_ns == totals->last_ns && view->asked.at_ns == view->at_ns)
		return;
	view->asked = (struct moment){ totals->calls, totals->open, totals->last_ns, view->at_ns };

	for (size_t i = 0; i < view->open_count; i++)
		if (look_again(view, view->open[i]))
			view->open[kept++] = view->open[i];
	view->open_count = kept;
}

static bool
is_known_open(const struct filterview *view, uint64_t seq)
{
	for (size_t i = 0; i < view->open_count; i++)
		if (view->open[i] == seq)
			return true;
	return false;
}

/* Calls that returned since are open again, each task's one at most; what is not looked at yet has its turn. */
void
filterview_as_of(struct filterview *view, uint64_t at_ns, const struct session *then)
{
	const struct tasks *tasks = session_tasks(then);

	view->asof.then = then;
	view->at_ns = at_ns;
	view->asked = (struct moment){ 0 };
	for (uint32_t serial = 1; at_ns != 0 && serial <= tasks_count(tasks); serial++) {
		uint64_t seq = tasks_get(tasks, serial)->open_seq;

		if (seq != 0 && seq >= view->low && seq < view->high && !is_known_open(view, seq))
			add_open(view, seq);
	}
}

/* What was evicted. */
static void
drop_old(struct filterview *view)
{
	uint64_t first = session_first(view->session);
	size_t gone;

	if (view->low >= first)
		return;
	gone = find(&view->found, first);
	view->low = first;
	if (view->high < first)
		view->high = first;
	view->found.count -= gone;
	view->found.first += gone;
}

bool
filterview_work(struct filterview *view, unsigned rows)
{
	uint64_t first = session_first(view->session), end = session_end(view->session);

	drop_old(view);
	look_at_open(view);
	for (; rows > 0 && view->high < end; rows--, view->high++)
		if (look_at(view, view->high))
			add_last(&view->found, view->high);
	for (; rows > 0 && view->low > first; rows--) {
		view->low--;
		if (look_at(view, view->low))
			add_first(&view->found, view->low);
	}
	return view->high == end && view->low == first;
}

/* --- asking ------------------------------------------------------------------------------- */

struct filterview_progress
filterview_progress(const struct filterview *view)
{
	return (struct filterview_progress){
		.seen = view->high - view->low,
		.all = session_end(view->session) - session_first(view->session),
	};
}

size_t
filterview_count(const struct filterview *view)
{
	return view->found.count;
}

uint64_t
filterview_at(const struct filterview *view, size_t index)
{
	return *slot(&view->found, index);
}

size_t
filterview_find(const struct filterview *view, uint64_t seq)
{
	return find(&view->found, seq);
}

bool
filterview_has(const struct filterview *view, uint64_t seq)
{
	return is_at(&view->found, find(&view->found, seq), seq);
}
