#include "config/config.h"

#include <cyaml/cyaml.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "config/config_builtin.h"
#include "config/load.h"

/* --- what libcyaml loads ---------------------------------------------------------- */

struct plain_keys {
	char *set;
};

struct plain {
	char *theme, *editor, *columns;
	struct plain_keys *keys;
	unsigned *scrolloff;
	int mouse;
};

enum { OPTIONAL = CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, TEXT_MAX = 1000 };

/* YAML's own words for truth, of which libcyaml takes any text but "no" for yes. */
static const cyaml_strval_t yes_or_no[] = {
	{ "no", false }, { "yes", true }, { "false", false }, { "true", true }, { "off", false }, { "on", true },
};

static const cyaml_schema_field_t keys_fields[] = {
	CYAML_FIELD_STRING_PTR("set", OPTIONAL, struct plain_keys, set, 1, TEXT_MAX),
	CYAML_FIELD_IGNORE("bind", CYAML_FLAG_OPTIONAL),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t fields[] = {
	CYAML_FIELD_STRING_PTR("theme", OPTIONAL, struct plain, theme, 1, TEXT_MAX),
	CYAML_FIELD_STRING_PTR("editor", OPTIONAL, struct plain, editor, 1, TEXT_MAX),
	CYAML_FIELD_STRING_PTR("columns", OPTIONAL, struct plain, columns, 1, TEXT_MAX),
	CYAML_FIELD_UINT_PTR("scrolloff", OPTIONAL, struct plain, scrolloff),
	CYAML_FIELD_ENUM("mouse", CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, struct plain, mouse, yes_or_no,
			 CYAML_ARRAY_LEN(yes_or_no)),
	CYAML_FIELD_MAPPING_PTR("keys", OPTIONAL, struct plain, keys, keys_fields),
	CYAML_FIELD_IGNORE("layouts", CYAML_FLAG_OPTIONAL),
	CYAML_FIELD_IGNORE("rules", CYAML_FLAG_OPTIONAL),
	CYAML_FIELD_IGNORE("filters", CYAML_FLAG_OPTIONAL),
	CYAML_FIELD_IGNORE("alerts", CYAML_FLAG_OPTIONAL),
	CYAML_FIELD_IGNORE("commands", CYAML_FLAG_OPTIONAL),
	CYAML_FIELD_IGNORE("runtime-modules", CYAML_FLAG_OPTIONAL),
	CYAML_FIELD_IGNORE("options", CYAML_FLAG_OPTIONAL),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t schema = { CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct plain, fields) };

/* A text with its place; none when it is not there. */
static struct written
text_of(const struct yaml_node *map, const char *key)
{
	const struct yaml_node *node = yaml_get(map, key);

	return node != NULL ? node->text : (struct written){ .text = NULL };
}

static int
read_plain(struct config *config, struct why *why)
{
	const struct yaml_node *root = &config->doc.root;
	struct plain *plain;
	int r = load_struct(&config->doc, &schema, "the configuration", (void **)&plain, why);

	if (r < 0 || plain == NULL)
		return r;
	config->theme = text_of(root, "theme");
	config->editor = text_of(root, "editor");
	config->columns = text_of(root, "columns");
	config->key_set = text_of(yaml_get(root, "keys"), "set");
	config->mouse = plain->mouse;
	config->scrolloff_set = plain->scrolloff != NULL;
	config->scrolloff = plain->scrolloff != NULL ? *plain->scrolloff : 0;
	load_free(&schema, plain);
	return 0;
}

/* --- what is read from the tree --------------------------------------------------------- */

/* NULL when nothing stands there; what a person commented out below a heading is nothing, too. */
static const struct yaml_node *
section(const struct yaml_node *map, const char *key)
{
	const struct yaml_node *node = yaml_get(map, key);

	return node != NULL && (node->kind != YAML_TEXT || node->text.text[0] != '\0') ? node : NULL;
}

/* A map of texts, or of lists of texts: "{name: text, …}". */
static int
read_map(const struct yaml_node *node, const char *expected, struct config_map *ret_map, struct why *why)
{
	struct config_map map = { .place = node->text };
	size_t cap = 0;
	int r = yaml_expect(node, YAML_MAP, expected, why);

	for (size_t i = 0; r == 0 && i < node->count; i++) {
		const struct yaml_node *part = &node->parts[i];
		size_t several = part->kind == YAML_LIST ? part->count : 1;

		for (size_t k = 0; r == 0 && k < several; k++) {
			const struct yaml_node *value = part->kind == YAML_LIST ? &part->parts[k] : part;

			r = yaml_expect(value, YAML_TEXT, "a text", why);
			map.pairs = mem_grow(map.pairs, &cap, map.count + 1, sizeof *map.pairs);
			map.pairs[map.count++] = (struct config_pair){ part->key, value->text };
		}
	}
	if (r < 0)
		free(map.pairs);
	else
		*ret_map = map;
	return r;
}

static int
read_rule(const struct yaml_node *node, struct config_rule *ret_rule, struct why *why)
{
	static const char *const known[] = { "filter", "role", NULL };
	int r = yaml_expect(node, YAML_MAP, "a colour rule {filter: …, role: …}", why);

	if (r == 0)
		r = yaml_only(node, known, "a colour rule", why);
	for (size_t i = 0; r == 0 && known[i] != NULL; i++) {
		const struct yaml_node *text = yaml_get(node, known[i]);

		r = text == NULL ? yaml_wrong(node, why, "a colour rule wants a \"%s\"", known[i])
				 : yaml_expect(text, YAML_TEXT, "a text", why);
	}
	if (r == 0)
		*ret_rule = (struct config_rule){ text_of(node, "filter"), text_of(node, "role") };
	return r;
}

static int
read_rules(struct config *config, const struct yaml_node *node, struct why *why)
{
	int r = yaml_expect(node, YAML_LIST, "a list of colour rules {filter: …, role: …}", why);

	config->rules = mem_new(node->count + 1, sizeof *config->rules);
	for (size_t i = 0; r == 0 && i < node->count; i++, config->rule_count++)
		r = read_rule(&node->parts[i], &config->rules[i], why);
	return r;
}

/* Maps that somebody else understands. What was read is to be given back even when a later one is wrong. */
static int
read_maps(const struct yaml_node *node, const char *expected, struct config_map **ret_maps, size_t *ret_count,
	  struct why *why)
{
	int r = 0;

	*ret_maps = mem_new(node->count + 1, sizeof **ret_maps);
	for (size_t i = 0; r == 0 && i < node->count; i++) {
		r = read_map(&node->parts[i], expected, &(*ret_maps)[i], why);
		*ret_count += r == 0;
	}
	return r;
}

static int
read_alerts(struct config *config, const struct yaml_node *node, struct why *why)
{
	int r = yaml_expect(node, YAML_LIST, "a list of alert rules {name: …, when: …}", why);

	return r < 0 ? r : read_maps(node, "an alert rule {name: …, when: …}", &config->alerts, &config->alert_count, why);
}

static int
read_commands(struct config *config, const struct yaml_node *node, struct why *why)
{
	int r = yaml_expect(node, YAML_LIST, "a list of commands {name: …, run: …}", why);

	return r < 0 ? r : read_maps(node, "a command {name: …, run: …}", &config->commands, &config->command_count, why);
}

static int
read_runtime_modules(struct config *config, const struct yaml_node *node, struct why *why)
{
	int r = yaml_expect(node, YAML_LIST, "a list of patterns of files", why);

	config->runtime_modules = mem_new(node->count + 1, sizeof *config->runtime_modules);
	for (size_t i = 0; r == 0 && i < node->count; i++) {
		r = yaml_expect(&node->parts[i], YAML_TEXT, "a pattern such as libruby*.so*", why);
		config->runtime_modules[config->runtime_module_count++] = node->parts[i].text;
	}
	return r;
}

static int
read_filters(struct config *config, const struct yaml_node *node, struct why *why)
{
	return read_map(node, "a map of names to filters", &config->filters, why);
}

static int
read_options(struct config *config, const struct yaml_node *node, struct why *why)
{
	return read_map(node, "a map of options to their values", &config->options, why);
}

static int
read_layouts(struct config *config, const struct yaml_node *node, struct why *why)
{
	config->layouts = node;
	return yaml_expect(node, YAML_MAP, "a map of sizes to layouts", why);
}

static int
read_open(struct config *config, struct why *why)
{
	static const struct {
		const char *key;
		int (*read)(struct config *config, const struct yaml_node *node, struct why *why);
	} sections[] = {
		{ "rules", read_rules }, { "alerts", read_alerts }, { "commands", read_commands }, { "runtime-modules", read_runtime_modules },
		{ "filters", read_filters }, { "options", read_options }, { "layouts", read_layouts },
	};
	int r = 0;

	for (size_t i = 0; r == 0 && i < sizeof sections / sizeof *sections; i++) {
		const struct yaml_node *node = section(&config->doc.root, sections[i].key);

		if (node != NULL)
			r = sections[i].read(config, node, why);
	}
	config->bindings = section(yaml_get(&config->doc.root, "keys"), "bind");
	if (r == 0 && config->bindings != NULL)
		r = yaml_expect(config->bindings, YAML_MAP, "a map of actions to keys", why);
	return r;
}

/* --- life ------------------------------------------------------------------------------- */

char *
config_path(void)
{
	const char *home = getenv("XDG_CONFIG_HOME");

	if (home != NULL && home[0] == '/')	/* the specification: relative paths are ignored */
		return mem_format("%s/sightline/config.yaml", home);
	home = getenv("HOME");
	return home != NULL && home[0] != '\0' ? mem_format("%s/.config/sightline/config.yaml", home) : NULL;
}

/* Takes over the doc. */
static int
read_doc(struct yaml_doc *doc, struct config *ret_config, struct why *reterr_why)
{
	struct config config = { .doc = *doc };
	int r = read_plain(&config, reterr_why);

	if (r == 0)
		r = read_open(&config, reterr_why);
	if (r < 0)
		config_done(&config);
	else
		*ret_config = config;
	return r;
}

int
config_load(const char *path, struct config *ret_config, struct why *reterr_why)
{
	struct yaml_doc doc;
	int r = yaml_read_file(path, "the value", &doc, reterr_why);

	return r < 0 ? r : read_doc(&doc, ret_config, reterr_why);
}

int
config_read(const char *file, const void *bytes, size_t len, struct config *ret_config, struct why *reterr_why)
{
	struct yaml_doc doc;
	int r = yaml_read(file, bytes, len, "the value", &doc, reterr_why);

	return r < 0 ? r : read_doc(&doc, ret_config, reterr_why);
}

void
config_done(struct config *config)
{
	for (size_t i = 0; i < config->alert_count; i++)
		free(config->alerts[i].pairs);
	free(config->alerts);
	for (size_t i = 0; i < config->command_count; i++)
		free(config->commands[i].pairs);
	free(config->commands);
	free(config->rules);
	free(config->filters.pairs);
	free(config->options.pairs);
	free(config->runtime_modules);
	if (config->doc.file != NULL)
		yaml_done(&config->doc);
	*config = (struct config){ .mouse = false };
}

const struct written *
config_get(const struct config_map *map, const char *key)
{
	for (size_t i = 0; i < map->count; i++)
		if (strcmp(map->pairs[i].key.text, key) == 0)
			return &map->pairs[i].value;
	return NULL;
}

const char *
config_default(void)
{
	return config_builtin;
}
