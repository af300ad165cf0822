/* A row of the stream, drawn. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "export/recordtext.h"
#include "model/asof.h"
#include "model/finder.h"
#include "model/session.h"
#include "syscall/decode.h"
#include "syscall/errnos.h"
#include "ui/marks.h"
#include "ui/stream.h"

enum { ROOMY_COLS = 40 };	/* of the CALL column */

static enum role
role_in(const struct row_pen *pen, enum role role)
{
	return pen->current ? ROLE_CURSOR : pen->tint != ROLE_TEXT ? pen->tint : role;
}

static void
put(const struct row_pen *pen, enum column column, enum role role, const char *text)
{
	int width = pen->layout->width[column], col = pen->layout->at[column];

	if (width <= 0)
		return;
	if (column_info(column)->right)
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

	if (pen->stream->time == TIME_CLOCK) {
		put(pen, COL_TIME, ROLE_DIM, format_time_of_day(text, totals->realtime_ns + (begin - since), 0));
		return;
	}
	if (pen->stream->time == TIME_SINCE_ROW &&
	    session_row(pen->scene->session, rows_call(pen->rows, seq - 1, -1), &before) && before.event != NULL)
		since = before.event->head.time_ns;
	put(pen, COL_TIME, ROLE_DIM, format_seconds(text, begin > since ? begin - since : 0));
}

/* "x 812" at the end of the CALL column, where a row stands for several; the columns it took. */
static int
put_count(const struct row_pen *pen, uint64_t calls)
{
	int col = pen->layout->at[COL_CALL], width = pen->layout->width[COL_CALL], len;
	char number[FORMAT_CAP], text[FORMAT_CAP + 4];

	if (calls < 2)
		return 0;
	len = snprintf(text, sizeof text, " x %s", format_grouped(number, calls));
	if (len >= width)
		return 0;
	draw_text(pen->canvas, pen->row, col + width - len, role_in(pen, ROLE_NUMBER), text);
	return len;
}

/* "-ENOENT" at the end of the CALL column, where results have none of their own; the columns it took, before `taken`. */
static int
put_failure(const struct row_pen *pen, const struct event_call *event, int taken)
{
	int width = pen->layout->width[COL_CALL] - taken, col = pen->layout->at[COL_CALL], len;
	const char *name;
	char text[32];

	if (pen->layout->width[COL_RESULT] > 0 || event->call.state != CALL_DONE ||
	    !result_is_error(event->call.result))
		return 0;
	name = errno_name((unsigned)-event->call.result);
	len = snprintf(text, sizeof text, " %s%s", result_is_restart(event->call.result) ? "?" : "-", name != NULL ? name : "error");
	if (len > width / 2)	/* of a narrow column the call keeps the most */
		len = snprintf(text, sizeof text, " -E");
	if (len >= width)
		return 0;
	draw_text(pen->canvas, pen->row, col + width - len, role_in(pen, ROLE_ERROR), text);
	return len;
}

/* What was searched for, where it shows: text without its first `skip` bytes stands at column col, a byte a column. */
static void
put_found(const struct row_pen *pen, int col, int columns, const char *text, size_t len, size_t skip)
{
	size_t begin, end;

	if (pen->scene->finder == NULL)
		return;
	for (size_t from = 0; finder_span(pen->scene->finder, text, len, from, &begin, &end); from = end) {
		int left = col + (int)(begin > skip ? begin - skip : 0), right = col + (int)(end > skip ? end - skip : 0);

		if (right > col + columns)
			right = col + columns;
		if (left < right)
			draw_role(pen->canvas, pen->row, left, right - left, ROLE_FOUND);
	}
}

void
stream_leave_out_here(struct text *text, size_t at)
{
	static const char here[] = "AT_FDCWD, ";
	size_t len = sizeof here - 1;

	if (text->len < at + len || strncmp(text->bytes + at, here, len) != 0)
		return;
	memmove(text->bytes + at, text->bytes + at + len, text->len - at - len + 1);
	text->len -= len;
}

/* name(arguments): the name in its colour, strings in theirs. */
static void
put_call(const struct row_pen *pen, const struct event_call *event, uint64_t calls)
{
	const struct decode_options options = { .string_max = 256, .short_names = true };
	int col = pen->layout->at[COL_CALL], end = col + pen->layout->width[COL_CALL];
	char name[CALL_NAME_CAP], line[2048];
	struct text text = text_in(line, sizeof line);
	const char *at = line, *call = call_name(event->call.abi, event->call.nr, name);
	size_t name_len = strlen(call), skip = (size_t)pen->stream->scroll;
	bool quoted = false, fits = true;

	if (end <= col)
		return;
	end -= put_count(pen, calls);
	end -= put_failure(pen, event, col + pen->layout->width[COL_CALL] - end);
	text_add(&text, call);
	text_addc(&text, '(');
	decode_args(&text, &event->call, &options);
	text_addc(&text, ')');
	if (end - col < ROOMY_COLS)
		stream_leave_out_here(&text, name_len + 1);
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
		fits = run <= (size_t)(end - col);
		col = draw_foreign(pen->canvas, pen->row, col, end - col, role_in(pen, role), at, run);
		at += run;
	}
	if (*at != '\0' && fits)	/* and what follows does not */
		draw_text(pen->canvas, pen->row, end - 1, role_in(pen, ROLE_ARGS), "~");
	put_found(pen, pen->layout->at[COL_CALL], end - pen->layout->at[COL_CALL], line, text.len, skip);
}

static void
put_result(const struct row_pen *pen, const struct event_call *event)
{
	const struct decode_options options = { .string_max = 32, .short_names = true };
	enum call_state state = event->call.state;
	enum role role = state == CALL_OPEN ? ROLE_OPEN : ROLE_NUMBER;
	char line[64];
	struct text text = text_in(line, sizeof line);

	if (state == CALL_DONE && result_is_error(event->call.result)) {
		const char *name = errno_name((unsigned)-event->call.result);

		text_addf(&text, "%s%s", result_is_restart(event->call.result) ? "?" : "-", name != NULL ? name : "error");
		role = ROLE_ERROR;
	} else if (state == CALL_OPEN) {
		text_add(&text, "...");
	} else {
		decode_result(&text, &event->call, &options);
	}
	put(pen, COL_RESULT, role, line);
	if (pen->layout->width[COL_RESULT] > 0)
		put_found(pen, pen->layout->at[COL_RESULT], pen->layout->width[COL_RESULT], line, text.len, 0);
}

/* An open call's age grows on the screen; the others' durations stand, those of a folded row in one sum. */
static void
put_latency(const struct row_pen *pen, const struct event_call *event, uint64_t duration)
{
	enum call_state state = event->call.state;
	char text[FORMAT_CAP];

	if (state == CALL_OPEN)
		duration = pane_age_ns(pen->scene, event);
	if (state == CALL_UNFINISHED)
		put(pen, COL_LAT, ROLE_DIM, "?");
	else
		put(pen, COL_LAT, state == CALL_OPEN ? ROLE_OPEN : ROLE_NUMBER, format_duration(text, duration));
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
	enum role role = severity_role(row->severity);
	char text[24];

	/* What has no score says why: it waited for a processor, or waiting is what it is for. */
	if (isnan(row->z)) {
		bool preempted = row->event->head.flags & CALL_PREEMPTED;

		put(pen, COL_Z, ROLE_DIM, preempted ? "p  " : row->waits ? "w  " : "");
		return;
	}
	snprintf(text, sizeof text, "%.1f%-2s", (double)row->z, pane_mark(pen->scene, role));
	put(pen, COL_Z, role, text);
}

/* In the first column: where the cursor is, and what is marked. */
static void
put_edge(const struct row_pen *pen, uint64_t seq, uint64_t last)
{
	bool marked = pen->scene->marks != NULL && marks_in(pen->scene->marks, seq, last) > 0;

	if (pen->current) {
		draw_fill(pen->canvas, pen->row, 0, pen->canvas->cols, ROLE_CURSOR);
		draw_cursor(pen->canvas, pen->row, 0);
	}
	if (pen->current || marked)
		draw_text(pen->canvas, pen->row, 0, role_in(pen, ROLE_MARK), !marked ? ">" : pen->current ? "M" : "m");
	else if (pen->tint != ROLE_TEXT)	/* what a rule means is not said by colour alone */
		draw_textf(pen->canvas, pen->row, 0, pen->tint, "%.1s", pane_mark(pen->scene, pen->tint));
}

/* Where the score has no column an alert is told by its mark in the first one, unless that says something else. */
static void
put_alert(const struct row_pen *pen, const struct call_row *row)
{
	enum role role = severity_role(row->severity);

	if (row->severity != ALERT_NONE && pen->layout->width[COL_Z] == 0 && !pen->current && pen->tint == ROLE_TEXT)
		draw_textf(pen->canvas, pen->row, 0, role, "%.1s", pane_mark(pen->scene, role));
}

/* Calls that were not recorded: how many, since nothing else is known of them. */
static void
put_gap(const struct row_pen *pen, uint64_t calls)
{
	char number[FORMAT_CAP], text[64];
	int col = pen->layout->at[COL_CALL];

	snprintf(text, sizeof text, "*** %s call%s not recorded ***", format_grouped(number, calls), calls == 1 ? "" : "s");
	draw_foreign(pen->canvas, pen->row, col, pen->canvas->cols - col, role_in(pen, ROLE_LOSS), text, strlen(text));
}

static void
put_task(const struct row_pen *pen, uint32_t serial)
{
	const struct task *task = tasks_get(session_tasks(pen->scene->session), serial);
	char text[24];

	if (task == NULL)
		return;
	snprintf(text, sizeof text, "%u", task->tid);
	put(pen, COL_TID, ROLE_DIM, text);
	snprintf(text, sizeof text, "%.16s", task->comm);
	put(pen, COL_COMM, ROLE_DIM, text);
}

static void
put_row(const struct row_pen *pen, const struct call_row *row, uint64_t seq)
{
	struct row_span span = rows_span(pen->rows, seq);
	enum column column = pen->stream->column;
	char text[256];

	put_alert(pen, row);
	put_edge(pen, seq, span.last);
	snprintf(text, sizeof text, "%llu", (unsigned long long)seq);
	put(pen, COL_SEQ, ROLE_DIM, text);
	if (row->lost) {
		put_gap(pen, span.calls);
		return;
	}
	put_time(pen, row->event, seq);
	put_task(pen, row->event->head.task);
	put_call(pen, row->event, span.calls);
	put_result(pen, row->event);
	put_latency(pen, row->event, span.duration_ns);
	if (row->event->call.state != CALL_OPEN)
		put_score(pen, row);
	put(pen, COL_FUNCTION, ROLE_SOURCE, row->place->function);
	put(pen, COL_SOURCE, ROLE_SOURCE, place_short(row->place, text, sizeof text));
	if (pen->current && pen->focus && pen->layout->width[column] > 0)
		draw_role(pen->canvas, pen->row, pen->layout->at[column], pen->layout->width[column], ROLE_CELL);
}

void
stream_draw_row(const struct row_pen *pen, uint64_t seq)
{
	struct asof asof = { .then = pen->scene->figures };
	struct call_row row;

	if (asof_row(&asof, pen->scene->session, seq, pen->scene->at_ns, &row))
		put_row(pen, &row, seq);
	asof_done(&asof);
}

/* The task and the line, as far as there are columns. */
static void
put_other(const struct row_pen *pen, const struct event *event)
{
	int col = pen->layout->at[COL_CALL];
	char line[512];
	struct text text = text_in(line, sizeof line);

	if (!recordtext_add(&text, event))
		return;
	put_task(pen, event->task);
	draw_foreign(pen->canvas, pen->row, col, pen->canvas->cols - col, event->kind == EVENT_SIGNAL ? ROLE_SIGNAL : ROLE_DIM,
		     text.bytes, text.len);
}

int
stream_draw_others(const struct row_pen *pen, uint64_t seq)
{
	const struct event *others[ROWS_OTHERS_MAX];
	uint64_t left;
	unsigned count = rows_others(pen->rows, seq, others, &left);
	struct row_pen below = *pen;
	char number[FORMAT_CAP];

	below.current = false;
	below.tint = ROLE_TEXT;
	for (unsigned i = 0; i < count && ++below.row < pen->canvas->rows; i++)
		put_other(&below, others[i]);
	if (left > 0 && ++below.row < pen->canvas->rows)
		draw_textf(pen->canvas, below.row, pen->layout->at[COL_CALL], ROLE_DIM, "... and %s%s more, no calls",
			   left >= ROWS_LEFT_MAX ? "over " : "", format_grouped(number, left >= ROWS_LEFT_MAX ? ROWS_LEFT_MAX - 1 : left));
	return (int)count + (left > 0);
}
