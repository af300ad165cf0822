/*
 * ownterminal.h - a terminal for the program, so that ours stays the screen's
 *
 *	r = ownterminal_open(&terminal, rows, cols, &why);
 *	... start the program on terminal.slave, with terminal.environment
 *	ownterminal_started(&terminal);
 *	... read and write terminal.master
 *	ownterminal_close(&terminal);
 */
#ifndef OWNTERMINAL_H
#define OWNTERMINAL_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/why.h"

struct ownterminal {
	int master, slave;	/* -1: not open. The master does not block */
	char **environment;	/* ours, but for what would describe another terminal */
};

/* With that window size. 0, or a negative errno and a sentence with nothing open. */
int ownterminal_open(struct ownterminal *ret_terminal, int rows, int cols, struct why *reterr_why);

/* The program has its side, or was not started: ours of it is closed. */
void ownterminal_started(struct ownterminal *terminal);
void ownterminal_close(struct ownterminal *terminal);

/* Whether a process's controlling terminal is ours as well, so that it may write over the screen. */
bool ownterminal_shared(pid_t pid);

#endif
