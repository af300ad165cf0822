#include "export/siginfo.h"

#include <stddef.h>
#include <stdint.h>

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
write_code(FILE *out, const siginfo_t *info)
{
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (codes[i].code == info->si_code && (codes[i].signal == 0 || codes[i].signal == info->si_signo)) {
			fprintf(out, ", si_code=%s", codes[i].name);
			return;
		}
	fprintf(out, ", si_code=%#x", (unsigned)info->si_code);
}

static void
write_pointer(FILE *out, const char *field, const void *pointer)
{
	if (pointer == NULL)
		fprintf(out, ", %s=NULL", field);
	else
		fprintf(out, ", %s=%#llx", field, (unsigned long long)(uintptr_t)pointer);
}

static void
write_sender(FILE *out, const siginfo_t *info)
{
	fprintf(out, ", si_pid=%d, si_uid=%u", info->si_pid, (unsigned)info->si_uid);
}

static void
write_value(FILE *out, const siginfo_t *info)
{
	fprintf(out, ", si_int=%d", info->si_int);
	write_pointer(out, "si_ptr", info->si_ptr);
}

/* A process sent it, or something a process set up. */
static void
write_sent(FILE *out, const siginfo_t *info)
{
	if (info->si_code == SI_TIMER)
		fprintf(out, ", si_timerid=%#x, si_overrun=%d", (unsigned)info->si_timerid, info->si_overrun);
	else
		write_sender(out, info);
	if (info->si_code == SI_TIMER || (info->si_code != SI_USER && info->si_code != SI_TKILL && info->si_ptr != NULL))
		write_value(out, info);
}

static void
write_child(FILE *out, const siginfo_t *info)
{
	char name[16];

	write_sender(out, info);
	if (info->si_code == CLD_EXITED)
		fprintf(out, ", si_status=%d", info->si_status);
	else
		fprintf(out, ", si_status=%s", signal_name((unsigned)info->si_status, name));
	fprintf(out, ", si_utime=%ld, si_stime=%ld", (long)info->si_utime, (long)info->si_stime);
}

/* The kernel sent it: what there is depends on the signal. */
static void
write_raised(FILE *out, const siginfo_t *info)
{
	switch (info->si_signo) {
	case SIGCHLD:
		write_child(out, info);
		break;
	case SIGILL:
	case SIGFPE:
	case SIGSEGV:
	case SIGBUS:
		write_pointer(out, "si_addr", info->si_addr);
		break;
	case SIGPOLL:
		fprintf(out, ", si_band=%ld, si_fd=%d", (long)info->si_band, info->si_fd);
		break;
	case SIGSYS:
		write_pointer(out, "si_call_addr", info->si_call_addr);
		fprintf(out, ", si_syscall=%d, si_arch=%#x", info->si_syscall, info->si_arch);
		break;
	default:
		if (info->si_pid != 0 || info->si_uid != 0)
			write_sender(out, info);
		if (info->si_ptr != NULL)
			write_value(out, info);
	}
}

void
siginfo_write(FILE *out, const siginfo_t *info)
{
	char name[16];

	fprintf(out, "{si_signo=%s", signal_name((unsigned)info->si_signo, name));
	write_code(out, info);
	if (info->si_code <= 0)
		write_sent(out, info);
	else
		write_raised(out, info);
	fputc('}', out);
}
