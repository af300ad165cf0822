#include "ui/theme.h"

#include <cyaml/cyaml.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "ui/theme_builtin.h"
#include "ui/yaml.h"

/* Names that a theme's colors may have. */
#define COLORS(X) \
	X(black) X(white) X(bar) X(bright) X(muted) X(accent) X(ok) X(warn) X(bad) X(info) X(string) X(number) X(heat)

enum color {
#define COLOR_ENUM(name) COLOR_##name,
	COLORS(COLOR_ENUM)
#undef COLOR_ENUM
	COLOR_COUNT
};

enum { EXTENDS_MAX = 4 };

struct role_entry {
	char *fg, *bg, *attr;
};

/* A theme file as libcyaml loads it. */
struct theme_file {
	char *name, *extends;
	struct color_list { char *values[COLOR_COUNT]; } *colors;
	struct role_list { struct role_entry *entries[ROLE_COUNT]; } *roles;
};

/* --- the tables libcyaml reads by ------------------------------------------------ */

enum { OPTIONAL = CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL };

static const cyaml_schema_field_t role_entry_fields[] = {
	CYAML_FIELD_STRING_PTR("fg", OPTIONAL, struct role_entry, fg, 0, 32),
	CYAML_FIELD_STRING_PTR("bg", OPTIONAL, struct role_entry, bg, 0, 32),
	CYAML_FIELD_STRING_PTR("attr", OPTIONAL, struct role_entry, attr, 0, 64),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t role_fields[] = {
#define ROLE_FIELD(id, name, parent, letter) \
	CYAML_FIELD_MAPPING_PTR(name, OPTIONAL, struct role_list, entries[ROLE_##id], role_entry_fields),
	THEME_ROLES(ROLE_FIELD)
#undef ROLE_FIELD
	CYAML_FIELD_END
};

static const cyaml_schema_field_t color_fields[] = {
#define COLOR_FIELD(name) \
	CYAML_FIELD_STRING_PTR(#name, OPTIONAL, struct color_list, values[COLOR_##name], 0, 32),
	COLORS(COLOR_FIELD)
#undef COLOR_FIELD
	CYAML_FIELD_END
};

static const cyaml_schema_field_t file_fields[] = {
	CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct theme_file, name, 1, 63),
	CYAML_FIELD_STRING_PTR("extends", OPTIONAL, struct theme_file, extends, 1, 255),
	CYAML_FIELD_MAPPING_PTR("colors", OPTIONAL, struct theme_file, colors, color_fields),
	CYAML_FIELD_MAPPING_PTR("roles", OPTIONAL, struct theme_file, roles, role_fields),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t file_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct theme_file, file_fields),
};

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

static const char *const color_names[COLOR_COUNT] = {
#define COLOR_NAME(name) [COLOR_##name] = #name,
	COLORS(COLOR_NAME)
#undef COLOR_NAME
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
	};

	*ret_theme = (struct theme){ .name = "plain" };
	for (unsigned role = 0; role < ROLE_COUNT; role++)
		ret_theme->looks[role] = (struct role_look){ .fg = -1, .bg = -1 };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		ret_theme->looks[marks[i].role].attrs = marks[i].attrs;
}

/* --- reading ------------------------------------------------------------------------- */

struct reading {
	const struct yaml_doc *doc;
	struct why *why;
	char cyaml_says[256];	/* libcyaml's first complaint */
};

/* libcyaml tells what is wrong through its log only. */
static void __attribute__((format(printf, 3, 0)))
hear(cyaml_log_t level, void *context, const char *fmt, va_list args)
{
	struct reading *reading = context;

	if (level >= CYAML_LOG_ERROR && reading->cyaml_says[0] == '\0')
		vsnprintf(reading->cyaml_says, sizeof reading->cyaml_says, fmt, args);
}

static int
complain_at(struct reading *reading, const char *path, const char *what, const char *value)
{
	const struct yaml_key *key = yaml_find(reading->doc, path);

	return why_at(reading->why, -EINVAL, reading->doc->file, key != NULL ? key->line : 0,
		      key != NULL ? key->column : 0, "%s: \"%s\" is not %s", path, value, what);
}

/* What libcyaml refused, with the true position of the key it names. */
static int
explain(struct reading *reading, cyaml_err_t error)
{
	char name[128] = "";
	const char *colon = strstr(reading->cyaml_says, "key: "), *quote;
	const struct yaml_key *key;

	if (colon != NULL)
		snprintf(name, sizeof name, "%.*s", (int)strcspn(colon + 5, "\n"), colon + 5);
	quote = name[0] != '\0' ? name : "";
	key = quote[0] != '\0' ? yaml_find(reading->doc, quote) : NULL;
	if (error == CYAML_ERR_INVALID_KEY && key != NULL)
		return why_at(reading->why, -EINVAL, reading->doc->file, key->line, key->column,
			      "a theme has no \"%s\"", key->key);
	return why_at(reading->why, -EINVAL, reading->doc->file, key != NULL ? key->line : 1,
		      key != NULL ? key->column : 1, "%s%s%s", cyaml_strerror(error),
		      reading->cyaml_says[0] != '\0' ? ": " : "", reading->cyaml_says + strspn(reading->cyaml_says, " "));
}

static bool
hex_color(const char *text, int32_t *ret_color)
{
	char *end;
	long value;

	if (text[0] != '#' || strlen(text) != 7 || strspn(text + 1, "0123456789abcdefABCDEF") != 6)
		return false;
	value = strtol(text + 1, &end, 16);
	*ret_color = (int32_t)value;
	return true;
}

static bool
named_color(const struct theme_file *file, const char *text, int32_t *ret_color)
{
	if (strcmp(text, "none") == 0) {
		*ret_color = -1;
		return true;
	}
	for (unsigned color = 0; file->colors != NULL && color < COLOR_COUNT; color++)
		if (file->colors->values[color] != NULL && strcmp(text, color_names[color]) == 0)
			return hex_color(file->colors->values[color], ret_color);
	return hex_color(text, ret_color);
}

static int
read_attrs(struct reading *reading, const char *path, const char *text, unsigned *ret_attrs)
{
	unsigned attrs = 0;

	for (const char *word = text; *word != '\0';) {
		size_t len = strcspn(word, " ,"), i;

		for (i = 0; i < sizeof attributes / sizeof *attributes; i++)
			if (strlen(attributes[i].name) == len && strncmp(attributes[i].name, word, len) == 0)
				attrs |= attributes[i].bit;
		for (i = 0; i < sizeof attributes / sizeof *attributes; i++)
			if (strlen(attributes[i].name) == len && strncmp(attributes[i].name, word, len) == 0)
				break;
		if (len > 0 && i == sizeof attributes / sizeof *attributes)
			return complain_at(reading, path, "bold, dim, reverse or underline", text);
		word += len + strspn(word + len, " ,");
	}
	*ret_attrs = attrs;
	return 0;
}

static int
read_role(struct reading *reading, const struct theme_file *file, enum role role, struct role_look *look)
{
	const struct role_entry *entry = file->roles->entries[role];
	char path[96];

	snprintf(path, sizeof path, "roles.%s.fg", roles[role].name);
	if (entry->fg != NULL && !named_color(file, entry->fg, &look->fg))
		return complain_at(reading, path, "a name from colors, \"#rrggbb\" or none", entry->fg);
	snprintf(path, sizeof path, "roles.%s.bg", roles[role].name);
	if (entry->bg != NULL && !named_color(file, entry->bg, &look->bg))
		return complain_at(reading, path, "a name from colors, \"#rrggbb\" or none", entry->bg);
	snprintf(path, sizeof path, "roles.%s.attr", roles[role].name);
	return entry->attr != NULL ? read_attrs(reading, path, entry->attr, &look->attrs) : 0;
}

static int
check_colors(struct reading *reading, const struct theme_file *file)
{
	char path[64];
	int32_t color;

	for (unsigned i = 0; file->colors != NULL && i < COLOR_COUNT; i++) {
		snprintf(path, sizeof path, "colors.%s", color_names[i]);
		if (file->colors->values[i] != NULL && !hex_color(file->colors->values[i], &color))
			return complain_at(reading, path, "a colour such as \"#5fa8d3\"", file->colors->values[i]);
	}
	return 0;
}

/* Roles a file mentions are laid over `theme`; others follow their parent when they are first laid down. */
static int
resolve(struct reading *reading, const struct theme_file *file, bool extends, struct theme *theme)
{
	int r = check_colors(reading, file);

	for (unsigned role = 0; r == 0 && role < ROLE_COUNT; role++) {
		struct role_look *look = &theme->looks[role];
		bool mentioned = file->roles != NULL && file->roles->entries[role] != NULL;

		if (!extends)
			*look = role == ROLE_TEXT ? (struct role_look){ .fg = -1, .bg = -1 } : theme->looks[roles[role].parent];
		if (mentioned)
			r = read_role(reading, file, (enum role)role, look);
	}
	snprintf(theme->name, sizeof theme->name, "%s", file->name);
	return r;
}

static int load_named(const char *name, unsigned depth, struct theme *theme, struct why *why);

static int
load_file(struct reading *reading, unsigned depth, struct theme *theme)
{
	const cyaml_config_t config = {
		.log_fn = hear, .log_ctx = reading, .log_level = CYAML_LOG_ERROR, .mem_fn = cyaml_mem,
		.flags = CYAML_CFG_NO_ALIAS,
	};
	struct theme_file *file = NULL;
	cyaml_err_t error = cyaml_load_data(reading->doc->bytes, reading->doc->len, &config, &file_schema,
					    (cyaml_data_t **)&file, NULL);
	int r = 0;

	if (error != CYAML_OK)
		return explain(reading, error);
	if (file == NULL)
		return why_at(reading->why, -EINVAL, reading->doc->file, 0, 0, "nothing in it");
	if (file->extends != NULL && depth >= EXTENDS_MAX)
		r = complain_at(reading, "extends", "allowed: themes extend one another without end", file->extends);
	else if (file->extends != NULL)
		r = load_named(file->extends, depth + 1, theme, reading->why);
	if (r == 0)
		r = resolve(reading, file, file->extends != NULL, theme);
	cyaml_free(&config, &file_schema, file, 0);
	return r;
}

static int
load_bytes(const char *path, const void *bytes, size_t len, unsigned depth, struct theme *theme, struct why *why)
{
	struct yaml_doc doc;
	struct reading reading = { .doc = &doc, .why = why };
	int r = yaml_check(path, bytes, len, &doc, why);

	if (r < 0)
		return r;
	r = load_file(&reading, depth, theme);
	yaml_done(&doc);
	return r;
}

static int
load_path(const char *path, unsigned depth, struct theme *theme, struct why *why)
{
	FILE *file = fopen(path, "re");
	char *bytes;
	size_t len;
	int r;

	if (file == NULL)
		return why_set(why, -errno, "cannot read %s: %s", path, strerror(errno));
	bytes = mem_new(YAML_BYTES_MAX + 2, 1);
	len = fread(bytes, 1, YAML_BYTES_MAX + 1, file);
	r = ferror(file) ? why_set(why, -EIO, "cannot read %s", path) : load_bytes(path, bytes, len, depth, theme, why);
	fclose(file);
	free(bytes);
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
		r = load_bytes("themes/default.yaml", theme_builtin, sizeof theme_builtin - 1, depth, theme, why);
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
