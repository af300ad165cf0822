/*
 * screen_guard.h - the terminal given back when we crash, for screen.c
 */
#ifndef SCREEN_GUARD_H
#define SCREEN_GUARD_H

#include <stdbool.h>
#include <termios.h>

/*
 * From now on a crash, and die(), give the terminal back with these modes.
 * After newterm(): what terminfo has for that is prepared here, since a
 * signal handler may not ask.
 */
void screen_guard_begin(const struct termios *modes);

/* The terminal is not ours for a while, or is again. */
void screen_guard_pause(bool pause);

void screen_guard_end(void);

#endif
