#include "ui/keymap.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static const struct {
	const char *name;
	int key;
} specials[] = {
	{ "Up", KEYS_UP }, { "Down", KEYS_DOWN }, { "Left", KEYS_LEFT }, { "Right", KEYS_RIGHT }, { "Home", KEYS_HOME },
	{ "End", KEYS_END }, { "PgUp", KEYS_PAGE_UP }, { "PgDn", KEYS_PAGE_DOWN }, { "Backspace", KEYS_BACKSPACE },
	{ "BackTab", KEYS_BACK_TAB }, { "Delete", KEYS_DELETE }, { "Insert", KEYS_INSERT }, { "Tab", '\t' }, { "Enter", '\r' }, { "Esc", 27 },
	{ "Space", ' ' },
};

/* C-a to C-z, and C-[ C-\\ C-] C-^ C-_: what terminals send for them. */
static int
control_key(char letter)
{
	if (letter >= 'a' && letter <= 'z')
		return letter - 'a' + 1;
	return letter >= '[' && letter <= '_' ? letter - '@' : -1;
}

int
key_from_name(const char *name, size_t len)
{
	static const struct { char letter; int bit; } held[] = { { 'S', KEYS_SHIFT }, { 'M', KEYS_ALT }, { 'C', KEYS_CTRL } };

	if (len == 1)
		return (unsigned char)name[0];
	if (len == 3 && name[0] == 'C' && name[1] == '-')
		return control_key(name[2]);
	for (size_t i = 0; len > 3 && name[1] == '-' && i < sizeof held / sizeof *held; i++)
		if (name[0] == held[i].letter) {
			int key = key_from_name(name + 2, len - 2);

			return key >= KEYS_UP ? key | held[i].bit : -1;
		}
	for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
		if (strlen(specials[i].name) == len && strncmp(specials[i].name, name, len) == 0)
			return specials[i].key;
	if (name[0] == 'F' && len <= 3) {
		int number = atoi(name + 1);

		if (number >= 1 && number <= 12)
			return KEYS_F1 + number - 1;
	}
	return -1;
}

const char *
key_to_name(int key, char name[KEY_NAME_CAP])
{
	int plain = key >= KEYS_UP ? key & ~KEYS_MODIFIERS : key;
	const char *held = "";

	if (key >= KEYS_UP)
		held = key & KEYS_CTRL ? (key & KEYS_SHIFT ? "C-S-" : "C-") : key & KEYS_ALT ? "M-" : key & KEYS_SHIFT ? "S-" : "";
	for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
		if (specials[i].key == plain) {
			snprintf(name, KEY_NAME_CAP, "%s%s", held, specials[i].name);
			return name;
		}
	if (plain >= KEYS_F1 && plain <= KEYS_F12)
		snprintf(name, KEY_NAME_CAP, "%sF%d", held, plain - KEYS_F1 + 1);
	else if (plain < ' ')
		snprintf(name, KEY_NAME_CAP, "C-%c", plain < 27 ? plain + 'a' - 1 : plain + '@');
	else
		snprintf(name, KEY_NAME_CAP, "%c", plain < 0x7f ? plain : '?');
	return name;
}

static int
bind_key(struct keymap *keymap, enum action action, const char *name, size_t len, struct why *why)
{
	int key = key_from_name(name, len);
	enum action other;

	if (key < 0)
		return why_set(why, -EINVAL, "%s: no key is called \"%.*s\"", action_info(action)->name, (int)len, name);
	other = keymap_action(keymap, key);
	if (other != ACTION_NONE)
		return why_set(why, -EINVAL, "key %.*s is bound to both %s and %s", (int)len, name, action_info(other)->name,
			       action_info(action)->name);
	if (keymap->count == KEYMAP_KEYS)
		return why_set(why, -EINVAL, "more than %d keys are bound", KEYMAP_KEYS);
	keymap->bindings[keymap->count].key = key;
	keymap->bindings[keymap->count++].action = action;
	return 0;
}

int
keymap_default(struct keymap *ret_keymap, struct why *reterr_why)
{
	struct keymap keymap = { .count = 0 };

	for (unsigned action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
		const char *names = action_info((enum action)action)->keys;

		for (size_t len; *names != '\0'; names += len, names += strspn(names, " ")) {
			int r;

			len = strcspn(names, " ");
			r = bind_key(&keymap, (enum action)action, names, len, reterr_why);
			if (r < 0)
				return r;
		}
	}
	*ret_keymap = keymap;
	return 0;
}

enum action
keymap_action(const struct keymap *keymap, int key)
{
	for (size_t i = 0; i < keymap->count; i++)
		if (keymap->bindings[i].key == key)
			return keymap->bindings[i].action;
	return ACTION_NONE;
}

int
keymap_key(const struct keymap *keymap, enum action action)
{
	for (size_t i = 0; i < keymap->count; i++)
		if (keymap->bindings[i].action == action)
			return keymap->bindings[i].key;
	return -1;
}

const char *
keymap_keys(const struct keymap *keymap, enum action action, char *buf, size_t cap)
{
	struct text text = text_in(buf, cap);
	char name[KEY_NAME_CAP];

	for (size_t i = 0; i < keymap->count; i++)
		if (keymap->bindings[i].action == action)
			text_addf(&text, "%s%s", text.len > 0 ? " " : "", key_to_name(keymap->bindings[i].key, name));
	return buf;
}
