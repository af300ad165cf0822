/* All about one call, in tabs; see detail.h. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/safetext.h"
#include "base/text.h"
#include "model/asof.h"
#include "model/finder.h"
#include "ui/detail.h"
#include "ui/wrap.h"

enum { LABEL_COLS = 11, COMPACT_ROWS = 5, WRAPPED_ROWS_MAX = 64 };

static const struct {
	const char *name, *short_name;
	void (*put)(struct detail_page *page);
} tabs[] = {
	{ "Args", "Args", detail_put_args }, { "Stack", "Stack", detail_put_stack }, { "Source", "Src", detail_put_source },
	{ "Raw", "Raw", detail_put_raw }, { "Same thread", "Thread", detail_put_thread }, { "Context", "Ctx", detail_put_context },
};
enum { TABS = sizeof tabs / sizeof *tabs, TAB_ARGS = 0, TAB_STACK = 1 };

struct state {
	unsigned tab;
	long cursor, top;	/* lines */
	bool fresh;		/* the cursor goes to where the tab has the call itself */
	uint64_t call;		/* for which that holds */
};

/* --- lines -------------------------------------------------------------------------- */

void
detail_mark_here(struct detail_page *page)
{
	page->here = page->count;
}

/* A line that has what is searched for, in the order in which lines come. */
static void
note_found(struct detail_page *page)
{
	long line = page->count;

	if (page->first < 0)
		page->first = line;
	page->last = line;
	if (line < page->cursor)
		page->before = line;
	else if (line == page->cursor)
		page->at = line;
	else if (page->behind < 0)
		page->behind = line;
}

/* One row; the cursor's is drawn as such where keys go to it. */
static void
put_row(struct detail_page *page, const char *label, enum role role, const char *text, size_t len,
	const struct detail_target *target)
{
	long row = page->count - page->top;
	bool current = page->count == page->cursor;
	int cols = page->canvas->cols;

	if (page->finder != NULL && finder_matches(page->finder, text, len))
		note_found(page);
	page->count++;
	if (current)
		page->target = target != NULL ? *target : (struct detail_target){ .call = 0 };
	if (row < 0 || row >= page->canvas->rows)
		return;
	if (current && page->focus) {
		role = ROLE_CURSOR;
		draw_current(page->canvas, (int)row);
	}
	draw_text(page->canvas, (int)row, 1, role == ROLE_CURSOR ? role : ROLE_DIM, label);
	draw_foreign(page->canvas, (int)row, LABEL_COLS, cols - LABEL_COLS, role, text, len);
}

/* Long lines of plain ASCII, as calls are, go on in the next row. */
void
detail_put(struct detail_page *page, const char *label, enum role role, const char *text,
	   const struct detail_target *target)
{
	int most = page->wrapped_most > 0 ? page->wrapped_most : WRAPPED_ROWS_MAX;
	size_t len = strlen(text), room = page->canvas->cols > LABEL_COLS + 8 ? (size_t)page->canvas->cols - LABEL_COLS : 0;

	if (!page->wraps || room == 0 || len <= room || safe_width(text, len) != len) {
		put_row(page, label, role, text, len, target);
		return;
	}
	for (int rows = 0; len > 0 && rows < most; rows++) {
		size_t part = len <= room || rows + 1 == most ? len : wrap_part(text, room);

		put_row(page, rows == 0 ? label : "", role, text, part, target);
		part += text[part] == ' ';
		text += part;
		len -= part;
	}
}

static void
put_nothing(struct detail_page *page)
{
	const char *none = page->scene->view != NULL ? "no call is shown" : "no call yet";

	detail_put(page, "", ROLE_DIM, page->scene->call == 0 ? none : "this call was not recorded", NULL);
}

/* Walks through the lines of the tab; false and a word of why where there is no call. */
static bool
walk(struct detail_page *page, const struct state *state, const struct scene *scene)
{
	struct asof asof = { .then = scene->figures };
	struct call_row row;
	bool there = asof_row(&asof, scene->session, scene->call, scene->at_ns, &row) && row.event != NULL;

	page->scene = scene;
	page->row = &row;
	page->here = DETAIL_NO_CURSOR;
	page->compact = page->canvas->rows <= COMPACT_ROWS;
	if (there)
		tabs[state->tab].put(page);
	else
		put_nothing(page);
	page->row = NULL;
	asof_done(&asof);
	return there;
}

/* The same without drawing: how many lines there are, where the call is, what the cursor stands on. */
static struct detail_page
measure_finding(const struct pane *pane, const struct scene *scene, const struct finder *finder)
{
	struct grid none = { .rows = 0 };
	struct canvas nowhere = { &none, 0, 0, pane->rows, pane->cols };
	const struct state *state = pane->state;
	struct detail_page page = {
		.canvas = &nowhere, .cursor = state->cursor, .top = LONG_MAX / 2, .finder = finder,
		.first = -1, .before = -1, .at = -1, .behind = -1, .last = -1,
	};

	(void)walk(&page, state, scene);
	page.canvas = NULL;
	return page;
}

static struct detail_page
measure(const struct pane *pane, const struct scene *scene)
{
	return measure_finding(pane, scene, NULL);
}

/* --- the pane --------------------------------------------------------------------- */

static void
keep_in_window(struct state *state, long count, int rows)
{
	if (state->cursor >= count)
		state->cursor = count > 0 ? count - 1 : 0;
	if (state->cursor < state->top)
		state->top = state->cursor;
	else if (state->cursor >= state->top + rows)
		state->top = state->cursor - rows + 1;
	if (state->top > count - rows)
		state->top = count > rows ? count - rows : 0;
}

static void
detail_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;
	struct detail_page page;

	if (state->call != scene->call)
		state->fresh = true;
	state->call = scene->call;
	if (pane->rows <= 0)
		return;
	page = measure(pane, scene);
	if (state->fresh) {
		state->cursor = page.here != DETAIL_NO_CURSOR ? page.here : 0;
		state->top = state->cursor - pane->rows / 2 > 0 ? state->cursor - pane->rows / 2 : 0;
		state->fresh = false;
	}
	keep_in_window(state, page.count, pane->rows);
}

static void
detail_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;
	struct detail_page page = { .canvas = canvas, .cursor = state->cursor, .top = state->top, .focus = pane->focus };

	(void)walk(&page, state, scene);
}

static void
detail_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	const struct state *state = pane->state;
	struct text text = text_in(buf, cap);

	if (scene->call != 0)
		text_addf(&text, "#%llu  ", (unsigned long long)scene->call);
	for (unsigned tab = 0; tab < TABS; tab++)
		text_addf(&text, tab == state->tab ? "[%s]" : " %s ", pane->cols >= 90 ? tabs[tab].name : tabs[tab].short_name);
}

static unsigned
show_tab(struct state *state, unsigned tab)
{
	state->tab = tab % TABS;
	state->fresh = true;
	return REACT_REDRAW;
}

static unsigned
enter(struct pane *pane, const struct scene *scene)
{
	struct detail_page page = measure(pane, scene);

	if (page.target.call != 0) {
		pane->call = page.target.call;
		return REACT_REDRAW | REACT_STREAM;
	}
	pane->call = scene->call;
	if (page.target.condition.field != NULL && pane_condition(pane, &page.target.condition))
		return REACT_REDRAW | REACT_FILTER;
	snprintf(pane->message, sizeof pane->message, "this line leads nowhere");
	return REACT_REDRAW | REACT_MESSAGE;
}

static unsigned
detail_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	size_t cursor = (size_t)state->cursor;

	switch (action) {
	case ACTION_RIGHT:
		return show_tab(state, state->tab + 1);
	case ACTION_LEFT:
		return show_tab(state, state->tab + TABS - 1);
	case ACTION_STACK:
		return show_tab(state, TAB_STACK);
	case ACTION_ENTER:
		return enter(pane, scene);
	default:
		if (!pane_move(&cursor, (size_t)measure(pane, scene).count, pane->rows, action))
			return REACT_UNHANDLED;
		state->cursor = (long)cursor;
		return REACT_REDRAW;
	}
}

static bool
detail_condition(const struct pane *pane, const struct scene *scene, struct condition *ret_condition)
{
	struct detail_page page = measure(pane, scene);

	if (page.target.condition.field == NULL)
		return false;
	*ret_condition = page.target.condition;
	return true;
}

static bool
detail_find(struct pane *pane, const struct scene *scene, const struct finder *finder, int step)
{
	struct state *state = pane->state;
	struct detail_page page = measure_finding(pane, scene, finder);
	long to = step < 0 ? page.before : step == 0 && page.at >= 0 ? page.at : page.behind;

	if (to < 0)
		to = step < 0 ? page.last : page.first;
	if (to < 0)
		return false;
	state->cursor = to;
	return true;
}

const struct pane_ops pane_detail = {
	.name = "detail", .title = "Detail", .state_size = sizeof(struct state), .settle = detail_settle,
	.draw = detail_draw, .hint = detail_hint, .act = detail_act, .condition = detail_condition,
	.find = detail_find,
};
