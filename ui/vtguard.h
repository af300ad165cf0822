/*
 * vtguard.h - what a program writes, made fit for libvterm
 *
 * Versions of libvterm up to 0.1.4 write beyond their memory for a few things
 * that any program may say: a scrolling region that is none or is left over
 * from a larger screen, margins at the sides, a character of two columns
 * repeated, a saved cursor that lies outside by now. Those are said in other
 * words or left out; all else goes through as it is. A restored cursor would
 * be hidden when it was saved so, which no other terminal does: that is undone.
 *
 *	vtguard_init(&guard, rows, cols, take, context);
 *	vtguard_feed(&guard, bytes, len);	// take() hears what libvterm may read
 *	vtguard_resize(&guard, rows, cols);	// before vterm_set_size()
 *	vtguard_resized(&guard);		// and after it
 */
#ifndef VTGUARD_H
#define VTGUARD_H

#include <stdbool.h>
#include <stddef.h>

enum { VTGUARD_SEQUENCE = 128, VTGUARD_COLS_LEAST = 2 };	/* a character of two columns has room */

struct vtguard {
	int rows, cols;
	enum { VTGUARD_GROUND, VTGUARD_ESCAPE, VTGUARD_CONTROL, VTGUARD_STRING, VTGUARD_STRING_ESCAPE } state;
	char sequence[VTGUARD_SEQUENCE];	/* of a control sequence that has not ended yet */
	size_t len;
	bool hidden;		/* the cursor, by what the program said */
	char last;		/* the last character, if it is one of ASCII; 0 */
	void (*take)(const char *bytes, size_t len, void *context);
	void *context;
};

void vtguard_init(struct vtguard *guard, int rows, int cols, void (*take)(const char *bytes, size_t len, void *context),
		  void *context);
void vtguard_feed(struct vtguard *guard, const char *bytes, size_t len);
void vtguard_resize(struct vtguard *guard, int rows, int cols);
void vtguard_resized(struct vtguard *guard);

#endif
