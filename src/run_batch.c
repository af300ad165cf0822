/* A trace without a screen. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/emptydir.h"
#include "batch.h"
#include "display.h"
#include "exits.h"
#include "export/announce.h"
#include "export/export.h"
#include "export/onalert.h"
#include "goon.h"
#include "keep.h"
#include "leave.h"
#include "model/filter.h"
#include "model/session.h"
#include "options.h"
#include "report.h"
#include "run.h"
#include "trace/source.h"

/*
 * Only after the program was started, or it would inherit it: a reader that
 * goes away, or a file that may not grow, is told as any failed write.
 */
static void
ignore_output_signals(void)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

static int
output_failure(const struct options *options, int error)
{
	struct why why;

	why_set(&why, error, "cannot write %s: %s", options->output != NULL ? options->output : "to stderr",
		error == -ETIMEDOUT ? "nobody reads it" : strerror(-error));
	return exits_fail(EXITS_FAILED, &why);
}

static const struct export_ops *
format_of(const struct options *options)
{
	const struct export_ops *format = export_find(options->format != NULL ? options->format : "text");

	return options->summary ? format->summary : format;
}

static struct run_use
use_of(const struct options *options, const struct export_ops *ops, unsigned needs)
{
	bool kept = options->record != NULL || options->otlp;
	struct run_use use = {
		.decisions = ops->needs_decisions || options->decisions != NULL || options->otlp,
		.names = options->record != NULL || (needs & FILTER_NEEDS_NAMES) != 0,
		.tty = -1,
	};

	use.stacks = !options->no_stacks &&
		     (kept || ops->needs_stacks || options->traces || options->maps.count > 0 ||
		      options->decisions != NULL || options->anomaly_realtime || options->on_alert != NULL ||
		      options->baseline != NULL || (needs & FILTER_NEEDS_STACKS) != 0);
	use.no_memory = ops->no_arguments && !use.decisions && !kept && (needs & FILTER_NEEDS_MEMORY) == 0;
	return use;
}

/* A trace that is open: drained, shown and ended. */
static int
go_through(const struct run *run, struct batch *batch, const struct export_ops *ops, const struct run_use *use,
	   struct report *report, FILE *out)
{
	const struct options *options = run->options;
	const struct session_options session_options = {
		.history_bytes = ops->needs_history ? options->history : SESSION_NO_HISTORY, .names = use->stacks,
		.maps = run->maps, .usercode = run->usercode, .debuginfod = run->debuginfod, .decisions = use->decisions, .recorded = options->reads.count > 0,
		.alerts = run_alerts(options),
	};
	const struct otlp_options otlp = {
		.calls = options->otlp_chosen ? options->otlp_calls : OTLP_ALL, .context = options->context,
	};
	const struct export_options export_options = {
		.string_max = options->string_max, .follow = !options->no_follow, .to_stderr = options->output == NULL,
		.stamps = options->stamps, .times = options->times, .traces = options->traces, .stacks = use->stacks,
		.originals = options->maps.count > 0, .table = options->table, .extended = options->extended,
		.sort = options->sort, .folded = options->folded, .columns = options->columns, .path = options->output,
		.otlp = &otlp, .decisions = batch->keep->decisions.path, .manifest = batch->keep->decisions.manifest_path,
		.subset = batch->display->subset,
		.put = report_can_put(report) ? report_put : NULL, .put_who = report,
	};
	struct export export;
	int r;

	batch->session = session_new(&session_options);
	batch->export = &export;
	export_begin(&export, ops, out, batch->session, &export_options);
	keep_begin(batch->keep, batch->session);
	if (options->anomaly_realtime)
		batch->announce = announce_new(batch->session, options->output != NULL ? stderr : out);
	batch->onalert = run_onalert(run, false);
	if (options->on_alert != NULL && options->on_alert[0] != '!')
		goon_catch();
	r = batch_run(batch);
	onalert_free(batch->onalert);
	announce_free(batch->announce);
	return r;
}

/* Where the format is written: a stream, or a directory, which it fills itself. */
static int
open_output(const struct options *options, const struct export_ops *ops, struct report **ret_report, FILE **ret_out,
	    struct why *why)
{
	int directory, r;

	if (!ops->makes_directory)
		return report_open(options->output, ret_report, ret_out, why);
	r = emptydir_open(options->output, "write to", &directory, why);
	if (r < 0)
		return r;
	close(directory);
	return report_open("/dev/null", ret_report, ret_out, why);
}

/* With what is shown, and closed, by run_batch(). */
static int
run_shown(const struct run *run, struct display *display)
{
	const struct options *options = run->options;
	const struct export_ops *ops = format_of(options);
	const struct run_use use = use_of(options, ops, (display->filter != NULL ? filter_needs(display->filter) : 0) |
								 rules_list_needs(&options->rules));
	struct keep keep;
	struct batch batch = { .display = display, .keep = &keep, .kill = options->on_exit == ON_EXIT_KILL };
	struct report *report;
	FILE *out = NULL;
	struct why why;
	int r, keep_r, status, verdict;

	if (keep_open(options, &keep, &why) < 0)
		return exits_fail(EXITS_FAILED, &why);
	if (open_output(options, ops, &report, &out, &why) < 0) {
		keep_close(&keep, NULL, NULL);
		return exits_fail(EXITS_FAILED, &why);
	}
	r = run_open_source(run, &use, &batch.source, &why);
	if (r < 0) {
		fclose(out);
		keep_close(&keep, NULL, NULL);
		return run_open_failure(run, r, &why);
	}
	ignore_output_signals();
	leave_catch();
	r = go_through(run, &batch, ops, &use, report, out);
	if (report_error(report) < 0)
		r = report_error(report);
	if (fclose(out) != 0 && r == 0)
		r = -errno;
	status = session_totals(batch.session)->status;
	verdict = run_verdict(run, batch.session);
	keep_r = keep_close(&keep, batch.session, &why);
	source_free(batch.source);
	session_free(batch.session);
	if (r < 0)
		return output_failure(options, r);
	if (keep_r < 0)
		return exits_fail(EXITS_FAILED, &why);
	/* A signal's number is the wait status of a death by it. */
	if (leave_signal() != 0)
		return exits_like(leave_signal(), true);
	if (verdict != 0)
		return verdict;
	return options->reads.count > 0 ? EXIT_SUCCESS : exits_like(status, true);
}

int
run_batch(const struct run *run)
{
	struct display display;
	int status;

	display_init(&display, run->options);
	status = run_shown(run, &display);
	display_done(&display);
	return status;
}
