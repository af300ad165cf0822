/*
 * terminal.h - the terminal that the traced program runs on
 *
 *	terminal = terminal_new(master, rows, cols);
 *	terminal_read(terminal, &ended);	// what it wrote
 *	terminal_draw(terminal, canvas, terminal_end(terminal) - rows);
 *	terminal_key(terminal, key);		// what is typed into it
 *	terminal_free(terminal);
 *
 * A pty whose screen is kept by libvterm. Lines that went off the top are
 * kept, too, up to some megabytes; lines are counted from the first that was
 * ever written, and the screen's are the last ones.
 */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/cells.h"

struct terminal;

/* `master` stays the caller's; what is typed, and answers of the emulated terminal, are written there. */
struct terminal *terminal_new(int master, int rows, int cols);
void terminal_free(struct terminal *terminal);

/* All that the program writes from here on goes to `fd` as well, byte for byte. It stays the caller's. */
void terminal_tee(struct terminal *terminal, int fd);

/* 0, or the negative errno of what could not be written there; nothing more was, then. */
int terminal_tee_error(const struct terminal *terminal);

/*
 * Reads what the program wrote and writes what was typed, without waiting.
 * True when something came; *ret_ended: nobody holds the other side.
 */
bool terminal_read(struct terminal *terminal, bool *ret_ended);

/* Typed, but not yet written: its input is full. To be asked before waiting for the master. */
bool terminal_typed(const struct terminal *terminal);

/* The pane's size is the program's window size; it gets SIGWINCH. */
void terminal_resize(struct terminal *terminal, int rows, int cols);
void terminal_size(const struct terminal *terminal, int *ret_rows, int *ret_cols);

/* Bytes seen so far, for "nothing was written yet". */
unsigned long long terminal_bytes(const struct terminal *terminal);

/* The first line still kept, and one past the last. A full-screen program has only its screen. */
uint64_t terminal_first(const struct terminal *terminal);
uint64_t terminal_end(const struct terminal *terminal);

/* Draws lines from `top` on. */
void terminal_draw(const struct terminal *terminal, const struct canvas *canvas, uint64_t top);

/* Where its cursor is; false when the program hides it. */
bool terminal_cursor(const struct terminal *terminal, uint64_t *ret_line, int *ret_col);

/* A key as keymap.h numbers them, in the form that the program asked for. */
void terminal_key(struct terminal *terminal, int key);

/* The button pressed and let go, or the wheel turned, there; false when the program did not ask for the mouse. */
bool terminal_mouse(struct terminal *terminal, int row, int col, int wheel);

/* A paste begins or ends: the program is told if it wants to be. */
void terminal_paste(struct terminal *terminal, bool begins);

#endif
