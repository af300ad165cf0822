#include "options.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "base/text.h"
#include "export/export.h"
#include "habits.h"
#include "option.h"
#include "settle.h"

#define AT(field) offsetof(struct options, field)

static const struct option_info infos[] = {
	{ 'p', "attach", "PID[,PID…]", "watch every thread of a running process; may be given again", PIDS, 0 },
	{ 'o', "output", "FILE", "no screen; write there instead of stderr", TEXT, AT(output) },
	{ 0, "format", "FORMAT", "no screen; write one of the formats below", FORMAT, AT(format) },
	{ 'c', "summary-only", NULL, "no calls, only figures of them: a table, or those of csv or html", SET_TRUE, AT(summary) },
	{ 'C', "summary", NULL, "text, and the table of -c at the end", SET_TRUE, AT(table) },
	{ 'S', "summary-sort-by", "time|calls|name|errors", "order of tables of figures (time)", SORT, 0 },
	{ 0, "stats-extended", NULL, "tables of figures: mean, deviation, extremes and percentiles", SET_TRUE, AT(extended) },
	{ 0, "csv-columns", "[+]LIST", "csv: these columns; with + beside the usual ones", TEXT, AT(columns) },
	{ 0, "folded", "time|count", "folded: nanoseconds (the default) or calls", FOLDED, 0 },
	{ 'f', "follow", NULL, "follow children and threads (the default)", SET_FALSE, AT(no_follow) },
	{ 0, "no-follow", NULL, "leave out children and other threads", SET_TRUE, AT(no_follow) },
	{ 'y', "decode-fds", NULL, "text: say what descriptors are (always on the screen)", SET_TRUE, AT(names) },
	{ 'k', "stack-trace", NULL, "text: the stack under each call", SET_TRUE, AT(traces) },
	{ 's', "string-limit", "N", "bytes shown of each string in text (32)", COUNT, AT(string_max) },
	{ 't', "absolute-timestamps", NULL, "text: the time of day of each line; -tt: microseconds; -ttt: seconds since 1970", TIMES, AT(stamps) },
	{ 'T', "syscall-times", NULL, "text, csv: the time spent in each call", SET_TRUE, AT(times) },
	{ 'w', "record", "DIR", "keep a recording there: a directory, a CTF trace", TEXT, AT(record) },
	{ 'r', "read", "DIR", "open a recording instead of tracing a program; several are put on one time line", TEXTS, AT(reads) },
	{ 0, "max-bytes", "BYTES", "-w: how large a recording may become; with --rotate each of its files", SIZE, AT(max_bytes) },
	{ 0, "rotate", "N", "-w: keep the newest N files of --max-bytes each", COUNT, AT(rotate) },
	{ 0, "baseline", "DIR", "at the end, say what differs from that recording; exit with 4 if something is slower", TEXT, AT(baseline) },
	{ 0, "tolerance", "PERCENT", "diff, --baseline: how much slower is still the same (10)", DECIMAL, AT(tolerance) },
	{ 0, "on-exit", "kill|detach", "what becomes of a program we started when we leave first", ON_EXIT, 0 },
	{ 0, "on-full", "wait|drop", "when the ring is full: slow the program down, or leave calls out and count them", ON_FULL, 0 },
	{ 0, "ring-size", "BYTES", "size of the ring between tracer and front end (8M)", SIZE, AT(ring_size) },
	{ 0, "history", "BYTES", "records kept in memory (256M)", SIZE, AT(history) },
	{ 0, "placement", "auto|same|free", "whether the program shares a processor with its tracer", PLACEMENT, 0 },
	{ 'e', "capture", "EXPR", "record only some: trace=NAME,%CLASS,/REGEX/,!NAME; signal=…; status=…", CAPTURES, 0 },
	{ 0, "filter", "EXPR", "show only the calls that a filter means: fn=read and lat>1ms", TEXT, AT(filter) },
	{ 0, "no-stacks", NULL, "do not walk stacks: no functions, files and lines", SET_TRUE, AT(no_stacks) },
	{ 0, "debuginfod", NULL, "ask the servers in DEBUGINFOD_URLS for debug information that is not here", SET_TRUE, AT(debuginfod) },
	{ 0, "runtime-module", "PATTERN", "files whose functions are a runtime's, not the user's; may be given again", TEXTS, AT(runtimes) },
	{ 0, "transpiler-map", "FILE", "source map of a transpiled program; may be given again", TEXTS, AT(maps) },
	{ 0, "decisions", "FILE", "write what a transpiler says of its decisions there", TEXT, AT(decisions) },
	{ 0, "anomaly", "slow|both", "which unusual durations are alerts (slow)", ANOMALY, 0 },
	{ 0, "anomaly-realtime", NULL, "no screen: a line for each alert, and a report of them", SET_TRUE, AT(anomaly_realtime) },
	{ 0, "anomaly-threshold", "Z", "score from which a call is an alert (3)", DECIMAL, AT(anomaly_threshold) },
	{ 0, "anomaly-window-size", "N", "calls that what is usual looks back on (8192)", COUNT, AT(anomaly_window) },
	{ 0, "alert", "RULE", "another alert: a filter, {name: …, when: …, count: …}, or none; may be given again", TEXTS, AT(alerts) },
	{ 0, "on-alert", "hold|!COMMAND", "stop the program at it, for a debugger; or run a command that is told of it", TEXT, AT(on_alert) },
	{ 0, "fail-on-alert", "low|medium|high", "exit with 3 after an alert that severe, or more", FAIL_ON, 0 },
	{ 0, "compat", "renacer", "alerts by renacer's rule, in its words", COMPAT, 0 },
	{ 0, "otlp", NULL, "send telemetry to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names, or http://localhost:4318", SET_TRUE, AT(otlp) },
	{ 0, "otlp-endpoint", "URL", "send telemetry there", TEXT, AT(otlp_endpoint) },
	{ 0, "otlp-calls", "slow|alerts|all", "calls that are spans: with alerts or of a millisecond and more (slow), with alerts, all", OTLP_CALLS, 0 },
	{ 0, "trace-parent", "PARENT", "the span that the program belongs to, as $TRACEPARENT has it", TEXT, AT(trace_parent) },
	{ 0, "config", "FILE", "read that configuration instead of the user's own", TEXT, AT(config_file) },
	{ 0, "no-config", NULL, "read no configuration", SET_TRUE, AT(no_config) },
	{ 0, "dump-config", NULL, "show a configuration with everything in it, as a beginning of one's own", SET_TRUE, AT(dump_config) },
	{ 0, "color", "auto|always|never", "whether the screen has colours (auto: as NO_COLOR and CLICOLOR_FORCE say)", COLOR, 0 },
	{ 0, "theme", "NAME", "colours of the screen: a name or a file", TEXT, AT(theme) },
	{ 0, "script", "FILE", "commands for the screen instead of a keyboard", TEXT, AT(script) },
	{ 0, "screen", "COLSxROWS", "that size: of a script's screen, or of one that is printed at the end", TEXT, AT(screen) },
	{ 0, "tee", "FILE", "keep what the program writes to the terminal it has on the screen, byte for byte", TEXT, AT(tee) },
	{ 0, "mouse", NULL, "listen to the mouse: clicks and the wheel", SET_TRUE, AT(mouse) },
	{ 0, "ascii", NULL, "no lines and blocks beyond ASCII", SET_TRUE, AT(ascii) },
	{ 'h', "help", NULL, "show this", SET_TRUE, AT(help) },
	{ 'V', "version", NULL, "show the version", SET_TRUE, AT(version) },
};

enum { INFOS = sizeof infos / sizeof *infos, LONG_BASE = 256, HELP_LEFT = 34 };


enum { WINDOW_LEAST = 10, WINDOW_MOST_RENACER = 4096 };

const struct option_info *
option_table(size_t *ret_count)
{
	*ret_count = INFOS;
	return infos;
}

/* Columns of a text whose characters have one each. */
static int
width_of(const char *text)
{
	int width = 0;

	for (; *text != '\0'; text++)
		width += ((unsigned char)*text & 0xc0) != 0x80;
	return width;
}

static void
help_line(FILE *out, const struct option_info *info)
{
	char left[64];
	int width;

	snprintf(left, sizeof left, "%c%c%s --%s%s%s", info->letter ? '-' : ' ', info->letter ? info->letter : ' ',
		 info->letter ? "," : " ", info->name, info->value ? "=" : "", info->value ? info->value : "");
	width = width_of(left);
	fprintf(out, "  %s", left);
	if (width > HELP_LEFT)
		fprintf(out, "\n  %*s", HELP_LEFT + 1, "");
	else
		fprintf(out, "%*s", HELP_LEFT + 1 - width, "");
	fprintf(out, "%s\n", info->help);
}

void
options_help(FILE *out)
{
	fputs("Usage: sightline [OPTION…] [--] COMMAND [ARGUMENT…]\n"
	      "       sightline [OPTION…] -p PID\n"
	      "       sightline [OPTION…] -r DIR\n", out);
	commands_usage(out);
	fputs("Shows live what a program asks of the kernel, how long each answer takes,\n"
	      "which line of source asks, and what is out of the ordinary.\n\n", out);
	for (size_t i = 0; i < INFOS; i++)
		help_line(out, &infos[i]);
	fputs("\nFormats:\n", out);
	for (size_t i = 0; export_formats[i] != NULL; i++)
		fprintf(out, "  %-9s %s\n", export_formats[i]->name, export_formats[i]->help);
	fputs("\nWithout --format, and with a terminal, there is a screen: ? shows its keys.\n"
	      "\nFor example:\n"
	      "  sightline tar cf /dev/null /usr/share/doc    a program, on the screen\n"
	      "  sightline -p 4242                            one that runs\n"
	      "  sightline -c git status                      a table of its calls\n"
	      "  sightline -t -e trace=%file -o calls make    its calls on files, as strace writes them\n", out);
}

/* --- values ------------------------------------------------------------------- */

static int
complain(struct why *why, const struct option_info *info, const char *value, const char *expected)
{
	return why_set(why, -EINVAL, "--%s: \"%s\" is not %s", info->name, value, expected);
}

static bool
read_number(const char *text, uint64_t most, uint64_t *ret_number, const char **ret_rest)
{
	char *rest;

	errno = 0;
	*ret_number = strtoull(text, &rest, 10);
	*ret_rest = rest;
	return isdigit((unsigned char)text[0]) && errno == 0 && *ret_number <= most;
}

static int
take_size(struct why *why, const struct option_info *info, const char *value, uint64_t *ret_size)
{
	static const char units[] = "KMG";
	const char *rest, *unit;
	uint64_t number;

	if (!read_number(value, UINT64_MAX >> 30, &number, &rest) || number == 0)
		return complain(why, info, value, "a size such as 65536, 512K, 8M or 1G");
	unit = rest[0] != '\0' ? strchr(units, toupper((unsigned char)rest[0])) : NULL;
	if (rest[0] != '\0' && (unit == NULL || rest[1] != '\0'))
		return complain(why, info, value, "a size such as 65536, 512K, 8M or 1G");
	*ret_size = unit != NULL ? number << (10 * (unit - units + 1)) : number;
	return 0;
}

static int
take_pids(struct why *why, const struct option_info *info, const char *value, struct options *options)
{
	const char *rest = value;
	uint64_t number;
	size_t cap = options->pid_count;

	do {
		if (!read_number(rest, INT_MAX, &number, &rest) || number == 0 || (*rest != '\0' && *rest != ','))
			return complain(why, info, value, "a process number, or several with commas between");
		options->pids = mem_grow(options->pids, &cap, options->pid_count + 1, sizeof *options->pids);
		options->pids[options->pid_count++] = (pid_t)number;
	} while (*rest++ == ',');
	return 0;
}

/* "3", "2.5": not strtod(), which reads what the locale says. */
static int
take_decimal(struct why *why, const struct option_info *info, const char *value, double *ret_number)
{
	const char *rest, *digits;
	uint64_t whole, part = 0;

	if (!read_number(value, 1000, &whole, &rest) || (*rest != '\0' && *rest != '.'))
		return complain(why, info, value, "a number such as 3 or 2.5");
	digits = *rest == '.' ? rest + 1 : NULL;
	if (digits != NULL && (!read_number(digits, 999999, &part, &rest) || *rest != '\0'))
		return complain(why, info, value, "a number such as 3 or 2.5");
	*ret_number = (double)whole + (digits != NULL ? (double)part / pow(10, (double)strlen(digits)) : 0);
	return *ret_number > 0 ? 0 : complain(why, info, value, "greater than 0");
}

/* One of a few words: its position, or -1. */
static int
find_word(const char *value, const char *const *words)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(value, words[i]) == 0)
			return i;
	return -1;
}

static int
take_word(struct why *why, const struct option_info *info, const char *value, struct options *options)
{
	static const char *const words[][5] = {
		[ON_EXIT] = { "kill", "detach" }, [ON_FULL] = { "wait", "drop" }, [PLACEMENT] = { "auto", "same", "free" },
		[SORT] = { "time", "calls", "name", "errors" }, [FOLDED] = { "time", "count" },
		[ANOMALY] = { "slow", "both" }, [COMPAT] = { "renacer" }, [FAIL_ON] = { "low", "medium", "high" },
		[OTLP_CALLS] = { "slow", "alerts", "all" }, [COLOR] = { "auto", "always", "never" },
	};
	int word = find_word(value, words[info->kind]);

	if (word < 0)
		return complain(why, info, value, info->value);
	if (info->kind == ON_EXIT)
		options->on_exit = word == 0 ? ON_EXIT_KILL : ON_EXIT_DETACH;
	else if (info->kind == ON_FULL)
		options->drop = word == 1;
	else if (info->kind == SORT) {
		options->sort = (enum export_sort)word;
		options->sorted = true;
	} else if (info->kind == FOLDED) {
		options->folded = (enum export_folded)word;
		options->folds = true;
	} else if (info->kind == PLACEMENT)
		options->placement = (enum placement)word;
	else if (info->kind == ANOMALY)
		options->anomaly_both = word == 1;
	else if (info->kind == COMPAT)
		options->compat_renacer = true;
	else if (info->kind == COLOR)
		options->color = (enum options_color)word;
	else if (info->kind == OTLP_CALLS) {
		options->otlp_calls = (enum otlp_calls)word;
		options->otlp_chosen = true;
	}
	else
		options->fail_on_alert = (enum alert_severity)(ALERT_LOW + word);
	return 0;
}

static int
unknown_format(struct why *why, const struct option_info *info, const char *value)
{
	char list[128];
	struct text text = text_in(list, sizeof list);

	for (size_t i = 0; export_formats[i] != NULL; i++)
		text_addf(&text, "%s%s", i == 0 ? "" : export_formats[i + 1] != NULL ? ", " : " or ",
			  export_formats[i]->name);
	return complain(why, info, value, list);
}

/* One more of an option that may be given again. */
static int
take_text(const char ***list, size_t *count, const char *value)
{
	size_t cap = *count;

	*list = mem_grow(*list, &cap, *count + 1, sizeof **list);
	(*list)[(*count)++] = value;
	return 0;
}

int
option_take(const struct option_info *info, const char *value, struct options *options, struct why *why)
{
	void *place = (char *)options + info->place;
	const char *rest;
	uint64_t number;

	switch (info->kind) {
	case SET_TRUE:
		*(bool *)place = true;
		return 0;
	case SET_FALSE:
		*(bool *)place = false;
		return 0;
	case TIMES:
		if (*(unsigned *)place < 3)
			++*(unsigned *)place;
		return 0;
	case TEXT:
		*(const char **)place = value;
		return 0;
	case CAPTURES:
		return take_text(&options->captures, &options->capture_count, value);
	case TEXTS:
		if (info->place == AT(alerts))
			return take_text(&options->alerts, &options->alert_count, value);
		if (info->place == AT(runtimes))
			return take_text(&options->runtimes, &options->runtime_count, value);
		return info->place == AT(maps) ? take_text(&options->maps, &options->map_count, value)
					       : take_text(&options->reads, &options->read_count, value);
	case FORMAT:
		if (export_find(value) == NULL)
			return unknown_format(why, info, value);
		*(const char **)place = value;
		return 0;
	case PIDS:
		return take_pids(why, info, value, options);
	case SIZE:
		return take_size(why, info, value, place);
	case COUNT:
		if (!read_number(value, 65536, &number, &rest) || *rest != '\0' || number == 0)
			return complain(why, info, value, "a number from 1 to 65536");
		*(unsigned *)place = (unsigned)number;
		return 0;
	case DECIMAL:
		return take_decimal(why, info, value, place);
	case ON_EXIT:
	case ON_FULL:
	case PLACEMENT:
	case SORT:
	case FOLDED:
	case ANOMALY:
	case COMPAT:
	case FAIL_ON:
	case OTLP_CALLS:
	case COLOR:
		return take_word(why, info, value, options);
	}
	return 0;
}

/* --- the line ------------------------------------------------------------------ */

static const char *
option_name(size_t i, const void *context)
{
	(void)context;
	return i < INFOS ? infos[i].name : NULL;
}

static int
unknown_option(struct why *why, const char *given)
{
	const char *near;
	char name[64];

	snprintf(name, sizeof name, "%.*s", (int)strcspn(given + 2, "="), given + 2);
	near = nearest(name, option_name, NULL);
	if (near != NULL)
		return why_set(why, -EINVAL, "unknown option --%s; did you mean --%s?", name, near);
	return why_set(why, -EINVAL, "unknown option --%s; --help shows what there is", name);
}

static int
bad_option(struct why *why, char **argv, int result)
{
	const char *given = argv[optind - 1];

	if (result == ':')
		return why_set(why, -EINVAL, "%s wants a value", given);
	if (strncmp(given, "--", 2) == 0)
		return unknown_option(why, given);
	if (habit_instead(optopt) != NULL)
		return why_set(why, -EINVAL, "unknown option -%c; %s", optopt, habit_instead(optopt));
	return why_set(why, -EINVAL, "unknown option -%c; --help shows what there is", optopt);
}

static void
make_tables(char *letters, struct option *longs, enum command command)
{
	if (command == COMMAND_TRACE)
		*letters++ = '+';	/* options end where the program to trace begins */
	*letters++ = ':';
	for (size_t i = 0; i < INFOS; i++) {
		longs[i] = (struct option){ infos[i].name, infos[i].value ? required_argument : no_argument, NULL,
					    LONG_BASE + (int)i };
		if (infos[i].letter == 0)
			continue;
		*letters++ = infos[i].letter;
		if (infos[i].value != NULL)
			*letters++ = ':';
	}
	*letters = '\0';
}

static const struct option_info *
info_of(int result)
{
	if (result >= LONG_BASE)
		return &infos[result - LONG_BASE];
	for (size_t i = 0; i < INFOS; i++)
		if (infos[i].letter == result)
			return &infos[i];
	return NULL;
}

/* What is to be watched: one of three things. And what goes with a recording only. */
static int
check_subject(const struct options *options, bool command, struct why *why)
{
	unsigned subjects = (unsigned)command + (options->pid_count > 0) + (options->read_count > 0);

	if (subjects > 1)
		return why_set(why, -EINVAL, options->read_count > 0 ? "-r reads a recording and starts or attaches nothing"
								   : "either a command or -p, not both");
	if (subjects == 0)
		return why_set(why, -EINVAL, "no command to watch, such as: sightline ls -l /; nor -p PID, nor -r DIR; --help shows more");
	if (options->read_count > 0 && options->capture_count > 0)
		return why_set(why, -EINVAL, "-e says what is recorded; what -r reads was recorded before");
	if (options->tolerance > 0 && options->baseline == NULL)
		return why_set(why, -EINVAL, "--tolerance is for diff, and for --baseline");
	if (options->max_bytes > 0 && options->record == NULL)
		return why_set(why, -EINVAL, "--max-bytes is for a recording: -w DIR");
	if (options->rotate > 0 && options->max_bytes == 0)
		return why_set(why, -EINVAL, "--rotate wants --max-bytes, the size of a file");
	return 0;
}

static int
check_command(struct options *options, int argc, char **argv, struct why *why)
{
	int r;

	options->operands = argv + optind;
	options->operand_count = (size_t)(argc - optind);
	r = command_operands(options->command, options->operand_count, argv[optind], why);
	if (r < 0)
		return r;
	if (options->command == COMMAND_MERGE && options->record == NULL)
		return why_set(why, -EINVAL, "merge wants -w DIR for what it makes");
	if (options->command == COMMAND_DIFF && options->format != NULL && strcmp(options->format, "text") != 0 &&
	    strcmp(options->format, "json") != 0)
		return why_set(why, -EINVAL, "diff writes --format=text or json, not %s", options->format);
	return 0;
}

static int
check_whole(struct options *options, int argc, char **argv, struct why *why)
{
	int r;

	if (options->help || options->version || options->dump_config)
		return 0;
	if (options->command != COMMAND_TRACE)
		return check_command(options, argc, argv, why);
	r = check_subject(options, optind < argc, why);
	if (r < 0)
		return r;
	if (options->anomaly_window > 0 && options->anomaly_window < WINDOW_LEAST)
		return why_set(why, -EINVAL, "--anomaly-window-size: %u is less than the %d calls that a score needs",
			       options->anomaly_window, WINDOW_LEAST);
	if (options->compat_renacer && options->anomaly_window > WINDOW_MOST_RENACER)
		return why_set(why, -EINVAL, "--anomaly-window-size: with --compat=renacer %d at most", WINDOW_MOST_RENACER);
	if (options->anomaly_realtime && (options->script != NULL || options->screen != NULL))
		return why_set(why, -EINVAL, "--anomaly-realtime writes lines, and %s is for the screen",
			       options->script != NULL ? "--script" : "--screen");
	if (options->anomaly_realtime && options->format == NULL)
		options->format = "text";
	r = settle_format(options, why);
	if (r == 0)
		r = settle_filter(options, why);
	if (r < 0)
		return r;
	if ((options->script != NULL || options->screen != NULL) && options->format != NULL)
		return why_set(why, -EINVAL, "%s is for the screen, which --format, -c and -o leave out",
			       options->script != NULL ? "--script" : "--screen");
	if (options->tee != NULL && (options->format != NULL || optind == argc))
		return why_set(why, -EINVAL, "--tee is for a program that is started on the screen, which has a terminal of its own there");
	r = settle_telemetry(options, why);
	if (r == 0)
		r = settle_alerts(options, why);
	if (r < 0)
		return r;
	if (optind < argc)
		options->argv = argv + optind;
	return wanted_parse(&options->wanted, options->captures, options->capture_count, why);
}

static bool
wants_config(const struct options *options)
{
	return (options->command == COMMAND_TRACE || options->command == COMMAND_DIFF) && !options->help && !options->version && !options->dump_config;
}

int
options_parse(int argc, char **argv, bool user, struct options *ret_options, struct why *reterr_why)
{
	struct options options = { .placement = PLACEMENT_AUTO };
	struct option longs[INFOS + 1] = { { NULL, 0, NULL, 0 } };
	bool given[INFOS] = { false };
	char letters[2 * INFOS + 3];
	int result, r = 0;

	options.command = argc > 1 ? command_find(argv[1]) : COMMAND_TRACE;
	if (options.command != COMMAND_TRACE) {
		argv++;
		argc--;
	}
	make_tables(letters, longs, options.command);
	optind = 0;	/* GNU: begin anew, so that tests may parse many lines */
	opterr = 0;
	while (r == 0 && (result = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		const struct option_info *info = result == '?' || result == ':' ? NULL : info_of(result);

		r = info != NULL ? option_take(info, optarg, &options, reterr_why) : bad_option(reterr_why, argv, result);
		if (r == 0)
			r = command_takes(options.command, info->name, reterr_why);
		if (r == 0)
			given[info - infos] = true;
	}
	if (r == 0 && wants_config(&options))
		r = option_read_config(given, user, &options, reterr_why);
	if (r == 0)
		r = check_whole(&options, argc, argv, reterr_why);
	if (r < 0) {
		options_done(&options);
		return r;
	}
	*ret_options = options;
	return 0;
}

void
options_done(struct options *options)
{
	free(options->pids);
	free(options->captures);
	free(options->maps);
	free(options->runtimes);
	free(options->alerts);
	rules_list_done(&options->rules);
	free(options->reads);
	config_done(&options->config);
	options->reads = NULL;
	options->pids = NULL;
	options->captures = NULL;
	options->maps = NULL;
	options->runtimes = NULL;
	options->alerts = NULL;
}
