/*
 * svgpicture.h - the screen as an SVG: text in its colours, exact and small
 *
 * For documents and reports. Whatever the viewer's font, every run of cells
 * has the width of its columns. The terminal's own colours are light on dark.
 */
#ifndef SVGPICTURE_H
#define SVGPICTURE_H

#include <stdio.h>

#include "ui/cells.h"
#include "ui/theme.h"

void svgpicture_print(const struct grid *grid, const struct theme *theme, FILE *out);

#endif
