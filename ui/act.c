/* Actions: the focused pane is asked first, then the table of what is done for all; see inside.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/session.h"
#include "ui/inside.h"
#include "ui/screen.h"
#include "ui/stream.h"

/* Back one level: another pane, zoom, a condition; from the first level one leaves. */
static void
go_back(struct ui *ui, enum action action)
{
	if (focus_back(ui) || narrow_pop(ui))
		return;
	if (action == ACTION_BACK)
		leave_ask(ui);
}

/* What covers something, nearest first; conditions stay. */
static void
close_nearest(struct ui *ui, enum action action)
{
	(void)action;
	if (ui->scene.finder != NULL)
		ui->scene.finder = NULL;
	else if (!focus_back(ui) && ui->scene.at != 0)
		scrub_to(ui, 0);
}

static void
quit(struct ui *ui, enum action action)
{
	(void)action;
	leave_ask(ui);
}

static void
show_list(struct ui *ui, enum action action)
{
	ui->over = action == ACTION_MARKS ? PANE_MARKS : action == ACTION_COLUMNS ? PANE_COLUMNS
		   : action == ACTION_THEMES ? PANE_THEMES : PANE_HELP;
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

/* From a function or a line of source to its row. */
static void
show_diff(struct ui *ui, enum action action)
{
	const struct pane *from = &ui->panes[ui->focus];
	bool row = ui->focus == PANE_FUNCTIONS || ui->focus == PANE_SOURCE;
	struct condition condition;

	(void)action;
	if (row && from->ops->condition(from, &ui->scene, &condition) &&
	    !diff_go(&ui->panes[PANE_DIFF], &ui->scene, &condition)) {
		char line[160];

		snprintf(line, sizeof line, "%.100s: no row of the diff is of that", condition.value);
		ui_say(ui, line);
	}
	focus_into(ui, PANE_DIFF);
}

static void
play(struct ui *ui, enum action action)
{
	(void)action;
	play_toggle(ui);
}

/* Of the moment that is looked at, whether it is now or not. */
static void
mark_figures(struct ui *ui, enum action action)
{
	const struct scene *scene = &ui->scene;

	(void)action;
	if (scene->at == 0 && session_totals(scene->session)->phase == SESSION_ENDED) {
		ui_say(ui, "the run has ended, nothing would follow a mark: look back first");
		return;
	}
	against_mark(&ui->against, scene->figures, scene->at != 0 ? scene->end - 1 : session_end(scene->session) - 1);
	ui_say(ui, "marked: the diff (D) holds what follows against what came before");
}

/* The worst of the function, or of the system call, that the row is of; NULL: there is none. */
static const struct alert *
alert_of_row(const struct ui *ui, const struct condition *condition)
{
	const struct alerts *alerts = session_alerts(ui->scene.figures);
	bool by_call = strcmp(condition->field, "fn") == 0;
	const struct alert *worst = NULL;

	for (size_t i = 0; i < alerts_count(alerts); i++) {
		const struct alert *alert = alerts_get(alerts, i);

		if (strcmp(by_call ? alert->call : alert->function, condition->value) == 0 &&
		    (worst == NULL || alert->severity > worst->severity ||
		     (alert->severity == worst->severity && alert->z > worst->z)))
			worst = alert;
	}
	return worst;
}

/* Of a function's worst, or of the call under the cursor. */
static void
explain(struct ui *ui, enum action action)
{
	const struct pane *from = &ui->panes[ui->focus];
	const struct alert *alert = NULL;
	struct condition condition = { .value = "this row" };
	char line[160];

	(void)action;
	if (ui->focus == PANE_FUNCTIONS) {
		if (from->ops->condition(from, &ui->scene, &condition))
			alert = alert_of_row(ui, &condition);
		if (alert == NULL) {
			snprintf(line, sizeof line, "nothing of %.100s was out of the ordinary so far",
				 condition.value);
			ui_say(ui, line);
			return;
		}
	}
	explain_set(&ui->panes[PANE_EXPLAIN], alert != NULL ? alert->number : 0, ui->scene.call, ui->grid.cols);
	ui->over = PANE_EXPLAIN;
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
	if (ui->scene.playing != 0)
		ui->scene.playing = 0;
	else
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
ask(struct ui *ui, enum action action)
{
	if (action == ACTION_SORT && ui->panes[ui->focus].ops->sort == NULL)
		ui_say(ui, "the rows of this pane have one order");
	else if (action == ACTION_SORT)
		bar_open(ui, BAR_COMMAND, "sort ");
	else if (action == ACTION_FILTER)
		bar_open(ui, BAR_FILTER, crumbs_text(&ui->crumbs));
	else
		bar_open(ui, action == ACTION_FIND ? BAR_FIND : BAR_COMMAND, "");
}

static void
find(struct ui *ui, enum action action)
{
	find_next(ui, action == ACTION_FIND_NEXT ? 1 : -1);
}

/* By what the focused pane says of the cell under its cursor. */
static void
by_example(struct ui *ui, enum action action)
{
	const struct pane *pane = &ui->panes[ui->focus];
	struct condition condition;

	if (pane->ops->condition == NULL || !pane->ops->condition(pane, &ui->scene, &condition))
		ui_say(ui, "there is nothing here to filter by");
	else
		narrow_by(ui, &condition, action == ACTION_KEEP);
}

static void
clear(struct ui *ui, enum action action)
{
	(void)action;
	narrow_toggle(ui);
}

static void
walk(struct ui *ui, enum action action)
{
	narrow_walk(ui, action == ACTION_LATER ? 1 : -1);
}

static void
mark(struct ui *ui, enum action action)
{
	if (action == ACTION_MARK)
		marking_toggle(ui);
	else
		marking_go(ui, action == ACTION_NEXT_MARK ? 1 : -1);
}

static void
give_keyboard(struct ui *ui, enum action action)
{
	(void)action;
	program_keyboard(ui, true);
}

static void
copy(struct ui *ui, enum action action)
{
	if (action == ACTION_COPY)
		copy_cell(ui);
	else
		copy_call(ui);
}

static void
save(struct ui *ui, enum action action)
{
	(void)action;
	save_ask(ui);
}

static void
edit(struct ui *ui, enum action action)
{
	(void)action;
	outside_edit(ui);
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

static void
go_on(struct ui *ui, enum action action)
{
	(void)action;
	hold_go_on(ui);
}

static void (*const general[ACTION_COUNT])(struct ui *ui, enum action action) = {
	[ACTION_QUIT] = quit, [ACTION_BACK] = go_back, [ACTION_OUT] = go_back, [ACTION_CLOSE] = close_nearest,
	[ACTION_HELP] = show_list, [ACTION_MARKS] = show_list, [ACTION_COLUMNS] = show_list, [ACTION_THEMES] = show_list,
	[ACTION_NEXT_PANE] = next_pane, [ACTION_PREV_PANE] = next_pane,
	[ACTION_PANE_1] = show_pane, [ACTION_PANE_2] = show_pane, [ACTION_PANE_3] = show_pane,
	[ACTION_PANE_4] = show_pane, [ACTION_PANE_5] = show_pane, [ACTION_PANE_6] = show_pane,
	[ACTION_PANE_7] = show_pane, [ACTION_PANE_8] = show_pane, [ACTION_PANE_9] = show_pane,
	[ACTION_DIFF] = show_diff, [ACTION_MARK_FIGURES] = mark_figures,
	[ACTION_TREE] = show_tasks, [ACTION_EXPLAIN] = explain,
	[ACTION_RESET] = reset_layout, [ACTION_TALLER] = focus_grow, [ACTION_SHORTER] = focus_grow,
	[ACTION_WIDER] = focus_grow, [ACTION_NARROWER] = focus_grow,
	[ACTION_ZOOM] = zoom, [ACTION_PAUSE] = pause_picture, [ACTION_STACK] = show_stack,
	[ACTION_PLAY] = play, [ACTION_SCRUB_PREV] = scrub_act, [ACTION_SCRUB_NEXT] = scrub_act,
	[ACTION_SCRUB_BACK] = scrub_act, [ACTION_SCRUB_FORTH] = scrub_act,
	[ACTION_FIND] = ask, [ACTION_FILTER] = ask, [ACTION_COMMAND] = ask, [ACTION_SORT] = ask,
	[ACTION_FIND_NEXT] = find, [ACTION_FIND_PREV] = find,
	[ACTION_KEEP] = by_example, [ACTION_DROP] = by_example, [ACTION_CLEAR] = clear,
	[ACTION_EARLIER] = walk, [ACTION_LATER] = walk,
	[ACTION_MARK] = mark, [ACTION_NEXT_MARK] = mark, [ACTION_PREV_MARK] = mark,
	[ACTION_FOLLOW] = tell_stream, [ACTION_LAST] = tell_stream, [ACTION_FOLD] = tell_stream,
	[ACTION_COPY] = copy, [ACTION_COPY_CALL] = copy, [ACTION_SAVE] = save, [ACTION_EDIT] = edit,
	[ACTION_KEYBOARD] = give_keyboard, [ACTION_MOUSE] = switch_mouse,
	[ACTION_GO_ON] = go_on, [ACTION_RECORD] = record, [ACTION_REDRAW] = redraw, [ACTION_SUSPEND] = suspend,
};

void
act_generally(struct ui *ui, enum action action)
{
	if (general[action] != NULL)
		general[action](ui, action);
	ui->to_draw = true;
}

static void
show_theme(struct ui *ui, const char *name)
{
	struct why why;

	if (ui_theme_switch(ui, name, &why) < 0)
		ui_say(ui, why.text);
}

/* What a pane asked for by its answer. */
static void
heed(struct ui *ui, const struct pane *pane, unsigned reaction)
{
	if (reaction & REACT_DETAIL)
		focus_detail(ui);
	if (reaction & REACT_FILTER)
		narrow_to(ui, pane->condition, pane->call);
	if (reaction & REACT_AROUND)
		narrow_around(ui, pane->call);
	if (reaction & REACT_STREAM)
		focus_call(ui, pane->call);
	if (reaction & REACT_MOMENT)
		scrub_to(ui, pane->call);
	if (reaction & REACT_KEYBOARD)
		program_keyboard(ui, true);
	if (reaction & REACT_THEME)
		show_theme(ui, pane->condition);
	if (reaction & REACT_MESSAGE)
		ui_say(ui, pane->message);
}

void
act_click(struct ui *ui, struct pane *pane, unsigned hit)
{
	heed(ui, pane, pane->ops->click(pane, &ui->scene, hit));
	ui->to_draw = true;
}

static bool
is_search(enum action action)
{
	return action == ACTION_FIND || action == ACTION_FIND_NEXT || action == ACTION_FIND_PREV;
}

/* What a list does not know is meant for what is below; the key that opened it closes it, too. */
static void
act_below(struct ui *ui, enum action action)
{
	enum pane_id list = ui->over;

	ui->over = PANE_NONE;
	if (action_goes_back(action))
		return;
	act(ui, action);
	if (ui->over == list)
		ui->over = PANE_NONE;
}

/* A list laid over the others takes what it knows, is closed by the rest, and can be searched. */
static void
act_on_list(struct ui *ui, enum action action)
{
	struct pane *pane = &ui->panes[ui->over];
	unsigned reaction = pane->ops->act(pane, &ui->scene, action);

	if (reaction != REACT_UNHANDLED)
		heed(ui, pane, reaction);
	else if (pane->ops->find != NULL && is_search(action))
		act_generally(ui, action);
	else
		act_below(ui, action);
	if (reaction & (REACT_STREAM | REACT_FILTER | REACT_AROUND | REACT_CLOSE))
		ui->over = PANE_NONE;
}

/* Panes that do not move through cells scroll. */
static enum action
instead(enum action action)
{
	return action == ACTION_PREV_COLUMN ? ACTION_LEFT : action == ACTION_NEXT_COLUMN ? ACTION_RIGHT : ACTION_NONE;
}

void
act(struct ui *ui, enum action action)
{
	struct pane *pane = &ui->panes[ui->focus];
	unsigned reaction = REACT_UNHANDLED;
	bool said = ui->message[0] != '\0' || ui->find.at != 0;

	if (action == ACTION_NONE)
		return;
	ui->message[0] = '\0';
	ui->to_draw = true;
	find_stop(ui);
	if (action == ACTION_CLOSE && said)
		return;
	if (ui->over != PANE_NONE) {
		act_on_list(ui, action);
		return;
	}
	/* The newest is to be seen: that is now. */
	if (ui->scene.at != 0 && (action == ACTION_FOLLOW || (action == ACTION_LAST && ui->focus == PANE_STREAM)))
		scrub_to(ui, 0);
	if (pane->ops->act != NULL)
		reaction = pane->ops->act(pane, &ui->scene, action);
	if (reaction == REACT_UNHANDLED && pane->ops->act != NULL && instead(action) != ACTION_NONE)
		reaction = pane->ops->act(pane, &ui->scene, instead(action));
	if (reaction == REACT_UNHANDLED)
		act_generally(ui, action);
	else
		heed(ui, pane, reaction);
}
