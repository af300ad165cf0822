/* Plots: what the cursor says is exactly what its condition asks for, whatever the axis and the window. */
#include "ui/plot.h"

#include <inttypes.h>

#include "check.h"
#include "model/hist.h"
#include "model/timeline.h"
#include "ui/axis.h"
#include "ui/condition.h"

enum { CALLS = 5000, ROWS = 20, COLS = 90 };

static struct hist hist;
static struct timeline *timeline;
static uint64_t times[CALLS], durations[CALLS];
static struct plot plot;

static const struct plot_of *
subject(void)
{
	static struct plot_of of;

	of = (struct plot_of){ .field = "fn", .value = "read", .hist = &hist, .timeline = timeline, .key = 0 };
	return &of;
}

static void
begin(void)
{
	uint64_t chance = 7;

	hist_init(&hist);
	timeline = timeline_new();
	for (unsigned i = 0; i < CALLS; i++) {
		chance = chance * 6364136223846793005 + 1442695040888963407;
		times[i] = i * (uint64_t)1234567;
		durations[i] = 300 + (chance >> 40) % ((uint64_t)1 << (10 + i % 14));
		if (i % 1000 == 999)
			durations[i] = 5000000000 + i;
		hist_add(&hist, durations[i]);
		timeline_add(timeline, &(struct timeline_call){ .time_ns = times[i], .duration_ns = durations[i] });
	}
	plot = (struct plot){ .spectro = false };
	plot_settle(&plot, subject(), ROWS, COLS);
}

static void
end(void)
{
	hist_done(&hist);
	timeline_free(timeline);
}

/* "1.5ms" in ns, as digits before and after the point. */
static uint64_t
read_duration(const char *text)
{
	static const struct { const char *name; uint64_t ns; } units[] = { { "ns", 1 }, { "us", 1000 }, { "ms", 1000000 }, { "s", 1000000000 } };
	char *rest;
	uint64_t whole = strtoull(text, &rest, 10), part = 0, scale = 1;

	if (*rest == '.')
		for (rest++; *rest >= '0' && *rest <= '9'; rest++, scale *= 10)
			part = part * 10 + (uint64_t)(*rest - '0');
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strncmp(rest, units[i].name, strlen(units[i].name)) == 0 && (rest[strlen(units[i].name)] & ~' ') == 0)
			return whole * units[i].ns + part * units[i].ns / scale;
	CHECK_STR(rest, "a unit");
	return 0;
}

static uint64_t
bound(const char *condition, const char *begins, uint64_t none)
{
	const char *at = strstr(condition, begins);

	return at != NULL ? read_duration(at + strlen(begins)) : none;
}

/* Calls that the condition means, counted one by one. */
static uint64_t
asked_for(const char *condition)
{
	uint64_t low = bound(condition, "lat >= ", 0), high = bound(condition, "lat < ", UINT64_MAX);
	uint64_t from = bound(condition, "and t >= ", 0), to = bound(condition, "and t < ", UINT64_MAX), count = 0;

	for (unsigned i = 0; i < CALLS; i++)
		count += durations[i] >= low && durations[i] < high && times[i] >= from && times[i] < to;
	return count;
}

/* The number in "…: 1,204 calls". */
static uint64_t
read_out(void)
{
	char room[4096], *at;
	struct grid grid;
	struct canvas canvas;
	uint64_t count = 0;
	FILE *out = fmemopen(room, sizeof room, "w");

	grid_init(&grid, ROWS, COLS, true);
	canvas = canvas_of(&grid);
	plot_draw(&plot, subject(), &canvas, true);
	grid_print(&grid, out);
	fclose(out);
	grid_done(&grid);
	at = strstr(room, ": ");
	for (at = at != NULL ? at + 2 : room; (*at >= '0' && *at <= '9') || *at == ','; at++)
		count = *at == ',' ? count : count * 10 + (uint64_t)(*at - '0');
	return count;
}

static uint64_t
check_here(void)
{
	char room[256];
	struct text text = text_in(room, sizeof room);
	uint64_t shown = read_out();

	if (!CHECK(plot_condition(&plot, subject(), &text)))
		return 0;
	if (!CHECK_EQ(asked_for(room), shown))
		printf("  %s\n", room);
	return shown;
}

/* From one end to the other: every call is met once. */
static void
test_bars(void)
{
	uint64_t seen = 0, at;

	begin();
	CHECK(plot_act(&plot, subject(), ACTION_RIGHT));
	CHECK(plot_act(&plot, subject(), ACTION_FIRST));
	do {
		seen += check_here();
		at = plot.at_ns;
		CHECK(plot_act(&plot, subject(), ACTION_RIGHT));
	} while (plot.at_ns != at);
	CHECK_EQ(seen, CALLS);
	CHECK(plot_act(&plot, subject(), ACTION_SELECT));
	CHECK(plot_act(&plot, subject(), ACTION_FIRST));
	CHECK_EQ(check_here(), CALLS);
	CHECK(plot_close(&plot));
	CHECK(plot_close(&plot));
	CHECK(!plot_close(&plot));
	end();
}

static void
test_cells(void)
{
	char room[256];
	struct text text = text_in(room, sizeof room);

	begin();
	plot.spectro = true;
	plot_settle(&plot, subject(), ROWS, COLS);
	CHECK(!plot_condition(&plot, subject(), &text));
	CHECK(plot_act(&plot, subject(), ACTION_RIGHT));
	CHECK(check_here() > 0);
	for (unsigned i = 0; i < 40; i++) {
		plot_act(&plot, subject(), i % 3 == 0 ? ACTION_UP : i % 3 == 1 ? ACTION_LEFT : ACTION_RIGHT);
		plot_settle(&plot, subject(), ROWS, COLS);
		check_here();
	}
	plot_act(&plot, subject(), ACTION_SELECT);
	for (unsigned i = 0; i < 6; i++)
		plot_act(&plot, subject(), i % 2 == 0 ? ACTION_DOWN : ACTION_RIGHT);
	check_here();
	plot_act(&plot, subject(), ACTION_MORE);	/* the box stays what it is on another scale */
	plot_settle(&plot, subject(), ROWS / 2, COLS - 30);
	plot_settle(&plot, subject(), ROWS, COLS);
	check_here();
	plot_act(&plot, subject(), ACTION_FIRST);
	plot_settle(&plot, subject(), ROWS, COLS);
	for (unsigned i = 0; i < 200; i++)
		plot_act(&plot, subject(), ACTION_LEFT);
	plot_close(&plot);
	plot_act(&plot, subject(), ACTION_SELECT);
	plot_act(&plot, subject(), ACTION_LAST);
	for (unsigned i = 0; i < 200; i++)
		plot_act(&plot, subject(), ACTION_RIGHT);
	plot_settle(&plot, subject(), ROWS, COLS);
	CHECK_EQ(check_here(), CALLS);
	end();
}

static void
check_duration(uint64_t ns, const char *should)
{
	char room[64];
	struct text text = text_in(room, sizeof room);

	condition_duration(&text, ns);
	CHECK_STR(room, should);
}

static void
test_conditions(void)
{
	char room[128];
	struct text text = text_in(room, sizeof room);

	check_duration(0, "0ns");
	check_duration(999, "999ns");
	check_duration(1200000, "1.2ms");
	check_duration(1015808, "1.015808ms");
	check_duration(3000000007, "3.000000007s");
	condition_equal(&text, "func", "operator new");
	condition_range(&text, "lat", 0, 1000);
	condition_range(&text, "t", 5, UINT64_MAX);
	CHECK_STR(room, "func = \"operator new\" and lat < 1us and t >= 5ns");
	text = text_in(room, sizeof room);
	condition_equal(&text, "path", "/a\n\"b\\");
	CHECK_STR(room, "path = \"/a\\x0a\\\"b\\\\\"");
	text = text_in(room, sizeof room);
	condition_equal(&text, "fn", "pread64");
	CHECK_STR(room, "fn = pread64");
	text = text_in(room, sizeof room);
	condition_equal(&text, "func", "(unknown)");
	CHECK_STR(room, "func !~ \".\"");
}

/* Columns follow one another without a gap, and a duration is in the column whose bounds hold it. */
static void
test_axis(void)
{
	struct axis axis;

	begin();
	for (int columns = 1; columns < 200; columns += 13) {
		uint64_t sum = 0;

		axis = axis_for(&hist, columns);
		for (int column = 0; column < columns; column++) {
			CHECK(axis_edge(&axis, column) <= axis_edge(&axis, column + 1));
			sum += axis_count(&axis, &hist, column);
		}
		CHECK_EQ(sum + axis_count(&axis, &hist, columns), CALLS);
		for (uint64_t ns = 1; ns < axis_edge(&axis, columns); ns = ns * 3 / 2 + 1) {
			int column = axis_column(&axis, ns);

			CHECK(ns >= axis_edge(&axis, column) && ns < axis_edge(&axis, column + 1));
		}
	}
	end();
}

int
main(void)
{
	test_conditions();
	test_axis();
	test_bars();
	test_cells();
	return check_result();
}
