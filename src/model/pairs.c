#include "model/pairs.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/align.h"
#include "model/asof.h"
#include "model/filter.h"
#include "model/likeness.h"
#include "model/session.h"

enum { SLICE_CALLS = 32, SLICE_STEPS = 50000, PERCENT_FOUND = 70 };

/* The calls of one side. */
struct lot {
	struct pairs_side side;
	struct asof asof;
	uint64_t next;		/* to be looked at */
	uint64_t *seqs;
	uint64_t *whole, *name;	/* what they are like */
	size_t seq_cap, whole_cap, name_cap;
	uint32_t count;
	bool cut;
};

enum stage { STAGE_BEFORE, STAGE_AFTER, STAGE_WHOLE, STAGE_BETWEEN, STAGE_DONE };

struct pairs {
	struct lot lots[2];
	enum stage stage;
	struct align align;
	bool aligning;		/* it has begun */
	uint32_t *partner;	/* of the earlier run's calls those that are alike */
	uint32_t *near;		/* between them those of the same name, counted from the gap's beginning */
	uint32_t at[2];		/* up to there all is settled */
	uint32_t gap[2];	/* the calls at … gap - 1 lie between two that are alike */
	struct pair *pairs;
	size_t count, cap;
	size_t kinds[PAIR_AFTER + 1];
};

struct pairs *
pairs_new(const struct pairs_side sides[2])
{
	struct pairs *pairs = mem_new(1, sizeof *pairs);

	for (int side = 0; side < 2; side++) {
		struct lot *lot = &pairs->lots[side];
		uint64_t first = session_first(sides[side].session);

		lot->side = sides[side];
		if (lot->side.first < first)
			lot->side.first = first;
		if (lot->side.end < lot->side.first)
			lot->side.end = lot->side.first;
		lot->next = lot->side.first;
	}
	return pairs;
}

void
pairs_free(struct pairs *pairs)
{
	if (pairs == NULL)
		return;
	for (int side = 0; side < 2; side++) {
		asof_done(&pairs->lots[side].asof);
		free(pairs->lots[side].seqs);
		free(pairs->lots[side].whole);
		free(pairs->lots[side].name);
	}
	align_done(&pairs->align);
	free(pairs->partner);
	free(pairs->near);
	free(pairs->pairs);
	free(pairs);
}

/* --- which calls ----------------------------------------------------------------------- */

static void
take_call(struct lot *lot, uint64_t seq, const struct call *call)
{
	lot->seqs = mem_grow(lot->seqs, &lot->seq_cap, lot->count + 1u, sizeof *lot->seqs);
	lot->whole = mem_grow(lot->whole, &lot->whole_cap, lot->count + 1u, sizeof *lot->whole);
	lot->name = mem_grow(lot->name, &lot->name_cap, lot->count + 1u, sizeof *lot->name);
	lot->seqs[lot->count] = seq;
	lot->whole[lot->count] = likeness_whole(call);
	lot->name[lot->count++] = likeness_name(call);
}

/* True when all were looked at. */
static bool
find_calls(struct lot *lot)
{
	struct call_row row;

	for (unsigned i = 0; i < SLICE_CALLS && lot->next < lot->side.end; i++, lot->next++) {
		if (!asof_row(&lot->asof, lot->side.session, lot->next, lot->side.at_ns, &row) || row.lost ||
		    !filter_match(lot->side.filter, lot->side.session, lot->next, &row))
			continue;
		if (lot->count == PAIRS_MAX) {
			lot->cut = true;
			return true;
		}
		take_call(lot, lot->next, &row.event->call);
	}
	return lot->next >= lot->side.end;
}

/* --- which is which --------------------------------------------------------------------- */

/* True when those are aligned; the numbers are whole or name, from `from` up to `to` on either side. */
static bool
align_part(struct pairs *pairs, const uint64_t *before, const uint64_t *after, const uint32_t from[2],
	   const uint32_t to[2], uint32_t *partner)
{
	if (!pairs->aligning) {
		pairs->align = (struct align){
			.a = before + from[DIFF_BEFORE], .a_count = to[DIFF_BEFORE] - from[DIFF_BEFORE],
			.b = after + from[DIFF_AFTER], .b_count = to[DIFF_AFTER] - from[DIFF_AFTER], .partner = partner,
		};
		align_begin(&pairs->align);
		pairs->aligning = true;
	}
	if (!align_work(&pairs->align, SLICE_STEPS))
		return false;
	align_done(&pairs->align);
	pairs->aligning = false;
	return true;
}

static bool
align_whole(struct pairs *pairs)
{
	const struct lot *before = &pairs->lots[DIFF_BEFORE], *after = &pairs->lots[DIFF_AFTER];

	if (pairs->partner == NULL) {
		pairs->partner = mem_new(before->count + 1u, sizeof *pairs->partner);
		pairs->near = mem_new(before->count + 1u, sizeof *pairs->near);
	}
	return align_part(pairs, before->whole, after->whole, (const uint32_t[]){ 0, 0 }, (const uint32_t[]){ before->count, after->count },
			  pairs->partner);
}

static void
add_pair(struct pairs *pairs, enum pair_kind kind)
{
	struct pair pair = { .kind = kind };

	for (int side = 0; side < 2; side++)
		if (kind != (side == DIFF_BEFORE ? PAIR_AFTER : PAIR_BEFORE))
			pair.seqs[side] = pairs->lots[side].seqs[pairs->at[side]++];
	pairs->pairs = mem_grow(pairs->pairs, &pairs->cap, pairs->count + 1, sizeof *pairs->pairs);
	pairs->pairs[pairs->count++] = pair;
	pairs->kinds[kind]++;
}

/* What lies between two that are alike: in the order of the earlier run, with what came in the later one behind it. */
static void
add_gap(struct pairs *pairs)
{
	uint32_t before = pairs->at[DIFF_BEFORE], after = pairs->at[DIFF_AFTER];

	while (pairs->at[DIFF_BEFORE] < pairs->gap[DIFF_BEFORE]) {
		uint32_t partner = pairs->near[pairs->at[DIFF_BEFORE] - before];

		if (partner == ALIGN_NONE) {
			add_pair(pairs, PAIR_BEFORE);
			continue;
		}
		while (pairs->at[DIFF_AFTER] < after + partner)
			add_pair(pairs, PAIR_AFTER);
		add_pair(pairs, PAIR_OTHER);
	}
	while (pairs->at[DIFF_AFTER] < pairs->gap[DIFF_AFTER])
		add_pair(pairs, PAIR_AFTER);
}

/* Takes all that are alike from here on, as far as there is nothing between them; sets the gap that follows. */
static void
go_to_gap(struct pairs *pairs)
{
	const struct lot *before = &pairs->lots[DIFF_BEFORE], *after = &pairs->lots[DIFF_AFTER];

	while (pairs->at[DIFF_BEFORE] < before->count &&
	       pairs->partner[pairs->at[DIFF_BEFORE]] == pairs->at[DIFF_AFTER])
		add_pair(pairs, PAIR_ALIKE);
	for (pairs->gap[DIFF_BEFORE] = pairs->at[DIFF_BEFORE];
	     pairs->gap[DIFF_BEFORE] < before->count && pairs->partner[pairs->gap[DIFF_BEFORE]] == ALIGN_NONE;
	     pairs->gap[DIFF_BEFORE]++)
		;
	pairs->gap[DIFF_AFTER] = pairs->gap[DIFF_BEFORE] < before->count ? pairs->partner[pairs->gap[DIFF_BEFORE]] : after->count;
}

static bool
is_settled(const struct pairs *pairs)
{
	return pairs->at[DIFF_BEFORE] == pairs->lots[DIFF_BEFORE].count &&
	       pairs->at[DIFF_AFTER] == pairs->lots[DIFF_AFTER].count;
}

static bool
align_gap(struct pairs *pairs)
{
	if (!pairs->aligning)
		go_to_gap(pairs);
	if (!align_part(pairs, pairs->lots[DIFF_BEFORE].name, pairs->lots[DIFF_AFTER].name, pairs->at, pairs->gap,
			pairs->near))
		return false;
	add_gap(pairs);
	return is_settled(pairs);
}

/* --- slices ------------------------------------------------------------------------------ */

bool
pairs_work(struct pairs *pairs)
{
	bool done = false;

	switch (pairs->stage) {
	case STAGE_BEFORE:
	case STAGE_AFTER:
		done = find_calls(&pairs->lots[pairs->stage == STAGE_AFTER]);
		break;
	case STAGE_WHOLE:
		done = align_whole(pairs);
		break;
	case STAGE_BETWEEN:
		done = align_gap(pairs);
		break;
	case STAGE_DONE:
		return true;
	}
	if (done)
		pairs->stage++;
	return pairs->stage == STAGE_DONE;
}

static unsigned
share(uint64_t part, uint64_t whole)
{
	return whole > 0 ? (unsigned)(part * 100 / whole) : 100;
}

unsigned
pairs_percent(const struct pairs *pairs)
{
	const struct lot *before = &pairs->lots[DIFF_BEFORE], *after = &pairs->lots[DIFF_AFTER];
	uint64_t looked = before->next - before->side.first + after->next - after->side.first;
	uint64_t all = before->side.end - before->side.first + after->side.end - after->side.first;

	if (pairs->stage <= STAGE_AFTER)
		return share(looked, all) * PERCENT_FOUND / 100;
	return PERCENT_FOUND + (pairs->stage == STAGE_WHOLE ? share(pairs->align.a_from, before->count) / 5 : 20);
}

size_t
pairs_count(const struct pairs *pairs)
{
	return pairs->stage == STAGE_DONE ? pairs->count : 0;
}

struct pair
pairs_at(const struct pairs *pairs, size_t number)
{
	return pairs->pairs[number];
}

size_t
pairs_of_kind(const struct pairs *pairs, enum pair_kind kind)
{
	return pairs->stage == STAGE_DONE ? pairs->kinds[kind] : 0;
}

bool
pairs_cut(const struct pairs *pairs, enum diff_side side)
{
	return pairs->lots[side].cut;
}
