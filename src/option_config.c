/* Options that the configuration has; see option.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "option.h"
#include "options.h"

static int
unknown_setting(const struct written *name, struct why *why)
{
	const char *near = option_nearest(name->text);

	return why_written(why, -EINVAL, name, 0, "there is no option --%s%s%s%s", name->text, near != NULL ? " (" : "",
			   near != NULL ? near : "", near != NULL ? "?)" : "");
}

/* Also where its opposite was given. */
static bool
was_given(const bool *given, const struct option_info *info)
{
	size_t count;
	const struct option_info *infos = option_table(&count);

	for (size_t i = 0; i < count; i++)
		if (given[i] && (&infos[i] == info || (infos[i].value == NULL && info->value == NULL &&
							      infos[i].place == info->place)))
			return true;
	return false;
}

/* What an option without a value is set to; false when the text is neither yes nor no. */
static bool
read_yes(const char *text, bool *ret_yes)
{
	static const char *const words[] = { "no", "yes", "false", "true", "off", "on" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(text, words[i]) == 0) {
			*ret_yes = i % 2 == 1;
			return true;
		}
	return false;
}

static int
take_setting(const struct option_info *info, const struct config_pair *pair, struct options *options, struct why *why)
{
	struct why inner = { "" };
	bool yes = true;

	if (info->value == NULL && !read_yes(pair->value.text, &yes))
		return why_written(why, -EINVAL, &pair->value, 0, "%s: yes or no is expected, not \"%s\"", info->name,
				   pair->value.text);
	if (!yes || option_take(info, pair->value.text, options, &inner) == 0)
		return 0;
	return why_written(why, -EINVAL, &pair->value, 0, "%s", inner.text);
}

static const struct option_info *
find_option(const char *name)
{
	size_t count;
	const struct option_info *infos = option_table(&count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(infos[i].name, name) == 0)
			return &infos[i];
	return NULL;
}

/* Those that a command has no use for are left out there. */
static int
take_settings(const bool *given, struct options *options, struct why *why)
{
	const struct config_map *settings = &options->config.options;
	int r = 0;

	for (size_t i = 0; r == 0 && i < settings->count; i++) {
		const struct written *name = &settings->pairs[i].key;
		const struct option_info *info = find_option(name->text);

		if (info == NULL)
			r = unknown_setting(name, why);
		else if (info->line_only)
			r = why_written(why, -EINVAL, name, 0, "--%s is for the command line only", name->text);
		else if (!was_given(given, info) && command_takes(options->command, info->name, NULL) == 0)
			r = take_setting(info, &settings->pairs[i], options, why);
	}
	return r;
}

/* The one that was named must be there; nobody need have one of his own. */
int
option_read_config(const bool *given, bool user, struct options *options, struct why *reterr_why)
{
	char *path = user && options->config_file == NULL ? config_path() : NULL;
	const char *file = options->config_file != NULL ? options->config_file : path;
	int r = 0;

	if (options->no_config && options->config_file != NULL)
		r = why_set(reterr_why, -EINVAL, "either --config or --no-config");
	else if (file != NULL && !options->no_config)
		r = config_load(file, &options->config, reterr_why);
	if (r == -ENOENT && options->config_file == NULL)
		r = 0;
	free(path);
	return r == 0 ? take_settings(given, options, reterr_why) : r;
}
