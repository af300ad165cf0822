#include "export/recordtext.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "base/safetext.h"
#include "base/text.h"
#include "syscall/errnos.h"
#include "syscall/siginfo.h"
#include "trace/event.h"

static bool
add_signal(struct text *text, const struct event *event)
{
	const struct event_signal *signal = (const struct event_signal *)event;
	char name[16];
	siginfo_t info;

	memcpy(&info, signal->siginfo, sizeof info);
	text_addf(text, "--- %s%s", signal->stopped ? "stopped by " : "", signal_name(signal->signal, name));
	if (!signal->stopped)
		text_addc(text, ' ');
	if (!signal->stopped && info.si_signo != 0)
		siginfo_write(text, &info);
	text_add(text, " ---");
	return true;
}

static bool
add_exit(struct text *text, const struct event *event)
{
	int status = ((const struct event_task_exit *)event)->status;
	char name[16];

	if (status == TASK_LEFT)
		return false;
	if (status == TASK_SUPERSEDED)
		text_add(text, "+++ superseded by execve of another thread +++");
	else if (WIFSIGNALED(status))
		text_addf(text, "+++ killed by %s%s +++", signal_name((unsigned)WTERMSIG(status), name),
			  WCOREDUMP(status) ? " (core dumped)" : "");
	else
		text_addf(text, "+++ exited with %d +++", WEXITSTATUS(status));
	return true;
}

static bool
add_lost(struct text *text, const struct event *event)
{
	const struct event_lost *lost = (const struct event_lost *)event;

	text_addf(text, "*** %llu call%s %s ***", (unsigned long long)lost->count, lost->count == 1 ? "" : "s",
		  (event->flags & LOST_REMOVED) != 0 ? "removed with older files of the recording" : "not recorded");
	return true;
}

static bool
add_note(struct text *text, const struct event *event)
{
	text_add(text, "sightline: ");
	safe_line(text, EVENT_TAIL((const struct event_note *)event), ((const struct event_note *)event)->text_len);
	return true;
}

bool
recordtext_add(struct text *text, const struct event *event)
{
	static bool (*const adders[EVENT_KINDS])(struct text *text, const struct event *event) = {
		[EVENT_SIGNAL] = add_signal, [EVENT_TASK_EXIT] = add_exit, [EVENT_LOST] = add_lost, [EVENT_NOTE] = add_note,
	};

	return event->kind < EVENT_KINDS && adders[event->kind] != NULL && adders[event->kind](text, event);
}
