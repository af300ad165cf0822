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

/* A day: the longest difference that counts, so that squares of a whole window fit 128 bits with ease. */
static const uint64_t LONGEST_NS = 86400000000000;

static uint64_t
bounded(uint64_t duration_ns)
{
	return duration_ns < LONGEST_NS ? duration_ns : LONGEST_NS;
}

/* Takes a sample into the sums (sign 1) or out of them (-1). */
static void
count_sample(struct baseline *baseline, uint64_t sample, int sign)
{
	__int128 difference = (__int128)sample - baseline->origin;

	baseline->sum += sign * difference;
	baseline->square_sum += sign * difference * difference;
}

/* The newest sample takes the place of the oldest. */
static void
push_sample(struct baseline *baseline, uint64_t sample)
{
	if (baseline->count == 0)
		baseline->origin = sample;
	if (baseline->count == baseline->window)
		count_sample(baseline, baseline->samples[baseline->next], -1);
	else
		baseline->count++;
	baseline->samples[baseline->next] = sample;
	baseline->next = (baseline->next + 1) % baseline->window;
	count_sample(baseline, sample, 1);
}

struct baseline_score
baseline_add(struct baseline *baseline, uint64_t duration_ns)
{
	uint64_t sample = bounded(duration_ns);
	struct baseline_score score = { .z = NAN };
	__int128 n, deviation;
	double spread;

	push_sample(baseline, sample);
	n = baseline->count;
	/* Exact integers: n times the deviation from the mean, and n² times the variance, which is never negative. */
	deviation = n * ((__int128)sample - baseline->origin) - baseline->sum;
	spread = sqrt((double)(n * baseline->square_sum - baseline->sum * baseline->sum));
	score.mean_ns = (double)baseline->origin + (double)baseline->sum / (double)n;
	score.sd_ns = spread / (double)n;
	score.samples = baseline->count;
	if (baseline->count >= BASELINE_READY)
		score.z = spread > 0 ? (double)deviation / spread : 0;
	return score;
}
