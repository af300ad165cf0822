#include "model/filter_holds.h"

#include <string.h>

#include "base/text.h"
#include "model/filter_calls.h"
#include "model/groups.h"
#include "syscall/callclass.h"

enum { NAME_CAP = 1024, FRESH = 64 };

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

bool
filter_test_hears(const void *ear, const char *text, size_t len)
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

bool
filter_holds_alone(struct filter_test *test, const struct filter_look *look)
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

bool
filter_holds_numbers(struct filter_test *test, const struct filter_look *look)
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

bool
filter_holds_texts(struct filter_test *test, const struct filter_look *look)
{
	return look->event != NULL && test->field->texts(look, test->field, filter_test_hears, test);
}

bool
filter_holds_either(struct filter_test *test, const struct filter_look *look)
{
	return filter_holds_numbers(test, look) || filter_holds_texts(test, look);
}

/* Places and stacks stay what they are, and are few beside calls. */
bool
filter_holds_once(struct filter_test *test, const struct filter_look *look)
{
	uint64_t key, known;

	if (look->event == NULL)
		return false;
	key = (test->field->flags & FIELD_BY_STACK) != 0 ? look->event->stack : (uintptr_t)look->row->place;
	if (!table_get(&test->known, key, &known)) {
		known = filter_holds_texts(test, look);
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
		return filter_holds_texts(test, look);
	return shape != NULL && callclass_has(test->patterns[0].text, shape);
}

bool
filter_holds_calls(struct filter_test *test, const struct filter_look *look)
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

/* The number of the call's group; false when nothing is known of it. */
static bool
group_of(const struct filter_test *test, const struct filter_look *look, size_t *ret_number)
{
	const struct profile *profile = session_profile(look->session, test->group);
	char room[NAME_CAP];
	const char *name = test->group == PROFILE_CALL
				   ? group_call(&look->event->call, room)
				   : group_function(look->row->place, room, sizeof room);

	return profile_find(profile, name[0] != '\0' ? name : "(unknown)", ret_number);
}

/* Of a group it is found anew when that has grown by a part, since looking through its histogram takes long. */
static int64_t
percentile_of(struct filter_test *test, const struct profile *profile, size_t number)
{
	const struct profile_row *row = profile_row(profile, number);
	uint64_t key = 2 * number, packed, step = 0;

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

bool
filter_holds_percentile(struct filter_test *test, const struct filter_look *look)
{
	int64_t value, limit;
	size_t number;

	if (look->event == NULL || !group_of(test, look, &number) ||
	    test->field->numbers(look, test->field, &value) == 0)
		return false;
	limit = percentile_of(test, session_profile(look->session, test->group), number);
	return test->op == TOKEN_LT   ? value < limit :
	       test->op == TOKEN_LE   ? value <= limit :
	       test->op == TOKEN_GT   ? value > limit :
					value >= limit;
}
