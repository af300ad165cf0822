/* The line in which a filter is typed: judged at every key, counted while one types, completed. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "model/filter_field.h"
#include "model/filterview.h"
#include "model/session.h"
#include "syscall/callclass.h"
#include "ui/inside.h"
#include "ui/seen.h"

enum { WORD_MAX = 256, SLICE_NS = 5 * 1000000, SLICE_ROWS = 1024 };

/* --- the verdict ------------------------------------------------------------------- */

static void
drop_preview(struct preview *preview)
{
	filterview_free(preview->view);
	filter_free(preview->filter);
	*preview = (struct preview){ .view = NULL };
}

/* "ok   1,204 of 88,120 calls", and how far that was counted. */
static void
write_count(struct ui *ui)
{
	struct filterview_progress progress = filterview_progress(ui->preview.view);
	char some[FORMAT_CAP], all[FORMAT_CAP];
	struct text text = text_in(ui->bar.verdict, sizeof ui->bar.verdict);
	size_t count = filterview_count(ui->preview.view);

	text_addf(&text, "ok   %s of %s calls", format_grouped(some, count), format_grouped(all, progress.all));
	if (progress.seen < progress.all)
		text_addf(&text, " so far, %u %% looked at", (unsigned)(progress.seen * 100 / progress.all));
}

static void
filter_changed(struct ui *ui)
{
	struct bar *bar = &ui->bar;
	struct filter_error error;
	struct filter *filter;

	drop_preview(&ui->preview);
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
	(void)filter_tick(ui);
}

bool
filter_tick(struct ui *ui)
{
	uint64_t until_ns = ui_now() + SLICE_NS;
	bool done;

	if (ui->preview.view == NULL)
		return false;
	while (!(done = filterview_work(ui->preview.view, SLICE_ROWS)) && ui_now() < until_ns)
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

static bool
is_word_letter(char c)
{
	return c != '\0' && strchr(" ()=<>!~,\"&|", c) == NULL;
}

/* Where what is typed begins: a word, or a value in quotes. */
static size_t
begin_of_word(const char *text, size_t at)
{
	size_t from = at, quote = 0;
	bool quoted = false;

	for (size_t i = 0; i < at; i++)
		if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) {
			quoted = !quoted;
			quote = i;
		}
	if (quoted)
		return quote;
	while (from > 0 && is_word_letter(text[from - 1]))
		from--;
	return from;
}

/* The word that ends before byte `end`, blanks passed over; its beginning is moved to *ret_from. */
static size_t
word_before(const char *text, size_t end, size_t *ret_from)
{
	size_t from;

	while (end > 0 && text[end - 1] == ' ')
		end--;
	for (from = end; from > 0 && (isalnum((unsigned char)text[from - 1]) || text[from - 1] == '_');)
		from--;
	*ret_from = from;
	return end - from;
}

/* The field whose value is typed at `from`: behind an operator, "has", or in the parentheses of "in"; NULL: a field itself is. */
static const struct filter_field *
field_of_value(const char *text, size_t from)
{
	size_t end = from, begin, len;

	while (end > 0 && text[end - 1] == ' ')
		end--;
	/* In a list: back to what stands before its parenthesis. */
	for (size_t open = end; open > 0 && text[open - 1] != ')'; open--)
		if (text[open - 1] == '(') {
			len = word_before(text, open - 1, &begin);
			if (len == 2 && strncmp(text + begin, "in", 2) == 0)
				end = begin + 2;
			break;
		}
	len = word_before(text, end, &begin);
	if ((len == 3 && strncmp(text + begin, "has", 3) == 0) || (len == 2 && strncmp(text + begin, "in", 2) == 0)) {
		end = begin;
	} else {
		size_t operator = end;

		while (operator > 0 && strchr("=<>!~", text[operator - 1]) != NULL)
			operator--;
		if (operator == end)
			return NULL;
		end = operator;
	}
	len = word_before(text, end, &begin);
	return len > 0 ? filter_field_find(text + begin, len) : NULL;
}

/* As it must be written: `"a b"`; "" when it cannot be. */
static void
write_value(const struct filter_field *field, const char *value, char *buf, size_t cap)
{
	char *condition = filter_and("", field->name, "=", value);

	buf[0] = '\0';
	if (condition == NULL)
		return;
	snprintf(buf, cap, "%s", condition + strlen(field->name) + 3);
	free(condition);
}

static void
offer_values(struct ui *ui, const struct filter_field *field, const char *part)
{
	struct seen seen;
	char number[FORMAT_CAP], note[64], value[CHOICE_TEXT];

	part += part[0] == '"';
	seen_values(&ui->scene, field, part, &seen);
	for (size_t i = 0; i < seen.count; i++) {
		write_value(field, seen.values[i].text, value, sizeof value);
		if (value[0] == '\0')
			continue;
		if (seen.of > 0)
			snprintf(note, sizeof note, "%s of the newest", format_grouped(number, seen.values[i].count));
		else
			snprintf(note, sizeof note, "%s", format_grouped(number, seen.values[i].count));
		choices_add(&ui->bar.choices, value, note);
	}
	seen_done(&seen);
}

static void
offer_words(struct choices *choices, const char *part)
{
	static const char *const words[][2] = {
		{ "and", "both" }, { "or", "one of them" }, { "not", "the opposite" }, { "in", "one of (a, b), or a..b" },
		{ "has", "holds the text" }, { "near(#1, 20)", "a call and so many around it" },
	};
	size_t len = strlen(part);

	for (size_t i = 0; i < filter_field_count; i++)
		if (strncasecmp(filter_fields[i].name, part, len) == 0)
			choices_add(choices, filter_fields[i].name, filter_fields[i].help);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strncasecmp(words[i][0], part, len) == 0)
			choices_add(choices, words[i][0], words[i][1]);
	for (size_t i = 0; callclass_names[i] != NULL; i++)
		if (part[0] == '%' && strncasecmp(callclass_names[i], part, len) == 0)
			choices_add(choices, callclass_names[i], "a class of calls");
}

static void
filter_offer(struct ui *ui)
{
	struct bar *bar = &ui->bar;
	const char *text = bar->prompt.text;
	size_t from = begin_of_word(text, bar->prompt.at);
	const struct filter_field *field = field_of_value(text, from);
	char part[WORD_MAX];

	if (bar->prompt.at - from >= sizeof part)
		return;
	snprintf(part, sizeof part, "%.*s", (int)(bar->prompt.at - from), text + from);
	choices_clear(&bar->choices, from);
	if (field != NULL)
		offer_values(ui, field, part);
	else
		offer_words(&bar->choices, part);
}

/* --- the line ---------------------------------------------------------------------- */

/* What is no filter stays to be mended: the old one is in force until there is a better one. */
static bool
filter_entered(struct ui *ui)
{
	struct why why;

	if (!ui->bar.good || narrow_set(ui, ui->bar.prompt.text, &why) < 0)
		return false;
	drop_preview(&ui->preview);
	return true;
}

static void
filter_left(struct ui *ui)
{
	drop_preview(&ui->preview);
}

const struct bar_ops bar_filter = {
	.label = "filter: ", .typed = TYPED_FILTER, .changed = filter_changed, .offer = filter_offer, .done = filter_entered,
	.left = filter_left,
};
