#include "base/format.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/text.h"

static const uint64_t MICROSECOND = 1000, MILLISECOND = 1000 * 1000, SECOND = 1000 * 1000 * 1000;

struct unit {
	uint64_t size;
	const char *name;
	unsigned limit;	/* from here on the next unit is used */
};

/* In `unit`, with one digit of fraction below ten; false when it would reach the unit's limit. */
static bool
write_unit(char *buf, uint64_t n, const struct unit *unit)
{
	uint64_t rest = n % unit->size, tenths = n / unit->size * 10 + (rest * 10 + unit->size / 2) / unit->size;
	uint64_t whole = n / unit->size + (rest >= unit->size - rest);

	if (unit->size > 1 && tenths < 100)
		snprintf(buf, FORMAT_CAP, "%" PRIu64 ".%" PRIu64 "%s", tenths / 10, tenths % 10, unit->name);
	else if (whole < unit->limit)
		snprintf(buf, FORMAT_CAP, "%" PRIu64 "%s", whole, unit->name);
	else
		return false;
	return true;
}

/* In the first of the units that will do; whether there was one. */
static bool
write_first(char *buf, uint64_t n, const struct unit *units, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (write_unit(buf, n, &units[i]))
			return true;
	return false;
}

/* "3m12s": what is longer than the units with a fraction, in two units. */
static bool
write_two_units(char *buf, uint64_t seconds)
{
	static const struct {
		uint64_t below, unit, part;	/* seconds */
		char unit_name, part_name;
	} pairs[] = {
		{ .below = 3600, .unit = 60, .unit_name = 'm', .part = 1, .part_name = 's' },
		{ .below = 100 * 3600, .unit = 3600, .unit_name = 'h', .part = 60, .part_name = 'm' },
		{ .below = 100 * 86400, .unit = 86400, .unit_name = 'd', .part = 3600, .part_name = 'h' },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		if (seconds >= pairs[i].below)
			continue;
		snprintf(buf, FORMAT_CAP, "%" PRIu64 "%c%02" PRIu64 "%c", seconds / pairs[i].unit, pairs[i].unit_name,
			 seconds % pairs[i].unit / pairs[i].part, pairs[i].part_name);
		return true;
	}
	return false;
}

const char *
format_duration(char *buf, uint64_t ns)
{
	static const struct unit short_units[] = {
		{ 1, "ns", 1000 }, { MICROSECOND, "us", 1000 }, { MILLISECOND, "ms", 1000 }, { SECOND, "s", 60 },
	};
	static const struct unit long_units[] = {
		{ 86400 * SECOND, "d", 100000 }, { 365 * 86400 * SECOND, "y", 1000 },
	};

	if (!write_first(buf, ns, short_units, 4) && !write_two_units(buf, ns / SECOND + (ns % SECOND >= SECOND / 2)))
		write_first(buf, ns, long_units, 2);
	return buf;
}

const char *
format_count(char *buf, uint64_t n)
{
	static const struct unit units[] = {
		{ 1, "", 1000 }, { 1000, "k", 1000 }, { 1000000, "M", 1000 }, { 1000000000, "G", 1000 },
		{ 1000000000000, "T", 1000 }, { 1000000000000000, "P", 1000 }, { 1000000000000000000, "E", 1000 },
	};

	write_first(buf, n, units, sizeof units / sizeof units[0]);
	return buf;
}

const char *
format_bytes(char *buf, uint64_t n)
{
	static const struct unit units[] = {
		{ 1, "B", 1024 }, { (uint64_t)1 << 10, "K", 1024 }, { (uint64_t)1 << 20, "M", 1024 },
		{ (uint64_t)1 << 30, "G", 1024 }, { (uint64_t)1 << 40, "T", 1024 }, { (uint64_t)1 << 50, "P", 1024 },
		{ (uint64_t)1 << 60, "E", 1024 },
	};

	write_first(buf, n, units, sizeof units / sizeof units[0]);
	return buf;
}

const char *
format_grouped(char *buf, uint64_t n)
{
	char digits[FORMAT_CAP];
	int len = snprintf(digits, sizeof digits, "%" PRIu64, n);
	struct text text = text_in(buf, FORMAT_CAP);

	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			text_addc(&text, ',');
		text_addc(&text, digits[i]);
	}
	return buf;
}

const char *
format_clock(char *buf, uint64_t ns)
{
	uint64_t seconds = ns / SECOND;

	snprintf(buf, FORMAT_CAP, "%" PRIu64 ":%02u:%02u", seconds / 3600, (unsigned)(seconds / 60 % 60),
		 (unsigned)(seconds % 60));
	return buf;
}

const char *
format_time_of_day(char *buf, uint64_t realtime_ns, unsigned digits)
{
	time_t when = (time_t)(realtime_ns / SECOND);
	char fraction[10];
	struct tm broken;
	size_t len;

	if (localtime_r(&when, &broken) == NULL)
		return format_seconds(buf, realtime_ns);
	len = strftime(buf, FORMAT_CAP, "%H:%M:%S", &broken);
	snprintf(fraction, sizeof fraction, "%09u", (unsigned)(realtime_ns % SECOND));
	if (digits > 0)
		snprintf(buf + len, FORMAT_CAP - len, ".%.*s", (int)digits, fraction);
	return buf;
}

const char *
format_seconds(char *buf, uint64_t ns)
{
	snprintf(buf, FORMAT_CAP, "%" PRIu64 ".%06u", ns / SECOND, (unsigned)(ns % SECOND / MICROSECOND));
	return buf;
}

/* --- bars -------------------------------------------------------------------- */

/* Not below zero, and neither is what is not a number. */
static double
largest(const double *values, size_t count)
{
	double max = 0;

	for (size_t i = 0; i < count; i++)
		if (values[i] > max)
			max = values[i];
	return max;
}

/* What the column shows: its share of the values; nothing left of the oldest one when there are too few. */
static double
column_value(const double *values, size_t count, unsigned columns, unsigned column)
{
	size_t first = count * column / columns, end = count * (column + 1) / columns;

	if (count > columns)
		return largest(values + first, end - first);
	return column + count >= columns ? largest(values + (column + count - columns), 1) : 0;
}

/* 0 for nothing, else 1 … top, rounded up: what is there can be seen. */
static unsigned
bar_level(double value, double max, unsigned top)
{
	unsigned level;

	if (!(value > 0))
		return 0;
	if (value >= max)
		return top;
	level = (unsigned)(value / max * top) + 1;
	return level < top ? level : top;
}

const char *
format_bars(char *buf, size_t cap, const double *values, size_t count, unsigned columns, int ascii)
{
	static const char *const marks[] = { " ", ".", ":", "-", "=", "+", "*", "#", "%", "@" };
	static const char *const blocks[] = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	unsigned top = ascii ? 9 : 8;
	double max = largest(values, count);
	struct text text = text_in(buf, cap);

	for (unsigned column = 0; column < columns; column++) {
		unsigned level = bar_level(column_value(values, count, columns, column), max, top);
		const char *bar = ascii ? marks[level] : blocks[level];

		if (strlen(bar) >= cap - text.len)
			break;	/* half a block is no character */
		text_add(&text, bar);
	}
	return buf;
}
