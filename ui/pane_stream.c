/* The live stream: one row a call, anchored by its number. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "model/asof.h"
#include "model/filterview.h"
#include "model/session.h"
#include "ui/stream.h"
#include "ui/tints.h"

struct rows
stream_rows(const struct stream *stream, const struct scene *scene)
{
	return (struct rows){
		.session = scene->session, .end = scene->end, .view = scene->view, .fold = stream->fold, .until_ns = scene->at_ns,
	};
}

static void
stream_init(struct pane *pane)
{
	struct stream *stream = pane->state;

	stream_columns_default(&stream->columns);
	stream->column = COL_CALL;
}

/* --- drawing ------------------------------------------------------------------------- */

static void
draw_header(const struct canvas *canvas, const struct stream *stream, const struct stream_layout *layout, bool focus)
{
	for (int i = 0; i < COLUMNS; i++) {
		const struct column_info *info = column_info((enum column)i);
		enum role role = focus && stream->column == (enum column)i ? ROLE_TITLE_FOCUS : ROLE_HEADER;

		if (layout->width[i] <= 0)
			continue;
		if (info->right)
			draw_right(canvas, 0, layout->at[i], layout->width[i], role, info->title);
		else
			draw_text(canvas, 0, layout->at[i], role, info->title);
	}
}

static enum role
tint_of(const struct scene *scene, uint64_t seq)
{
	struct asof asof = { .then = scene->figures };
	struct call_row row;
	enum role role = ROLE_TEXT;

	if (scene->tints != NULL && asof_row(&asof, scene->session, seq, scene->at_ns, &row) && !row.lost)
		(void)tints_role(scene->tints, scene->session, seq, &row, &role);
	asof_done(&asof);
	return role;
}

/* The end of the row before the top one, where all of it has no room and none of it would leave lines empty below. */
static int
draw_rest_above(const struct row_pen *pen, uint64_t top)
{
	uint64_t before = rows_prev(pen->rows, top);
	int left = before != 0 ? rows_empty(pen->rows, top, pen->canvas->rows) : 0;
	struct row_pen above = *pen;

	if (left == 0)
		return 0;
	above.row = left - rows_lines(pen->rows, before);
	above.tint = tint_of(pen->scene, before);
	stream_draw_row(&above, before);
	(void)stream_draw_others(&above, before);
	return left;
}

static void
stream_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct stream *stream = pane->state;
	struct stream_layout layout = stream_lay_out(stream, scene, canvas->cols);
	struct rows rows = stream_rows(stream, scene);
	int header = canvas->rows > 2 ? 1 : 0, lines;
	struct canvas body = canvas_part(canvas, header, 0, canvas->rows - header, canvas->cols);
	struct row_pen pen = { &body, &layout, scene, stream, &rows, 0, false, pane->focus, ROLE_TEXT };
	unsigned hit = 1;	/* rows below the top one, and 1 */

	if (header > 0)
		draw_header(canvas, stream, &layout, pane->focus);
	if (stream->cursor == 0) {
		const char *nothing = scene->view != NULL ? "no call so far passes the filter" : "no calls yet";

		draw_foreign(&body, 0, 1, body.cols - 1, ROLE_DIM, nothing, strlen(nothing));
	} else {
		pen.row = draw_rest_above(&pen, stream->top);
	}
	for (uint64_t row = stream->top; row != 0 && pen.row < body.rows; row = rows_next(&rows, row)) {
		pen.current = row == stream->cursor;
		pen.tint = tint_of(scene, row);
		stream_draw_row(&pen, row);
		lines = 1 + stream_draw_others(&pen, row);
		for (int i = 0; i < lines && pen.row < body.rows; i++)
			draw_hit(&body, pen.row++, 0, body.cols, hit);
		hit++;
	}
}

/* --- staying in place -------------------------------------------------------------- */

static int
body_rows(const struct pane *pane)
{
	int rows = pane->rows > 2 ? pane->rows - 1 : pane->rows;

	return rows > 0 ? rows : 1;
}

/* Moves the window as little as possible: the cursor and what is around it are in it, without a gap at its end. */
static void
settle_window(struct stream *stream, const struct rows *rows, int height, unsigned scrolloff)
{
	int off = scrolloff < (unsigned)(height - 1) / 2 ? (int)scrolloff : (height - 1) / 2;
	uint64_t upper = rows_beside(rows, stream->cursor, -off), lowest;
	uint64_t highest = rows_top(rows, rows_beside(rows, stream->cursor, off), height);

	stream->top = rows_near(rows, stream->top);
	if (upper < stream->top)
		stream->top = upper;
	else if (stream->top < highest)
		stream->top = highest;
	if (!stream->stay) {
		stream->top = highest;
		return;
	}
	lowest = rows_top(rows, rows_last(rows), height);
	if (stream->top > lowest)
		stream->top = lowest;
}

static void
stream_settle(struct pane *pane, const struct scene *scene)
{
	struct stream *stream = pane->state;
	struct rows rows = stream_rows(stream, scene);
	uint64_t last = rows_last(&rows), first = session_first(scene->session);

	if (last == 0) {
		stream->cursor = stream->top = pane->call = 0;
		return;
	}
	if (!stream->stay || stream->wanted == 0) {
		stream->wanted = last;
		stream->seen = scene->end;
	}
	if (stream->wanted < first) {
		stream->evicted = true;
		stream->wanted = first;
	}
	stream->cursor = rows_near(&rows, stream->wanted);
	settle_window(stream, &rows, body_rows(pane), scene->scrolloff);
	pane->call = stream->cursor;
}

/* --- actions ------------------------------------------------------------------------- */

/* The cursor goes to a row; being at the end is following it. */
static unsigned
go_to(struct pane *pane, const struct rows *rows, uint64_t row)
{
	struct stream *stream = pane->state;

	stream->cursor = stream->wanted = pane->call = row;
	stream->evicted = false;
	stream->stay = rows_next(rows, row) != 0;
	return REACT_REDRAW | REACT_CALL;
}

/* Says so when there is none. */
static unsigned
seek(struct pane *pane, const struct scene *scene, const struct stream_seek *seek, int step)
{
	struct stream *stream = pane->state;
	struct rows rows = stream_rows(stream, scene);
	struct call_row from = { .event = NULL };
	uint64_t seq;

	if (!session_row(scene->session, stream->cursor, &from))
		return REACT_REDRAW;
	seq = stream_seek(stream, scene, seek, &from, step);
	if (seq != 0)
		return go_to(pane, &rows, rows_at(&rows, seq));
	snprintf(pane->message, sizeof pane->message, "no %s call %s", step > 0 ? "later" : "earlier", seek->what);
	return REACT_REDRAW | REACT_MESSAGE;
}

static unsigned
move(struct pane *pane, const struct scene *scene, enum action action)
{
	struct stream *stream = pane->state;
	struct rows rows = stream_rows(stream, scene);
	int page = body_rows(pane) > 1 ? body_rows(pane) - 1 : 1, half = page > 1 ? page / 2 : 1;

	if (stream->cursor == 0)
		return REACT_REDRAW;
	switch (action) {
	case ACTION_UP:
		return go_to(pane, &rows, rows_beside(&rows, stream->cursor, -1));
	case ACTION_DOWN:
		return go_to(pane, &rows, rows_beside(&rows, stream->cursor, 1));
	case ACTION_PAGE_UP:
		return go_to(pane, &rows, rows_by_lines(&rows, stream->cursor, -page));
	case ACTION_PAGE_DOWN:
		return go_to(pane, &rows, rows_by_lines(&rows, stream->cursor, page));
	case ACTION_HALF_UP:
		return go_to(pane, &rows, rows_by_lines(&rows, stream->cursor, -half));
	case ACTION_HALF_DOWN:
		return go_to(pane, &rows, rows_by_lines(&rows, stream->cursor, half));
	case ACTION_FIRST:
		return go_to(pane, &rows, rows_first(&rows));
	default:
		return go_to(pane, &rows, rows_last(&rows));
	}
}

static unsigned
go_to_column(struct pane *pane, const struct scene *scene, int step)
{
	struct stream *stream = pane->state;
	struct stream_layout layout = stream_lay_out(stream, scene, pane->cols);

	stream->column = stream_column_beside(stream, &layout, step);
	return REACT_REDRAW;
}

static unsigned
stream_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct stream *stream = pane->state;
	const struct stream_seek *sought = stream_seek_of(action);

	if (sought != NULL)
		return seek(pane, scene, sought, action == sought->next ? 1 : -1);
	switch (action) {
	case ACTION_UP:
	case ACTION_DOWN:
	case ACTION_PAGE_UP:
	case ACTION_PAGE_DOWN:
	case ACTION_HALF_UP:
	case ACTION_HALF_DOWN:
	case ACTION_FIRST:
	case ACTION_LAST:
		return move(pane, scene, action);
	case ACTION_FOLLOW:
		stream->stay = !stream->stay;
		return REACT_REDRAW;
	case ACTION_FOLD:
		stream->fold = !stream->fold;
		return REACT_REDRAW;
	case ACTION_TIME_FORMAT:
		stream->time = (stream->time + 1) % TIME_FORMATS;
		return REACT_REDRAW;
	case ACTION_LEFT:
		stream->scroll = stream->scroll > 8 ? stream->scroll - 8 : 0;
		return REACT_REDRAW;
	case ACTION_RIGHT:
		stream->scroll += stream->scroll < 1024 ? 8 : 0;
		return REACT_REDRAW;
	case ACTION_PREV_COLUMN:
		return go_to_column(pane, scene, -1);
	case ACTION_NEXT_COLUMN:
		return go_to_column(pane, scene, 1);
	case ACTION_FIRST_COLUMN:
		return go_to_column(pane, scene, -COLUMNS);
	case ACTION_LAST_COLUMN:
		return go_to_column(pane, scene, COLUMNS);
	case ACTION_ENTER:
		return REACT_REDRAW | REACT_DETAIL;
	default:
		return REACT_UNHANDLED;
	}
}

/* The cursor goes to the row that was clicked; where it is already, one goes in. */
static unsigned
stream_click(struct pane *pane, const struct scene *scene, unsigned hit)
{
	struct stream *stream = pane->state;
	struct rows rows = stream_rows(stream, scene);
	uint64_t row = rows_beside(&rows, stream->top, (int)hit - 1);

	if (stream->cursor == 0)
		return REACT_REDRAW;
	return row == stream->cursor ? REACT_REDRAW | REACT_DETAIL : go_to(pane, &rows, row);
}

/* Shown calls that came since the end was left. */
static uint64_t
new_calls(const struct stream *stream, const struct scene *scene)
{
	if (scene->view != NULL)
		return filterview_find(scene->view, scene->end) - filterview_find(scene->view, stream->seen);
	return scene->end > stream->seen ? scene->end - stream->seen : 0;
}

static void
stream_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	static const char *const times[] = { "", "time: since the row before", "time: clock" };
	const struct stream *stream = pane->state;
	struct text text = text_in(buf, cap);
	char number[FORMAT_CAP];

	text_add(&text, times[stream->time]);
	if (stream->fold)
		text_addf(&text, "%sequal calls folded", text.len > 0 ? ", " : "");
	if (stream->evicted)
		text_addf(&text, "%sthat call is no longer kept", text.len > 0 ? ", " : "");
	else if (stream->stay && scene->at == 0 && new_calls(stream, scene) > 0)
		text_addf(&text, "%s+%s new below: G", text.len > 0 ? ", " : "", format_grouped(number, new_calls(stream, scene)));
	else if (!stream->stay && scene->at == 0 && session_totals(scene->session)->phase == SESSION_LIVE)
		text_addf(&text, "%sfollowing", text.len > 0 ? ", " : "");
}

/* Brings the cursor to a call, in the middle with its neighbours around it. */
static void
stream_go(struct pane *pane, const struct scene *scene, uint64_t seq)
{
	struct stream *stream = pane->state;
	struct rows rows = stream_rows(stream, scene);
	uint64_t row = rows_near(&rows, seq);

	if (row == 0)
		return;
	(void)go_to(pane, &rows, row);
	stream->wanted = seq;
	/* Where a filter has not looked at all calls yet, the last one found is not the end. */
	stream->stay |= seq + 1 < scene->end;
	stream->top = rows_by_lines(&rows, row, -(body_rows(pane) / 2));
}

/* --- for others ------------------------------------------------------------------------ */

uint64_t
stream_beside(const struct pane *pane, const struct scene *scene, uint64_t seq, int step)
{
	struct rows rows = stream_rows(pane->state, scene);

	return rows_call(&rows, seq + (uint64_t)(int64_t)step, step);
}

uint64_t
stream_end(const struct pane *pane, const struct scene *scene, int end)
{
	struct rows rows = stream_rows(pane->state, scene);

	return rows_call(&rows, end > 0 ? UINT64_MAX : 0, -end);
}

bool
stream_follows(const struct pane *pane)
{
	return !((const struct stream *)pane->state)->stay;
}

void
stream_return(struct pane *pane, const struct scene *scene, uint64_t seq, bool follow)
{
	struct stream *stream = pane->state;

	if (seq != 0 && !follow)
		stream_go(pane, scene, seq);
	stream->stay = !follow;
}

struct stream_columns *
stream_columns(struct pane *pane)
{
	return &((struct stream *)pane->state)->columns;
}

const struct pane_ops pane_stream = {
	.name = "stream", .title = "Stream", .state_size = sizeof(struct stream), .init = stream_init,
	.settle = stream_settle, .draw = stream_draw, .hint = stream_hint, .act = stream_act, .click = stream_click,
	.go = stream_go,
	.condition = stream_condition,
};
