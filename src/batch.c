#include "batch.h"

#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include "display.h"
#include "export/announce.h"
#include "export/export.h"
#include "export/onalert.h"
#include "goon.h"
#include "keep.h"
#include "leave.h"
#include "model/session.h"
#include "trace/source.h"

enum {
	NAP_FIRST_NS = 1000 * 1000,
	NAP_LAST_NS = 5 * 1000 * 1000,
	FLUSH_NS = 100 * 1000 * 1000,	/* what was seen is in the file that soon */
	BURST = 256,			/* records between looks at all else */
};

static uint64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

/* One record from the source through session and exporter; false when there is none. */
static bool
take_one(const struct batch *batch)
{
	const struct event *event = source_next(batch->source);

	if (event == NULL)
		return false;
	session_feed(batch->session, event);
	if (onalert_feed(batch->onalert, batch->session, NULL))
		source_request(batch->source, SOURCE_HOLD);
	if (display_takes(batch->display, batch->session, event))
		export_feed(batch->export, event);
	if (batch->announce != NULL)
		announce_feed(batch->announce, event);
	keep_feed(batch->keep, event);
	source_pop(batch->source);
	return true;
}

static unsigned
take_many(const struct batch *batch)
{
	unsigned count = 0;

	while (count < BURST && take_one(batch))
		count++;
	return count;
}

/* The longer nothing comes, the longer the naps. */
static void
take_nap(long *nap_ns, bool quiet)
{
	*nap_ns = !quiet ? NAP_FIRST_NS : *nap_ns * 2 < NAP_LAST_NS ? *nap_ns * 2 : NAP_LAST_NS;
	nanosleep(&(struct timespec){ .tv_nsec = *nap_ns }, NULL);	/* shorter when we are told to leave */
}

/* What was seen is safe from here on. */
static void
flush(struct batch *batch)
{
	(void)export_flush(batch->export);	/* its failure is kept, and told at the end */
	keep_flush(batch->keep);
}

static int
end_all(const struct batch *batch)
{
	int r = export_end(batch->export);

	if (batch->announce != NULL)
		announce_end(batch->announce);
	return r;
}

/* Told once the program stands still: only then can a debugger have it. */
static void
look_at_hold(const struct batch *batch, bool *told)
{
	const struct alert *cause = onalert_cause(batch->onalert);
	struct source_state state;

	onalert_look(batch->onalert);
	if (cause == NULL)
		return;
	source_state(batch->source, &state);
	if (!*told && state.held) {
		(void)goon_taken();
		goon_tell(stderr, batch->session, cause);
		*told = true;
	} else if (*told && goon_taken()) {
		onalert_go_on(batch->onalert);
		source_request(batch->source, SOURCE_GO_ON);
		*told = false;
	}
}

int
batch_run(struct batch *batch)
{
	uint64_t flushed_ns = now();
	long nap_ns = NAP_FIRST_NS;
	bool asked = false, told = false;

	for (;;) {
		/* Asked before the ring is looked at: what came before the end is still in it. */
		bool ended = source_ended(batch->source);
		unsigned count = take_many(batch);

		if (ended && count == 0) {
			flush(batch);
			return end_all(batch);
		}
		if (leave_signal() != 0 && !asked) {
			source_request(batch->source, batch->kill ? SOURCE_KILL : SOURCE_DETACH);
			asked = true;
		}
		if (now() - flushed_ns >= FLUSH_NS) {
			flush(batch);
			flushed_ns = now();
		}
		look_at_hold(batch, &told);
		if (count < BURST)
			take_nap(&nap_ns, count == 0);
	}
}
