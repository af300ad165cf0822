#include "ui/keymap.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "base/text.h"
#include "config/yaml.h"
#include "ui/keysets_builtin.h"

enum { SETS = sizeof keysets_builtin / sizeof *keysets_builtin };

/* What is bound so far, and where that is written. */
struct loading {
	struct keymap keymap;
	struct written places[KEYMAP_KEYS];
	struct why *why;
};

/* --- binding ----------------------------------------------------------------------------- */

static bool
clashes(const struct binding *one, const struct binding *other)
{
	return one->key == other->key && (one->then == other->then || one->then < 0 || other->then < 0);
}

static int
clash(const struct loading *loading, size_t before, const struct binding *binding, const struct written *place)
{
	const struct binding *other = &loading->keymap.bindings[before];
	const struct written *first = &loading->places[before], *at = place;
	char where[200] = "";

	/* Told where somebody wrote it, which may be the one that came first. */
	if (at->line == 0 && first->line > 0) {
		at = first;
		first = place;
	}
	if (first->line > 0)
		snprintf(where, sizeof where, " at %s:%u:%u", first->file, first->line, first->column);
	return why_written(loading->why, -EINVAL, at, 0,
			   "key %s is bound to both %s and %s%s; \"%s: []\" takes the keys of one away", at->text,
			   action_info(other->action)->name, action_info(binding->action)->name, where,
			   action_info(at == place ? other->action : binding->action)->name);
}

/* "g g": one key, or two. */
static int
read_keys(const char *text, struct binding *binding)
{
	size_t len = strcspn(text, " "), rest = len + strspn(text + len, " ");

	binding->key = key_from_name(text, len);
	binding->then = text[rest] != '\0' ? key_from_name(text + rest, strlen(text + rest)) : -1;
	return binding->key < 0 || (text[rest] != '\0' && binding->then < 0) ? -EINVAL : 0;
}

static int
bind_keys(struct loading *loading, enum action action, const struct written *keys)
{
	struct binding binding = { .action = action };

	if (read_keys(keys->text, &binding) < 0)
		return why_written(loading->why, -EINVAL, keys, 0,
				   "%s: no key is called \"%.40s\"; keys are j, C-d, PgUp, F1, S-Left, "
				   "Space …, or two of them with a blank between",
				   action_info(action)->name, keys->text);
	for (size_t i = 0; i < loading->keymap.count; i++)
		if (clashes(&binding, &loading->keymap.bindings[i]))
			return clash(loading, i, &binding, keys);
	if (loading->keymap.count == KEYMAP_KEYS)
		return why_written(loading->why, -EINVAL, keys, 0, "more than %d keys are bound", KEYMAP_KEYS);
	loading->places[loading->keymap.count] = *keys;
	loading->keymap.bindings[loading->keymap.count++] = binding;
	return 0;
}

/* The default set's keys stand in the action table. */
static int
bind_default(struct loading *loading, enum action action)
{
	const char *names = action_info(action)->keys;
	int r = 0;

	for (size_t len; r == 0 && *names != '\0'; names += len, names += strspn(names, " ")) {
		char name[KEY_NAME_CAP];

		len = strcspn(names, " ");
		snprintf(name, sizeof name, "%.*s", (int)len, names);
		r = bind_keys(loading, action, &(struct written){ .text = name, .file = "the default keys" });
		if (r == 0)	/* the name is gone by the time of a clash: only that nobody wrote it matters then */
			loading->places[loading->keymap.count - 1] = (struct written){ .text = "", .file = "the default keys" };
	}
	return r;
}

static int
bind_list(struct loading *loading, enum action action, const struct yaml_node *node)
{
	int r = 0;

	if (node->kind == YAML_TEXT)
		return node->text.text[0] != '\0' ? bind_keys(loading, action, &node->text) : 0;
	for (size_t i = 0; r == 0 && i < node->count; i++) {
		r = yaml_expect(&node->parts[i], YAML_TEXT, "the name of a key", loading->why);
		if (r == 0)
			r = bind_keys(loading, action, &node->parts[i].text);
	}
	return r;
}

/* --- sets ------------------------------------------------------------------------------------ */

static const char *
action_name(size_t i, const void *context)
{
	(void)context;
	return i + 1 < ACTION_COUNT ? action_info((enum action)(i + 1))->name : NULL;
}

/* A map of actions to lists of keys. */
static int
check_bindings(const struct yaml_node *map, struct why *why)
{
	int r = 0;

	for (size_t i = 0; r == 0 && map != NULL && i < map->count; i++) {
		const struct yaml_node *node = &map->parts[i];
		const char *near;

		if (action_find(node->key.text) == ACTION_NONE) {
			near = nearest(node->key.text, action_name, NULL);
			r = why_written(why, -EINVAL, &node->key, 0, "no action is called \"%.40s\"%s%s%s",
					node->key.text, near != NULL ? " (" : "", near != NULL ? near : "",
					near != NULL ? "?)" : "");
		} else if (node->kind == YAML_MAP) {
			r = yaml_expect(node, YAML_LIST, "a list of keys", why);
		}
	}
	return r;
}

static int
no_set(const struct written *set, struct why *why)
{
	char names[200];
	struct text text = text_in(names, sizeof names);

	for (size_t i = 0; i < SETS; i++)
		text_addf(&text, ", %s", keysets_builtin[i].name);
	return why_written(why, -EINVAL, set, 0, "there is no set of keys \"%.40s\": default%s", set->text, names);
}

/* An empty document for the default set. */
static int
find_set(const struct written *set, struct yaml_doc *ret_doc, struct why *why)
{
	const char *text = set == NULL || set->text == NULL || strcmp(set->text, "default") == 0 ? "" : NULL;
	char file[64] = "default";

	for (size_t i = 0; text == NULL && i < SETS; i++)
		if (strcmp(set->text, keysets_builtin[i].name) == 0) {
			text = keysets_builtin[i].text;
			snprintf(file, sizeof file, "ui/keys-%s.yaml", keysets_builtin[i].name);
		}
	return text != NULL ? yaml_read(file, text, strlen(text), "the keys", ret_doc, why) : no_set(set, why);
}

int
keymap_load(const struct written *set, const struct yaml_node *bindings, struct keymap *ret_keymap,
	    struct why *reterr_why)
{
	struct loading loading = { .keymap = { .pending = -1 }, .why = reterr_why };
	struct yaml_doc doc;
	int r = find_set(set, &doc, reterr_why);

	if (r < 0)
		return r;
	r = check_bindings(&doc.root, reterr_why);
	if (r == 0)
		r = check_bindings(bindings, reterr_why);
	for (unsigned i = ACTION_NONE + 1; r == 0 && i < ACTION_COUNT; i++) {
		const struct yaml_node *own = yaml_get(bindings, action_info((enum action)i)->name);
		const struct yaml_node *of_set = yaml_get(&doc.root, action_info((enum action)i)->name);

		r = own != NULL ? bind_list(&loading, (enum action)i, own)
		    : of_set != NULL ? bind_list(&loading, (enum action)i, of_set) : bind_default(&loading, (enum action)i);
	}
	yaml_done(&doc);
	if (r == 0)
		*ret_keymap = loading.keymap;
	return r;
}

int
keymap_default(struct keymap *ret_keymap, struct why *reterr_why)
{
	return keymap_load(NULL, NULL, ret_keymap, reterr_why);
}

/* --- looking --------------------------------------------------------------------------------- */

enum action
keymap_press(struct keymap *keymap, int key)
{
	int first = keymap->pending;
	bool begins = false;

	keymap->pending = -1;
	for (size_t i = 0; i < keymap->count; i++) {
		const struct binding *binding = &keymap->bindings[i];

		if (first < 0 ? binding->key == key && binding->then < 0 : binding->key == first && binding->then == key)
			return binding->action;
		begins |= first < 0 && binding->key == key;
	}
	if (begins)
		keymap->pending = key;
	return ACTION_NONE;
}

enum action
keymap_action(const struct keymap *keymap, int key)
{
	for (size_t i = 0; i < keymap->count; i++)
		if (keymap->bindings[i].key == key && keymap->bindings[i].then < 0)
			return keymap->bindings[i].action;
	return ACTION_NONE;
}

enum action
keymap_user(const struct keymap *keymap, int key)
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
		if (keymap->bindings[i].action == action && keymap->bindings[i].then < 0)
			return keymap->bindings[i].key;
	return -1;
}

static const char *
list_keys(const struct keymap *keymap, enum action action, size_t most, char *buf, size_t cap)
{
	struct text text = text_in(buf, cap);
	char name[KEY_NAME_CAP];

	for (size_t i = 0; i < keymap->count && most > 0; i++) {
		const struct binding *binding = &keymap->bindings[i];

		if (binding->action != action)
			continue;
		text_addf(&text, "%s%s", text.len > 0 ? " " : "", key_to_name(binding->key, name));
		if (binding->then >= 0)
			text_add(&text, key_to_name(binding->then, name));
		most--;
	}
	return buf;
}

const char *
keymap_keys(const struct keymap *keymap, enum action action, char *buf, size_t cap)
{
	return list_keys(keymap, action, KEYMAP_KEYS, buf, cap);
}

const char *
keymap_first(const struct keymap *keymap, enum action action, char *buf, size_t cap)
{
	return list_keys(keymap, action, 1, buf, cap);
}
