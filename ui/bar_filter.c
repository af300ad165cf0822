/* The line in which a filter is typed: judged at every key, counted while one types, completed. */
#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "config/config.h"
#include "model/filter_complete.h"
#include "model/filterview.h"
#include "model/session.h"
#include "ui/inside.h"

enum { CHOICES_MAX = 300, SLICE_NS = 5 * 1000000 };

/* --- the verdict ------------------------------------------------------------------- */

void
filter_drop(struct ui *ui)
{
	filterview_free(ui->preview.view);
	filter_free(ui->preview.filter);
	ui->preview = (struct preview){ .view = NULL };
}

/* "ok   1,204 of 88,120 calls", and how far that was counted; of those that one looks back to. */
static void
write_count(struct ui *ui)
{
	struct filterview_progress progress = filterview_progress(ui->preview.view);
	char some[FORMAT_CAP], all[FORMAT_CAP];
	struct text text = text_in(ui->bar.verdict, sizeof ui->bar.verdict);
	bool back = ui->scene.at != 0;
	size_t count = back ? filterview_find(ui->preview.view, ui->scene.end) : filterview_count(ui->preview.view);

	text_addf(&text, "ok   %s of %s calls", format_grouped(some, count),
		  format_grouped(all, back ? ui->scene.end - session_first(ui->scene.session) : progress.all));
	if (progress.seen < progress.all)
		text_addf(&text, " so far, %u %% looked at", (unsigned)(progress.seen * 100 / progress.all));
}

static void
filter_changed(struct ui *ui)
{
	struct bar *bar = &ui->bar;
	struct filter_error error;
	struct filter *filter;

	filter_drop(ui);
	bar->good = filter_parse(bar->prompt.text, &filter, &error) == 0;
	if (!bar->good) {
		filter_error_text(&error, bar->verdict, sizeof bar->verdict);
		return;
	}
	ui->preview.filter = filter;
	if (filter_is_empty(filter)) {
		snprintf(bar->verdict, sizeof bar->verdict, "ok   all calls");
		return;
	}
	filter_watch(filter, &ui->filter_context);
	ui->preview.view = filterview_new(filter, ui->options->session, ui->panes[PANE_STREAM].call);
	narrow_as_of(ui);
	(void)filter_tick(ui);
}

bool
filter_tick(struct ui *ui)
{
	uint64_t until_ns = ui_now() + SLICE_NS;
	bool done;

	if (ui->preview.view == NULL)
		return false;
	while (!(done = filterview_work(ui->preview.view, FILTERVIEW_SLICE)) && ui_now() < until_ns)
		continue;
	write_count(ui);
	ui->to_draw |= !done;
	return !done;
}

bool
filter_pending(const struct ui *ui)
{
	struct filterview_progress progress;

	if (ui->preview.view == NULL)
		return false;
	progress = filterview_progress(ui->preview.view);
	return progress.seen < progress.all;
}

/* --- what could be typed ----------------------------------------------------------- */

struct hearing {
	struct choices *choices;
	size_t from;		/* byte of the line at which the filter begins */
};

/* All offers are for the same word: what was begun. */
static bool
hear_offer(void *context, const struct filter_offer *offer)
{
	const struct hearing *hearing = context;
	struct choices *choices = hearing->choices;
	char count[FORMAT_CAP] = "";

	if (choices->count == 0)
		choices_clear(choices, hearing->from + offer->at);
	if (offer->help[0] == '\0' && offer->count > 0)
		format_grouped(count, offer->count);
	choices_add(choices, offer->text, offer->help[0] != '\0' ? offer->help : count);
	return choices->count < CHOICES_MAX;
}

/* Those of the configuration, where nothing was begun yet. */
static void
offer_named(struct ui *ui)
{
	const struct config *config = ui->options->config;

	for (size_t i = 0; config != NULL && i < config->filters.count; i++)
		choices_add(&ui->bar.choices, config->filters.pairs[i].value.text, config->filters.pairs[i].key.text);
}

void
bar_offer_filter(struct ui *ui, size_t from)
{
	const struct prompt *prompt = &ui->bar.prompt;
	struct hearing hearing = { &ui->bar.choices, from };

	if (prompt->at >= from)
		filter_complete(prompt->text + from, prompt->at - from, ui->options->session, hear_offer, &hearing);
}

static void
filter_offer(struct ui *ui)
{
	if (ui->bar.prompt.len == 0)
		offer_named(ui);
	bar_offer_filter(ui, 0);
}

/* --- the line ---------------------------------------------------------------------- */

/* What is no filter stays to be mended: the old one is in force until there is a better one. */
static bool
filter_entered(struct ui *ui)
{
	struct why why;

	if (!ui->bar.good || narrow_set(ui, ui->bar.prompt.text, &why) < 0)
		return false;
	filter_drop(ui);
	return true;
}

const struct bar_ops bar_filter = {
	.label = "filter: ", .keys = "Enter apply  Tab complete  F4 find  Esc leave",
	.typed = TYPED_FILTER, .changed = filter_changed, .offer = filter_offer, .done = filter_entered,
	.left = filter_drop,
};
