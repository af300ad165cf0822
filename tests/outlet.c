/* What goes into the ring when there is no room: what waits, what is lost, what is told another time. */
#include "trace/outlet.h"

#include "check.h"

enum { RING_SIZE = 64 * 1024 };

static struct ring ring;
static struct outlet outlet;
static _Atomic bool abandoned;

static void
begin(bool drop)
{
	struct why why = { 0 };

	CHECK_EQ(ring_init(&ring, RING_SIZE, &why), 0);
	outlet = (struct outlet){ .ring = &ring, .drop = drop, .abandoned = &abandoned };
}

static uint64_t
tell(enum call_state state, uint64_t seq)
{
	struct event_call call = { .head = { .kind = EVENT_CALL }, .seq = seq, .call = { .state = (uint8_t)state } };

	return outlet_call(&outlet, &call, sizeof call);
}

/* Calls until one is lost; how many were told. */
static uint64_t
fill(void)
{
	while (outlet.lost_count == 0)
		tell(CALL_DONE, 0);
	return outlet.last_seq - 1;
}

/* Takes out all records: the calls among them, and what the only LOST says. */
static uint64_t
drain(struct event_lost *ret_lost)
{
	const struct event *event;
	uint64_t calls = 0;

	*ret_lost = (struct event_lost){ 0 };
	while ((event = ring_peek(&ring)) != NULL) {
		if (event->kind == EVENT_LOST)
			*ret_lost = *(const struct event_lost *)event;
		else
			calls++;
		ring_pop(&ring);
	}
	return calls;
}

static void
a_loss_is_counted_and_told_before_the_next_call(void)
{
	struct event_lost lost;
	uint64_t told;

	begin(true);
	told = fill();
	tell(CALL_DONE, 0);
	tell(CALL_DONE, 0);
	CHECK_EQ(outlet.dropped, 3);
	CHECK_EQ(drain(&lost), told);
	CHECK_EQ(lost.count, 0);
	CHECK_EQ(tell(CALL_DONE, 0), told + 4);
	CHECK_EQ(drain(&lost), 1);
	CHECK_EQ(lost.first_seq, told + 1);
	CHECK_EQ(lost.count, 3);
	ring_done(&ring);
}

static void
an_announcement_is_never_lost(void)
{
	struct event_lost lost;
	uint64_t told;

	begin(true);
	told = fill();
	CHECK_EQ(tell(CALL_OPEN, 0), 0);
	CHECK_EQ(outlet.dropped, 1);
	CHECK_EQ(outlet.last_seq, told + 1);
	drain(&lost);
	CHECK_EQ(tell(CALL_OPEN, 0), told + 2);
	/* and what was announced gets its end, and its number, whatever is lost meanwhile */
	while (outlet.dropped < 2)
		tell(CALL_DONE, 0);
	CHECK_EQ(tell(CALL_DONE, told + 2), told + 2);
	CHECK_EQ(outlet.lost_count, 0);
	ring_done(&ring);
}

static void
what_changes_structure_has_room_left(void)
{
	struct event_task task = { .head = { .kind = EVENT_TASK } };

	begin(true);
	fill();
	for (int i = 0; i < 50; i++)
		outlet_put(&outlet, &task.head, sizeof task);
	CHECK_EQ(outlet.stalls, 0);
	ring_done(&ring);
}

static void
nothing_waits_once_nobody_reads(void)
{
	begin(false);
	abandoned = true;
	while (outlet.stalls == 0)
		tell(CALL_DONE, 0);
	CHECK_EQ(outlet.dropped, 0);
	abandoned = false;
	ring_done(&ring);
}

int
main(void)
{
	a_loss_is_counted_and_told_before_the_next_call();
	an_announcement_is_never_lost();
	what_changes_structure_has_room_left();
	nothing_waits_once_nobody_reads();
	return check_result();
}
