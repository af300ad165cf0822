#include "ui/bars.h"

#include <math.h>
#include <string.h>

#include "base/format.h"
#include "model/hist.h"
#include "model/profile.h"
#include "ui/plot.h"

enum { COLUMNS_MAX = 512, COLUMNS_LEAST = 8, LABEL_COLS = 6 };

/* A column of height `level` of `levels` in eighths of a row. */
static const char *
block(unsigned eighths, bool ascii)
{
	static const char *const blocks[] = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	static const char *const signs[] = { " ", ".", ".", ":", ":", "=", "=", "#", "#" };

	return ascii ? signs[eighths] : blocks[eighths];
}

static void
draw_column(const struct canvas *canvas, int col, uint64_t count, uint64_t most, enum role role)
{
	unsigned full = (unsigned)canvas->rows * 8;
	unsigned height = most > 0 ? (unsigned)((double)count / (double)most * full + 0.5) : 0;

	if (count > 0 && height == 0)
		height = 1;	/* one among thousands is seen, too */
	for (int row = 0; row < canvas->rows; row++) {
		unsigned below = (unsigned)(canvas->rows - 1 - row) * 8;
		unsigned eighths = height <= below ? 0 : height - below >= 8 ? 8 : height - below;

		draw_text(canvas, row, col, role, block(eighths, canvas->grid->ascii));
	}
}

/* "  p50 1.3ms"; one that has no room is left out, since half a figure is another. */
static int
draw_figure(const struct canvas *canvas, int col, const char *name, const char *value)
{
	if (col + 3 + (int)strlen(name) + (int)strlen(value) > canvas->cols)
		return canvas->cols;
	col = draw_textf(canvas, 0, col, ROLE_DIM, "  %s ", name);
	return draw_text(canvas, 0, col, ROLE_NUMBER, value);
}

/* Where the tail begins: colour alone does not say it. */
static const char *
border(const struct canvas *canvas)
{
	return canvas->grid->ascii ? "|" : "┊";
}

/* What the first row says; where there is room also what colours mean, and how many are beyond the axis. */
static void
draw_figures(const struct canvas *canvas, const struct hist *hist, uint64_t beyond, bool tail)
{
	static const struct { const char *name; double share; } quantiles[] = {
		{ "p50", 0.5 }, { "p95", 0.95 }, { "p99", 0.99 },
	};
	char text[FORMAT_CAP];
	int col = draw_textf(canvas, 0, 0, ROLE_DIM, " n ");

	col = draw_textf(canvas, 0, col, ROLE_NUMBER, "%s", format_count(text, hist->count));
	for (size_t i = 0; i < sizeof quantiles / sizeof *quantiles; i++)
		col = draw_figure(canvas, col, quantiles[i].name,
				  format_duration(text, hist_quantile(hist, quantiles[i].share)));
	col = draw_figure(canvas, col, "max", format_duration(text, hist->max));
	if (beyond > 0)
		col = draw_textf(canvas, 0, col, ROLE_GRAPH_HOT, "  +%s beyond the axis", format_count(text, beyond));
	if (col + 17 < canvas->cols) {
		if (tail)
			draw_text(canvas, 0, canvas->cols - 14, ROLE_GRAPH_HOT, border(canvas));
		draw_text(canvas, 0, canvas->cols - 13, ROLE_GRAPH_HOT, canvas->grid->ascii ? "#" : "█");
		draw_text(canvas, 0, canvas->cols - 11, ROLE_DIM, "above p99");
	}
}

static int
left_of(int cols)
{
	return cols > 40 ? LABEL_COLS : 0;
}

struct axis
bars_axis(const struct hist *hist, int cols)
{
	int columns = cols - left_of(cols) - 1;

	return axis_for(hist, columns < 1 ? 1 : columns < COLUMNS_MAX ? columns : COLUMNS_MAX);
}

/* In what the first column of the tail leaves empty. */
static void
draw_border(const struct canvas *plot, int col, uint64_t count, uint64_t most)
{
	unsigned height = most > 0 ? (unsigned)((double)count / (double)most * (unsigned)plot->rows + 0.999) : 0;

	for (int row = 0; row < plot->rows - (int)height; row++)
		draw_text(plot, row, col, ROLE_GRAPH_HOT, border(plot));
}

/* Whether there are calls beyond the 99th percentile. */
static bool
draw_bars(const struct canvas *canvas, const struct hist *hist, const struct axis *axis, const struct plot_span *marked)
{
	int left = left_of(canvas->cols);
	struct canvas plot = canvas_part(canvas, BARS_ABOVE, left, canvas->rows - BARS_ABOVE - BARS_BELOW,
					 axis->columns);
	uint64_t counts[COLUMNS_MAX], most = 0, tail = 0, p99 = hist_quantile(hist, 0.99);
	int hot = -1;	/* the first column beyond the 99th percentile: the tail that alerts come from */
	char text[FORMAT_CAP];

	for (int col = 0; col < axis->columns; col++) {
		counts[col] = axis_count(axis, hist, col);
		most = counts[col] > most ? counts[col] : most;
	}
	for (int col = 0; col < axis->columns; col++) {
		uint64_t low = axis_edge(axis, col);
		bool is_marked = marked != NULL && low >= marked->low && low < marked->high;

		hot = hot < 0 && low > p99 ? col : hot;
		tail += hot >= 0 ? counts[col] : 0;
		draw_column(&plot, col, counts[col], most, is_marked ? ROLE_CURSOR : hot >= 0 ? ROLE_GRAPH_HOT : ROLE_GRAPH);
	}
	if (tail > 0 && marked == NULL)
		draw_border(&plot, hot, counts[hot], most);
	if (left > 0)
		draw_right(canvas, BARS_ABOVE, 0, left - 1, ROLE_DIM, format_count(text, most));
	return tail > 0;
}

void
draw_histogram(const struct canvas *canvas, const struct hist *hist, const struct plot_span *marked)
{
	struct axis axis = bars_axis(hist, canvas->cols);
	struct canvas below = canvas_part(canvas, canvas->rows - BARS_BELOW, left_of(canvas->cols), BARS_BELOW,
					  axis.columns + 1);

	bool room = canvas->rows > BARS_ABOVE + BARS_BELOW && axis.columns >= COLUMNS_LEAST, tail = false;

	if (hist->count == 0 || canvas->rows < 1)
		return;
	if (room) {
		tail = draw_bars(canvas, hist, &axis, marked);
		axis_draw(&axis, &below);
	}
	if (marked == NULL)
		draw_figures(canvas, hist, axis_count(&axis, hist, axis.columns), tail);
}

void
draw_histogram_row(const struct canvas *canvas, int row, int col, int columns, enum role role, const struct hist *hist)
{
	uint64_t counts[COLUMNS_MAX], most = 0;

	if (columns <= 0 || hist->count == 0)
		return;
	if (columns > COLUMNS_MAX)
		columns = COLUMNS_MAX;
	hist_columns(hist, 1000, 1000000000, counts, (unsigned)columns);
	for (int i = 0; i < columns; i++)
		most = counts[i] > most ? counts[i] : most;
	for (int i = 0; i < columns; i++) {
		unsigned eighths = (unsigned)((double)counts[i] / (double)most * 8 + 0.5);

		draw_text(canvas, row, col + i, role, block(counts[i] > 0 && eighths == 0 ? 1 : eighths, canvas->grid->ascii));
	}
}

void
draw_bar(const struct canvas *canvas, int row, int col, enum role role, double share)
{
	double within = share > 0 ? (share < 1 ? share : 1) : 0;

	draw_text(canvas, row, col, role, block(1 + (unsigned)(within * 7 + 0.5), canvas->grid->ascii));
}

int
draw_spark(const struct canvas *canvas, int row, int col, int columns, enum role role, const uint64_t *durations_ns,
	   unsigned count)
{
	unsigned first = columns > 0 && count > (unsigned)columns ? count - (unsigned)columns : 0;
	double low = 0, high = 0;

	for (unsigned i = first; i < count; i++) {
		double value = log((double)durations_ns[i] + 1);

		low = i == first || value < low ? value : low;
		high = i == first || value > high ? value : high;
	}
	for (unsigned i = first; i < count; i++) {
		double share = high > low ? (log((double)durations_ns[i] + 1) - low) / (high - low) : 0;

		draw_bar(canvas, row, col + (int)(i - first), role, share);
	}
	return (int)(count - first);
}

void
draw_scores(const struct canvas *canvas, int row, int col, int columns, enum role role,
	    const struct profile_row *figures)
{
	int kept = figures->recent_count < PROFILE_RECENT ? (int)figures->recent_count : PROFILE_RECENT;
	int count = kept < columns ? kept : columns;

	for (int i = 0; i < count; i++) {
		float z = figures->recent_z[(figures->recent_count - (uint64_t)count + (uint64_t)i) % PROFILE_RECENT];

		draw_bar(canvas, row, col + columns - count + i, role == ROLE_CURSOR ? role : z >= 3 ? ROLE_ALERT_LOW : role,
			 (double)z / 5);
	}
}
