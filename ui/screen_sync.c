#include "ui/screen_sync.h"

#include <curses.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#include "ui/clock.h"
#include "ui/keymap.h"
#include "ui/screen_keys.h"

enum { NS_PER_MS = 1000000, ANSWER_MS = 100, ANSWER_LATE_MS = 2000 };

/* Not by stdio alone: curses has a buffer of its own, and both are to come in their order. */
static void
say(const char *bytes)
{
	fputs(bytes, stdout);
	fflush(stdout);
}

static bool
has(const char *name)
{
	const char *bytes = tigetstr(name);

	return bytes != NULL && bytes != (const char *)-1;
}

/*
 * Older Linux consoles and Apple's terminal print the last letter of the
 * question. Those that take pastes between marks know the form of it.
 */
static bool
is_safe_to_ask(void)
{
	const char *program = getenv("TERM_PROGRAM");

	return (has("BE") || has("Sync")) && (program == NULL || strcmp(program, "Apple_Terminal") != 0);
}

void
sync_ask(struct sync *sync)
{
	*sync = (struct sync){ .known = false };
	if (!is_safe_to_ask())
		return;
	say("\033[?2026$p");
	sync->asked = true;
	sync->asked_ns = clock_ns();
}

void
sync_answer(struct sync *sync, int key)
{
	sync->asked = false;
	sync->known = key == KEYS_SYNC;
}

void
sync_begin(const struct sync *sync)
{
	if (sync->known)
		say("\033[?2026h");
}

void
sync_end(const struct sync *sync)
{
	if (sync->known)
		say("\033[?2026l");
}

/* Keys that were typed before it are for what goes away. */
void
sync_settle(struct sync *sync)
{
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };
	uint64_t end_ns = clock_ns() + ANSWER_MS * (uint64_t)NS_PER_MS;
	int key;

	if (clock_ns() > sync->asked_ns + ANSWER_LATE_MS * (uint64_t)NS_PER_MS)
		sync->asked = false;	/* it knows no such question */
	while (sync->asked && clock_ns() < end_ns) {
		key = screen_keys_next(false);
		if (key == KEYS_SYNC || key == KEYS_NO_SYNC)
			sync_answer(sync, key);
		else if (key == -2)
			return;
		else if (key == -1 && poll(&fd, 1, (int)((end_ns - clock_ns()) / NS_PER_MS)) <= 0)
			return;
	}
}
