/* Actions: the focused pane is asked first, then the table of what is done for all; see inside.h. */
#include "model/finder.h"
#include "model/session.h"
#include "ui/inside.h"
#include "ui/screen.h"

/* Back one level: what a message covers, zoom, another pane. */
static void
go_back(struct ui *ui, enum action action)
{
	(void)action;
	(void)focus_back(ui);
}

static void
quit(struct ui *ui, enum action action)
{
	(void)action;
	leave_ask(ui);
}

static void
show_help(struct ui *ui, enum action action)
{
	(void)action;
	ui->help = true;
}

static void
next_pane(struct ui *ui, enum action action)
{
	focus_next(ui, action == ACTION_NEXT_PANE ? 1 : -1);
}

static void
show_pane(struct ui *ui, enum action action)
{
	focus_on(ui, PANE_STREAM + (enum pane_id)(action - ACTION_PANE_1));
}

static void
show_tasks(struct ui *ui, enum action action)
{
	(void)action;
	focus_on(ui, PANE_TASKS);
}

static void
zoom(struct ui *ui, enum action action)
{
	(void)action;
	ui->zoom = !ui->zoom;
	ui->main = ui->focus;
}

static void
reset_layout(struct ui *ui, enum action action)
{
	(void)action;
	focus_reset(ui);
}

static void
pause_picture(struct ui *ui, enum action action)
{
	(void)action;
	ui->scene.paused = !ui->scene.paused;
}

static void
show_stack(struct ui *ui, enum action action)
{
	struct pane *detail = &ui->panes[PANE_DETAIL];

	focus_detail(ui);
	(void)detail->ops->act(detail, &ui->scene, action);
}

static void
ask_find(struct ui *ui, enum action action)
{
	(void)action;
	prompt_open(&ui->prompt);
}

/* From any pane: the stream shows what is found. */
static void
find(struct ui *ui, enum action action)
{
	struct pane *stream = &ui->panes[PANE_STREAM];

	if (ui->finder == NULL) {
		ui_say(ui, "nothing to find yet: / asks for it");
		return;
	}
	ui->scene.finder = ui->finder;
	if (stream->ops->act(stream, &ui->scene, action) & REACT_MESSAGE)
		ui_say(ui, stream->message);
}

static void
give_keyboard(struct ui *ui, enum action action)
{
	(void)action;
	program_keyboard(ui, true);
}

static void
switch_mouse(struct ui *ui, enum action action)
{
	(void)action;
	mouse_listen(ui, !ui->mouse);
}

static void
record(struct ui *ui, enum action action)
{
	(void)action;
	record_toggle(ui);
}

static void
redraw(struct ui *ui, enum action action)
{
	(void)action;
	if (ui->screen != NULL)
		screen_redraw(ui->screen);
}

static void
suspend(struct ui *ui, enum action action)
{
	(void)action;
	if (ui->screen != NULL)
		screen_suspend(ui->screen);
}

static void
tell_stream(struct ui *ui, enum action action)
{
	struct pane *stream = &ui->panes[PANE_STREAM];

	(void)stream->ops->act(stream, &ui->scene, action);
}

static void (*const general[ACTION_COUNT])(struct ui *ui, enum action action) = {
	[ACTION_QUIT] = quit, [ACTION_BACK] = go_back, [ACTION_HELP] = show_help,
	[ACTION_NEXT_PANE] = next_pane, [ACTION_PREV_PANE] = next_pane,
	[ACTION_PANE_1] = show_pane, [ACTION_PANE_2] = show_pane, [ACTION_PANE_3] = show_pane,
	[ACTION_PANE_4] = show_pane, [ACTION_PANE_5] = show_pane, [ACTION_PANE_6] = show_pane,
	[ACTION_PANE_7] = show_pane, [ACTION_TREE] = show_tasks,
	[ACTION_RESET] = reset_layout, [ACTION_TALLER] = focus_grow, [ACTION_SHORTER] = focus_grow,
	[ACTION_WIDER] = focus_grow, [ACTION_NARROWER] = focus_grow,
	[ACTION_ZOOM] = zoom, [ACTION_PAUSE] = pause_picture, [ACTION_STACK] = show_stack,
	[ACTION_FIND] = ask_find, [ACTION_FIND_NEXT] = find, [ACTION_FIND_PREV] = find,
	[ACTION_FOLLOW] = tell_stream, [ACTION_LAST] = tell_stream,
	[ACTION_KEYBOARD] = give_keyboard, [ACTION_MOUSE] = switch_mouse, [ACTION_RECORD] = record, [ACTION_REDRAW] = redraw, [ACTION_SUSPEND] = suspend,
};

void
act_generally(struct ui *ui, enum action action)
{
	if (general[action] != NULL)
		general[action](ui, action);
	ui->to_draw = true;
}

/* What was typed is searched for from the cursor on. */
void
act_prompt_key(struct ui *ui, int key)
{
	enum prompt_state state = prompt_key(&ui->prompt, key);
	struct finder *finder = state == PROMPT_DONE ? finder_new(ui->prompt.text) : NULL;

	ui_say(ui, "");
	if (finder != NULL) {
		finder_free(ui->finder);
		ui->finder = finder;
	}
	if (state == PROMPT_DONE)
		find(ui, ACTION_FIND_NEXT);
	ui->to_draw = true;
}

void
act(struct ui *ui, enum action action)
{
	struct pane *pane = &ui->panes[ui->focus];
	unsigned reaction;

	if (action == ACTION_NONE)
		return;
	ui->message[0] = '\0';
	if (ui->help) {
		pane = &ui->panes[PANE_HELP];
		ui->help = pane->ops->act(pane, &ui->scene, action) != REACT_UNHANDLED;
		ui->to_draw = true;
		return;
	}
	reaction = pane->ops->act != NULL ? pane->ops->act(pane, &ui->scene, action) : REACT_UNHANDLED;
	if (reaction == REACT_UNHANDLED)
		act_generally(ui, action);
	if (reaction & REACT_DETAIL)
		focus_detail(ui);
	if (reaction & (REACT_STREAM | REACT_FILTER))
		focus_call(ui, pane->call);
	if (reaction & REACT_KEYBOARD)
		program_keyboard(ui, true);
	if (reaction & REACT_MESSAGE)
		ui_say(ui, pane->message);
	ui->to_draw = true;
}
