/* Good themes load; bad ones get a sentence with the place of what is wrong. */
#include "ui/theme.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "ui/theme_find.h"

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
	CHECK_EQ(theme.looks[ROLE_ALERT_HIGH].fg.rgb, 0xee8088);
	CHECK_EQ(theme.looks[ROLE_ALERT_HIGH].attrs, ATTR_BOLD);
	CHECK_STR(theme.looks[ROLE_ALERT_HIGH].mark, "!!");
	/* Not mentioned there: like its parent. */
	CHECK_EQ(theme.looks[ROLE_ARGS].fg.rgb, COLOR_OWN);
}

/* In the build tree nothing is installed. */
static void
shipped_themes_need_no_file(void)
{
	size_t count;
	char **names;
	struct theme theme;

	setenv("XDG_CONFIG_HOME", room, 1);
	names = theme_names(&count);
	CHECK(count >= 10);
	for (size_t i = 0; i < count; i++) {
		CHECK_EQ(theme_load(names[i], &theme, NULL), 0);
		CHECK(i == 0 || strcmp(names[i - 1], names[i]) < 0);
	}
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
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
	CHECK_EQ(theme.looks[ROLE_DIM].fg.rgb, 0x010203);
	CHECK_EQ(theme.looks[ROLE_DIM].attrs, ATTR_BOLD | ATTR_UNDERLINE);
	CHECK_EQ(theme.looks[ROLE_ALERT_HIGH].fg.rgb, 0xee8088);
}

/* By its name, from the user's themes. */
static void
ones_own_may_extend_the_shipped_one_of_its_name(void)
{
	char dir[128], path[160];
	struct theme theme;
	struct why why = { "" };
	FILE *file;

	snprintf(dir, sizeof dir, "%s/sightline", room);
	mkdir(dir, 0700);
	snprintf(dir, sizeof dir, "%s/sightline/themes", room);
	mkdir(dir, 0700);
	snprintf(path, sizeof path, "%s/dark.yaml", dir);
	file = fopen(path, "w");
	if (file == NULL || fputs("name: dark\nextends: dark\ncolors: { bad: \"#010203\" }\n", file) < 0 || fclose(file) != 0)
		exit(99);
	setenv("XDG_CONFIG_HOME", room, 1);
	if (!CHECK_EQ(theme_load("dark", &theme, &why), 0))
		printf("  %s\n", why.text);
	CHECK_EQ(theme.looks[ROLE_ERROR].fg.rgb, 0x010203);
	CHECK_EQ(theme.looks[ROLE_TEXT].bg.rgb, 0x15191e);
	unlink(path);
	rmdir(dir);
	snprintf(dir, sizeof dir, "%s/sightline", room);
	rmdir(dir);
}

/* The base's roles name colours, and the names are this theme's. */
static void
new_colors_alone_make_a_theme(void)
{
	static const char text[] =
		"name: mine\nextends: default\nvariant: light\n"
		"colors: { bad: leaf, leaf: { full: \"#00ff00\", 256: 46, 8: green }, accent: bright-blue }\n";
	struct theme theme;
	struct why why;
	struct role_shade shade;

	if (!CHECK_EQ(load(text, sizeof text - 1, &theme, &why), 0))
		printf("  %s\n", why.text);
	CHECK(theme.light && !theme.ascii);
	CHECK_EQ(theme_shade(&theme, ROLE_ERROR, DEPTH_FULL).fg, 0x00ff00);
	CHECK_EQ(theme_shade(&theme, ROLE_ERROR, DEPTH_256).fg, 46);
	CHECK_EQ(theme_shade(&theme, ROLE_ERROR, DEPTH_16).fg, 0);	/* left out, and the nearest, 10, could not be read on white */
	CHECK_EQ(theme_shade(&theme, ROLE_ERROR, DEPTH_8).fg, 2);
	CHECK_EQ(theme_shade(&theme, ROLE_ERROR, DEPTH_MONO).fg, COLOR_OWN);
	shade = theme_shade(&theme, ROLE_CALL, DEPTH_16);
	CHECK_EQ(shade.fg, 12);
	CHECK_EQ(shade.bg, COLOR_OWN);
	CHECK_EQ(theme_shade(&theme, ROLE_CALL, DEPTH_8).fg, 4);
}

#define SIXTEEN(quote) \
	"base00: " quote "101112" quote "\nbase01: " quote "202122" quote "\nbase02: " quote "303132" quote \
	"\nbase03: " quote "404142" quote "\nbase04: " quote "505152" quote "\nbase05: " quote "c0c1c2" quote \
	"\nbase06: " quote "606162" quote "\nbase07: " quote "707172" quote "\nbase08: " quote "f08182" quote \
	"\nbase09: " quote "909192" quote "\nbase0A: " quote "a0a1a2" quote "\nbase0B: " quote "b0b1b2" quote \
	"\nbase0C: " quote "c3c4c5" quote "\nbase0D: " quote "d0d1d2" quote "\nbase0E: " quote "e0e1e2" quote "\nbase0F: " quote "f0f1f2" quote "\n"

static void
schemes_are_themes_as_they_are(void)
{
	static const char *const texts[] = {
		"scheme: \"Old\"\nauthor: \"someone\"\n" SIXTEEN("\""),
		"system: base16\nname: Old\nslug: old\nvariant: light\npalette:\n  base00: \"#101112\"\n  base01: \"#202122\"\n"
		"  base02: \"#303132\"\n  base03: \"#404142\"\n  base04: \"#505152\"\n  base05: \"#c0c1c2\"\n  base06: \"#606162\"\n"
		"  base07: \"#707172\"\n  base08: \"#f08182\"\n  base09: \"#909192\"\n  base0A: \"#a0a1a2\"\n  base0B: \"#b0b1b2\"\n"
		"  base0C: \"#c3c4c5\"\n  base0D: \"#d0d1d2\"\n  base0E: \"#e0e1e2\"\n  base0F: \"#f0f1f2\"\n  base12: \"#ff0000\"\n",
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct theme theme;
		struct why why;

		if (!CHECK_EQ(load(texts[i], strlen(texts[i]), &theme, &why), 0))
			printf("  %s\n", why.text);
		CHECK_STR(theme.name, "Old");
		CHECK_EQ(theme.light, i == 1);
		CHECK_EQ(theme.looks[ROLE_TEXT].bg.rgb, 0x101112);
		CHECK_EQ(theme.looks[ROLE_TEXT].fg.rgb, 0xc0c1c2);
		CHECK_EQ(theme.looks[ROLE_ERROR].fg.rgb, 0xf08182);
		CHECK_EQ(theme.looks[ROLE_ERROR].bg.rgb, 0x101112);
	}
}

/* Known by looking: xterm's cube and greys, and its sixteen. */
static void
what_is_left_out_is_the_nearest(void)
{
	static const struct { int32_t rgb; int at256, at16, at8; } colors[] = {
		{ 0x000000, 16, 0, 0 }, { 0xffffff, 231, 15, 7 }, { 0xff0000, 196, 9, 1 }, { 0x5f87af, 67, 6, 6 },
		{ 0x808080, 244, 7, 7 }, { 0x505050, 239, 8, 0 }, { 0x00d7ff, 45, 14, 6 }, { 0xc0a000, 142, 3, 3 },
	};

	for (size_t i = 0; i < sizeof colors / sizeof *colors; i++) {
		struct color color = color_meant(colors[i].rgb);

		CHECK_EQ(color_at(&color, DEPTH_FULL), colors[i].rgb);
		CHECK_EQ(color_at(&color, DEPTH_256), colors[i].at256);
		CHECK_EQ(color_at(&color, DEPTH_16), colors[i].at16);
		CHECK_EQ(color_at(&color, DEPTH_8), colors[i].at8);
		CHECK_EQ(color_at(&color, DEPTH_MONO), COLOR_OWN);
	}
	for (int index = 16; index < 256; index++) {
		struct color color = color_meant(color_rgb(index));

		CHECK_EQ(color_rgb(color_at(&color, DEPTH_256)), color_rgb(index));
	}
}

static const struct {
	const char *text, *says;
} wrong[] = {
	{ "", ":1:1: a theme wants a \"name\"" },
	{ "# only words\n", ":1:1: a theme wants a \"name\"" },
	{ "name: [x]\n", ":1:1: a theme wants a \"name\"" },
	{ "name: x\nroles: [1, 2\n", ":3:1: no YAML: did not find expected ',' or ']' while parsing a flow sequence" },
	{ "name: x\nrolls: {}\n", ":2:1: a theme has no \"rolls\" (roles?)" },
	{ "name: x\nroles:\n  text: {}\n  texd: {}\n", ":4:3: a theme has no \"texd\" (text?)" },
	{ "name: x\nroles:\n  text: { fg: blau }\n", ":3:15: \"blau\" is not a colour: a name from colors, \"#rrggbb\", one of the "
	  "terminal's (red, bright-blue …) or none is expected" },
	{ "name: x\nroles:\n  text: { front: red }\n", ":3:11: a role has no \"front\"" },
	{ "name: x\nroles:\n  text: red\n", ":3:9: text: a look {fg: …, bg: …, attr: …, mark: …} is expected, not a text" },
	{ "name: x\nroles:\n  text: { attr: shiny }\n", ":3:17: \"shiny\" is not bold, dim, reverse, underline or none" },
	{ "name: x\nroles:\n  text: { attr: bold, fg: [red] }\n", ":3:23: fg: a colour is expected, not a list" },
	{ "name: x\nroles:\n  text: { attr: \"bold, shiny\" }\n", ":3:24: \"shiny\" is not bold, dim, reverse, underline or none" },
	{ "name: x\nroles:\n  text: { mark: \"(looong)\" }\n", ":3:18: a mark is longer than 7 bytes" },
	{ "name: x\nroles:\n  text: { mark: \"\xe2\x9d\x97\" }\n", ":3:18: a mark is of ASCII letters and signs" },
	{ "name: x\ncolors: { ok: grun }\n", ":2:15: \"grun\" is not a colour: a name from colors" },
	{ "name: x\ncolors: { a: b, b: a }\n", "\" leads back to itself" },
	{ "name: x\ncolors: { a: { 256: 5 } }\n", ":2:11: a wants a \"full\": the colour as it is meant, \"#rrggbb\"" },
	{ "name: x\ncolors: { a: { full: red } }\n", ":2:22: \"red\" is not a colour such as \"#5fa8d3\"" },
	{ "name: x\ncolors: { a: { full: \"#123456\", 256: 256 } }\n", ":2:38: \"256\" is not one of the 256" },
	{ "name: x\ncolors: { a: { full: \"#123456\", 8: bright-red } }\n", ":2:36: \"bright-red\" is not one of the 8" },
	{ "name: x\ncolors: { a: { full: \"#123456\", 88: 3 } }\n", ":2:33: a colour has no \"88\"" },
	{ "name: x\ncolors: [a]\n", ":2:1: colors: a map of names to colours is expected, not a list" },
	{ "name: x\nvariant: bright\n", ":2:10: variant: dark or light is expected" },
	{ "name: x\nascii: maybe\n", ":2:8: ascii: no or yes is expected" },
	{ "name: x\nname: y\n", ":2:1: \"name\" is here a second time, first in line 1" },
	{ "name: x\n---\nname: y\n", ":2:1: a second document begins here; one is expected" },
	{ "name: &a x\nextends: *a\n", ":2:10: *a: aliases are not taken; write a name from colors instead" },
	{ "name: x\ncolors: {}\nextends: nowhere\n", ":3:10: there is no theme \"nowhere\"" },
	{ "name: x\nextends: nowhere\n", ":2:10: there is no theme \"nowhere\"" },
	{ "name: x\nextends: drak\n", ":2:10: there is no theme \"drak\" (dark?)" },
	{ "name: x\nroles: 5\n", ":2:8: roles: a map of roles to looks is expected, not a text" },
	{ "name: \"\xff\xfe\"\n", ":1:8: no YAML: invalid leading UTF-8 octet" },
	{ "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n", "nested too deeply" },
	{ "scheme: x\nbase00: 101112\n", ":1:1: a scheme wants a \"base01\"" },
	{ "name: x\npalette: { base00: 101112 }\n", ":2:1: palette wants a \"base01\"" },
	{ "scheme: x\n" SIXTEEN("\"") "base10: \"zzzzzz\"\n", ":18:10: base10: \"zzzzzz\" is not a colour such as 5fa8d3" },
	{ "scheme: x\n" SIXTEEN("\"") "base1F: \"ffffff\"\n", ":18:1: a scheme has no \"base1F\" (base0F?)" },
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
		CHECK(theme.looks[role].fg.rgb == COLOR_OWN && theme.looks[role].bg.rgb == COLOR_OWN);
	CHECK(theme.looks[ROLE_CURSOR].attrs & ATTR_REVERSE);
}

int
main(void)
{
	if (mkdtemp(room) == NULL)
		return 99;
	every_shipped_theme_loads();
	shipped_themes_need_no_file();
	a_theme_changes_only_what_it_says();
	ones_own_may_extend_the_shipped_one_of_its_name();
	new_colors_alone_make_a_theme();
	schemes_are_themes_as_they_are();
	what_is_left_out_is_the_nearest();
	every_bad_theme_gets_its_sentence_and_leaves_the_old_one();
	a_theme_of_a_megabyte_is_refused();
	without_colour_there_are_attributes();
	rmdir(room);
	return check_result();
}
