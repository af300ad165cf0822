/* What goes with what, and what follows from it; see option.h. */
#include <errno.h>
#include <string.h>

#include "commands.h"
#include "option.h"
#include "options.h"
#include "settle.h"

enum { WINDOW_LEAST = 10, WINDOW_MOST_RENACER = 4096 };

/* One of three things is watched. */
static int
check_subject(const struct options *options, bool command, struct why *why)
{
	unsigned subjects = (unsigned)command + (options->pids.count > 0) + (options->reads.count > 0);

	if (subjects > 1 && options->reads.count > 0)
		return why_set(why, -EINVAL, "-r reads a recording and starts or attaches nothing");
	if (subjects > 1)
		return why_set(why, -EINVAL, "either a command or -p, not both");
	if (subjects == 0)
		return why_set(why, -EINVAL, "no command to watch, such as: sightline ls -l /; nor -p PID, nor -r DIR; "
			       "--help shows more");
	return 0;
}

static int
check_recording(const struct options *options, struct why *why)
{
	if (options->reads.count > 0 && options->captures.count > 0)
		return why_set(why, -EINVAL, "-e says what is recorded; what -r reads was recorded before");
	if (options->play != NULL && options->reads.count == 0)
		return why_set(why, -EINVAL, "--play is for a recording: -r DIR");
	if (options->tolerance > 0 && options->baseline == NULL)
		return why_set(why, -EINVAL, "--tolerance is for diff, and for --baseline");
	if (options->max_bytes > 0 && options->record == NULL)
		return why_set(why, -EINVAL, "--max-bytes is for a recording: -w DIR");
	if (options->rotate > 0 && options->max_bytes == 0)
		return why_set(why, -EINVAL, "--rotate wants --max-bytes, the size of a file");
	return 0;
}

static int
check_anomaly(const struct options *options, struct why *why)
{
	if (options->anomaly_window > 0 && options->anomaly_window < WINDOW_LEAST)
		return why_set(why, -EINVAL, "--anomaly-window-size: %u is less than the %d calls that a score needs",
			       options->anomaly_window, WINDOW_LEAST);
	if (options->compat_renacer && options->anomaly_window > WINDOW_MOST_RENACER)
		return why_set(why, -EINVAL, "--anomaly-window-size: with --compat=renacer %d at most",
			       WINDOW_MOST_RENACER);
	return 0;
}

static const char *
screen_option(const struct options *options)
{
	return options->script != NULL ? "--script" : options->screen != NULL ? "--screen" : options->play != NULL ? "--play" : NULL;
}

/* Before formats are settled, since lines of alerts go with one; and after. */
static int
check_lines(struct options *options, struct why *why)
{
	if (options->anomaly_realtime && screen_option(options) != NULL)
		return why_set(why, -EINVAL, "--anomaly-realtime writes lines, and %s is for the screen",
			       screen_option(options));
	if (options->anomaly_realtime && options->format == NULL)
		options->format = "text";
	return 0;
}

static int
check_screen(const struct options *options, bool command, struct why *why)
{
	if (options->format != NULL && screen_option(options) != NULL)
		return why_set(why, -EINVAL, "%s is for the screen, which --format, -c and -o leave out",
			       screen_option(options));
	if (options->tee != NULL && (options->format != NULL || !command))
		return why_set(why, -EINVAL,
			       "--tee is for a program that is started on the screen, which has a terminal of "
			       "its own there");
	return 0;
}

static int
check_trace(struct options *options, char **rest, size_t count, struct why *why)
{
	bool command = count > 0;
	int r = check_subject(options, command, why);

	if (r == 0)
		r = check_recording(options, why);
	if (r == 0)
		r = check_anomaly(options, why);
	if (r == 0)
		r = check_lines(options, why);
	if (r == 0)
		r = settle_format(options, why);
	if (r == 0)
		r = settle_filter(options, why);
	if (r == 0)
		r = check_screen(options, command, why);
	if (r == 0)
		r = settle_telemetry(options, why);
	if (r == 0)
		r = settle_alerts(options, why);
	if (r < 0)
		return r;
	options->argv = command ? rest : NULL;
	return wanted_parse(&options->wanted, options->captures.items, options->captures.count, why);
}

static int
check_command(struct options *options, char **rest, size_t count, struct why *why)
{
	int r;

	options->operands = rest;
	options->operand_count = count;
	r = command_operands(options->command, count, rest[0], why);
	if (r < 0)
		return r;
	if (options->command == COMMAND_MERGE && options->record == NULL)
		return why_set(why, -EINVAL, "merge wants -w DIR for what it makes");
	if (options->command == COMMAND_DIFF && options->format != NULL && strcmp(options->format, "text") != 0 &&
	    strcmp(options->format, "json") != 0)
		return why_set(why, -EINVAL, "diff writes --format=text or json, not %s", options->format);
	return 0;
}

int
options_check(struct options *options, char **rest, size_t count, struct why *why)
{
	if (options->command != COMMAND_TRACE)
		return check_command(options, rest, count, why);
	return check_trace(options, rest, count, why);
}
