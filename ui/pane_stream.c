/* The live stream: one row a call, anchored by its number. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "model/finder.h"
#include "model/session.h"
#include "syscall/decode.h"
#include "syscall/errnos.h"
#include "ui/pane.h"

enum { FIND_AT_ONCE = 100000, FIND_TEXT_MAX = 16384 };

enum time_format { TIME_SINCE_START, TIME_SINCE_ROW, TIME_CLOCK, TIME_FORMATS };

struct state {
	uint64_t cursor, top;	/* seqs; the cursor is 0 before the first call */
	uint64_t sought;	/* how far a search came that has found nothing yet; 0: none */
	bool stay;		/* false: at the end, and following it */
	bool evicted;		/* what the cursor stood on is no longer kept */
	enum time_format time;
	int scroll;		/* columns the CALL column is scrolled by */
};

/* --- columns -------------------------------------------------------------------- */

enum column { COL_SEQ, COL_TIME, COL_TID, COL_CALL, COL_RESULT, COL_LAT, COL_Z, COL_SOURCE, COLUMNS };

struct column_info {
	const char *title;
	int width;		/* the least; SEQ, TIME and TID grow with their numbers */
	int drop;		/* the lowest is left out first; 0: never */
	bool right;
};

static const struct column_info columns[COLUMNS] = {
	[COL_SEQ] = { "#", 4, 5, true },
	[COL_TIME] = { "TIME", 8, 1, true },
	[COL_TID] = { "TID", 4, 2, true },
	[COL_CALL] = { "CALL", 21, 0, false },
	[COL_RESULT] = { "RESULT", 8, 3, false },
	[COL_LAT] = { "LAT", 6, 6, true },
	[COL_Z] = { "Z", 6, 4, true },
	[COL_SOURCE] = { "SOURCE", 12, 7, false },
};

struct layout {
	int at[COLUMNS], width[COLUMNS];	/* width 0: left out */
};

static int
total_width(const struct layout *layout)
{
	int total = 1;	/* the cursor's mark */

	for (int i = 0; i < COLUMNS; i++)
		total += layout->width[i] > 0 ? layout->width[i] + 1 : 0;
	return total;
}

static int
digits(uint64_t number)
{
	int count = 1;

	while (number >= 10) {
		number /= 10;
		count++;
	}
	return count;
}

/* Columns as wide as their numbers are by now, and what else there is room for. */
static void
choose_widths(struct layout *layout, const struct scene *scene, int cols)
{
	const struct session_totals *totals = session_totals(scene->session);
	int seq = digits(scene->end), time = digits((totals->last_ns - totals->begin_ns) / 1000000000) + 7;

	for (int i = 0; i < COLUMNS; i++)
		layout->width[i] = columns[i].width;
	if (seq > layout->width[COL_SEQ])
		layout->width[COL_SEQ] = seq;
	if (time > layout->width[COL_TIME])
		layout->width[COL_TIME] = time;
	if (digits(totals->pid) >= layout->width[COL_TID])	/* later threads may need one more */
		layout->width[COL_TID] = digits(totals->pid) + 1;
	if (cols >= 100) {
		layout->width[COL_RESULT] = 14;
		layout->width[COL_SOURCE] = 20;
	}
}

static struct layout
lay_out(const struct scene *scene, int cols)
{
	struct layout layout = { .width = { 0 } };
	int col = 1, rest;

	choose_widths(&layout, scene, cols);
	for (int order = 1; order <= COLUMNS && total_width(&layout) > cols; order++)
		for (int i = 0; i < COLUMNS; i++)
			if (columns[i].drop == order)
				layout.width[i] = 0;
	rest = cols - total_width(&layout);
	layout.width[COL_CALL] += rest > -layout.width[COL_CALL] ? rest : 1 - layout.width[COL_CALL];
	for (int i = 0; i < COLUMNS; i++) {
		layout.at[i] = col;
		col += layout.width[i] > 0 ? layout.width[i] + 1 : 0;
	}
	return layout;
}

/* --- drawing a row ---------------------------------------------------------------- */

struct row_pen {
	const struct canvas *canvas;
	const struct layout *layout;
	const struct scene *scene;
	const struct state *state;
	int row;
	bool current;
};

static enum role
role_in(const struct row_pen *pen, enum role role)
{
	return pen->current ? ROLE_CURSOR : role;
}

static void
put(const struct row_pen *pen, enum column column, enum role role, const char *text)
{
	int width = pen->layout->width[column], col = pen->layout->at[column];

	if (width <= 0)
		return;
	if (columns[column].right)
		draw_right(pen->canvas, pen->row, col, width, role_in(pen, role), text);
	else
		draw_foreign(pen->canvas, pen->row, col, width, role_in(pen, role), text, strlen(text));
}

static void
put_time(const struct row_pen *pen, const struct event_call *event, uint64_t seq)
{
	const struct session_totals *totals = session_totals(pen->scene->session);
	uint64_t begin = event->head.time_ns, since = totals->begin_ns;
	struct call_row before;
	char text[FORMAT_CAP];

	if (pen->state->time == TIME_CLOCK) {
		put(pen, COL_TIME, ROLE_DIM,
		    format_clock(text, (totals->realtime_ns + (begin - since)) % 86400000000000));
		return;
	}
	if (pen->state->time == TIME_SINCE_ROW && session_row(pen->scene->session, seq - 1, &before) && before.event != NULL)
		since = before.event->head.time_ns;
	put(pen, COL_TIME, ROLE_DIM, format_seconds(text, begin > since ? begin - since : 0));
}

/* name(arguments): the name in its colour, strings in theirs. */
static void
put_call(const struct row_pen *pen, const struct event_call *event)
{
	const struct decode_options options = { .string_max = 256, .short_names = true };
	int col = pen->layout->at[COL_CALL], end = col + pen->layout->width[COL_CALL];
	char name[CALL_NAME_CAP], line[2048];
	struct text text = text_in(line, sizeof line);
	const char *at = line, *call = call_name(event->call.abi, event->call.nr, name);
	size_t name_len = strlen(call), skip = (size_t)pen->state->scroll;
	bool quoted = false;

	text_add(&text, call);
	text_addc(&text, '(');
	decode_args(&text, &event->call, &options);
	text_addc(&text, ')');
	at += skip < text.len ? skip : text.len;
	/* In pieces of one colour each; decode's text is ASCII, a byte a column. */
	while (*at != '\0' && col < end) {
		size_t run = strcspn(at + (quoted ? 1 : 0), "\"") + (quoted ? 1 : 0);
		enum role role = quoted ? ROLE_STRING : ROLE_ARGS;

		if ((size_t)(at - line) < name_len) {
			run = name_len - (size_t)(at - line);
			role = ROLE_CALL;
		} else if (quoted) {
			run += at[run] == '"';
			quoted = false;
		} else if (*at == '"') {
			quoted = true;
			continue;
		}
		if (run == 0)
			run = 1;
		col = draw_foreign(pen->canvas, pen->row, col, end - col, role_in(pen, role), at, run);
		at += run;
	}
}

static void
put_result(const struct row_pen *pen, const struct event_call *event)
{
	const struct decode_options options = { .string_max = 32, .short_names = true };
	struct text text;
	char line[64];

	text = text_in(line, sizeof line);
	if (event->call.state == CALL_DONE && result_is_error(event->call.result)) {
		const char *name = errno_name((unsigned)-event->call.result);

		text_addf(&text, "%s%s", result_is_restart(event->call.result) ? "?" : "-", name != NULL ? name : "error");
		put(pen, COL_RESULT, ROLE_ERROR, line);
		return;
	}
	if (event->call.state == CALL_OPEN)
		text_add(&text, "...");
	else
		decode_result(&text, &event->call, &options);
	put(pen, COL_RESULT, event->call.state == CALL_OPEN ? ROLE_OPEN : ROLE_NUMBER, line);
}

/* An open call's age grows on the screen; the others' durations stand. */
static void
put_latency(const struct row_pen *pen, const struct event_call *event)
{
	uint64_t duration = event->duration_ns;
	char text[FORMAT_CAP];

	if (event->call.state == CALL_OPEN && pen->scene->time_ns > event->head.time_ns)
		duration = pen->scene->time_ns - event->head.time_ns;
	if (event->call.state == CALL_UNFINISHED)
		put(pen, COL_LAT, ROLE_DIM, "?");
	else
		put(pen, COL_LAT, event->call.state == CALL_OPEN ? ROLE_OPEN : ROLE_NUMBER, format_duration(text, duration));
}

static enum role
severity_role(uint8_t severity)
{
	static const enum role alert_roles[] = { ROLE_DIM, ROLE_ALERT_LOW, ROLE_ALERT_MEDIUM, ROLE_ALERT_HIGH };

	return alert_roles[severity <= ALERT_HIGH ? severity : ALERT_NONE];
}

static void
put_score(const struct row_pen *pen, const struct call_row *row)
{
	char text[24];

	if (isnan(row->z))
		return;
	snprintf(text, sizeof text, "%.1f%-2s", (double)row->z, alert_severity_mark(row->severity));
	put(pen, COL_Z, severity_role(row->severity), text);
}

static void
draw_row(const struct row_pen *pen, uint64_t seq)
{
	struct call_row row;
	char text[256];

	if (pen->current) {
		draw_fill(pen->canvas, pen->row, 0, pen->canvas->cols, ROLE_CURSOR);
		draw_text(pen->canvas, pen->row, 0, ROLE_CURSOR, ">");
		draw_cursor(pen->canvas, pen->row, 0);
	}
	if (!session_row(pen->scene->session, seq, &row))
		return;
	snprintf(text, sizeof text, "%llu", (unsigned long long)seq);
	put(pen, COL_SEQ, ROLE_DIM, text);
	if (row.lost) {
		draw_text(pen->canvas, pen->row, pen->layout->at[COL_CALL], role_in(pen, ROLE_LOSS), "*** not recorded ***");
		return;
	}
	put_time(pen, row.event, seq);
	if (tasks_get(session_tasks(pen->scene->session), row.event->head.task) != NULL) {
		snprintf(text, sizeof text, "%u", tasks_get(session_tasks(pen->scene->session), row.event->head.task)->tid);
		put(pen, COL_TID, ROLE_DIM, text);
	}
	put_call(pen, row.event);
	put_result(pen, row.event);
	put_latency(pen, row.event);
	put_score(pen, &row);
	put(pen, COL_SOURCE, ROLE_SOURCE, place_short(row.place, text, sizeof text));
}

static void
draw_header(const struct canvas *canvas, const struct layout *layout)
{
	for (int i = 0; i < COLUMNS; i++) {
		if (layout->width[i] <= 0)
			continue;
		if (columns[i].right)
			draw_right(canvas, 0, layout->at[i], layout->width[i], ROLE_HEADER, columns[i].title);
		else
			draw_text(canvas, 0, layout->at[i], ROLE_HEADER, columns[i].title);
	}
}

static void
stream_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;
	struct layout layout = lay_out(scene, canvas->cols);
	struct row_pen pen = { canvas, &layout, scene, state, 0, false };

	if (canvas->rows > 2)
		draw_header(canvas, &layout);
	if (state->cursor == 0) {
		draw_text(canvas, canvas->rows > 2 ? 1 : 0, 1, ROLE_DIM, "no calls yet");
		return;
	}
	for (pen.row = canvas->rows > 2 ? 1 : 0; pen.row < canvas->rows; pen.row++) {
		uint64_t seq = state->top + (uint64_t)pen.row - (canvas->rows > 2);

		if (seq >= scene->end)
			break;
		pen.current = seq == state->cursor;
		draw_row(&pen, seq);
	}
}

/* --- staying in place -------------------------------------------------------------- */

static int
body_rows(const struct pane *pane)
{
	return pane->rows > 2 ? pane->rows - 1 : pane->rows;
}

static void
stream_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;
	uint64_t first = session_first(scene->session), rows = body_rows(pane) > 0 ? (uint64_t)body_rows(pane) : 1;

	if (first >= scene->end) {
		state->cursor = state->top = 0;
		return;
	}
	if (!state->stay || state->cursor == 0)
		state->cursor = scene->end - 1;
	if (state->cursor < first) {
		state->evicted = true;
		state->cursor = first;
	}
	if (state->cursor >= scene->end)
		state->cursor = scene->end - 1;
	if (state->cursor < state->top)
		state->top = state->cursor;
	else if (state->cursor >= state->top + rows)
		state->top = state->cursor - rows + 1;
	if (state->top < first)
		state->top = first;
	if (!state->stay && scene->end - first > rows)
		state->top = scene->end - rows;
	pane->call = state->cursor;
}

/* --- actions ------------------------------------------------------------------------- */

static bool
is_failed(const struct call_row *row, const struct call_row *from)
{
	(void)from;
	return row->event != NULL && row->event->call.state == CALL_DONE && result_is_error(row->event->call.result) &&
	       !(row->event->head.flags & CALL_RESTARTED);
}

static bool
is_alert(const struct call_row *row, const struct call_row *from)
{
	(void)from;
	return row->severity != ALERT_NONE;
}

static bool
is_same_task(const struct call_row *row, const struct call_row *from)
{
	return row->event != NULL && from->event != NULL && row->event->head.task == from->event->head.task;
}

/* By the text of the call as the detail pane shows it. */
static bool
is_found(const struct scene *scene, const struct call_row *row)
{
	const struct decode_options options = { .string_max = 4096, .result_text = true };
	char line[FIND_TEXT_MAX];
	struct text text = text_in(line, sizeof line);

	if (row->event == NULL)
		return false;
	decode_call(&text, &row->event->call, &options);
	return finder_matches(scene->finder, text.bytes, text.len);
}

/* A slice of the calls at a time: a key is not kept waiting. */
static unsigned
find(struct pane *pane, const struct scene *scene, int step)
{
	struct state *state = pane->state;
	uint64_t seq = state->sought > 0 ? state->sought : state->cursor;
	struct call_row row;

	state->sought = 0;
	for (unsigned i = 0; i < FIND_AT_ONCE; i++) {
		seq += (uint64_t)(int64_t)step;
		if (seq >= scene->end || !session_row(scene->session, seq, &row)) {
			snprintf(pane->message, sizeof pane->message, "no %s call has %.60s", step > 0 ? "later" : "earlier",
				 finder_pattern(scene->finder));
			return REACT_REDRAW | REACT_MESSAGE;
		}
		if (!is_found(scene, &row))
			continue;
		state->cursor = pane->call = seq;
		state->stay = true;
		return REACT_REDRAW | REACT_CALL;
	}
	state->sought = seq;
	snprintf(pane->message, sizeof pane->message, "not in %d calls up to %llu: n or N goes on", FIND_AT_ONCE, (unsigned long long)seq);
	return REACT_REDRAW | REACT_MESSAGE;
}

/* The next or previous row that fits; says so when there is none. */
static unsigned
seek(struct pane *pane, const struct scene *scene, int step, const char *what,
     bool (*fits)(const struct call_row *row, const struct call_row *from))
{
	struct state *state = pane->state;
	struct call_row from = { .event = NULL }, row;

	if (!session_row(scene->session, state->cursor, &from))
		return REACT_REDRAW;
	for (uint64_t seq = state->cursor + (uint64_t)(int64_t)step; seq < scene->end && session_row(scene->session, seq, &row);
	     seq += (uint64_t)(int64_t)step) {
		if (!fits(&row, &from))
			continue;
		state->cursor = pane->call = seq;
		state->stay = true;
		return REACT_REDRAW | REACT_CALL;
	}
	snprintf(pane->message, sizeof pane->message, "no %s call %s", step > 0 ? "later" : "earlier", what);
	return REACT_REDRAW | REACT_MESSAGE;
}

static unsigned
move(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	uint64_t first = session_first(scene->session);
	size_t count = scene->end > first ? (size_t)(scene->end - first) : 0;
	size_t cursor = state->cursor > first ? (size_t)(state->cursor - first) : 0;

	if (!pane_move(&cursor, count, body_rows(pane), action))
		return REACT_UNHANDLED;
	if (count == 0)
		return REACT_REDRAW;
	state->cursor = pane->call = first + cursor;
	state->sought = 0;
	state->evicted = false;
	/* Being at the end is following it. */
	state->stay = cursor + 1 < count;
	return REACT_REDRAW | REACT_CALL;
}

static unsigned
stream_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;

	switch (action) {
	case ACTION_FOLLOW:
		state->stay = !state->stay;
		return REACT_REDRAW;
	case ACTION_FIND_NEXT:
	case ACTION_FIND_PREV:
		return scene->finder == NULL ? REACT_UNHANDLED : find(pane, scene, action == ACTION_FIND_NEXT ? 1 : -1);
	case ACTION_NEXT_ERROR:
		return seek(pane, scene, 1, "failed", is_failed);
	case ACTION_PREV_ERROR:
		return seek(pane, scene, -1, "failed", is_failed);
	case ACTION_NEXT_ALERT:
		return seek(pane, scene, 1, "has an alert", is_alert);
	case ACTION_PREV_ALERT:
		return seek(pane, scene, -1, "has an alert", is_alert);
	case ACTION_NEXT_SAME:
		return seek(pane, scene, 1, "is of this thread", is_same_task);
	case ACTION_PREV_SAME:
		return seek(pane, scene, -1, "is of this thread", is_same_task);
	case ACTION_TIME_FORMAT:
		state->time = (state->time + 1) % TIME_FORMATS;
		return REACT_REDRAW;
	case ACTION_LEFT:
		state->scroll = state->scroll > 8 ? state->scroll - 8 : 0;
		return REACT_REDRAW;
	case ACTION_RIGHT:
		state->scroll += state->scroll < 1024 ? 8 : 0;
		return REACT_REDRAW;
	case ACTION_ENTER:
		return REACT_REDRAW | REACT_DETAIL;
	default:
		return move(pane, scene, action);
	}
}

static void
stream_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	static const char *const times[] = { "", "time: since the row before", "time: clock" };
	const struct state *state = pane->state;
	struct text text = text_in(buf, cap);
	char number[FORMAT_CAP];

	text_add(&text, times[state->time]);
	if (state->evicted)
		text_addf(&text, "%sthat call is no longer kept", text.len > 0 ? ", " : "");
	else if (state->stay && scene->end > state->cursor + 1)
		text_addf(&text, "%s+%s below: G", text.len > 0 ? ", " : "",
			  format_grouped(number, scene->end - 1 - state->cursor));
	else if (!state->stay && session_totals(scene->session)->phase == SESSION_LIVE)
		text_addf(&text, "%sfollowing", text.len > 0 ? ", " : "");
}

/* Brings the cursor to a call another pane points at. */
static void
stream_go(struct pane *pane, const struct scene *scene, uint64_t seq)
{
	struct state *state = pane->state;

	state->cursor = seq;
	state->stay = seq + 1 < scene->end;
	state->evicted = false;
	/* In the middle, with its neighbours around it. */
	state->top = seq > (uint64_t)(body_rows(pane) / 2) ? seq - (uint64_t)(body_rows(pane) / 2) : 1;
}

const struct pane_ops pane_stream = {
	.name = "stream", .title = "Stream", .state_size = sizeof(struct state),
	.settle = stream_settle, .draw = stream_draw, .hint = stream_hint, .act = stream_act, .go = stream_go,
};
