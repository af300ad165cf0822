/* Options that the configuration has: the command line wins, and mistakes are told with their place. */
#include "options.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"

enum { WORDS = 10 };

static char file[] = "/tmp/sightline-options-XXXXXX";
static struct options options;
static struct why why;

/* --config=FILE and the words, with that text in the file. */
static int
parse(const char *text, const char *const *words)
{
	static char name[] = "sightline", config[] = "--config", *argv[WORDS + 4];
	FILE *out = fopen(file, "w");
	int argc = 3;

	if (out == NULL || fputs(text, out) < 0 || fclose(out) != 0)
		exit(99);
	memset(argv, 0, sizeof argv);
	argv[0] = name;
	argv[1] = config;
	argv[2] = file;
	for (int i = 0; i < WORDS && words[i] != NULL; i++)
		argv[argc++] = (char *)(uintptr_t)words[i];
	why.text[0] = '\0';
	return options_parse(argc, argv, false, &options, &why);
}

#define PARSE(text, ...) parse(text, (const char *const[WORDS]){ __VA_ARGS__ })

static void
what_the_configuration_says_counts(void)
{
	CHECK_EQ(PARSE("options: { history: 2M, string-limit: 99, no-stacks: yes, decode-fds: no, transpiler-map: [a, b] }\n", "prog"), 0);
	CHECK_STR(why.text, "");
	CHECK_EQ(options.history, 2 << 20);
	CHECK_EQ(options.string_max, 99);
	CHECK(options.no_stacks && !options.names);
	CHECK_EQ(options.maps.count, 2);
	CHECK_STR(options.maps.items[1], "b");
	options_done(&options);
}

static void
the_command_line_wins(void)
{
	CHECK_EQ(PARSE("options: { history: 2M, no-follow: on, transpiler-map: [a, b] }\n", "--history=3M", "-f",
		       "--transpiler-map=c", "prog"), 0);
	CHECK_EQ(options.history, 3 << 20);
	CHECK(!options.no_follow);
	CHECK_EQ(options.maps.count, 1);
	CHECK_STR(options.maps.items[0], "c");
	options_done(&options);
	CHECK_EQ(PARSE("theme: dark\n", "--theme=light", "prog"), 0);
	CHECK_STR(options.theme, "light");
	CHECK_STR(options.config.theme.text, "dark");
	options_done(&options);
}

static const struct {
	const char *text, *says;	/* what is said behind the name of the file */
} wrong[] = {
	{ "options: { history: 2X }\n", ":1:21: --history: \"2X\" is not a size such as 65536, 512K, 8M or 1G" },
	{ "options:\n  histroy: 2M\n", ":2:3: there is no option --histroy (history?)" },
	{ "options: { no-stacks: maybe }\n", ":1:23: no-stacks: yes or no is expected, not \"maybe\"" },
	{ "options: { attach: 12 }\n", ":1:12: --attach is for the command line only" },
	{ "options: { theme: dark }\n", ":1:12: --theme is for the command line only" },
	{ "options: { color: red }\n", ":1:19: --color: \"red\" is not auto|always|never" },
	{ "option: {}\n", ":1:1: the configuration has no \"option\" (options?)" },
};

static void
every_mistake_is_told_with_its_place(void)
{
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		CHECK_EQ(PARSE(wrong[i].text, "prog"), -EINVAL);
		CHECK(strncmp(why.text, file, strlen(file)) == 0);
		CHECK_STR(why.text + strlen(file), wrong[i].says);
	}
	CHECK_EQ(PARSE("", "--no-config", "prog"), -EINVAL);
	CHECK_STR(why.text, "either --config or --no-config");
}

static void
nobody_need_have_one_but_the_one_that_is_named_must_be_there(void)
{
	static char name[] = "sightline", config[] = "--config=/nonexistent/c.yaml", prog[] = "prog";
	char *named[] = { name, config, prog, NULL }, *plain[] = { name, prog, NULL };

	CHECK_EQ(options_parse(3, named, true, &options, &why), -ENOENT);
	CHECK_STR(why.text, "cannot read /nonexistent/c.yaml: No such file or directory");
	setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	CHECK_EQ(options_parse(2, plain, true, &options, &why), 0);
	CHECK(options.config.theme.text == NULL);
	options_done(&options);
}

int
main(void)
{
	int fd = mkstemp(file);

	if (fd < 0)
		return 99;
	close(fd);
	what_the_configuration_says_counts();
	the_command_line_wins();
	every_mistake_is_told_with_its_place();
	nobody_need_have_one_but_the_one_that_is_named_must_be_there();
	unlink(file);
	return check_result();
}
