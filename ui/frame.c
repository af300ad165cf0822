#include "ui/frame.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "base/format.h"
#include "base/safetext.h"
#include "base/text.h"
#include "model/filterview.h"
#include "model/session.h"
#include "syscall/errnos.h"
#include "trace/source.h"
#include "ui/keymap.h"

enum { NS_PER_S = 1000000000, ROOMY_COLS = 100 };

/* Calls in the last whole second before the time that is looked at. */
static uint64_t
rate_then(const struct scene *scene)
{
	uint64_t begin_ns = session_totals(scene->session)->begin_ns;
	uint64_t second = scene->time_ns > begin_ns ? (scene->time_ns - begin_ns) / NS_PER_S : 0;
	const struct session_second *seconds;
	size_t count;

	seconds = session_seconds(scene->figures, &count);
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
	bool behind = scene->paused && scene->end < session_end(scene->session);
	char name[16];

	if (scene->at != 0) {
		uint64_t at_ns = scene->at_ns;
		char at[FORMAT_CAP];

		text_addf(text, "AS OF %s", format_seconds(at, at_ns > totals->begin_ns ? at_ns - totals->begin_ns : 0));
		if (scene->playing != 0)
			text_addf(text, ", %gx", scene->playing);
		if (scene->at_percent < 100)
			text_addf(text, " (figures %u%%)", scene->at_percent);
		return ROLE_STATE_PAUSED;
	}
	if (scene->recorded)
		text_add(text, totals->phase == SESSION_ENDED ? "REPLAY " : "READING ");
	if (scene->recorded && totals->phase != SESSION_ENDED) {
		text_addf(text, "%u%%", read_percent(scene));
		return ROLE_STATE_LIVE;
	}
	/* Rows that came behind the pause are not there: that it has ended is not all there is to say. */
	if (behind && totals->phase == SESSION_ENDED)
		text_add(text, "PAUSED, ");
	if (totals->phase == SESSION_ENDED) {
		if (totals->status == -1)
			text_add(text, scene->recorded ? "UNFINISHED" : "LEFT RUNNING");
		else if (WIFSIGNALED(totals->status))
			text_addf(text, "ENDED %s", signal_name((unsigned)WTERMSIG(totals->status), name));
		else
			text_addf(text, "ENDED %d", WEXITSTATUS(totals->status));
		return behind ? ROLE_STATE_PAUSED : ROLE_STATE_ENDED;
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
	uint64_t end_ns = totals->phase == SESSION_LIVE && !scene->recorded ? scene->now_ns : totals->last_ns;

	return end_ns > totals->begin_ns ? end_ns - totals->begin_ns : 0;
}

void
frame_header(const struct canvas *canvas, int row, const struct frame *frame)
{
	const struct session_totals *totals = session_totals(frame->scene->session);
	uint32_t alive = tasks_alive(session_tasks(frame->scene->figures));
	char number[FORMAT_CAP], line[128];
	struct text text = text_in(line, sizeof line);
	uint64_t dropped = session_totals(frame->scene->figures)->dropped;
	bool back = frame->scene->at != 0;
	int right = canvas->cols - 1;
	enum role role;

	draw_fill(canvas, row, 0, canvas->cols, ROLE_BAR);
	/* Looking back, what is of now says so, or is left out. */
	snprintf(line, sizeof line, "%s%s", back ? "now " : "", format_clock(number, elapsed_ns(frame->scene)));
	right = put_left_of(canvas, row, right, ROLE_BAR, line);
	if (frame->ring_size > 0 && totals->phase == SESSION_LIVE && !back) {
		snprintf(line, sizeof line, "ring %u%%", (unsigned)(frame->ring_used * 100 / frame->ring_size));
		right = put_left_of(canvas, row, right, ROLE_BAR, line);
	}
	snprintf(line, sizeof line, "drop %s", format_count(number, dropped));
	right = put_left_of(canvas, row, right, dropped > 0 ? ROLE_LOSS : ROLE_BAR, line);
	snprintf(line, sizeof line, "%s calls/s", format_count(number, rate_then(frame->scene)));
	if (session_totals(frame->scene->figures)->phase == SESSION_LIVE)
		right = put_left_of(canvas, row, right, ROLE_BAR, line);
	snprintf(line, sizeof line, "REC %s", format_bytes(number, frame->recorded_bytes));
	if (frame->recording)
		right = put_left_of(canvas, row, right, ROLE_STATE_LIVE, line);
	if (frame->cost != NULL && frame->cost->known && totals->phase == SESSION_LIVE && canvas->cols >= ROOMY_COLS) {
		snprintf(line, sizeof line, "own cpu %u%%", frame->cost->percent);
		right = put_left_of(canvas, row, right, ROLE_BAR, line);
	}
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

/* --- status and hints -------------------------------------------------------------- */

/* "   row 3 of 1,204 shown (1.4 %)" */
static void
write_shown(struct text *text, const struct scene *scene)
{
	struct filterview_progress progress = filterview_progress(scene->view);
	size_t count = filterview_find(scene->view, scene->end);
	uint64_t first = session_first(scene->session), all = scene->end > first ? scene->end - first : 0;
	char one[FORMAT_CAP], two[FORMAT_CAP];

	text_addf(text, "%srow %s of %s shown (%.*f %%)", text->len > 0 ? "   " : "",
		  format_grouped(one, count > 0 ? filterview_find(scene->view, scene->call) + 1 : 0), format_grouped(two, count),
		  count * 10 < all ? 1 : 0, all > 0 ? 100.0 * (double)count / (double)all : 0.0);
	if (progress.seen < progress.all)
		text_addf(text, ", %u %% looked at", (unsigned)(progress.seen * 100 / progress.all));
}

void
frame_status(const struct canvas *canvas, int row, const struct frame *frame)
{
	const struct scene *scene = frame->scene;
	const struct session_totals *totals = session_totals(scene->figures);
	char one[FORMAT_CAP], two[FORMAT_CAP], line[256];
	struct text text = text_in(line, sizeof line);
	int hint = (int)safe_width(frame->hint, strlen(frame->hint));

	if (hint > canvas->cols * 2 / 3)
		hint = 0;
	if (frame->message[0] != '\0') {
		draw_foreign(canvas, row, 1, canvas->cols - 1, frame->question ? ROLE_PROMPT : ROLE_MESSAGE, frame->message,
			     strlen(frame->message));
		return;
	}
	if (scene->call != 0)
		text_addf(&text, "call %s of %s", format_grouped(one, scene->call),
			  format_grouped(two, scene->end - 1));
	if (scene->view != NULL)
		write_shown(&text, scene);
	text_addf(&text, "   %s error%s", format_grouped(one, totals->errors), totals->errors == 1 ? "" : "s");
	if (totals->open > 0)
		text_addf(&text, "   %s still inside a call", format_grouped(one, totals->open));
	if (totals->signals > 0)
		text_addf(&text, "   %s signal%s", format_grouped(one, totals->signals), totals->signals == 1 ? "" : "s");
	if (scene->at != 0)
		text_addf(&text, "   +%s later", format_grouped(one, session_end(scene->session) - scene->end));
	else if (scene->paused)
		text_addf(&text, "   +%s since the pause",
			  format_grouped(one, session_end(scene->session) - scene->end));
	if (session_start(scene->session) != NULL && session_start(scene->session)->floor_ns > 0)
		text_addf(&text, "   stops cost %s", format_duration(one, session_start(scene->session)->floor_ns));
	if (scene->source != NULL && scene->source->sieved)
		text_add(&text, "   filter: seccomp");
	if (frame->untold > 0)
		text_addf(&text, "   telemetry: %s lost", format_grouped(one, frame->untold));
	if (scene->source != NULL && scene->source->stalls > 0 && scene->at == 0)
		text_addf(&text, "   waited %s for room", format_duration(one, scene->source->stall_ns));
	draw_foreign(canvas, row, 1, hint > 0 ? canvas->cols - hint - 4 : canvas->cols - 1, ROLE_DIM, line, text.len);
	if (hint > 0)
		draw_right(canvas, row, canvas->cols - hint - 1, hint, ROLE_TITLE, frame->hint);
}

#define ON(pane) (1u << (pane))

/* What is worth a word in the last line, best first, and in which panes; 0: in all. */
static const struct {
	enum action action;
	const char *word;
	unsigned panes;
} hints[] = {
	{ ACTION_HELP, "Help", 0 },
	{ ACTION_ENTER, "In", ON(PANE_STREAM) | ON(PANE_FUNCTIONS) | ON(PANE_ALERTS) | ON(PANE_TASKS) | ON(PANE_DETAIL) |
	  ON(PANE_LATENCY) | ON(PANE_SOURCE) | ON(PANE_DECISIONS) | ON(PANE_DIFF) | ON(PANE_TIME) },
	{ ACTION_BACK, "Back", 0 },
	{ ACTION_FILTER, "Filter", 0 },
	{ ACTION_FIND, "Find", 0 },
	{ ACTION_KEEP, "Keep", 0 },
	{ ACTION_DROP, "Drop", 0 },
	{ ACTION_SORT, "Sort", ON(PANE_FUNCTIONS) | ON(PANE_ALERTS) | ON(PANE_TASKS) | ON(PANE_DIFF) },
	{ ACTION_GROUP, "Group", ON(PANE_FUNCTIONS) | ON(PANE_LATENCY) | ON(PANE_DIFF) },
	{ ACTION_NEXT_ERROR, "Differs", ON(PANE_DIFF) },
	{ ACTION_SPECTRO, "Bars/time", ON(PANE_LATENCY) | ON(PANE_FUNCTIONS) },
	{ ACTION_SELECT, "Box", ON(PANE_LATENCY) },
	{ ACTION_MARK_FIGURES, "Since now", ON(PANE_DIFF) },
	{ ACTION_SPECTRO, "Over time", ON(PANE_TASKS) },
	{ ACTION_TREE, "Tree", ON(PANE_TASKS) },
	{ ACTION_PLAY, "Play", ON(PANE_TIME) },
	{ ACTION_RIGHT, "Tab", ON(PANE_DETAIL) },
	{ ACTION_MARK, "Mark", ON(PANE_STREAM) },
	{ ACTION_NEXT_ERROR, "Error", ON(PANE_STREAM) },
	{ ACTION_NEXT_ALERT, "Alert", ON(PANE_STREAM) },
	{ ACTION_STACK, "Stack", ON(PANE_STREAM) },
	{ ACTION_PAUSE, "Pause", 0 },
	{ ACTION_NEXT_PANE, "Pane", 0 },
	{ ACTION_FOLD, "Fold", ON(PANE_STREAM) },
	{ ACTION_COLUMNS, "Columns", ON(PANE_STREAM) },
	{ ACTION_ZOOM, "Zoom", 0 },
	{ ACTION_COMMAND, "Command", 0 },
	{ ACTION_QUIT, "Quit", 0 },
};

/* Whether a key means something where one is. */
static bool
is_of_use(enum action action, unsigned panes, const struct frame *frame)
{
	if (action == ACTION_KEEP || action == ACTION_DROP)
		return pane_ops_of(frame->focus)->condition != NULL;
	if (action == ACTION_QUIT)
		return !frame->first;	/* going back does it */
	return panes == 0 || (panes & ON(frame->focus));
}

void
frame_hints(const struct canvas *canvas, int row, const struct frame *frame)
{
	int col = 0;

	draw_fill(canvas, row, 0, canvas->cols, ROLE_BAR);
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
		const char *word = hints[i].action == ACTION_BACK && frame->first ? "Quit" : hints[i].word;
		char keys[64];
		int len;

		if (!is_of_use(hints[i].action, hints[i].panes, frame))
			continue;
		len = (int)strcspn(keymap_keys(frame->scene->keymap, hints[i].action, keys, sizeof keys), " ");
		if (len == 0 || col + len + (int)strlen(word) + 3 > canvas->cols)
			continue;
		col = draw_textf(canvas, row, col, ROLE_BAR_KEY, " %.*s", len, keys);
		col = draw_textf(canvas, row, col, ROLE_BAR, " %s ", word);
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
	const struct session_totals *totals = session_totals(frame->scene->figures);
	uint64_t last = frame->scene->end > 0 ? frame->scene->end - 1 : 0;
	char number[FORMAT_CAP], at[FORMAT_CAP], line[128];
	struct text text = text_in(line, sizeof line);
	enum role role;

	if (frame->message[0] != '\0') {
		frame_status(canvas, row, frame);
		return;
	}
	draw_fill(canvas, row, 0, canvas->cols, ROLE_BAR);
	role = write_state(&text, frame->scene);
	if (totals->dropped > 0)
		text_addf(&text, ", drop %s", format_count(number, totals->dropped));
	/* At the end of the stream how many there are is enough. */
	if (frame->scene->call == 0 || frame->scene->call + 1 >= frame->scene->end)
		text_addf(&text, ", %s call%s", format_count(number, last), last == 1 ? "" : "s");
	else
		text_addf(&text, ", call %s/%s", format_grouped(at, frame->scene->call), format_count(number, last));
	if (frame->scene->view != NULL)
		text_addf(&text, ", %s shown",
			  format_count(number, filterview_find(frame->scene->view, frame->scene->end)));
	draw_foreign(canvas, row, 0, canvas->cols, role, line, text.len);
}
