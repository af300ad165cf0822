#include "ui/tasklanes_draw.h"

#include <stdio.h>

#include "base/format.h"
#include "model/alerts.h"
#include "model/lanes.h"
#include "model/session.h"
#include "syscall/shape.h"
#include "ui/bars.h"
#include "ui/condition.h"
#include "ui/pane.h"
#include "ui/tasklanes.h"

enum { LABEL_COLS = 10 };	/* from one time to the next */

enum sign { SIGN_RUNS, SIGN_WAITS, SIGN_CALLS, SIGN_ALERT };

static const char *
text_of(enum sign sign, bool ascii)
{
	static const char *const signs[][2] = {
		[SIGN_RUNS] = { "·", "." }, [SIGN_WAITS] = { "░", "~" }, [SIGN_CALLS] = { "▅", "=" }, [SIGN_ALERT] = { "!", "!" },
	};

	return signs[sign][ascii];
}

/* A high alert, or what the task did for most of the time. */
static void
draw_slice(const struct tasklanes_sum *sum, const struct canvas *canvas, int row, int col)
{
	bool ascii = canvas->grid->ascii;

	if (sum->all.severity >= ALERT_HIGH)
		draw_text(canvas, row, col, ROLE_ALERT_HIGH, text_of(SIGN_ALERT, ascii));
	else if (sum->lived_ns == 0)
		return;
	else if (sum->all.wait_ns * 2 > sum->lived_ns)
		draw_text(canvas, row, col, ROLE_DIM, text_of(SIGN_WAITS, ascii));
	else if (sum->all.work_ns > 0)
		draw_bar(canvas, row, col, ROLE_GRAPH, (double)sum->all.work_ns / (double)sum->lived_ns);
	else
		draw_text(canvas, row, col, ROLE_DIM, text_of(SIGN_RUNS, ascii));
}

static void
add_time(struct text *text, uint64_t time_ns)
{
	if (time_ns > 0)
		condition_duration(text, time_ns);
	else
		text_addc(text, '0');
}

void
tasklanes_draw_lane(const struct tasklanes *lanes, const struct scene *scene, const struct canvas *canvas, int row,
		    const struct task *task, bool current)
{
	unsigned slices = lanes->shown != NULL ? lanes_window(lanes->shown)->slices : 0, first, end;

	for (unsigned slice = 0; slice < slices; slice++) {
		struct tasklanes_sum sum = tasklanes_sum(lanes, scene, task, slice, slice + 1);

		draw_slice(&sum, canvas, row, (int)slice);
	}
	if (!current || !tasklanes_marked(lanes, &first, &end))
		return;
	draw_role(canvas, row, (int)first, (int)(end - first), ROLE_CELL);
	draw_cursor(canvas, row, (int)first);
}

void
tasklanes_draw_times(const struct tasklanes *lanes, const struct canvas *canvas)
{
	const struct lanes_window *window = lanes->shown != NULL ? lanes_window(lanes->shown) : NULL;
	unsigned slices = window != NULL ? window->slices : 0, first, end;

	for (unsigned slice = 0; slice < slices && TASKLANES_HIT + slice < HIT_TAB; slice++)
		draw_hit(canvas, 0, (int)slice, 1, TASKLANES_HIT + slice);
	for (unsigned slice = 0; slice + LABEL_COLS <= slices; slice++) {
		uint64_t time = window->begin_ns + slice * window->slice_ns;
		char room[LABEL_COLS];
		struct text text = text_in(room, sizeof room);

		if (time / window->slice_ns % LABEL_COLS != 0)
			continue;
		text_addc(&text, '|');
		add_time(&text, time);
		draw_text(canvas, 0, (int)slice, ROLE_HEADER, text.cut ? "|" : room);
	}
	if (tasklanes_marked(lanes, &first, &end))
		draw_role(canvas, 0, (int)first, (int)(end - first), ROLE_CELL);
}

/* "longest read 3.1ms", of one that goes on: how long it has by now. */
static void
add_longest(struct text *text, const struct scene *scene, uint64_t seq)
{
	char name[CALL_NAME_CAP], lasted[FORMAT_CAP];
	struct call_row row;
	uint64_t ns;

	if (!session_row(scene->session, seq, &row) || row.event == NULL)
		return;
	ns = scene->time_ns - row.event->head.time_ns;
	if (row.event->call.state != CALL_OPEN && row.event->duration_ns < ns)
		ns = row.event->duration_ns;
	text_addf(text, "; longest %s %s", call_name(row.event->call.abi, row.event->call.nr, name),
		  format_duration(lasted, ns));
}

/* "360ms-370ms: in calls 62%, waits 30%; 12 calls, 1 error; longest read 3.1ms" */
static void
add_read_out(struct text *text, const struct tasklanes *lanes, const struct scene *scene, const struct task *task,
	     unsigned first, unsigned end)
{
	const struct lanes_window *window = lanes_window(lanes->shown);
	struct tasklanes_sum sum = tasklanes_sum(lanes, scene, task, first, end);
	char number[FORMAT_CAP];

	add_time(text, window->begin_ns + first * window->slice_ns);
	text_addc(text, '-');
	add_time(text, window->begin_ns + end * window->slice_ns);
	if (sum.lived_ns == 0) {
		text_add(text, ": not there, or not known");
		return;
	}
	text_addf(text, ": in calls %.0f%%, waits %.0f%%; %s call%s",
		  100.0 * (double)sum.all.work_ns / (double)sum.lived_ns,
		  100.0 * (double)sum.all.wait_ns / (double)sum.lived_ns, format_grouped(number, sum.all.calls),
		  sum.all.calls == 1 ? "" : "s");
	if (sum.all.errors > 0)
		text_addf(text, ", %u error%s", sum.all.errors, sum.all.errors == 1 ? "" : "s");
	add_longest(text, scene, sum.all.longest_seq);
}

/* ". runs  = in calls  ~ waits  ! high alert  a column is 10ms" */
static void
add_legend(struct text *text, const struct tasklanes *lanes, bool ascii)
{
	char since[FORMAT_CAP];

	text_addf(text, "%s runs  %s in calls  %s waits  %s high alert", text_of(SIGN_RUNS, ascii),
		  text_of(SIGN_CALLS, ascii), text_of(SIGN_WAITS, ascii), text_of(SIGN_ALERT, ascii));
	if (lanes->shown == NULL)
		return;
	text_add(text, "  a column is ");
	condition_duration(text, lanes_window(lanes->shown)->slice_ns);
	if (lanes_since_ns(lanes->shown) > lanes_window(lanes->shown)->begin_ns)
		text_addf(text, "  before %s: not kept", format_duration(since, lanes_since_ns(lanes->shown)));
}

void
tasklanes_draw_below(const struct tasklanes *lanes, const struct scene *scene, const struct canvas *canvas,
		     const struct task *task)
{
	char room[256];
	struct text text = text_in(room, sizeof room);
	unsigned first, end;
	bool is_marked = tasklanes_marked(lanes, &first, &end);

	if (is_marked)
		add_read_out(&text, lanes, scene, task, first, end);
	else
		add_legend(&text, lanes, canvas->grid->ascii);
	draw_foreign(canvas, 0, 1, canvas->cols - 1, is_marked ? ROLE_MESSAGE : ROLE_DIM, text.bytes, text.len);
}
