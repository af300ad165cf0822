#include "syscall/errnos.h"

#include <stdio.h>
#include <string.h>

enum { ERROR_MAX = 4095, KERNEL_FIRST = 512, NO_IOCTL_CMD = 515, RESTART_BLOCK = 516 };
enum { REALTIME_FIRST = 32, SIGNAL_MAX = 64, SIGNAL_NAME_CAP = 16 };

/* What never leaves the kernel, unless a tracer looks (linux/errno.h there). */
static const struct {
	const char *name, *text;
} KERNEL_ERRORS[] = {
	[512 - KERNEL_FIRST] = { "ERESTARTSYS", "To be restarted if SA_RESTART is set" },
	[513 - KERNEL_FIRST] = { "ERESTARTNOINTR", "To be restarted" },
	[514 - KERNEL_FIRST] = { "ERESTARTNOHAND", "To be restarted if no handler" },
	[515 - KERNEL_FIRST] = { "ENOIOCTLCMD", "No ioctl command" },
	[516 - KERNEL_FIRST] = { "ERESTART_RESTARTBLOCK", "Interrupted by signal" },
	[517 - KERNEL_FIRST] = { "EPROBE_DEFER", "Driver asks to be probed again" },
	[518 - KERNEL_FIRST] = { "EOPENSTALE", "Open found a stale entry" },
	[519 - KERNEL_FIRST] = { "ENOPARAM", "Parameter not supported" },
	[521 - KERNEL_FIRST] = { "EBADHANDLE", "Illegal NFS file handle" },
	[522 - KERNEL_FIRST] = { "ENOTSYNC", "Updates are not in step" },
	[523 - KERNEL_FIRST] = { "EBADCOOKIE", "Cookie is stale" },
	[524 - KERNEL_FIRST] = { "ENOTSUPP", "Operation is not supported" },
	[525 - KERNEL_FIRST] = { "ETOOSMALL", "Buffer or request is too small" },
	[526 - KERNEL_FIRST] = { "ESERVERFAULT", "Server failed in an unknown way" },
	[527 - KERNEL_FIRST] = { "EBADTYPE", "Type not supported by server" },
	[528 - KERNEL_FIRST] = { "EJUKEBOX", "Request will take longer than its time" },
	[529 - KERNEL_FIRST] = { "EIOCBQUEUED", "Queued, completion will follow" },
	[530 - KERNEL_FIRST] = { "ERECALLCONFLICT", "Conflict with recalled state" },
	[531 - KERNEL_FIRST] = { "ENOGRACE", "NFS lock reclaim refused" },
};

enum { KERNEL_ERROR_COUNT = sizeof KERNEL_ERRORS / sizeof KERNEL_ERRORS[0] };

static bool
is_kernel_error(unsigned error)
{
	return error - KERNEL_FIRST < KERNEL_ERROR_COUNT && KERNEL_ERRORS[error - KERNEL_FIRST].name != NULL;
}

const char *
errno_name(unsigned error)
{
	if (is_kernel_error(error))
		return KERNEL_ERRORS[error - KERNEL_FIRST].name;
	return error > 0 && error <= ERROR_MAX ? strerrorname_np((int)error) : NULL;
}

/* Untranslated: what we write is read by scripts, and is ASCII. */
const char *
errno_text(unsigned error)
{
	const char *text = NULL;

	if (is_kernel_error(error))
		return KERNEL_ERRORS[error - KERNEL_FIRST].text;
	if (error <= ERROR_MAX)
		text = strerrordesc_np((int)error);
	return text != NULL ? text : "Unknown error";
}

bool
result_is_error(int64_t result)
{
	return result < 0 && result >= -ERROR_MAX;
}

bool
result_is_restart(int64_t result)
{
	return result <= -KERNEL_FIRST && result >= -RESTART_BLOCK && result != -NO_IOCTL_CMD;
}

const char *
signal_name(unsigned signal, char *buf)
{
	static const char *const names[REALTIME_FIRST + 1] = {
		[1] = "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL",
		"SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT",
		"SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF",
		"SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS", "SIGRTMIN",
	};

	if (signal > 0 && signal <= REALTIME_FIRST)
		return names[signal];
	if (signal > REALTIME_FIRST && signal <= SIGNAL_MAX)
		snprintf(buf, SIGNAL_NAME_CAP, "SIGRT_%u", signal - REALTIME_FIRST);
	else
		snprintf(buf, SIGNAL_NAME_CAP, "%d", (int)signal);
	return buf;
}
