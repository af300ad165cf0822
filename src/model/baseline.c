#include "model/baseline.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

void
baseline_init(struct baseline *baseline, unsigned window)
{
	*baseline = (struct baseline){ .window = window };
	baseline->samples = mem_new(window, sizeof *baseline->samples);
}

void
baseline_done(struct baseline *baseline)
{
	free(baseline->samples);
	baseline->samples = NULL;
}

/* A duration as a difference; a day bounds it, so that squares of a window's worth fit 128 bits with ease. */
static __int128
difference(const struct baseline *baseline, uint64_t duration_ns)
{
	const uint64_t day = 86400000000000;

	if (duration_ns > day)
		duration_ns = day;
	return (__int128)duration_ns - (__int128)baseline->origin;
}

static void
count_sample(struct baseline *baseline, uint64_t duration_ns, int sign)
{
	__int128 d = difference(baseline, duration_ns);

	baseline->sum += sign * d;
	baseline->square_sum += sign * d * d;
}

struct baseline_score
baseline_add(struct baseline *baseline, uint64_t duration_ns)
{
	struct baseline_score score = { .z = NAN };
	double n, mean, variance;

	if (baseline->count == 0)
		baseline->origin = duration_ns > 86400000000000 ? 86400000000000 : duration_ns;
	if (baseline->count == baseline->window)
		count_sample(baseline, baseline->samples[baseline->next], -1);
	else
		baseline->count++;
	baseline->samples[baseline->next] = duration_ns;
	baseline->next = (baseline->next + 1) % baseline->window;
	count_sample(baseline, duration_ns, 1);

	n = baseline->count;
	mean = (double)baseline->sum / n;
	/* n·Σd² − (Σd)² is an exact integer: no cancellation. */
	variance = (double)((__int128)baseline->count * baseline->square_sum - baseline->sum * baseline->sum) / (n * n);
	score.mean_ns = mean + (double)baseline->origin;
	score.sd_ns = sqrt(variance);
	score.samples = baseline->count;
	if (baseline->count >= BASELINE_READY)
		score.z = score.sd_ns > 0 ? ((double)difference(baseline, duration_ns) - mean) / score.sd_ns : 0;
	return score;
}
