#include "model/timeline.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/shared.h"

enum { LOWEST_BITS = 6, HALVES_LEAST = 8 };

enum { ROW_SIZE = TIMELINE_BUCKETS * sizeof(uint32_t) };

/* A group's counts: a row a slice, made when it is first hit. Forks share rows until they count in them. */
struct group {
	uint32_t *rows[TIMELINE_SLICES];
};

struct timeline {
	uint64_t begin_ns, slice_ns;
	size_t count;
	struct timeline_slice slices[TIMELINE_SLICES];
	struct group *groups[TIMELINE_KEYS]; /* by key */
	size_t rows;		/* of all groups */
};

struct timeline *
timeline_new(void)
{
	struct timeline *timeline = mem_new(1, sizeof *timeline);

	timeline->slice_ns = TIMELINE_FIRST_NS;
	return timeline;
}

void
timeline_free(struct timeline *timeline)
{
	if (timeline == NULL)
		return;
	for (size_t key = 0; key < TIMELINE_KEYS; key++) {
		for (size_t slice = 0; timeline->groups[key] != NULL && slice < TIMELINE_SLICES; slice++)
			shared_drop(timeline->groups[key]->rows[slice]);
		free(timeline->groups[key]);
	}
	free(timeline);
}

struct timeline *
timeline_fork(const struct timeline *timeline, size_t *bytes)
{
	struct timeline *fork = mem_copy(timeline, sizeof *timeline);

	*bytes += sizeof *timeline;
	for (size_t key = 0; key < TIMELINE_KEYS; key++) {
		if (timeline->groups[key] == NULL)
			continue;
		fork->groups[key] = mem_copy(timeline->groups[key], sizeof *timeline->groups[key]);
		*bytes += sizeof *timeline->groups[key];
		for (size_t slice = 0; slice < timeline->count; slice++) {
			uint32_t *row = timeline->groups[key]->rows[slice];

			*bytes += row != NULL && shared_is_alone(row) ? ROW_SIZE : 0;
			shared_hold(row);
		}
	}
	return fork;
}

void
timeline_begin(struct timeline *timeline, uint64_t begin_ns)
{
	timeline->begin_ns = begin_ns;
}

/* --- buckets --------------------------------------------------------------------------- */

unsigned
timeline_bucket(uint64_t duration_ns)
{
	unsigned bits = duration_ns > 0 ? 63 - (unsigned)__builtin_clzll(duration_ns) : 0, sub;

	if (bits < LOWEST_BITS)
		return 0;
	sub = (unsigned)(duration_ns >> (bits - 2)) & (TIMELINE_SUB - 1);
	bits = (bits - LOWEST_BITS) * TIMELINE_SUB + sub + 1;
	return bits < TIMELINE_BUCKETS ? bits : TIMELINE_BUCKETS - 1;
}

uint64_t
timeline_bucket_low(unsigned bucket)
{
	if (bucket == 0)
		return 0;
	if (bucket >= TIMELINE_BUCKETS)
		return UINT64_MAX;
	return (uint64_t)(TIMELINE_SUB + (bucket - 1) % TIMELINE_SUB)
	       << ((bucket - 1) / TIMELINE_SUB + LOWEST_BITS - 2);
}

/* --- slices ---------------------------------------------------------------------------- */

static void
merge_slice(struct timeline_slice *into, const struct timeline_slice *from)
{
	into->calls += from->calls;
	into->errors += from->errors;
	into->alerts += from->alerts;
	if (!(into->max_z >= from->max_z) && !isnan(from->max_z))
		into->max_z = from->max_z;
}

/* Adds a row that goes to one that stays. */
static void
merge_row(struct timeline *timeline, uint32_t **into, uint32_t *from)
{
	if (*into == NULL || from == NULL) {
		*into = *into != NULL ? *into : from;
		return;
	}
	*into = shared_own(*into, ROW_SIZE);
	for (unsigned bucket = 0; bucket < TIMELINE_BUCKETS; bucket++)
		(*into)[bucket] += from[bucket];
	shared_drop(from);
	timeline->rows--;
}

static void
halve_group(struct timeline *timeline, struct group *group)
{
	for (size_t slice = 0; slice < TIMELINE_SLICES; slice += 2) {
		uint32_t *even = group->rows[slice], *odd = group->rows[slice + 1];

		group->rows[slice] = group->rows[slice + 1] = NULL;
		merge_row(timeline, &even, odd);
		group->rows[slice / 2] = even;
	}
}

/* Slices become twice as long. */
static void
halve(struct timeline *timeline)
{
	for (size_t slice = 0; slice < timeline->count; slice += 2) {
		struct timeline_slice merged = timeline->slices[slice];

		if (slice + 1 < timeline->count)
			merge_slice(&merged, &timeline->slices[slice + 1]);
		timeline->slices[slice / 2] = merged;
	}
	for (size_t key = 0; key < TIMELINE_KEYS; key++)
		if (timeline->groups[key] != NULL)
			halve_group(timeline, timeline->groups[key]);
	timeline->count = (timeline->count + 1) / 2;
	timeline->slice_ns *= 2;
}

static size_t
slice_of(const struct timeline *timeline, uint64_t time_ns)
{
	return time_ns > timeline->begin_ns ? (time_ns - timeline->begin_ns) / timeline->slice_ns : 0;
}

/* Makes all slices up to that of the time. */
static size_t
reach(struct timeline *timeline, uint64_t time_ns)
{
	while (slice_of(timeline, time_ns) >= TIMELINE_SLICES)
		halve(timeline);
	for (; timeline->count <= slice_of(timeline, time_ns); timeline->count++)
		timeline->slices[timeline->count] = (struct timeline_slice){ .max_z = NAN };
	return slice_of(timeline, time_ns);
}

/* --- adding ---------------------------------------------------------------------------- */

static void
count_in(struct timeline *timeline, size_t key, uint64_t time_ns, unsigned bucket)
{
	uint32_t **row;

	if (timeline->groups[key] == NULL)
		timeline->groups[key] = mem_new(1, sizeof *timeline->groups[key]);
	row = &timeline->groups[key]->rows[slice_of(timeline, time_ns)];
	if (*row == NULL) {
		/* With a handful of slices left there is nothing more to gain: the groups are bounded by themselves. */
		while (timeline->rows >= TIMELINE_ROWS && timeline->count > HALVES_LEAST)
			halve(timeline);
		row = &timeline->groups[key]->rows[slice_of(timeline, time_ns)];
	}
	if (*row == NULL) {
		*row = shared_new(ROW_SIZE);
		timeline->rows++;
	}
	*row = shared_own(*row, ROW_SIZE);
	(*row)[bucket]++;
}

void
timeline_add(struct timeline *timeline, const struct timeline_call *call)
{
	const struct timeline_slice one = { 1, call->error, call->alert, call->z };
	unsigned bucket = timeline_bucket(call->duration_ns);

	(void)reach(timeline, call->time_ns);
	count_in(timeline, 0, call->time_ns, bucket);
	for (size_t i = 0; i < call->key_count; i++)
		if (call->keys[i] > 0 && call->keys[i] < TIMELINE_KEYS)
			count_in(timeline, call->keys[i], call->time_ns, bucket);
	merge_slice(&timeline->slices[slice_of(timeline, call->time_ns)], &one);
}

/* --- asking ---------------------------------------------------------------------------- */

uint64_t
timeline_slice_ns(const struct timeline *timeline)
{
	return timeline->slice_ns;
}

size_t
timeline_count(const struct timeline *timeline)
{
	return timeline->count;
}

const struct timeline_slice *
timeline_slice(const struct timeline *timeline, size_t slice)
{
	return &timeline->slices[slice];
}

const uint32_t *
timeline_counts(const struct timeline *timeline, size_t key, size_t slice)
{
	return key < TIMELINE_KEYS && timeline->groups[key] != NULL ? timeline->groups[key]->rows[slice] : NULL;
}
