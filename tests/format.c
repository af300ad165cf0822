/*
 * Numbers and times as people read them: what each looks like, and that none is
 * ever wider than its header says.
 */
#include "base/format.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#include "check.h"

static const uint64_t US = 1000, MS = 1000000, S = 1000000000, M = 60 * (uint64_t)1000000000,
		      H = 3600 * (uint64_t)1000000000, D = 86400 * (uint64_t)1000000000;

struct sample {
	uint64_t number;
	const char *text;
};

static void
check_samples(const char *(*format)(char *, uint64_t), const struct sample *samples, size_t count)
{
	char buf[FORMAT_CAP];

	for (size_t i = 0; i < count; i++)
		CHECK_STR(format(buf, samples[i].number), samples[i].text);
}

static void
durations_keep_two_or_three_digits(void)
{
	const struct sample samples[] = {
		{ 0, "0ns" }, { 1, "1ns" }, { 999, "999ns" }, { US, "1.0us" }, { 1234, "1.2us" }, { 1250, "1.3us" },
		{ 9949, "9.9us" }, { 9950, "10us" }, { 12345, "12us" }, { 412 * US, "412us" }, { 999499, "999us" },
		{ 999500, "1.0ms" }, { 1234567, "1.2ms" }, { 41 * MS, "41ms" }, { 999499999, "999ms" },
		{ 999500000, "1.0s" }, { 1234 * MS, "1.2s" }, { 9949 * MS, "9.9s" }, { 59499 * MS, "59s" },
		{ 59500 * MS, "1m00s" }, { 60 * S, "1m00s" }, { 3 * M + 12 * S, "3m12s" },
		{ 59 * M + 59 * S, "59m59s" }, { 59 * M + 59500 * MS, "1h00m" }, { 2 * H + 5 * M, "2h05m" },
		{ 99 * H + 59 * M, "99h59m" },
		{ 100 * H, "4d04h" }, { 99 * D + 23 * H, "99d23h" }, { 100 * D, "100d" }, { UINT64_MAX, "585y" },
	};

	check_samples(format_duration, samples, sizeof samples / sizeof samples[0]);
}

static void
counts_use_thousands(void)
{
	const struct sample samples[] = {
		{ 0, "0" }, { 950, "950" }, { 999, "999" }, { 1000, "1.0k" }, { 1234, "1.2k" }, { 9949, "9.9k" },
		{ 9950, "10k" }, { 12345, "12k" }, { 999499, "999k" }, { 999500, "1.0M" }, { 3400000, "3.4M" },
		{ UINT64_MAX, "18E" },
	};

	check_samples(format_count, samples, sizeof samples / sizeof samples[0]);
}

static void
bytes_use_powers_of_1024(void)
{
	const struct sample samples[] = {
		{ 0, "0B" }, { 950, "950B" }, { 1023, "1023B" }, { 1024, "1.0K" }, { 1229, "1.2K" },
		{ 12 << 10, "12K" }, { 1023 << 10, "1023K" }, { (1 << 20) - 1, "1.0M" }, { 3565158, "3.4M" },
		{ 1181116006, "1.1G" }, { UINT64_MAX, "16E" },
	};

	check_samples(format_bytes, samples, sizeof samples / sizeof samples[0]);
}

static void
other_forms_are_exact(void)
{
	const struct sample grouped[] = {
		{ 0, "0" }, { 999, "999" }, { 1204, "1,204" }, { 123456, "123,456" }, { 1234567, "1,234,567" },
		{ UINT64_MAX, "18,446,744,073,709,551,615" },
	};
	const struct sample clock[] = {
		{ 0, "0:00:00" }, { 83 * S + 999 * MS, "0:01:23" }, { 25 * H + 61 * S, "25:01:01" },
		{ UINT64_MAX, "5124095:34:33" },
	};
	const struct sample seconds[] = {
		{ 0, "0.000000" }, { 1, "0.000000" }, { 12004511999, "12.004511" },
		{ UINT64_MAX, "18446744073.709551" },
	};

	check_samples(format_grouped, grouped, sizeof grouped / sizeof grouped[0]);
	check_samples(format_clock, clock, sizeof clock / sizeof clock[0]);
	check_samples(format_seconds, seconds, sizeof seconds / sizeof seconds[0]);
}

static void
the_time_of_day_is_the_one_here(void)
{
	const uint64_t realtime_ns = 1700000000ull * 1000000000 + 123456789;	/* 2023-11-14 22:13:20 UTC */
	char buf[FORMAT_CAP];

	setenv("TZ", "UTC0", 1);
	tzset();
	CHECK_STR(format_time_of_day(buf, realtime_ns, 0), "22:13:20");
	CHECK_STR(format_time_of_day(buf, realtime_ns, 6), "22:13:20.123456");
	setenv("TZ", "EAST-3:30", 1);
	tzset();
	CHECK_STR(format_time_of_day(buf, realtime_ns, 3), "01:43:20.123");
}

/* Numbers near every power of two and of ten and every unit of time, where carries happen. */
static void
nothing_is_wider_than_promised(void)
{
	const uint64_t steps[] = { 2, 10, 60, 24, 1024 };
	size_t duration = 0, count = 0, bytes = 0;
	char buf[FORMAT_CAP];

	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		for (uint64_t base = 1; base <= UINT64_MAX / steps[i]; base *= steps[i])
			for (uint64_t part = 900; part <= 1100; part++) {
				uint64_t n = base > UINT64_MAX / 1100 ? base / 1000 * part : base * part / 1000;
				size_t d = strlen(format_duration(buf, n)), c = strlen(format_count(buf, n));
				size_t b = strlen(format_bytes(buf, n));

				duration = d > duration ? d : duration;
				count = c > count ? c : count;
				bytes = b > bytes ? b : bytes;
			}
	CHECK_EQ(duration, 6);
	CHECK_EQ(count, 4);
	CHECK_EQ(bytes, 5);
}

static void
bars_show_shares_of_the_largest(void)
{
	const double values[] = { 0, 1, 2, 4, 8 };
	char buf[100];

	CHECK_STR(format_bars(buf, sizeof buf, values, 5, 5, 0), " ▂▃▅█");
	CHECK_STR(format_bars(buf, sizeof buf, values, 5, 5, 1), " :-+@");
	CHECK_STR(format_bars(buf, sizeof buf, values, 5, 0, 0), "");
}

static void
neighbours_share_a_column_by_their_maximum(void)
{
	const double values[] = { 8, 0, 0, 0, 0, 4, 0, 0 };
	char buf[100];

	CHECK_STR(format_bars(buf, sizeof buf, values, 8, 4, 0), "█ ▅ ");
	CHECK_STR(format_bars(buf, sizeof buf, values, 8, 3, 0), "█ ▅");
	CHECK_STR(format_bars(buf, sizeof buf, values, 8, 1, 0), "█");
}

static void
the_newest_value_is_at_the_right(void)
{
	const double values[] = { 8, 8 };
	char buf[100];

	CHECK_STR(format_bars(buf, sizeof buf, values, 2, 4, 0), "  ██");
	CHECK_STR(format_bars(buf, sizeof buf, NULL, 0, 3, 0), "   ");
}

static void
bars_survive_any_number_and_any_room(void)
{
	const double odd[] = { NAN, -1, INFINITY, 1, -INFINITY, 1e-300 };
	const double small[] = { 1e-9, 1 };
	char buf[100];

	CHECK_STR(format_bars(buf, sizeof buf, odd, 6, 6, 0), "  █▁ ▁");
	CHECK_STR(format_bars(buf, sizeof buf, small, 2, 2, 0), "▁█");
	for (size_t cap = 1; cap < 9; cap++) {
		memset(buf, '#', sizeof buf);
		format_bars(buf, cap, small + 1, 1, 1, 0);
		CHECK(strcmp(buf, cap > 3 ? "█" : "") == 0 && buf[cap] == '#');
	}
}

int
main(void)
{
	durations_keep_two_or_three_digits();
	counts_use_thousands();
	bytes_use_powers_of_1024();
	other_forms_are_exact();
	the_time_of_day_is_the_one_here();
	nothing_is_wider_than_promised();
	bars_show_shares_of_the_largest();
	neighbours_share_a_column_by_their_maximum();
	the_newest_value_is_at_the_right();
	bars_survive_any_number_and_any_room();
	return check_result();
}
