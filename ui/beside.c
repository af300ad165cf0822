#include "ui/beside.h"

#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "model/asof.h"
#include "model/filter.h"
#include "model/finder.h"
#include "model/session.h"
#include "syscall/decode.h"
#include "syscall/errnos.h"
#include "ui/clock.h"
#include "ui/pane.h"

enum { BETWEEN_CLOCKS = 64 };

/* --- what is compared ------------------------------------------------------------------ */

bool
beside_open(struct beside *beside, const struct beside_of *of, uint64_t now_ns)
{
	struct pairs_side sides[2];

	beside_close(beside);
	for (int side = 0; side < 2; side++) {
		if (filter_parse(of->condition, &beside->filters[side], NULL) < 0) {
			beside_close(beside);
			return false;
		}
		sides[side] = of->sides[side];
		sides[side].filter = beside->filters[side];
		beside->sessions[side] = sides[side].session;
		beside->at_ns[side] = sides[side].at_ns;
		snprintf(beside->titles[side], sizeof beside->titles[side], "%s", of->titles[side]);
	}
	snprintf(beside->name, sizeof beside->name, "%s", of->name);
	beside->pairs = pairs_new(sides);
	beside->begin_ns = now_ns;
	return true;
}

void
beside_close(struct beside *beside)
{
	pairs_free(beside->pairs);
	for (int side = 0; side < 2; side++)
		filter_free(beside->filters[side]);
	*beside = (struct beside){ .pairs = NULL };
}

bool
beside_call(const struct beside *beside, size_t number, enum diff_side side, struct beside_call *ret_call)
{
	const struct decode_options options = { .string_max = 64, .short_names = true };
	uint64_t seq = pairs_at(beside->pairs, number).seqs[side];
	struct text text = text_in(ret_call->text, sizeof ret_call->text);
	char lasted[FORMAT_CAP];
	struct asof asof = { .then = NULL };
	struct call_row row;

	if (seq == 0 || !asof_row(&asof, beside->sessions[side], seq, beside->at_ns[side], &row) || row.event == NULL)
		return false;
	decode_call(&text, &row.event->call, &options);
	snprintf(ret_call->lasted, sizeof ret_call->lasted, "%s",
		 row.event->call.state == CALL_DONE ? format_duration(lasted, row.event->duration_ns) : "?");
	ret_call->failed = row.event->call.state == CALL_DONE && result_is_error(row.event->call.result);
	asof_done(&asof);
	return true;
}

/* --- the cursor ------------------------------------------------------------------------ */

int
beside_list_rows(int rows)
{
	return rows - 1 - (rows >= BESIDE_FULL_FROM_ROWS ? BESIDE_FULL_ROWS : 0);
}

void
beside_settle(struct beside *beside, int rows)
{
	size_t count = pairs_count(beside->pairs);

	if (beside->cursor >= count)
		beside->cursor = count > 0 ? count - 1 : 0;
	pane_window(&beside->top, beside->cursor, count, beside_list_rows(rows));
}

/* The next pair that is not alike, without going round. */
static bool
go_to_difference(struct beside *beside, int step)
{
	size_t count = pairs_count(beside->pairs);

	for (size_t at = beside->cursor + (size_t)step; at < count; at += (size_t)step)
		if (pairs_at(beside->pairs, at).kind != PAIR_ALIKE) {
			beside->cursor = at;
			return true;
		}
	return false;
}

static unsigned
say(struct pane *pane, const char *text)
{
	snprintf(pane->message, sizeof pane->message, "%s", text);
	return REACT_REDRAW | REACT_MESSAGE;
}

static unsigned
enter(const struct beside *beside, struct pane *pane)
{
	uint64_t seq = pairs_at(beside->pairs, beside->cursor).seqs[DIFF_AFTER];

	if (seq == 0)
		return say(pane, "only the other side has this call: the stream shows this run's");
	pane->call = seq;
	return REACT_REDRAW | REACT_AROUND;
}

unsigned
beside_act(struct beside *beside, struct pane *pane, enum action action)
{
	size_t count = pairs_count(beside->pairs);

	beside->search = (struct beside_search){ .finder = NULL };
	switch (action) {
	case ACTION_NEXT_ERROR:
	case ACTION_PREV_ERROR:
		return go_to_difference(beside, action == ACTION_NEXT_ERROR ? 1 : -1)
		       ? REACT_REDRAW : say(pane, action == ACTION_NEXT_ERROR ? "nothing differs further down" : "nothing differs further up");
	case ACTION_ENTER:
		return count > 0 ? enter(beside, pane) : REACT_REDRAW;
	default:
		return pane_move(&beside->cursor, count, beside_list_rows(pane->rows), action) ? REACT_REDRAW : REACT_UNHANDLED;
	}
}

static bool
matches(const struct beside *beside, size_t number, const struct finder *finder)
{
	struct beside_call call;

	for (int side = 0; side < 2; side++)
		if (beside_call(beside, number, (enum diff_side)side, &call) &&
		    finder_matches(finder, call.text, strlen(call.text)))
			return true;
	return false;
}

/* The pair that is looked at next. */
static size_t
search_at(const struct beside *beside)
{
	const struct beside_search *search = &beside->search;
	size_t count = pairs_count(beside->pairs), ahead = search->looked + (search->step != 0);

	return search->step < 0 ? (beside->cursor + count - ahead) % count : (beside->cursor + ahead) % count;
}

/* Looks until then; true when it came to an end, and there the cursor is where it was found. */
static bool
look(struct beside *beside, uint64_t until_ns)
{
	struct beside_search *search = &beside->search;

	for (; search->looked < search->all; search->looked++) {
		if (matches(beside, search_at(beside), search->finder)) {
			beside->cursor = search_at(beside);
			break;
		}
		if (search->looked % BETWEEN_CLOCKS == 0 && clock_ns() >= until_ns)
			return false;
	}
	search->failed = search->looked == search->all;
	search->finder = NULL;
	return true;
}

bool
beside_find(struct beside *beside, const struct finder *finder, int step, uint64_t until_ns)
{
	beside->search = (struct beside_search){ .finder = finder, .step = step, .all = pairs_count(beside->pairs) };
	if (!look(beside, until_ns))
		return true;
	return !beside->search.failed;
}

bool
beside_busy(const struct beside *beside)
{
	return beside->pairs != NULL && (!beside->done || beside->search.finder != NULL);
}

void
beside_work(struct beside *beside, const struct finder *finder, uint64_t until_ns)
{
	if (beside->pairs == NULL)
		return;
	while (!beside->done && clock_ns() < until_ns)
		beside->done = pairs_work(beside->pairs);
	if (beside->search.finder != NULL && beside->search.finder != finder)
		beside->search.finder = NULL;
	else if (beside->search.finder != NULL)
		(void)look(beside, until_ns);
}

void
beside_hint(const struct beside *beside, char *buf, size_t cap)
{
	char numbers[4][FORMAT_CAP];

	const struct beside_search *search = &beside->search;

	if (!beside->done) {
		snprintf(buf, cap, "%.40s: side by side", beside->name);
		return;
	}
	if (search->finder != NULL || search->failed) {
		snprintf(buf, cap, search->failed ? "no pair has that" : "looking: %zu %%", search->looked * 100 / (search->all + 1));
		return;
	}
	snprintf(buf, cap, "%.40s: =%s !%s -%s +%s", beside->name,
		 format_grouped(numbers[0], pairs_of_kind(beside->pairs, PAIR_ALIKE)),
		 format_grouped(numbers[1], pairs_of_kind(beside->pairs, PAIR_OTHER)),
		 format_grouped(numbers[2], pairs_of_kind(beside->pairs, PAIR_BEFORE)),
		 format_grouped(numbers[3], pairs_of_kind(beside->pairs, PAIR_AFTER)));
}
