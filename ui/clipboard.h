/*
 * clipboard.h - text for the terminal's clipboard: OSC 52, as bytes to write
 *
 * The terminal keeps it, so it works over ssh. Inside tmux it is sent both
 * through it, to the terminal outside, and to tmux itself: which of them
 * takes it depends on its options.
 */
#ifndef CLIPBOARD_H
#define CLIPBOARD_H

#include <stdbool.h>
#include <stddef.h>

enum { CLIPBOARD_MAX = 74994 };	/* bytes of text: what terminals take, 100,000 once encoded */

/*
 * What to write for that text, in memory to be freed, and its length. Text
 * beyond CLIPBOARD_MAX bytes is left out, in whole characters.
 */
char *clipboard_bytes(const char *text, size_t len, bool tmux, size_t *ret_len);

/* Whether a terminal of that type would not print it instead. */
bool clipboard_known(const char *term);

#endif
