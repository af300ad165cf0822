/*
 * engine.h - the tracer's inside, shared by its files
 *
 *	tracer.c  what the front end holds: it opens, asks, ends
 *	tracer_thread.c  the thread, its loop, requests
 *	begin.c   a program is started, processes are attached
 *	stops.c   a task stopped: what is told of it, and how it goes on
 *	hold.c    it is stopped and left to a debugger
 *	calls.c   entry and exit stops become CALL records
 *	walks.c   the stack a call was made from
 *	follow.c  tasks come, change their program, and go
 *	leaving.c  tasks are let go, or killed
 *
 * Everything but the atomics belongs to the tracer thread.
 */
#ifndef ENGINE_H
#define ENGINE_H

#include <pthread.h>
#include <semaphore.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <time.h>

#include "syscall/wanted.h"
#include "trace/launch.h"
#include "trace/maps.h"
#include "trace/outlet.h"
#include "trace/placement.h"
#include "trace/regs.h"
#include "trace/sieve.h"
#include "trace/source.h"
#include "trace/stacks.h"
#include "trace/tracee.h"
#include "trace/tracer.h"
#include "trace/unwind.h"

struct keeper;
struct recall;

enum { USUAL_CALLS = 512 };	/* a power of two */

struct tracer {
	struct source source;		/* first: what the front end holds */

	/* Shared with the front end. */
	_Atomic unsigned requests;	/* enum source_request */
	_Atomic pid_t attach;		/* process that is to be attached as well; 0 none */
	_Atomic bool ended;		/* set last: nothing more will be put into the ring */
	_Atomic bool abandoned;		/* nobody reads: never wait for room */
	_Atomic uint64_t stops, cpu_ns;
	_Atomic uint32_t tasks, same_cpu, sieved, is_held;

	/* The start, told to tracer_open() through `opened`. */
	pthread_t thread;
	sem_t opened;
	bool told;			/* `opened` was posted */
	int open_result;
	struct why open_why;
	char *path;			/* of the program to start */
	const struct tracer_options *options; /* until opened */

	/* The tracer thread's own. */
	bool follow, stacks_wanted, memory_wanted, names_wanted, started;
	unsigned buffer_max, long_max;	/* the latter for descriptor long_fd */
	int long_fd;
	struct wanted wanted;
	struct sieve sieve;		/* on what we started, while it has code */
	struct launch launch;
	sigset_t launch_mask;
	bool caller_ignores_children;	/* SIGCHLD was ignored when we were started */
	pid_t root;			/* what was started; 0: attached */
	int root_status;		/* its wait status, -1 until then */
	bool leaving, killing;
	bool holding;			/* … to come back; the processes that wait for it: */
	struct held {
		pid_t pid;
		bool foreign;
	} *held;
	size_t held_count;
	uint64_t leave_ns;		/* when to give up leaving in order */
	timer_t heart;
	uint32_t last_serial;
	struct space_numbers numbers;
	struct tracees tracees;
	struct outlet outlet;
	struct keeper *keeper;
	struct placing placing;
	uint32_t floor_ns[2];		/* what stops cost, free and on one processor; */
	bool floor_known[2];		/* … once that was measured */
	struct lateness lateness;	/* our own, */
	uint64_t late_ns;		/* … in the wait for the stops that are handled now */
	struct usual usual[USUAL_CALLS];	/* by number; what lies beyond shares */
	struct unwinder *unwinder;
	struct recall *recall;
	struct stacks *stacks;
	struct event_frame frames[UNWIND_FRAMES];
	struct unwind_window window;
	struct regs regs;		/* of the task that is stopped now */
	bool regs_known;		/* they were read at this stop */
	alignas(8) unsigned char record[EVENT_MAX]; /* the record being put together */
};

/* ptrace options of every task. */
unsigned long engine_options(const struct tracer *tracer);

/* Resumes a stopped task up to its next stop, delivering `signal`. A task that vanished is no error. */
void engine_resume(struct tracee *tracee, int signal);

/* What stops cost as tasks are placed now: measured when first asked. */
uint32_t engine_floor(struct tracer *tracer);

/* Something for the user to read. */
void engine_note(struct tracer *tracer, const struct tracee *tracee, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* tracer_thread.c: what runs there, given the tracer; the signal that makes it look for requests. */
void *tracer_thread(void *context);
int tracer_wake_signal(void);

/* stops.c: what waitpid() said of a task, and when. */
struct stopped {
	pid_t tid;
	int status;
	uint64_t now_ns;
};
void stops_take(struct tracer *tracer, const struct stopped *stop);

/* leaving.c: all tasks are to be let go or, those that we started, killed. */
void leaving_begin(struct tracer *tracer, bool killing);

/* Whether the task is let go at its next stop; what we kill comes to its end by itself. */
bool leaving_is(const struct tracer *tracer, const struct tracee *tracee);

/* Lets a stopped task go; the signal it was about to get is not lost. */
void leaving_let_go(struct tracer *tracer, struct tracee *tracee, int signal, uint64_t now_ns);

/* What would not stop in time: what we did to it is undone. */
void leaving_abandon(struct tracer *tracer);

/* begin.c: starts the program, or attaches, that the options name. 0, or a negative errno with open_why set. */
int begin_start(struct tracer *tracer);
int begin_attach(struct tracer *tracer);

/* Attaches one more, whose space and tasks are new to us; `foreign` as in struct tracee. */
int begin_attach_more(struct tracer *tracer, pid_t pid, bool foreign, struct why *reterr_why);

/* hold.c: has every task stopped; they are let go as when leaving. Then waits until it may go on: false, the end. */
void hold_begin(struct tracer *tracer);
bool hold_wait(struct tracer *tracer);

/* calls.c: a stop at entry or exit; it happened at `now_ns`. */
void calls_stop(struct tracer *tracer, struct tracee *tracee, uint64_t now_ns);

/* A filter asks: ours means entry, one of the program's own that there is no tracer. */
void calls_asked(struct tracer *tracer, struct tracee *tracee);

/* The task's open call will never return; `flags` (enum call_flags) say why. `readable`: its memory still is. */
void calls_unfinished(struct tracer *tracer, struct tracee *tracee, uint64_t now_ns, unsigned flags, bool readable);

/* Announces calls that have been open for a while. */
void calls_announce(struct tracer *tracer, uint64_t now_ns);

/* The space of a task is read anew, and what is new in it told. */
void calls_read_maps(struct tracer *tracer, struct tracee *tracee);

/* walks.c: what the call of a task stopped at its exit returned; reads what walks_number() needs. False: it is gone. */
bool walks_result(struct tracer *tracer, const struct tracee *tracee, int64_t *ret_result);

/* The number of the stack of the stopped task, told to readers; 0: there is none. After walks_result(). */
uint32_t walks_number(struct tracer *tracer, struct tracee *tracee);

/* The same of a task that is inside its call, not stopped: only where it entered is known of its registers. */
uint32_t walks_number_running(struct tracer *tracer, struct tracee *tracee);

/* follow.c: a task is traced from now on: TASK record, maps, placement. */
void follow_begin(struct tracer *tracer, struct tracee *tracee, struct tracee *parent, enum task_origin origin,
		  uint64_t now_ns);
void follow_child(struct tracer *tracer, struct tracee *parent, int event, uint64_t now_ns);
struct tracee *follow_exec(struct tracer *tracer, struct tracee *tracee, uint64_t now_ns);
void follow_exiting(struct tracer *tracer, struct tracee *tracee, uint64_t now_ns);

/* The task is gone with that wait status, TASK_LEFT or TASK_SUPERSEDED: TASK_EXIT record; forgets it. */
void follow_gone(struct tracer *tracer, struct tracee *tracee, int status, uint64_t now_ns);

/* Children that stopped before their parent's event, and whose parent's event never came. */
void follow_orphans(struct tracer *tracer, uint64_t now_ns);

/* Number after `key:` in /proc/TID/status; -1 when it cannot be read. */
long follow_status(pid_t tid, const char *key);

#endif
