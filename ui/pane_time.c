/* The whole run as a line: scores and calls by time, and the moment that is looked at. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "model/session.h"
#include "model/timeline.h"
#include "ui/bars.h"
#include "ui/moment.h"
#include "ui/pane.h"

enum { LABEL_COLS = 4, COLUMNS_MAX = 1000, NS_PER_S = 1000000000 };

/* What a column stands for. */
struct stretch {
	uint64_t calls;
	uint32_t alerts;
	float max_z;		/* NAN: none scored */
};

/* Where a time is among `columns`. */
static int
column_at(const struct timeline *timeline, const struct session_totals *totals, uint64_t time_ns, int columns)
{
	double span = (double)timeline_slice_ns(timeline) * (double)timeline_count(timeline);
	double since = time_ns > totals->begin_ns ? (double)(time_ns - totals->begin_ns) : 0;
	int column = span > 0 ? (int)(since / span * columns) : 0;

	return column < columns ? column : columns - 1;
}

static struct stretch
stretch_of(const struct timeline *timeline, int column, int columns)
{
	size_t count = timeline_count(timeline), first = count * (size_t)column / (size_t)columns;
	size_t end = count * ((size_t)column + 1) / (size_t)columns;
	struct stretch stretch = { .max_z = NAN };

	for (size_t slice = first; slice < (end > first ? end : first + 1) && slice < count; slice++) {
		const struct timeline_slice *part = timeline_slice(timeline, slice);

		stretch.calls += part->calls;
		stretch.alerts += part->alerts;
		if (!isnan(part->max_z) && !(stretch.max_z >= part->max_z))
			stretch.max_z = part->max_z;
	}
	return stretch;
}

/* One row of scores, full at 5, and one of calls, full where there were most. */
static void
draw_rows(const struct canvas *canvas, const struct timeline *timeline, int columns, int here)
{
	struct stretch stretches[COLUMNS_MAX];
	uint64_t most = 1;

	for (int column = 0; column < columns; column++) {
		stretches[column] = stretch_of(timeline, column, columns);
		most = stretches[column].calls > most ? stretches[column].calls : most;
	}
	for (int column = 0; column < columns; column++) {
		const struct stretch *stretch = &stretches[column];
		enum role z = column == here ? ROLE_CURSOR : stretch->alerts > 0 ? ROLE_ALERT_LOW : ROLE_GRAPH;

		draw_role(canvas, 0, LABEL_COLS + column, 1, z);
		if (!isnan(stretch->max_z) && stretch->max_z > 0)
			draw_bar(canvas, 0, LABEL_COLS + column, z, (double)stretch->max_z / 5);
		draw_role(canvas, 1, LABEL_COLS + column, 1, column == here ? ROLE_CURSOR : ROLE_GRAPH);
		if (stretch->calls > 0 && canvas->rows > 1)
			draw_bar(canvas, 1, LABEL_COLS + column, column == here ? ROLE_CURSOR : ROLE_GRAPH,
				 (double)stretch->calls / (double)most);
	}
}

/* "0.000 ─── 1.234": what is kept begins at the bar; what is before it cannot be looked back to. */
static void
draw_scale(const struct canvas *canvas, const struct scene *scene, const struct timeline *timeline, int columns,
	   int here)
{
	const struct session_totals *totals = session_totals(scene->session);
	uint64_t oldest = moment_at(scene->session, 0), span = timeline_slice_ns(timeline) * timeline_count(timeline);
	int kept = session_first(scene->session) > 1 ? column_at(timeline, totals, moment_ns(scene->session, oldest), columns) : 0;
	bool ascii = canvas->grid->ascii;
	char text[FORMAT_CAP];
	int col;

	for (int column = 0; column < columns; column++)
		draw_text(canvas, 2, LABEL_COLS + column, ROLE_DIM, column < kept ? (ascii ? "." : "·") : ascii ? "-" : "─");
	if (kept > 0)
		draw_text(canvas, 2, LABEL_COLS + kept, ROLE_DIM, ascii ? "|" : "├");
	snprintf(text, sizeof text, " %.3fs ", (double)span / NS_PER_S);
	col = LABEL_COLS + columns - (int)strlen(text);
	draw_text(canvas, 2, col, ROLE_DIM, text);
	draw_text(canvas, 2, LABEL_COLS + here, ROLE_CURSOR, "^");
}

static void
time_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct timeline *timeline = session_timeline(scene->session);
	const struct session_totals *totals = session_totals(scene->session);
	int columns = canvas->cols - LABEL_COLS - 1, here;

	if (timeline_count(timeline) == 0 || columns < 8 || canvas->rows < 1) {
		draw_text(canvas, 0, 1, ROLE_DIM, "no call has returned yet");
		return;
	}
	columns = columns < COLUMNS_MAX ? columns : COLUMNS_MAX;
	here = column_at(timeline, totals, scene->at != 0 ? scene->at_ns : totals->last_ns, columns);
	draw_text(canvas, 0, 1, ROLE_DIM, "z");
	draw_text(canvas, 1, 1, ROLE_DIM, "/s");
	draw_rows(canvas, timeline, columns, here);
	if (canvas->rows > 2)
		draw_scale(canvas, scene, timeline, columns, here);
	if (pane->focus)
		draw_cursor(canvas, 0, LABEL_COLS + here);
}

static unsigned
time_act(struct pane *pane, const struct scene *scene, enum action action)
{
	if (session_end(scene->session) <= session_first(scene->session))
		return REACT_UNHANDLED;
	switch (action) {
	case ACTION_LEFT:
		pane->call = moment_far(scene->session, scene->at, -1);
		break;
	case ACTION_RIGHT:
		pane->call = moment_far(scene->session, scene->at, 1);
		break;
	case ACTION_UP:
		pane->call = moment_step(scene->session, scene->at, -1);
		break;
	case ACTION_DOWN:
		pane->call = moment_step(scene->session, scene->at, 1);
		break;
	case ACTION_FIRST:
		pane->call = moment_at(scene->session, 0);
		break;
	case ACTION_LAST:
		pane->call = 0;
		break;
	case ACTION_ENTER:
		pane->call = scene->at != 0 ? scene->at : session_end(scene->session) - 1;
		return REACT_REDRAW | REACT_STREAM;
	default:
		return REACT_UNHANDLED;
	}
	return REACT_REDRAW | REACT_MOMENT;
}

static void
time_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	const struct session_totals *totals = session_totals(scene->session);
	char at[FORMAT_CAP], ago[FORMAT_CAP], since[48] = "";
	uint64_t time_ns = scene->at_ns;

	(void)pane;
	if (scene->at == 0) {
		snprintf(buf, cap, "now   , . one call   S-Left S-Right 1 %%");
		return;
	}
	if (scene->at_since > 1)
		snprintf(since, sizeof since, ", figures from call %llu on", (unsigned long long)scene->at_since);
	snprintf(buf, cap, "as of %s s, %s ago%s   G now", format_seconds(at, time_ns > totals->begin_ns ? time_ns - totals->begin_ns : 0),
		 format_duration(ago, totals->last_ns > time_ns ? totals->last_ns - time_ns : 0), since);
}

const struct pane_ops pane_time = {
	.name = "time", .title = "Time", .draw = time_draw, .hint = time_hint, .act = time_act,
};
