/*
 * config.h - what a user has set once: $XDG_CONFIG_HOME/sightline/config.yaml
 *
 *	r = config_find(&path, …);		where it would be
 *	r = config_load(path, &config, &why);
 *	...
 *	config_done(&config);
 *
 * This layer knows the shape of the file. What filters, roles, actions and
 * panes mean is known where they are used; so texts come with their place
 * (base/written.h), and whoever understands them says what is wrong with them.
 * All of it lives until config_done(). A zeroed struct is that of no file.
 */
#ifndef CONFIG_H
#define CONFIG_H

#include <stdbool.h>

#include "config/yaml.h"

/* Names of the user's choice with what they stand for, or a list of settings. */
struct config_pair {
	struct written key, value;
};

struct config_map {
	struct written place;	/* where it begins; text is "" */
	struct config_pair *pairs;
	size_t count;
};

/* Calls that the filter matches have that role. */
struct config_rule {
	struct written filter, role;
};

struct config {
	struct yaml_doc doc;		/* what everything below points into */
	struct written theme, key_set, editor, columns; /* text NULL: not set */
	unsigned scrolloff;		/* rows kept in sight around the cursor */
	bool scrolloff_set, mouse;
	const struct yaml_node *bindings; /* a map of actions to keys; NULL none */
	const struct yaml_node *layouts; /* a map of size classes to trees of splits; NULL none */
	struct config_rule *rules;	/* colour rules, the first that matches wins */
	size_t rule_count;
	struct config_map filters;	/* named filters: name, filter */
	struct config_map *alerts;	/* alert rules, each a map of settings */
	size_t alert_count;
	struct config_map *commands;	/* commands of the user's own, each a map of settings */
	size_t command_count;
	struct written *runtime_modules; /* patterns of files that are a runtime's, not the user's */
	size_t runtime_module_count;
	struct config_map options;	/* options of the command line by their long names; a list gives several pairs */
};

/* $XDG_CONFIG_HOME/sightline/config.yaml or that below ~/.config; to be freed. NULL when there is neither. */
char *config_path(void);

/*
 * 0; -ENOENT when there is no such file; -EINVAL or another negative errno and
 * a sentence with file:line:column. Nothing is to be given back then.
 */
int config_load(const char *path, struct config *ret_config, struct why *reterr_why);

/* The same with text from elsewhere; `file` is told in sentences. */
int config_read(const char *file, const void *bytes, size_t len, struct config *ret_config, struct why *reterr_why);
void config_done(struct config *config);

/* A file with everything in it and a comment on each, that sets nothing but the defaults. */
const char *config_default(void);

/* The value of a key, the first where there are several; NULL when there is none. */
const struct written *config_get(const struct config_map *map, const char *key);

#endif
