/*
 * histogram.h - how long calls took, drawn
 */
#ifndef HISTOGRAM_H
#define HISTOGRAM_H

#include <stdio.h>

struct hist;

/* A small svg element for a row of a table: 100 ns to 10 s in equal steps of the logarithm. */
void histogram_small(FILE *out, const struct hist *hist);

/* A figure element with the name, the figures and an axis in powers of ten. */
void histogram_figure(FILE *out, const char *name, const struct hist *hist);

#endif
