#include "model/diff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "model/chance.h"
#include "model/session.h"

static const double CHANCE_ROW = 0.001, CHANCE_TABLE = 0.01;
enum { DRIFT_KINDS = 5, DRIFT_CALLS = 8 };	/* from how many kinds of calls, and calls of each, a drift is told */

static const enum profile_by compared[] = { PROFILE_CALL, PROFILE_FUNCTION, PROFILE_LINE, PROFILE_ORIGINAL };

/* --- what is judged by ----------------------------------------------------------------- */

struct shift {
	double ratio, weight;
};

static int
by_ratio(const void *left, const void *right)
{
	const struct shift *a = left, *b = right;

	return a->ratio < b->ratio ? -1 : a->ratio > b->ratio;
}

/* The ratio that half of the weight lies below. */
static double
middle(struct shift *shifts, size_t count)
{
	double all = 0, below = 0;
	size_t i;

	qsort(shifts, count, sizeof *shifts, by_ratio);
	for (i = 0; i < count; i++)
		all += shifts[i].weight;
	for (i = 0; i + 1 < count && (below += shifts[i].weight) < all / 2; i++)
		;
	return shifts[i].ratio;
}

static double
drift_of(struct diff_walk *walk)
{
	struct shift *shifts = mem_new(profile_count(walk->after) + 1, sizeof *shifts);
	size_t count = 0;
	double drift = 1;
	struct diff_row row;

	while (diff_next(walk, &row)) {
		double was, is;

		if (row.rows[DIFF_BEFORE] == NULL || row.rows[DIFF_AFTER] == NULL ||
		    row.rows[DIFF_BEFORE]->calls < DRIFT_CALLS || row.rows[DIFF_AFTER]->calls < DRIFT_CALLS)
			continue;
		was = (double)hist_quantile(&row.rows[DIFF_BEFORE]->hist, 0.5);
		is = (double)hist_quantile(&row.rows[DIFF_AFTER]->hist, 0.5);
		if (was > 0 && is > 0)
			shifts[count++] = (struct shift){
				is / was,
				sqrt(fmin((double)row.rows[DIFF_BEFORE]->calls, (double)row.rows[DIFF_AFTER]->calls)),
			};
	}
	if (count >= DRIFT_KINDS)
		drift = middle(shifts, count);
	free(shifts);
	return drift;
}

struct diff_scale
diff_scale(const struct profile *before, const struct profile *after, bool since, size_t rows, double tolerance)
{
	struct diff_walk walk = {
		.by = PROFILE_CALL, .before = before, .after = after, .since = since,
		.scale = { .tolerance = tolerance, .chance = CHANCE_ROW, .drift = 1, .after_share = 0.5 },
	};

	diff_begin(&walk);
	walk.scale.drift = drift_of(&walk);
	diff_end(&walk);
	if (rows > 0)
		walk.scale.chance = fmin(CHANCE_ROW, CHANCE_TABLE / (double)rows);
	return walk.scale;
}

/* --- one group ------------------------------------------------------------------------- */

/* Whether what was `was` has become more by so much that it counts, whatever the machine did meanwhile. */
static bool
is_beyond(double was, double is, double tolerance, double drift)
{
	double machine = drift > 1 && drift <= DIFF_DRIFT_MAX ? drift : 1;

	return is > was * (1 + tolerance) * machine;
}

/* `up` or `down` when one is beyond the other. */
static unsigned
moved(double was, double is, const struct diff_scale *scale, unsigned up, unsigned down)
{
	if (is_beyond(was, is, scale->tolerance, scale->drift))
		return up;
	return is_beyond(is, was, scale->tolerance, 1 / scale->drift) ? down : 0;
}

static double
quantile(const struct profile_row *row, double share)
{
	return (double)hist_quantile(&row->hist, share);
}

static unsigned
judge_counts(const struct diff_row *row, const struct diff_scale *scale)
{
	double was = (double)row->rows[DIFF_BEFORE]->calls, is = (double)row->rows[DIFF_AFTER]->calls;
	unsigned verdict = 0;

	if (row->calls == DIFF_CHANGED)
		verdict = is > was * (1 + scale->tolerance) ? DIFF_MORE : is < was / (1 + scale->tolerance) ? DIFF_FEWER : 0;
	return verdict != 0 || is == was ? verdict : DIFF_COUNT;
}

static unsigned
judge(const struct diff_row *row, const struct diff_scale *scale)
{
	const struct profile_row *before = row->rows[DIFF_BEFORE], *after = row->rows[DIFF_AFTER];
	unsigned verdict = judge_counts(row, scale), tail = 0;

	if (row->p50 == DIFF_CHANGED)
		verdict |= moved(quantile(before, 0.5), quantile(after, 0.5), scale, DIFF_SLOWER, DIFF_FASTER);
	if (row->p99 == DIFF_CHANGED)
		tail = moved(quantile(before, 0.99), quantile(after, 0.99), scale, DIFF_P99_UP, DIFF_P99_DOWN);
	/* What is slower as a whole need not be told of its slowest ones. */
	if (!(tail == DIFF_P99_UP && (verdict & DIFF_SLOWER)) && !(tail == DIFF_P99_DOWN && (verdict & DIFF_FASTER)))
		verdict |= tail;
	if (row->errors_p < scale->chance)
		verdict |= (double)after->errors / (double)after->calls > (double)before->errors / (double)before->calls
			   ? DIFF_FAILING : DIFF_MENDED;
	return verdict;
}

static enum diff_sure
sure(double p, double least, double chance)
{
	return p < chance ? DIFF_CHANGED : least < chance ? DIFF_ALIKE : DIFF_TOO_FEW;
}

static struct diff_row
compare_groups(enum profile_by by, const struct profile_row *before, const struct profile_row *after,
	       const struct diff_scale *scale)
{
	struct diff_row row = {
		.by = by, .rows = { before, after }, .some = after != NULL ? after : before, .ranks = { 0.5, 1 },
		.p99_p = 1, .errors_p = 1, .calls_p = 1,
		.delta_ns = (int64_t)((after != NULL ? after->total_ns : 0) - (before != NULL ? before->total_ns : 0)),
	};

	row.calls_p = chance_of_counts(before != NULL ? before->calls : 0, after != NULL ? after->calls : 0, scale->after_share);
	row.calls = row.calls_p < scale->chance ? DIFF_CHANGED : DIFF_ALIKE;
	if (before == NULL || after == NULL) {
		row.verdict = before == NULL ? DIFF_NEW : DIFF_GONE;
		return row;
	}
	row.ranks = ranksum(&before->hist, &after->hist);
	row.p99_p = ranksum_tail(&before->hist, &after->hist, 0.99);
	row.errors_p = chance_of_shares(before->errors, before->calls, after->errors, after->calls);
	row.p50 = sure(row.ranks.p, ranksum_least(before->calls, after->calls), scale->chance);
	row.p99 = sure(row.p99_p, ranksum_tail_least(before->calls, after->calls, 0.99), scale->chance);
	row.verdict = judge(&row, scale);
	return row;
}

/* --- row by row ------------------------------------------------------------------------ */

void
diff_begin(struct diff_walk *walk)
{
	walk->next = 0;
	walk->kept = false;
	walk->counts[DIFF_AFTER] = profile_count(walk->after);
	walk->counts[DIFF_BEFORE] = profile_count(walk->before);
}

void
diff_end(struct diff_walk *walk)
{
	if (walk->kept)
		hist_done(&walk->left.hist);
	walk->kept = false;
}

size_t
diff_steps(const struct diff_walk *walk)
{
	return walk->counts[DIFF_AFTER] + walk->counts[DIFF_BEFORE];
}

/* What is there after, with what it was before. */
static bool
next_after(struct diff_walk *walk, size_t number, struct diff_row *ret_row)
{
	const struct profile_row *after = profile_row(walk->after, number),
				 *before = profile_named(walk->before, after->name);

	if (walk->since) {
		if (!profile_row_since(after, before, &walk->left))
			return false;
		walk->kept = true;
		after = &walk->left;
	}
	*ret_row = compare_groups(walk->by, before, after, &walk->scale);
	return true;
}

/* What was there before only. */
static bool
next_before(struct diff_walk *walk, size_t number, struct diff_row *ret_row)
{
	const struct profile_row *before = profile_row(walk->before, number),
				 *after = profile_named(walk->after, before->name);

	if (after != NULL && !(walk->since && after->calls == before->calls))
		return false;
	*ret_row = compare_groups(walk->by, before, NULL, &walk->scale);
	return true;
}

bool
diff_next(struct diff_walk *walk, struct diff_row *ret_row)
{
	bool found = false;

	diff_end(walk);
	for (size_t after = walk->counts[DIFF_AFTER]; !found && walk->next < diff_steps(walk); walk->next++)
		found = walk->next < after ? next_after(walk, walk->next, ret_row)
					   : next_before(walk, walk->next - after, ret_row);
	return found;
}

/* --- all at once ------------------------------------------------------------------------ */

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
add_rows(struct diff *diff, size_t *cap, struct diff_walk walk)
{
	struct diff_row row;

	diff_begin(&walk);
	while (diff_next(&walk, &row)) {
		diff->rows = mem_grow(diff->rows, cap, diff->count + 1, sizeof *diff->rows);
		diff->rows[diff->count++] = row;
		diff->slower += (row.verdict & DIFF_SLOWER) != 0;
	}
	diff_end(&walk);
}

struct diff
diff_of(const struct session *before, const struct session *after, double tolerance)
{
	const struct profile *calls_before = session_profile(before, PROFILE_CALL),
			     *calls = session_profile(after, PROFILE_CALL);
	struct diff diff = { .rows = NULL };
	size_t cap = 0;

	for (size_t i = 0; i < sizeof compared / sizeof *compared; i++) {
		struct diff_walk walk = {
			.by = compared[i], .before = session_profile(before, compared[i]), .after = session_profile(after, compared[i]),
		};

		walk.scale = diff_scale(calls_before, calls, false, profile_count(walk.after), tolerance);
		diff.drift = walk.scale.drift;
		add_rows(&diff, &cap, walk);
	}
	if (diff.count > 0)
		qsort(diff.rows, diff.count, sizeof *diff.rows, by_change);
	return diff;
}

void
diff_done(struct diff *diff)
{
	free(diff->rows);
	*diff = (struct diff){ .rows = NULL };
}

const char *
diff_verdict_text(const struct diff_row *row, char *buf, size_t cap)
{
	static const struct { unsigned bit; const char *text; } words[] = {
		{ DIFF_NEW, "new" }, { DIFF_GONE, "gone" }, { DIFF_SLOWER, "slower" }, { DIFF_FASTER, "faster" },
		{ DIFF_P99_UP, "p99 up" }, { DIFF_P99_DOWN, "p99 down" },
		{ DIFF_FAILING, "fails more" }, { DIFF_MENDED, "fails less" },
		{ DIFF_MORE, "more calls" }, { DIFF_FEWER, "fewer calls" },
	};
	struct text text = text_in(buf, cap);
	int64_t count;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if ((row->verdict & words[i].bit) != 0)
			text_addf(&text, "%s%s", text.len > 0 ? ", " : "", words[i].text);
	if ((row->verdict & DIFF_COUNT) != 0) {
		count = (int64_t)(row->rows[DIFF_AFTER]->calls - row->rows[DIFF_BEFORE]->calls);
		text_addf(&text, "%s%+lld call%s", text.len > 0 ? ", " : "", (long long)count, llabs(count) == 1 ? "" : "s");
	}
	return buf;
}
