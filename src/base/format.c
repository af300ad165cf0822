#include "base/format.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* Three significant digits at most: "1.2", "12", "412". */
static void
scaled(char *buf, double value, const char *unit)
{
	if (value < 9.95)
		snprintf(buf, FORMAT_CAP, "%.1f%s", value, unit);
	else
		snprintf(buf, FORMAT_CAP, "%.0f%s", value, unit);
}

const char *
format_duration(char *buf, uint64_t ns)
{
	uint64_t seconds = ns / 1000000000;

	if (ns < 1000)
		snprintf(buf, FORMAT_CAP, "%uns", (unsigned)ns);
	else if (ns < 999500)
		scaled(buf, (double)ns / 1e3, "us");
	else if (ns < 999500000)
		scaled(buf, (double)ns / 1e6, "ms");
	else if (seconds < 60)
		scaled(buf, (double)ns / 1e9, "s");
	else if (seconds < 3600)
		snprintf(buf, FORMAT_CAP, "%um%02us", (unsigned)(seconds / 60), (unsigned)(seconds % 60));
	else if (seconds < 360000)
		snprintf(buf, FORMAT_CAP, "%uh%02um", (unsigned)(seconds / 3600), (unsigned)(seconds / 60 % 60));
	else
		snprintf(buf, FORMAT_CAP, "%llud", (unsigned long long)(seconds / 86400));
	return buf;
}

static const char *
with_unit(char *buf, uint64_t n, double step, const char *const *units)
{
	double value = (double)n;
	unsigned unit = 0;

	if (n < (uint64_t)step) {
		snprintf(buf, FORMAT_CAP, "%u%s", (unsigned)n, units[0]);
		return buf;
	}
	while (value >= step - 0.5 && units[unit + 1] != NULL) {
		value /= step;
		unit++;
	}
	scaled(buf, value, units[unit]);
	return buf;
}

const char *
format_count(char *buf, uint64_t n)
{
	static const char *const units[] = { "", "k", "M", "G", "T", "P", "E", NULL };

	return with_unit(buf, n, 1000, units);
}

const char *
format_bytes(char *buf, uint64_t n)
{
	static const char *const units[] = { "B", "K", "M", "G", "T", "P", "E", NULL };

	return with_unit(buf, n, 1024, units);
}

const char *
format_grouped(char *buf, uint64_t n)
{
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);
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
	uint64_t seconds = ns / 1000000000;

	snprintf(buf, FORMAT_CAP, "%llu:%02u:%02u", (unsigned long long)(seconds / 3600),
		 (unsigned)(seconds / 60 % 60), (unsigned)(seconds % 60));
	return buf;
}

const char *
format_seconds(char *buf, uint64_t ns)
{
	snprintf(buf, FORMAT_CAP, "%llu.%06u", (unsigned long long)(ns / 1000000000),
		 (unsigned)(ns % 1000000000 / 1000));
	return buf;
}

/* The highest of the values that share a column. */
static double
column_value(const double *values, size_t count, unsigned column, unsigned columns)
{
	size_t begin = count <= columns ? column : column * count / columns;
	size_t end = count <= columns ? begin + 1 : (column + 1) * count / columns;
	double highest = 0;

	for (size_t i = begin; i < end && i < count; i++)
		if (values[i] > highest)
			highest = values[i];
	return highest;
}

const char *
format_bars(char *buf, size_t cap, const double *values, size_t count, unsigned columns, int ascii)
{
	static const char *const blocks[] = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	static const char *const signs[] = { " ", ".", ":", "-", "=", "+", "*", "#", "@" };
	enum { LEVELS = sizeof blocks / sizeof *blocks - 1 };
	struct text text = text_in(buf, cap);
	double highest = 0;

	for (size_t i = 0; i < count; i++)
		if (values[i] > highest)
			highest = values[i];
	for (unsigned column = 0; column < columns; column++) {
		double value = column_value(values, count, column, columns);
		unsigned level = highest > 0 ? (unsigned)(value / highest * LEVELS + 0.5) : 0;

		/* What is there at all is seen. */
		if (level == 0 && value > 0)
			level = 1;
		text_add(&text, ascii ? signs[level] : blocks[level]);
	}
	return buf;
}
