#include "ui/plot.h"

#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "model/hist.h"
#include "model/timeline.h"
#include "ui/bars.h"
#include "ui/condition.h"
#include "ui/spectrogram.h"

enum { ZOOM_MOST = 9 };

static bool
has_timeline(const struct plot_of *of)
{
	return of->timeline != NULL && of->key < TIMELINE_KEYS;
}

static bool
is_spectro(const struct plot *plot, const struct plot_of *of)
{
	return plot->spectro && has_timeline(of);
}

/* --- what is marked -------------------------------------------------------------------- */

static struct plot_span
both(const struct plot_span *a, const struct plot_span *b)
{
	return (struct plot_span){ a->low < b->low ? a->low : b->low, a->high > b->high ? a->high : b->high };
}

/* Of the cursor's column, the one beyond the axis included. */
static int
bars_column(const struct plot *plot, const struct axis *axis)
{
	return plot->at_ns >= axis_edge(axis, axis->columns) ? axis->columns : axis_column(axis, plot->at_ns);
}

static struct plot_span
bars_span(const struct axis *axis, int column)
{
	return (struct plot_span){ axis_edge(axis, column), column < axis->columns ? axis_edge(axis, column + 1) : UINT64_MAX };
}

/* The cell under the cursor, or the box, as durations and times; false while there is no cursor. */
static bool
find_marked(const struct plot *plot, const struct plot_of *of, struct plot_span *ret_durations,
	    struct plot_span *ret_times)
{
	struct plot_span durations, times = { 0, UINT64_MAX };
	struct spectrogram grid;

	if (!plot->on || of->hist->count == 0)
		return false;
	if (!is_spectro(plot, of)) {
		struct axis axis = bars_axis(of->hist, plot->cols);

		durations = bars_span(&axis, bars_column(plot, &axis));
	} else {
		if (!spectrogram_make(plot, of, &grid))
			return false;
		durations = spectrogram_durations(&grid, spectrogram_column(&grid, plot->at_ns));
		times = spectrogram_times(&grid, spectrogram_row(&grid, plot->at_time));
	}
	*ret_durations = plot->boxing ? both(&durations, &plot->box_ns) : durations;
	*ret_times = plot->boxing ? both(&times, &plot->box_time) : times;
	return true;
}

bool
plot_condition(const struct plot *plot, const struct plot_of *of, struct text *text)
{
	struct plot_span durations, times;

	if (!find_marked(plot, of, &durations, &times))
		return false;
	if (of->field != NULL)
		condition_equal(text, of->field, of->value);
	condition_range(text, "t", times.low, times.high);
	condition_range(text, "lat", durations.low, durations.high);
	/* Only calls that returned are counted; a group by name has hardly another. */
	if (of->field == NULL || strcmp(of->field, "fn") != 0)
		text_add(text, text->len > 0 ? " and not unfinished" : "not unfinished");
	return !text->cut;
}

/* --- moving ---------------------------------------------------------------------------- */

/* The fullest column. */
static void
begin_bars(struct plot *plot, const struct plot_of *of, const struct axis *axis)
{
	uint64_t most = 0;

	for (int column = 0; column <= axis->columns; column++) {
		uint64_t count = axis_count(axis, of->hist, column);

		if (count > most) {
			most = count;
			plot->at_ns = axis_edge(axis, column);
		}
	}
	plot->on = most > 0;
}

/* The next column in that direction that holds something; `first`: as far as it goes. */
static void
move_bars(struct plot *plot, const struct plot_of *of, int step, bool far)
{
	struct axis axis = bars_axis(of->hist, plot->cols);
	int column = bars_column(plot, &axis);

	if (!plot->on) {
		begin_bars(plot, of, &axis);
		return;
	}
	for (column += step; column >= 0 && column <= axis.columns; column += step)
		if (axis_count(&axis, of->hist, column) > 0) {
			plot->at_ns = axis_edge(&axis, column);
			if (!far)
				return;
		}
}

/* The fullest cell of the newest row that has one. */
static void
begin_cells(struct plot *plot, const struct plot_of *of, const struct spectrogram *grid)
{
	for (long row = (long)grid->used_rows; row-- > 0;) {
		struct plot_span times = spectrogram_times(grid, row - (long)(grid->first_slice / grid->per_row));
		uint64_t most = 0;

		for (int column = 0; column < grid->columns; column++) {
			struct plot_span durations = spectrogram_durations(grid, column);
			uint64_t count = spectrogram_count(of, &times, &durations);

			if (count <= most)
				continue;
			most = count;
			plot->at_time = times.low;
			plot->at_ns = durations.low;
			plot->on = true;
		}
		if (plot->on)
			return;
	}
}

static void
move_cells(struct plot *plot, const struct plot_of *of, int columns, long rows)
{
	struct spectrogram grid;
	long row, first;
	int column;

	if (!spectrogram_make(plot, of, &grid))
		return;
	if (!plot->on) {
		begin_cells(plot, of, &grid);
		return;
	}
	first = -(long)(grid.first_slice / grid.per_row);
	row = spectrogram_row(&grid, plot->at_time) + rows;
	row = row < first ? first : row >= first + (long)grid.used_rows ? first + (long)grid.used_rows - 1 : row;
	column = spectrogram_column(&grid, plot->at_ns) + columns;
	column = column < 0 ? 0 : column >= grid.columns ? grid.columns - 1 : column;
	plot->at_time = spectrogram_times(&grid, row).low;
	plot->at_ns = spectrogram_durations(&grid, column).low;
}

static void
toggle_box(struct plot *plot, const struct plot_of *of)
{
	struct plot_span durations, times;

	if (plot->boxing) {
		plot->boxing = false;
	} else if (find_marked(plot, of, &durations, &times)) {
		plot->box_ns = durations;
		plot->box_time = times;
		plot->boxing = true;
	}
}

static bool
act_cells(struct plot *plot, const struct plot_of *of, enum action action)
{
	long page = plot->rows > 4 ? plot->rows - 3 : 1;

	switch (action) {
	case ACTION_LEFT:
		move_cells(plot, of, -1, 0);
		return true;
	case ACTION_RIGHT:
		move_cells(plot, of, 1, 0);
		return true;
	case ACTION_UP:
		move_cells(plot, of, 0, -1);
		return true;
	case ACTION_DOWN:
		move_cells(plot, of, 0, 1);
		return true;
	case ACTION_PAGE_UP:
		move_cells(plot, of, 0, -page);
		return true;
	case ACTION_PAGE_DOWN:
		move_cells(plot, of, 0, page);
		return true;
	case ACTION_FIRST:
		move_cells(plot, of, 0, -TIMELINE_SLICES);
		return true;
	case ACTION_LAST:
		move_cells(plot, of, 0, TIMELINE_SLICES);
		return true;
	case ACTION_MORE:
		plot->zoom += plot->zoom < ZOOM_MOST;
		return true;
	case ACTION_LESS:
		plot->zoom -= plot->zoom > 0;
		return true;
	case ACTION_SCALE:
		plot->relative = !plot->relative;
		return true;
	default:
		return false;
	}
}

static bool
act_bars(struct plot *plot, const struct plot_of *of, enum action action)
{
	switch (action) {
	case ACTION_LEFT:
	case ACTION_FIRST:
		move_bars(plot, of, -1, action == ACTION_FIRST);
		return true;
	case ACTION_RIGHT:
	case ACTION_LAST:
		move_bars(plot, of, 1, action == ACTION_LAST);
		return true;
	default:
		return false;
	}
}

bool
plot_act(struct plot *plot, const struct plot_of *of, enum action action)
{
	if (action == ACTION_SPECTRO) {
		plot->spectro = !plot->spectro;
		plot->on = plot->boxing = false;
		return true;
	}
	if (action == ACTION_SELECT && plot->on) {
		toggle_box(plot, of);
		return true;
	}
	return is_spectro(plot, of) ? act_cells(plot, of, action) : act_bars(plot, of, action);
}

bool
plot_close(struct plot *plot)
{
	bool something = plot->boxing || plot->on;

	if (plot->boxing)
		plot->boxing = false;
	else
		plot->on = false;
	return something;
}

void
plot_settle(struct plot *plot, const struct plot_of *of, int rows, int cols)
{
	struct spectrogram grid;
	long row;

	plot->rows = rows;
	plot->cols = cols;
	if (!plot->on || !is_spectro(plot, of) || !spectrogram_make(plot, of, &grid))
		return;
	row = spectrogram_row(&grid, plot->at_time);
	if (row < 0)
		plot->top_time = plot->at_time;
	else if (row >= grid.rows)
		plot->top_time = spectrogram_times(&grid, row - grid.rows + 1).low;
	else
		plot->top_time = spectrogram_times(&grid, 0).low;
}

/* --- drawing --------------------------------------------------------------------------- */

/* "1.02ms": three digits, more than a column is wide. */
static void
add_duration(struct text *text, uint64_t ns)
{
	static const struct { double ns; const char *name; } units[] = { { 1e9, "s" }, { 1e6, "ms" }, { 1e3, "us" }, { 1, "ns" } };
	size_t i = 0;
	double value;

	while (units[i].ns > 1 && (double)ns < units[i].ns)
		i++;
	value = (double)ns / units[i].ns;
	text_addf(text, "%.*f%s", units[i].ns == 1 || value >= 100 ? 0 : value >= 10 ? 1 : 2, value, units[i].name);
}

static void
add_span(struct text *text, const struct plot_span *span)
{
	if (span->low == 0)
		text_add(text, "below ");
	else if (span->high == UINT64_MAX)
		text_add(text, "from ");
	if (span->low > 0)
		add_duration(text, span->low);
	if (span->low > 0 && span->high < UINT64_MAX)
		text_addc(text, '-');
	if (span->high < UINT64_MAX)
		add_duration(text, span->high);
	text_add(text, span->low > 0 && span->high == UINT64_MAX ? " on" : "");
}

static void
add_rate(struct text *text, double rate)
{
	char number[FORMAT_CAP];

	if (rate < 100)
		text_addf(text, ", %.3g/s", rate);
	else
		text_addf(text, ", %s/s", format_count(number, (uint64_t)(rate + 0.5)));
}

/* "1.02-1.08ms: 41 calls (3.4 %), 97.1 % took less"; over time "… from 1.2s to 1.4s: 12 calls, 60 a second". */
static void
draw_read_out(const struct plot *plot, const struct plot_of *of, const struct plot_span *durations,
	      const struct plot_span *times, const struct canvas *canvas)
{
	char room[160], number[FORMAT_CAP];
	struct text text = text_in(room, sizeof room);
	uint64_t count;

	add_span(&text, durations);
	if (is_spectro(plot, of)) {
		text_add(&text, ", at ");
		condition_duration(&text, times->low);
		text_addc(&text, '-');
		condition_duration(&text, times->high);
		count = spectrogram_count(of, times, durations);
	} else {
		count = hist_between(of->hist, durations->low, durations->high);
	}
	text_addf(&text, ": %s call%s", format_grouped(number, count), count == 1 ? "" : "s");
	if (is_spectro(plot, of))
		add_rate(&text, (double)count * 1e9 / (double)(times->high - times->low));
	else
		text_addf(&text, " (%.1f %%), %.1f %% took less", 100.0 * (double)count / (double)of->hist->count,
			  100.0 * (double)hist_between(of->hist, 0, durations->low) / (double)of->hist->count);
	draw_foreign(canvas, 0, 1, canvas->cols - 1, ROLE_MESSAGE, text.bytes, text.len);
}

/* The cursor's column is told below the bars as well. */
static void
draw_bars_mark(const struct plot *plot, const struct plot_of *of, const struct canvas *canvas)
{
	struct axis axis = bars_axis(of->hist, canvas->cols);
	int left = canvas->cols - axis.columns - 1, column = bars_column(plot, &axis);

	draw_pointer(canvas, canvas->rows - 1, left + column);
	draw_cursor(canvas, canvas->rows - 1, left + column);
}

static void
draw_over_time(const struct plot *plot, const struct plot_of *of, const struct plot_span *durations,
	       const struct plot_span *times, bool marked, const struct canvas *canvas)
{
	struct spectrogram grid;

	if (!spectrogram_make(plot, of, &grid)) {
		draw_text(canvas, 0, 1, ROLE_DIM, of->hist->count == 0 ? "no call has returned yet" : "no room: z zooms, i shows bars");
		return;
	}
	spectrogram_draw(plot, of, &grid, marked ? times : NULL, marked ? durations : NULL, canvas);
}

void
plot_draw(const struct plot *plot, const struct plot_of *of, const struct canvas *canvas, bool focus)
{
	struct plot_span durations, times;
	bool marked = focus && find_marked(plot, of, &durations, &times);

	if (is_spectro(plot, of))
		draw_over_time(plot, of, &durations, &times, marked, canvas);
	else
		draw_histogram(canvas, of->hist, marked ? &durations : NULL);
	if (!marked)
		return;
	draw_read_out(plot, of, &durations, &times, canvas);
	if (!is_spectro(plot, of))
		draw_bars_mark(plot, of, canvas);
}

const char *
plot_hint(const struct plot *plot)
{
	return !plot->spectro ? "bars" : plot->relative ? "over time, by row" : "over time, calls/s";
}
