/*
 * html.h - the parts the page is made of
 */
#ifndef HTML_H
#define HTML_H

#include <stdint.h>
#include <stdio.h>

struct export;

/* A section with a heading, to be pointed at by its id; both are our own words. */
void html_section(FILE *out, const char *id, const char *title);
void html_section_end(FILE *out);

/*
 * A table whose columns have these names (NULL-terminated), and one more
 * unless it is NULL; then its rows. A "#" before a name: a column of numbers.
 */
void html_table(FILE *out, const char *const *names, const char *further);
void html_table_end(FILE *out);

/* Cells. Numbers are sorted as such. */
void html_name_cell(FILE *out, const char *name);	/* foreign */
void html_count_cell(FILE *out, uint64_t count);
void html_number_cell(FILE *out, double number, int digits);

/* The sections of figures: statistics, latency, functions, alerts. */
void html_figures(struct export *export);

#endif
