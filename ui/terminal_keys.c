/* Keys in the form that the program's terminal sends them; see terminal_inside.h. */
#include <string.h>

#include "ui/keymap.h"
#include "ui/terminal_inside.h"

static const struct {
	int key;
	VTermKey to;
} keys[] = {
	{ KEYS_UP, VTERM_KEY_UP }, { KEYS_DOWN, VTERM_KEY_DOWN }, { KEYS_LEFT, VTERM_KEY_LEFT }, { KEYS_RIGHT, VTERM_KEY_RIGHT },
	{ KEYS_HOME, VTERM_KEY_HOME }, { KEYS_END, VTERM_KEY_END }, { KEYS_PAGE_UP, VTERM_KEY_PAGEUP },
	{ KEYS_PAGE_DOWN, VTERM_KEY_PAGEDOWN }, { KEYS_BACKSPACE, VTERM_KEY_BACKSPACE }, { KEYS_DELETE, VTERM_KEY_DEL },
	{ KEYS_INSERT, VTERM_KEY_INS },
};

static VTermModifier
modifiers_of(int key)
{
	return (VTermModifier)((key & KEYS_SHIFT ? VTERM_MOD_SHIFT : 0) | (key & KEYS_ALT ? VTERM_MOD_ALT : 0) |
			       (key & KEYS_CTRL ? VTERM_MOD_CTRL : 0));
}

static void
type_character(struct terminal *terminal, uint32_t point)
{
	char bytes[4];
	size_t len = (size_t)(terminal_encode(point, bytes) - bytes);

	terminal_type(terminal, bytes, len);
}

void
terminal_key(struct terminal *terminal, int key)
{
	VTermModifier modifiers = modifiers_of(key);
	int plain = key & ~KEYS_MODIFIERS;

	if (key >= 0 && key < KEYS_UP) {
		type_character(terminal, (uint32_t)key);
		return;
	}
	if (plain == KEYS_BACK_TAB) {
		vterm_keyboard_key(terminal->vterm, VTERM_KEY_TAB, VTERM_MOD_SHIFT);
		return;
	}
	if (plain >= KEYS_F1 && plain <= KEYS_F12) {
		vterm_keyboard_key(terminal->vterm, (VTermKey)VTERM_KEY_FUNCTION(plain - KEYS_F1 + 1), modifiers);
		return;
	}
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i].key == plain)
			vterm_keyboard_key(terminal->vterm, keys[i].to, modifiers);
}

bool
terminal_mouse(struct terminal *terminal, int row, int col, int wheel)
{
	enum { LEFT = 1, WHEEL_UP = 4, WHEEL_DOWN };
	int button = wheel < 0 ? WHEEL_UP : wheel > 0 ? WHEEL_DOWN : LEFT;

	if (!terminal->mouse)
		return false;
	vterm_mouse_move(terminal->vterm, row, col, VTERM_MOD_NONE);
	vterm_mouse_button(terminal->vterm, button, true, VTERM_MOD_NONE);
	vterm_mouse_button(terminal->vterm, button, false, VTERM_MOD_NONE);
	return true;
}

void
terminal_paste(struct terminal *terminal, bool begins)
{
	if (begins)
		vterm_keyboard_start_paste(terminal->vterm);
	else
		vterm_keyboard_end_paste(terminal->vterm);
}
