#include "model/filter_test.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "model/filter_calls.h"
#include "model/filter_holds.h"
#include "syscall/errnos.h"

enum { ERRNO_LAST = 4095 };

struct filter_test
filter_test_new(const struct filter_field *field, enum filter_token_kind op)
{
	return (struct filter_test){
		.holds = op == TOKEN_END ? filter_holds_alone : NULL, .field = field, .op = op, .cost = field->cost,
	};
}

void
filter_test_done(struct filter_test *test)
{
	for (size_t i = 0; i < test->pattern_count; i++)
		pattern_done(&test->patterns[i]);
	free(test->patterns);
	free(test->ranges);
	free(test->calls);
	table_done(&test->known);
}

static void
add_range(struct filter_test *test, int64_t first, int64_t last)
{
	test->ranges = mem_grow(test->ranges, &test->range_cap, test->range_count + 1, sizeof *test->ranges);
	test->ranges[test->range_count++] = (struct filter_range){ first, last };
}

/* The numbers that stand so to a value; none where that is the least or the largest there is. */
static void
add_compared(struct filter_test *test, const struct filter_value *value)
{
	int64_t exact = value->exact;

	if (test->op == TOKEN_EQ)
		add_range(test, value->equal.first, value->equal.last);
	else if (test->op == TOKEN_LE || (test->op == TOKEN_LT && exact > INT64_MIN))
		add_range(test, INT64_MIN, test->op == TOKEN_LE ? exact : exact - 1);
	else if (test->op == TOKEN_GE || (test->op == TOKEN_GT && exact < INT64_MAX))
		add_range(test, test->op == TOKEN_GE ? exact : exact + 1, INT64_MAX);
}

/* "a.py:31", "a.py:200-240": takes the lines off the file. */
static bool
take_lines(char *file, unsigned *ret_first, unsigned *ret_last)
{
	char *colon = strrchr(file, ':'), *dash, *end;
	unsigned long first, last;

	if (colon == NULL || colon[1] < '0' || colon[1] > '9')
		return false;
	first = last = strtoul(colon + 1, &dash, 10);
	end = dash;
	if (*dash == '-' && dash[1] >= '0' && dash[1] <= '9')
		last = strtoul(dash + 1, &end, 10);
	if (*end != '\0' || first == 0 || last < first || last > UINT32_MAX)
		return false;
	*colon = '\0';
	*ret_first = (unsigned)first;
	*ret_last = (unsigned)last;
	return true;
}

static enum pattern_kind
kind_of(const struct filter_test *test, const struct filter_operand *operand)
{
	if (test->op == TOKEN_LIKE)
		return PATTERN_REGEX;
	if (test->op == TOKEN_HAS)
		return PATTERN_PART;
	return !operand->quoted && strpbrk(operand->text, "*?") != NULL ? PATTERN_GLOB : PATTERN_EXACT;
}

static bool
add_pattern(struct filter_test *test, enum pattern_kind kind, const char *value, struct filter_fault *reterr)
{
	struct pattern *pattern;
	char *text = mem_string(value), why[120];
	unsigned first = 0, last = 0;
	size_t at;
	bool done;

	if (test->op == TOKEN_EQ && test->field != NULL && (test->field->flags & FIELD_LINES) != 0)
		(void)take_lines(text, &first, &last);
	test->patterns = mem_grow(test->patterns, &test->pattern_cap, test->pattern_count + 1, sizeof *test->patterns);
	pattern = &test->patterns[test->pattern_count];
	done = pattern_init(pattern, kind, text, &at, why, sizeof why);
	free(text);
	if (!done) {
		struct text reason = text_in(reterr->reason, sizeof reterr->reason);

		reterr->suggestion[0] = '\0';
		text_addf(&reason, "no regular expression: %s", why);
		return false;
	}
	pattern->first = first;
	pattern->last = last;
	test->pattern_count++;
	return true;
}

/* Names of errors are few: a pattern of them becomes their numbers. */
static void
resolve_errors(struct filter_test *test)
{
	for (unsigned error = 1; error <= ERRNO_LAST; error++) {
		const char *name = errno_name(error);

		if (name != NULL && filter_test_hears(test, name, strlen(name)))
			add_range(test, error, error);
	}
}

static bool
check_call(const struct filter_operand *operand, struct filter_fault *reterr)
{
	struct text reason = text_in(reterr->reason, sizeof reterr->reason);
	struct text meant = text_in(reterr->suggestion, sizeof reterr->suggestion);
	const char *nearest = NULL;

	if (operand->quoted || strpbrk(operand->text, "*?") != NULL || filter_calls_named(operand->text, &nearest))
		return true;
	text_addf(&reason, "no system call is named \"%.64s\"", operand->text);
	text_add(&meant, nearest != NULL ? nearest : "");
	return false;
}

static bool
is_of_text(const struct filter_test *test)
{
	return test->op == TOKEN_LIKE || test->op == TOKEN_HAS || test->field->numbers == NULL;
}

bool
filter_test_add(struct filter_test *test, const struct filter_operand *operand, struct filter_fault *reterr)
{
	bool globbed = !operand->quoted && strpbrk(operand->text, "*?") != NULL;
	struct filter_value value;

	if (test->field->texts == filter_fields[0].texts && test->op == TOKEN_EQ && !check_call(operand, reterr))
		return false;
	if (is_of_text(test) || (test->field->values == VALUE_ERROR && globbed))
		return add_pattern(test, kind_of(test, operand), operand->text, reterr);
	if (filter_value_read(test->field->values, operand->text, &value, reterr)) {
		add_compared(test, &value);
		return true;
	}
	return (test->field->flags & FIELD_NAMED) != 0 && test->op == TOKEN_EQ &&
	       add_pattern(test, kind_of(test, operand), operand->text, reterr);
}

bool
filter_test_add_range(struct filter_test *test, const char *first, const char *last, struct filter_fault *reterr)
{
	struct filter_value from, to;

	if (!filter_value_read(test->field->values, first, &from, reterr) ||
	    !filter_value_read(test->field->values, last, &to, reterr))
		return false;
	add_range(test, from.exact, to.exact);
	return true;
}

void
filter_test_percentile(struct filter_test *test, enum profile_by group, double share)
{
	test->holds = filter_holds_percentile;
	test->group = group;
	test->share = share;
	test->cost = COST_SEARCH;
}

struct filter_test
filter_test_class(const char *name)
{
	struct filter_test test = { .holds = filter_holds_calls, .cost = COST_NUMBER };
	struct filter_fault fault;

	(void)add_pattern(&test, PATTERN_EXACT, name, &fault);	/* keeps the name; an exact one cannot be wrong */
	test.calls = mem_new(1, sizeof *test.calls);
	return test;
}

struct filter_test
filter_test_near(uint64_t seq, uint64_t reach)
{
	struct filter_test test = filter_test_new(filter_field_find("seq", 3), TOKEN_EQ);

	if (reach > INT64_MAX)
		reach = INT64_MAX;
	if (seq > INT64_MAX - reach)
		seq = INT64_MAX - reach;
	add_range(&test, (int64_t)(seq - reach), (int64_t)(seq + reach));
	test.holds = filter_holds_numbers;
	return test;
}

struct filter_test
filter_test_word(const struct filter_operand *operand, unsigned which)
{
	static const char *const names[FILTER_WORD_TESTS] = { "fn", "comm", "path" };
	bool globbed = !operand->quoted && strpbrk(operand->text, "*?") != NULL;
	struct filter_test test =
		filter_test_new(filter_field_find(names[which], strlen(names[which])), globbed ? TOKEN_EQ : TOKEN_HAS);
	struct filter_fault fault;

	(void)add_pattern(&test, globbed ? PATTERN_GLOB : PATTERN_PART, operand->text, &fault);
	filter_test_settle(&test);
	return test;
}

static int
compare_ranges(const void *left, const void *right)
{
	const struct filter_range *a = left, *b = right;

	return a->first < b->first ? -1 : a->first > b->first;
}

/* In order and apart; those that hold nothing are left out. */
static void
order_ranges(struct filter_test *test)
{
	size_t count = 0;

	if (test->range_count > 0)
		qsort(test->ranges, test->range_count, sizeof *test->ranges, compare_ranges);
	for (size_t i = 0; i < test->range_count; i++) {
		struct filter_range range = test->ranges[i], *before = count > 0 ? &test->ranges[count - 1] : NULL;

		if (range.last < range.first)
			continue;
		if (before == NULL || range.first > before->last)
			test->ranges[count++] = range;
		else if (range.last > before->last)
			before->last = range.last;
	}
	test->range_count = count;
}

void
filter_test_settle(struct filter_test *test)
{
	if (test->holds != NULL)
		return;
	if (test->field->values == VALUE_ERROR && test->field->numbers != NULL && test->pattern_count > 0)
		resolve_errors(test);
	order_ranges(test);
	if (test->field->texts == filter_fields[0].texts) {
		test->calls = mem_new(1, sizeof *test->calls);
		test->holds = filter_holds_calls;
	} else if ((test->field->flags & (FIELD_BY_PLACE | FIELD_BY_STACK)) != 0) {
		test->holds = filter_holds_once;
	} else if (test->pattern_count == 0 || (test->field->values == VALUE_ERROR && test->field->numbers != NULL)) {
		test->holds = filter_holds_numbers;
	} else {
		test->holds = test->range_count == 0 ? filter_holds_texts : filter_holds_either;
		if (test->field->numbers != NULL)
			test->cost = COST_DECODE;
	}
}
