#include "ui/spectrogram.h"

#include <math.h>
#include <stdio.h>

#include "base/format.h"
#include "model/timeline.h"
#include "ui/axis.h"

enum { LABEL_COLS = 9, LABEL_FROM_COLS = 46, LEGEND_ROWS = 1, AXIS_ROWS = 1, BUCKETS_LEAST = 8, WIDTH_MOST = 4, NS_PER_S = 1000000000 };

/* --- the grid -------------------------------------------------------------------------- */

/* The buckets of a group that hold anything at all; false when none does. */
static bool
find_extent(const struct plot_of *of, unsigned *ret_first, unsigned *ret_end)
{
	unsigned first = TIMELINE_BUCKETS, end = 0;

	for (size_t slice = 0; slice < timeline_count(of->timeline); slice++) {
		const uint32_t *counts = timeline_counts(of->timeline, of->key, slice);

		for (unsigned bucket = 0; counts != NULL && bucket < TIMELINE_BUCKETS; bucket++)
			if (counts[bucket] > 0) {
				first = bucket < first ? bucket : first;
				end = bucket >= end ? bucket + 1 : end;
			}
	}
	*ret_first = first;
	*ret_end = end;
	return end > 0;
}

static int
left_of(int cols)
{
	return cols >= LABEL_FROM_COLS ? LABEL_COLS : 1;
}

bool
spectrogram_make(const struct plot *plot, const struct plot_of *of, struct spectrogram *ret_grid)
{
	struct spectrogram grid = { .slice_ns = timeline_slice_ns(of->timeline), .rows = plot->rows - LEGEND_ROWS - AXIS_ROWS };
	int room = plot->cols - left_of(plot->cols);
	size_t slices = timeline_count(of->timeline), first_row = 0;
	unsigned buckets;

	if (grid.rows < 1 || room < BUCKETS_LEAST || !find_extent(of, &grid.first_bucket, &grid.end_bucket))
		return false;
	while (grid.end_bucket - grid.first_bucket < BUCKETS_LEAST && grid.end_bucket < TIMELINE_BUCKETS)
		grid.end_bucket++;
	buckets = grid.end_bucket - grid.first_bucket;
	grid.per_column = (buckets + (unsigned)room - 1) / (unsigned)room;
	grid.columns = (int)((buckets + grid.per_column - 1) / grid.per_column);
	grid.width = room / grid.columns < WIDTH_MOST ? room / grid.columns : WIDTH_MOST;
	grid.per_row = ((slices + (size_t)grid.rows - 1) / (size_t)grid.rows) >> plot->zoom;
	if (grid.per_row == 0)
		grid.per_row = 1;
	grid.used_rows = (slices + grid.per_row - 1) / grid.per_row;
	if (grid.used_rows > (size_t)grid.rows) {
		size_t newest = grid.used_rows - (size_t)grid.rows;

		first_row = plot->top_time / grid.slice_ns / grid.per_row;
		first_row = plot->on && first_row < newest ? first_row : newest;
	}
	grid.first_slice = first_row * grid.per_row;
	*ret_grid = grid;
	return true;
}

int
spectrogram_column(const struct spectrogram *grid, uint64_t ns)
{
	unsigned bucket = timeline_bucket(ns);
	int column = bucket > grid->first_bucket ? (int)((bucket - grid->first_bucket) / grid->per_column) : 0;

	return column < grid->columns ? column : grid->columns - 1;
}

long
spectrogram_row(const struct spectrogram *grid, uint64_t time)
{
	return (long)(time / grid->slice_ns / grid->per_row) - (long)(grid->first_slice / grid->per_row);
}

struct plot_span
spectrogram_durations(const struct spectrogram *grid, int column)
{
	unsigned bucket = grid->first_bucket + (unsigned)column * grid->per_column, end = bucket + grid->per_column;

	return (struct plot_span){ timeline_bucket_low(bucket), timeline_bucket_low(end < TIMELINE_BUCKETS ? end : TIMELINE_BUCKETS) };
}

struct plot_span
spectrogram_times(const struct spectrogram *grid, long row)
{
	uint64_t slice = grid->first_slice + (uint64_t)row * grid->per_row;

	return (struct plot_span){ slice * grid->slice_ns, (slice + grid->per_row) * grid->slice_ns };
}

uint64_t
spectrogram_count(const struct plot_of *of, const struct plot_span *times, const struct plot_span *durations)
{
	uint64_t slice_ns = timeline_slice_ns(of->timeline), count = 0;
	size_t slice = times->low / slice_ns, end = times->high / slice_ns;
	unsigned first = timeline_bucket(durations->low);

	for (; slice < end && slice < timeline_count(of->timeline); slice++) {
		const uint32_t *counts = timeline_counts(of->timeline, of->key, slice);

		for (unsigned bucket = first;
		     counts != NULL && bucket < TIMELINE_BUCKETS && timeline_bucket_low(bucket) < durations->high;
		     bucket++)
			count += counts[bucket];
	}
	return count;
}

/* --- colours --------------------------------------------------------------------------- */

/* From level 1 on; calls a second, or shares of the row's fullest. */
struct scale {
	bool relative;
	double bounds[SPECTROGRAM_LEVELS];	/* a level begins there */
};

static void
count_row(const struct plot_of *of, const struct spectrogram *grid, int row, uint64_t *counts)
{
	size_t slice = grid->first_slice + (size_t)row * grid->per_row, end = slice + grid->per_row;

	for (int column = 0; column < grid->columns; column++)
		counts[column] = 0;
	for (; slice < end && slice < timeline_count(of->timeline); slice++) {
		const uint32_t *buckets = timeline_counts(of->timeline, of->key, slice);

		for (unsigned bucket = grid->first_bucket; buckets != NULL && bucket < grid->end_bucket; bucket++)
			counts[(bucket - grid->first_bucket) / grid->per_column] += buckets[bucket];
	}
}

static uint64_t
row_most(const uint64_t *counts, int columns)
{
	uint64_t most = 0;

	for (int column = 0; column < columns; column++)
		most = counts[column] > most ? counts[column] : most;
	return most;
}

static double
row_seconds(const struct spectrogram *grid)
{
	return (double)grid->per_row * (double)grid->slice_ns / NS_PER_S;
}

/* Even steps of the logarithm, from one call in a row's time to the fullest cell. */
static struct scale
scale_of(const struct plot *plot, const struct spectrogram *grid, uint64_t most)
{
	struct scale scale = { .relative = plot->relative };
	double step = pow((double)(most > 0 ? most : 1), 1.0 / SPECTROGRAM_LEVELS), bound = 1 / row_seconds(grid);

	for (int level = 0; level < SPECTROGRAM_LEVELS; level++, bound *= step)
		scale.bounds[level] = plot->relative ? (double)level / SPECTROGRAM_LEVELS : bound;
	return scale;
}

static int
level_of(const struct scale *scale, double value)
{
	int level = 1;

	while (level < SPECTROGRAM_LEVELS && value >= scale->bounds[level] * (1 - 1e-9))
		level++;
	return level;
}

static const char *
sign_of(int level, bool ascii)
{
	static const char *const signs[] = { " ", ".", ":", "-", "=", "+", "*", "#", "%", "@" };
	static const char *const shades[] = { " ", "·", "░", "░", "▒", "▒", "▓", "▓", "█", "█" };

	return ascii ? signs[level] : shades[level];
}

/* --- drawing --------------------------------------------------------------------------- */

/* "calls/s 10.:100-=1k+*10k#%100k@": each number stands where its signs begin. */
static void
draw_legend(const struct scale *scale, const struct canvas *canvas)
{
	int col = draw_text(canvas, 0, 1, ROLE_DIM, scale->relative ? "of the row's fullest " : "calls/s ");

	for (int level = 1; level <= SPECTROGRAM_LEVELS; level++) {
		char text[FORMAT_CAP];

		if (level % 2 == 1 && scale->relative)
			snprintf(text, sizeof text, "%.0f%%", scale->bounds[level - 1] * 100);
		else if (level % 2 == 1 && scale->bounds[level - 1] < 10)
			snprintf(text, sizeof text, "%.2g", scale->bounds[level - 1]);
		else if (level % 2 == 1)
			format_count(text, (uint64_t)(scale->bounds[level - 1] + 0.5));
		if (level % 2 == 1)
			col = draw_textf(canvas, 0, col, ROLE_DIM, level > 1 ? " %s" : "%s", text);
		col = draw_text(canvas, 0, col, ROLE_SPECTRO_1 + (enum role)(level - 1),
				sign_of(level, canvas->grid->ascii));
	}
}

/* With as many digits as tell rows apart. */
static void
draw_time(const struct spectrogram *grid, const struct canvas *canvas, int row, int at)
{
	double seconds = row_seconds(grid);
	int digits = seconds >= 1 ? 0 : seconds >= 0.1 ? 1 : seconds >= 0.01 ? 2 : seconds >= 0.001 ? 3 : 4;
	char text[FORMAT_CAP];

	snprintf(text, sizeof text, "%.*f", digits, (double)spectrogram_times(grid, row).low / NS_PER_S);
	draw_right(canvas, at, 1, LABEL_COLS - 2, ROLE_DIM, text);
}

static void
draw_axis(const struct spectrogram *grid, const struct canvas *canvas, int row)
{
	struct canvas below = canvas_part(canvas, row, left_of(canvas->cols), 1, canvas->cols - left_of(canvas->cols));
	int last = -1;

	for (uint64_t value = 100; value <= timeline_bucket_low(grid->end_bucket) && value <= 100 * (uint64_t)NS_PER_S;
	     value *= 10)
		if (timeline_bucket(value) >= grid->first_bucket)
			axis_label(&below, spectrogram_column(grid, value) * grid->width, value, &last);
}

static bool
is_marked(const struct plot_span *marked, const struct plot_span *cell)
{
	return marked != NULL && cell->low >= marked->low && cell->low < marked->high;
}

static void
draw_cells(const struct spectrogram *grid, const uint64_t *counts, int row, const struct scale *scale,
	   const struct plot_span *marked, const struct canvas *canvas)
{
	uint64_t most = row_most(counts, grid->columns);

	for (int column = 0; column < grid->columns; column++) {
		struct plot_span durations = spectrogram_durations(grid, column);
		double value = scale->relative ? (double)counts[column] / (double)(most > 0 ? most : 1) :
						 (double)counts[column] / row_seconds(grid);
		int level = counts[column] > 0 ? level_of(scale, value) : 0;
		enum role role = is_marked(marked, &durations) ? ROLE_CURSOR :
				 level > 0 ? ROLE_SPECTRO_1 + (enum role)(level - 1) : ROLE_TEXT;

		for (int i = 0; i < grid->width; i++)
			draw_text(canvas, row, left_of(canvas->cols) + column * grid->width + i, role,
				  sign_of(level, canvas->grid->ascii));
	}
}

void
spectrogram_draw(const struct plot *plot, const struct plot_of *of, const struct spectrogram *grid,
		 const struct plot_span *marked_times, const struct plot_span *marked_durations,
		 const struct canvas *canvas)
{
	uint64_t counts[TIMELINE_BUCKETS], most = 0, row_fullest;
	int rows = grid->rows < (int)grid->used_rows ? grid->rows : (int)grid->used_rows;
	struct scale scale;

	for (int row = 0; row < rows; row++) {
		count_row(of, grid, row, counts);
		row_fullest = row_most(counts, grid->columns);
		most = row_fullest > most ? row_fullest : most;
	}
	scale = scale_of(plot, grid, most);
	if (marked_times == NULL)
		draw_legend(&scale, canvas);
	for (int row = 0; row < rows; row++) {
		struct plot_span times = spectrogram_times(grid, row);
		bool here = is_marked(marked_times, &times);

		count_row(of, grid, row, counts);
		draw_cells(grid, counts, LEGEND_ROWS + row, &scale, here ? marked_durations : NULL, canvas);
		if (left_of(canvas->cols) == LABEL_COLS)
			draw_time(grid, canvas, row, LEGEND_ROWS + row);
		if (here)
			draw_text(canvas, LEGEND_ROWS + row, 0, ROLE_CURSOR, ">");
	}
	draw_axis(grid, canvas, LEGEND_ROWS + rows);
	for (int column = 0; marked_durations != NULL && column < grid->columns; column++) {
		struct plot_span durations = spectrogram_durations(grid, column);

		if (is_marked(marked_durations, &durations))
			draw_pointer(canvas, LEGEND_ROWS + rows, left_of(canvas->cols) + column * grid->width);
	}
}
