/*
 * snapshot.h - what a session still has, as records
 *
 * For whoever joins late. Fed to another session they give the same tasks,
 * rows and stacks; calls that are not kept any more are told by a LOST record.
 */
#ifndef SNAPSHOT_H
#define SNAPSHOT_H

struct event;
struct session;

/* Calls `take` with each record in order; none for an empty session. Records are valid during the call. */
void snapshot_write(const struct session *session, void (*take)(void *who, const struct event *event), void *who);

#endif
