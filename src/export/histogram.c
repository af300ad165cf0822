#include "export/histogram.h"

#include <stdint.h>

#include "base/format.h"
#include "export/markup.h"
#include "model/hist.h"

/* Eight powers of ten, six columns each; all histograms share them, so that they can be compared. */
enum { DECADES = 8, COLUMNS = DECADES * 6, LOW_NS = 100, SMALL_HEIGHT = 20, FIGURE_HEIGHT = 90, AXIS_HEIGHT = 16 };
static const uint64_t HIGH_NS = 10000000000;

/* Bars `step` units wide, the highest of them `height` units high; what there is at all can be seen. */
static void
write_bars(FILE *out, const struct hist *hist, unsigned step, unsigned height)
{
	uint64_t counts[COLUMNS], most = 1;

	hist_columns(hist, LOW_NS, HIGH_NS, counts, COLUMNS);
	for (unsigned i = 0; i < COLUMNS; i++)
		most = counts[i] > most ? counts[i] : most;
	for (unsigned i = 0; i < COLUMNS; i++) {
		double bar = (double)counts[i] / (double)most * height;

		if (counts[i] == 0)
			continue;
		bar = bar < 1 ? 1 : bar;
		fprintf(out, "<rect x=\"%u\" y=\"%.1f\" width=\"%u\" height=\"%.1f\"/>", i * step, height - bar,
			step - 1, bar);
	}
}

void
histogram_small(FILE *out, const struct hist *hist)
{
	enum { STEP = 3 };

	fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"bars\" width=\"%d\" height=\"%d\" role=\"img\""
		     " aria-label=\"100 ns to 10 s\">", COLUMNS * STEP, SMALL_HEIGHT);
	write_bars(out, hist, STEP, SMALL_HEIGHT);
	fputs("</svg>", out);
}

static void
write_axis(FILE *out, unsigned step)
{
	uint64_t value = LOW_NS;
	char text[FORMAT_CAP];

	for (unsigned decade = 0; decade <= DECADES; decade++, value *= 10) {
		unsigned x = decade * (COLUMNS / DECADES) * step;

		fprintf(out, "<line x1=\"%u\" y1=\"0\" x2=\"%u\" y2=\"%d\"/><text x=\"%u\" y=\"%d\">%s</text>", x, x,
			FIGURE_HEIGHT + 3, x, FIGURE_HEIGHT + AXIS_HEIGHT - 2, format_duration(text, value));
	}
}

void
histogram_figure(FILE *out, const char *name, const struct hist *hist)
{
	enum { STEP = 8, MARGIN = 24 };
	char count[FORMAT_CAP], p50[FORMAT_CAP], p99[FORMAT_CAP], max[FORMAT_CAP];

	fputs("<figure><figcaption><b>", out);
	markup_name(out, name);
	fprintf(out, "</b> %s calls, p50 %s, p99 %s, max %s</figcaption>", format_grouped(count, hist->count),
		format_duration(p50, hist_quantile(hist, 0.5)), format_duration(p99, hist_quantile(hist, 0.99)),
		format_duration(max, hist->max));
	fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"bars\" viewBox=\"%d 0 %d %d\" role=\"img\""
		     " aria-label=\"Histogram of durations\">", -MARGIN, COLUMNS * STEP + 2 * MARGIN, FIGURE_HEIGHT + AXIS_HEIGHT);
	write_axis(out, STEP);
	write_bars(out, hist, STEP, FIGURE_HEIGHT);
	fputs("</svg></figure>\n", out);
}
