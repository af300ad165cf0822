/*
 * recorder.h - a trace kept on the disk, with what its addresses mean
 *
 *	r = recorder_open(directory, &limits, &recorder, &why);
 *	recorder_begin(recorder, session);
 *	session_feed(session, event);		// for every record
 *	recorder_feed(recorder, event);
 *	recorder_flush(recorder);		// some times a second
 *	r = recorder_close(recorder, &why);
 *
 * Writes each record as it came and, before a stack, the places of frames
 * that were not told yet. Begun in the middle of a trace it writes first what
 * the session still has of it.
 */
#ifndef RECORDER_H
#define RECORDER_H

#include <stdint.h>

#include "base/why.h"
#include "trace/recording.h"

struct event;
struct recorder;
struct session;

/* As recording_create(). */
int recorder_open(const char *directory, const struct recording_limits *limits, struct recorder **ret_recorder,
		  struct why *reterr_why);

void recorder_begin(struct recorder *recorder, const struct session *session);

/* To be called after session_feed() of the same record. */
void recorder_feed(struct recorder *recorder, const struct event *event);
void recorder_flush(struct recorder *recorder);

/* As recording_trouble(), recording_bytes() and recording_close(). */
int recorder_trouble(const struct recorder *recorder, struct why *ret_why);
uint64_t recorder_bytes(const struct recorder *recorder);
int recorder_close(struct recorder *recorder, struct why *reterr_why);

#endif
