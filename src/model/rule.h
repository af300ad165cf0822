/*
 * rule.h - what an alert is raised for, beside unusual durations
 *
 * A rule looks at the calls that its filter means, by the filter's language,
 * and has one test:
 *
 *	(none)			each such call is one
 *	count: 20		so many of them within the time `within` (1s)
 *	share: 5 %		such a part of all calls, and four times what it was before
 *	rise: 5, fall: 5	so many times as many of them as before, or fewer
 *	first: 10000		the first of its kind, after so many calls of the program
 *	stuck: 50ms		unfinished for that long, and longer than such calls take
 *	descriptors: 256	a process that got a descriptor with that number; then each doubling
 *	threads: 64		so many tasks alive; then each doubling
 *
 * `severity` is that of its alerts; `high` a second limit from which they are
 * High. Calls are counted by `by`: call, function (the default), line, or all.
 */
#ifndef RULE_H
#define RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/why.h"
#include "base/written.h"
#include "model/alerts.h"

struct config_map;

enum rule_test { RULE_EACH, RULE_COUNT, RULE_SHARE, RULE_RISE, RULE_FALL, RULE_FIRST, RULE_STUCK, RULE_DESCRIPTORS, RULE_THREADS };
enum rule_by { RULE_BY_FUNCTION, RULE_BY_CALL, RULE_BY_LINE, RULE_BY_ALL };

enum { RULE_NAME_MAX = 64, RULES_MAX = 64 };

struct rule {
	char name[RULE_NAME_MAX];
	char *when;		/* a filter that filter_parse() took; NULL: all calls */
	enum rule_test test;
	enum rule_by by;
	enum alert_severity severity;
	double limit, high;	/* high 0: none */
	uint64_t within_ns;
	unsigned least;		/* calls within that time before a share, a rise or a fall is believed */
};

struct rules_list {
	struct rule *rules;
	size_t count;
};

/* A list with the rules that are there without being asked for. */
void rules_list_begin(struct rules_list *list);
void rules_list_done(struct rules_list *list);

/* The same as a configuration has them, each on a line of its own with `before` in front. */
void rules_print_defaults(const char *before, FILE *out);

/*
 * Adds the rule of a configuration, which takes the place of one with its
 * name; `off: yes` takes that away. 0, or -EINVAL and a sentence with its place.
 */
int rules_list_configure(struct rules_list *list, const struct config_map *map, struct why *reterr_why);

/* The same as --alert has it: a filter, a rule `{name: …, when: …}`, or "none", which empties the list. */
int rules_list_add(struct rules_list *list, const char *text, struct why *reterr_why);

/* What of calls the rules ask for: enum filter_needs. */
unsigned rules_list_needs(const struct rules_list *list);

#endif
