/*
 * terminal.h - the terminal that the traced program writes to
 *
 * A pty whose screen is kept by libvterm and drawn into a pane.
 */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>

#include "ui/cells.h"

struct terminal;

/* `master` stays the caller's; answers of the emulated terminal are written there. */
struct terminal *terminal_new(int master, int rows, int cols);
void terminal_free(struct terminal *terminal);

/* Reads what the program wrote, without waiting. True when something came; *ret_ended: nobody holds the other side. */
bool terminal_read(struct terminal *terminal, bool *ret_ended);

/* The pane's size is the program's window size. */
void terminal_resize(struct terminal *terminal, int rows, int cols);

/* Bytes seen so far, for "nothing was written yet". */
unsigned long long terminal_bytes(const struct terminal *terminal);

void terminal_draw(const struct terminal *terminal, const struct canvas *canvas);

#endif
