/*
 * screen_keys.h - the keyboard as curses reads it, for screen.c
 */
#ifndef SCREEN_KEYS_H
#define SCREEN_KEYS_H

#include <stdbool.h>

/* After the terminal was taken: names what terminfo does not. */
void screen_keys_open(void);

/*
 * The next key in keymap.h's terms without waiting; -1 when there is none, -2
 * on a hang-up. `raw`: a character is given as it came, for another program.
 */
int screen_keys_next(bool raw);

#endif
