#include "ui/axis.h"

#include <math.h>
#include <string.h>

#include "base/format.h"
#include "model/hist.h"

enum { LOWEST_NS = 100 };	/* nothing the kernel answers is faster than the tracer can see */
static const uint64_t HIGHEST_NS = 100000000000;

struct axis
axis_for(const struct hist *hist, int columns)
{
	struct axis axis = { LOWEST_NS, LOWEST_NS * 10, 1, columns };
	uint64_t most = hist_quantile(hist, 0.999);

	while (axis.low * 10 <= hist->min && axis.low < HIGHEST_NS / 10)
		axis.low *= 10;
	axis.high = axis.low * 10;
	while (axis.high <= most && axis.high < HIGHEST_NS) {
		axis.high *= 10;
		axis.decades++;
	}
	if (axis.high < HIGHEST_NS && axis.high <= hist->max) {
		axis.high *= 10;
		axis.decades++;
	}
	return axis;
}

uint64_t
axis_edge(const struct axis *axis, int column)
{
	double share;

	if (column <= 0)
		return 0;
	if (column >= axis->columns)
		return hist_edge(axis->high);
	share = (double)column / axis->columns * axis->decades;
	return hist_edge((uint64_t)ceil((double)axis->low * pow(10, share)));
}

int
axis_column(const struct axis *axis, uint64_t ns)
{
	double share = ns > axis->low ? log10((double)ns / (double)axis->low) / axis->decades : 0;
	int column = share < 1 ? (int)(share * axis->columns) : axis->columns - 1;

	/* Edges are rounded to buckets. */
	while (column > 0 && axis_edge(axis, column) > ns)
		column--;
	while (column + 1 < axis->columns && axis_edge(axis, column + 1) <= ns)
		column++;
	return column;
}

uint64_t
axis_count(const struct axis *axis, const struct hist *hist, int column)
{
	return hist_between(hist, axis_edge(axis, column), column < axis->columns ? axis_edge(axis, column + 1) : UINT64_MAX);
}

void
axis_label(const struct canvas *canvas, int col, uint64_t ns, int *last)
{
	char text[FORMAT_CAP], *zero;

	format_duration(text, ns);
	zero = strstr(text, ".0");	/* "1.0ms": it says nothing here */
	if (zero != NULL)
		memmove(zero, zero + 2, strlen(zero + 2) + 1);
	if (col + (int)strlen(text) > canvas->cols)
		col = canvas->cols - (int)strlen(text);
	if (col > *last)
		*last = draw_text(canvas, 0, col, ROLE_DIM, text);
}

void
axis_draw(const struct axis *axis, const struct canvas *canvas)
{
	uint64_t value = axis->low;
	int last = -1;

	for (unsigned decade = 0; decade <= axis->decades; decade++, value *= 10)
		axis_label(canvas, (int)((unsigned)axis->columns * decade / axis->decades), value, &last);
}
