#include "ui/screen_keys.h"

#include <curses.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/keymap.h"
#include "ui/screen.h"

/* Codes of our own, beyond those of curses. */
enum { CODE_PASTE_BEGIN = KEY_MAX + 0x1000, CODE_PASTE_END, CODE_SYNC, CODE_NO_SYNC };

static const struct {
	int code;
	int key;
} specials[] = {
	{ KEY_UP, KEYS_UP }, { KEY_DOWN, KEYS_DOWN }, { KEY_LEFT, KEYS_LEFT }, { KEY_RIGHT, KEYS_RIGHT }, { KEY_HOME, KEYS_HOME },
	{ KEY_END, KEYS_END }, { KEY_PPAGE, KEYS_PAGE_UP }, { KEY_NPAGE, KEYS_PAGE_DOWN }, { KEY_BACKSPACE, KEYS_BACKSPACE },
	{ KEY_BTAB, KEYS_BACK_TAB }, { KEY_DC, KEYS_DELETE }, { KEY_IC, KEYS_INSERT }, { KEY_ENTER, '\r' },
	{ KEY_RESIZE, KEYS_RESIZE }, { KEY_MOUSE, KEYS_MOUSE }, { KEY_SR, KEYS_SHIFT | KEYS_UP }, { KEY_SF, KEYS_SHIFT | KEYS_DOWN },
	{ KEY_SLEFT, KEYS_SHIFT | KEYS_LEFT }, { KEY_SRIGHT, KEYS_SHIFT | KEYS_RIGHT }, { KEY_SHOME, KEYS_SHIFT | KEYS_HOME },
	{ KEY_SEND, KEYS_SHIFT | KEYS_END }, { KEY_SPREVIOUS, KEYS_SHIFT | KEYS_PAGE_UP },
	{ KEY_SNEXT, KEYS_SHIFT | KEYS_PAGE_DOWN }, { KEY_SDC, KEYS_SHIFT | KEYS_DELETE }, { KEY_SIC, KEYS_SHIFT | KEYS_INSERT },
	{ CODE_PASTE_BEGIN, KEYS_PASTE_BEGIN }, { CODE_PASTE_END, KEYS_PASTE_END }, { CODE_SYNC, KEYS_SYNC },
	{ CODE_NO_SYNC, KEYS_NO_SYNC },
};

/* As xterm numbers them: one more than Shift 1, Alt 2, Control 4. */
static int
modifiers_of(int number)
{
	int bits = number - 1;

	return (bits & 1 ? KEYS_SHIFT : 0) | (bits & 2 ? KEYS_ALT : 0) | (bits & 4 ? KEYS_CTRL : 0);
}

/* Keys with modifiers have names in terminfo's extended part, such as kLFT5, and no fixed code. */
static int
extended_key(int code)
{
	static const struct { const char *name; int key; } names[] = {
		{ "kUP", KEYS_UP }, { "kDN", KEYS_DOWN }, { "kLFT", KEYS_LEFT }, { "kRIT", KEYS_RIGHT }, { "kHOM", KEYS_HOME },
		{ "kEND", KEYS_END }, { "kPRV", KEYS_PAGE_UP }, { "kNXT", KEYS_PAGE_DOWN }, { "kDC", KEYS_DELETE },
		{ "kIC", KEYS_INSERT },
	};
	const char *name = keyname(code);

	for (size_t i = 0; name != NULL && i < sizeof names / sizeof *names; i++) {
		size_t len = strlen(names[i].name);

		if (strncmp(name, names[i].name, len) != 0)
			continue;
		if (name[len] == '\0')
			return KEYS_SHIFT | names[i].key;
		if (name[len] >= '2' && name[len] <= '8' && name[len + 1] == '\0')
			return modifiers_of(name[len] - '0') | names[i].key;
	}
	return -1;
}

/* F13 is Shift-F1 and so on, in twelves: Shift, Control, both, Alt. */
static int
function_key(int number)
{
	static const int held[] = { 0, KEYS_SHIFT, KEYS_CTRL, KEYS_SHIFT | KEYS_CTRL, KEYS_ALT };
	int twelve = (number - 1) / 12;

	return twelve < (int)(sizeof held / sizeof *held) ? held[twelve] | (KEYS_F1 + (number - 1) % 12) : -1;
}

static int
special_key(int code)
{
	for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
		if (specials[i].code == code)
			return specials[i].key;
	if (code >= KEY_F(1) && code <= KEY_F(60))
		return function_key(code - KEY_F0);
	return extended_key(code);
}

void
screen_keys_open(void)
{
	define_key("\033[200~", CODE_PASTE_BEGIN);
	define_key("\033[201~", CODE_PASTE_END);
	/* Mode 2026 is set, or can be; it is not known, or stays as it is. */
	define_key("\033[?2026;1$y", CODE_SYNC);
	define_key("\033[?2026;2$y", CODE_SYNC);
	define_key("\033[?2026;0$y", CODE_NO_SYNC);
	define_key("\033[?2026;3$y", CODE_NO_SYNC);
	define_key("\033[?2026;4$y", CODE_NO_SYNC);
}

bool
screen_mouse_event(struct screen_mouse *ret_mouse)
{
	MEVENT event;

	if (getmouse(&event) != OK || !(event.bstate & (BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED)))
		return false;
	*ret_mouse = (struct screen_mouse){
		event.y, event.x, event.bstate & BUTTON4_PRESSED ? -1 : event.bstate & BUTTON5_PRESSED ? 1 : 0,
	};
	return true;
}

static bool
hung_up(void)
{
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&fd, 1, 0) > 0 && (fd.revents & (POLLHUP | POLLERR | POLLNVAL));
}

int
screen_keys_next(bool raw)
{
	for (;;) {
		wint_t code;
		int kind = get_wch(&code), key;

		if (kind == ERR)
			return hung_up() ? -2 : -1;
		if (kind != KEY_CODE_YES && raw)
			return code == 127 ? KEYS_BACKSPACE : (int)code;
		if (kind != KEY_CODE_YES)
			return code == '\n' ? '\r' : code == 127 || code == 8 ? KEYS_BACKSPACE : (int)code;
		key = special_key((int)code);
		if (key >= 0)	/* else one that we have no name for */
			return key;
	}
}
