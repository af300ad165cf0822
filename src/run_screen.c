/* A trace on the screen. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exits.h"
#include "export/onalert.h"
#include "holder.h"
#include "keep.h"
#include "model/session.h"
#include "options.h"
#include "ownterminal.h"
#include "run.h"
#include "trace/source.h"
#include "ui/ui.h"

/* What is open beside the screen. */
struct opened {
	struct keep keep;
	struct ownterminal terminal;
	int tee;		/* -1: none */
};

static void
close_all(struct opened *opened)
{
	holder_leave(opened->terminal.master, opened->tee);
	ownterminal_close(&opened->terminal);
	if (opened->tee >= 0)
		close(opened->tee);
}

static int
open_tee(const char *path, int *ret_fd, struct why *reterr_why)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	if (fd < 0)
		return why_set(reterr_why, -errno, "cannot write %s: %s", path, strerror(errno));
	*ret_fd = fd;
	return 0;
}

static int
open_terminal(const struct options *options, const struct ui_options *ui, struct opened *opened, struct why *reterr_why)
{
	int rows, cols, r = 0;

	if (options->tee != NULL)
		r = open_tee(options->tee, &opened->tee, reterr_why);
	ui_program_size(ui, &rows, &cols);
	if (r == 0 && options->argv != NULL)
		r = ownterminal_open(&opened->terminal, rows, cols, reterr_why);
	return r;
}

/* What is kept, the program's terminal, then the source. 0, or an exit status after its sentence was told. */
static int
open_all(const struct run *run, struct opened *opened, struct ui_options *ui)
{
	const struct options *options = run->options;
	struct run_use use = { .stacks = !options->no_stacks, .decisions = true, .names = true };
	struct why why;
	int r;

	if (keep_open(options, &opened->keep, &why) < 0)
		return exits_fail(EXITS_FAILED, &why);
	r = open_terminal(options, ui, opened, &why);
	if (r < 0) {
		close_all(opened);
		keep_close(&opened->keep, NULL, NULL);
		return exits_fail(EXITS_FAILED, &why);
	}
	use.tty = opened->terminal.slave;
	use.environment = opened->terminal.environment;
	r = run_open_source(run, &use, &ui->source, &why);
	ownterminal_started(&opened->terminal);
	ui->tty = opened->terminal.master;
	ui->tee = opened->tee;
	if (r == 0)
		return 0;
	close_all(opened);
	keep_close(&opened->keep, NULL, NULL);
	return run_open_failure(run, r, &why);
}

/* An attached program that has our terminal writes over the screen. */
static void
warn_of_sharing(const struct options *options, char *text, size_t cap)
{
	for (size_t i = 0; i < options->pids.count; i++)
		if (ownterminal_shared(options->pids.items[i])) {
			snprintf(text, cap, "process %d has this terminal, too: what it writes spoils the picture until it is redrawn",
				 options->pids.items[i]);
			return;
		}
}

int
run_screen(const struct run *run)
{
	const struct options *options = run->options;
	const struct session_options session_options = {
		.history_bytes = options->history, .names = !options->no_stacks, .maps = run->maps, .usercode = run->usercode, .debuginfod = run->debuginfod,
		.decisions = true, .recorded = options->reads.count > 0,
		.alerts = run_alerts(options),
	};
	char notice[160] = "";
	struct ui_options ui = {
		.tty = -1, .tee = -1, .notice = notice, .config = &options->config, .color = (enum ui_color)options->color, .filter = options->filter, .theme = options->theme, .script = options->script,
		.screen = options->screen,
		.baseline = options->baseline, .baseline_history = options->history, .maps = run->maps, .tolerance = options->tolerance,
		.mouse = options->mouse || options->config.mouse, .ascii = options->ascii, .ask = options->on_exit == ON_EXIT_DEFAULT,
		.leave = options->on_exit == ON_EXIT_DETACH ? UI_LEAVE_DETACH : UI_LEAVE_KILL, .recorded = options->reads.count > 0,
		.play = options->play,
	};
	struct ui_result result = { 0 };
	struct opened opened = { .terminal = { -1, -1, NULL }, .tee = -1 };
	struct keep *keep = &opened.keep;
	struct why why, keep_why;
	int status, verdict = 0, r, keep_r;

	if (ui_check(&ui, &why) < 0)
		return exits_fail(EXITS_USAGE, &why);
	status = open_all(run, &opened, &ui);
	if (status != 0)
		return status;
	ui.session = session_new(&session_options);
	keep_begin(keep, ui.session);
	ui.recorder = keep->recorder;
	ui.telemetry = keep->telemetry;
	keep->recorder = NULL;
	warn_of_sharing(options, notice, sizeof notice);
	ui.onalert = run_onalert(run, true);
	r = ui_run(&ui, &result, &why);
	onalert_free(ui.onalert);
	status = session_totals(ui.session)->status;
	if (r == 0)
		verdict = run_verdict(run, ui.session);
	keep_r = keep_close(keep, ui.session, &keep_why);
	source_free(ui.source);
	session_free(ui.session);
	close_all(&opened);
	if (r < 0)
		return exits_fail(EXITS_FAILED, &why);
	if (result.tee < 0) {
		(void)why_set(&why, result.tee, "cannot write %s: %s", options->tee, strerror(-result.tee));
		return exits_fail(EXITS_FAILED, &why);
	}
	if (keep_r < 0)
		return exits_fail(EXITS_FAILED, &keep_why);
	if (result.recording < 0)
		return exits_fail(EXITS_FAILED, &result.recording_why);
	if (result.signal != 0)
		return exits_like(result.signal, true);
	if (verdict != 0)
		return verdict;
	return options->reads.count > 0 ? EXIT_SUCCESS : exits_like(status, false);
}
