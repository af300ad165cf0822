/*
 * vtguard.h - what a program writes, made fit for libvterm
 *
 * Versions of libvterm up to 0.1.4 write beyond their memory for things that
 * any program may say, and read some bytes in another way than a terminal
 * does. So they never hear the program itself: here its bytes are taken apart
 * once, and libvterm is told whole characters and whole sequences, and only
 * those that are known to be safe, each written anew.
 *
 *	vtguard_init(&guard, rows, cols, take, context);
 *	vtguard_feed(&guard, bytes, len);	// take() hears what libvterm may read
 *	vterm_set_size(vterm, rows, cols);
 *	vtguard_resized(&guard, rows, cols, row, col);	// and where the cursor is by vterm_state_get_cursorpos()
 *
 * Characters are those of the locale (LC_CTYPE), which is to be one of UTF-8:
 * what has no width there is said as U+FFFD.
 */
#ifndef VTGUARD_H
#define VTGUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VTGUARD_SEQUENCE = 128, VTGUARD_COLS_LEAST = 2 };	/* a character of two columns has room */

struct vtguard {
	int rows, cols;
	enum { VTGUARD_GROUND, VTGUARD_ESCAPE, VTGUARD_CONTROL, VTGUARD_STRING, VTGUARD_STRING_ESCAPE } state;
	char sequence[VTGUARD_SEQUENCE];	/* one that has not ended yet, its ESC included */
	size_t len;
	char partial[4];	/* a character that has not ended yet */
	size_t partial_len, partial_size;
	char last[4];		/* the last character that takes columns */
	size_t last_len;
	unsigned marks;		/* what was put on it */
	bool hidden;		/* the cursor, by what the program said */
	bool region;		/* only a part of the screen scrolls */
	void (*take)(const char *bytes, size_t len, void *context);
	void *context;
};

void vtguard_init(struct vtguard *guard, int rows, int cols, void (*take)(const char *bytes, size_t len, void *context),
		  void *context);
void vtguard_feed(struct vtguard *guard, const char *bytes, size_t len);
void vtguard_resized(struct vtguard *guard, int rows, int cols, int row, int col);

#endif
