/*
 * processes.h - the processes of this machine, to choose one from
 */
#ifndef PROCESSES_H
#define PROCESSES_H

#include <sys/types.h>

/* `command`: its program and arguments with blanks between, foreign text, perhaps cut. Valid until it returns. */
typedef void processes_hear(void *context, pid_t pid, const char *command);

/* Tells of each but ourselves and the kernel's own, by number. */
void processes_each(processes_hear *hear, void *context);

#endif
