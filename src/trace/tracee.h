/*
 * tracee.h - what the tracer knows about each task it traces
 */
#ifndef TRACEE_H
#define TRACEE_H

#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/table.h"
#include "syscall/call.h"
#include "trace/event.h"
#include "trace/schedule.h"

struct space;

enum { ENTRY_PIECES_MAX = 64 * 1024 };

/* A call that was entered and has not returned. */
struct open_call {
	uint64_t begin_ns;
	uint64_t pc, sp;	/* where it entered */
	uint64_t args[CALL_ARGS];
	uint64_t seq;		/* 0 until it was announced */
	uint64_t announce_ns;	/* its age from which it is told once more; 0: ANNOUNCE_AFTER_NS */
	uint64_t resumes;	/* schedule.h's count when it was entered */
	uint32_t nr;
	enum abi abi;
	uint16_t flags;		/* CALL_INTO */
	bool wanted;		/* it is recorded */
	const struct call_shape *shape; /* NULL: newer than the tables */
	uint16_t piece_count;	/* captured at the entry stop, in tracee->entry_pieces */
	uint32_t pieces_len;
};

struct tracee {
	pid_t tid, pid;
	uint32_t serial;	/* 0: an orphan that stopped before we heard who made it */
	struct space *space;	/* NULL for an orphan */
	char comm[16];
	bool in_call;		/* between an entry stop and its exit stop */
	bool running;		/* resumed, as far as we know; false: stopped, waiting for us */
	bool listening;		/* in a group-stop, under PTRACE_LISTEN */
	bool hidden;		/* started by us and not yet in its own program: nothing is reported */
	bool sieved;		/* stops at wanted calls only, by sieve.h's filter */
	bool foreign;		/* attached while we ran something of our own, or a child of such: never ours to kill */
	bool exit_told;		/* its last call was reported at the exit event */
	bool pinned;		/* we keep it on one processor; own_cpus is what it had */
	uint64_t orphan_ns;	/* since when it waits for a parent's event */
	cpu_set_t own_cpus;
	int keeper_entry;	/* where the keeper remembers it, while pinned */
	struct schedule schedule;
	struct open_call call;	/* valid while in_call */
	unsigned char *entry_pieces; /* ENTRY_PIECES_MAX bytes once needed */
	void *unwind;		/* unwind.h's state for the slow way */
};

/* All of them, by tid. */
struct tracees {
	struct table by_tid;
};

struct tracee *tracees_find(const struct tracees *tracees, pid_t tid);
struct tracee *tracees_add(struct tracees *tracees, pid_t tid, pid_t pid);
void tracees_remove(struct tracees *tracees, struct tracee *tracee);	/* frees it, and its share of the space */
void tracees_rename(struct tracees *tracees, struct tracee *tracee, pid_t tid); /* an exec gave it the leader's tid */
size_t tracees_count(const struct tracees *tracees);

/* Visits all: start with *position = 0; NULL at the end. Do not add or remove meanwhile. */
struct tracee *tracees_next(const struct tracees *tracees, size_t *position);
void tracees_done(struct tracees *tracees);

#endif
