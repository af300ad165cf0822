/* Good themes load; bad ones get a sentence with the place of what is wrong. */
#include "ui/theme.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

static char room[] = "/tmp/sightline-theme-XXXXXX";

static int
load(const char *text, size_t len, struct theme *theme, struct why *why)
{
	char path[128];
	FILE *file;
	int r;

	snprintf(path, sizeof path, "%s/t.yaml", room);
	file = fopen(path, "w");
	if (file == NULL || fwrite(text, 1, len, file) != len || fclose(file) != 0)
		exit(99);
	why->text[0] = '\0';
	r = theme_load(path, theme, why);
	unlink(path);
	return r;
}

static void
every_shipped_theme_loads(void)
{
	struct theme theme;
	struct why why = { "" };

	if (!CHECK_EQ(theme_load(THEMES "/default.yaml", &theme, &why), 0))
		printf("  %s\n", why.text);
	CHECK_STR(theme.name, "default");
	CHECK_EQ(theme.looks[ROLE_ALERT_HIGH].fg, 0xe06c75);
	CHECK_EQ(theme.looks[ROLE_ALERT_HIGH].attrs, ATTR_BOLD);
	/* Not mentioned there: like its parent. */
	CHECK_EQ(theme.looks[ROLE_ARGS].fg, -1);
}

static void
the_default_needs_no_file(void)
{
	struct theme theme;

	setenv("XDG_CONFIG_HOME", room, 1);
	CHECK_EQ(theme_load("default", &theme, NULL), 0);
	CHECK_STR(theme.name, "default");
}

static void
a_theme_changes_only_what_it_says(void)
{
	static const char text[] = "name: mine\nextends: default\nroles:\n  dim: { fg: \"#010203\", attr: bold underline }\n";
	struct theme theme;
	struct why why;

	if (!CHECK_EQ(load(text, sizeof text - 1, &theme, &why), 0))
		printf("  %s\n", why.text);
	CHECK_STR(theme.name, "mine");
	CHECK_EQ(theme.looks[ROLE_DIM].fg, 0x010203);
	CHECK_EQ(theme.looks[ROLE_DIM].attrs, ATTR_BOLD | ATTR_UNDERLINE);
	CHECK_EQ(theme.looks[ROLE_ALERT_HIGH].fg, 0xe06c75);
}

static const struct {
	const char *text, *says;
} wrong[] = {
	{ "", ":1:1: a theme wants a \"name\"" },
	{ "# only words\n", ":1:1: a theme wants a \"name\"" },
	{ "name: x\nroles: [1, 2\n", ":3:1: no YAML" },
	{ "name: x\nrolls: {}\n", ":2:1: a theme has no \"rolls\"" },
	{ "name: x\nroles:\n  text: {}\n  texd: {}\n", ":4:3: a theme has no \"texd\" (text?)" },
	{ "name: x\nroles:\n  text: { fg: blau }\n", ":3:15: \"blau\" is not a name from colors" },
	{ "name: x\nroles:\n  text: { attr: shiny }\n", ":3:17: \"shiny\" is not bold" },
	{ "name: x\ncolors: { ok: green }\n", ":2:15: ok: \"green\" is not a colour" },
	{ "name: x\nname: y\n", ":2:1: \"name\" is here a second time, first in line 1" },
	{ "name: x\n---\nname: y\n", "a second document" },
	{ "name: &a x\nextends: *a\n", ":2:10: *a: aliases are not taken; write a name from colors instead" },
	{ "name: x\nextends: nowhere\n", "no theme \"nowhere\"" },
	{ "name: x\nroles: 5\n", ":2:8: roles: a map of roles to looks is expected, not a text" },
	{ "name: \"\xff\xfe\"\n", "no YAML" },
	{ "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n", "nested too deeply" },
};

static void
every_bad_theme_gets_its_sentence_and_leaves_the_old_one(void)
{
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct theme theme = { .name = "old" };
		struct why why;

		CHECK(load(wrong[i].text, strlen(wrong[i].text), &theme, &why) < 0);
		if (!CHECK(strstr(why.text, wrong[i].says) != NULL))
			printf("  \"%s\" does not say \"%s\"\n", why.text, wrong[i].says);
		CHECK_STR(theme.name, "old");
	}
}

static void
a_theme_of_a_megabyte_is_refused(void)
{
	static char text[1 << 20];
	struct theme theme;
	struct why why;

	memset(text, '#', sizeof text);
	CHECK(load(text, sizeof text, &theme, &why) < 0);
	CHECK(strstr(why.text, "larger than") != NULL);
}

static void
without_colour_there_are_attributes(void)
{
	struct theme theme;

	theme_plain(&theme);
	for (unsigned role = 0; role < ROLE_COUNT; role++)
		CHECK(theme.looks[role].fg == -1 && theme.looks[role].bg == -1);
	CHECK(theme.looks[ROLE_CURSOR].attrs & ATTR_REVERSE);
}

int
main(void)
{
	if (mkdtemp(room) == NULL)
		return 99;
	every_shipped_theme_loads();
	the_default_needs_no_file();
	a_theme_changes_only_what_it_says();
	every_bad_theme_gets_its_sentence_and_leaves_the_old_one();
	a_theme_of_a_megabyte_is_refused();
	without_colour_there_are_attributes();
	rmdir(room);
	return check_result();
}
