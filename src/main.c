/* Wires sightline together: the only file that sees every layer. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "batch.h"
#include "compare.h"
#include "decisionfiles.h"
#include "export/announce.h"
#include "export/export.h"
#include "export/recorder.h"
#include "export/telemetry.h"
#include "leave.h"
#include "model/diff.h"
#include "model/session.h"
#include "model/srcmap.h"
#include "options.h"
#include "report.h"
#include "rewrite.h"
#include "trace/merger.h"
#include "trace/reader.h"
#include "trace/source.h"
#include "trace/tracer.h"
#include "ui/ui.h"

enum { STATUS_FAILED = 1, STATUS_USAGE = 2, STATUS_ALERT = 3, STATUS_SLOWER = 4, STATUS_CANNOT_RUN = 126, STATUS_NOT_FOUND = 127, STATUS_SIGNAL = 128 };

static int
fail(int status, const struct why *why)
{
	fprintf(stderr, "sightline: %s\n", why->text);
	return status;
}

/* --- pieces ------------------------------------------------------------------- */

static int
load_maps(const struct options *options, struct srcmaps **ret_maps, struct why *reterr_why)
{
	struct srcmaps *maps = srcmaps_new();

	for (size_t i = 0; i < options->map_count; i++) {
		int r = srcmaps_load(maps, options->maps[i], reterr_why);

		if (r < 0) {
			srcmaps_free(maps);
			return r;
		}
	}
	*ret_maps = maps;
	return 0;
}

/* What of a trace will be used. */
struct use {
	bool stacks, decisions, no_memory;
	bool names;		/* what descriptors are */
	int tty;		/* of the program; -1: it keeps ours */
};

static int
open_source(const struct options *options, const struct use *use, const sigset_t *mask, struct source **ret_source,
	      struct why *reterr_why)
{
	/* The screen asks before it ends a program; what is started without one may have to end with us. */
	bool may_kill = options->on_exit == ON_EXIT_KILL || (options->on_exit == ON_EXIT_DEFAULT && use->tty < 0);
	const struct tracer_options tracer = {
		.argv = options->argv, .pids = options->pids, .pid_count = options->pid_count,
		.no_follow = options->no_follow, .drop = options->drop, .stacks = use->stacks, .placement = options->placement,
		.no_memory = use->no_memory, .names = options->names || use->names, .wanted = &options->wanted,
		.may_kill = may_kill, .tty = use->tty, .ring_size = options->ring_size, .mask = mask,
		.buffer_max = options->string_max > 256 ? options->string_max : 256,
		/* A line of decisions is of no use in part. */
		.long_fd = STDERR_FILENO, .long_max = use->decisions ? UINT_MAX : 0,
	};

	if (options->read_count > 1)
		return merger_open(options->reads, options->read_count, ret_source, reterr_why);
	if (options->read_count > 0)
		return reader_open(options->reads[0], ret_source, reterr_why);
	return tracer_open(&tracer, ret_source, reterr_why);
}

/* NULL through ret_recorder: none is wanted. */
static int
open_recorder(const struct options *options, struct recorder **ret_recorder, struct why *reterr_why)
{
	const struct recording_limits limits = { .max_bytes = options->max_bytes, .rotate = options->rotate };

	*ret_recorder = NULL;
	return options->record != NULL ? recorder_open(options->record, &limits, ret_recorder, reterr_why) : 0;
}

/* NULL through ret_telemetry: none is wanted. */
static int
open_telemetry(const struct options *options, struct telemetry **ret_telemetry, struct why *reterr_why)
{
	const struct otlp_options telemetry = { .calls = options->otlp_calls, .context = options->context };

	*ret_telemetry = NULL;
	return options->otlp ? telemetry_open(options->otlp_endpoint, &telemetry, ret_telemetry, reterr_why) : 0;
}

/* What did not reach the collector is told; the exit status is the program's all the same. */
static void
close_telemetry(struct telemetry *telemetry)
{
	struct otlp_state state;

	telemetry_close(telemetry, &state);
	if (state.dropped + state.refused > 0)
		fprintf(stderr, "sightline: telemetry: %llu of %llu spans and metrics did not reach the collector: %s\n",
			(unsigned long long)(state.dropped + state.refused), (unsigned long long)(state.sent + state.dropped + state.refused),
			state.trouble.text);
	else if (state.trouble.text[0] != '\0')
		fprintf(stderr, "sightline: telemetry: %s\n", state.trouble.text);
}

static struct alerts_options
alerts_wanted(const struct options *options)
{
	return (struct alerts_options){
		.threshold = options->anomaly_threshold, .window = options->anomaly_window, .both = options->anomaly_both,
		.renacer = options->compat_renacer,
	};
}

static double
tolerance(const struct options *options)
{
	return options->tolerance > 0 ? options->tolerance / 100 : DIFF_TOLERANCE;
}

/* What differs from the baseline, told to people: the exit status that this asks for, 0 none. */
static int
compare_with_baseline(const struct options *options, const struct session *session, struct srcmaps *maps)
{
	const struct compare compare = {
		.baseline = options->baseline, .name = options->record != NULL ? options->record : "this run", .session = session,
		.maps = maps, .tolerance = tolerance(options),
	};
	struct why why;
	int r = options->baseline != NULL ? compare_run(&compare, stderr, &why) : 0;

	return r < 0 ? fail(STATUS_FAILED, &why) : r > 0 ? STATUS_SLOWER : 0;
}

/* Whether there was an alert for which --fail-on-alert wants another exit status. */
static bool
alert_fails(const struct options *options, const struct session *session)
{
	uint64_t count = 0;

	for (int severity = options->fail_on_alert; severity > ALERT_NONE && severity <= ALERT_HIGH; severity++)
		count += alerts_total(session_alerts(session), (enum alert_severity)severity);
	return count > 0;
}

/* The exit status that says why nothing was traced. */
static int
open_failure(const struct options *options, int r, const struct why *why)
{
	if (options->argv == NULL || (r != -ENOENT && r != -EACCES && r != -ENOEXEC))
		return fail(STATUS_FAILED, why);
	return fail(r == -ENOENT ? STATUS_NOT_FOUND : STATUS_CANNOT_RUN, why);
}

/* Ends as the program did. `by_signal`: by its signal itself, so that a shell sees no difference. */
static int
end_like(int status, bool by_signal)
{
	const struct rlimit none = { 0, 0 };
	sigset_t set;

	if (status == -1)
		return EXIT_SUCCESS;
	if (!WIFSIGNALED(status))
		return WEXITSTATUS(status);
	if (by_signal) {
		setrlimit(RLIMIT_CORE, &none);	/* the core is the program's, not ours */
		signal(WTERMSIG(status), SIG_DFL);
		sigemptyset(&set);
		sigaddset(&set, WTERMSIG(status));
		sigprocmask(SIG_UNBLOCK, &set, NULL);
		raise(WTERMSIG(status));
	}
	return STATUS_SIGNAL + WTERMSIG(status);
}

/* --- without a screen ----------------------------------------------------------- */

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
	return fail(STATUS_FAILED, &why);
}

static int
run_batch(const struct options *options, struct srcmaps *maps, const sigset_t *mask)
{
	const struct export_ops *format = export_find(options->format != NULL ? options->format : "text");
	const struct export_ops *ops = options->summary ? format->summary : format;
	const struct otlp_options otlp = { .calls = options->otlp_chosen ? options->otlp_calls : OTLP_ALL, .context = options->context };
	bool decisions = ops->needs_decisions || options->decisions != NULL || options->otlp;
	bool stacks = !options->no_stacks && (ops->needs_stacks || options->traces || options->map_count > 0 || options->decisions != NULL ||
						options->anomaly_realtime || options->record != NULL || options->baseline != NULL || options->otlp);
	bool no_memory = ops->no_arguments && !decisions && options->record == NULL && !options->otlp;
	const struct session_options session_options = {
		.history_bytes = ops->needs_history ? options->history : SESSION_NO_HISTORY, .names = stacks, .maps = maps,
		.decisions = decisions, .recorded = options->read_count > 0,
		.alerts = alerts_wanted(options),
	};
	struct export_options export_options = {
		.string_max = options->string_max, .follow = !options->no_follow, .to_stderr = options->output == NULL,
		.times = options->times, .traces = options->traces, .stacks = stacks, .originals = options->map_count > 0, .table = options->table,
		.extended = options->extended, .sort = options->sort, .folded = options->folded, .columns = options->columns, .path = options->output, .otlp = &otlp,
	};
	struct decisionfiles files;
	struct batch batch = { .kill = options->on_exit == ON_EXIT_KILL };
	struct export export;
	struct report *report;
	FILE *out = NULL;
	struct why why, recorder_why;
	bool fails;
	int r, status, slower, files_r, recorder_r;

	if (decisionfiles_open(options->decisions, &files, &why) < 0)
		return fail(STATUS_FAILED, &why);
	if (open_recorder(options, &batch.recorder, &why) < 0 || open_telemetry(options, &batch.telemetry, &why) < 0) {
		recorder_close(batch.recorder, NULL);
		decisionfiles_close(&files, NULL, NULL);
		return fail(STATUS_FAILED, &why);
	}
	if (report_open(options->output, &report, &out, &why) < 0) {
		close_telemetry(batch.telemetry);
		recorder_close(batch.recorder, NULL);
		decisionfiles_close(&files, NULL, NULL);
		return fail(STATUS_FAILED, &why);
	}
	r = open_source(options, &(struct use){ .stacks = stacks, .decisions = decisions, .no_memory = no_memory, .tty = -1,
						.names = options->record != NULL }, mask, &batch.source, &why);
	if (r < 0) {
		fclose(out);
		close_telemetry(batch.telemetry);
		recorder_close(batch.recorder, NULL);
		decisionfiles_close(&files, NULL, NULL);
		return open_failure(options, r, &why);
	}
	ignore_output_signals();
	leave_catch();
	batch.session = session_new(&session_options);
	batch.export = &export;
	export_options.decisions = files.path;
	export_options.manifest = files.manifest_path;
	export_begin(&export, ops, out, batch.session, &export_options);
	if (batch.recorder != NULL)
		recorder_begin(batch.recorder, batch.session);
	if (batch.telemetry != NULL)
		telemetry_begin(batch.telemetry, batch.session);
	if (options->anomaly_realtime)
		batch.announce = announce_new(batch.session, options->output != NULL ? stderr : out);
	r = batch_run(&batch);
	if (report_error(report) < 0)
		r = report_error(report);
	status = session_totals(batch.session)->status;
	fails = alert_fails(options, batch.session);
	slower = compare_with_baseline(options, batch.session, maps);
	announce_free(batch.announce);
	if (fclose(out) != 0 && r == 0)
		r = -errno;
	files_r = decisionfiles_close(&files, batch.session, &why);
	recorder_r = recorder_close(batch.recorder, &recorder_why);
	close_telemetry(batch.telemetry);
	source_free(batch.source);
	session_free(batch.session);
	if (r < 0)
		return output_failure(options, r);
	if (files_r < 0)
		return fail(STATUS_FAILED, &why);
	if (recorder_r < 0)
		return batch.in_trouble ? STATUS_FAILED : fail(STATUS_FAILED, &recorder_why);
	if (slower > 0)
		return slower;
	if (fails && leave_signal() == 0)
		return STATUS_ALERT;
	/* A signal's number is the wait status of a death by it. */
	if (leave_signal() != 0)
		return end_like(leave_signal(), true);
	return options->read_count > 0 ? EXIT_SUCCESS : end_like(status, true);
}

/* --- with a screen ----------------------------------------------------------------- */

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

static int
run_screen(const struct options *options, struct srcmaps *maps, const sigset_t *mask)
{
	const struct session_options session_options = {
		.history_bytes = options->history, .names = !options->no_stacks, .maps = maps,
		.decisions = options->decisions != NULL, .recorded = options->read_count > 0,
		.alerts = alerts_wanted(options),
	};
	struct ui_options ui = {
		.tty = -1, .theme = options->theme, .script = options->script, .screen = options->screen,
		.ascii = options->ascii, .ask = options->on_exit == ON_EXIT_DEFAULT,
		.leave = options->on_exit == ON_EXIT_DETACH ? UI_LEAVE_DETACH : UI_LEAVE_KILL, .recorded = options->read_count > 0,
	};
	struct ui_result result = { 0 };
	struct decisionfiles files;
	struct why why, files_why;
	bool fails;
	int r, slave = -1, status, slower, files_r;

	if (decisionfiles_open(options->decisions, &files, &why) < 0)
		return fail(STATUS_FAILED, &why);
	if (open_recorder(options, &ui.recorder, &why) < 0 || open_telemetry(options, &ui.telemetry, &why) < 0) {
		recorder_close(ui.recorder, NULL);
		decisionfiles_close(&files, NULL, NULL);
		return fail(STATUS_FAILED, &why);
	}
	if (options->argv != NULL && open_pty(&ui.tty, &slave, &why) < 0) {
		close_telemetry(ui.telemetry);
		recorder_close(ui.recorder, NULL);
		decisionfiles_close(&files, NULL, NULL);
		return fail(STATUS_FAILED, &why);
	}
	r = open_source(options, &(struct use){ .stacks = !options->no_stacks, .decisions = options->decisions != NULL, .tty = slave,
						.names = true }, mask, &ui.source, &why);
	if (slave >= 0)
		close(slave);
	if (r < 0) {
		close_telemetry(ui.telemetry);
		recorder_close(ui.recorder, NULL);
		decisionfiles_close(&files, NULL, NULL);
		return open_failure(options, r, &why);
	}
	ui.session = session_new(&session_options);
	if (ui.recorder != NULL)
		recorder_begin(ui.recorder, ui.session);
	if (ui.telemetry != NULL)
		telemetry_begin(ui.telemetry, ui.session);
	r = ui_run(&ui, &result, &why);
	status = session_totals(ui.session)->status;
	files_r = decisionfiles_close(&files, ui.session, &files_why);
	close_telemetry(ui.telemetry);
	fails = alert_fails(options, ui.session);
	slower = r == 0 ? compare_with_baseline(options, ui.session, maps) : 0;
	source_free(ui.source);
	session_free(ui.session);
	if (ui.tty >= 0)
		close(ui.tty);
	if (r < 0)
		return fail(STATUS_FAILED, &why);
	if (files_r < 0)
		return fail(STATUS_FAILED, &files_why);
	if (result.recording < 0)
		return fail(STATUS_FAILED, &result.recording_why);
	if (result.signal != 0)
		return end_like(result.signal, true);
	if (slower > 0)
		return slower;
	if (options->read_count > 0)
		return fails ? STATUS_ALERT : EXIT_SUCCESS;
	return fails ? STATUS_ALERT : end_like(status, false);
}

/* --- without a program ------------------------------------------------------------- */

static int
run_diff(const struct options *options, struct srcmaps *maps)
{
	struct compare compare = {
		.baseline = options->operands[0], .name = options->operands[1], .maps = maps, .tolerance = tolerance(options),
		.json = options->format != NULL && strcmp(options->format, "json") == 0,
	};
	struct session *session;
	struct why why;
	FILE *out = stdout;
	int r = compare_load(compare.name, maps, &session, &why);

	if (r < 0)
		return fail(STATUS_USAGE, &why);
	compare.session = session;
	if (options->output != NULL && report_open(options->output, NULL, &out, &why) < 0) {
		session_free(session);
		return fail(STATUS_USAGE, &why);
	}
	r = compare_run(&compare, out, &why);
	session_free(session);
	if ((ferror(out) != 0 || fclose(out) != 0) && r >= 0)
		r = why_set(&why, -EIO, "cannot write %s", options->output != NULL ? options->output : "to stdout");
	return r < 0 ? fail(STATUS_USAGE, &why) : r > 0 ? STATUS_FAILED : EXIT_SUCCESS;
}

/* What -r of all of them would read, -w of the result writes. */
static int
run_merge(const struct options *options, struct srcmaps *maps)
{
	struct options reading = *options;
	sigset_t mask;
	int status;

	sigprocmask(SIG_SETMASK, NULL, &mask);
	reading.reads = mem_new(options->operand_count, sizeof *reading.reads);
	for (size_t i = 0; i < options->operand_count; i++)
		reading.reads[i] = options->operands[i];
	reading.read_count = options->operand_count;
	reading.output = "/dev/null";
	status = run_batch(&reading, maps, &mask);
	free(reading.reads);
	return status;
}

static int
run_command(const struct options *options, struct srcmaps *maps)
{
	struct why why;

	switch (options->command) {
	case COMMAND_REWRITE:
		return rewrite_run(maps, STDIN_FILENO, stdout, &why) < 0 ? fail(STATUS_FAILED, &why) : EXIT_SUCCESS;
	case COMMAND_DIFF:
		return run_diff(options, maps);
	case COMMAND_MERGE:
		return run_merge(options, maps);
	case COMMAND_TRACE:
		break;
	}
	return STATUS_USAGE;
}

/* Descriptors 0 to 2 are the program's; ours must not land there. */
static void
guard_stdio(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

int
main(int argc, char **argv)
{
	struct srcmaps *maps = NULL;
	struct options options;
	struct why why = { "" };
	sigset_t mask;
	int status;

	sigprocmask(SIG_SETMASK, NULL, &mask);
	setlocale(LC_ALL, "");
	if (options_parse(argc, argv, &options, &why) < 0)
		return fail(STATUS_USAGE, &why);
	if (options.warning.text[0] != '\0')
		fprintf(stderr, "sightline: %s\n", options.warning.text);
	guard_stdio();
	if (options.help) {
		options_help(stdout);
		status = EXIT_SUCCESS;
	} else if (options.version) {
		puts("sightline " PACKAGE_VERSION "\n-e trace=: seccomp filter for programs it starts, plain stops for those it attaches");
		status = EXIT_SUCCESS;
	} else if (load_maps(&options, &maps, &why) < 0) {
		status = fail(STATUS_USAGE, &why);
	} else if (options.command != COMMAND_TRACE) {
		status = run_command(&options, maps);
	} else if (options.format != NULL || (options.script == NULL && !isatty(STDOUT_FILENO))) {
		status = run_batch(&options, maps, &mask);
	} else {
		status = run_screen(&options, maps, &mask);
	}
	srcmaps_free(maps);
	options_done(&options);
	return status;
}
