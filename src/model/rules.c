#include "model/rules.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/mem.h"
#include "base/table.h"
#include "model/alerting.h"
#include "model/filter.h"
#include "model/rule.h"
#include "model/session.h"
#include "model/waits.h"
#include "syscall/call.h"
#include "syscall/errnos.h"

enum {
	GROUPS_MAX = 8192,	/* beyond it new ones are not followed */
	WINDOWS = 8,		/* before their usual is known */
	MEMORY = 16,		/* windows that the usual leans on */
	STUCK_MAX = 64,		/* calls told as stuck that are remembered */
	ABOUT = 120,
};
static const double
	MORE_THAN_BEFORE = 4,	/* times the share that was usual */
	STUCK_Z = 5,
	STUCK_UNKNOWN = 20;	/* times the limit, of calls whose like has not been seen */

/* Calls of one rule and one asker. */
struct group {
	uint64_t window;	/* number of the one that is open */
	uint32_t matches, calls; /* in it */
	uint32_t windows;	/* closed, ever */
	double usual;		/* matches in one */
	uint64_t before_matches, before_calls; /* in closed ones */
	uint64_t fired;		/* the window it was last told in, + 1 */
	double next;		/* of descriptors and threads: what is told next */
};

struct rules {
	const struct rules_list *given;
	struct rules_list list;
	struct filter **filters;	/* by rule; NULL: all calls */
	struct table by_key;		/* rule and asker → position in groups */
	struct group *groups;
	size_t count, cap;
	uint64_t calls;
	uint64_t stuck[STUCK_MAX];	/* seqs, a ring */
	unsigned stuck_next;
};

struct rules *
rules_new(const struct rules_list *list)
{
	struct rules *rules;

	if (list == NULL || list->count == 0)
		return NULL;
	rules = mem_new(1, sizeof *rules);
	rules->given = list;
	rules->list.rules = mem_copy(list->rules, list->count * sizeof *list->rules);
	rules->list.count = list->count;
	rules->filters = mem_new(list->count, sizeof(struct filter *));
	for (size_t i = 0; i < list->count; i++) {
		rules->list.rules[i].when = NULL;
		if (list->rules[i].when != NULL)
			(void)filter_parse(list->rules[i].when, &rules->filters[i], NULL);	/* it was taken before */
	}
	return rules;
}

void
rules_free(struct rules *rules)
{
	if (rules == NULL)
		return;
	for (size_t i = 0; i < rules->list.count; i++)
		filter_free(rules->filters[i]);
	free(rules->filters);
	rules_list_done(&rules->list);
	table_done(&rules->by_key);
	free(rules->groups);
	free(rules);
}

struct rules *
rules_fork(const struct rules *rules)
{
	struct rules *fork = rules_new(rules->given);

	for (size_t i = 0; i < fork->list.count; i++)
		if (fork->filters[i] != NULL)
			filter_learn(fork->filters[i], rules->filters[i]);
	fork->by_key = table_copy(&rules->by_key);
	fork->groups = mem_copy(rules->groups, rules->cap * sizeof *rules->groups);
	fork->count = rules->count;
	fork->cap = rules->cap;
	fork->calls = rules->calls;
	memcpy(fork->stuck, rules->stuck, sizeof fork->stuck);
	fork->stuck_next = rules->stuck_next;
	return fork;
}

/* --- groups ------------------------------------------------------------------ */

static uint64_t
key_of(const struct rule *rule, size_t number, const struct rules_call *call)
{
	const struct place *place = call->row->place;
	uint64_t key = table_hash(&number, sizeof number, rule->by);

	if (rule->by != RULE_BY_ALL)
		key = table_hash(call->name, strlen(call->name), key);
	if (rule->by == RULE_BY_FUNCTION || rule->by == RULE_BY_LINE)
		key = table_hash(place->function, strlen(place->function), key);
	if (rule->by == RULE_BY_LINE)
		key = table_hash(&place->line, sizeof place->line, table_hash(place->file, strlen(place->file), key));
	return rule->test == RULE_DESCRIPTORS ? table_hash(&call->pid, sizeof call->pid, key) : key;
}

static struct group *
group_of(struct rules *rules, uint64_t key, uint64_t window, bool *ret_new)
{
	uint64_t position;

	*ret_new = !table_get(&rules->by_key, key, &position);
	if (!*ret_new)
		return &rules->groups[position];
	if (rules->count == GROUPS_MAX)
		return NULL;
	rules->groups = mem_grow(rules->groups, &rules->cap, rules->count + 1, sizeof *rules->groups);
	rules->groups[rules->count] = (struct group){ .window = window };
	table_set(&rules->by_key, key, rules->count);
	return &rules->groups[rules->count++];
}

static void
close_window(struct group *group, double matches)
{
	unsigned known = group->windows < MEMORY ? group->windows : MEMORY - 1;

	group->usual += (matches - group->usual) / (known + 1);
	group->windows++;
}

/* Closes the windows that are over; the fewest matches of one of them where that says something, else NAN. */
static double
move_on(struct group *group, uint64_t window)
{
	double fewest = NAN;

	if (window <= group->window)
		return NAN;
	fewest = window - group->window > 1 ? 0 : group->matches;
	group->before_matches += group->matches;
	group->before_calls += group->calls;
	close_window(group, group->matches);
	for (uint64_t empty = window - group->window - 1, i = 0; i < empty && i < MEMORY; i++)
		close_window(group, 0);
	group->window = window;
	group->matches = group->calls = 0;
	return fewest;
}

/* --- tests ------------------------------------------------------------------- */

struct finding {
	double value;		/* what the limits are asked about; NAN: nothing found */
	char about[ABOUT];
};

static struct finding
test_share(const struct rule *rule, const struct group *group)
{
	struct finding finding = { .value = NAN };
	double share = group->calls > 0 ? (double)group->matches / group->calls : 0;
	double before = group->before_calls > 0 ? (double)group->before_matches / (double)group->before_calls : 0;

	if (group->calls < rule->least || group->before_calls < rule->least || share < MORE_THAN_BEFORE * before)
		return finding;
	finding.value = share;
	snprintf(finding.about, sizeof finding.about, "%u of %u calls, %.0f %%; before %.1f %%", group->matches,
		 group->calls, 100 * share, 100 * before);
	return finding;
}

static struct finding
test_rise(const struct rule *rule, const struct group *group)
{
	struct finding finding = { .value = NAN };
	char within[FORMAT_CAP];

	if (group->windows < WINDOWS || group->matches < rule->least)
		return finding;
	finding.value = group->matches / fmax(group->usual, 1);
	snprintf(finding.about, sizeof finding.about, "%u in less than %s, usual %.0f", group->matches,
		 format_duration(within, rule->within_ns), group->usual);
	return finding;
}

/* Of a window that is over. `usual` is what it was before that. */
static struct finding
test_fall(const struct rule *rule, double usual, unsigned windows, double fewest)
{
	struct finding finding = { .value = NAN };
	char within[FORMAT_CAP];

	if (windows < WINDOWS || isnan(fewest) || usual < rule->least)
		return finding;
	finding.value = usual / fmax(fewest, 1);
	snprintf(finding.about, sizeof finding.about, "%.0f in %s, usual %.0f", fewest,
		 format_duration(within, rule->within_ns), usual);
	return finding;
}

static struct finding
test_growth(const struct rule *rule, struct group *group, double number, const char *what)
{
	struct finding finding = { .value = NAN };

	if (number < fmax(group->next, rule->limit))
		return finding;
	finding.value = number;
	group->next = 2 * number;
	group->fired = 0;	/* each doubling is told, however soon */
	snprintf(finding.about, sizeof finding.about, "%.0f %s, twice as many are told next", number, what);
	return finding;
}

/* The descriptor that a call made, as the kernel chose it: the lowest that was free, so that many are. */
static double
descriptor_made(const struct rules_call *call)
{
	const struct call *what = &call->event->call;
	const struct call_shape *shape = call_shape(what->abi, what->nr);

	if (shape == NULL || shape->result.kind != ARG_FD || result_is_error(what->result) ||
	    strncmp(shape->name, "dup", 3) == 0 || strncmp(shape->name, "fcntl", 5) == 0)
		return -1;
	return (double)(what->result + 1);
}

static struct finding
test_group(const struct rule *rule, struct group *group, const struct rules_call *call)
{
	struct finding finding = { .value = NAN };

	switch (rule->test) {
	case RULE_COUNT:
		finding.value = group->matches;
		snprintf(finding.about, sizeof finding.about, "%u in less than %.3g s", group->matches,
			 (double)rule->within_ns / 1e9);
		return finding;
	case RULE_SHARE:
		return test_share(rule, group);
	case RULE_RISE:
		return test_rise(rule, group);
	case RULE_DESCRIPTORS:
		return test_growth(rule, group, descriptor_made(call), "descriptors");
	case RULE_THREADS:
		return test_growth(rule, group, call->tasks, "tasks");
	case RULE_EACH:
	case RULE_FALL:
	case RULE_FIRST:
	case RULE_STUCK:
		return finding;
	}
	return finding;
}

/* --- telling ------------------------------------------------------------------ */

static void
tell(const struct rule *rule, const struct rules_call *call, const struct finding *finding, struct alerts *alerts)
{
	const struct event_call *event = call->event;
	bool whole = rule->by == RULE_BY_ALL;
	const struct alert_finding found = {
		.rule = rule->name, .call = whole ? "" : call->name, .place = whole ? &place_unknown : call->row->place,
		.severity = rule->high > 0 && finding->value >= rule->high ? ALERT_HIGH : rule->severity,
		.seq = event->seq, .time_ns = event->head.time_ns, .duration_ns = event->duration_ns, .about = finding->about,
	};

	alerts_raise(alerts, &found);
}

/* Once a window. */
static void
tell_group(const struct rule *rule, struct group *group, const struct rules_call *call, const struct finding *finding,
	   struct alerts *alerts)
{
	if (isnan(finding->value) || finding->value < rule->limit || group->fired == group->window + 1)
		return;
	group->fired = group->window + 1;
	tell(rule, call, finding, alerts);
}

/* --- calls that do not return ---------------------------------------------------- */

static bool
was_told(struct rules *rules, uint64_t seq)
{
	for (unsigned i = 0; i < STUCK_MAX; i++)
		if (rules->stuck[i] == seq)
			return true;
	rules->stuck[rules->stuck_next++ % STUCK_MAX] = seq;
	return false;
}

/* How long is too long: for a wait beyond its limit, for others beyond what such calls take. */
static bool
is_stuck(const struct rule *rule, const struct rules_call *call, const struct alerts *alerts, struct finding *finding)
{
	uint64_t age_ns = call->event->duration_ns, asked_ns = wait_asked_ns(call->event);
	struct alert_outlook outlook;
	char room[2][FORMAT_CAP];

	if (age_ns < rule->limit)
		return false;
	if (wait_by_purpose(&call->event->call)) {
		snprintf(finding->about, sizeof finding->about, "not over after %s, asked to wait %s",
			 format_duration(room[0], age_ns),
			 asked_ns != UINT64_MAX ? format_duration(room[1], asked_ns) : "");
		return asked_ns != UINT64_MAX && age_ns > 2 * asked_ns && age_ns - asked_ns > rule->limit;
	}
	outlook = alerts_outlook(alerts, call->name, age_ns);
	if (isnan(outlook.z)) {
		snprintf(finding->about, sizeof finding->about, "has not returned after %s",
			 format_duration(room[0], age_ns));
		return age_ns > STUCK_UNKNOWN * rule->limit;
	}
	snprintf(finding->about, sizeof finding->about, "has not returned after %s, usual %s",
		 format_duration(room[0], age_ns),
		 format_duration(room[1], (uint64_t)outlook.median_ns + call->event->floor_ns));
	return outlook.z >= STUCK_Z;
}

static void
take_open(struct rules *rules, const struct rule *rule, const struct rules_call *call, struct alerts *alerts)
{
	struct finding finding = { .value = (double)call->event->duration_ns };

	if (rule->test == RULE_STUCK && is_stuck(rule, call, alerts, &finding) && !was_told(rules, call->event->seq))
		tell(rule, call, &finding, alerts);
}

/* --- calls that returned ----------------------------------------------------------- */

static void
take_done(struct rules *rules, size_t number, bool matches, const struct rules_call *call, struct alerts *alerts)
{
	const struct rule *rule = &rules->list.rules[number];
	uint64_t window = (call->event->head.time_ns + call->event->duration_ns) / rule->within_ns;
	struct finding finding = { .value = 0 };
	struct group *group;
	unsigned windows;
	double usual, fewest;
	bool is_new;

	if (rule->test == RULE_EACH && matches)
		tell(rule, call, &finding, alerts);
	if (rule->test == RULE_EACH || rule->test == RULE_STUCK || (!matches && rule->test == RULE_FIRST))
		return;
	group = group_of(rules, key_of(rule, number, call), window, &is_new);
	if (group == NULL)
		return;
	usual = group->usual;
	windows = group->windows;
	fewest = move_on(group, window);
	group->calls++;
	group->matches += matches;
	if (rule->test == RULE_FIRST && is_new && (double)rules->calls > rule->limit) {
		snprintf(finding.about, sizeof finding.about, "the first after %llu calls",
			 (unsigned long long)rules->calls);
		tell(rule, call, &finding, alerts);
	} else if (rule->test == RULE_FALL) {
		finding = test_fall(rule, usual, windows, fewest);
		tell_group(rule, group, call, &finding, alerts);
	} else if (matches) {
		finding = test_group(rule, group, call);
		tell_group(rule, group, call, &finding, alerts);
	}
}

void
rules_take(struct rules *rules, const struct session *session, const struct rules_call *call, struct alerts *alerts)
{
	unsigned state = call->event->call.state;

	if (rules == NULL)
		return;
	rules->calls += state == CALL_DONE;
	for (size_t i = 0; i < rules->list.count; i++) {
		bool matches = rules->filters[i] == NULL ||
			       filter_match(rules->filters[i], session, call->event->seq, call->row);

		if (state == CALL_DONE)
			take_done(rules, i, matches, call, alerts);
		else if (state == CALL_OPEN && matches)
			take_open(rules, &rules->list.rules[i], call, alerts);
	}
}
