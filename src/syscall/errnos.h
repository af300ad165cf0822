/*
 * errnos.h - names of errors and signals, the kernel's own included
 */
#ifndef ERRNOS_H
#define ERRNOS_H

#include <stdbool.h>
#include <stdint.h>

/* "ENOENT" for 2; also ERESTARTSYS and its family (512-531), which only a tracer sees. NULL when unknown. */
const char *errno_name(unsigned error);

/* "No such file or directory"; for restarts what strace says ("To be restarted if SA_RESTART is set"). Never NULL. */
const char *errno_text(unsigned error);

/* Whether a raw result is an error: -4095 … -1. */
bool result_is_error(int64_t result);

/* Whether a raw result means that the kernel will restart the call (512-516). */
bool result_is_restart(int64_t result);

/* "SIGCHLD"; "SIGRTMIN", "SIGRT_3" as strace spells them; `buf` of 16 bytes is used where no constant exists. */
const char *signal_name(unsigned signal, char *buf);

#endif
