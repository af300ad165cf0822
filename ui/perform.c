/* A script is performed: each line when all before it has come about; see inside.h. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "model/session.h"
#include "ui/colorpicture.h"
#include "ui/inside.h"
#include "ui/palette.h"
#include "ui/svgpicture.h"

static void
print(const struct ui *ui, const struct script_command *command, FILE *out)
{
	if (command->verb == SCRIPT_SAVE_SCREEN)
		grid_print(&ui->grid, out);
	else if (command->verb == SCRIPT_SAVE_ROLES)
		grid_print_roles(&ui->grid, out);
	else if (command->verb == SCRIPT_SAVE_COLORS)
		colorpicture_print(&ui->grid, &ui->theme, command->depth, out);
	else
		svgpicture_print(&ui->grid, &ui->theme, out);
}

static void
save(struct ui *ui, const struct script_command *command)
{
	bool standard = strcmp(command->file, "-") == 0;
	FILE *out = standard ? stdout : fopen(command->file, "we");

	compose_draw(ui);
	if (out != NULL)
		print(ui, command, out);
	if (out == NULL || (standard ? fflush(out) : fclose(out)) != 0)
		ui->error = why_set(&ui->why, -errno, "cannot write %s: %s", command->file, strerror(errno));
}

/* As if it had been typed behind ":". */
static void
run_typed(struct ui *ui, const struct script_command *command)
{
	struct why why;

	compose_settle(ui);
	if (palette_run(ui, command->file, &why) < 0)
		ui->error = why_at(&ui->why, -EINVAL, ui->options->script, command->line, 0, "%s", why.text);
}

/* Whether the command is done; else it is tried again later. `drained`: all there is was taken in. */
static bool
run_command(struct ui *ui, const struct script_command *command, bool ended, bool drained)
{
	switch (command->verb) {
	case SCRIPT_KEY:
		ui_take_key(ui, command->key);
		return true;
	case SCRIPT_ACTION:
		compose_settle(ui);
		act(ui, command->action);
		return true;
	case SCRIPT_COMMAND:
		run_typed(ui, command);
		return true;
	case SCRIPT_WAIT_END:
		return ended && drained && (ui->terminal == NULL || ui->terminal_ended);
	case SCRIPT_WAIT_CALLS:
		return session_end(ui->options->session) > command->number || (ended && drained);
	case SCRIPT_SIZE:
		compose_resize(ui, command->rows, command->cols);
		return true;
	case SCRIPT_SAVE_SCREEN:
	case SCRIPT_SAVE_ROLES:
	case SCRIPT_SAVE_COLORS:
	case SCRIPT_SAVE_PICTURE:
		save(ui, command);
		return true;
	case SCRIPT_QUIT:
		leave_by_default(ui);
		return true;
	}
	return true;
}

void
perform(struct ui *ui, bool ended, bool drained)
{
	while (!ui->leaving && ui->error == 0 && ui->script.next < ui->script.count) {
		if (ui_is_busy(ui) || ui->scene.playing != 0)
			return;
		compose_settle(ui);	/* which may have a pane's work begin */
		if (ui_is_busy(ui) || !run_command(ui, &ui->script.commands[ui->script.next], ended, drained))
			return;
		ui->script.next++;
	}
	if (ui->screen == NULL && ui->script.next == ui->script.count && !ui->leaving)
		leave_by_default(ui);
}
