/* Keys and their names. */
#include "ui/keymap.h"

#include "check.h"

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

int
main(void)
{
	no_key_of_the_default_set_is_bound_twice();
	every_action_has_a_key_a_name_and_a_sentence();
	keys_are_known_by_their_names();
	a_free_key_does_nothing();
	return check_result();
}
