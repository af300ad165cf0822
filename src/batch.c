#include "batch.h"

#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include "export/export.h"
#include "model/session.h"
#include "trace/source.h"

enum {
	NAP_FIRST_NS = 500 * 1000,
	NAP_LAST_NS = 5 * 1000 * 1000,
	FLUSH_RECORDS = 4096,	/* between looks at the clock of the reader: a busy trace is written out, too */
};

/* Set by the handler, read by the loop; what a signal handler may touch has to be here. */
static volatile sig_atomic_t told_to_leave;

static void
on_signal(int signal)
{
	told_to_leave = signal;
}

static void
catch_signals(void)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action = { .sa_handler = on_signal }, old;

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		sigaction(signals[i], NULL, &old);
		if (old.sa_handler != SIG_IGN)	/* nohup and background jobs stay as they were told */
			sigaction(signals[i], &action, NULL);
	}
}

/* One record from the source through session and exporter; false when there is none. */
static bool
take_one(const struct batch *batch)
{
	const struct event *event = source_next(batch->source);

	if (event == NULL)
		return false;
	session_feed(batch->session, event);
	export_feed(batch->export, event);
	source_pop(batch->source);
	return true;
}

static unsigned
take_many(const struct batch *batch)
{
	unsigned count = 0;

	while (count < FLUSH_RECORDS && take_one(batch))
		count++;
	return count;
}

void
batch_run(const struct batch *batch, struct batch_result *ret_result)
{
	struct timespec nap = { 0, NAP_FIRST_NS };
	bool asked = false;

	*ret_result = (struct batch_result){ 0 };
	catch_signals();
	for (;;) {
		/* Asked before the ring is looked at: what came before the end is still in it. */
		bool ended = source_ended(batch->source);
		unsigned count = take_many(batch);

		if (told_to_leave != 0 && !asked) {
			ret_result->signal = told_to_leave;
			source_request(batch->source, batch->kill ? SOURCE_KILL : SOURCE_DETACH);
			asked = true;
		}
		if (count == FLUSH_RECORDS)
			continue;
		if (ended && count == 0)
			break;
		(void)export_flush(batch->export);	/* its failure is kept, and told at the end */
		nap.tv_nsec = count > 0 ? NAP_FIRST_NS : nap.tv_nsec * 2 < NAP_LAST_NS ? nap.tv_nsec * 2 : NAP_LAST_NS;
		nanosleep(&nap, NULL);
	}
	ret_result->error = export_end(batch->export);
}
