#include "model/diff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "model/session.h"

static const double CHANCE_MAX = 0.001;	/* more likely differences are none */

static const enum profile_by compared[] = { PROFILE_CALL, PROFILE_FUNCTION, PROFILE_LINE, PROFILE_ORIGINAL };

/* Whether errors went up, by the test of two proportions. */
static bool
fails_more(const struct profile_row *before, const struct profile_row *after)
{
	double n = (double)before->calls, m = (double)after->calls;
	double was = (double)before->errors / n, is = (double)after->errors / m;
	double whole = (double)(before->errors + after->errors) / (n + m);
	double deviation = sqrt(whole * (1 - whole) * (1 / n + 1 / m));

	return is > was && deviation > 0 && erfc((is - was) / deviation / sqrt(2)) / 2 < CHANCE_MAX;
}

static unsigned
judge(const struct diff_row *row, double tolerance)
{
	const struct profile_row *before = row->rows[DIFF_BEFORE], *after = row->rows[DIFF_AFTER];
	double was = (double)hist_quantile(&before->hist, 0.5), is = (double)hist_quantile(&after->hist, 0.5);
	unsigned verdict = DIFF_SAME;

	if (row->ranks.p < CHANCE_MAX && is > was * (1 + tolerance))
		verdict |= DIFF_SLOWER;
	else if (row->ranks.p < CHANCE_MAX && is < was / (1 + tolerance))
		verdict |= DIFF_FASTER;
	if ((double)after->calls > (double)before->calls * (1 + tolerance))
		verdict |= DIFF_MORE;
	else if ((double)after->calls < (double)before->calls / (1 + tolerance))
		verdict |= DIFF_FEWER;
	if (fails_more(before, after))
		verdict |= DIFF_FAILING;
	return verdict;
}

static struct diff_row
compare(enum profile_by by, const struct profile_row *before, const struct profile_row *after, double tolerance)
{
	struct diff_row row = {
		.by = by, .rows = { before, after }, .some = after != NULL ? after : before, .ranks = { 0.5, 1 },
		.delta_ns = (int64_t)((after != NULL ? after->total_ns : 0) - (before != NULL ? before->total_ns : 0)),
	};

	if (before == NULL || after == NULL) {
		row.verdict = before == NULL ? DIFF_NEW : DIFF_GONE;
		return row;
	}
	row.ranks = ranksum(&before->hist, &after->hist);
	row.verdict = judge(&row, tolerance);
	return row;
}

static void
add_row(struct diff *diff, size_t *cap, struct diff_row row)
{
	diff->rows = mem_grow(diff->rows, cap, diff->count + 1, sizeof *diff->rows);
	diff->rows[diff->count++] = row;
	diff->slower += (row.verdict & DIFF_SLOWER) != 0;
}

static int
by_change(const void *left, const void *right)
{
	const struct diff_row *a = left, *b = right;
	int64_t x = llabs(a->delta_ns), y = llabs(b->delta_ns);

	if (a->by != b->by)
		return a->by < b->by ? -1 : 1;
	if (x != y)
		return x > y ? -1 : 1;
	return strcmp(a->some->name, b->some->name);
}

static void
add_rows(struct diff *diff, size_t *cap, enum profile_by by, const struct profile *before, const struct profile *after,
	 double tolerance)
{
	for (size_t n = 0; n < profile_count(after); n++) {
		const struct profile_row *row = profile_row(after, n);

		add_row(diff, cap, compare(by, profile_named(before, row->name), row, tolerance));
	}
	for (size_t n = 0; n < profile_count(before); n++)
		if (profile_named(after, profile_row(before, n)->name) == NULL)
			add_row(diff, cap, compare(by, profile_row(before, n), NULL, tolerance));
}

static void
sort_rows(struct diff *diff)
{
	if (diff->count > 0)
		qsort(diff->rows, diff->count, sizeof *diff->rows, by_change);
}

struct diff
diff_profiles(enum profile_by by, const struct profile *before, const struct profile *after, double tolerance)
{
	struct diff diff = { 0 };
	size_t cap = 0;

	add_rows(&diff, &cap, by, before, after, tolerance);
	sort_rows(&diff);
	return diff;
}

struct diff
diff_of(const struct session *before, const struct session *after, double tolerance)
{
	struct diff diff = { 0 };
	size_t cap = 0;

	for (size_t i = 0; i < sizeof compared / sizeof *compared; i++)
		add_rows(&diff, &cap, compared[i], session_profile(before, compared[i]), session_profile(after, compared[i]),
			 tolerance);
	sort_rows(&diff);
	return diff;
}

void
diff_done(struct diff *diff)
{
	free(diff->rows);
	*diff = (struct diff){ 0 };
}

const char *
diff_verdict_text(const struct diff_row *row, char *buf, size_t cap)
{
	static const struct { unsigned bit; const char *text; } words[] = {
		{ DIFF_NEW, "new" }, { DIFF_GONE, "gone" }, { DIFF_SLOWER, "slower" }, { DIFF_FASTER, "faster" },
		{ DIFF_MORE, "more calls" }, { DIFF_FEWER, "fewer calls" }, { DIFF_FAILING, "fails more" },
	};
	struct text text = text_in(buf, cap);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if ((row->verdict & words[i].bit) != 0)
			text_addf(&text, "%s%s", text.len > 0 ? ", " : "", words[i].text);
	return buf;
}
