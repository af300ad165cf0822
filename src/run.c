#include "run.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "compare.h"
#include "exits.h"
#include "export/onalert.h"
#include "model/session.h"
#include "options.h"
#include "trace/merger.h"
#include "trace/reader.h"
#include "trace/tracer.h"

int
run_open_source(const struct run *run, const struct run_use *use, struct source **ret_source, struct why *reterr_why)
{
	const struct options *options = run->options;
	/* The screen asks before it ends a program; what is started without one may have to end with us. */
	bool may_kill = options->on_exit == ON_EXIT_KILL || (options->on_exit == ON_EXIT_DEFAULT && use->tty < 0);
	/* A filter in the kernel would answer its calls while nobody traces it. */
	bool may_hold = options->on_alert != NULL && options->on_alert[0] != '!';
	const struct tracer_options tracer = {
		.argv = options->argv, .pids = options->pids.items, .pid_count = options->pids.count,
		.no_follow = options->no_follow, .drop = options->drop, .stacks = use->stacks, .placement = options->placement,
		.no_memory = use->no_memory, .names = options->names || use->names, .wanted = &options->wanted,
		.may_kill = may_kill && !may_hold, .tty = use->tty, .environment = use->environment, .ring_size = options->ring_size, .mask = run->mask,
		.buffer_max = options->string_max > 256 ? options->string_max : 256,
		/* A line of decisions is of no use in part. */
		.long_fd = STDERR_FILENO, .long_max = use->decisions ? UINT_MAX : 0,
	};

	if (options->reads.count > 1)
		return merger_open(options->reads.items, options->reads.count, ret_source, reterr_why);
	if (options->reads.count > 0)
		return reader_open(options->reads.items[0], ret_source, reterr_why);
	return tracer_open(&tracer, ret_source, reterr_why);
}

int
run_open_failure(const struct run *run, int error, const struct why *why)
{
	if (run->options->argv == NULL || (error != -ENOENT && error != -EACCES && error != -ENOEXEC))
		return exits_fail(EXITS_FAILED, why);
	return exits_fail(error == -ENOENT ? EXITS_NOT_FOUND : EXITS_CANNOT_RUN, why);
}

struct alerts_options
run_alerts(const struct options *options)
{
	return (struct alerts_options){
		.threshold = options->anomaly_threshold, .window = options->anomaly_window, .both = options->anomaly_both,
		.renacer = options->compat_renacer, .rules = &options->rules,
	};
}

struct onalert *
run_onalert(const struct run *run, bool screen)
{
	const struct onalert_options onalert = {
		.what = run->options->on_alert, .least = run->options->fail_on_alert, .mask = run->mask, .screen = screen,
	};

	return onalert_new(&onalert);
}

static int
compare_with_baseline(const struct run *run, const struct session *session)
{
	const struct options *options = run->options;
	const struct compare compare = {
		.baseline = options->baseline, .name = options->record != NULL ? options->record : "this run", .session = session,
		.maps = run->maps, .tolerance = options->tolerance,
	};
	struct why why;
	int r = options->baseline != NULL ? compare_run(&compare, stderr, &why) : 0;

	return r < 0 ? exits_fail(EXITS_FAILED, &why) : r > 0 ? EXITS_SLOWER : 0;
}

static bool
alert_fails(const struct options *options, const struct session *session)
{
	uint64_t count = 0;

	for (int severity = options->fail_on_alert; severity > ALERT_NONE && severity <= ALERT_HIGH; severity++)
		count += alerts_total(session_alerts(session), (enum alert_severity)severity);
	return count > 0;
}

int
run_verdict(const struct run *run, const struct session *session)
{
	int status = compare_with_baseline(run, session);

	return status != 0 ? status : alert_fails(run->options, session) ? EXITS_ALERT : 0;
}
