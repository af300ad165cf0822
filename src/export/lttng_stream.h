/*
 * lttng_stream.h - one stream file of a trace in LTTng's form: packets of events
 *
 * LTTng has a stream for each processor. Here one stands for a running task,
 * and is given to another when that is gone: which processor a task runs on
 * nobody knows, but that way each stream is in the order of time by itself,
 * and readers see who is in which call.
 *
 *	lttng_stream_event(&stream, id, time_ns, &task);
 *	lttng_stream_u32(&stream, …);		// its fields, as the metadata has them
 *	r = lttng_stream_flush(&stream, directory, uuid);
 *
 * Nothing is aligned: fields lie one behind the other.
 */
#ifndef LTTNG_STREAM_H
#define LTTNG_STREAM_H

#include <stddef.h>
#include <stdint.h>

struct task;

enum { LTTNG_UUID = 16, LTTNG_COMM = 16 };

struct lttng_stream {
	uint32_t cpu;		/* its number */
	uint32_t task;		/* serial of the task it stands for; 0: free */
	unsigned char *bytes;	/* the packet being filled, behind room for its head */
	size_t used, cap;	/* used 0: no packet is begun */
	uint64_t origin_ns;	/* when the trace began: so does the first packet, for readers take the time that all streams share */
	uint64_t begin_ns, last_ns; /* of its events; of the newest one ever */
	uint64_t packets;
	uint64_t discarded;	/* calls not recorded so far */
};

/* Begins an event. Times do not go back: an earlier one is that of the event before. */
void lttng_stream_event(struct lttng_stream *stream, uint32_t id, uint64_t time_ns, const struct task *task);

void lttng_stream_u32(struct lttng_stream *stream, uint32_t value);
void lttng_stream_u64(struct lttng_stream *stream, uint64_t value);
void lttng_stream_comm(struct lttng_stream *stream, const char *comm);			/* LTTNG_COMM bytes */
void lttng_stream_string(struct lttng_stream *stream, const char *bytes, size_t len);	/* up to the first zero byte */

/* Writes the packet, if one is begun, behind those in its file. 0 or a negative errno. */
int lttng_stream_flush(struct lttng_stream *stream, int directory, const uint8_t *uuid);

/* The same, and an empty packet at the end of the trace. */
int lttng_stream_end(struct lttng_stream *stream, uint64_t end_ns, int directory, const uint8_t *uuid);

void lttng_stream_done(struct lttng_stream *stream);

#endif
