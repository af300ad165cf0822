/* The line of tabs, and what the stream is narrowed to; see frame.h. */
#include <stdio.h>

#include "base/safetext.h"
#include "base/text.h"
#include "model/mutes.h"
#include "model/session.h"
#include "ui/frame.h"

enum { TABS_IN_FULL = 110 };

enum tabs_form { TABS_LONG, TABS_SHORT, TABS_NUMBERS };

static const struct pane_ops *const tabs[TABS_COUNT] = {
	&pane_stream, &pane_functions, &pane_alerts, &pane_source, &pane_output, &pane_tasks, &pane_latency,
	&pane_decisions, &pane_diff,
};

/* One tab's words: in full, shorter, or where it is not the one that is looked at its number alone. */
static void
write_tab(struct text *text, const struct frame *frame, unsigned tab, enum tabs_form form)
{
	const char *name = form != TABS_LONG && tabs[tab]->tab != NULL ? tabs[tab]->tab : tabs[tab]->title;
	bool focus = frame->focus == tab;

	if (form == TABS_NUMBERS && !focus)
		text_addf(text, " %u", tab + 1);
	else
		text_addf(text, focus ? "[%u %s" : " %u %s", tab + 1, name);
}

/* The right edge of a tab is its "]", or a blank between it and the next. */
static const char *
tab_edge(const struct frame *frame, unsigned tab, enum tabs_form form)
{
	return frame->focus == tab ? "]" : form == TABS_NUMBERS ? "" : " ";
}

/* Kinds that are not muted. */
static size_t
active_alerts(const struct scene *scene, const struct session *session)
{
	const struct alerts *alerts = session_alerts(session);

	return alerts_count(alerts) - mutes_count(scene->mutes, alerts);
}

static int
draw_tabs(const struct canvas *canvas, int row, const struct frame *frame, enum tabs_form form)
{
	size_t alerts = active_alerts(frame->scene, frame->scene->figures);
	int col = 0;

	for (unsigned i = 0; i < TABS_COUNT; i++) {
		int begin = col;
		enum role role = frame->focus == i ? ROLE_TITLE_FOCUS : ROLE_DIM;
		char line[64];
		struct text text = text_in(line, sizeof line);

		write_tab(&text, frame, i, form);
		col = draw_text(canvas, row, col, role, line);
		if (i == PANE_ALERTS && alerts > 0)
			col = draw_textf(canvas, row, col, ROLE_ALERT_LOW, "(%zu)", alerts);
		col = draw_text(canvas, row, col, role, tab_edge(frame, i, form));
		draw_hit(canvas, row, begin, col - begin, HIT_TAB + i);
	}
	return col;
}

static int
tabs_width(const struct frame *frame, enum tabs_form form)
{
	size_t alerts = active_alerts(frame->scene, frame->scene->figures);
	char line[512];
	struct text text = text_in(line, sizeof line);

	for (unsigned i = 0; i < TABS_COUNT; i++) {
		write_tab(&text, frame, i, form);
		if (i == PANE_ALERTS && alerts > 0)
			text_addf(&text, "(%zu)", alerts);
		text_add(&text, tab_edge(frame, i, form));
	}
	return (int)safe_width(line, text.len);
}

/* What stands before a condition: those of one step are taken back together. */
static const char *
crumb_edge(const struct trail *trail, size_t crumb)
{
	return trail->crumbs[crumb].joined ? " and " : " > ";
}

/* Whether it is of the step that is taken back next. */
static bool
is_last(const struct trail *trail, size_t crumb)
{
	while (++crumb < trail->count)
		if (!trail->crumbs[crumb].joined)
			return false;
	return trail->around == 0;
}

/* " > fn read"; around a call the conditions are not applied, which is said. */
static int
draw_crumbs(const struct canvas *canvas, int row, int col, const struct crumbs *crumbs, size_t from)
{
	const struct trail *trail = crumbs_trail(crumbs);

	col = draw_text(canvas, row, col, ROLE_CRUMB, from > 0 ? "..." : "all");
	for (size_t i = from; i < trail->count; i++) {
		char line[256];
		struct text text = text_in(line, sizeof line);

		crumbs_label(crumbs, i, &text);
		col = draw_text(canvas, row, col, ROLE_CRUMB, crumb_edge(trail, i));
		col = draw_foreign(canvas, row, col, (int)sizeof line, is_last(trail, i) ? ROLE_CRUMB_LAST : ROLE_CRUMB,
				   line, text.len);
	}
	if (trail->around != 0 && trail->count > 0)
		col = draw_text(canvas, row, col, ROLE_CRUMB, " (not applied)");
	if (trail->around != 0)
		col = draw_textf(canvas, row, col, ROLE_CRUMB_LAST, " > around #%llu",
				 (unsigned long long)trail->around);
	return col;
}

static int
crumbs_width(const struct crumbs *crumbs, size_t from)
{
	const struct trail *trail = crumbs_trail(crumbs);
	char line[2048];
	struct text text = text_in(line, sizeof line);

	if (trail->count == 0 && trail->around == 0)
		return 0;
	text_add(&text, from > 0 ? "..." : "all");
	for (size_t i = from; i < trail->count; i++) {
		text_add(&text, crumb_edge(trail, i));
		crumbs_label(crumbs, i, &text);
	}
	if (trail->around != 0 && trail->count > 0)
		text_add(&text, " (not applied)");
	if (trail->around != 0)
		text_addf(&text, " > around #%llu", (unsigned long long)trail->around);
	return (int)safe_width(line, text.len);
}

/* Crumbs come first: tabs take what room they leave, and only then the first crumbs are left out. */
void
frame_tabs(const struct canvas *canvas, int row, const struct frame *frame)
{
	enum tabs_form form = canvas->cols < TABS_IN_FULL ? TABS_SHORT : TABS_LONG;
	int width = frame->crumbs != NULL ? crumbs_width(frame->crumbs, 0) : 0, room, col;
	size_t from = 0;

	while (width > 0 && form < TABS_NUMBERS && tabs_width(frame, form) + width + 2 > canvas->cols)
		form++;
	col = draw_tabs(canvas, row, frame, form);
	if (width == 0)
		return;
	room = canvas->cols - col - 2;
	while (width > room && from + 1 < crumbs_trail(frame->crumbs)->count)
		width = crumbs_width(frame->crumbs, ++from);
	draw_crumbs(canvas, row, width < room ? canvas->cols - width - 1 : col + 1, frame->crumbs, from);
}
