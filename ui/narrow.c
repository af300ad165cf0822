/* The filter in force: conditions added and taken back; see inside.h. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/filter.h"
#include "model/filterview.h"
#include "model/session.h"
#include "ui/inside.h"
#include "ui/stream.h"

enum { SLICE_NS = 5 * 1000000 };

/* --- the filter and its calls ------------------------------------------------------ */

static void
watch_marks(struct ui *ui, struct filter *filter)
{
	ui->filter_context = (struct filter_context){ .marks = ui->marks.seqs, .mark_count = ui->marks.count };
	filter_watch(filter, &ui->filter_context);
}

/* Puts a filter in force, which is ours now. */
static void
take(struct ui *ui, struct filter *filter)
{
	uint64_t seq = ui->panes[PANE_STREAM].call;

	filterview_free(ui->view);
	filter_free(ui->filter);
	ui->view = NULL;
	ui->filter = NULL;
	if (filter_is_empty(filter)) {
		filter_free(filter);
	} else {
		watch_marks(ui, filter);
		ui->filter = filter;
		ui->view = filterview_new(filter, ui->options->session, seq);
		narrow_as_of(ui);	/* what is near the cursor shows at once */
	}
	ui->to_draw = true;
}

/* The cursor will be at that call: what is near it is looked at first. */
static void
begin_near(struct ui *ui, uint64_t call)
{
	if (ui->view == NULL || call == 0)
		return;
	filterview_restart(ui->view, call);
	(void)narrow_tick(ui);
}

/* What the trail in force says, as the filter. */
static void
take_trail(struct ui *ui, uint64_t call)
{
	struct filter *filter;

	if (filter_parse(crumbs_text(&ui->crumbs), &filter, NULL) == 0)
		take(ui, filter);
	begin_near(ui, call);
	ui->scene.view = narrow_view(ui);
}

const struct filterview *
narrow_view(const struct ui *ui)
{
	return crumbs_around(&ui->crumbs) == 0 ? ui->view : NULL;
}

void
narrow_as_of(struct ui *ui)
{
	const struct scene *scene = &ui->scene;
	/* --filter is there before the first scene is. */
	const struct session *then = scene->figures != NULL ? scene->figures : ui->options->session;

	if (ui->view != NULL)
		filterview_as_of(ui->view, scene->at_ns, then);
	if (ui->preview.view != NULL)
		filterview_as_of(ui->preview.view, scene->at_ns, then);
	(void)narrow_tick(ui);
}

bool
narrow_tick(struct ui *ui)
{
	uint64_t until_ns = ui_now() + SLICE_NS;
	struct filterview_progress progress;

	if (ui->view == NULL)
		return false;
	progress = filterview_progress(ui->view);
	while (!filterview_work(ui->view, FILTERVIEW_SLICE))
		if (ui_now() > until_ns) {
			ui->to_draw = true;
			return true;
		}
	if (filterview_progress(ui->view).seen != progress.seen)
		ui->data_came = true;
	return false;
}

bool
narrow_pending(const struct ui *ui)
{
	struct filterview_progress progress;

	if (ui->view == NULL)
		return false;
	progress = filterview_progress(ui->view);
	return progress.seen < progress.all;
}

void
narrow_marks_changed(struct ui *ui)
{
	if (ui->filter == NULL || !(filter_needs(ui->filter) & FILTER_NEEDS_MARKS))
		return;
	watch_marks(ui, ui->filter);
	filterview_restart(ui->view, ui->panes[PANE_STREAM].call);
}

void
narrow_done(struct ui *ui)
{
	filterview_free(ui->view);
	filter_free(ui->filter);
}

/* --- the ways to another ----------------------------------------------------------- */

int
narrow_set(struct ui *ui, const char *text, struct why *reterr_why)
{
	struct spot here = focus_spot(ui);
	struct filter_error error;
	struct filter *filter;
	char line[320];

	if (filter_parse(text, &filter, &error) < 0)
		return why_set(reterr_why, -EINVAL, "%s", filter_error_text(&error, line, sizeof line));
	if (strcmp(filter_text(filter), crumbs_text(&ui->crumbs)) != 0 || crumbs_around(&ui->crumbs) != 0)
		crumbs_set(&ui->crumbs, filter_text(filter), &here);
	take(ui, filter);
	ui->scene.view = narrow_view(ui);
	return 0;
}

/* A text that was put together; NULL: it could not be. */
static bool
set_or_say(struct ui *ui, char *text, const char *condition)
{
	struct why why;
	bool good = text != NULL && narrow_set(ui, text, &why) == 0;
	char line[200];

	if (!good) {
		snprintf(line, sizeof line, "%.80s: %.100s", condition, text != NULL ? why.text : "that cannot be filtered by");
		ui_say(ui, line);
	}
	free(text);
	return good;
}

void
narrow_to(struct ui *ui, const char *condition, uint64_t call)
{
	struct pane *stream = &ui->panes[PANE_STREAM];
	size_t before = crumbs_trail(&ui->crumbs)->count;

	if (!set_or_say(ui, filter_and_text(crumbs_text(&ui->crumbs), condition), condition))
		return;
	crumbs_join(&ui->crumbs, before);
	focus_on(ui, PANE_STREAM);
	begin_near(ui, call);
	if (call != 0)
		stream->ops->go(stream, &ui->scene, call);
}

/* Whether the condition is one of those in force. */
static bool
is_there(const struct ui *ui, const char *condition)
{
	const struct trail *trail = crumbs_trail(&ui->crumbs);

	for (size_t i = 0; i < trail->count; i++)
		if (trail->crumbs[i].len == strlen(condition) &&
		    strncmp(trail->text + trail->crumbs[i].at, condition, trail->crumbs[i].len) == 0)
			return true;
	return false;
}

/* As it is written; NULL: that cannot be filtered by. To be freed. */
static char *
write_condition(const struct condition *condition, bool keep)
{
	if (condition->value[0] == '\0')
		return mem_format("%s%s", keep ? "" : "not ", condition->field);
	return filter_and("", condition->field, keep ? condition->keep : condition->drop, condition->value);
}

void
narrow_by(struct ui *ui, const struct condition *condition, bool keep)
{
	char *text = write_condition(condition, keep), line[200];

	if (text != NULL && is_there(ui, text)) {
		snprintf(line, sizeof line, "%.150s: it is so already", text);
		ui_say(ui, line);
	} else {
		(void)set_or_say(ui, text != NULL ? filter_and_text(crumbs_text(&ui->crumbs), text) : NULL, condition->field);
	}
	free(text);
}

void
narrow_around(struct ui *ui, uint64_t call)
{
	struct spot here = focus_spot(ui);

	if (call == 0 || call < session_first(ui->options->session)) {
		ui_say(ui, "that call is no longer kept");
		return;
	}
	crumbs_look_around(&ui->crumbs, call, &here);
	ui->scene.view = narrow_view(ui);
	focus_call(ui, call);
}

bool
narrow_pop(struct ui *ui)
{
	struct spot here = focus_spot(ui), spot;

	if (!crumbs_pop(&ui->crumbs, &here, &spot))
		return false;
	take_trail(ui, spot.call);
	focus_return(ui, &spot);
	return true;
}

void
narrow_walk(struct ui *ui, int step)
{
	struct spot here = focus_spot(ui), spot;

	if (!crumbs_walk(&ui->crumbs, step, &here, &spot)) {
		ui_say(ui, step < 0 ? "nothing was shown before that" : "nothing was shown after that");
		return;
	}
	take_trail(ui, spot.call);
	focus_return(ui, &spot);
}

void
narrow_toggle(struct ui *ui)
{
	const char *text = crumbs_around(&ui->crumbs) != 0 ? crumbs_text(&ui->crumbs) : crumbs_toggled(&ui->crumbs);
	char *copy;

	if (text == NULL) {
		ui_say(ui, "nothing is filtered: f asks for a filter");
		return;
	}
	copy = mem_string(text);
	(void)set_or_say(ui, copy, "filter");
}
