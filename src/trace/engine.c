#include "trace/engine.h"

#include <stdarg.h>
#include <stdio.h>
#include <sys/ptrace.h>

#include "trace/floor.h"

unsigned long
engine_options(const struct tracer *tracer)
{
	unsigned long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT;

	if (tracer->sieve.code != NULL)
		options |= PTRACE_O_TRACESECCOMP | PTRACE_O_EXITKILL;
	return tracer->follow ? options | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE : options;
}

void
engine_resume(struct tracee *tracee, int signal)
{
	tracee->running = true;
	schedule_resume(&tracee->schedule, outlet_now());
	/* ESRCH: it was killed in mid-stop; its end is reported by the next wait. */
	(void)ptrace(tracee->sieved && !tracee->in_call ? PTRACE_CONT : PTRACE_SYSCALL, tracee->tid, NULL, (void *)(long)signal);
}

void
engine_note(struct tracer *tracer, const struct tracee *tracee, const char *fmt, ...)
{
	struct event_note *record = (struct event_note *)tracer->record;
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf((char *)(record + 1), 1024, fmt, args);
	va_end(args);
	*record = (struct event_note){
		.head = { .kind = EVENT_NOTE, .task = tracee != NULL ? tracee->serial : 0, .time_ns = outlet_now() },
		.text_len = len < 0 ? 0 : len < 1024 ? (uint32_t)len : 1023,
	};
	outlet_put(&tracer->outlet, &record->head, sizeof *record + record->text_len);
}

uint32_t
engine_floor(struct tracer *tracer)
{
	bool same = tracer->placing.same;

	if (!tracer->floor_known[same])
		tracer->floor_ns[same] = floor_measure(same);
	tracer->floor_known[same] = true;
	return tracer->floor_ns[same];
}
