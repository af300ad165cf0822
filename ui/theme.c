#include "ui/theme.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "config/yaml.h"
#include "ui/theme_builtin.h"

enum { EXTENDS_MAX = 4 };

/* --- names -------------------------------------------------------------------------- */

static const struct {
	const char *name;
	enum role parent;
	char letter;
} roles[ROLE_COUNT] = {
#define ROLE_INFO(id, name, parent, letter) [ROLE_##id] = { name, ROLE_##parent, letter },
	THEME_ROLES(ROLE_INFO)
#undef ROLE_INFO
};

static const struct {
	const char *name;
	unsigned bit;
} attributes[] = {
	{ "bold", ATTR_BOLD }, { "reverse", ATTR_REVERSE }, { "underline", ATTR_UNDERLINE }, { "dim", ATTR_DIM },
};

const char *
role_name(enum role role)
{
	return roles[(unsigned)role < ROLE_COUNT ? role : ROLE_TEXT].name;
}

char
role_letter(enum role role)
{
	return roles[(unsigned)role < ROLE_COUNT ? role : ROLE_TEXT].letter;
}

void
theme_plain(struct theme *ret_theme)
{
	static const struct { enum role role; unsigned attrs; } marks[] = {
		{ ROLE_TITLE_FOCUS, ATTR_BOLD }, { ROLE_BAR, ATTR_REVERSE }, { ROLE_CURSOR, ATTR_REVERSE },
		{ ROLE_SOURCE_HERE, ATTR_REVERSE }, { ROLE_HEADER, ATTR_BOLD }, { ROLE_ERROR, ATTR_BOLD },
		{ ROLE_ALERT_HIGH, ATTR_BOLD }, { ROLE_PROMPT, ATTR_BOLD }, { ROLE_MESSAGE, ATTR_BOLD },
		{ ROLE_BAR_KEY, ATTR_REVERSE | ATTR_BOLD }, { ROLE_STATE_LIVE, ATTR_REVERSE | ATTR_BOLD },
		{ ROLE_STATE_PAUSED, ATTR_REVERSE | ATTR_BOLD }, { ROLE_STATE_ENDED, ATTR_REVERSE | ATTR_BOLD },
		{ ROLE_LOSS, ATTR_REVERSE | ATTR_BOLD },
		{ ROLE_SPECTRO_2, ATTR_DIM }, { ROLE_SPECTRO_4, ATTR_DIM }, { ROLE_SPECTRO_6, ATTR_DIM },
		{ ROLE_SPECTRO_8, ATTR_DIM }, { ROLE_SPECTRO_9, ATTR_BOLD },
	};

	*ret_theme = (struct theme){ .name = "plain" };
	for (unsigned role = 0; role < ROLE_COUNT; role++)
		ret_theme->looks[role] = (struct role_look){ .fg = -1, .bg = -1 };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		ret_theme->looks[marks[i].role].attrs = marks[i].attrs;
}

/* --- reading ------------------------------------------------------------------------- */

static bool
hex_color(const char *text, int32_t *ret_color)
{
	if (text[0] != '#' || strlen(text) != 7 || strspn(text + 1, "0123456789abcdefABCDEF") != 6)
		return false;
	*ret_color = (int32_t)strtol(text + 1, NULL, 16);
	return true;
}

/* A role's colour: a name of the theme's own, a number, or none. */
static int
read_color(const struct yaml_node *colors, const struct yaml_node *node, int32_t *color, struct why *why)
{
	const struct yaml_node *named;
	int r;

	if (node == NULL)
		return 0;
	r = yaml_expect(node, YAML_TEXT, "a colour", why);
	if (r < 0)
		return r;
	named = yaml_get(colors, node->text.text);
	if (strcmp(node->text.text, "none") == 0)
		*color = -1;
	else if (!hex_color(named != NULL ? named->text.text : node->text.text, color))
		return why_written(why, -EINVAL, &node->text, 0, "\"%s\" is not a name from colors, \"#rrggbb\" or none",
				   node->text.text);
	return 0;
}

static bool
find_attr(const char *word, size_t len, unsigned *ret_bit)
{
	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
		if (strlen(attributes[i].name) == len && strncmp(attributes[i].name, word, len) == 0) {
			*ret_bit = attributes[i].bit;
			return true;
		}
	return false;
}

static int
read_attrs(const struct yaml_node *node, unsigned *attrs, struct why *why)
{
	unsigned bits = 0, bit;
	const char *text;
	int r;

	if (node == NULL)
		return 0;
	r = yaml_expect(node, YAML_TEXT, "bold, dim, reverse or underline", why);
	if (r < 0)
		return r;
	text = node->text.text;
	for (size_t at = strspn(text, " ,"), len; text[at] != '\0'; at += len, at += strspn(text + at, " ,")) {
		len = strcspn(text + at, " ,");
		if (!find_attr(text + at, len, &bit))
			return why_written(why, -EINVAL, &node->text, at, "\"%.*s\" is not bold, dim, reverse or underline",
					   (int)len, text + at);
		bits |= bit;
	}
	*attrs = bits;
	return 0;
}

static int
read_role(const struct yaml_node *colors, const struct yaml_node *node, struct role_look *look, struct why *why)
{
	static const char *const known[] = { "fg", "bg", "attr", NULL };
	int r = yaml_expect(node, YAML_MAP, "a look {fg: …, bg: …, attr: …}", why);

	if (r == 0)
		r = yaml_only(node, known, "a role", why);
	if (r == 0)
		r = read_color(colors, yaml_get(node, "fg"), &look->fg, why);
	if (r == 0)
		r = read_color(colors, yaml_get(node, "bg"), &look->bg, why);
	return r == 0 ? read_attrs(yaml_get(node, "attr"), &look->attrs, why) : r;
}

static int
check_colors(const struct yaml_node *colors, struct why *why)
{
	int32_t color;
	int r = colors != NULL ? yaml_expect(colors, YAML_MAP, "a map of names to colours", why) : 0;

	for (size_t i = 0; r == 0 && colors != NULL && i < colors->count; i++)
		if (colors->parts[i].kind != YAML_TEXT || !hex_color(colors->parts[i].text.text, &color))
			r = why_written(why, -EINVAL, &colors->parts[i].text, 0, "%s: \"%s\" is not a colour such as \"#5fa8d3\"",
					colors->parts[i].key.text, colors->parts[i].text.text);
	return r;
}

static int
check_roles(const struct yaml_node *nodes, struct why *why)
{
	const char *known[ROLE_COUNT + 1] = { NULL };
	int r = nodes != NULL ? yaml_expect(nodes, YAML_MAP, "a map of roles to looks", why) : 0;

	for (unsigned role = 0; role < ROLE_COUNT; role++)
		known[role] = roles[role].name;
	return r == 0 && nodes != NULL ? yaml_only(nodes, known, "a theme", why) : r;
}

static int
resolve(const struct yaml_node *root, bool extends, struct theme *theme, struct why *why)
{
	const struct yaml_node *colors = yaml_get(root, "colors"), *looks = yaml_get(root, "roles");
	int r = check_colors(colors, why);

	if (r == 0)
		r = check_roles(looks, why);
	for (unsigned role = 0; r == 0 && role < ROLE_COUNT; role++) {
		struct role_look *look = &theme->looks[role];
		const struct yaml_node *node = yaml_get(looks, roles[role].name);

		if (!extends)
			*look = role == ROLE_TEXT ? (struct role_look){ .fg = -1, .bg = -1 } : theme->looks[roles[role].parent];
		if (node != NULL)
			r = read_role(colors, node, look, why);
	}
	return r;
}

static int load_named(const char *name, unsigned depth, struct theme *theme, struct why *why);

static int
load_doc(const struct yaml_doc *doc, unsigned depth, struct theme *theme, struct why *why)
{
	static const char *const known[] = { "name", "extends", "colors", "roles", NULL };
	const struct yaml_node *name = yaml_get(&doc->root, "name"), *extends = yaml_get(&doc->root, "extends");
	int r = yaml_expect(&doc->root, YAML_MAP, "a theme", why);

	if (r == 0)
		r = yaml_only(&doc->root, known, "a theme", why);
	if (r < 0)
		return r;
	if (name == NULL || name->kind != YAML_TEXT)
		return yaml_wrong(&doc->root, why, "a theme wants a \"name\"");
	if (extends != NULL && depth >= EXTENDS_MAX)
		return yaml_wrong(extends, why, "themes extend one another without end");
	if (extends != NULL)
		r = load_named(extends->text.text, depth + 1, theme, why);
	if (r == 0)
		r = resolve(&doc->root, extends != NULL, theme, why);
	snprintf(theme->name, sizeof theme->name, "%s", name->text.text);
	return r;
}

static const char instead[] = "a name from colors";

static int
load_builtin(unsigned depth, struct theme *theme, struct why *why)
{
	struct yaml_doc doc;
	int r = yaml_read("themes/default.yaml", theme_builtin, sizeof theme_builtin - 1, instead, &doc, why);

	if (r < 0)
		return r;
	r = load_doc(&doc, depth, theme, why);
	yaml_done(&doc);
	return r;
}

static int
load_path(const char *path, unsigned depth, struct theme *theme, struct why *why)
{
	struct yaml_doc doc;
	int r = yaml_read_file(path, instead, &doc, why);

	if (r < 0)
		return r;
	r = load_doc(&doc, depth, theme, why);
	yaml_done(&doc);
	return r;
}

/* Tries DIR/NAME.yaml; 1 when there is no such file. */
static int
try_dir(const char *dir, const char *below, const char *name, unsigned depth, struct theme *theme, struct why *why)
{
	char *path;
	int r;

	if (dir == NULL || dir[0] == '\0')
		return 1;
	path = mem_format("%s%s/%s.yaml", dir, below, name);
	r = load_path(path, depth, theme, why);
	free(path);
	return r == -ENOENT ? 1 : r;
}

static int
load_named(const char *name, unsigned depth, struct theme *theme, struct why *why)
{
	int r;

	if (strchr(name, '/') != NULL || (strlen(name) > 5 && strcmp(name + strlen(name) - 5, ".yaml") == 0))
		return load_path(name, depth, theme, why);
	r = try_dir(getenv("XDG_CONFIG_HOME"), "/sightline/themes", name, depth, theme, why);
	if (r > 0 && getenv("XDG_CONFIG_HOME") == NULL)
		r = try_dir(getenv("HOME"), "/.config/sightline/themes", name, depth, theme, why);
	if (r > 0)
		r = try_dir(THEMES_DIR, "", name, depth, theme, why);
	if (r > 0 && strcmp(name, "default") == 0)
		r = load_builtin(depth, theme, why);
	if (r > 0)
		return why_set(why, -ENOENT, "no theme \"%s\" in the user's themes or in %s", name, THEMES_DIR);
	return r;
}

int
theme_load(const char *name, struct theme *ret_theme, struct why *reterr_why)
{
	struct theme theme = { .name = "" };
	int r = load_named(name, 0, &theme, reterr_why);

	if (r < 0)
		return r;
	*ret_theme = theme;
	return 0;
}
