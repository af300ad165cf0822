#include "trace/stop.h"

#include <signal.h>
#include <stdbool.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

int
stop_event(int status)
{
	return status >> 16;
}

static bool
stops_process(int signal)
{
	return signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
}

enum stop_kind
stop_classify(int status)
{
	if (!WIFSTOPPED(status))
		return STOP_EXITED;
	if (WSTOPSIG(status) == (SIGTRAP | 0x80))
		return STOP_CALL;
	switch (stop_event(status)) {
	case 0:
		return STOP_SIGNAL;
	case PTRACE_EVENT_FORK:
	case PTRACE_EVENT_VFORK:
	case PTRACE_EVENT_CLONE:
		return STOP_CHILD;
	case PTRACE_EVENT_EXEC:
		return STOP_EXEC;
	case PTRACE_EVENT_SECCOMP:
		return STOP_SECCOMP;
	case PTRACE_EVENT_EXIT:
		return STOP_EXITING;
	case PTRACE_EVENT_STOP:
		return stops_process(WSTOPSIG(status)) ? STOP_GROUP : STOP_TRAP;
	default:
		return STOP_OTHER;
	}
}

int
stop_signal(int status)
{
	enum stop_kind kind = stop_classify(status);

	return kind == STOP_SIGNAL || kind == STOP_GROUP ? WSTOPSIG(status) : 0;
}
