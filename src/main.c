/* Wires sightline together. */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "dump.h"
#include "exits.h"
#include "model/debuginfod.h"
#include "model/srcmap.h"
#include "model/usercode.h"
#include "options.h"
#include "run.h"
#include "ui/ui.h"

enum { DEBUGINFOD_PATIENCE_MS = 20000 };	/* for each file */

static int
load_maps(const struct options *options, struct srcmaps **ret_maps, struct why *reterr_why)
{
	struct srcmaps *maps = srcmaps_new();

	for (size_t i = 0; i < options->maps.count; i++) {
		int r = srcmaps_load(maps, options->maps.items[i], reterr_why);

		if (r < 0) {
			srcmaps_free(maps);
			return r;
		}
	}
	*ret_maps = maps;
	return 0;
}

/* The configuration's patterns first: the last one that matches decides. */
static struct usercode *
make_usercode(const struct options *options)
{
	struct usercode *code = usercode_new(options->compat_renacer);

	for (size_t i = 0; i < options->config.runtime_module_count; i++)
		usercode_add_runtime(code, options->config.runtime_modules[i].text);
	for (size_t i = 0; i < options->runtimes.count; i++)
		usercode_add_runtime(code, options->runtimes.items[i]);
	return code;
}

/* Descriptors 0 to 2 are the program's; ours must not land there. */
static void
guard_stdio(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

static void
print_version(void)
{
	puts("sightline " PACKAGE_VERSION
	     "\n-e trace=: seccomp filter for programs it starts, plain stops for those it attaches");
}

/* Where a screen can be shown at all: a dumb terminal gets text. */
static bool
has_screen(void)
{
	const char *term = getenv("TERM");

	return isatty(STDOUT_FILENO) && term != NULL && term[0] != '\0' && strcmp(term, "dumb") != 0;
}

static bool
wants_screen(const struct options *options)
{
	return options->format == NULL && (options->script != NULL || options->screen != NULL || has_screen());
}

/* What is wrong with a theme or a configuration is told where there is no screen as well. */
static int
run_without_screen(const struct run *run)
{
	const struct options *options = run->options;
	const struct ui_options ui = { .config = &options->config, .theme = options->theme };
	struct why why;

	if (options->format == NULL && isatty(STDOUT_FILENO))
		fprintf(stderr, "sightline: a terminal of type \"%s\" can have no screen: calls are written as text\n",
			getenv("TERM") != NULL ? getenv("TERM") : "");
	if ((options->theme != NULL || options->config.doc.file != NULL) && ui_check(&ui, &why) < 0)
		return exits_fail(EXITS_USAGE, &why);
	return run_batch(run);
}

static int
run_all(const struct options *options, const sigset_t *mask)
{
	struct run run = { .options = options, .mask = mask };
	struct why why;
	int status;

	if (load_maps(options, &run.maps, &why) < 0)
		return exits_fail(EXITS_USAGE, &why);
	/* A screen goes on meanwhile; without one a row that is written cannot be written again. */
	if (options->debuginfod &&
	    debuginfod_new(wants_screen(options) ? 0 : DEBUGINFOD_PATIENCE_MS, &run.debuginfod, &why) < 0) {
		srcmaps_free(run.maps);
		return exits_fail(EXITS_USAGE, &why);
	}
	run.usercode = make_usercode(options);
	if (options->command != COMMAND_TRACE)
		status = command_run(&run);
	else if (wants_screen(options))
		status = run_screen(&run);
	else if (options->tee != NULL || options->play != NULL) {
		(void)why_set(&why, -ENOTTY, "%s wants a screen, and standard output is no terminal",
			      options->tee != NULL ? "--tee" : "--play");
		status = exits_fail(EXITS_USAGE, &why);
	} else
		status = run_without_screen(&run);
	srcmaps_free(run.maps);
	usercode_free(run.usercode);
	debuginfod_free(run.debuginfod);
	return status;
}

int
main(int argc, char **argv)
{
	struct options options;
	struct why why = { "" };
	sigset_t mask;
	int status = EXIT_SUCCESS;

	sigprocmask(SIG_SETMASK, NULL, &mask);
	setlocale(LC_ALL, "");
	if (options_parse(argc, argv, true, &options, &why) < 0)
		return exits_fail(EXITS_USAGE, &why);
	if (options.warning.text[0] != '\0')
		fprintf(stderr, "sightline: %s\n", options.warning.text);
	guard_stdio();
	if (options.help)
		options_help(stdout);
	else if (options.version)
		print_version();
	else if (options.dump_config)
		dump_config(stdout);
	else
		status = run_all(&options, &mask);
	options_done(&options);
	return status;
}
