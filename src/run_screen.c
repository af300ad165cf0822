/* A trace on the screen. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exits.h"
#include "keep.h"
#include "model/session.h"
#include "options.h"
#include "run.h"
#include "trace/source.h"
#include "ui/ui.h"

static int
open_pty(int *ret_master, int *ret_slave, struct why *reterr_why)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK), slave = -1;
	char name[64];

	if (master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0 && ptsname_r(master, name, sizeof name) == 0)
		slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (slave < 0) {
		int r = -errno;

		if (master >= 0)
			close(master);
		return why_set(reterr_why, r, "cannot make a terminal for the program: %s", strerror(-r));
	}
	*ret_master = master;
	*ret_slave = slave;
	return 0;
}

/* What is kept, the program's terminal, then the source. 0, or an exit status after its sentence was told. */
static int
open_all(const struct run *run, struct keep *keep, struct ui_options *ui)
{
	const struct options *options = run->options;
	struct run_use use = {
		.stacks = !options->no_stacks, .decisions = options->decisions != NULL, .names = true, .tty = -1,
	};
	struct why why;
	int r;

	if (keep_open(options, keep, &why) < 0)
		return exits_fail(EXITS_FAILED, &why);
	if (options->argv != NULL && open_pty(&ui->tty, &use.tty, &why) < 0) {
		keep_close(keep, NULL, NULL);
		return exits_fail(EXITS_FAILED, &why);
	}
	r = run_open_source(run, &use, &ui->source, &why);
	if (use.tty >= 0)
		close(use.tty);
	if (r == 0)
		return 0;
	if (ui->tty >= 0)
		close(ui->tty);
	keep_close(keep, NULL, NULL);
	return run_open_failure(run, r, &why);
}

int
run_screen(const struct run *run)
{
	const struct options *options = run->options;
	const struct session_options session_options = {
		.history_bytes = options->history, .names = !options->no_stacks, .maps = run->maps,
		.decisions = options->decisions != NULL, .recorded = options->read_count > 0,
		.alerts = run_alerts(options),
	};
	struct ui_options ui = {
		.tty = -1, .config = &options->config, .theme = options->theme, .script = options->script, .screen = options->screen,
		.ascii = options->ascii, .ask = options->on_exit == ON_EXIT_DEFAULT,
		.leave = options->on_exit == ON_EXIT_DETACH ? UI_LEAVE_DETACH : UI_LEAVE_KILL, .recorded = options->read_count > 0,
	};
	struct ui_result result = { 0 };
	struct keep keep;
	struct why why, keep_why;
	int status = open_all(run, &keep, &ui), verdict = 0, r, keep_r;

	if (status != 0)
		return status;
	ui.session = session_new(&session_options);
	keep_begin(&keep, ui.session);
	ui.recorder = keep.recorder;
	ui.telemetry = keep.telemetry;
	keep.recorder = NULL;
	r = ui_run(&ui, &result, &why);
	status = session_totals(ui.session)->status;
	if (r == 0)
		verdict = run_verdict(run, ui.session);
	keep_r = keep_close(&keep, ui.session, &keep_why);
	source_free(ui.source);
	session_free(ui.session);
	if (ui.tty >= 0)
		close(ui.tty);
	if (r < 0)
		return exits_fail(EXITS_FAILED, &why);
	if (keep_r < 0)
		return exits_fail(EXITS_FAILED, &keep_why);
	if (result.recording < 0)
		return exits_fail(EXITS_FAILED, &result.recording_why);
	if (result.signal != 0)
		return exits_like(result.signal, true);
	if (verdict != 0)
		return verdict;
	return options->read_count > 0 ? EXIT_SUCCESS : exits_like(status, false);
}
