/*
 * A hundred million numbered records of changing size cross the ring in order
 * and whole, while its counters wrap; and the ring says no when it is full.
 */
#include "trace/ring.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

#include "check.h"
#include "trace/event.h"

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
enum { RECORDS = 2000000 };
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
enum { RECORDS = 2000000 };
#else
enum { RECORDS = 100000000 };
#endif
#else
enum { RECORDS = 100000000 };
#endif

struct numbered {
	struct event head;
	uint64_t number;
	uint64_t words[];
};

/* Words behind a record: mostly few, sometimes many. */
static size_t
words_of(uint64_t number)
{
	return number % 1000 == 0 ? 3000 : number % 7;
}

static void *
produce(void *context)
{
	struct ring *ring = context;

	for (uint64_t number = 1; number <= RECORDS; number++) {
		size_t words = words_of(number), size = sizeof(struct numbered) + words * 8;
		struct numbered *record;

		while ((record = (struct numbered *)ring_reserve(ring, size)) == NULL)
			sched_yield();
		record->head.kind = EVENT_CALL;
		record->number = number;
		if (words > 0)
			record->words[0] = record->words[words - 1] = ~number;
		ring_commit(ring, size);
	}
	return NULL;
}

/* How many records came, up to the first that was not as it was made. */
static uint64_t
consume(struct ring *ring)
{
	for (uint64_t number = 1; number <= RECORDS; number++) {
		const struct numbered *record;
		size_t words = words_of(number);

		while ((record = (const struct numbered *)ring_peek(ring)) == NULL)
			sched_yield();
		if (record->number != number || record->head.size != sizeof *record + words * 8 ||
		    (words > 0 && (record->words[0] != ~number || record->words[words - 1] != ~number)))
			return number - 1;
		ring_pop(ring);
	}
	return RECORDS;
}

static void
records_cross_in_order_while_the_counters_wrap(void)
{
	struct ring *ring = aligned_alloc(RING_LINE, sizeof *ring);
	pthread_t producer;

	CHECK_EQ(ring_init(ring, 1 << 20, NULL), 0);
	/* A hundred rounds before 2^64. */
	ring_begin_at(ring, 0 - (uint64_t)100 * ring_size(ring));
	pthread_create(&producer, NULL, produce, ring);
	CHECK_EQ(consume(ring), RECORDS);
	pthread_join(producer, NULL);
	CHECK(ring_peek(ring) == NULL);
	CHECK_EQ(ring_used(ring), 0);
	ring_done(ring);
	free(ring);
}

static void
a_full_ring_says_no_and_the_largest_record_fits_an_empty_one(void)
{
	struct ring *ring = aligned_alloc(RING_LINE, sizeof *ring);
	struct event *event;
	unsigned count = 0;

	CHECK_EQ(ring_init(ring, 1, NULL), 0);
	while ((event = ring_reserve(ring, 1000)) != NULL) {
		event->kind = EVENT_NOTE;
		ring_commit(ring, 1000);
		count++;
	}
	CHECK_EQ(count, ring_size(ring) / 1000);
	CHECK(ring_used(ring) <= ring_size(ring));
	for (; count > 0; count--) {
		CHECK_EQ(ring_peek(ring)->kind, EVENT_NOTE);
		ring_pop(ring);
	}
	CHECK(ring_peek(ring) == NULL);
	CHECK(ring_reserve(ring, EVENT_MAX) != NULL);
	ring_done(ring);
	free(ring);
}

static void
only_what_is_committed_is_seen(void)
{
	struct ring *ring = aligned_alloc(RING_LINE, sizeof *ring);
	struct event *event;

	CHECK_EQ(ring_init(ring, 1, NULL), 0);
	event = ring_reserve(ring, 4000);
	event->kind = EVENT_NOTE;
	CHECK(ring_peek(ring) == NULL);
	CHECK(ring_reserve(ring, 4000) == event);
	ring_commit(ring, 41);
	CHECK_EQ(ring_peek(ring)->size, 48);
	CHECK_EQ(ring_used(ring), 48);
	ring_done(ring);
	free(ring);
}

static void
a_ring_of_more_than_a_gibibyte_is_refused(void)
{
	struct ring *ring = aligned_alloc(RING_LINE, sizeof *ring);
	struct why why;

	CHECK(ring_init(ring, (size_t)2 << 30, &why) < 0);
	CHECK(strstr(why.text, "2147483648") != NULL);
	free(ring);
}

int
main(void)
{
	only_what_is_committed_is_seen();
	a_full_ring_says_no_and_the_largest_record_fits_an_empty_one();
	a_ring_of_more_than_a_gibibyte_is_refused();
	records_cross_in_order_while_the_counters_wrap();
	return check_result();
}
