/*
 * siginfo.h - what the kernel says of a signal, in strace's notation
 */
#ifndef SIGINFO_H
#define SIGINFO_H

#include <signal.h>

struct text;

/* `{si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=7, …}`: the fields that this kind of signal has. */
void siginfo_write(struct text *text, const siginfo_t *info);

#endif
