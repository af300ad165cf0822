/*
 * recording.h - records written to a directory, in the form of ctf.h
 *
 *	r = recording_create("run.ctf", &limits, &recording, &why);
 *	recording_put(recording, event);	// START first
 *	recording_flush(recording);		// some times a second
 *	r = recording_close(recording, &why);
 *
 * Records are gathered into packets; a packet that was written is whole, so
 * that after a crash everything is there but what was put since the last
 * flush. Writing that fails (a full disk) ends the recording where it was
 * whole: later records are ignored, and closing tells why.
 *
 * With `rotate`, a file that reached max_bytes is followed by another and only
 * the newest `rotate` files are kept. Of older ones the records that later
 * ones build upon (tasks, mappings, stacks, places) are kept in
 * "stream-000000", where a LOST record says which calls are gone.
 */
#ifndef RECORDING_H
#define RECORDING_H

#include <stdint.h>

#include "base/why.h"
#include "trace/event.h"

struct recording;

struct recording_limits {
	uint64_t max_bytes;	/* of the whole recording or, with rotate, of a file; 0: no limit */
	unsigned rotate;	/* files kept beside the base; 0: one file */
};

/* Makes the directory, which must not be there or be empty. 0, or a negative errno and a sentence. */
int recording_create(const char *directory, const struct recording_limits *limits, struct recording **ret_recording,
		     struct why *reterr_why);

/* Adds a record, all of whose bytes are copied. */
void recording_put(struct recording *recording, const struct event *event);

/* Hands what was put to the kernel. */
void recording_flush(struct recording *recording);

/* Why nothing more is recorded: a negative errno and a sentence; 0 while all is well. */
int recording_trouble(const struct recording *recording, struct why *ret_why);

/* Bytes in its files. */
uint64_t recording_bytes(const struct recording *recording);

/*
 * Writes the rest and frees it. What was begun and got no record is removed.
 * 0, or the first trouble with its sentence. NULL is fine.
 */
int recording_close(struct recording *recording, struct why *reterr_why);

#endif
