#include "model/rule.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/mem.h"
#include "config/config.h"
#include "model/filter.h"

enum { NS_PER_S = 1000000000 };

/*
 * Limits of errors are renacer's: five in a hundred, ten are worse. Shares
 * and rates are compared with what they were, since many programs look for
 * files where there are none all the time.
 */
static const struct rule defaults[] = {
	{ .name = "error-rate", .when = (char *)(uintptr_t)"err", .test = RULE_SHARE, .severity = ALERT_MEDIUM, .limit = 0.05, .high = 0.1,
	  .within_ns = NS_PER_S, .least = 100 },
	{ .name = "error-burst", .when = (char *)(uintptr_t)"err", .test = RULE_RISE, .severity = ALERT_MEDIUM, .limit = 5, .high = 10,
	  .within_ns = NS_PER_S, .least = 50 },
	{ .name = "call-burst", .test = RULE_RISE, .by = RULE_BY_ALL, .severity = ALERT_LOW, .limit = 10, .within_ns = NS_PER_S, .least = 5000 },
	{ .name = "call-drop", .test = RULE_FALL, .by = RULE_BY_ALL, .severity = ALERT_LOW, .limit = 10, .within_ns = NS_PER_S, .least = 1000 },
	{ .name = "first-seen", .test = RULE_FIRST, .by = RULE_BY_CALL, .severity = ALERT_LOW, .limit = 100000, .within_ns = NS_PER_S },
	{ .name = "stuck", .test = RULE_STUCK, .severity = ALERT_MEDIUM, .limit = 50e6, .high = 5e9, .within_ns = NS_PER_S },
	{ .name = "descriptors", .test = RULE_DESCRIPTORS, .by = RULE_BY_ALL, .severity = ALERT_MEDIUM, .limit = 256, .high = 4096,
	  .within_ns = NS_PER_S },
	{ .name = "threads", .test = RULE_THREADS, .by = RULE_BY_ALL, .severity = ALERT_MEDIUM, .limit = 64, .high = 1024,
	  .within_ns = NS_PER_S },
};

static struct rule
copy_of(const struct rule *rule)
{
	struct rule copy = *rule;

	copy.when = rule->when != NULL ? mem_string(rule->when) : NULL;
	return copy;
}

static size_t
find_name(const struct rules_list *list, const char *name)
{
	size_t at = 0;

	while (at < list->count && strcmp(list->rules[at].name, name) != 0)
		at++;
	return at;
}

static void
take_away(struct rules_list *list, size_t at)
{
	free(list->rules[at].when);
	list->count--;
	memmove(&list->rules[at], &list->rules[at + 1], (list->count - at) * sizeof *list->rules);
}

/* In the place of the one with its name. The rule's texts are the list's from now on. */
static void
put(struct rules_list *list, const struct rule *rule)
{
	size_t at = find_name(list, rule->name), cap = list->count;

	if (at < list->count)
		free(list->rules[at].when);
	else
		list->rules = mem_grow(list->rules, &cap, ++list->count, sizeof *list->rules);
	list->rules[at] = *rule;
}

void
rules_list_begin(struct rules_list *list)
{
	*list = (struct rules_list){ .rules = NULL };
	for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
		struct rule rule = copy_of(&defaults[i]);

		put(list, &rule);
	}
}

void
rules_list_done(struct rules_list *list)
{
	while (list->count > 0)
		take_away(list, list->count - 1);
	free(list->rules);
	list->rules = NULL;
}

unsigned
rules_list_needs(const struct rules_list *list)
{
	unsigned needs = 0;

	for (size_t i = 0; i < list->count; i++) {
		struct filter *filter = NULL;

		if (list->rules[i].when != NULL && filter_parse(list->rules[i].when, &filter, NULL) == 0)
			needs |= filter_needs(filter);
		filter_free(filter);
	}
	return needs;
}

/* --- reading ----------------------------------------------------------------- */

/* "20", "5 %", "100ms": a number above 0 in its unit's base. */
static bool
read_quantity(const char *text, bool is_time, double *ret_value)
{
	static const struct { const char *unit; double factor; bool is_time; } units[] = {
		{ "", 1, false }, { "%", 0.01, false }, { "k", 1e3, false }, { "M", 1e6, false },
		{ "ns", 1, true }, { "us", 1e3, true }, { "ms", 1e6, true }, { "s", 1e9, true }, { "min", 60e9, true },
	};
	const char *at = text;
	double value = 0, place = 1;
	bool point = false;

	if (!isdigit((unsigned char)*at))
		return false;
	for (; isdigit((unsigned char)*at) || (*at == '.' && !point); at++) {
		point = point || *at == '.';
		if (*at != '.') {
			value = value * 10 + (*at - '0');
			place *= point ? 10 : 1;
		}
	}
	while (*at == ' ')
		at++;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strcmp(at, units[i].unit) == 0 && units[i].is_time == is_time) {
			*ret_value = value / place * units[i].factor;
			return *ret_value > 0;
		}
	return false;
}

static const struct {
	const char *key;
	enum rule_test test;
	bool is_time;
	const char *expected;
} tests[] = {
	{ "count", RULE_COUNT, false, "a number of calls" }, { "share", RULE_SHARE, false, "a share such as 5 %" },
	{ "rise", RULE_RISE, false, "a factor such as 5" }, { "fall", RULE_FALL, false, "a factor such as 5" },
	{ "first", RULE_FIRST, false, "a number of calls" }, { "stuck", RULE_STUCK, true, "a time such as 100ms" },
	{ "descriptors", RULE_DESCRIPTORS, false, "a number of descriptors" }, { "threads", RULE_THREADS, false, "a number of tasks" },
};

static const char *const severities[] = { "low", "medium", "high", NULL };
static const char *const bys[] = { "function", "call", "line", "all", NULL };

/* A limit as it is read: 5 %, 50ms, 256. */
static void
print_limit(const struct rule *rule, double limit, FILE *out)
{
	char duration[FORMAT_CAP];

	if (rule->test == RULE_SHARE)
		fprintf(out, "%g %%", limit * 100);
	else if (rule->test == RULE_STUCK)
		fputs(format_duration(duration, (uint64_t)limit), out);
	else
		fprintf(out, "%.0f", limit);
}

static void
print_rule(const struct rule *rule, FILE *out)
{
	size_t test = 0;

	while (tests[test].test != rule->test)
		test++;
	fprintf(out, "{ name: %s", rule->name);
	if (rule->when != NULL)
		fprintf(out, ", when: \"%s\"", rule->when);
	fprintf(out, ", %s: ", tests[test].key);
	print_limit(rule, rule->limit, out);
	if (rule->high > 0) {
		fputs(", high: ", out);
		print_limit(rule, rule->high, out);
	}
	if (rule->by != RULE_BY_FUNCTION)
		fprintf(out, ", by: %s", bys[rule->by]);
	if (rule->least > 0)
		fprintf(out, ", least: %u", rule->least);
	fprintf(out, ", severity: %s }\n", severities[rule->severity - ALERT_LOW]);
}

void
rules_print_defaults(const char *before, FILE *out)
{
	for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
		fputs(before, out);
		print_rule(&defaults[i], out);
	}
}

static int
wrong(struct why *why, const struct written *value, const char *expected)
{
	return why_written(why, -EINVAL, value, 0, "\"%s\" is not %s", value->text, expected);
}

static int
read_word(const struct written *value, const char *const *words, const char *expected, unsigned *ret_word,
	  struct why *why)
{
	for (unsigned i = 0; words[i] != NULL; i++)
		if (strcmp(value->text, words[i]) == 0) {
			*ret_word = i;
			return 0;
		}
	return wrong(why, value, expected);
}

static int
read_filter(const struct written *value, struct rule *rule, struct why *why)
{
	struct filter_error error;
	struct filter *filter;

	if (filter_parse(value->text, &filter, &error) < 0)
		return why_written(why, -EINVAL, value, error.at, "%s%s%s%s", error.reason, error.suggestion[0] != '\0' ? " (" : "",
				   error.suggestion, error.suggestion[0] != '\0' ? "?)" : "");
	filter_free(filter);
	free(rule->when);
	rule->when = mem_string(value->text);
	return 0;
}

static int
read_test(const struct config_pair *pair, struct rule *rule, struct why *why)
{
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		if (strcmp(pair->key.text, tests[i].key) != 0)
			continue;
		if (rule->test != RULE_EACH)
			return why_written(why, -EINVAL, &pair->key, 0,
					   "a rule has one test, and this one has another before %s", pair->key.text);
		rule->test = tests[i].test;
		return read_quantity(pair->value.text, tests[i].is_time, &rule->limit) ? 0 : wrong(why, &pair->value, tests[i].expected);
	}
	return why_written(why, -EINVAL, &pair->key, 0,
			   "a rule has no \"%s\"; it has name, when, by, severity, high, within, least, off "
			   "and one of count, share, rise, fall, first, stuck, descriptors, threads",
			   pair->key.text);
}

static int
read_pair(const struct config_pair *pair, struct rule *rule, bool *off, struct why *why)
{
	const char *key = pair->key.text;
	const struct written *value = &pair->value;
	unsigned word = 0;
	double number;
	int r = 0;

	if (strcmp(key, "name") == 0) {
		if (value->text[0] == '\0' || strlen(value->text) >= sizeof rule->name)
			return why_written(why, -EINVAL, value, 0, "a name of 1 to %d letters is expected",
					   RULE_NAME_MAX - 1);
		snprintf(rule->name, sizeof rule->name, "%s", value->text);
	} else if (strcmp(key, "when") == 0) {
		r = read_filter(value, rule, why);
	} else if (strcmp(key, "by") == 0) {
		r = read_word(value, bys, "call, function, line or all", &word, why);
		rule->by = (enum rule_by)word;
	} else if (strcmp(key, "severity") == 0) {
		r = read_word(value, severities, "low, medium or high", &word, why);
		rule->severity = (enum alert_severity)(ALERT_LOW + word);
	} else if (strcmp(key, "off") == 0) {
		*off = strcmp(value->text, "yes") == 0 || strcmp(value->text, "true") == 0;
	} else if (strcmp(key, "within") == 0) {
		r = read_quantity(value->text, true, &number) ? 0 : wrong(why, value, "a time such as 1s");
		rule->within_ns = r == 0 ? (uint64_t)number : 0;
	} else if (strcmp(key, "least") == 0) {
		r = read_quantity(value->text, false, &number) && number < 1e9 ? 0 : wrong(why, value, "a number of calls");
		rule->least = r == 0 ? (unsigned)number : 0;
	} else if (strcmp(key, "high") != 0) {	/* which needs to know the test */
		r = read_test(pair, rule, why);
	}
	return r;
}

static int
read_high(const struct config_map *map, struct rule *rule, struct why *why)
{
	const struct written *value = config_get(map, "high");

	if (value == NULL)
		return 0;
	if (rule->test == RULE_EACH)
		return why_written(why, -EINVAL, value, 0, "\"high\" is a second limit, and the rule has no first");
	if (!read_quantity(value->text, rule->test == RULE_STUCK, &rule->high) || rule->high < rule->limit)
		return wrong(why, value, "a second limit beyond the first");
	return 0;
}

int
rules_list_configure(struct rules_list *list, const struct config_map *map, struct why *reterr_why)
{
	struct rule rule = { .severity = ALERT_MEDIUM, .within_ns = NS_PER_S, .least = 10 };
	bool off = false;
	int r = 0;

	for (size_t i = 0; r == 0 && i < map->count; i++)
		r = read_pair(&map->pairs[i], &rule, &off, reterr_why);
	if (r == 0)
		r = read_high(map, &rule, reterr_why);
	if (r == 0 && rule.name[0] == '\0')
		r = why_written(reterr_why, -EINVAL, &map->place, 0, "a rule wants a name");
	if (r == 0 && !off && rule.test == RULE_EACH && rule.when == NULL)
		r = why_written(reterr_why, -EINVAL, &map->place, 0,
				"the rule %s wants a condition, \"when\", or a limit", rule.name);
	if (r == 0 && !off && list->count == RULES_MAX && find_name(list, rule.name) == list->count)
		r = why_written(reterr_why, -EINVAL, &map->place, 0, "more than %d rules", RULES_MAX);
	if (r == 0 && !off) {
		put(list, &rule);
		return 0;
	}
	free(rule.when);
	if (r == 0 && find_name(list, rule.name) < list->count)
		take_away(list, find_name(list, rule.name));
	return r;
}

/* `{name: x, when: "err", count: 10}`: what a configuration has as one of its alerts. */
static int
add_map(struct rules_list *list, const char *text, struct why *why)
{
	struct yaml_doc doc;
	struct config_map map = { .count = 0 };
	int r = yaml_read("--alert", text, strlen(text), "the value", &doc, why);

	if (r < 0)
		return r;
	r = yaml_expect(&doc.root, YAML_MAP, "a rule {name: …, when: …}", why);
	map.place = doc.root.text;
	map.pairs = mem_new(doc.root.count, sizeof *map.pairs);
	for (size_t i = 0; r == 0 && i < doc.root.count; i++) {
		const struct yaml_node *node = &doc.root.parts[i];

		r = yaml_expect(node, YAML_TEXT, "a text", why);
		map.pairs[map.count++] = (struct config_pair){ node->key, node->text };
	}
	if (r == 0)
		r = rules_list_configure(list, &map, why);
	free(map.pairs);
	yaml_done(&doc);
	return r;
}

int
rules_list_add(struct rules_list *list, const char *text, struct why *reterr_why)
{
	const struct written value = written_option("--alert", text);
	struct rule rule = { .severity = ALERT_MEDIUM, .within_ns = NS_PER_S };
	int r;

	if (strcmp(text, "none") == 0) {
		while (list->count > 0)
			take_away(list, list->count - 1);
		return 0;
	}
	if (text[strspn(text, " ")] == '{')
		return add_map(list, text, reterr_why);
	if (text[0] == '\0')
		return why_set(reterr_why, -EINVAL,
			       "--alert: a filter, a rule {name: …, when: …}, or none is expected");
	if (list->count >= RULES_MAX)
		return why_set(reterr_why, -EINVAL, "--alert: more than %d rules", RULES_MAX);
	r = read_filter(&value, &rule, reterr_why);
	if (r < 0)
		return r;
	/* Named by what it says, so that several can be told apart. */
	snprintf(rule.name, sizeof rule.name, "%s", text);
	put(list, &rule);
	return 0;
}
