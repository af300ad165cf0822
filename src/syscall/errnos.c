#include "syscall/errnos.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

enum { ERROR_MAX = 4095, FIRST_INTERNAL = 512, SIGNALS = 32, SIGNAL_RT_FIRST = 32, SIGNAL_RT_LAST = 64 };

/* Kernel's include/linux/errno.h: never given to a program, but a tracer sees them. */
static const struct {
	unsigned error;
	const char *name, *text;
} internal[] = {
	{ 512, "ERESTARTSYS", "To be restarted if SA_RESTART is set" },
	{ 513, "ERESTARTNOINTR", "To be restarted" },
	{ 514, "ERESTARTNOHAND", "To be restarted if no handler" },
	{ 515, "ENOIOCTLCMD", "No ioctl command" },
	{ 516, "ERESTART_RESTARTBLOCK", "Interrupted by signal" },
	{ 517, "EPROBE_DEFER", "Driver requests probe retry" },
	{ 518, "EOPENSTALE", "Open found a stale dentry" },
	{ 519, "ENOPARAM", "Parameter not supported" },
	{ 521, "EBADHANDLE", "Illegal NFS file handle" },
	{ 522, "ENOTSYNC", "Update synchronization mismatch" },
	{ 523, "EBADCOOKIE", "Cookie is stale" },
	{ 524, "ENOTSUPP", "Operation is not supported" },
	{ 525, "ETOOSMALL", "Buffer or request is too small" },
	{ 526, "ESERVERFAULT", "An untranslatable error occurred" },
	{ 527, "EBADTYPE", "Type not supported by server" },
	{ 528, "EJUKEBOX", "Request initiated, but will not complete before timeout" },
	{ 529, "EIOCBQUEUED", "iocb queued, will get completion event" },
	{ 530, "ERECALLCONFLICT", "Conflict with recalled state" },
	{ 531, "ENOGRACE", "NFS file lock reclaim refused" },
};

const char *
errno_name(unsigned error)
{
	for (size_t i = 0; i < sizeof internal / sizeof *internal; i++)
		if (internal[i].error == error)
			return internal[i].name;
	return error < FIRST_INTERNAL ? strerrorname_np((int)error) : NULL;
}

const char *
errno_text(unsigned error)
{
	const char *text;

	for (size_t i = 0; i < sizeof internal / sizeof *internal; i++)
		if (internal[i].error == error)
			return internal[i].text;
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
	return result <= -512 && result >= -516 && result != -515;
}

const char *
signal_name(unsigned signal, char *buf)
{
	const char *abbrev = signal < SIGNALS ? sigabbrev_np((int)signal) : NULL;

	if (abbrev != NULL)
		snprintf(buf, 16, "SIG%.11s", abbrev);
	else if (signal == SIGNAL_RT_FIRST)
		snprintf(buf, 16, "SIGRTMIN");
	else if (signal > SIGNAL_RT_FIRST && signal <= SIGNAL_RT_LAST)
		snprintf(buf, 16, "SIGRT_%u", signal - SIGNAL_RT_FIRST);
	else
		snprintf(buf, 16, "%u", signal);
	return buf;
}
