/*
 * keymap.h - from keys to actions, and back for help
 *
 * A key is a code point, or one of the special ones beyond; keys have names
 * ("j", "C-d", "PgUp", "F1", "S-Left") that are used in the action table, in scripts
 * and in help.
 */
#ifndef KEYMAP_H
#define KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"
#include "ui/actions.h"

enum key_special {
	KEYS_UP = 0x110000, KEYS_DOWN, KEYS_LEFT, KEYS_RIGHT, KEYS_HOME, KEYS_END, KEYS_PAGE_UP, KEYS_PAGE_DOWN,
	KEYS_BACKSPACE, KEYS_BACK_TAB, KEYS_DELETE, KEYS_RESIZE,
	KEYS_F1, KEYS_F12 = KEYS_F1 + 11,
	KEYS_INSERT, KEYS_PASTE_BEGIN, KEYS_PASTE_END, KEYS_MOUSE,
	/* Held down with one of the above. */
	KEYS_SHIFT = 1 << 24, KEYS_ALT = 1 << 25, KEYS_CTRL = 1 << 26, KEYS_MODIFIERS = KEYS_SHIFT | KEYS_ALT | KEYS_CTRL,
};

enum { KEYMAP_KEYS = 256, KEY_NAME_CAP = 24 };

struct keymap {
	struct { int key; enum action action; } bindings[KEYMAP_KEYS];
	size_t count;
};

/* The default set, from the action table. -EINVAL when a key is bound twice or has no name; the sentence says which. */
int keymap_default(struct keymap *ret_keymap, struct why *reterr_why);

enum action keymap_action(const struct keymap *keymap, int key);	/* ACTION_NONE when it is free */

/* The first key of an action, -1: it has none. */
int keymap_key(const struct keymap *keymap, enum action action);
/* The names of all its keys, separated by spaces, into buf, which is returned; "" none. */
const char *keymap_keys(const struct keymap *keymap, enum action action, char *buf, size_t cap);

int key_from_name(const char *name, size_t len);	/* -1 when there is no such key */
const char *key_to_name(int key, char name[KEY_NAME_CAP]);	/* returns `name` */

#endif
