#include "ui/svgpicture.h"

#include <string.h>

enum { CELL_WIDTH = 8, CELL_HEIGHT = 17, BASELINE = 13, MARGIN = 8, OWN_FG = 0xd3d7dc, OWN_BG = 0x16181d };

/* What a cell looks like, reversal carried out. */
struct paint {
	unsigned fg, bg;
	unsigned attrs;
};

static struct paint
paint_of(const struct cell *cell, const struct theme *theme)
{
	struct role_shade shade = { cell->fg, cell->bg, 0 };
	struct paint paint;

	if (cell->own_colours)
		shade.attrs = (cell->bold ? ATTR_BOLD : 0) | (cell->underline ? ATTR_UNDERLINE : 0) | (cell->reverse ? ATTR_REVERSE : 0);
	else
		shade = theme_shade(theme, (enum role)cell->role, DEPTH_FULL);
	paint = (struct paint){
		shade.fg >= 0 ? (unsigned)shade.fg : OWN_FG, shade.bg >= 0 ? (unsigned)shade.bg : OWN_BG, shade.attrs & ~(unsigned)ATTR_REVERSE,
	};
	if (shade.attrs & ATTR_REVERSE)
		return (struct paint){ paint.bg, paint.fg, paint.attrs };
	return paint;
}

static bool
is_same(const struct paint *a, const struct paint *b)
{
	return a->fg == b->fg && a->bg == b->bg && a->attrs == b->attrs;
}

static bool
is_blank(const struct cell *cells, int count)
{
	for (int i = 0; i < count; i++)
		if (strcmp(cells[i].text, " ") != 0)
			return false;
	return true;
}

static void
print_text(const struct cell *cells, int count, FILE *out)
{
	for (int i = 0; i < count; i++)
		for (const char *at = cells[i].text; *at != '\0'; at++) {
			if (*at == '<')
				fputs("&lt;", out);
			else if (*at == '>')
				fputs("&gt;", out);
			else if (*at == '&')
				fputs("&amp;", out);
			else
				fputc(*at, out);
		}
}

/* Cells that look alike. */
static void
print_run(const struct cell *cells, int row, int col, int count, const struct paint *paint, FILE *out)
{
	int x = MARGIN + col * CELL_WIDTH, y = MARGIN + row * CELL_HEIGHT;

	if (paint->bg != OWN_BG)
		fprintf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n", x, y,
			count * CELL_WIDTH, CELL_HEIGHT, paint->bg);
	if (is_blank(cells, count) && !(paint->attrs & ATTR_UNDERLINE))
		return;
	fprintf(out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"#%06x\"%s%s%s>", x, y + BASELINE,
		count * CELL_WIDTH, paint->fg, paint->attrs & ATTR_BOLD ? " font-weight=\"bold\"" : "",
		paint->attrs & ATTR_DIM ? " opacity=\"0.7\"" : "",
		paint->attrs & ATTR_UNDERLINE ? " text-decoration=\"underline\"" : "");
	print_text(cells, count, out);
	fputs("</text>\n", out);
}

static void
print_row(const struct grid *grid, const struct theme *theme, int row, FILE *out)
{
	const struct cell *cells = &grid->cells[row * grid->cols];
	int begin = 0;

	while (begin < grid->cols) {
		struct paint paint = paint_of(&cells[begin], theme), next;
		int end = begin + 1;

		for (; end < grid->cols; end++) {
			next = paint_of(&cells[end], theme);
			if (!is_same(&paint, &next))
				break;
		}
		print_run(cells + begin, row, begin, end - begin, &paint, out);
		begin = end;
	}
}

void
svgpicture_print(const struct grid *grid, const struct theme *theme, FILE *out)
{
	int width = 2 * MARGIN + grid->cols * CELL_WIDTH, height = 2 * MARGIN + grid->rows * CELL_HEIGHT;

	fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:space=\"preserve\" "
		"width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n"
		"<style>text{white-space:pre;font:13px 'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,monospace}</style>\n"
		"<rect width=\"%d\" height=\"%d\" rx=\"6\" fill=\"#%06x\"/>\n", width, height, width, height, width, height, OWN_BG);
	for (int row = 0; row < grid->rows; row++)
		print_row(grid, theme, row, out);
	if (grid->cursor_row >= 0)
		fprintf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#%06x\"/>\n",
			MARGIN + grid->cursor_col * CELL_WIDTH, MARGIN + grid->cursor_row * CELL_HEIGHT, CELL_WIDTH,
			CELL_HEIGHT, OWN_FG);
	fputs("</svg>\n", out);
}
