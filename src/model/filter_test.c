#include "model/filter_test.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "model/filter_calls.h"
#include "model/groups.h"
#include "syscall/callclass.h"
#include "syscall/errnos.h"

enum { ERRNO_LAST = 4095, NAME_CAP = 1024, FRESH = 64 };

/* --- patterns of a text --------------------------------------------------------------- */

/* Behind the file of "src/a.py:31"; its line. NULL when there is none. */
static const char *
split_line(const char *text, size_t len, unsigned *ret_line)
{
	const char *colon = memrchr(text, ':', len);
	unsigned line = 0;

	if (colon == NULL || colon + 1 == text + len)
		return NULL;
	for (const char *digit = colon + 1; digit < text + len; digit++) {
		if (*digit < '0' || *digit > '9')
			return NULL;
		line = line * 10 + (unsigned)(*digit - '0');
	}
	*ret_line = line;
	return colon;
}

static bool
is_in_lines(const struct pattern *pattern, const char *text, size_t len)
{
	char file[NAME_CAP];
	struct text copy = text_in(file, sizeof file);
	unsigned line = 0;
	const char *colon = split_line(text, len, &line);

	text_add_bytes(&copy, text, colon != NULL ? (size_t)(colon - text) : len);
	if (pattern->last > 0 && (line < pattern->first || line > pattern->last))
		return false;
	return pattern_matches_path(pattern, file);
}

/* A text against each of the patterns; the ear of a test. */
static bool
hears(const void *ear, const char *text, size_t len)
{
	const struct filter_test *test = ear;
	bool whole = test->op == TOKEN_EQ;

	for (size_t i = 0; i < test->pattern_count; i++) {
		const struct pattern *pattern = &test->patterns[i];

		if (whole && (test->field->flags & FIELD_LINES) != 0 ? is_in_lines(pattern, text, len) :
		    whole && (test->field->flags & FIELD_PATH) != 0  ? pattern_matches_path(pattern, text) :
								       pattern_matches(pattern, text, len))
			return true;
	}
	return false;
}

/* --- what is asked -------------------------------------------------------------------------- */

static bool
holds_alone(struct filter_test *test, const struct filter_look *look)
{
	return test->field->alone(look);
}

/* They are in order and apart: the last that begins at or before it is the only one that can have it. */
static bool
is_in_ranges(const struct filter_test *test, int64_t value)
{
	size_t low = 0, high = test->range_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (test->ranges[middle].first <= value)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && value <= test->ranges[low - 1].last;
}

static bool
holds_numbers(struct filter_test *test, const struct filter_look *look)
{
	int64_t values[FILTER_NUMBERS_MAX];
	unsigned count;

	if (look->event == NULL && (test->field->flags & FIELD_LOST) == 0)
		return false;
	count = test->field->numbers(look, test->field, values);
	for (unsigned i = 0; i < count; i++)
		if (is_in_ranges(test, values[i]))
			return true;
	return false;
}

static bool
holds_texts(struct filter_test *test, const struct filter_look *look)
{
	return look->event != NULL && test->field->texts(look, test->field, hears, test);
}

static bool
holds_either(struct filter_test *test, const struct filter_look *look)
{
	return holds_numbers(test, look) || holds_texts(test, look);
}

/* Places and stacks stay what they are, and are few beside calls. */
static bool
holds_once(struct filter_test *test, const struct filter_look *look)
{
	uint64_t key, known;

	if (look->event == NULL)
		return false;
	key = (test->field->flags & FIELD_BY_STACK) != 0 ? look->event->stack : (uintptr_t)look->row->place;
	if (!table_get(&test->known, key, &known)) {
		known = holds_texts(test, look);
		table_set(&test->known, key, known);
	}
	return known != 0;
}

/* Of a class, which has no field, the only pattern is its name. */
static bool
is_in_set(struct filter_test *test, const struct filter_look *look)
{
	const struct call_shape *shape = call_shape(look->event->call.abi, look->event->call.nr);

	if (test->field != NULL)
		return holds_texts(test, look);
	return shape != NULL && callclass_has(test->patterns[0].text, shape);
}

static bool
holds_calls(struct filter_test *test, const struct filter_look *look)
{
	const struct call *call;

	if (look->event == NULL)
		return false;
	call = &look->event->call;
	if (!filter_calls_covers(call->abi, call->nr))
		return is_in_set(test, look);
	if (!filter_calls_known(test->calls, call->abi, call->nr))
		filter_calls_set(test->calls, call->abi, call->nr, is_in_set(test, look));
	return filter_calls_has(test->calls, call->abi, call->nr);
}

/* --- percentiles ------------------------------------------------------------------------------ */

static const struct profile_row *
group_of(const struct filter_test *test, const struct filter_look *look)
{
	const struct profile *profile = session_profile(look->session, test->group);
	char room[NAME_CAP];
	const char *name = test->group == PROFILE_CALL
				   ? group_call(&look->event->call, room)
				   : group_function(look->row->place, room, sizeof room);

	return profile_named(profile, name[0] != '\0' ? name : "(unknown)");
}

/* Of a group it is found anew when that has grown by a part, since looking through its histogram takes long. */
static int64_t
percentile_of(struct filter_test *test, const struct profile_row *row)
{
	uint64_t key = (uintptr_t)row, packed, step = 0;

	/* Counts below FRESH each, then sixteen for each power of two. */
	step = row->calls;
	if (step >= FRESH) {
		unsigned shift = 63 - (unsigned)__builtin_clzll(step) - 4;

		step = step >> shift << shift;
	}
	if (!table_get(&test->known, key, &packed) || packed != step) {
		uint64_t value = hist_quantile(&row->hist, test->share);

		table_set(&test->known, key, step);
		table_set(&test->known, key + 1, value < INT64_MAX ? value : INT64_MAX);
	}
	table_get(&test->known, key + 1, &packed);
	return (int64_t)packed;
}

static bool
holds_percentile(struct filter_test *test, const struct filter_look *look)
{
	const struct profile_row *row = look->event != NULL ? group_of(test, look) : NULL;
	int64_t value, limit;

	if (row == NULL || test->field->numbers(look, test->field, &value) == 0)
		return false;
	limit = percentile_of(test, row);
	return test->op == TOKEN_LT   ? value < limit :
	       test->op == TOKEN_LE   ? value <= limit :
	       test->op == TOKEN_GT   ? value > limit :
					value >= limit;
}

/* --- making one --------------------------------------------------------------------------------- */

struct filter_test
filter_test_new(const struct filter_field *field, enum filter_token_kind op)
{
	return (struct filter_test){
		.holds = op == TOKEN_END ? holds_alone : NULL, .field = field, .op = op, .cost = field->cost,
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

		if (name != NULL && hears(test, name, strlen(name)))
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
	test->holds = holds_percentile;
	test->group = group;
	test->share = share;
	test->cost = COST_SEARCH;
}

struct filter_test
filter_test_class(const char *name)
{
	struct filter_test test = { .holds = holds_calls, .cost = COST_NUMBER };
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
	test.holds = holds_numbers;
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
		test->holds = holds_calls;
	} else if ((test->field->flags & (FIELD_BY_PLACE | FIELD_BY_STACK)) != 0) {
		test->holds = holds_once;
	} else if (test->pattern_count == 0 || (test->field->values == VALUE_ERROR && test->field->numbers != NULL)) {
		test->holds = holds_numbers;
	} else {
		test->holds = test->range_count == 0 ? holds_texts : holds_either;
		if (test->field->numbers != NULL)
			test->cost = COST_DECODE;
	}
}
