#include "ui/keymap.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	int key;
} specials[] = {
	{ "Up", KEYS_UP }, { "Down", KEYS_DOWN }, { "Left", KEYS_LEFT }, { "Right", KEYS_RIGHT }, { "Home", KEYS_HOME },
	{ "End", KEYS_END }, { "PgUp", KEYS_PAGE_UP }, { "PgDn", KEYS_PAGE_DOWN }, { "Backspace", KEYS_BACKSPACE },
	{ "BackTab", KEYS_BACK_TAB }, { "Delete", KEYS_DELETE }, { "Tab", '\t' }, { "Enter", '\r' }, { "Esc", 27 },
	{ "Space", ' ' },
};

int
key_from_name(const char *name, size_t len)
{
	if (len == 1)
		return (unsigned char)name[0];
	if (len == 3 && name[0] == 'C' && name[1] == '-' && name[2] >= 'a' && name[2] <= 'z')
		return name[2] - 'a' + 1;
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
