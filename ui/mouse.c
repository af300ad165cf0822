/*
 * What is clicked, and the wheel; see inside.h. A click means what was drawn
 * there (draw_hit()); in a list it moves the cursor there, which every list
 * shows by parking the hardware cursor on its row.
 */
#include <stdlib.h>

#include "ui/inside.h"
#include "ui/screen.h"
#include "ui/terminal.h"

enum { WHEEL_ROWS = 3 };

void
mouse_listen(struct ui *ui, bool on)
{
	ui->mouse = on;
	if (ui->screen != NULL)
		screen_mouse(ui->screen, on);
	ui_say(ui, on ? "the mouse is listened to; with Shift most terminals still select text" : "the mouse is the terminal's");
}

static const struct placed *
placed_at(const struct ui *ui, int row, int col)
{
	for (int i = 0; i < ui->plan.count; i++) {
		const struct placed *placed = &ui->plan.places[i];

		if (row >= placed->row && row < placed->row + placed->rows && col >= placed->col &&
		    col < placed->col + placed->cols)
			return placed;
	}
	return NULL;
}

static bool
is_same_place(const struct placed *a, const struct placed *b)
{
	return a != NULL && a->pane == b->pane && a->row == b->row && a->col == b->col && a->rows == b->rows &&
	       a->cols == b->cols;
}

/* In a list the cursor goes there; where it is already, one goes in. */
static void
click_row(struct ui *ui, const struct placed *placed, int row)
{
	int from = ui->grid.cursor_row;

	if (from < placed->row || from >= placed->row + placed->rows || row < placed->row + placed->titled)
		return;
	if (row == from)
		act(ui, ACTION_ENTER);
	for (int i = abs(row - from); i > 0; i--)
		act(ui, row > from ? ACTION_DOWN : ACTION_UP);
}

static void
click_pane(struct ui *ui, const struct screen_mouse *mouse)
{
	const struct placed *at = placed_at(ui, mouse->row, mouse->col);
	struct placed before;
	struct pane *pane;
	unsigned hit = ui->grid.cells[mouse->row * ui->grid.cols + mouse->col].hit;

	if (at == NULL)
		return;
	before = *at;
	pane = &ui->panes[before.pane];
	if (ui->focus != before.pane) {
		focus_on(ui, before.pane);
		compose_draw(ui);
		at = layout_find(&ui->plan, before.pane);
		if (!is_same_place(at, &before))
			return;		/* it has another place now, and the row under the pointer is another */
	}
	if (hit != 0 && pane->ops->click != NULL)
		act_click(ui, pane, hit);
	else
		click_row(ui, &before, mouse->row);
}

static void
turn_wheel(struct ui *ui, const struct screen_mouse *mouse)
{
	const struct placed *at = placed_at(ui, mouse->row, mouse->col);
	struct pane *pane = at != NULL ? &ui->panes[at->pane] : &ui->panes[ui->focus];

	if (ui->over != PANE_NONE)
		pane = &ui->panes[ui->over];
	for (int i = 0; i < WHEEL_ROWS && pane->ops->act != NULL; i++)
		(void)pane->ops->act(pane, &ui->scene, mouse->wheel < 0 ? ACTION_UP : ACTION_DOWN);
}

/* A program that asked for the mouse has it, inside its pane and while it has the keyboard. */
static bool
is_programs(struct ui *ui, const struct screen_mouse *mouse)
{
	const struct placed *at = placed_at(ui, mouse->row, mouse->col);
	int row;

	if (!ui->scene.keyboard || at == NULL || at->pane != PANE_OUTPUT)
		return false;
	row = mouse->row - at->row - (at->titled && at->rows > 1);
	return row >= 0 && terminal_mouse(ui->terminal, row, mouse->col - at->col, mouse->wheel);
}

void
mouse_take(struct ui *ui)
{
	struct screen_mouse mouse;

	if (!screen_mouse_event(&mouse) || mouse.row < 0 || mouse.row >= ui->grid.rows || mouse.col < 0 ||
	    mouse.col >= ui->grid.cols)
		return;
	compose_settle(ui);
	ui->to_draw = true;
	if (is_programs(ui, &mouse))
		return;
	if (mouse.wheel != 0)
		turn_wheel(ui, &mouse);
	else if (ui->over != PANE_NONE || ui->asking || ui->bar.kind != BAR_CLOSED)
		return;
	else if (ui->grid.cells[mouse.row * ui->grid.cols + mouse.col].hit >= HIT_TAB)
		focus_on(ui, (enum pane_id)(ui->grid.cells[mouse.row * ui->grid.cols + mouse.col].hit - HIT_TAB));
	else
		click_pane(ui, &mouse);
}
