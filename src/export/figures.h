/*
 * figures.h - the rows of a profile as tables show them: sorted, and added up
 */
#ifndef FIGURES_H
#define FIGURES_H

#include <stddef.h>
#include <stdint.h>

#include "export/export.h"
#include "model/profile.h"

struct figures {
	const struct profile_row **rows; /* the session's, as long as it is not fed */
	size_t count;
	uint64_t total_ns, calls, errors;
};

/* Of the calls that the export is about: all, or those of its subset; in the order of its options. */
struct figures figures_of(const struct export *export, enum profile_by by);
void figures_done(struct figures *figures);

/* How many calls those are, and how many of them failed. */
uint64_t figures_calls(const struct export *export);
uint64_t figures_errors(const struct export *export);

/* The row's part of all time, in percent; 0 when there is none. */
double figures_share(const struct figures *figures, const struct profile_row *row);

/* The columns of --stats-extended. */
enum { FIGURE_MEAN, FIGURE_SIGMA, FIGURE_MIN, FIGURE_MAX, FIGURE_P50, FIGURE_P75, FIGURE_P90, FIGURE_P95, FIGURE_P99 };
enum { FIGURES = FIGURE_P99 + 1 };

/* "mean", "sigma", …, "p99". */
extern const char *const figure_names[FIGURES];

/* They are in nanoseconds; percentiles are within 1/64 of a duration that occurred. */
void figures_extended(const struct hist *hist, double ret_ns[FIGURES]);

#endif
