/*
 * lanes.h - what tasks did when: a window of time in equal slices, and a lane of them for each task
 *
 * Filled in pieces from the calls that are kept, so that nobody waits for a
 * long history:
 *
 *	lanes = lanes_new(session, &window);
 *	lanes_follow(lanes, session_end(session), now);
 *	while (!lanes_work(lanes, LANES_PIECE) && there_is_time())
 *		;
 *	slice = lanes_slice(lanes, task->serial, 12);
 *
 * A call fills the slices that it lasted through; one that is still open
 * fills them up to now, and further each time lanes_follow() is told of a
 * later now. An earlier one wants lanes of its own.
 */
#ifndef LANES_H
#define LANES_H

#include <stdbool.h>
#include <stdint.h>

struct lanes;
struct session;

/* Times in ns since the beginning of the session. */
struct lanes_window {
	uint64_t begin_ns;
	uint64_t slice_ns;	/* not 0 */
	unsigned slices;
};

struct lane_slice {
	uint64_t work_ns, wait_ns; /* spent in calls; wait: in those that are made to wait (waits.h) */
	uint32_t calls, errors;	/* entered in it; errors of those that returned */
	uint8_t severity;	/* enum alert_severity, the worst of them; 0: none */
	uint64_t longest_seq;	/* the call that filled most of it; 0: none did */
	uint64_t longest_ns;	/* how much of it */
};

/* The session must outlive it. */
struct lanes *lanes_new(const struct session *session, const struct lanes_window *window);
void lanes_free(struct lanes *lanes);

/* Calls up to end - 1 are wanted, as they were at that time (ns since the beginning); neither may go back. */
void lanes_follow(struct lanes *lanes, uint64_t end, uint64_t until_ns);

/* Looks at so many more calls; true when there is none left. A call takes 20 to 100 ns. */
enum { LANES_PIECE = 256 };
bool lanes_work(struct lanes *lanes, unsigned calls);

/* NULL: the task was in no call then, as far as has been looked at. */
const struct lane_slice *lanes_slice(const struct lanes *lanes, uint32_t serial, unsigned slice);

const struct lanes_window *lanes_window(const struct lanes *lanes);
uint64_t lanes_until_ns(const struct lanes *lanes);

/* Before that nothing is known: older calls are not kept. */
uint64_t lanes_since_ns(const struct lanes *lanes);

#endif
