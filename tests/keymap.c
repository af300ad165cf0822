/* Keys and their names. */
#include "ui/keymap.h"

#include <errno.h>

#include "check.h"
#include "config/yaml.h"

static void
no_key_of_the_default_set_is_bound_twice(void)
{
	struct keymap keymap;
	struct why why = { "" };

	CHECK_EQ(keymap_default(&keymap, &why), 0);
	CHECK_STR(why.text, "");
	CHECK(keymap.count > ACTION_COUNT);
}

static void
every_action_has_a_key_a_name_and_a_sentence(void)
{
	struct keymap keymap;

	CHECK_EQ(keymap_default(&keymap, NULL), 0);
	for (unsigned action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
		const struct action_info *info = action_info((enum action)action);
		bool bound = false;

		for (size_t i = 0; i < keymap.count; i++)
			bound |= keymap.bindings[i].action == action;
		CHECK(bound);
		CHECK(info->help[0] != '\0' && info->help[strlen(info->help) - 1] != '.');
		CHECK_EQ(action_find(info->name), action);
	}
	CHECK_EQ(action_find("no-such-thing"), ACTION_NONE);
}

static const struct { const char *name; int key; } names[] = {
	{ "j", 'j' }, { "C-d", 4 }, { "Enter", '\r' }, { "Esc", 27 }, { "F1", KEYS_F1 }, { "F12", KEYS_F12 },
	{ "PgDn", KEYS_PAGE_DOWN }, { "Space", ' ' }, { "F13", -1 }, { "Hyper", -1 }, { "C-", -1 },
};

static void
keys_are_known_by_their_names(void)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		CHECK_EQ(key_from_name(names[i].name, strlen(names[i].name)), names[i].key);
}

static void
a_free_key_does_nothing(void)
{
	struct keymap keymap;

	CHECK_EQ(keymap_default(&keymap, NULL), 0);
	CHECK_EQ(keymap_action(&keymap, '~'), ACTION_NONE);
	CHECK_EQ(keymap_action(&keymap, 'j'), ACTION_DOWN);
}

static int
load(const char *set, const char *text, struct keymap *keymap, struct why *why)
{
	struct written name = { set, "c.yaml", 2, 8 };
	struct yaml_doc doc;
	int r;

	why->text[0] = '\0';
	r = yaml_read("c.yaml", text, strlen(text), "the keys", &doc, why);
	if (r < 0)
		return r;
	r = keymap_load(&name, &doc.root, keymap, why);
	yaml_done(&doc);
	return r;
}

static void
every_set_has_a_key_for_every_action_and_no_clash(void)
{
	static const char *const sets[] = { "default", "htop", "vim" };

	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		struct keymap keymap;
		struct why why;

		if (!CHECK_EQ(load(sets[i], "", &keymap, &why), 0)) {
			printf("  %s: %s\n", sets[i], why.text);
			continue;
		}
		for (unsigned action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
			char keys[200];

			if (!CHECK(keymap_keys(&keymap, (enum action)action, keys, sizeof keys)[0] != '\0'))
				printf("  %s in %s\n", action_info((enum action)action)->name, sets[i]);
		}
	}
}

static void
ones_own_keys_take_the_place_of_all_keys_of_their_action(void)
{
	struct keymap keymap;
	struct why why;
	char keys[64];

	if (!CHECK_EQ(load("default", "scale: []\nlater: []\nquit: [x, F12, ö, \"] q\"]\ndown: C-n\n", &keymap, &why), 0)) {
		printf("  %s\n", why.text);
		return;
	}
	CHECK_EQ(keymap_action(&keymap, 'x'), ACTION_QUIT);
	CHECK_EQ(keymap_action(&keymap, 0xf6), ACTION_QUIT);
	CHECK_EQ(keymap_action(&keymap, 'Q'), ACTION_NONE);
	CHECK_EQ(keymap_action(&keymap, 14), ACTION_DOWN);
	CHECK_EQ(keymap_action(&keymap, 'j'), ACTION_NONE);
	CHECK_STR(keymap_first(&keymap, ACTION_QUIT, keys, sizeof keys), "x");
	CHECK_STR(keymap_keys(&keymap, ACTION_SCALE, keys, sizeof keys), "");
}

static void
two_keys_make_one_action(void)
{
	struct keymap keymap;
	struct why why;
	char keys[64];

	if (!CHECK_EQ(load("vim", "", &keymap, &why), 0))
		return;
	CHECK_EQ(keymap_press(&keymap, 'g'), ACTION_NONE);
	CHECK_EQ(keymap_press(&keymap, 'g'), ACTION_FIRST);
	CHECK_EQ(keymap_press(&keymap, 'G'), ACTION_LAST);
	CHECK_EQ(keymap_press(&keymap, 'g'), ACTION_NONE);
	CHECK_EQ(keymap_press(&keymap, 'j'), ACTION_NONE);	/* no such pair: both are forgotten */
	CHECK_EQ(keymap_press(&keymap, 'j'), ACTION_DOWN);
	CHECK_STR(keymap_keys(&keymap, ACTION_FIRST, keys, sizeof keys), "gg Home");
}

static const struct {
	const char *set, *text, *says;
} wrong[] = {
	{ "emacs", "", "c.yaml:2:8: there is no set of keys \"emacs\": default, htop, vim" },
	{ "default", "quti: [x]\n", "c.yaml:1:1: no action is called \"quti\" (quit?)" },
	{ "default", "quit: { a: b }\n", "c.yaml:1:1: quit: a list of keys is expected, not a map" },
	{ "default", "quit: [[q]]\n", "c.yaml:1:8: the name of a key is expected, not a list" },
	{ "default", "quit: [Hyper]\n", "c.yaml:1:8: quit: no key is called \"Hyper\"; keys are j, C-d, PgUp, F1, S-Left, Space …, or two of "
	  "them with a blank between" },
	{ "default", "quit: [g h j]\n", "c.yaml:1:8: quit: no key is called \"g h j\"; keys are j, C-d, PgUp, F1, S-Left, Space …, or two of "
	  "them with a blank between" },
	{ "default", "quit: [F12, j]\n", "c.yaml:1:13: key j is bound to both quit and down; \"down: []\" takes the keys of one away" },
	{ "default", "suspend: [x]\n", "c.yaml:1:11: key x is bound to both scale and suspend; \"scale: []\" takes the keys of one away" },
	{ "default", "suspend: [F12]\nredraw: [F12]\n",
	  "c.yaml:1:11: key F12 is bound to both redraw and suspend at c.yaml:2:10; \"redraw: []\" takes the keys of one away" },
	{ "default", "suspend: [j j]\n", "c.yaml:1:11: key j j is bound to both down and suspend; \"down: []\" takes the keys of one away" },
	{ "vim", "suspend: [g]\n", "c.yaml:1:11: key g is bound to both first and suspend at ui/keys-vim.yaml:4:9; \"first: []\" takes the "
	  "keys of one away" },
};

static void
every_bad_binding_gets_its_sentence(void)
{
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct keymap keymap = { .count = 77 };
		struct why why;

		CHECK_EQ(load(wrong[i].set, wrong[i].text, &keymap, &why), -EINVAL);
		CHECK_STR(why.text, wrong[i].says);
		CHECK_EQ(keymap.count, 77);
	}
}

static void
names_of_keys_lead_back_to_them(void)
{
	static const int some[] = { 'j', '~', 4, 27, ' ', '\t', KEYS_F1, KEYS_F12, KEYS_PAGE_DOWN, KEYS_LEFT | KEYS_SHIFT, 0xf6, 0x20ac,
				    0x1f600, 29 };

	for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
		char name[KEY_NAME_CAP];

		key_to_name(some[i], name);
		CHECK_EQ(key_from_name(name, strlen(name)), some[i]);
	}
}

int
main(void)
{
	no_key_of_the_default_set_is_bound_twice();
	every_action_has_a_key_a_name_and_a_sentence();
	keys_are_known_by_their_names();
	a_free_key_does_nothing();
	every_set_has_a_key_for_every_action_and_no_clash();
	ones_own_keys_take_the_place_of_all_keys_of_their_action();
	two_keys_make_one_action();
	every_bad_binding_gets_its_sentence();
	names_of_keys_lead_back_to_them();
	return check_result();
}
