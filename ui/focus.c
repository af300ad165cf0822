/* Which pane is looked at, and how one comes back; see inside.h. */
#include "model/session.h"
#include "ui/inside.h"
#include "ui/layouts.h"
#include "ui/stream.h"

void
focus_on(struct ui *ui, enum pane_id pane)
{
	ui->focus = pane;
	ui->behind = PANE_NONE;
	/* A pane that has no place on the screen takes the main one. */
	if (layout_find(&ui->plan, pane) == NULL || ui->plan.size < SIZE_WIDE || ui->zoom)
		ui->main = pane;
	ui->to_draw = true;
}

void
focus_into(struct ui *ui, enum pane_id pane)
{
	enum pane_id from = ui->focus;

	focus_on(ui, pane);
	if (from != pane)
		ui->behind = from;
}

void
focus_next(struct ui *ui, int step)
{
	int at = 0;

	if (ui->plan.size < SIZE_WIDE || ui->zoom) {
		focus_on(ui, (enum pane_id)(((int)ui->focus + step + TABS_COUNT) % TABS_COUNT));
		return;
	}
	for (int i = 0; i < ui->plan.count; i++)
		if (ui->plan.places[i].pane == ui->focus)
			at = i;
	ui->behind = PANE_NONE;
	ui->focus = ui->plan.places[(at + step + ui->plan.count) % ui->plan.count].pane;
	ui->to_draw = true;
}

void
focus_detail(struct ui *ui)
{
	ui->behind = PANE_NONE;
	ui->focus = PANE_DETAIL;
	if (ui->plan.size < SIZE_WIDE) {
		ui->main = PANE_DETAIL;
		ui->zoom = false;
	}
	ui->to_draw = true;
}

void
focus_call(struct ui *ui, uint64_t seq)
{
	struct pane *stream = &ui->panes[PANE_STREAM];

	if (seq == 0 || seq < session_first(ui->options->session)) {
		ui_say(ui, "that call is no longer kept");
		return;
	}
	focus_on(ui, PANE_STREAM);
	if (ui->scene.at != 0 && seq >= ui->scene.end)
		scrub_to(ui, seq);	/* it lies in what was the future then */
	stream->ops->go(stream, &ui->scene, seq);
}

struct spot
focus_spot(const struct ui *ui)
{
	return (struct spot){
		.call = ui->panes[PANE_STREAM].call, .follow = stream_follows(&ui->panes[PANE_STREAM]), .zoom = ui->zoom,
		.main = ui->main, .focus = ui->focus,
	};
}

void
focus_return(struct ui *ui, const struct spot *spot)
{
	ui->zoom = spot->zoom;
	ui->main = spot->main;
	ui->focus = spot->focus;
	ui->behind = PANE_NONE;
	stream_return(&ui->panes[PANE_STREAM], &ui->scene, spot->call, spot->follow);
	ui->to_draw = true;
}

bool
focus_can_go_back(const struct ui *ui)
{
	return ui->zoom || ui->focus != PANE_STREAM;
}

bool
focus_back(struct ui *ui)
{
	if (!focus_can_go_back(ui))
		return false;
	if (ui->behind != PANE_NONE)
		focus_on(ui, ui->behind);
	else if (ui->zoom)
		ui->zoom = false;
	else
		focus_on(ui, PANE_STREAM);
	ui->to_draw = true;
	return true;
}

void
focus_grow(struct ui *ui, enum action action)
{
	bool columns = action == ACTION_WIDER || action == ACTION_NARROWER;
	int by = action == ACTION_WIDER || action == ACTION_TALLER ? 1 : -1;

	if (!layouts_grow(ui->layouts, &ui->plan, ui->focus, columns, columns ? 2 * by : by))
		ui_say(ui, "this pane has no neighbour that could give or take room");
	ui->to_draw = true;
}

void
focus_reset(struct ui *ui)
{
	layouts_reset(ui->layouts);
	ui->zoom = false;
	ui->main = ui->focus = PANE_STREAM;
	ui->behind = PANE_NONE;
	ui->to_draw = true;
}
