/*
 * screen_sync.h - frames that the terminal shows whole or not at all, for screen.c
 *
 * What curses writes arrives in pieces, and a terminal that draws between two
 * of them shows half of a new picture over half of the old one. Terminals with
 * mode 2026 (synchronized output) wait for its end. Whether one has it is asked
 * (DECRQM) and not waited for: until the answer comes, as a key, and for ever
 * where none does, frames are sent as they are.
 *
 *	sync_ask(&sync);			// before the first frame
 *	sync_answer(&sync, key);		// KEYS_SYNC or KEYS_NO_SYNC
 *	sync_begin(&sync); … sync_end(&sync);	// around what curses writes
 *	sync_settle(&sync);			// before the terminal is another's
 */
#ifndef SCREEN_SYNC_H
#define SCREEN_SYNC_H

#include <stdbool.h>
#include <stdint.h>

struct sync {
	bool known;		/* the terminal said that it can */
	bool asked;		/* and has not answered */
	uint64_t asked_ns;
};

/* Only terminals that are sure not to print what they do not know are asked. */
void sync_ask(struct sync *sync);
void sync_answer(struct sync *sync, int key);

void sync_begin(const struct sync *sync);
void sync_end(const struct sync *sync);

/* An answer that is on its way is taken, or a shell would read it as typed. Waits for one at most 0.1 s. */
void sync_settle(struct sync *sync);

#endif
