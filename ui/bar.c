#include "ui/bar.h"

#include <stdio.h>
#include <string.h>

#include "base/safetext.h"
#include "ui/inside.h"

enum { CHOICES_ROWS = 10, TAB = '\t', ENTER = '\r', ESCAPE = 27 };

static const struct bar_ops *
ops_of(const struct bar *bar)
{
	static const struct bar_ops *const table[] = {
		[BAR_FIND] = &bar_find, [BAR_FILTER] = &bar_filter, [BAR_COMMAND] = &bar_command,
		[BAR_SAVE] = &bar_save,
	};

	return table[bar->kind];
}

/* What can follow, anew for where the cursor is now. */
static void
offer(struct ui *ui)
{
	struct bar *bar = &ui->bar;
	const struct bar_ops *ops = ops_of(bar);

	choices_clear(&bar->choices, bar->prompt.at);
	if (bar->offering && ops->offer != NULL)
		ops->offer(ui);
}

static void
stop_offering(struct bar *bar)
{
	bar->offering = bar->kind != BAR_CLOSED && ops_of(bar)->offers_always;
	choices_clear(&bar->choices, bar->prompt.at);
}

static void
changed(struct ui *ui)
{
	ops_of(&ui->bar)->changed(ui);
	offer(ui);
}

void
bar_open(struct ui *ui, enum bar_kind kind, const char *text)
{
	struct bar *bar = &ui->bar;

	ui_say(ui, "");
	bar->kind = kind;
	prompt_begin(&bar->prompt, text, ui->typed, ops_of(bar)->typed);
	stop_offering(bar);
	changed(ui);
}

static void
close(struct ui *ui)
{
	ui->bar.kind = BAR_CLOSED;
	ui->bar.offering = false;
	choices_clear(&ui->bar.choices, 0);
	ui->to_draw = true;
}

static void
take_choice(struct ui *ui)
{
	struct bar *bar = &ui->bar;

	prompt_replace(&bar->prompt, bar->choices.from, bar->choices.items[bar->choices.chosen].text);
	stop_offering(bar);
	changed(ui);
}

/* The first Tab puts in what is certain and opens the list, the next ones go through it. */
static void
press_tab(struct ui *ui, int step)
{
	struct bar *bar = &ui->bar;
	size_t typed, common;
	char text[CHOICE_TEXT];

	if (bar->offering && bar->choices.count > 0) {
		choices_step(&bar->choices, step);
		return;
	}
	if (ops_of(bar)->offer == NULL)
		return;
	bar->offering = true;
	offer(ui);
	if (bar->choices.count == 1) {
		take_choice(ui);
		return;
	}
	typed = bar->prompt.at - bar->choices.from;
	common = choices_common(&bar->choices);
	/* Nothing that was typed is taken away: a choice may differ in case, or hold it in its middle. */
	if (common > typed && strncmp(bar->choices.items[0].text, bar->prompt.text + bar->choices.from, typed) == 0) {
		snprintf(text, sizeof text, "%.*s", (int)common, bar->choices.items[0].text);
		prompt_replace(&bar->prompt, bar->choices.from, text);
		changed(ui);
	}
}

/* The same text, in the other line. */
static void
cross_over(struct ui *ui)
{
	char text[PROMPT_CAP];

	memcpy(text, ui->bar.prompt.text, sizeof text);
	if (ops_of(&ui->bar)->left != NULL)
		ops_of(&ui->bar)->left(ui);
	bar_open(ui, ui->bar.kind == BAR_FIND ? BAR_FILTER : BAR_FIND, text);
}

static void
press_enter(struct ui *ui)
{
	struct bar *bar = &ui->bar;
	const struct bar_ops *ops = ops_of(bar);
	enum bar_kind kind = bar->kind;
	char line[PROMPT_CAP];

	if (bar->choices.picked && !ops->offers_always) {
		take_choice(ui);
		return;
	}
	if (bar->choices.picked) {
		take_choice(ui);
		if (ops->wants_more != NULL && ops->wants_more(ui)) {
			prompt_replace(&bar->prompt, bar->prompt.at, " ");
			changed(ui);
			return;
		}
	}
	memcpy(line, bar->prompt.text, sizeof line);
	if (!ops->done(ui))
		return;
	typed_add(ui->typed, ops->typed, line);
	if (bar->kind == kind)
		close(ui);
}

static void
press_escape(struct ui *ui)
{
	struct bar *bar = &ui->bar;
	const struct bar_ops *ops = ops_of(bar);

	if (bar->offering && !ops->offers_always) {
		stop_offering(bar);
		return;
	}
	if (ops->left != NULL)
		ops->left(ui);
	close(ui);
}

void
bar_key(struct ui *ui, int key)
{
	struct bar *bar = &ui->bar;

	ui->to_draw = true;
	if (key == TAB || key == KEYS_BACK_TAB) {
		press_tab(ui, key == TAB ? 1 : -1);
		return;
	}
	/* Down goes into the list that is open, Up out of it; else they bring lines typed before. */
	if (bar->offering && bar->choices.count > 0 && bar->prompt.back == 0 &&
	    (key == KEYS_DOWN || (key == KEYS_UP && bar->choices.picked))) {
		choices_step(&bar->choices, key == KEYS_DOWN ? 1 : -1);
		return;
	}
	if (key == KEYS_F1 + 3 && (bar->kind == BAR_FIND || bar->kind == BAR_FILTER)) {
		cross_over(ui);
		return;
	}
	switch (prompt_key(&bar->prompt, key)) {
	case PROMPT_CHANGED:
		changed(ui);
		break;
	case PROMPT_TYPING:
		offer(ui);
		break;
	case PROMPT_DONE:
		press_enter(ui);
		break;
	case PROMPT_LEFT:
		press_escape(ui);
		break;
	case PROMPT_FREE:
		break;
	}
}

void
bar_done(struct bar *bar)
{
	choices_done(&bar->choices);
}

/* --- drawing --------------------------------------------------------------------- */

/* Where in the line drawing begins, so that the cursor is seen: at a character, with room to its right. */
static size_t
first_shown(const struct prompt *prompt, int room)
{
	size_t from = 0;

	while (from < prompt->at && (int)safe_width(prompt->text + from, prompt->at - from) >= room) {
		from++;
		while (((unsigned char)prompt->text[from] & 0xc0) == 0x80)
			from++;
	}
	return from;
}

static int
draw_line(const struct bar *bar, const struct canvas *canvas, int row, int end)
{
	const struct prompt *prompt = &bar->prompt;
	int col = draw_text(canvas, row, 1, ROLE_PROMPT, ops_of(bar)->label);
	size_t from = first_shown(prompt, end - col);

	draw_foreign(canvas, row, col, end - col, ROLE_TEXT, prompt->text + from, prompt->len - from);
	draw_cursor(canvas, row, col + (int)safe_width(prompt->text + from, prompt->at - from));
	return col;
}

void
bar_draw(const struct bar *bar, const struct canvas *canvas, int row, int below)
{
	enum role role = bar->good ? ROLE_VALID : ROLE_INVALID;
	int width = (int)safe_width(bar->verdict, strlen(bar->verdict)), end = canvas->cols - 1, col;
	size_t typed = bar->choices.from < bar->prompt.at ? bar->prompt.at - bar->choices.from : 0;

	draw_fill(canvas, row, 0, canvas->cols, ROLE_TEXT);
	if (below >= 0) {
		draw_fill(canvas, below, 0, canvas->cols, ROLE_TEXT);
		draw_foreign(canvas, below, 1, canvas->cols - 1, role, bar->verdict, strlen(bar->verdict));
		if (width + (int)strlen(ops_of(bar)->keys) + 4 < canvas->cols)
			draw_right(canvas, below, width + 2, canvas->cols - width - 3, ROLE_DIM, ops_of(bar)->keys);
	} else if (width > 0 && width + 20 < canvas->cols) {
		end = canvas->cols - width - 2;
		draw_text(canvas, row, end + 1, role, bar->verdict);
	}
	col = draw_line(bar, canvas, row, end);
	if (bar->offering)
		choices_draw(&bar->choices, canvas, row, row - 1 < CHOICES_ROWS ? row - 1 : CHOICES_ROWS,
			     col + (int)safe_width(bar->prompt.text, bar->prompt.at - typed));
}
