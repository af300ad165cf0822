#include "model/hist.h"

#include <math.h>
#include <stdlib.h>

#include "base/shared.h"

enum { SUB = 1 << HIST_SUB_BITS, ROW_SIZE = SUB * sizeof(uint64_t) };

/*
 * Row 0 holds 0 … SUB-1, one value a bucket; row r > 0 holds the power of two
 * that begins at SUB << (r-1), in SUB buckets of 1 << (r-1) each.
 */
static unsigned
row_of(uint64_t value)
{
	return value < SUB ? 0 : 64 - (unsigned)__builtin_clzll(value) - HIST_SUB_BITS;
}

static unsigned
bucket_of(uint64_t value, unsigned row)
{
	return row == 0 ? (unsigned)value : (unsigned)(value >> (row - 1)) - SUB;
}

static uint64_t
bucket_low(unsigned row, unsigned bucket)
{
	return row == 0 ? bucket : (uint64_t)(SUB + bucket) << (row - 1);
}

/* The largest value the bucket holds. */
static uint64_t
bucket_high(unsigned row, unsigned bucket)
{
	return row == 0 ? bucket : bucket_low(row, bucket) + ((uint64_t)1 << (row - 1)) - 1;
}

void
hist_init(struct hist *hist)
{
	*hist = (struct hist){ .min = UINT64_MAX };
}

void
hist_done(struct hist *hist)
{
	for (unsigned row = 0; row < HIST_ROWS; row++)
		shared_drop(hist->rows[row]);
	hist_init(hist);
}

void
hist_hold(const struct hist *hist)
{
	for (unsigned row = 0; row < HIST_ROWS; row++)
		shared_hold(hist->rows[row]);
}

size_t
hist_own_bytes(const struct hist *hist)
{
	size_t bytes = 0;

	for (unsigned row = 0; row < HIST_ROWS; row++)
		bytes += hist->rows[row] != NULL && shared_is_alone(hist->rows[row]) ? ROW_SIZE : 0;
	return bytes;
}

static uint64_t *
row_at(struct hist *hist, unsigned row)
{
	hist->rows[row] = hist->rows[row] != NULL ? shared_own(hist->rows[row], ROW_SIZE) : shared_new(ROW_SIZE);
	return hist->rows[row];
}

static void
add_sum(struct hist *hist, uint64_t value)
{
	hist->sum = hist->sum + value < hist->sum ? UINT64_MAX : hist->sum + value;
}

static void
add_squares(struct hist *hist, unsigned __int128 squares)
{
	hist->squares = hist->squares + squares < squares ? ~(unsigned __int128)0 : hist->squares + squares;
}

void
hist_add(struct hist *hist, uint64_t value)
{
	unsigned row = row_of(value);

	row_at(hist, row)[bucket_of(value, row)]++;
	hist->count++;
	add_sum(hist, value);
	add_squares(hist, (unsigned __int128)value * value);
	hist->min = value < hist->min ? value : hist->min;
	hist->max = value > hist->max ? value : hist->max;
}

void
hist_merge(struct hist *into, const struct hist *from)
{
	for (unsigned row = 0; row < HIST_ROWS; row++)
		for (unsigned bucket = 0; from->rows[row] != NULL && bucket < SUB; bucket++)
			row_at(into, row)[bucket] += from->rows[row][bucket];
	into->count += from->count;
	add_sum(into, from->sum);
	add_squares(into, from->squares);
	into->min = from->min < into->min ? from->min : into->min;
	into->max = from->max > into->max ? from->max : into->max;
}

/* The extremes are where the outermost buckets lie. */
static void
find_extremes(struct hist *hist)
{
	uint64_t least = UINT64_MAX, most = 0;

	for (unsigned row = 0; row < HIST_ROWS; row++)
		for (unsigned bucket = 0; hist->rows[row] != NULL && bucket < SUB; bucket++) {
			if (hist->rows[row][bucket] == 0)
				continue;
			least = bucket_low(row, bucket) < least ? bucket_low(row, bucket) : least;
			most = bucket_high(row, bucket);
		}
	if (hist->count == 0) {
		hist->min = UINT64_MAX;
		hist->max = 0;
		return;
	}
	hist->min = least > hist->min ? least : hist->min;
	hist->max = most < hist->max ? most : hist->max;
}

void
hist_subtract(struct hist *from, const struct hist *what)
{
	for (unsigned row = 0; row < HIST_ROWS; row++)
		for (unsigned bucket = 0; what->rows[row] != NULL && bucket < SUB; bucket++)
			row_at(from, row)[bucket] -= what->rows[row][bucket];
	from->count -= what->count;
	from->sum -= what->sum;
	from->squares -= what->squares;
	find_extremes(from);
}

uint64_t
hist_quantile(const struct hist *hist, double share)
{
	uint64_t rank = (uint64_t)ceil(share * (double)hist->count), seen = 0, value;

	if (hist->count == 0)
		return 0;
	rank = rank < 1 ? 1 : rank > hist->count ? hist->count : rank;
	for (unsigned row = 0; row < HIST_ROWS; row++)
		for (unsigned bucket = 0; hist->rows[row] != NULL && bucket < SUB; bucket++) {
			seen += hist->rows[row][bucket];
			if (seen < rank)
				continue;
			value = bucket_high(row, bucket);
			return value > hist->max ? hist->max : value < hist->min ? hist->min : value;
		}
	return hist->max;
}

double
hist_mean(const struct hist *hist)
{
	return hist->count > 0 ? (double)hist->sum / (double)hist->count : 0;
}

/*
 * The squares of the distances from the whole part of the mean, as integers:
 * a small deviation of large values is not cancelled away.
 */
double
hist_deviation(const struct hist *hist)
{
	unsigned __int128 mean = hist->count > 0 ? hist->sum / hist->count : 0, distances;
	double rest = hist_mean(hist) - (double)(uint64_t)mean;

	if (hist->count == 0)
		return 0;
	distances = hist->squares + mean * mean * hist->count - 2 * mean * hist->sum;
	return sqrt(fmax(0, (double)distances / (double)hist->count - rest * rest));
}

bool
hist_next(const struct hist *hist, unsigned *position, uint64_t *ret_low, uint64_t *ret_count)
{
	while (*position < HIST_ROWS * SUB) {
		unsigned row = *position / SUB, bucket = *position % SUB;

		if (hist->rows[row] == NULL) {
			*position = (row + 1) * SUB;
			continue;
		}
		++*position;
		*ret_low = bucket_low(row, bucket);
		*ret_count = hist->rows[row][bucket];
		if (*ret_count > 0)
			return true;
	}
	return false;
}

uint64_t
hist_edge(uint64_t value)
{
	unsigned row = row_of(value);
	uint64_t step = row > 0 ? (uint64_t)1 << (row - 1) : 1;

	return value > UINT64_MAX - step ? UINT64_MAX : (value + step - 1) / step * step;
}

uint64_t
hist_between(const struct hist *hist, uint64_t low, uint64_t high)
{
	unsigned last = high > 0 ? row_of(high - 1) : 0;
	uint64_t count = 0;

	for (unsigned row = row_of(low); high > 0 && row <= last; row++)
		for (unsigned bucket = 0; hist->rows[row] != NULL && bucket < SUB; bucket++)
			if (bucket_low(row, bucket) >= low && bucket_low(row, bucket) < high)
				count += hist->rows[row][bucket];
	return count;
}

/* Which of the columns the value falls into; what lies outside is at the edge, so that nothing is left unseen. */
static unsigned
column_of(uint64_t value, uint64_t low, uint64_t high, unsigned columns)
{
	double share;

	if (value <= low)
		return 0;
	if (value >= high)
		return columns - 1;
	share = log((double)value / (double)low) / log((double)high / (double)low);
	return share < 1 ? (unsigned)(share * columns) : columns - 1;
}

void
hist_columns(const struct hist *hist, uint64_t low, uint64_t high, uint64_t *ret_counts, unsigned columns)
{
	for (unsigned column = 0; column < columns; column++)
		ret_counts[column] = 0;
	for (unsigned row = 0; columns > 0 && row < HIST_ROWS; row++)
		for (unsigned bucket = 0; hist->rows[row] != NULL && bucket < SUB; bucket++)
			if (hist->rows[row][bucket] > 0)
				ret_counts[column_of(bucket_low(row, bucket), low, high, columns)] +=
					hist->rows[row][bucket];
}
