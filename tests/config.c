/* A configuration is read with its places; each bad one gets its exact sentence. */
#include "config/config.h"

#include <errno.h>
#include <stdlib.h>

#include "check.h"

static int
read_text(const char *text, struct config *config, struct why *why)
{
	why->text[0] = '\0';
	return config_read("c.yaml", text, strlen(text), config, why);
}

static void
nothing_written_is_nothing_set(void)
{
	static const char *const empty[] = { "", "# words\n", "---\n", "{}\n", "rules:\nfilters:\nkeys:\n  bind:\n" };

	for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
		struct config config;
		struct why why;

		if (!CHECK_EQ(read_text(empty[i], &config, &why), 0)) {
			printf("  %s\n", why.text);
			continue;
		}
		CHECK(config.theme.text == NULL && config.rule_count == 0 && config.filters.count == 0);
		CHECK(config.bindings == NULL && config.layouts == NULL && !config.mouse && !config.scrolloff_set);
		config_done(&config);
	}
}

static void
everything_comes_with_its_place(void)
{
	static const char text[] =
		"theme: dark\n"
		"scrolloff: 3\n"
		"mouse: on\n"
		"keys: { set: vim, bind: { quit: [q, F10] } }\n"
		"rules:\n"
		"  - { filter: \"err\", role: stream.error }\n"
		"  - filter: lat > 1ms\n"
		"    role: alert.high\n"
		"filters: { slow: lat > 5ms }\n"
		"alerts:\n"
		"  - { name: many, when: err, for: 5s }\n"
		"runtime-modules: [ libruby*.so*, \"node\" ]\n"
		"options: { history: 12M, transpiler-map: [a, b] }\n";
	struct config config;
	struct why why;

	if (!CHECK_EQ(read_text(text, &config, &why), 0)) {
		printf("  %s\n", why.text);
		return;
	}
	CHECK_STR(config.theme.text, "dark");
	CHECK_EQ(config.theme.column, 8);
	CHECK_EQ(config.scrolloff, 3);
	CHECK(config.mouse && config.scrolloff_set);
	CHECK_STR(config.key_set.text, "vim");
	CHECK_EQ(config.bindings->count, 1);
	CHECK_EQ(config.rule_count, 2);
	CHECK_STR(config.rules[0].filter.text, "err");
	CHECK_EQ(config.rules[0].filter.line, 6);
	CHECK_EQ(config.rules[0].filter.column, 16);
	CHECK_STR(config.rules[1].role.text, "alert.high");
	CHECK_EQ(config.rules[1].role.line, 8);
	CHECK_STR(config_get(&config.filters, "slow")->text, "lat > 5ms");
	CHECK(config_get(&config.filters, "fast") == NULL);
	CHECK_EQ(config.alert_count, 1);
	CHECK_STR(config_get(&config.alerts[0], "for")->text, "5s");
	CHECK_EQ(config.runtime_module_count, 2);
	CHECK_STR(config.runtime_modules[1].text, "node");
	CHECK_EQ(config.options.count, 3);
	CHECK_STR(config.options.pairs[2].value.text, "b");

	/* The third letter of a filter that stands behind a quote. */
	why_written(&why, -EINVAL, &config.rules[0].filter, 2, "odd");
	CHECK_STR(why.text, "c.yaml:6:18: odd");
	config_done(&config);
}

static const struct {
	const char *text, *says;
} wrong[] = {
	{ "them: dark\n", "c.yaml:1:1: the configuration has no \"them\" (theme?)" },
	{ "theme: [a]\n", "c.yaml:1:1: theme: a text is expected, not a list" },
	{ "theme: \"\"\n", "c.yaml:1:9: theme is empty" },
	{ "scrolloff: 3x\n", "c.yaml:1:12: scrolloff: a number is expected, not \"3x\"" },
	{ "scrolloff: 010\n", "c.yaml:1:12: scrolloff: a number is expected, not \"010\"" },
	{ "scrolloff: 99999999999\n", "c.yaml:1:12: scrolloff: a number is expected, not \"99999999999\"" },
	{ "mouse: maybe\n", "c.yaml:1:8: mouse: no, yes, false, true, off or on is expected, not \"maybe\"" },
	{ "keys: vim\n", "c.yaml:1:7: keys: a map is expected, not a text" },
	{ "keys: { bnd: {} }\n", "c.yaml:1:9: keys has no \"bnd\" (bind?)" },
	{ "keys: { bind: [] }\n", "c.yaml:1:9: bind: a map of actions to keys is expected, not a list" },
	{ "rules: {}\n", "c.yaml:1:1: rules: a list of colour rules {filter: …, role: …} is expected, not a map" },
	{ "rules:\n  - err\n", "c.yaml:2:5: a colour rule {filter: …, role: …} is expected, not a text" },
	{ "rules:\n  - { filter: err }\n", "c.yaml:2:5: a colour rule wants a \"role\"" },
	{ "rules:\n  - { filter: err, rol: x }\n", "c.yaml:2:20: a colour rule has no \"rol\" (role?)" },
	{ "alerts: 5\n", "c.yaml:1:9: alerts: a list of alert rules {name: …, when: …} is expected, not a text" },
	{ "alerts:\n  - { name: { a: b } }\n", "c.yaml:2:7: name: a text is expected, not a map" },
	{ "runtime-modules: [[a]]\n", "c.yaml:1:19: a pattern such as libruby*.so* is expected, not a list" },
	{ "options: [a]\n", "c.yaml:1:1: options: a map of options to their values is expected, not a list" },
	{ "[a, b]\n", "c.yaml:1:1: a map is expected, not a list" },
	{ "theme: a\ntheme: b\n", "c.yaml:2:1: \"theme\" is here a second time, first in line 1" },
	{ "theme: &a x\neditor: *a\n", "c.yaml:2:9: *a: aliases are not taken; write the value instead" },
	{ "theme: a\n---\ntheme: b\n", "c.yaml:2:1: a second document begins here; one is expected" },
	{ "? [a]\n: b\n", "c.yaml:1:3: a key is a word, not a list or a map" },
	{ "theme: \"a\\0b\"\n", "c.yaml:1:8: a text with a zero byte in it" },
	{ "rules: [1, 2\n", "c.yaml:2:1: no YAML: did not find expected ',' or ']' while parsing a flow sequence" },
	{ "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n", "c.yaml:1:35: nested too deeply" },
	{ "a:\n  b: \xff\n", "c.yaml:2:6: no YAML: invalid leading UTF-8 octet" },
};

static void
every_bad_file_gets_its_sentence(void)
{
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct config config = { .scrolloff = 77 };
		struct why why;

		CHECK_EQ(read_text(wrong[i].text, &config, &why), -EINVAL);
		CHECK_STR(why.text, wrong[i].says);
		CHECK_EQ(config.scrolloff, 77);	/* untouched */
	}
}

static void
what_is_shown_as_a_beginning_sets_nothing_but_the_defaults(void)
{
	struct config config;
	struct why why;

	if (!CHECK_EQ(read_text(config_default(), &config, &why), 0)) {
		printf("  %s\n", why.text);
		return;
	}
	CHECK_STR(config.theme.text, "default");
	CHECK_STR(config.key_set.text, "default");
	CHECK(!config.mouse && config.scrolloff == 0 && config.editor.text == NULL && config.columns.text == NULL);
	CHECK_EQ(config.rule_count + config.filters.count + config.alert_count + config.runtime_module_count, 0);
	CHECK_EQ(config.options.count, 0);
	CHECK(config.bindings == NULL && config.layouts == NULL);
	config_done(&config);
}

static void
a_file_that_is_not_there_is_told_apart(void)
{
	struct config config;
	struct why why;

	CHECK_EQ(config_load("/nonexistent/c.yaml", &config, &why), -ENOENT);
	CHECK_STR(why.text, "cannot read /nonexistent/c.yaml: No such file or directory");
	CHECK(config_load("/", &config, &why) < 0);
}

static void
it_is_looked_for_where_the_specification_says(void)
{
	char *path;

	setenv("XDG_CONFIG_HOME", "/x", 1);
	CHECK_STR(path = config_path(), "/x/sightline/config.yaml");
	free(path);
	setenv("XDG_CONFIG_HOME", "relative", 1);
	setenv("HOME", "/home/me", 1);
	CHECK_STR(path = config_path(), "/home/me/.config/sightline/config.yaml");
	free(path);
	unsetenv("HOME");
	CHECK(config_path() == NULL);
}

static void
what_is_too_large_is_refused(void)
{
	char *text = calloc(1, YAML_BYTES_MAX + 2);
	struct config config;
	struct why why;

	memset(text, '#', YAML_BYTES_MAX + 1);
	CHECK(read_text(text, &config, &why) < 0);
	CHECK_STR(why.text, "c.yaml: larger than 262144 bytes");
	strcpy(text, "rules: [");
	for (char *end = text + strlen(text); end < text + 10000; end += 2)
		memcpy(end, "a,", 2);
	text[10000] = '\0';
	CHECK(read_text(text, &config, &why) < 0);
	CHECK_STR(why.text, "c.yaml:1:8: more than 4096 entries");
	free(text);
}

int
main(void)
{
	nothing_written_is_nothing_set();
	everything_comes_with_its_place();
	every_bad_file_gets_its_sentence();
	what_is_shown_as_a_beginning_sets_nothing_but_the_defaults();
	a_file_that_is_not_there_is_told_apart();
	it_is_looked_for_where_the_specification_says();
	what_is_too_large_is_refused();
	return check_result();
}
