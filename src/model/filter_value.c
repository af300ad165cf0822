#include "model/filter_value.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/nearest.h"
#include "base/text.h"
#include "model/alerts.h"
#include "syscall/errnos.h"

enum { ERRNO_LAST = 4095, DIGITS_MAX = 18, NS_PER_S = 1000000000 };

struct unit {
	const char *name;
	int64_t size;
};

static const struct unit durations[] = {
	{ "ns", 1 }, { "us", 1000 }, { "\302\265s", 1000 }, { "ms", 1000000 }, { "s", 1000000000 }, { "m", 60000000000 },
	{ "h", 3600000000000 }, { "d", 86400000000000 }, { NULL, 0 },
};

static const struct unit sizes[] = {
	{ "B", 1 }, { "KB", 1000 }, { "kB", 1000 }, { "MB", 1000000 }, { "GB", 1000000000 }, { "K", 1024 }, { "M", 1 << 20 },
	{ "G", 1 << 30 }, { "KiB", 1024 }, { "MiB", 1 << 20 }, { "GiB", 1 << 30 }, { NULL, 0 },
};

static bool
complain(struct filter_fault *fault, const char *text, const char *expected, const char *suggestion)
{
	struct text reason = text_in(fault->reason, sizeof fault->reason);
	struct text meant = text_in(fault->suggestion, sizeof fault->suggestion);

	text_addf(&reason, "\"%.64s\" is no %s", text, expected);
	text_add(&meant, suggestion);
	return false;
}

static bool
complain_of_unit(struct filter_fault *fault, const char *text)
{
	struct text reason = text_in(fault->reason, sizeof fault->reason);
	struct text meant = text_in(fault->suggestion, sizeof fault->suggestion);

	text_addf(&reason, "%s has no unit: ns, us, ms, s, m, h or d", text);
	text_addf(&meant, "%sus, %sms", text, text);
	return false;
}

/* --- decimals and units -------------------------------------------------------------- */

/* "1.25" as 125 and two digits behind the point. */
struct decimal {
	int64_t digits;
	unsigned behind;
	bool negative;
};

/* Behind the number; NULL when it is none, or has more digits than are kept. */
static const char *
read_decimal(const char *text, struct decimal *ret_decimal)
{
	struct decimal decimal = { .negative = text[0] == '-' };
	unsigned count = 0;
	bool point = false;

	for (text += decimal.negative; isdigit((unsigned char)*text) || (*text == '.' && !point && count > 0); text++) {
		if (*text == '.') {
			point = true;
			continue;
		}
		if (++count > DIGITS_MAX)
			return NULL;
		decimal.digits = decimal.digits * 10 + (*text - '0');
		decimal.behind += point;
	}
	*ret_decimal = decimal;
	return count > 0 && text[-1] != '.' ? text : NULL;
}

/* `digits` steps of a unit with `behind` digits behind the point, rounded down; what is too large is the largest. */
static int64_t
scale(int64_t digits, unsigned behind, int64_t unit)
{
	__int128 value = (__int128)digits * unit;

	while (behind-- > 0)
		value /= 10;
	return value > INT64_MAX ? INT64_MAX : (int64_t)value;
}

static const struct unit *
find_unit(const struct unit *units, const char *name)
{
	for (; units->name != NULL; units++)
		if (strcmp(units->name, name) == 0)
			return units;
	return NULL;
}

/*
 * What is shown with these digits, behind `before` in larger units: what is
 * nearest to it, and where `down` what is above it as well. Durations are
 * rounded to the nearest, but minutes behind hours, and times, are cut off.
 */
static struct filter_range
shown_as(const struct decimal *decimal, int64_t unit, int64_t before, bool down)
{
	int64_t value = scale(decimal->digits, decimal->behind, unit), step, first, last;

	step = scale(decimal->digits + 1, decimal->behind, unit) - value;
	if (step < 1)
		step = 1;
	first = value - step / 2;
	last = value + (down ? step - 1 : (step - 1) / 2);
	if (__builtin_add_overflow(first, before, &first))
		first = INT64_MAX;
	if (__builtin_add_overflow(last, before, &last))
		last = INT64_MAX;
	return (struct filter_range){ first > 0 ? first : 0, last };
}

/* The unit behind a number, and what follows it; NULL when there is none of that name. */
static const struct unit *
read_unit(const char *text, const char **ret_rest)
{
	size_t len = strcspn(text, "0123456789.");
	char name[4] = "";

	if (len >= sizeof name)
		return NULL;
	*ret_rest = text + len;
	return find_unit(durations, memcpy(name, text, len));
}

/* "1.5ms", "3m12s", "2h05m": each unit smaller than the one before, and a fraction only where there is one alone. */
static bool
read_units(const char *text, bool down, struct filter_value *ret_value)
{
	int64_t before = 0, last_size = INT64_MAX;
	struct filter_value value;
	struct decimal decimal;

	do {
		const char *rest = read_decimal(text, &decimal);
		const struct unit *unit = rest != NULL && !decimal.negative ? read_unit(rest, &text) : NULL;

		if (unit == NULL || unit->size >= last_size || ((before > 0 || *text != '\0') && decimal.behind > 0))
			return false;
		value.exact = scale(decimal.digits, decimal.behind, unit->size);
		value.equal = shown_as(&decimal, unit->size, before, down || before > 0);
		if (__builtin_add_overflow(value.exact, before, &value.exact))
			return false;
		before = value.exact;
		last_size = unit->size;
	} while (*text != '\0');
	*ret_value = value;
	return true;
}

static bool
read_time(enum filter_value_kind kind, const char *text, struct filter_value *ret_value, struct filter_fault *reterr)
{
	const char *expected = kind == VALUE_TIME ? "time such as 1.5s" : "duration such as 1.5ms";
	bool down = kind == VALUE_TIME;
	struct decimal decimal;
	const char *rest;

	if (read_units(text, down, ret_value))
		return true;
	rest = read_decimal(text, &decimal);
	if (rest == NULL || *rest != '\0' || decimal.negative)
		return complain(reterr, text, expected, "");
	if (!down && decimal.digits != 0)
		return complain_of_unit(reterr, text);
	*ret_value = (struct filter_value){
		.exact = scale(decimal.digits, decimal.behind, NS_PER_S), .equal = shown_as(&decimal, NS_PER_S, 0, down),
	};
	return true;
}

/* A value that is shown in full. */
static bool
is_exactly(struct filter_value *ret_value, int64_t value)
{
	*ret_value = (struct filter_value){ .exact = value, .equal = { value, value } };
	return true;
}

static bool
read_size(const char *text, struct filter_value *ret_value)
{
	struct decimal decimal;
	const char *rest = read_decimal(text, &decimal);
	const struct unit *unit = rest != NULL ? find_unit(sizes, rest) : NULL;

	return unit != NULL && !decimal.negative &&
	       is_exactly(ret_value, scale(decimal.digits, decimal.behind, unit->size));
}

/* --- whole numbers --------------------------------------------------------------------- */

/* Words of 64 bits, whatever their sign. `base` 0 takes 0x1000 and 0644. */
static bool
read_whole(const char *text, int base, struct filter_value *ret_value)
{
	bool negative = text[0] == '-', hex = strncasecmp(text + negative, "0x", 2) == 0;
	unsigned long long value;
	char *rest;

	if (!isdigit((unsigned char)text[negative]))
		return false;
	errno = 0;
	value = strtoull(text + negative, &rest, hex ? 16 : base);
	if (errno != 0 || *rest != '\0' || (negative && value > INT64_MAX))
		return false;
	return is_exactly(ret_value, negative ? -(int64_t)value : (int64_t)value);
}

/* --- names ------------------------------------------------------------------------------ */

/* Numbers without a name are named "". */
static const char *
error_name(size_t i, const void *context)
{
	const char *name = i <= ERRNO_LAST ? errno_name((unsigned)i) : NULL;

	(void)context;
	return name != NULL ? name : i <= ERRNO_LAST ? "" : NULL;
}

static bool
read_error(const char *text, int64_t sign, struct filter_value *ret_value, struct filter_fault *reterr)
{
	const char *near;

	for (unsigned error = 1; error <= ERRNO_LAST; error++)
		if (strcmp(error_name(error, NULL), text) == 0 && text[0] != '\0')
			return is_exactly(ret_value, sign * (int64_t)error);
	near = nearest(text, error_name, NULL);
	return complain(reterr, text, sign > 0 ? "error such as ENOENT" : "number or error such as ENOENT",
			near != NULL ? near : "");
}

static bool
read_severity(const char *text, struct filter_value *ret_value, struct filter_fault *reterr)
{
	static const char *const names[] = { "low", "medium", "high", NULL };
	const char *near;

	for (int i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], text) == 0)
			return is_exactly(ret_value, ALERT_LOW + i);
	near = nearest(text, nearest_in_list, names);
	return complain(reterr, text, "severity: low, medium or high", near != NULL ? near : "");
}

/* --- scores ------------------------------------------------------------------------------- */

int64_t
filter_score_key(double score)
{
	int64_t bits;

	score += 0.0;	/* there are two zeroes, and one key */
	memcpy(&bits, &score, sizeof bits);
	return bits >= 0 ? bits : INT64_MIN - bits;
}

static bool
read_score(const char *text, struct filter_value *ret_value, struct filter_fault *reterr)
{
	struct decimal decimal;
	const char *rest = read_decimal(text, &decimal);
	double score, half;

	if (rest == NULL || rest[0] != '\0')
		return complain(reterr, text, "score such as 3.5", "");
	half = 0.5 / pow(10, decimal.behind);
	score = (double)decimal.digits / pow(10, decimal.behind) * (decimal.negative ? -1 : 1);
	/* Floats: a little more, lest the last digit shown be lost. */
	*ret_value = (struct filter_value){
		.exact = filter_score_key(score),
		.equal = { filter_score_key(score - half * 1.000001), filter_score_key(score + half * 1.000001) },
	};
	return true;
}

/* --- all ------------------------------------------------------------------------------------ */

bool
filter_value_read(enum filter_value_kind kind, const char *text, struct filter_value *ret_value,
		  struct filter_fault *reterr)
{
	switch (kind) {
	case VALUE_DURATION:
	case VALUE_TIME:
		return read_time(kind, text, ret_value, reterr);
	case VALUE_SCORE:
		return read_score(text, ret_value, reterr);
	case VALUE_SEVERITY:
		return read_severity(text, ret_value, reterr);
	case VALUE_ERROR:
		return read_whole(text, 10, ret_value) || read_error(text, 1, ret_value, reterr);
	case VALUE_RESULT:
		return read_whole(text, 10, ret_value) || read_size(text, ret_value) ||
		       read_error(text, -1, ret_value, reterr);
	case VALUE_SEQ:
		return read_whole(text + (text[0] == '#'), 10, ret_value) ||
		       complain(reterr, text, "number of a call", "");
	case VALUE_SIZE:
		return read_whole(text, 10, ret_value) || read_size(text, ret_value) ||
		       complain(reterr, text, "size such as 4096 or 64KiB", "");
	case VALUE_WORD:
		return read_whole(text, 0, ret_value) || read_size(text, ret_value) ||
		       complain(reterr, text, "number", "");
	case VALUE_COUNT:
		return read_whole(text, 10, ret_value) || complain(reterr, text, "number", "");
	}
	return false;
}
