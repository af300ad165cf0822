#include "ui/frame.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "base/format.h"
#include "base/safetext.h"
#include "base/text.h"
#include "model/session.h"
#include "syscall/errnos.h"
#include "trace/source.h"

enum { NS_PER_S = 1000000000, TABS_IN_FULL = 110 };

/* Calls in the last whole second. */
static uint64_t
rate_now(const struct scene *scene)
{
	const struct session_totals *totals = session_totals(scene->session);
	uint64_t now_ns = totals->phase == SESSION_LIVE && scene->now_ns > totals->last_ns ? scene->now_ns : totals->last_ns;
	uint64_t second = now_ns > totals->begin_ns ? (now_ns - totals->begin_ns) / NS_PER_S : 0;
	const struct session_second *seconds;
	size_t count;

	seconds = session_seconds(scene->session, &count);
	if (second == 0)
		return count > 0 ? seconds[0].calls : 0;
	return second - 1 < count ? seconds[second - 1].calls : 0;
}

static unsigned
read_percent(const struct scene *scene)
{
	const struct source_state *source = scene->source;

	return source != NULL && source->bytes > 0 ? (unsigned)(source->bytes_read * 100 / source->bytes) : 0;
}

static enum role
write_state(struct text *text, const struct scene *scene)
{
	const struct session_totals *totals = session_totals(scene->session);
	char name[16];

	if (scene->recorded)
		text_add(text, totals->phase == SESSION_ENDED ? "REPLAY " : "READING ");
	if (scene->recorded && totals->phase != SESSION_ENDED) {
		text_addf(text, "%u%%", read_percent(scene));
		return ROLE_STATE_LIVE;
	}
	if (totals->phase == SESSION_ENDED) {
		if (totals->status == -1)
			text_add(text, scene->recorded ? "UNFINISHED" : "LEFT RUNNING");
		else if (WIFSIGNALED(totals->status))
			text_addf(text, "ENDED %s", signal_name((unsigned)WTERMSIG(totals->status), name));
		else
			text_addf(text, "ENDED %d", WEXITSTATUS(totals->status));
		return ROLE_STATE_ENDED;
	}
	text_add(text, scene->paused ? "PAUSED" : totals->phase == SESSION_LIVE ? "LIVE" : "STARTING");
	return scene->paused ? ROLE_STATE_PAUSED : ROLE_STATE_LIVE;
}

/* One figure at the right, the next one goes to its left. */
static int
put_left_of(const struct canvas *canvas, int row, int right, enum role role, const char *text)
{
	int width = (int)safe_width(text, strlen(text));

	if (right - width < 1)
		return right;
	draw_text(canvas, row, right - width, role, text);
	return right - width - 2;
}

static uint64_t
elapsed_ns(const struct scene *scene)
{
	const struct session_totals *totals = session_totals(scene->session);
	uint64_t end_ns = totals->phase == SESSION_LIVE ? scene->now_ns : totals->last_ns;

	return end_ns > totals->begin_ns ? end_ns - totals->begin_ns : 0;
}

void
frame_header(const struct canvas *canvas, int row, const struct frame *frame)
{
	const struct session_totals *totals = session_totals(frame->scene->session);
	uint32_t alive = tasks_alive(session_tasks(frame->scene->session));
	char number[FORMAT_CAP], line[128];
	struct text text = text_in(line, sizeof line);
	int right = canvas->cols - 1;
	enum role role;

	draw_fill(canvas, row, 0, canvas->cols, ROLE_BAR);
	right = put_left_of(canvas, row, right, ROLE_BAR, format_clock(line, elapsed_ns(frame->scene)));
	if (frame->ring_size > 0 && totals->phase == SESSION_LIVE) {
		snprintf(line, sizeof line, "ring %u%%", (unsigned)(frame->ring_used * 100 / frame->ring_size));
		right = put_left_of(canvas, row, right, ROLE_BAR, line);
	}
	snprintf(line, sizeof line, "drop %s", format_count(number, totals->dropped));
	right = put_left_of(canvas, row, right, totals->dropped > 0 ? ROLE_LOSS : ROLE_BAR, line);
	snprintf(line, sizeof line, "%s calls/s", format_count(number, rate_now(frame->scene)));
	if (totals->phase == SESSION_LIVE)
		right = put_left_of(canvas, row, right, ROLE_BAR, line);
	snprintf(line, sizeof line, "REC %s", format_bytes(number, frame->recorded_bytes));
	if (frame->recording)
		right = put_left_of(canvas, row, right, ROLE_STATE_LIVE, line);
	text = text_in(line, sizeof line);
	role = write_state(&text, frame->scene);
	right = put_left_of(canvas, row, right, role, line);
	snprintf(line, sizeof line, "pid %u", totals->pid);
	if (alive > 1)
		snprintf(line, sizeof line, "pid %u +%u", totals->pid, alive - 1);
	if (right > 24)
		right = put_left_of(canvas, row, right, ROLE_BAR, line);
	draw_foreign(canvas, row, 1, right - 1, ROLE_BAR, totals->command, strlen(totals->command));
}

void
frame_tabs(const struct canvas *canvas, int row, const struct frame *frame)
{
	static const struct pane_ops *const tabs[TABS_COUNT] = {
		&pane_stream, &pane_functions, &pane_alerts, &pane_source, &pane_output, &pane_tasks, &pane_latency,
	};
	size_t alerts = alerts_count(session_alerts(frame->scene->session));
	int col = 0;

	for (unsigned i = 0; i < TABS_COUNT; i++) {
		int begin = col;
		const char *name = canvas->cols < TABS_IN_FULL && tabs[i]->tab != NULL ? tabs[i]->tab : tabs[i]->title;
		bool focus = frame->focus == i;
		char text[64];

		snprintf(text, sizeof text, focus ? "[%u %s" : " %u %s", i + 1, name);
		col = draw_text(canvas, row, col, focus ? ROLE_TITLE_FOCUS : ROLE_DIM, text);
		if (i == PANE_ALERTS && alerts > 0)
			col = draw_textf(canvas, row, col, ROLE_ALERT_LOW, "(%zu)", alerts);
		col = draw_text(canvas, row, col, focus ? ROLE_TITLE_FOCUS : ROLE_DIM, focus ? "]" : " ");
		draw_hit(canvas, row, begin, col - begin, HIT_TAB + i);
	}
}

void
frame_status(const struct canvas *canvas, int row, const struct frame *frame)
{
	const struct scene *scene = frame->scene;
	const struct session_totals *totals = session_totals(scene->session);
	char one[FORMAT_CAP], two[FORMAT_CAP], line[256];
	struct text text = text_in(line, sizeof line);

	if (frame->prompt != NULL) {
		int col = 1 + draw_foreign(canvas, row, draw_text(canvas, row, 1, ROLE_PROMPT, "/"), canvas->cols - 3, ROLE_PROMPT,
					   frame->prompt, strlen(frame->prompt));

		draw_cursor(canvas, row, col < canvas->cols ? col : canvas->cols - 1);
		return;
	}
	if (frame->message[0] != '\0') {
		draw_foreign(canvas, row, 1, canvas->cols - 1, frame->question ? ROLE_PROMPT : ROLE_MESSAGE, frame->message,
			     strlen(frame->message));
		return;
	}
	if (scene->call != 0)
		text_addf(&text, "call %s of %s", format_grouped(one, scene->call), format_grouped(two, scene->end - 1));
	text_addf(&text, "   %s error%s", format_grouped(one, totals->errors), totals->errors == 1 ? "" : "s");
	if (totals->open > 0)
		text_addf(&text, "   %s still inside a call", format_grouped(one, totals->open));
	if (totals->signals > 0)
		text_addf(&text, "   %s signal%s", format_grouped(one, totals->signals), totals->signals == 1 ? "" : "s");
	if (scene->paused)
		text_addf(&text, "   +%s since the pause", format_grouped(one, session_end(scene->session) - scene->end));
	if (scene->source != NULL && scene->source->sieved)
		text_add(&text, "   filter: seccomp");
	if (frame->untold > 0)
		text_addf(&text, "   telemetry: %s lost", format_grouped(one, frame->untold));
	if (scene->source != NULL && scene->source->stalls > 0)
		text_addf(&text, "   waited %s for room", format_duration(one, scene->source->stall_ns));
	draw_foreign(canvas, row, 1, canvas->cols - 1, ROLE_DIM, line, text.len);
}

void
frame_hints(const struct canvas *canvas, int row)
{
	static const struct { enum action action; const char *word; } hints[] = {
		{ ACTION_HELP, "Help" }, { ACTION_NEXT_PANE, "Pane" }, { ACTION_PAUSE, "Pause" }, { ACTION_FOLLOW, "Follow" },
		{ ACTION_ENTER, "In" }, { ACTION_FIND, "Find" }, { ACTION_ZOOM, "Zoom" }, { ACTION_NEXT_ERROR, "Error" }, { ACTION_NEXT_ALERT, "Alert" },
		{ ACTION_STACK, "Stack" }, { ACTION_SORT_NEXT, "Sort" }, { ACTION_GROUP, "Group" }, { ACTION_QUIT, "Quit" },
	};
	int col = 0;

	draw_fill(canvas, row, 0, canvas->cols, ROLE_BAR);
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
		const char *keys = action_info(hints[i].action)->keys;
		int key_len = (int)strcspn(keys, " ");

		if (col + key_len + (int)strlen(hints[i].word) + 3 > canvas->cols)
			break;
		col = draw_textf(canvas, row, col, ROLE_BAR_KEY, " %.*s", key_len, keys);
		col = draw_textf(canvas, row, col, ROLE_BAR, " %s ", hints[i].word);
	}
}

void
frame_keyboard(const struct canvas *canvas, int row, const struct frame *frame)
{
	int col;

	draw_fill(canvas, row, 0, canvas->cols, ROLE_BAR);
	col = draw_textf(canvas, row, 0, ROLE_BAR_KEY, " %s", frame->scene->keyboard_key);
	draw_text(canvas, row, col, ROLE_BAR, " Keyboard back   every other key goes to the program");
}

void
frame_short(const struct canvas *canvas, int row, const struct frame *frame)
{
	const struct session_totals *totals = session_totals(frame->scene->session);
	char number[FORMAT_CAP], line[128];
	struct text text = text_in(line, sizeof line);
	enum role role;

	if (frame->message[0] != '\0') {
		frame_status(canvas, row, frame);
		return;
	}
	draw_fill(canvas, row, 0, canvas->cols, ROLE_BAR);
	role = write_state(&text, frame->scene);
	text_addf(&text, " %s calls", format_count(number, totals->calls));
	if (totals->dropped > 0)
		text_addf(&text, " drop %s", format_count(number, totals->dropped));
	draw_foreign(canvas, row, 0, canvas->cols, role, line, text.len);
}
