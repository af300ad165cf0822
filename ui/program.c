/* The program's own terminal in the loop: its size, and whose the keyboard is; see inside.h. */
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "config/config.h"
#include "ui/inside.h"
#include "ui/layouts.h"
#include "ui/screen.h"
#include "ui/terminal.h"

enum { DEFAULT_ROWS = 24, DEFAULT_COLS = 80 };

/* What its pane has when one types into it: its place where there is room for all, or else everything. */
static void
pane_size(struct layouts *layouts, int rows, int cols, int *ret_rows, int *ret_cols)
{
	struct layout_plan plan;
	const struct placed *placed;

	layout_make(layouts, rows, cols, PANE_OUTPUT, false, &plan);
	if (plan.size < SIZE_WIDE)
		layout_make(layouts, rows, cols, PANE_OUTPUT, true, &plan);
	placed = layout_find(&plan, PANE_OUTPUT);
	*ret_rows = placed != NULL ? placed->rows - (placed->titled && placed->rows > 1) : rows;
	*ret_cols = placed != NULL ? placed->cols : cols;
}

void
ui_program_size(const struct ui_options *options, int *ret_rows, int *ret_cols)
{
	struct winsize size = { .ws_row = 0 };
	struct layouts *layouts;
	int rows = DEFAULT_ROWS, cols = DEFAULT_COLS;

	if (options->script == NULL && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
	    size.ws_col > 0) {
		rows = size.ws_row;
		cols = size.ws_col;
	}
	if (options->screen != NULL)
		(void)script_parse_size(options->screen, &rows, &cols);
	*ret_rows = rows;
	*ret_cols = cols;
	/* A layout that is wrong is told by ui_run(). */
	if (layouts_new(options->config != NULL ? options->config->layouts : NULL, &layouts, NULL) < 0)
		return;
	pane_size(layouts, rows, cols, ret_rows, ret_cols);
	layouts_free(layouts);
}

void
program_open(struct ui *ui)
{
	int rows, cols;

	if (ui->options->tty < 0)
		return;
	pane_size(ui->layouts, ui->grid.rows, ui->grid.cols, &rows, &cols);
	ui->terminal = terminal_new(ui->options->tty, rows, cols);
	terminal_tee(ui->terminal, ui->options->tee);
}

/* Its size is that of its pane, and stays when that is not on the screen. */
void
program_settle(struct ui *ui)
{
	const struct pane *pane = &ui->panes[PANE_OUTPUT];

	if (ui->terminal != NULL && layout_find(&ui->plan, PANE_OUTPUT) != NULL && pane->rows > 0)
		terminal_resize(ui->terminal, pane->rows, pane->cols);
	if (ui->scene.keyboard && ui->terminal_ended)
		program_keyboard(ui, false);
}

/* Why the keyboard cannot be given; NULL: it can. */
static const char *
hindrance(const struct ui *ui)
{
	if (ui->terminal == NULL)
		return ui->scene.recorded ? "a recording has no program to type into"
					  : "the program has a terminal of its own; its keyboard is there";
	if (ui->terminal_ended || source_ended(ui->options->source))
		return "the program has ended: nobody reads what is typed";
	if (keymap_key(&ui->keymap, ACTION_KEYBOARD) < 0)
		return "no key is bound to \"keyboard\", so there would be no way back";
	return NULL;
}

static void
give_keyboard(struct ui *ui)
{
	char text[120];

	focus_on(ui, PANE_OUTPUT);
	/* Where its pane is one of several strips it gets everything meanwhile. */
	ui->keyboard_zoomed = !ui->zoom && ui->plan.size < SIZE_WIDE;
	ui->zoom |= ui->keyboard_zoomed;
	key_to_name(keymap_key(&ui->keymap, ACTION_KEYBOARD), ui->scene.keyboard_key);
	snprintf(text, sizeof text, "keys go to the program now; %s brings them back", ui->scene.keyboard_key);
	ui_say(ui, text);
}

static void
take_keyboard(struct ui *ui)
{
	if (ui->keyboard_zoomed)
		ui->zoom = ui->keyboard_zoomed = false;
	ui_say(ui, ui->terminal_ended ? "the program has ended, and the keyboard is back" : "");
}

void
program_keyboard(struct ui *ui, bool give)
{
	const char *why = give ? hindrance(ui) : NULL;

	if (why != NULL)
		ui_say(ui, why);
	if (why != NULL || give == ui->scene.keyboard)
		return;
	if (give)
		give_keyboard(ui);
	else
		take_keyboard(ui);
	ui->scene.keyboard = give;
	if (ui->screen != NULL)
		screen_raw(ui->screen, give);
	ui->to_draw = true;
}

bool
program_takes(struct ui *ui, int key)
{
	if (!ui->scene.keyboard)
		return false;
	if (keymap_action(&ui->keymap, key) == ACTION_KEYBOARD)
		program_keyboard(ui, false);
	else if (key == KEYS_PASTE_BEGIN || key == KEYS_PASTE_END)
		terminal_paste(ui->terminal, key == KEYS_PASTE_BEGIN);
	else
		terminal_key(ui->terminal, key);
	return true;
}
