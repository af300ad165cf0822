/* One line a call, as strace writes it. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/mem.h"
#include "base/safetext.h"
#include "base/text.h"
#include "export/formats.h"
#include "model/session.h"
#include "syscall/decode.h"
#include "syscall/errnos.h"

struct state {
	char line[DECODE_ROW_MAX];
};

static bool
is_report(const struct export *export)
{
	return export->out == stderr;
}

/* "[pid  1234] " on a terminal once there is more than one task; "1234  " in a file, from the first line on. */
static void
begin_line(struct export *export, uint32_t serial)
{
	const struct tasks *tasks = session_tasks(export->session);
	const struct task *task = tasks_get(tasks, serial);

	if (!export->options.follow || task == NULL)
		return;
	if (!is_report(export))
		fprintf(export->out, "%-5u ", task->tid);
	else if (tasks_count(tasks) > 1)
		fprintf(export->out, "[pid %5u] ", task->tid);
}

/* The line of the source that a transpiled program was written in. */
static void
write_original(struct export *export, const struct place *place)
{
	if (place->orig_file[0] == '\0')
		return;
	fprintf(export->out, "%s%s:%u", place->orig_exact ? "" : "~", place->orig_file, place->orig_line);
	if (place->orig_function[0] != '\0')
		fprintf(export->out, " in %s", place->orig_function);
	fprintf(export->out, " [%s] ", place->orig_language);
}

static void
write_call(struct export *export, const struct event_call *event)
{
	const struct decode_options options = { .string_max = export->options.string_max, .result_text = true };
	struct state *state = export->state;
	struct text text = text_in(state->line, sizeof state->line);
	struct call_row row;

	if (event->call.state == CALL_OPEN)
		return;
	begin_line(export, event->head.task);
	if (session_row(export->session, event->seq, &row))
		write_original(export, row.place);
	decode_call(&text, &event->call, &options);
	fwrite(text.bytes, 1, text.len, export->out);
	if (export->options.times && event->call.state == CALL_DONE)
		fprintf(export->out, " <%llu.%06llu>", (unsigned long long)(event->duration_ns / 1000000000),
			(unsigned long long)(event->duration_ns % 1000000000 / 1000));
	fputc('\n', export->out);
}

/* --- signals ----------------------------------------------------------------- */

static const struct {
	int signal, code;	/* signal 0: any */
	const char *name;
} codes[] = {
	{ 0, SI_USER, "SI_USER" }, { 0, SI_KERNEL, "SI_KERNEL" }, { 0, SI_QUEUE, "SI_QUEUE" }, { 0, SI_TIMER, "SI_TIMER" },
	{ 0, SI_MESGQ, "SI_MESGQ" }, { 0, SI_ASYNCIO, "SI_ASYNCIO" }, { 0, SI_SIGIO, "SI_SIGIO" }, { 0, SI_TKILL, "SI_TKILL" },
	{ SIGCHLD, CLD_EXITED, "CLD_EXITED" }, { SIGCHLD, CLD_KILLED, "CLD_KILLED" }, { SIGCHLD, CLD_DUMPED, "CLD_DUMPED" },
	{ SIGCHLD, CLD_TRAPPED, "CLD_TRAPPED" }, { SIGCHLD, CLD_STOPPED, "CLD_STOPPED" },
	{ SIGCHLD, CLD_CONTINUED, "CLD_CONTINUED" },
	{ SIGSEGV, SEGV_MAPERR, "SEGV_MAPERR" }, { SIGSEGV, SEGV_ACCERR, "SEGV_ACCERR" },
	{ SIGBUS, BUS_ADRALN, "BUS_ADRALN" }, { SIGBUS, BUS_ADRERR, "BUS_ADRERR" }, { SIGBUS, BUS_OBJERR, "BUS_OBJERR" },
	{ SIGFPE, FPE_INTDIV, "FPE_INTDIV" }, { SIGFPE, FPE_INTOVF, "FPE_INTOVF" }, { SIGFPE, FPE_FLTDIV, "FPE_FLTDIV" },
	{ SIGILL, ILL_ILLOPC, "ILL_ILLOPC" }, { SIGILL, ILL_ILLOPN, "ILL_ILLOPN" }, { SIGILL, ILL_PRVOPC, "ILL_PRVOPC" },
	{ SIGTRAP, TRAP_BRKPT, "TRAP_BRKPT" }, { SIGTRAP, TRAP_TRACE, "TRAP_TRACE" },
};

static void
write_code(struct export *export, const siginfo_t *info)
{
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (codes[i].code == info->si_code && (codes[i].signal == 0 || codes[i].signal == info->si_signo)) {
			fprintf(export->out, ", si_code=%s", codes[i].name);
			return;
		}
	fprintf(export->out, ", si_code=%#x", (unsigned)info->si_code);
}

static void
write_siginfo(struct export *export, const siginfo_t *info)
{
	char name[16];

	fprintf(export->out, "{si_signo=%s", signal_name((unsigned)info->si_signo, name));
	write_code(export, info);
	if (info->si_signo == SIGCHLD && info->si_code > 0) {
		fprintf(export->out, ", si_pid=%d, si_uid=%u, ", info->si_pid, (unsigned)info->si_uid);
		if (info->si_code == CLD_EXITED)
			fprintf(export->out, "si_status=%d", info->si_status);
		else
			fprintf(export->out, "si_status=%s", signal_name((unsigned)info->si_status, name));
		fprintf(export->out, ", si_utime=%ld, si_stime=%ld", (long)info->si_utime, (long)info->si_stime);
	} else if (info->si_code == SI_USER || info->si_code == SI_TKILL || info->si_code == SI_QUEUE) {
		fprintf(export->out, ", si_pid=%d, si_uid=%u", info->si_pid, (unsigned)info->si_uid);
		if (info->si_code == SI_QUEUE)
			fprintf(export->out, ", si_value={sival_int=%d, sival_ptr=%#llx}", info->si_value.sival_int,
				(unsigned long long)(uintptr_t)info->si_value.sival_ptr);
	} else if (info->si_code == SI_TIMER) {
		fprintf(export->out, ", si_timerid=%#x, si_overrun=%d", (unsigned)info->si_timerid, info->si_overrun);
	} else if (info->si_signo == SIGSEGV || info->si_signo == SIGBUS || info->si_signo == SIGILL ||
		   info->si_signo == SIGFPE) {
		if (info->si_addr == NULL)
			fputs(", si_addr=NULL", export->out);
		else
			fprintf(export->out, ", si_addr=%p", info->si_addr);
	}
	fputc('}', export->out);
}

static void
write_signal(struct export *export, const struct event_signal *event)
{
	char name[16];
	siginfo_t info;

	memcpy(&info, event->siginfo, sizeof info);
	begin_line(export, event->head.task);
	if (event->stopped) {
		fprintf(export->out, "--- stopped by %s ---\n", signal_name(event->signal, name));
		return;
	}
	fprintf(export->out, "--- %s ", signal_name(event->signal, name));
	if (info.si_signo != 0)
		write_siginfo(export, &info);
	fputs(" ---\n", export->out);
}

/* --- the rest ---------------------------------------------------------------- */

static void
write_exit(struct export *export, const struct event_task_exit *event)
{
	char name[16];

	if (event->status == TASK_LEFT)
		return;
	begin_line(export, event->head.task);
	if (event->status == TASK_SUPERSEDED)
		fputs("+++ superseded by execve of another thread +++\n", export->out);
	else if (WIFSIGNALED(event->status))
		fprintf(export->out, "+++ killed by %s%s +++\n", signal_name((unsigned)WTERMSIG(event->status), name),
			WCOREDUMP(event->status) ? " (core dumped)" : "");
	else
		fprintf(export->out, "+++ exited with %d +++\n", WEXITSTATUS(event->status));
}

static void
write_lost(struct export *export, const struct event_lost *event)
{
	fprintf(export->out, "*** %llu call%s not recorded ***\n", (unsigned long long)event->count,
		event->count == 1 ? "" : "s");
}

static void
write_note(struct export *export, const struct event_note *event)
{
	struct state *state = export->state;
	struct text text = text_in(state->line, sizeof state->line);

	safe_line(&text, EVENT_TAIL(event), event->text_len);
	fprintf(export->out, "sightline: %s\n", text.bytes);
}

static void
text_feed(struct export *export, const struct event *event)
{
	switch (event->kind) {
	case EVENT_CALL:
		write_call(export, (const struct event_call *)event);
		break;
	case EVENT_SIGNAL:
		write_signal(export, (const struct event_signal *)event);
		break;
	case EVENT_TASK_EXIT:
		write_exit(export, (const struct event_task_exit *)event);
		break;
	case EVENT_LOST:
		write_lost(export, (const struct event_lost *)event);
		break;
	case EVENT_NOTE:
		write_note(export, (const struct event_note *)event);
		break;
	default:
		break;
	}
}

const struct export_ops export_text = {
	.name = "text",
	.help = "one line a call, as strace writes it",
	.state_size = sizeof(struct state),
	.feed = text_feed,
};
