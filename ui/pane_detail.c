/* All about one call, in three tabs. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "model/session.h"
#include "syscall/decode.h"
#include "ui/pane.h"

enum tab { TAB_ARGS, TAB_STACK, TAB_RAW, TABS };

static const char *const tab_names[TABS] = { "Args", "Stack", "Raw" };

enum { LABEL_COLS = 11, LINE_CAP = 8192, COMPACT_ROWS = 5, HEX_PER_ROW = 16 };

struct state {
	enum tab tab;
	size_t top;		/* lines scrolled away */
	uint64_t call;		/* for which that holds */
};

/* Lines are counted while they are drawn, so that one walk serves drawing and scrolling. */
struct page {
	const struct canvas *canvas;
	size_t top, line;
};

static int
next_row(struct page *page)
{
	size_t line = page->line++;

	return line >= page->top && line - page->top < (size_t)page->canvas->rows ? (int)(line - page->top) : -1;
}

static void
put(struct page *page, const char *label, enum role role, const char *text)
{
	int row = next_row(page);

	if (row < 0)
		return;
	draw_text(page->canvas, row, 1, ROLE_DIM, label);
	draw_foreign(page->canvas, row, LABEL_COLS, page->canvas->cols - LABEL_COLS, role, text, strlen(text));
}

/* --- arguments ------------------------------------------------------------------- */

static const struct decode_options full = { .string_max = 4096, .result_text = true };

/* Where the score of an alert comes from. */
static void
add_reason(struct text *text, const struct alert *alert)
{
	char lasted[FORMAT_CAP], usual[FORMAT_CAP], spread[FORMAT_CAP];

	format_duration(lasted, alert->duration_ns);
	format_duration(usual, (uint64_t)alert->usual_ns);
	format_duration(spread, (uint64_t)alert->spread_ns);
	if (alert->rule == ALERT_RENACER)
		text_addf(text, " = (%s - %s) / %s", lasted, usual, spread);
	else
		text_addf(text, ": 1 in %.2g; usual %s, MAD %s", 1 / alert->chance, usual, spread);
	text_addf(text, ", n %llu", (unsigned long long)alert->samples);
}

static void
put_result(struct page *page, const struct scene *scene, const struct call_row *row)
{
	char line[512], duration[FORMAT_CAP];
	struct text text = text_in(line, sizeof line);
	const struct alert *alert = NULL;
	const struct alerts *alerts = session_alerts(scene->session);

	decode_result(&text, &row->event->call, &full);
	if (row->event->call.state == CALL_DONE)
		text_addf(&text, "   lasted %s", format_duration(duration, row->event->duration_ns));
	if (!isnan(row->z))
		text_addf(&text, "   z %.1f", (double)row->z);
	for (size_t i = 0; row->severity != ALERT_NONE && i < alerts_count(alerts); i++)
		if (alerts_get(alerts, i)->worst_seq == row->event->seq)
			alert = alerts_get(alerts, i);
	if (alert != NULL)
		add_reason(&text, alert);
	put(page, "result", ROLE_TEXT, line);
}

static void
put_who(struct page *page, const struct scene *scene, const struct call_row *row)
{
	const struct task *task = tasks_get(session_tasks(scene->session), row->event->head.task);
	const struct session_totals *totals = session_totals(scene->session);
	char line[512], time[FORMAT_CAP];
	struct text text = text_in(line, sizeof line);

	if (task != NULL)
		text_addf(&text, "%.16s, thread %u of process %u, ", task->comm, task->tid, task->pid);
	text_addf(&text, "%s s after the start",
		  format_seconds(time, row->event->head.time_ns - totals->begin_ns));
	if (row->event->head.flags & CALL_RESTARTED)
		text_add(&text, ", will be run again");
	if (row->event->head.flags & CALL_KILLED)
		text_add(&text, ", the task was killed in it");
	if (row->event->head.flags & CALL_DETACHED)
		text_add(&text, ", sightline left before it returned");
	put(page, "who", ROLE_TEXT, line);
}

static void
put_where(struct page *page, const struct place *place)
{
	char line[1024];
	struct text text = text_in(line, sizeof line);

	if (place->function[0] != '\0')
		text_add(&text, place->function);
	if (place->caller[0] != '\0')
		text_addf(&text, " < %s", place->caller);
	if (place->line > 0)
		text_addf(&text, "  %s:%u", place->file, place->line);
	else if (place->module[0] != '\0')
		text_addf(&text, "%s%s+%#llx", text.len > 0 ? "  " : "", place->module, (unsigned long long)place->offset);
	if (text.len > 0)
		put(page, "asked by", ROLE_TEXT, line);
	if (place->orig_file[0] != '\0') {
		text = text_in(line, sizeof line);
		text_addf(&text, "%s%.400s:%u", place->orig_exact ? "" : "~", place->orig_file, place->orig_line);
		if (place->orig_function[0] != '\0')
			text_addf(&text, " in %.200s", place->orig_function);
		if (place->orig_language[0] != '\0')
			text_addf(&text, " [%.32s]", place->orig_language);
		if (place->orig_decision[0] != '\0')
			text_addf(&text, "  %.200s", place->orig_decision);
		put(page, "original", ROLE_TEXT, line);
	}
}

static void
put_args(struct page *page, const struct scene *scene, const struct call_row *row, bool compact)
{
	char name[CALL_NAME_CAP], label[24], line[LINE_CAP];
	const struct call *call = &row->event->call;
	struct text text = text_in(line, sizeof line);

	text_addf(&text, "%s(", call_name(call->abi, call->nr, name));
	decode_args(&text, call, &full);
	text_add(&text, ")");
	put(page, "call", ROLE_CALL, line);
	for (unsigned arg = 0; !compact && arg < decode_arg_count(call); arg++) {
		text = text_in(line, sizeof line);
		snprintf(label, sizeof label, "  arg %u", arg + 1);
		decode_arg(&text, call, arg, &full);
		put(page, label, ROLE_ARGS, line);
	}
	put_result(page, scene, row);
	put_where(page, row->place);
	put_who(page, scene, row);
}

/* --- stack ------------------------------------------------------------------------ */

static void
put_frame(struct page *page, unsigned number, const struct place *place, bool inlined)
{
	const char *slash = strrchr(place->module, '/');
	char label[16], line[1024];
	struct text text = text_in(line, sizeof line);

	if (inlined)
		snprintf(label, sizeof label, "  inl");
	else
		snprintf(label, sizeof label, "  #%u", number);
	text_addf(&text, "%-28s ", place->function[0] != '\0' ? place->function : "?");
	if (place->line > 0)
		text_addf(&text, "%s:%u", place->file, place->line);
	else if (place->module[0] != '\0')
		text_addf(&text, "%s+%#llx", slash != NULL ? slash + 1 : place->module, (unsigned long long)place->offset);
	else
		text_addf(&text, "%#llx", (unsigned long long)place->offset);
	if (place->orig_file[0] != '\0')
		text_addf(&text, "  <- %s:%u", place->orig_file, place->orig_line);
	put(page, label, place->user ? ROLE_TEXT : ROLE_DIM, line);
}

static void
put_stack(struct page *page, const struct scene *scene, const struct call_row *row)
{
	unsigned count = 0;
	bool cut = false;
	const struct session_frame *frames = session_stack(scene->session, row->event->stack, &count, &cut);

	if (frames == NULL)
		put(page, "stack", ROLE_DIM, "none was taken for this call");
	for (unsigned i = 0; i < count; i++) {
		const struct place *place = frames[i].place;

		for (; place->outer != NULL; place = place->outer)
			put_frame(page, i, place, true);
		put_frame(page, i, place, false);
	}
	if (cut)
		put(page, "", ROLE_DIM, "... and on: it could not be walked further");
}

/* --- raw -------------------------------------------------------------------------- */

static void
put_hex(struct page *page, const struct piece *piece)
{
	for (uint32_t at = 0; at < piece->len; at += HEX_PER_ROW) {
		char line[128], label[16];
		struct text text = text_in(line, sizeof line);

		for (uint32_t i = at; i < at + HEX_PER_ROW; i++)
			if (i < piece->len)
				text_addf(&text, "%02x ", (unsigned char)piece_bytes(piece)[i]);
			else
				text_add(&text, "   ");
		text_addc(&text, ' ');
		for (uint32_t i = at; i < at + HEX_PER_ROW && i < piece->len; i++) {
			char c = piece_bytes(piece)[i];

			text_addc(&text, c >= ' ' && c < 0x7f ? c : '.');
		}
		snprintf(label, sizeof label, "  +%u", at);
		put(page, label, ROLE_ARGS, line);
	}
}

static void
put_raw(struct page *page, const struct call_row *row)
{
	const struct call *call = &row->event->call;
	const struct piece *piece = NULL;
	char line[256];
	struct text text = text_in(line, sizeof line);

	text_addf(&text, "#%llu  %s call %u  result %lld  pc %#llx  stack %u", (unsigned long long)row->event->seq,
		  abi_name(call->abi), call->nr, (long long)call->result, (unsigned long long)row->event->pc,
		  row->event->stack);
	put(page, "raw", ROLE_TEXT, line);
	for (unsigned arg = 0; arg < CALL_ARGS; arg++) {
		char label[24];

		snprintf(label, sizeof label, "  arg %u", arg + 1);
		snprintf(line, sizeof line, "%#018llx  %lld", (unsigned long long)call->args[arg], (long long)call->args[arg]);
		put(page, label, ROLE_ARGS, line);
	}
	while ((piece = piece_next(call, piece)) != NULL) {
		snprintf(line, sizeof line, "argument %u, %u bytes at %#llx%s%s", piece->arg + 1u, piece->len,
			 (unsigned long long)piece->addr, piece->flags & PIECE_CUT ? ", there was more" : "",
			 piece->flags & PIECE_AT_ENTRY ? ", read at entry" : "");
		put(page, "memory", ROLE_TEXT, line);
		put_hex(page, piece);
	}
}

/* --- the pane --------------------------------------------------------------------- */

static void
put_all(struct page *page, const struct state *state, const struct scene *scene)
{
	struct call_row row;

	if (!session_row(scene->session, scene->call, &row) || row.event == NULL) {
		put(page, "", ROLE_DIM, scene->call == 0 ? "no call yet" : "this call was not recorded");
		return;
	}
	switch (state->tab) {
	case TAB_STACK:
		put_stack(page, scene, &row);
		break;
	case TAB_RAW:
		put_raw(page, &row);
		break;
	default:
		put_args(page, scene, &row, page->canvas->rows <= COMPACT_ROWS);
		break;
	}
}

static size_t
count_lines(const struct pane *pane, const struct scene *scene)
{
	struct grid none = { .rows = 0 };
	struct canvas nowhere = { &none, 0, 0, pane->rows, 0 };	/* no columns: nothing is drawn */
	struct page page = { &nowhere, 0, 0 };

	put_all(&page, pane->state, scene);
	return page.line;
}

static void
detail_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;

	if (state->call != scene->call)
		state->top = 0;
	state->call = scene->call;
}

static void
detail_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;
	struct page page = { canvas, state->top, 0 };

	put_all(&page, state, scene);
}

static void
detail_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	const struct state *state = pane->state;
	struct text text = text_in(buf, cap);

	if (scene->call != 0)
		text_addf(&text, "#%llu  ", (unsigned long long)scene->call);
	for (unsigned tab = 0; tab < TABS; tab++)
		text_addf(&text, tab == state->tab ? "[%s]" : " %s ", tab_names[tab]);
}

static unsigned
detail_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	size_t lines, rows = pane->rows > 0 ? (size_t)pane->rows : 0;

	switch (action) {
	case ACTION_RIGHT:
		state->tab = (state->tab + 1) % TABS;
		state->top = 0;
		return REACT_REDRAW;
	case ACTION_LEFT:
		state->tab = (state->tab + TABS - 1) % TABS;
		state->top = 0;
		return REACT_REDRAW;
	case ACTION_STACK:
		state->tab = TAB_STACK;
		state->top = 0;
		return REACT_REDRAW;
	default:
		lines = count_lines(pane, scene);
		return pane_move(&state->top, lines > rows ? lines - rows + 1 : 1, pane->rows, action) ? REACT_REDRAW
												       : REACT_UNHANDLED;
	}
}

const struct pane_ops pane_detail = {
	.name = "detail", .title = "Detail", .state_size = sizeof(struct state), .settle = detail_settle,
	.draw = detail_draw, .hint = detail_hint, .act = detail_act,
};
