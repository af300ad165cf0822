/*
 * keymap.h - from keys to actions, and back for help
 *
 * A key is a code point, or one of the special ones beyond; keys have names
 * ("j", "C-d", "PgUp", "F1", "S-Left") that are used in the action table, in
 * the configuration, in scripts and in help. An action may also have two keys,
 * one after the other ("g g"). What each action's keys are in the default set
 * is in the action table; other sets (ui/keys-*.yaml) and the user's own
 * bindings change some.
 */
#ifndef KEYMAP_H
#define KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/written.h"
#include "ui/actions.h"

struct yaml_node;

enum key_special {
	KEYS_UP = 0x110000,
	KEYS_DOWN,
	KEYS_LEFT,
	KEYS_RIGHT,
	KEYS_HOME,
	KEYS_END,
	KEYS_PAGE_UP,
	KEYS_PAGE_DOWN,
	KEYS_BACKSPACE,
	KEYS_BACK_TAB,
	KEYS_DELETE,
	KEYS_RESIZE,
	KEYS_F1,
	KEYS_F12 = KEYS_F1 + 11,
	KEYS_INSERT,
	KEYS_PASTE_BEGIN,
	KEYS_PASTE_END,
	KEYS_MOUSE,
	KEYS_SYNC,
	KEYS_NO_SYNC, /* no keys, but what the terminal answers; see screen_sync.h */
	/* Held down with one of the above. */
	KEYS_SHIFT = 1 << 24,
	KEYS_ALT = 1 << 25,
	KEYS_CTRL = 1 << 26,
	KEYS_MODIFIERS = KEYS_SHIFT | KEYS_ALT | KEYS_CTRL,
};

enum { KEYMAP_KEYS = 384, KEY_NAME_CAP = 24 };

struct keymap {
	struct binding {
		int key, then;	/* `then` follows it; -1: one key is all */
		enum action action;
	} bindings[KEYMAP_KEYS]; /* by action, the first keys first */
	size_t count;
	int pending;		/* the first of two keys was pressed; -1: none */
};

/*
 * A set (text NULL: the default one) and the user's bindings on top (a map of
 * actions to lists of keys; NULL: none), which take the place of all keys of
 * their actions. -EINVAL when there is no such set, action or key, or when a
 * key is bound twice: the sentence says to which actions and where.
 */
int keymap_load(const struct written *set, const struct yaml_node *bindings, struct keymap *ret_keymap,
		struct why *reterr_why);

/* The default set. */
int keymap_default(struct keymap *ret_keymap, struct why *reterr_why);

/* What is to be done now that a key was pressed; ACTION_NONE when it is free, or the first of two. */
enum action keymap_press(struct keymap *keymap, int key);

/* The action that a key has by itself; ACTION_NONE when it has none. */
enum action keymap_action(const struct keymap *keymap, int key);

/* An action that has the key, by itself or as the first of two; ACTION_NONE: it is free. */
enum action keymap_user(const struct keymap *keymap, int key);

/* The first key of an action, -1: it has none. */
int keymap_key(const struct keymap *keymap, enum action action);

/* All keys of an action with blanks between, "" for none; and the first alone. Return buf. */
const char *keymap_keys(const struct keymap *keymap, enum action action, char *buf, size_t cap);
const char *keymap_first(const struct keymap *keymap, enum action action, char *buf, size_t cap);

int key_from_name(const char *name, size_t len);	/* -1 when there is no such key */
const char *key_to_name(int key, char name[KEY_NAME_CAP]);	/* returns `name` */

#endif
