/* Panes brought up to date and drawn; see inside.h. */
#include "ui/inside.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "export/recorder.h"
#include "export/telemetry.h"
#include "model/hist.h"
#include "model/session.h"
#include "ui/frame.h"
#include "ui/screen.h"
#include "ui/stream.h"

static struct frame
frame_of(struct ui *ui)
{
	struct otlp_state telemetry;
	const struct ring *ring = &ui->options->source->ring;

	telemetry_state(ui->options->telemetry, &telemetry);
	return (struct frame){
		.cost = ui->screen != NULL ? &ui->cost : NULL,
		.untold = telemetry.dropped + telemetry.refused,
		.scene = &ui->scene, .focus = ui->focus,
		.ring_used = ui->scene.recorded ? 0 : ring_used(ring), .ring_size = ui->scene.recorded ? 0 : ring_size(ring),
		.recording = ui->recorder != NULL, .recorded_bytes = ui->recorder != NULL ? recorder_bytes(ui->recorder) : 0,
		.first = ui->over == PANE_NONE && !focus_can_go_back(ui) && !crumbs_can_pop(&ui->crumbs),
		.message = ui->message, .question = ui->asking, .over = ui->over, .crumbs = &ui->crumbs,
	};
}

/* What the focused pane has to say where no title says it, unless something is under way. */
static void
add_hint(struct ui *ui, struct frame *frame)
{
	const struct placed *placed = layout_find(&ui->plan, ui->focus);
	const struct pane *pane = &ui->panes[ui->focus];

	if (placed != NULL && !placed->titled && pane->ops->hint != NULL && ui->over == PANE_NONE)
		pane->ops->hint(pane, &ui->scene, frame->hint, sizeof frame->hint);
	if (ui->working.text[0] != '\0')
		snprintf(frame->hint, sizeof frame->hint, "%s", ui->working.text);
}

static void
draw_title(const struct canvas *canvas, const struct pane *pane, const struct scene *scene)
{
	char hint[160] = "", title[64];
	int len;

	snprintf(title, sizeof title, "%s%s", pane->ops->title, pane->focus ? " *" : "");
	draw_rule(canvas, 0, pane->focus ? ROLE_TITLE_FOCUS : ROLE_TITLE, title);
	if (pane->ops->hint != NULL)
		pane->ops->hint(pane, scene, hint, sizeof hint);
	len = (int)strlen(hint);
	if (len > 0 && len + (int)strlen(title) + 8 < canvas->cols) {
		draw_text(canvas, 0, canvas->cols - len - 3, ROLE_DIM, " ");
		draw_text(canvas, 0, canvas->cols - len - 2, ROLE_DIM, hint);
		draw_text(canvas, 0, canvas->cols - 2, ROLE_DIM, " ");
	}
}

static void
draw_placed(struct ui *ui, const struct canvas *all, const struct placed *placed)
{
	struct pane *pane = &ui->panes[placed->pane];
	struct canvas whole = canvas_part(all, placed->row, placed->col, placed->rows, placed->cols), body = whole;
	int row, col;

	if (placed->titled && whole.rows > 1) {
		draw_title(&whole, pane, &ui->scene);
		body = canvas_part(&whole, 1, 0, whole.rows - 1, whole.cols);
	}
	if (placed->divided) {
		struct canvas line = canvas_part(all, placed->row, placed->col - 1, placed->rows, 1);

		draw_vertical(&line, 0, ROLE_RULE);
	}
	/* The hardware cursor is where one looks: a pane beside may park it only in its own mind. */
	row = ui->grid.cursor_row;
	col = ui->grid.cursor_col;
	pane->ops->draw(pane, &ui->scene, &body);
	if (!pane->focus) {
		ui->grid.cursor_row = row;
		ui->grid.cursor_col = col;
	}
}

/* A list over the panes has the lower part of them, as high as it is long: its rows, the title's with them. */
static int
list_rows(struct ui *ui, int *ret_row)
{
	struct pane *pane = &ui->panes[ui->over];
	int foot = ui->plan.size == SIZE_SMALL ? 1 : 2;
	int room = ui->grid.rows > 4 ? ui->grid.rows - foot : ui->grid.rows, rows = room;

	if (pane->ops->wants != NULL && pane->ops->wants(pane, &ui->scene) + 1 < room)
		rows = pane->ops->wants(pane, &ui->scene) + 1;
	*ret_row = room - rows;
	return rows;
}

static void
settle_list(struct ui *ui)
{
	struct pane *pane = &ui->panes[ui->over];
	int row;

	pane->rows = list_rows(ui, &row) - 1;
	pane->cols = ui->grid.cols;
	pane->focus = true;
	if (pane->ops->settle != NULL)
		pane->ops->settle(pane, &ui->scene);
}

static void
draw_list(struct ui *ui, const struct canvas *all)
{
	struct pane *pane = &ui->panes[ui->over];
	int top, rows = list_rows(ui, &top);
	struct canvas whole = canvas_part(all, top, 0, rows, all->cols),
		      body = canvas_part(&whole, 1, 0, rows - 1, all->cols);

	for (int row = 0; row < whole.rows; row++)
		draw_fill(&whole, row, 0, whole.cols, ROLE_TEXT);
	draw_title(&whole, pane, &ui->scene);
	pane->ops->draw(pane, &ui->scene, &body);
}

/* The last two lines: what is typed, or where one is and which keys there are. */
static void
draw_foot(struct ui *ui, const struct canvas *all, const struct frame *frame)
{
	if (ui->bar.kind != BAR_CLOSED && !ui->asking) {
		bar_draw(&ui->bar, all, all->rows - 2, all->rows - 1);
	} else if (ui->plan.size == SIZE_SMALL) {
		frame_short(all, all->rows - 1, frame);
	} else {
		frame_status(all, all->rows - 2, frame);
		if (!ui->scene.keyboard)
			frame_hints(all, all->rows - 1, frame);
	}
	if (ui->scene.keyboard && ui->bar.kind == BAR_CLOSED) {
		frame_keyboard(all, all->rows - 1, frame);
	}
}

static void
draw_all(struct ui *ui, const struct canvas *all)
{
	struct frame frame = frame_of(ui);

	if (ui->plan.size == SIZE_TINY) {
		draw_foreign(all, 0, 0, all->cols, ROLE_TEXT, "too small (20x5)", 16);
		return;
	}
	add_hint(ui, &frame);
	for (int i = 0; i < ui->plan.count; i++)
		draw_placed(ui, all, &ui->plan.places[i]);
	if (ui->plan.size != SIZE_SMALL) {
		frame_header(all, 0, &frame);
		frame_tabs(all, 1, &frame);
	}
	if (ui->over != PANE_NONE)
		draw_list(ui, all);
	draw_foot(ui, all, &frame);
}

/* The time that is looked at: of what has ended or is read from a recording that of the newest record. */
static uint64_t
time_of(const struct scene *scene)
{
	const struct session_totals *totals = session_totals(scene->figures);
	bool live = scene->figures == scene->session && totals->phase == SESSION_LIVE && !scene->recorded;

	if (scene->at != 0)
		return scene->at_ns;
	return live && scene->now_ns > totals->last_ns ? scene->now_ns : totals->last_ns;
}

/* Gives every pane its size and lets it come to terms with what is new; the stream first, the others follow its call. */
void
compose_settle(struct ui *ui)
{
	struct scene *scene = &ui->scene;

	scene->now_ns = ui_now();
	scene->terminal = ui->terminal;
	scene->view = narrow_view(ui);
	scene->marks = &ui->marks;
	scene->against = &ui->against;
	scene->keymap = &ui->keymap;
	scene->commands = &ui->commands;
	scene->theme = ui->theme_name;
	scene->looks = &ui->theme;
	scene->tints = ui->tints;
	scene->columns = stream_columns(&ui->panes[PANE_STREAM]);
	scene->mutes = alerts_mutes(&ui->panes[PANE_ALERTS]);
	if (!scene->paused)
		scene->end = session_end(ui->options->session);
	scrub_settle(ui);
	scene->time_ns = time_of(scene);
	source_state(ui->options->source, &ui->source_state);
	scene->source = &ui->source_state;
	layout_make(ui->layouts, ui->grid.rows, ui->grid.cols, ui->main, ui->zoom, &ui->plan);
	for (unsigned id = 0; id < PANES; id++)
		ui->panes[id].shown = false;
	for (int i = 0; i < ui->plan.count; i++) {
		const struct placed *placed = &ui->plan.places[i];
		struct pane *pane = &ui->panes[placed->pane];

		pane->rows = placed->titled && placed->rows > 1 ? placed->rows - 1 : placed->rows;
		pane->cols = placed->cols;
		pane->shown = true;
	}
	for (unsigned id = 0; id < PANES; id++) {
		struct pane *pane = &ui->panes[id];

		pane->focus = id == ui->focus;
		if (id == PANE_OUTPUT)
			program_settle(ui);
		if (pane->ops->settle != NULL && id < PANE_HELP)
			pane->ops->settle(pane, scene);
		if (id == PANE_STREAM)
			scene->call = pane->call;
	}
	if (ui->over != PANE_NONE)
		settle_list(ui);
}

static uint64_t
processor_ns(void)
{
	struct timespec time;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

void
compose_draw(struct ui *ui)
{
	struct canvas all = canvas_of(&ui->grid);
	uint64_t begin_ns = ui->options->frames != NULL ? processor_ns() : 0;

	compose_settle(ui);
	grid_clear(&ui->grid);
	draw_all(ui, &all);
	if (ui->screen != NULL)
		screen_show(ui->screen, &ui->grid);
	ui->drawn_ns = ui->scene.now_ns;
	ui->to_draw = ui->data_came = false;
	if (ui->options->frames != NULL)
		hist_add(ui->options->frames, processor_ns() - begin_ns);
}

bool
compose_ascii(const struct ui *ui)
{
	return ui->options->ascii || ui->theme.ascii || !screen_is_utf8();
}

void
compose_resize(struct ui *ui, int rows, int cols)
{
	grid_done(&ui->grid);
	grid_init(&ui->grid, rows, cols, compose_ascii(ui));
	ui->to_draw = true;
}
