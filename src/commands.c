#include "commands.h"

#include <errno.h>
#include <string.h>

static const struct {
	const char *name, *usage;
	const char *options[8];	/* beside --help and --version; NULL-terminated */
	size_t least, most;	/* operands */
	const char *wanted;	/* what they are; NULL: none are wanted */
} commands[] = {
	[COMMAND_REWRITE] = {
		"rewrite", "rewrite [--transpiler-map=FILE]…", { "transpiler-map" }, 0, 0,
		NULL,
	},
	[COMMAND_DIFF] = {
		"diff", "diff [--tolerance=PERCENT] [--format=json] [-o FILE] BEFORE AFTER",
		{ "transpiler-map", "tolerance", "format", "output", "config", "no-config" }, 2, 2, "two recordings, the earlier one first",
	},
	[COMMAND_MERGE] = {
		"merge", "merge -w DIR RECORDING RECORDING…", { "record", "max-bytes", "rotate" }, 2, 1024,
		"the recordings to put on one time line, and -w DIR for the result",
	},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

enum command
command_find(const char *word)
{
	for (unsigned i = COMMAND_TRACE + 1; i < COMMANDS; i++)
		if (strcmp(word, commands[i].name) == 0)
			return (enum command)i;
	return COMMAND_TRACE;
}

int
command_takes(enum command command, const char *option, struct why *reterr_why)
{
	if (command == COMMAND_TRACE || strcmp(option, "help") == 0 || strcmp(option, "version") == 0)
		return 0;
	for (size_t i = 0; commands[command].options[i] != NULL; i++)
		if (strcmp(option, commands[command].options[i]) == 0)
			return 0;
	return why_set(reterr_why, -EINVAL, "--%s is not for %s, which traces nothing", option, commands[command].name);
}

int
command_operands(enum command command, size_t count, const char *first, struct why *reterr_why)
{
	if (command == COMMAND_TRACE || (count >= commands[command].least && count <= commands[command].most))
		return 0;
	if (commands[command].most == 0)
		return why_set(reterr_why, -EINVAL,
			       "%s reads standard input; what is \"%s\"? Each map has its own --transpiler-map",
			       commands[command].name, first);
	return why_set(reterr_why, -EINVAL, "%s wants %s", commands[command].name, commands[command].wanted);
}

void
commands_usage(FILE *out)
{
	for (unsigned i = COMMAND_TRACE + 1; i < COMMANDS; i++)
		fprintf(out, "       sightline %s\n", commands[i].usage);
}
