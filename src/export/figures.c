#include "export/figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/session.h"
#include "model/subset.h"

static int
by_amount(uint64_t left, uint64_t right)
{
	return left == right ? 0 : left > right ? -1 : 1;
}

/* Where the key does not decide: time, then calls, then the name, so that the order never depends on chance. */
static int
compare_rest(const struct profile_row *left, const struct profile_row *right)
{
	int order = by_amount(left->total_ns, right->total_ns);

	if (order == 0)
		order = by_amount(left->calls, right->calls);
	return order != 0 ? order : strcmp(left->name, right->name);
}

static int
compare_rows(const void *a, const void *b, void *key)
{
	const struct profile_row *left = *(const struct profile_row *const *)a,
				 *right = *(const struct profile_row *const *)b;
	int order = 0;

	switch (*(const enum export_sort *)key) {
	case EXPORT_BY_TIME:
		break;
	case EXPORT_BY_CALLS:
		order = by_amount(left->calls, right->calls);
		break;
	case EXPORT_BY_NAME:
		order = strcmp(left->name, right->name);
		break;
	case EXPORT_BY_ERRORS:
		order = by_amount(left->errors, right->errors);
		break;
	}
	return order != 0 ? order : compare_rest(left, right);
}

struct figures
figures_of(const struct export *export, enum profile_by by)
{
	const struct subset *subset = export->options.subset;
	const struct profile *profile = subset != NULL ? subset_profile(subset, by) : session_profile(export->session, by);
	enum export_sort sort = export->options.sort;
	struct figures figures = { .count = profile_count(profile) };

	figures.rows = mem_new(figures.count, sizeof(const struct profile_row *));
	for (size_t i = 0; i < figures.count; i++) {
		figures.rows[i] = profile_row(profile, i);
		figures.total_ns += figures.rows[i]->total_ns;
		figures.calls += figures.rows[i]->calls;
		figures.errors += figures.rows[i]->errors;
	}
	qsort_r(figures.rows, figures.count, sizeof *figures.rows, compare_rows, &sort);
	return figures;
}

uint64_t
figures_calls(const struct export *export)
{
	const struct subset *subset = export->options.subset;

	return subset != NULL ? subset_calls(subset) : session_totals(export->session)->calls;
}

uint64_t
figures_errors(const struct export *export)
{
	const struct subset *subset = export->options.subset;

	return subset != NULL ? subset_errors(subset) : session_totals(export->session)->errors;
}

void
figures_done(struct figures *figures)
{
	free(figures->rows);
	*figures = (struct figures){ 0 };
}

double
figures_share(const struct figures *figures, const struct profile_row *row)
{
	return figures->total_ns > 0 ? 100.0 * (double)row->total_ns / (double)figures->total_ns : 0;
}

const char *const figure_names[FIGURES] = { "mean", "sigma", "min", "max", "p50", "p75", "p90", "p95", "p99" };

void
figures_extended(const struct hist *hist, double ret_ns[FIGURES])
{
	ret_ns[FIGURE_MEAN] = hist_mean(hist);
	ret_ns[FIGURE_SIGMA] = hist_deviation(hist);
	ret_ns[FIGURE_MIN] = hist->count > 0 ? (double)hist->min : 0;
	ret_ns[FIGURE_MAX] = (double)hist->max;
	ret_ns[FIGURE_P50] = (double)hist_quantile(hist, 0.50);
	ret_ns[FIGURE_P75] = (double)hist_quantile(hist, 0.75);
	ret_ns[FIGURE_P90] = (double)hist_quantile(hist, 0.90);
	ret_ns[FIGURE_P95] = (double)hist_quantile(hist, 0.95);
	ret_ns[FIGURE_P99] = (double)hist_quantile(hist, 0.99);
}
