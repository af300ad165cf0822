/*
 * stop.h - what a wait status means: a closed set, each saying what comes next
 */
#ifndef STOP_H
#define STOP_H

enum stop_kind {
	STOP_EXITED,	/* the task is gone, status tells how: forget it */
	STOP_CALL,	/* entry or exit of a system call: resume with signal 0 */
	STOP_CHILD,	/* fork, vfork, clone: ask for the new tid, resume with signal 0 */
	STOP_EXEC,	/* another program now: ask for the former tid, resume with signal 0 */
	STOP_SECCOMP,	/* a filter says that its tracer be asked: resume with signal 0 */
	STOP_EXITING,	/* about to exit, registers and memory are still there: resume with signal 0 */
	STOP_OTHER,	/* an event nobody asked for: resume with signal 0 */
	STOP_TRAP,	/* new child, our interrupt, or the end of a group-stop: resume with signal 0 */
	STOP_GROUP,	/* the whole process stops by a signal: PTRACE_LISTEN, or it would run on */
	STOP_SIGNAL,	/* a signal is about to be delivered: resume with that signal */
};

/* From the status that waitpid() gave for a seized task. */
enum stop_kind stop_classify(int status);

/* The signal of a STOP_GROUP or STOP_SIGNAL, 0 for the others: what to resume or detach a STOP_SIGNAL with. */
int stop_signal(int status);

/* The PTRACE_EVENT_* of the stop, 0 for none. */
int stop_event(int status);

#endif
