#include "ui/bars.h"

#include <math.h>
#include <string.h>

#include "base/format.h"
#include "model/hist.h"

enum {
	COLUMNS_MAX = 512,
	AXIS_MIN_NS = 100,	/* nothing the kernel answers is faster than the tracer can see */
	LABEL_COLS = 6,
};
static const uint64_t AXIS_MAX_NS = 100000000000;

struct axis {
	uint64_t low, high;	/* whole decades */
	unsigned decades;
};

static struct axis
axis_for(const struct hist *hist)
{
	struct axis axis = { AXIS_MIN_NS, AXIS_MIN_NS * 10, 1 };

	while (axis.low * 10 <= hist->min && axis.low < AXIS_MAX_NS / 10)
		axis.low *= 10;
	axis.high = axis.low * 10;
	while (axis.high <= hist->max && axis.high < AXIS_MAX_NS) {
		axis.high *= 10;
		axis.decades++;
	}
	return axis;
}

/* A column of height `level` of `levels` in eighths of a row. */
static const char *
block(unsigned eighths, bool ascii)
{
	static const char *const blocks[] = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	static const char *const signs[] = { " ", ".", ".", ":", ":", "=", "=", "#", "#" };

	return ascii ? signs[eighths] : blocks[eighths];
}

static void
draw_column(const struct canvas *canvas, int col, uint64_t count, uint64_t most, bool hot)
{
	unsigned full = (unsigned)canvas->rows * 8;
	unsigned height = most > 0 ? (unsigned)((double)count / (double)most * full + 0.5) : 0;

	if (count > 0 && height == 0)
		height = 1;	/* one among thousands is seen, too */
	for (int row = 0; row < canvas->rows; row++) {
		unsigned below = (unsigned)(canvas->rows - 1 - row) * 8;
		unsigned eighths = height <= below ? 0 : height - below >= 8 ? 8 : height - below;

		draw_text(canvas, row, col, hot ? ROLE_GRAPH_HOT : ROLE_GRAPH, block(eighths, canvas->grid->ascii));
	}
}

static void
draw_figures(const struct canvas *canvas, const struct hist *hist)
{
	static const struct { const char *name; double share; } quantiles[] = {
		{ "p50", 0.5 }, { "p95", 0.95 }, { "p99", 0.99 },
	};
	char text[FORMAT_CAP];
	int col = draw_textf(canvas, 0, 0, ROLE_DIM, " n ");

	col = draw_textf(canvas, 0, col, ROLE_NUMBER, "%s", format_count(text, hist->count));
	for (size_t i = 0; i < sizeof quantiles / sizeof *quantiles; i++) {
		col = draw_textf(canvas, 0, col, ROLE_DIM, "  %s ", quantiles[i].name);
		col = draw_text(canvas, 0, col, ROLE_NUMBER,
				format_duration(text, hist_quantile(hist, quantiles[i].share)));
	}
	col = draw_text(canvas, 0, col, ROLE_DIM, "  max ");
	draw_text(canvas, 0, col, ROLE_NUMBER, format_duration(text, hist->max));
}

static void
draw_axis(const struct canvas *canvas, const struct axis *axis)
{
	uint64_t value = axis->low;
	int last_end = -1;

	for (unsigned decade = 0; decade <= axis->decades; decade++, value *= 10) {
		int col = (int)((unsigned)canvas->cols * decade / axis->decades);
		char text[FORMAT_CAP], *zero;

		format_duration(text, value);
		zero = strstr(text, ".0");	/* "1.0ms": it says nothing here */
		if (zero != NULL)
			memmove(zero, zero + 2, strlen(zero + 2) + 1);
		if (col + (int)strlen(text) > canvas->cols)
			col = canvas->cols - (int)strlen(text);
		if (col > last_end)
			last_end = draw_text(canvas, 0, col, ROLE_DIM, text);
	}
}

void
draw_histogram(const struct canvas *canvas, const struct hist *hist)
{
	int left = canvas->cols > 40 ? LABEL_COLS : 0;
	struct canvas plot = canvas_part(canvas, 1, left, canvas->rows - 2, canvas->cols - left - 1);
	struct canvas below = canvas_part(canvas, canvas->rows - 1, left, 1, canvas->cols - left - 1);
	uint64_t counts[COLUMNS_MAX], most = 0;
	int columns = plot.cols < COLUMNS_MAX ? plot.cols : COLUMNS_MAX;
	uint64_t p99 = hist_quantile(hist, 0.99);
	struct axis axis;
	char text[FORMAT_CAP];

	if (hist->count == 0 || canvas->rows < 1)
		return;
	draw_figures(canvas, hist);
	if (canvas->rows < 3 || columns < 8)
		return;
	axis = axis_for(hist);
	hist_columns(hist, axis.low, axis.high, counts, (unsigned)columns);
	for (int col = 0; col < columns; col++)
		most = counts[col] > most ? counts[col] : most;
	for (int col = 0; col < columns; col++) {
		/* Beyond the 99th percentile: the tail that alerts come from. */
		double decade = (double)col / columns * axis.decades, begin = (double)axis.low;

		for (; decade >= 1; decade--)
			begin *= 10;
		draw_column(&plot, col, counts[col], most, begin * (1 + 9 * decade) > (double)p99);
	}
	if (left > 0)
		draw_right(canvas, 1, 0, left - 1, ROLE_DIM, format_count(text, most));
	draw_axis(&below, &axis);
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

		draw_text(canvas, row, col + (int)(i - first), role, block(1 + (unsigned)(share * 7 + 0.5), canvas->grid->ascii));
	}
	return (int)(count - first);
}
