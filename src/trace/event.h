/*
 * event.h - what can happen, as records
 *
 * The one format from the stop to the disk: the bytes that cross the ring are
 * the bytes the session keeps and the bytes of a recording. A record is a
 * header, a payload that depends on its kind, and variable bytes behind it;
 * sizes are multiples of 8. Times are CLOCK_MONOTONIC nanoseconds. A task is
 * a serial number from 1 in order of appearance, since the kernel reuses tids.
 * Fields lie at their natural alignment and nothing is padded but by a named
 * field: ctf.c describes each of them to readers of recordings.
 *
 * Order that readers may rely on: START comes first, END last. A task's TASK
 * record precedes all else of that task, its TASK_EXIT follows all else. MAP
 * records precede the STACKs whose frames name them, a STACK precedes the
 * first CALL that names it. EXEC comes before the CALL of its execve. Only
 * recordings have PLACE records: they precede the STACKs with their frames.
 */
#ifndef EVENT_H
#define EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "syscall/call.h"

enum event_kind {
	EVENT_NONE,	/* filler at the ring's end; readers never see it */
	EVENT_START,
	EVENT_TASK,
	EVENT_EXEC,
	EVENT_MAP,
	EVENT_STACK,
	EVENT_CALL,
	EVENT_SIGNAL,
	EVENT_TASK_EXIT,
	EVENT_LOST,
	EVENT_NOTE,
	EVENT_END,
	EVENT_PLACE,
};
enum { EVENT_KINDS = EVENT_PLACE + 1 };

enum { EVENT_MAX = 128 * 1024 };	/* no record is larger */

struct event {
	uint32_t stamp;		/* in a recording: low half of the time it was told at, which never goes back; else 0 */
	uint16_t kind;		/* enum event_kind */
	uint16_t flags;		/* by kind */
	uint32_t size;		/* of the whole record, a multiple of 8 */
	uint32_t task;		/* serial; 0 where no task is concerned */
	uint64_t time_ns;	/* for a call: when it was entered */
};

/* What the trace is of. */
struct event_start {
	struct event head;
	uint64_t realtime_ns;	/* wall clock at head.time_ns, as a label */
	uint32_t pid;		/* of the program started, or the first attached */
	uint32_t attached;	/* 0: started by us */
	uint32_t native_abi;	/* enum abi */
	uint32_t text_len;	/* bytes of the command line; follow */
	uint32_t argument_count; /* in it, each ended by NUL */
	uint32_t floor_ns;	/* what the stops of a call add to it at first (floor.h); 0 not known */
};

enum task_origin { TASK_STARTED, TASK_ATTACHED, TASK_FORK, TASK_VFORK, TASK_CLONE };

struct event_task {
	struct event head;
	uint32_t tid, pid;	/* pid: thread group */
	uint32_t parent;	/* serial of the creating task, 0 if not traced */
	uint32_t origin;	/* enum task_origin */
	uint32_t space;		/* address space: MAP records with this number are its */
	uint32_t reserved;
	char comm[16];		/* terminated */
};

/* A task became another program. Its other threads are gone: their TASK_EXIT came before. */
struct event_exec {
	struct event head;
	uint32_t space;		/* the new address space */
	uint32_t old_tid;	/* tid of the caller before, when it was not the leader; else 0 */
	char comm[16];
	uint32_t path_len;	/* of the file now running; bytes follow, not terminated */
	uint32_t reserved;
};

/* Part of a file is mapped executable (others are not reported). */
struct event_map {
	struct event head;
	uint32_t space;
	uint32_t map;		/* number of this mapping, never used again */
	uint64_t begin, end;	/* addresses */
	uint64_t offset;	/* in the file */
	uint64_t inode;
	uint32_t dev_major, dev_minor;
	uint32_t path_len;	/* as /proc shows it ("[vdso]", " (deleted)" included); follows */
	uint32_t reserved;
};

struct event_frame {
	uint64_t pc;		/* return address; of frame 0 (and of interrupted frames) the address itself */
	uint32_t map;		/* mapping it lies in, 0: none known */
	uint32_t flags;		/* enum frame_flags */
};
enum frame_flags {
	FRAME_EXACT_PC = 1 << 0,	/* look up pc itself, not pc - 1 */
};

/* A chain of frames seen for the first time. */
struct event_stack {
	struct event head;	/* flags: enum stack_flags */
	uint32_t stack;		/* its number, from 1 */
	uint32_t count;
	struct event_frame frames[];	/* innermost first */
};
enum stack_flags {
	STACK_CUT = 1 << 0,	/* more frames than we walk, or memory that could not be read */
};

enum call_flags {
	CALL_RESTARTED = 1 << 0,	/* result is ERESTART*: the kernel will run it again */
	CALL_KILLED = 1 << 1,		/* unfinished because the task was killed */
	CALL_DETACHED = 1 << 2,		/* unfinished because we left */
	CALL_INTO = 1 << 3,		/* we arrived while it was inside: begin is our arrival, not its entry */
	CALL_PREEMPTED = 1 << 4,	/* it took so long because the task, or its tracer, waited for a processor */
};

/* One system call. head.time_ns is its entry, head.flags enum call_flags. */
struct event_call {
	struct event head;
	uint64_t seq;		/* number of the call, from 1; kept when an open one is reported again */
	uint64_t duration_ns;	/* entry to exit; of an open or unfinished one its age so far */
	uint64_t pc;		/* address behind the syscall instruction; 0 unknown */
	uint32_t stack;		/* number of its STACK, 0: none taken */
	uint32_t floor_ns;	/* of the duration, what its stops cost; 0 not known */
	uint64_t waited_ns;	/* … and what the task or its tracer waited for a processor; known of long ones only */
	struct call call;	/* pieces follow */
};

/* How long the kernel took, as far as can be told. */
static inline uint64_t
event_net_ns(const struct event_call *call)
{
	uint64_t ran_ns = call->duration_ns - call->waited_ns;

	return ran_ns > call->floor_ns ? ran_ns - call->floor_ns : 0;
}

/* A signal about to be delivered to the task. */
struct event_signal {
	struct event head;
	uint32_t signal;
	uint32_t stopped;	/* 1: the task stops by it (group-stop), nothing was delivered */
	uint8_t siginfo[128];	/* as the kernel's siginfo_t; zero when not known */
};

enum { TASK_LEFT = -1, TASK_SUPERSEDED = -2 };

/* A task is gone. */
struct event_task_exit {
	struct event head;
	int32_t status;		/* as waitpid() gives it: WIFEXITED/WIFSIGNALED hold; or TASK_LEFT: we let it go and it
				   runs on; or TASK_SUPERSEDED: a leader whose thread called exec and took its place */
	uint32_t last_of_process; /* 1: the whole process ended with it */
};

enum lost_flags {
	LOST_REMOVED = 1 << 0,	/* they were recorded, and removed with the oldest file of a recording */
};

/* Calls that were not recorded because the ring was full: they belong before the next record. */
struct event_lost {
	struct event head;	/* flags: enum lost_flags; time_ns: of the first one lost */
	uint64_t first_seq;	/* their numbers: first_seq … first_seq + count - 1 */
	uint64_t count;
};

/* Something the user should read: an architecture we cannot follow, a task that could not be attached … */
struct event_note {
	struct event head;
	uint32_t text_len;	/* a sentence without full stop; follows */
	uint32_t reserved;
};

/* How calls that were not wanted were left out. */
enum event_filter {
	FILTER_NONE,		/* all were wanted */
	FILTER_SECCOMP,		/* they did not stop */
	FILTER_STOPS,		/* they stopped, and were not recorded */
};

struct event_end {
	struct event head;
	int32_t status;		/* wait status of the program started; -1: it runs on, or we were attached */
	uint32_t filter;	/* enum event_filter */
	uint64_t calls;		/* seq of the last call, dropped ones included */
	uint64_t dropped;
	uint64_t stalls;	/* times the tracer waited for room */
	uint64_t stall_ns;
};

enum place_flags {
	PLACE_EXACT_PC = 1 << 0,	/* of a frame with FRAME_EXACT_PC */
	PLACE_USER = 1 << 1,		/* the program's own code */
	PLACE_ORIG_EXACT = 1 << 2,	/* the original line is mapped itself, not the nearest before */
};

/* Strings of a place, in this order, each ended by NUL; "" where nothing is known. */
enum place_text {
	PLACE_MODULE,
	PLACE_FUNCTION,
	PLACE_FILE,
	PLACE_ORIG_FILE,
	PLACE_ORIG_FUNCTION,
	PLACE_ORIG_LANGUAGE,
	PLACE_ORIG_DECISION,
	PLACE_TEXTS,
};

/*
 * What the recorder knew of a frame's address, so that a recording can be read
 * where the program's files are not. Of inlined functions there is a record
 * each, the outermost first; the one of depth 0 is the last.
 */
struct event_place {
	struct event head;	/* flags: enum place_flags */
	uint64_t pc;
	uint64_t offset;	/* in the module's file */
	uint64_t function_offset; /* of pc from the function's start */
	uint32_t map;
	uint32_t depth;		/* functions inlined into this one */
	uint32_t line, orig_line; /* 0 unknown */
	uint32_t text_len;	/* of enum place_text; follow */
	uint32_t reserved;
};

/* The bytes behind a payload of fixed size. */
#define EVENT_TAIL(event) ((const char *)((event) + 1))

/*
 * Whether `size` bytes at `event` are a record whose inner lengths stay
 * inside it. Records from a ring are; records from a file must be asked.
 */
bool event_valid(const struct event *event, uint64_t size);

/* Its bytes without the padding at the end. */
uint64_t event_used(const struct event *event);

/* NULs among `len` bytes at `text`: how many strings they end. */
uint32_t event_strings(const char *text, uint64_t len);

const char *event_kind_name(enum event_kind kind);	/* "call", "task_exit", … */

#endif
