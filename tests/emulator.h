/*
 * emulator.h - a terminal without a window, and the program that runs in it
 *
 *	struct emulator emulator = { .cols = 80, .rows = 24, .term = "xterm-256color", .limit_ms = 10000 };
 *
 *	emulator_start(&emulator, argv);
 *	emulator_wait(&emulator, emulator_shows, "hello");
 *	emulator_send("q", 1, &emulator);
 *	emulator_wait(&emulator, emulator_ended, NULL);
 *	emulator_done(&emulator);
 *
 * A pseudo-terminal whose output goes to libvterm. The program's output moves
 * only within emulator_wait(); nothing waits for longer than limit_ms. What
 * cannot be (no pseudo-terminal, no fork) ends us with a message and status 99.
 */
#ifndef EMULATOR_H
#define EMULATOR_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

#include "ui/vtguard.h"

enum { EMULATOR_SIDE_MAX = 1000 };	/* rows, and columns */

struct emulator {
	int cols, rows;
	const char *term;	/* $TERM */
	long limit_ms;
	FILE *raw;		/* all that the program writes goes there as well; NULL: nowhere else */

	int master, slave;	/* the slave stays open with us: its modes outlive the program */
	struct termios before;	/* its modes at the start */
	VTerm *vterm;
	VTermScreen *screen;
	struct vtguard guard;
	pid_t pid;
	int pidfd;
	bool ended;
	int status;		/* as waitpid() gives it, once ended */
	bool alternate, alternate_used, cursor_hidden;
	bool plain;		/* it lacks mode 2026; set before the start, as is piece */
	size_t piece;		/* bytes taken at a time, with a look at the screen behind each; 0: what there is */
	bool frame_open;	/* by that mode: nobody would see the picture now */
};

_Noreturn void emulator_fail(const char *what);

/* Opens the terminal and starts the program in it, with signals as a shell would leave them. */
void emulator_start(struct emulator *emulator, char *const *argv);

/* Conditions for emulator_wait(). */
typedef bool emulator_condition(const struct emulator *emulator, const char *text);
emulator_condition emulator_shows;	/* the text is in a row of the screen */
emulator_condition emulator_lacks;	/* it is in none */
emulator_condition emulator_ended;	/* the program is gone, and all it wrote is on the screen */

/* Until the condition holds: true. False when the limit is reached or the program ended without. */
bool emulator_wait(struct emulator *emulator, emulator_condition *holds, const char *text);

/* To the program, as if typed. Has libvterm's form, which sends keys and answers by it. */
void emulator_send(const char *bytes, size_t len, void *emulator);

/* Another size; the program gets SIGWINCH. */
void emulator_resize(struct emulator *emulator, int cols, int rows);

/* The screen as text, a line a row, without spaces at the ends. */
void emulator_print(const struct emulator *emulator, FILE *out);

/* Whether the terminal's modes are those that the program found. */
bool emulator_modes_restored(const struct emulator *emulator);

/* Kills the program if it still runs. */
void emulator_done(struct emulator *emulator);

#endif
