/* Pairs of calls, drawn: beside each other, or where that is too narrow as one row; see beside.h. */
#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "model/session.h"
#include "ui/beside.h"
#include "ui/pane.h"
#include "ui/stream.h"

enum {
	BESIDE_FROM_COLS = 60,		/* narrower, a pair is one row */
	SEQ_FROM_COLS = 120, SEQ_COLS = 7,
	LASTED_COLS = 6,
	LASTED_TWICE_FROM_COLS = 36,
	ROOMY_COLS = 60,		/* of a call */
	PROGRESS_NS = 300 * 1000 * 1000, /* before that nobody asks how far it is */
};

/* How a pair is marked, in text and by a role. */
static const struct {
	const char *mark;
	enum role role;
	const char *words;
} looks[] = {
	[PAIR_ALIKE] = { "=", ROLE_DIM, "alike" },
	[PAIR_OTHER] = { "!", ROLE_ALERT_MEDIUM, "other arguments, or another outcome" },
	[PAIR_BEFORE] = { "-", ROLE_ALERT_LOW, "gone" },
	[PAIR_AFTER] = { "+", ROLE_ALERT_LOW, "new" },
};

struct row_calls {
	struct pair pair;
	bool there[2];
	struct beside_call calls[2];
	size_t alike;		/* bytes that both begin with */
};

static void
shorten(struct beside_call *call)
{
	struct text text = { .bytes = call->text, .cap = sizeof call->text, .len = strlen(call->text) };

	stream_leave_out_here(&text, strcspn(call->text, "(") + 1);
}

/* What comes before the difference makes room for it: "read(~832) = 832". */
static void
bring_difference(struct row_calls *row, size_t columns)
{
	size_t name = strcspn(row->calls[0].text, "(") + 1, keep = columns / 3, gone;

	if (row->alike + columns / 3 <= columns || row->alike <= name + keep + 1)
		return;
	gone = row->alike - name - keep - 1;
	for (int side = 0; side < 2; side++) {
		char *at = row->calls[side].text + name;

		*at++ = '~';
		memmove(at, at + gone, strlen(at + gone) + 1);
	}
	row->alike -= gone;
}

/* For so many columns of text. */
static struct row_calls
calls_of(const struct beside *beside, size_t number, int columns)
{
	struct row_calls row = { .pair = pairs_at(beside->pairs, number) };

	for (int side = 0; side < 2; side++) {
		row.there[side] = beside_call(beside, number, (enum diff_side)side, &row.calls[side]);
		if (row.there[side] && columns < ROOMY_COLS)
			shorten(&row.calls[side]);
	}
	if (row.there[0] && row.there[1])
		while (row.calls[0].text[row.alike] != '\0' &&
		       row.calls[0].text[row.alike] == row.calls[1].text[row.alike])
			row.alike++;
	if (row.pair.kind == PAIR_OTHER && row.there[0] && row.there[1])
		bring_difference(&row, columns > 0 ? (size_t)columns : 0);
	return row;
}

/* --- one side -------------------------------------------------------------------------- */

/* What differs stands out from where it does. */
static void
draw_text_of(const struct canvas *canvas, int row, int col, int columns, const struct row_calls *calls, int side,
	     enum role whole)
{
	const char *text = calls->calls[side].text;
	bool other = calls->pair.kind == PAIR_OTHER;
	size_t len = strlen(text), alike = other && calls->alike < len ? calls->alike : len;
	int end = col + columns;

	/* Its own text is ASCII, a byte a column; where all of it has no place it is cut as a whole. */
	col = draw_foreign(canvas, row, col, columns, whole != ROLE_TEXT ? whole : calls->calls[side].failed ? ROLE_ERROR : ROLE_ARGS, text, len);
	if (other && whole == ROLE_TEXT && (int)alike < columns)
		draw_role(canvas, row, end - columns + (int)alike, col - (end - columns + (int)alike),
			  ROLE_ALERT_MEDIUM);
}

static void
draw_side(const struct canvas *canvas, int row, const struct row_calls *calls, int side, bool current, bool numbers)
{
	enum role dim = current ? ROLE_CURSOR : ROLE_DIM, number = current ? ROLE_CURSOR : ROLE_NUMBER;
	char text[24];
	int col = 0;

	if (calls->pair.seqs[side] == 0)
		return;
	if (numbers) {
		snprintf(text, sizeof text, "%llu", (unsigned long long)calls->pair.seqs[side]);
		draw_right(canvas, row, col, SEQ_COLS, dim, text);
		col += SEQ_COLS + 1;
	}
	if (!calls->there[side]) {
		draw_foreign(canvas, row, col, canvas->cols - col, dim, "no longer kept", 14);
		return;
	}
	draw_right(canvas, row, col, LASTED_COLS, number, calls->calls[side].lasted);
	col += LASTED_COLS + 1;
	draw_text_of(canvas, row, col, canvas->cols - col, calls, side, current ? ROLE_CURSOR : ROLE_TEXT);
}

/* --- a row ----------------------------------------------------------------------------- */

struct lanes {
	struct canvas sides[2];
	int mark;
};

/* The cursor's column, the earlier run, the mark, this run. */
static struct lanes
lay_out(const struct canvas *canvas)
{
	int width = (canvas->cols - 4) / 2;

	return (struct lanes){
		.sides = { canvas_part(canvas, 0, 1, canvas->rows, width),
			   canvas_part(canvas, 0, width + 4, canvas->rows, canvas->cols - width - 4) },
		.mark = width + 2,
	};
}

static void
draw_beside(const struct beside *beside, const struct canvas *canvas, int row, size_t number, bool current)
{
	struct lanes lanes = lay_out(canvas);
	bool numbers = canvas->cols >= SEQ_FROM_COLS;
	int columns = lanes.sides[0].cols - LASTED_COLS - 1 - (numbers ? SEQ_COLS + 1 : 0);
	struct row_calls calls = calls_of(beside, number, columns);

	if (current)
		draw_current(canvas, row);
	draw_text(canvas, row, lanes.mark, current ? ROLE_CURSOR : looks[calls.pair.kind].role, looks[calls.pair.kind].mark);
	for (int side = 0; side < 2; side++)
		draw_side(&lanes.sides[side], row, &calls, side, current, numbers);
}

/* "! 12us 14us read(3, …": this run's call, or where it has none the other's. */
static void
draw_single(const struct beside *beside, const struct canvas *canvas, int row, size_t number, bool current)
{
	bool both = canvas->cols >= LASTED_TWICE_FROM_COLS;
	struct row_calls calls = calls_of(beside, number, canvas->cols - 2 - (LASTED_COLS + 1) * (both ? 2 : 1));
	int told = calls.pair.kind == PAIR_BEFORE ? DIFF_BEFORE : DIFF_AFTER, col = 2;

	if (current)
		draw_current(canvas, row);
	draw_text(canvas, row, 1, current ? ROLE_CURSOR : looks[calls.pair.kind].role, looks[calls.pair.kind].mark);
	for (int side = both ? DIFF_BEFORE : told; side <= (both ? DIFF_AFTER : told); side++) {
		draw_right(canvas, row, col, LASTED_COLS, current ? ROLE_CURSOR : side == told ? ROLE_NUMBER : ROLE_DIM,
			   calls.there[side] ? calls.calls[side].lasted : "-");
		col += LASTED_COLS + 1;
	}
	if (calls.there[told])
		draw_text_of(canvas, row, col, canvas->cols - col, &calls, told, current ? ROLE_CURSOR : ROLE_TEXT);
	else
		draw_foreign(canvas, row, col, canvas->cols - col, ROLE_DIM, "no longer kept", 14);
}

static void
draw_header(const struct beside *beside, const struct canvas *canvas)
{
	struct lanes lanes = lay_out(canvas);

	if (canvas->cols < BESIDE_FROM_COLS) {
		draw_foreign(canvas, 0, 1, canvas->cols - 1, ROLE_HEADER, beside->titles[DIFF_AFTER],
			     strlen(beside->titles[DIFF_AFTER]));
		if (canvas->cols >= LASTED_TWICE_FROM_COLS)
			draw_text(canvas, 0, 1, ROLE_HEADER, "    WAS    NOW CALL                    ");
		return;
	}
	for (int side = 0; side < 2; side++) {
		int col = canvas->cols >= SEQ_FROM_COLS ? SEQ_COLS + 1 : 0;

		if (col > 0)
			draw_right(&lanes.sides[side], 0, 0, SEQ_COLS, ROLE_HEADER, "#");
		draw_right(&lanes.sides[side], 0, col, LASTED_COLS, ROLE_HEADER, "LAT");
		col += LASTED_COLS + 1;
		draw_foreign(&lanes.sides[side], 0, col, lanes.sides[side].cols - col, ROLE_HEADER,
			     beside->titles[side], strlen(beside->titles[side]));
	}
}

/* The chosen pair, one call below the other, so that what differs stands below what it was. */
static void
draw_full(const struct beside *beside, const struct canvas *canvas)
{
	struct row_calls calls = calls_of(beside, beside->cursor, canvas->cols - LASTED_COLS - 6);
	char title[64];

	snprintf(title, sizeof title, "%s %s", looks[calls.pair.kind].mark, looks[calls.pair.kind].words);
	draw_rule(canvas, 0, ROLE_TITLE, title);
	for (int side = 0; side < 2; side++) {
		struct canvas line = canvas_part(canvas, 1 + side, 5, 1, canvas->cols - 5);

		draw_text(canvas, 1 + side, 1, ROLE_DIM, side == DIFF_BEFORE ? "was" : "now");
		if (calls.pair.seqs[side] == 0)
			draw_text(&line, 0, LASTED_COLS + 1, ROLE_DIM, "no such call");
		else
			draw_side(&line, 0, &calls, side, false, false);
	}
}

/* --- all ------------------------------------------------------------------------------- */

static void
draw_waiting(const struct beside *beside, const struct scene *scene, const struct canvas *canvas)
{
	if (!beside->done && scene->now_ns - beside->begin_ns > PROGRESS_NS)
		draw_textf(canvas, 0, 1, ROLE_DIM, "putting the calls of both side by side: %u %%",
			   pairs_percent(beside->pairs));
	if (beside->done)
		draw_text(canvas, 0, 1, ROLE_DIM, "none of these calls is kept any more");
}

void
beside_draw(const struct beside *beside, const struct scene *scene, const struct canvas *canvas, bool focus)
{
	size_t count = pairs_count(beside->pairs);

	if (count == 0) {
		draw_waiting(beside, scene, canvas);
		return;
	}
	draw_header(beside, canvas);
	for (int row = 1; row <= beside_list_rows(canvas->rows) && beside->top + (size_t)row - 1 < count; row++) {
		size_t number = beside->top + (size_t)row - 1;
		bool current = focus && number == beside->cursor;

		if (canvas->cols >= BESIDE_FROM_COLS)
			draw_beside(beside, canvas, row, number, current);
		else
			draw_single(beside, canvas, row, number, current);
	}
	if (canvas->rows >= BESIDE_FULL_FROM_ROWS) {
		struct canvas full = canvas_part(canvas, canvas->rows - BESIDE_FULL_ROWS, 0, BESIDE_FULL_ROWS,
						 canvas->cols);

		draw_full(beside, &full);
	}
}
