/*
 * colorpicture.h - a picture of colours: what a grid looks like at a depth
 *
 * Rows of letters, one for each look, and below them what the letters are:
 *
 *	aaabbbbccc
 *
 *	a 74 on -
 *	b - on 236 bold
 *
 * For tests: the text and the roles have pictures of their own (cells.h).
 */
#ifndef COLORPICTURE_H
#define COLORPICTURE_H

#include <stdio.h>

#include "ui/cells.h"
#include "ui/theme.h"

void colorpicture_print(const struct grid *grid, const struct theme *theme, enum depth depth, FILE *out);

#endif
