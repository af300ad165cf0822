#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "habits.h"
#include "option.h"

enum { LONG_BASE = 256 };	/* getopt's results from LONG_BASE on are positions in the table */

/* --- what is no option --------------------------------------------------------------- */

static int
unknown_option(struct why *why, const char *given)
{
	const char *near;
	char name[64];

	snprintf(name, sizeof name, "%.*s", (int)strcspn(given + 2, "="), given + 2);
	near = option_nearest(name);
	if (near != NULL)
		return why_set(why, -EINVAL, "unknown option --%s; did you mean --%s?", name, near);
	return why_set(why, -EINVAL, "unknown option --%s; --help shows what there is", name);
}

static int
bad_option(struct why *why, char **argv, int result)
{
	const char *given = argv[optind - 1];

	if (result == ':')
		return why_set(why, -EINVAL, "%s wants a value", given);
	if (strncmp(given, "--", 2) == 0)
		return unknown_option(why, given);
	if (habit_instead(optopt) != NULL)
		return why_set(why, -EINVAL, "unknown option -%c; %s", optopt, habit_instead(optopt));
	return why_set(why, -EINVAL, "unknown option -%c; --help shows what there is", optopt);
}

/* --- the line ------------------------------------------------------------------------ */

/* getopt's form of the table. */
struct line {
	const struct option_info *infos;
	size_t count;
	struct option longs[OPTIONS_MAX + 1];
	char letters[2 * OPTIONS_MAX + 3];
	bool given[OPTIONS_MAX];	/* by position */
};

static void
make_line(struct line *line, enum command command)
{
	char *letters = line->letters;

	*line = (struct line){ .infos = NULL };
	line->infos = option_table(&line->count);
	if (command == COMMAND_TRACE)
		*letters++ = '+';	/* options end where the program to trace begins */
	*letters++ = ':';
	for (size_t i = 0; i < line->count; i++) {
		const struct option_info *info = &line->infos[i];

		line->longs[i] = (struct option){
			info->name, info->value != NULL ? required_argument : no_argument, NULL, LONG_BASE + (int)i,
		};
		if (info->letter == 0)
			continue;
		*letters++ = info->letter;
		if (info->value != NULL)
			*letters++ = ':';
	}
	*letters = '\0';
}

static const struct option_info *
info_of(const struct line *line, int result)
{
	if (result >= LONG_BASE)
		return &line->infos[result - LONG_BASE];
	for (size_t i = 0; i < line->count; i++)
		if (line->infos[i].letter == result)
			return &line->infos[i];
	return NULL;
}

static int
take(struct line *line, char **argv, int result, struct options *options, struct why *why)
{
	const struct option_info *info = result == '?' || result == ':' ? NULL : info_of(line, result);
	int r;

	if (info == NULL)
		return bad_option(why, argv, result);
	line->given[info - line->infos] = true;
	r = option_take(info, optarg, options, why);
	return r == 0 ? command_takes(options->command, info->name, why) : r;
}

static bool
asks_for_help(const struct options *options)
{
	return options->help || options->version || options->dump_config;
}

static bool
wants_config(const struct options *options)
{
	return options->command == COMMAND_TRACE || options->command == COMMAND_DIFF;
}

static int
parse(int argc, char **argv, bool user, struct options *options, struct why *why)
{
	struct line line;
	int result, r = 0;

	make_line(&line, options->command);
	optind = 0;	/* GNU: begin anew, so that tests may parse many lines */
	opterr = 0;
	while (r == 0 && (result = getopt_long(argc, argv, line.letters, line.longs, NULL)) != -1)
		r = take(&line, argv, result, options, why);
	if (r < 0 || asks_for_help(options))
		return r;
	if (wants_config(options))
		r = option_read_config(line.given, user, options, why);
	return r == 0 ? options_check(options, argv + optind, (size_t)(argc - optind), why) : r;
}

int
options_parse(int argc, char **argv, bool user, struct options *ret_options, struct why *reterr_why)
{
	struct options options = { .placement = PLACEMENT_AUTO };
	int r;

	options.command = argc > 1 ? command_find(argv[1]) : COMMAND_TRACE;
	if (options.command != COMMAND_TRACE) {
		argv++;
		argc--;
	}
	r = parse(argc, argv, user, &options, reterr_why);
	if (r == 0)
		*ret_options = options;
	else
		options_done(&options);
	return r;
}

void
options_done(struct options *options)
{
	struct texts *const lists[] = {
		&options->reads, &options->captures, &options->alerts, &options->maps, &options->runtimes,
	};

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		free(lists[i]->items);
		*lists[i] = (struct texts){ 0 };
	}
	free(options->pids.items);
	options->pids = (struct pids){ 0 };
	rules_list_done(&options->rules);
	config_done(&options->config);
}
