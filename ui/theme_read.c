/* A theme from its file and those it extends; see theme.h. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "config/scheme.h"
#include "config/yaml.h"
#include "ui/theme.h"
#include "ui/theme_find.h"

enum { CHAIN_MAX = 6, NAMES_MAX = 8 };

static const enum role parents[ROLE_COUNT] = {
#define ROLE_PARENT(id, name, parent, letter) [ROLE_##id] = ROLE_##parent,
	THEME_ROLES(ROLE_PARENT)
#undef ROLE_PARENT
};

static const struct {
	const char *name;
	unsigned bit;
} attributes[] = {
	{ "bold", ATTR_BOLD }, { "reverse", ATTR_REVERSE }, { "underline", ATTR_UNDERLINE }, { "dim", ATTR_DIM },
};

/* A theme, then what it extends, and so on: what the first says counts. */
struct chain {
	struct link {
		struct yaml_doc doc;
		const struct yaml_node *colors, *roles;
	} links[CHAIN_MAX];
	size_t count;
	bool variant_said, ascii_said;
	struct why *why;
};

/* --- colours --------------------------------------------------------------------------- */

static const struct yaml_node *
find_color(const struct chain *chain, const char *name)
{
	const struct yaml_node *node = NULL;

	for (size_t i = 0; i < chain->count && node == NULL; i++)
		node = yaml_get(chain->links[i].colors, name);
	return node;
}

static int
no_color(const struct chain *chain, const struct written *text)
{
	return why_written(chain->why, -EINVAL, text, 0,
			   "\"%.40s\" is not a colour: a name from colors, \"#rrggbb\", one of the terminal's (red, bright-blue …) or "
			   "none is expected", text->text);
}

/* {full: "#5fa8d3", 256: 74, 16: bright-blue, 8: cyan}: what is left out is the nearest. */
static int
read_depths(const struct chain *chain, const struct yaml_node *node, struct color *color)
{
	static const char *const known[] = { "full", "256", "16", "8", NULL };
	static const enum depth depths[] = { DEPTH_FULL, DEPTH_256, DEPTH_16, DEPTH_8 };
	static const int counts[] = { 0, 256, 16, 8 };
	int r = yaml_only(node, known, "a colour", chain->why);

	for (size_t i = 0; r == 0 && known[i] != NULL; i++) {
		const struct yaml_node *part = yaml_get(node, known[i]);

		if (part == NULL && depths[i] == DEPTH_FULL)
			r = yaml_wrong(node, chain->why, "%s wants a \"full\": the colour as it is meant, \"#rrggbb\"",
				       node->key.text);
		if (part == NULL || r < 0)
			continue;
		r = yaml_expect(part, YAML_TEXT, "a colour", chain->why);
		if (r == 0 && depths[i] == DEPTH_FULL && strcmp(part->text.text, "none") == 0)
			color->rgb = COLOR_OWN;
		else if (r == 0 && depths[i] == DEPTH_FULL && !color_read_rgb(part->text.text, &color->rgb))
			r = why_written(chain->why, -EINVAL, &part->text, 0,
					"\"%.40s\" is not a colour such as \"#5fa8d3\"", part->text.text);
		else if (r == 0 && depths[i] != DEPTH_FULL &&
			 !color_read_index(part->text.text, counts[i], &color->at[depths[i]]))
			r = why_written(chain->why, -EINVAL, &part->text, 0,
					"\"%.40s\" is not one of the %d: a number below that, a name or none is expected",
					part->text.text, counts[i]);
	}
	return r;
}

/* `seen` names led here; one that leads to itself is found by their count. */
static int
read_color(const struct chain *chain, const struct yaml_node *node, unsigned seen, struct color *ret_color)
{
	const struct written *text = &node->text;
	struct color color = color_meant(COLOR_OWN);
	const struct yaml_node *named;
	int16_t index;
	int r;

	if (node->kind == YAML_MAP) {
		r = read_depths(chain, node, &color);
	} else {
		r = yaml_expect(node, YAML_TEXT, "a colour", chain->why);
		if (r < 0)
			return r;
		named = find_color(chain, text->text);
		if (seen > NAMES_MAX)
			return why_written(chain->why, -EINVAL, text, 0, "\"%.40s\" leads back to itself", text->text);
		if (named != NULL)
			return read_color(chain, named, seen + 1, ret_color);
		if (strcmp(text->text, "none") == 0 || color_read_rgb(text->text, &color.rgb))
			color = color_meant(color.rgb);
		else if (color_read_index(text->text, 16, &index))
			color = (struct color){ color_rgb(index), { index, index < 8 ? index : index - 8, index, index } };
		else
			return no_color(chain, text);
	}
	if (r == 0)
		*ret_color = color;
	return r;
}

/* Also those that no role uses. */
static int
check_colors(const struct chain *chain, const struct link *link)
{
	struct color color;
	int r = link->colors != NULL ? yaml_expect(link->colors, YAML_MAP, "a map of names to colours", chain->why) : 0;

	for (size_t i = 0; r == 0 && link->colors != NULL && i < link->colors->count; i++) {
		const struct yaml_node *node = &link->colors->parts[i];

		/* a scheme has its name and more beside the colours */
		if (link->colors != &link->doc.root || strncmp(node->key.text, "base", 4) == 0)
			r = read_color(chain, node, 0, &color);
	}
	return r;
}

/* --- roles ------------------------------------------------------------------------------- */

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
read_attrs(const struct chain *chain, const struct yaml_node *node, unsigned *attrs)
{
	const char *text = node->text.text;
	unsigned bits = 0, bit;
	int r = yaml_expect(node, YAML_TEXT, "bold, dim, reverse or underline", chain->why);

	if (r < 0)
		return r;
	for (size_t at = strspn(text, " ,"), len; text[at] != '\0'; at += len, at += strspn(text + at, " ,")) {
		len = strcspn(text + at, " ,");
		if (len == 4 && strncmp(text + at, "none", len) == 0)
			continue;
		if (!find_attr(text + at, len, &bit))
			return why_written(chain->why, -EINVAL, &node->text, at,
					   "\"%.*s\" is not bold, dim, reverse, underline or none", (int)len,
					   text + at);
		bits |= bit;
	}
	*attrs = bits;
	return 0;
}

static int
read_mark(const struct chain *chain, const struct yaml_node *node, char *mark)
{
	int r = yaml_expect(node, YAML_TEXT, "a mark of a few letters", chain->why);

	if (r < 0)
		return r;
	if (strlen(node->text.text) >= MARK_CAP)
		return why_written(chain->why, -EINVAL, &node->text, 0, "a mark is longer than %d bytes", MARK_CAP - 1);
	for (const char *c = node->text.text; *c != '\0'; c++)
		if (*c < ' ' || *c > '~')
			return why_written(chain->why, -EINVAL, &node->text, 0, "a mark is of ASCII letters and signs");
	snprintf(mark, MARK_CAP, "%s", node->text.text);
	return 0;
}

/* What the chain says of a role; the rest it has from its parent. */
static int
read_role(const struct chain *chain, enum role role, struct role_look *look)
{
	const struct yaml_node *fg = NULL, *bg = NULL, *attr = NULL, *mark = NULL;
	int r = 0;

	for (size_t i = 0; i < chain->count; i++) {
		const struct yaml_node *node = yaml_get(chain->links[i].roles, role_name(role));

		fg = fg != NULL ? fg : yaml_get(node, "fg");
		bg = bg != NULL ? bg : yaml_get(node, "bg");
		attr = attr != NULL ? attr : yaml_get(node, "attr");
		mark = mark != NULL ? mark : yaml_get(node, "mark");
	}
	look->mark[0] = '\0';
	if (fg != NULL)
		r = read_color(chain, fg, 0, &look->fg);
	if (r == 0 && bg != NULL)
		r = read_color(chain, bg, 0, &look->bg);
	if (r == 0 && attr != NULL)
		r = read_attrs(chain, attr, &look->attrs);
	return r == 0 && mark != NULL ? read_mark(chain, mark, look->mark) : r;
}

static int
check_roles(const struct chain *chain, const struct yaml_node *nodes)
{
	static const char *const parts[] = { "fg", "bg", "attr", "mark", NULL };
	const char *known[ROLE_COUNT + 1] = { NULL };
	int r = nodes != NULL ? yaml_expect(nodes, YAML_MAP, "a map of roles to looks", chain->why) : 0;

	for (unsigned role = 0; role < ROLE_COUNT; role++)
		known[role] = role_name((enum role)role);
	if (r == 0 && nodes != NULL)
		r = yaml_only(nodes, known, "a theme", chain->why);
	for (size_t i = 0; r == 0 && nodes != NULL && i < nodes->count; i++) {
		r = yaml_expect(&nodes->parts[i], YAML_MAP, "a look {fg: …, bg: …, attr: …, mark: …}", chain->why);
		if (r == 0)
			r = yaml_only(&nodes->parts[i], parts, "a role", chain->why);
	}
	return r;
}

/* --- a whole theme ------------------------------------------------------------------------- */

/* One of two words, said by the first theme of the chain that says it. */
static int
read_yes(const struct chain *chain, const struct yaml_node *node, const char *no, const char *yes, bool *said,
	 bool *value)
{
	if (node == NULL)
		return 0;
	if (node->kind != YAML_TEXT || (strcmp(node->text.text, no) != 0 && strcmp(node->text.text, yes) != 0))
		return why_written(chain->why, -EINVAL, &node->text, 0, "%s: %s or %s is expected", node->key.text, no,
				   yes);
	*value = *said ? *value : strcmp(node->text.text, yes) == 0;
	*said = true;
	return 0;
}

/* Takes in one document; *ret_next is what it extends, NULL nothing. The first gives the theme its name. */
static int
read_link(struct chain *chain, struct link *link, struct theme *theme, const struct written **ret_next)
{
	static const char *const known[] = { "name", "extends", "variant", "ascii", "colors", "roles", NULL };
	static const struct written base16 = { .text = "base16", .file = "themes" };
	const struct yaml_node *root = &link->doc.root, *name = yaml_get(root, "name"),
			       *extends = yaml_get(root, "extends");
	bool first = link == chain->links;
	struct scheme scheme;
	int r = yaml_expect(root, YAML_MAP, "a theme", chain->why);

	if (r == 0 && scheme_is(&link->doc)) {
		r = scheme_read(&link->doc, &scheme, chain->why);
		link->colors = r == 0 ? scheme.colors : NULL;
		*ret_next = &base16;
		if (r == 0 && first)
			snprintf(theme->name, sizeof theme->name, "%s", scheme.name);
		theme->light = r == 0 && !chain->variant_said ? scheme.light : theme->light;
		chain->variant_said = true;
		return r;
	}
	if (r == 0)
		r = yaml_only(root, known, "a theme", chain->why);
	if (r == 0 && (name == NULL || name->kind != YAML_TEXT))
		r = yaml_wrong(name != NULL ? name : root, chain->why, "a theme wants a \"name\"");
	if (r == 0 && extends != NULL)
		r = yaml_expect(extends, YAML_TEXT, "the name of a theme", chain->why);
	if (r < 0)
		return r;
	link->colors = yaml_get(root, "colors");
	link->roles = yaml_get(root, "roles");
	*ret_next = extends != NULL ? &extends->text : NULL;
	if (first)
		snprintf(theme->name, sizeof theme->name, "%s", name->text.text);
	r = check_roles(chain, link->roles);
	if (r == 0)
		r = read_yes(chain, yaml_get(root, "variant"), "dark", "light", &chain->variant_said, &theme->light);
	if (r == 0)
		r = read_yes(chain, yaml_get(root, "ascii"), "no", "yes", &chain->ascii_said, &theme->ascii);
	return r;
}

static int
read_chain(struct chain *chain, const char *name, struct theme *theme)
{
	const struct written *next = NULL;
	const char *at = name;
	struct why why;
	int r = 0;

	do {
		struct link *link = &chain->links[chain->count];

		if (chain->count == CHAIN_MAX)
			return why_written(chain->why, -EINVAL, next, 0, "themes extend one another without end");
		/* One's own "dark" extends the shipped one. */
		if (next != NULL && strcmp(next->text, at) == 0)
			r = theme_find_shipped(at, &link->doc, &why);
		else
			r = theme_find(next != NULL ? next->text : name, &link->doc, &why);
		if (r < 0)
			return next != NULL && r == -ENOENT ? why_written(chain->why, -EINVAL, next, 0, "%s", why.text)
							    : why_set(chain->why, r, "%s", why.text);
		chain->count++;
		at = next != NULL ? next->text : name;
		next = NULL;
		r = read_link(chain, link, theme, &next);
	} while (r == 0 && next != NULL);
	for (size_t i = 0; r == 0 && i < chain->count; i++)
		r = check_colors(chain, &chain->links[i]);
	return r;
}

int
theme_load(const char *name, struct theme *ret_theme, struct why *reterr_why)
{
	struct chain chain = { .why = reterr_why };
	struct theme theme = { .name = "" };
	int r = read_chain(&chain, name, &theme);

	for (unsigned role = 0; r == 0 && role < ROLE_COUNT; role++) {
		theme.looks[role] = theme.looks[parents[role]];
		if (role == ROLE_TEXT)
			theme.looks[role] = (struct role_look){ .fg = color_meant(COLOR_OWN), .bg = color_meant(COLOR_OWN) };
		r = read_role(&chain, (enum role)role, &theme.looks[role]);
	}
	for (size_t i = 0; i < chain.count; i++)
		yaml_done(&chain.links[i].doc);
	if (r == 0)
		*ret_theme = theme;
	return r;
}
