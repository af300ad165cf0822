#include "ui/colorpicture.h"

#include <string.h>

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/* The looks that occur, in the order in which they do; when letters run out, '?' stands for the rest. */
struct legend {
	struct role_shade shades[sizeof letters];
	size_t count;
};

static struct role_shade
shade_of(const struct cell *cell, const struct theme *theme, enum depth depth)
{
	struct color fg = color_meant(cell->fg), bg = color_meant(cell->bg);

	if (!cell->own_colours)
		return theme_shade(theme, (enum role)cell->role, depth);
	return (struct role_shade){
		color_at(&fg, depth), color_at(&bg, depth),
		(cell->bold ? ATTR_BOLD : 0) | (cell->underline ? ATTR_UNDERLINE : 0) | (cell->reverse ? ATTR_REVERSE : 0),
	};
}

static char
letter_of(struct legend *legend, const struct role_shade *shade)
{
	for (size_t i = 0; i < legend->count; i++) {
		const struct role_shade *known = &legend->shades[i];

		if (known->fg == shade->fg && known->bg == shade->bg && known->attrs == shade->attrs)
			return letters[i];
	}
	if (legend->count == sizeof letters - 1)
		return '?';
	legend->shades[legend->count] = *shade;
	return letters[legend->count++];
}

static void
print_color(int32_t color, enum depth depth, FILE *out)
{
	if (color < 0)
		fputc('-', out);
	else
		fprintf(out, depth == DEPTH_FULL ? "#%06x" : "%d", (unsigned)color);
}

static void
print_legend(const struct legend *legend, enum depth depth, FILE *out)
{
	static const struct { unsigned bit; const char *name; } attrs[] = {
		{ ATTR_BOLD, " bold" }, { ATTR_DIM, " dim" }, { ATTR_UNDERLINE, " underline" }, { ATTR_REVERSE, " reverse" },
	};

	for (size_t i = 0; i < legend->count; i++) {
		const struct role_shade *shade = &legend->shades[i];

		fprintf(out, "%c ", letters[i]);
		print_color(shade->fg, depth, out);
		fputs(" on ", out);
		print_color(shade->bg, depth, out);
		for (size_t k = 0; k < sizeof attrs / sizeof *attrs; k++)
			if (shade->attrs & attrs[k].bit)
				fputs(attrs[k].name, out);
		fputc('\n', out);
	}
}

void
colorpicture_print(const struct grid *grid, const struct theme *theme, enum depth depth, FILE *out)
{
	struct legend legend = { .count = 0 };
	struct theme plain;

	if (depth == DEPTH_MONO) {
		theme_plain(&plain);
		theme = &plain;
	}
	for (int row = 0; row < grid->rows; row++) {
		for (int col = 0; col < grid->cols; col++) {
			struct role_shade shade = shade_of(&grid->cells[row * grid->cols + col], theme, depth);

			fputc(letter_of(&legend, &shade), out);
		}
		fputc('\n', out);
	}
	fputc('\n', out);
	print_legend(&legend, depth, out);
}
