/* Why a call is out of the ordinary, or is not: all that is known of it, laid over the others. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "model/alike.h"
#include "model/asof.h"
#include "model/session.h"
#include "syscall/decode.h"
#include "ui/alert_why.h"
#include "ui/bars.h"
#include "ui/pane.h"
#include "ui/wrap.h"

enum { LABEL_COLS = 9, NARROW_COLS = 60 };

struct state {
	uint64_t kind, seq;	/* number of a kind of alerts, 0 none; the call */
	size_t top;
};

/* Draws rows from the top-th on, or counts them where there is no canvas. */
struct page {
	const struct canvas *canvas;
	const struct scene *scene;
	size_t top, count;
	int cols;
	struct call_row row;	/* of the call; event NULL: it is not kept */
	const struct alert *alert; /* whose worst call it is; NULL none */
	const struct alert *kind; /* that it belongs to; NULL none */
	struct alike alike;
};

/* Where the next row goes; -1: it is not to be seen. */
static int
next_row(struct page *page)
{
	size_t at = page->count++;

	if (page->canvas == NULL || at < page->top || at - page->top >= (size_t)page->canvas->rows)
		return -1;
	return (int)(at - page->top);
}

static void
put(struct page *page, const char *label, enum role role, const char *text)
{
	size_t room = page->cols > LABEL_COLS + 8 ? (size_t)(page->cols - LABEL_COLS - 1) : 8;

	do {
		size_t part = wrap_part(text, room);
		int row = next_row(page);

		if (row >= 0) {
			draw_text(page->canvas, row, 1, ROLE_DIM, label);
			draw_foreign(page->canvas, row, LABEL_COLS, (int)room, role, text, part);
		}
		label = "";
		text += part;
		text += strspn(text, " ");
	} while (*text != '\0');
}

static void
put_call(struct page *page, uint64_t seq)
{
	const struct decode_options options = { .string_max = 32, .short_names = true };
	char line[1024];
	struct text text = text_in(line, sizeof line);

	text_addf(&text, "%llu ", (unsigned long long)seq);
	decode_call(&text, &page->row.event->call, &options);
	put(page, "call", ROLE_TEXT, line);
}

static void
put_place(struct page *page)
{
	const struct place *place = page->row.place;
	char line[1024];
	struct text text = text_in(line, sizeof line);

	text_addf(&text, "%.200s", place->function[0] != '\0' ? place->function : "unknown code");
	if (place->line > 0)
		text_addf(&text, "  %.600s:%u", place->file, place->line);
	put(page, "by", ROLE_TEXT, line);
}

static void
put_lasted(struct page *page)
{
	const struct event_call *event = page->row.event;
	char lasted[FORMAT_CAP], part[FORMAT_CAP], line[256];
	struct text text = text_in(line, sizeof line);

	if (event->call.state != CALL_DONE) {
		put(page, "lasted", ROLE_TEXT, "it has not returned");
		return;
	}
	text_addf(&text, "%s", format_duration(lasted, event->duration_ns));
	if (event->floor_ns > 0)
		text_addf(&text, ", of it about %s for its stops", format_duration(part, event->floor_ns));
	if (event->waited_ns > 0)
		text_addf(&text, ", %s waiting for a processor", format_duration(part, event->waited_ns));
	if (event->floor_ns + event->waited_ns > 0)
		text_addf(&text, ": scored as %s", format_duration(part, event_net_ns(event)));
	put(page, "lasted", ROLE_TEXT, line);
}

/* A call that is no alert's worst has kept its score alone. */
static void
put_score(struct page *page)
{
	char line[320];
	struct text text = text_in(line, sizeof line);

	if (page->row.event != NULL && page->row.event->head.flags & CALL_PREEMPTED)
		text_add(&text, "none: it waited for a processor, and that is no matter of the call");
	else if (page->row.waits && isnan(page->row.z))
		text_add(&text, "none: to wait is what it is for, and nothing says for how long");
	else if (isnan(page->row.z))
		text_add(&text, "none: too few calls like it had returned before");
	else
		text_addf(&text, "z %.1f%s%s%s", (double)page->row.z, page->row.severity != ALERT_NONE ? ", " : "",
			  alert_severity_name((enum alert_severity)page->row.severity),
			  page->row.severity != ALERT_NONE ? "" : ": not out of the ordinary");
	put(page, "score", ROLE_TEXT, line);
}

/* The values before on a scale of their own, and behind them the one that it is about. */
static void
put_spark(struct page *page, const uint64_t *values, unsigned count)
{
	int room = page->cols - LABEL_COLS - 3, row;
	char shortest[FORMAT_CAP], longest[FORMAT_CAP], line[160];
	uint64_t low = UINT64_MAX, high = 0;

	if (count == 0)
		return;
	for (unsigned i = 0; i < count; i++) {
		low = values[i] < low ? values[i] : low;
		high = values[i] > high ? values[i] : high;
	}
	row = next_row(page);
	if (row >= 0 && room > 0) {
		int used = draw_spark(page->canvas, row, LABEL_COLS, room, ROLE_GRAPH, values, count);

		draw_text(page->canvas, row, 1, ROLE_DIM, "before");
		draw_text(page->canvas, row, LABEL_COLS + used + 1, ROLE_GRAPH_HOT, page->canvas->grid->ascii ? "#" : "█");
	}
	snprintf(line, sizeof line, "the %u before it, %s to %s, and it", count, format_duration(shortest, low),
		 format_duration(longest, high));
	put(page, "", ROLE_DIM, line);
}

static void
put_scores(struct page *page)
{
	const struct alike *alike = &page->alike;
	int room = page->cols - LABEL_COLS - 2, row;
	unsigned first = room > 0 && alike->count > (unsigned)room ? alike->count - (unsigned)room : 0;
	bool scored = false;
	char line[160];

	for (unsigned i = 0; i < alike->count; i++)
		scored |= !isnan(alike->z[i]);
	if (!scored)
		return;
	row = next_row(page);
	if (row >= 0)
		draw_text(page->canvas, row, 1, ROLE_DIM, "z");
	for (unsigned i = first; row >= 0 && i < alike->count; i++)
		if (!isnan(alike->z[i]))
			draw_bar(page->canvas, row, LABEL_COLS + (int)(i - first), alike->z[i] >= 3 ? ROLE_ALERT_LOW : ROLE_GRAPH, (double)alike->z[i] / 5);
	snprintf(line, sizeof line, "of the last %u of this call by this function, full height is 5", alike->count);
	put(page, "", ROLE_DIM, line);
}

static void
put_kind(struct page *page, const struct alert *kind)
{
	const struct session_totals *totals = session_totals(page->scene->figures);
	bool open = asof_is_open(page->scene->session, kind->last_seq, page->scene->at_ns);
	char line[320];
	struct text text = text_in(line, sizeof line);

	text_addf(&text, "%s, %s: %llu so far, call %llu the first, %llu the newest", kind->title,
		  alert_state_name(alert_state(kind, totals->last_ns, open)), (unsigned long long)kind->count,
		  (unsigned long long)kind->first_seq, (unsigned long long)kind->last_seq);
	text_addf(&text, "; the worst, which the pane of alerts explains, is call %llu",
		  (unsigned long long)kind->worst_seq);
	put(page, "kind", ROLE_TEXT, line);
}

/* From the history, where no alert has kept what it was compared with. */
static void
put_neighbours(struct page *page)
{
	const struct alike *alike = &page->alike;
	char usual[FORMAT_CAP], spread[FORMAT_CAP], line[200];
	uint64_t median_ns, mad_ns;

	if (alike->count < 2)
		return;
	alike_usual(alike, &median_ns, &mad_ns);
	snprintf(line, sizeof line, "median %s, MAD %s, of the last %u of this call by this function",
		 format_duration(usual, median_ns), format_duration(spread, mad_ns), alike->count - 1);
	put(page, "usual", ROLE_TEXT, line);
	put_spark(page, alike->net_ns, alike->count - 1);
}

static void
find_kinds(struct page *page, const struct state *state)
{
	const struct alerts *alerts = session_alerts(page->scene->figures);
	uint64_t number = state->kind != 0 ? state->kind : page->row.alert;

	if (number == 0 || number > alerts_count(alerts))
		return;
	page->kind = alerts_get(alerts, number - 1);
	if (page->kind->worst_seq == state->seq || state->kind != 0)
		page->alert = page->kind;
}

/* A kind's explanation is of its worst call. */
static uint64_t
seq_of(const struct page *page, const struct state *state)
{
	return page->alert != NULL ? page->alert->worst_seq : state->seq;
}

static void
put_all(struct page *page, const struct state *state)
{
	find_kinds(page, state);
	if (page->alert != NULL) {
		page->count = (size_t)alert_why_lines(page->scene, page->alert, page->cols);
		if (page->canvas != NULL)
			alert_why_draw_all(page->canvas, page->scene, page->alert, (long)page->top);
		return;
	}
	if (page->row.event == NULL) {
		put(page, "", ROLE_DIM, "no call is there to be explained");
		return;
	}
	alike_until(page->scene->session, state->seq, &page->alike);
	put_call(page, state->seq);
	put_place(page);
	put_lasted(page);
	put_score(page);
	put_neighbours(page);
	put_scores(page);
	if (page->kind != NULL)
		put_kind(page, page->kind);
}

static void
walk(struct page *page, const struct state *state)
{
	struct asof asof = { .then = page->scene->figures };

	page->row = (struct call_row){ .z = NAN };
	(void)asof_row(&asof, page->scene->session, state->seq, page->scene->at_ns, &page->row);
	put_all(page, state);
	page->row.event = NULL;
	asof_done(&asof);
}

static size_t
count_rows(const struct pane *pane, const struct scene *scene)
{
	struct page page = { .scene = scene, .cols = pane->cols };

	walk(&page, pane->state);
	return page.count;
}

static int
explain_wants(const struct pane *pane, const struct scene *scene)
{
	return (int)count_rows(pane, scene);
}

static size_t
last_top(const struct pane *pane, const struct scene *scene)
{
	size_t count = count_rows(pane, scene);

	return count > (size_t)pane->rows ? count - (size_t)pane->rows : 0;
}

static void
explain_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;
	size_t last = last_top(pane, scene);

	if (state->top > last)
		state->top = last;
}

static void
explain_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;
	struct page page = { .scene = scene, .canvas = canvas, .cols = canvas->cols, .top = state->top };

	walk(&page, state);
	draw_cursor(canvas, 0, 0);
}

static void
explain_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	bool more = last_top(pane, scene) > ((const struct state *)pane->state)->top;

	snprintf(buf, cap, pane->cols < NARROW_COLS ? "%sEnter: calls" : "%sEnter: go there   Esc: close", more ? "Down: more   " : "");
}

static unsigned
explain_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	struct page page = { .scene = scene, .cols = pane->cols };

	if (action == ACTION_ENTER) {
		walk(&page, state);
		pane->call = seq_of(&page, state);
		return REACT_REDRAW | REACT_AROUND;
	}
	return pane_move(&state->top, last_top(pane, scene) + 1, pane->rows, action) ? REACT_REDRAW : REACT_UNHANDLED;
}

void
explain_set(struct pane *pane, uint64_t kind, uint64_t seq, int cols)
{
	*(struct state *)pane->state = (struct state){ .kind = kind, .seq = seq };
	pane->cols = cols;
}

const struct pane_ops pane_explain = {
	.name = "why", .title = "Why", .state_size = sizeof(struct state), .settle = explain_settle, .draw = explain_draw,
	.hint = explain_hint, .act = explain_act, .wants = explain_wants,
};
