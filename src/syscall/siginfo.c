#include "syscall/siginfo.h"

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "syscall/errnos.h"

#define CODE(signal, code) { signal, code, #code }

static const struct {
	int signal;		/* 0: any */
	int code;
	const char *name;
} codes[] = {
	CODE(0, SI_USER), CODE(0, SI_KERNEL), CODE(0, SI_QUEUE), CODE(0, SI_TIMER), CODE(0, SI_MESGQ),
	CODE(0, SI_ASYNCIO), CODE(0, SI_SIGIO), CODE(0, SI_TKILL), CODE(0, SI_ASYNCNL),
	CODE(SIGCHLD, CLD_EXITED), CODE(SIGCHLD, CLD_KILLED), CODE(SIGCHLD, CLD_DUMPED),
	CODE(SIGCHLD, CLD_TRAPPED), CODE(SIGCHLD, CLD_STOPPED), CODE(SIGCHLD, CLD_CONTINUED),
	CODE(SIGSEGV, SEGV_MAPERR), CODE(SIGSEGV, SEGV_ACCERR), CODE(SIGSEGV, SEGV_BNDERR), CODE(SIGSEGV, SEGV_PKUERR),
	CODE(SIGBUS, BUS_ADRALN), CODE(SIGBUS, BUS_ADRERR), CODE(SIGBUS, BUS_OBJERR),
	CODE(SIGBUS, BUS_MCEERR_AR), CODE(SIGBUS, BUS_MCEERR_AO),
	CODE(SIGFPE, FPE_INTDIV), CODE(SIGFPE, FPE_INTOVF), CODE(SIGFPE, FPE_FLTDIV), CODE(SIGFPE, FPE_FLTOVF),
	CODE(SIGFPE, FPE_FLTUND), CODE(SIGFPE, FPE_FLTRES), CODE(SIGFPE, FPE_FLTINV), CODE(SIGFPE, FPE_FLTSUB),
	CODE(SIGILL, ILL_ILLOPC), CODE(SIGILL, ILL_ILLOPN), CODE(SIGILL, ILL_ILLADR), CODE(SIGILL, ILL_ILLTRP),
	CODE(SIGILL, ILL_PRVOPC), CODE(SIGILL, ILL_PRVREG), CODE(SIGILL, ILL_COPROC), CODE(SIGILL, ILL_BADSTK),
	CODE(SIGTRAP, TRAP_BRKPT), CODE(SIGTRAP, TRAP_TRACE), CODE(SIGTRAP, TRAP_BRANCH), CODE(SIGTRAP, TRAP_HWBKPT),
	CODE(SIGPOLL, POLL_IN), CODE(SIGPOLL, POLL_OUT), CODE(SIGPOLL, POLL_MSG), CODE(SIGPOLL, POLL_ERR),
	CODE(SIGPOLL, POLL_PRI), CODE(SIGPOLL, POLL_HUP),
	/* glibc has no name for it: linux/seccomp.h's SYS_SECCOMP */
	{ SIGSYS, 1, "SYS_SECCOMP" },
};

static void
write_code(struct text *text, const siginfo_t *info)
{
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (codes[i].code == info->si_code && (codes[i].signal == 0 || codes[i].signal == info->si_signo)) {
			text_addf(text, ", si_code=%s", codes[i].name);
			return;
		}
	text_addf(text, ", si_code=%#x", (unsigned)info->si_code);
}

static void
write_pointer(struct text *text, const char *field, const void *pointer)
{
	if (pointer == NULL)
		text_addf(text, ", %s=NULL", field);
	else
		text_addf(text, ", %s=%#llx", field, (unsigned long long)(uintptr_t)pointer);
}

static void
write_sender(struct text *text, const siginfo_t *info)
{
	text_addf(text, ", si_pid=%d, si_uid=%u", info->si_pid, (unsigned)info->si_uid);
}

static void
write_value(struct text *text, const siginfo_t *info)
{
	text_addf(text, ", si_int=%d", info->si_int);
	write_pointer(text, "si_ptr", info->si_ptr);
}

/* A process sent it, or something a process set up. */
static void
write_sent(struct text *text, const siginfo_t *info)
{
	if (info->si_code == SI_TIMER)
		text_addf(text, ", si_timerid=%#x, si_overrun=%d", (unsigned)info->si_timerid, info->si_overrun);
	else
		write_sender(text, info);
	if (info->si_code == SI_TIMER ||
	    (info->si_code != SI_USER && info->si_code != SI_TKILL && info->si_ptr != NULL))
		write_value(text, info);
}

static void
write_child(struct text *text, const siginfo_t *info)
{
	char name[16];

	write_sender(text, info);
	if (info->si_code == CLD_EXITED)
		text_addf(text, ", si_status=%d", info->si_status);
	else
		text_addf(text, ", si_status=%s", signal_name((unsigned)info->si_status, name));
	text_addf(text, ", si_utime=%ld, si_stime=%ld", (long)info->si_utime, (long)info->si_stime);
}

/* The kernel sent it: what there is depends on the signal. */
static void
write_raised(struct text *text, const siginfo_t *info)
{
	switch (info->si_signo) {
	case SIGCHLD:
		write_child(text, info);
		break;
	case SIGILL:
	case SIGFPE:
	case SIGSEGV:
	case SIGBUS:
		write_pointer(text, "si_addr", info->si_addr);
		break;
	case SIGPOLL:
		text_addf(text, ", si_band=%ld, si_fd=%d", (long)info->si_band, info->si_fd);
		break;
	case SIGSYS:
		write_pointer(text, "si_call_addr", info->si_call_addr);
		text_addf(text, ", si_syscall=%d, si_arch=%#x", info->si_syscall, info->si_arch);
		break;
	default:
		if (info->si_pid != 0 || info->si_uid != 0)
			write_sender(text, info);
		if (info->si_ptr != NULL)
			write_value(text, info);
	}
}

void
siginfo_write(struct text *text, const siginfo_t *info)
{
	char name[16];

	text_addf(text, "{si_signo=%s", signal_name((unsigned)info->si_signo, name));
	write_code(text, info);
	if (info->si_code <= 0)
		write_sent(text, info);
	else
		write_raised(text, info);
	text_addc(text, '}');
}
