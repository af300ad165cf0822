/* All options: what each is called, what it is for, and where its value goes; see option.h. */
#include "base/nearest.h"
#include "option.h"
#include "options.h"

#define AT(field) offsetof(struct options, field)

static const struct option_info table[] = {
	{ 'p', "attach", "PID[,PID…]", PIDS, AT(pids),
	  .help = "watch every thread of a running process; may be given again", .line_only = true },
	{ 'o', "output", "FILE", TEXT, AT(output),
	  .help = "no screen; write there instead of stderr" },
	{ 0, "format", "FORMAT", FORMAT, AT(format),
	  .help = "no screen; write one of the formats below" },
	{ 'c', "summary-only", NULL, SET_TRUE, AT(summary),
	  .help = "no calls, only figures of them: a table, or those of csv or html" },
	{ 'C', "summary", NULL, SET_TRUE, AT(table),
	  .help = "text, and the table of -c at the end" },
	{ 'S', "summary-sort-by", "time|calls|name|errors", WORD, AT(sort),
	  .help = "order of tables of figures (time)", .told = AT(sorted) },
	{ 0, "stats-extended", NULL, SET_TRUE, AT(extended),
	  .help = "tables of figures: mean, deviation, extremes and percentiles" },
	{ 0, "csv-columns", "[+]LIST", TEXT, AT(columns),
	  .help = "csv: these columns; with + beside the usual ones" },
	{ 0, "folded", "time|count", WORD, AT(folded),
	  .help = "folded: nanoseconds (the default) or calls", .told = AT(folds) },
	{ 'f', "follow", NULL, SET_FALSE, AT(no_follow),
	  .help = "follow children and threads (the default)" },
	{ 0, "no-follow", NULL, SET_TRUE, AT(no_follow),
	  .help = "leave out children and other threads" },
	{ 'y', "decode-fds", NULL, SET_TRUE, AT(names),
	  .help = "text: say what descriptors are (always on the screen)" },
	{ 'k', "stack-trace", NULL, SET_TRUE, AT(traces),
	  .help = "text: the stack under each call" },
	{ 's', "string-limit", "N", COUNT, AT(string_max),
	  .help = "bytes shown of each string in text (32)" },
	{ 't', "absolute-timestamps", NULL, TIMES, AT(stamps),
	  .help = "text: the time of day of each line; -tt: microseconds; -ttt: seconds since 1970" },
	{ 'T', "syscall-times", NULL, SET_TRUE, AT(times),
	  .help = "text, csv: the time spent in each call" },
	{ 'w', "record", "DIR", TEXT, AT(record),
	  .help = "keep a recording there: a directory, a CTF trace" },
	{ 'r', "read", "DIR", TEXTS, AT(reads),
	  .help = "open a recording instead of tracing a program; several are put on one time line", .line_only = true },
	{ 0, "play", "SPEED", TEXT, AT(play),
	  .help = "-r: play it on the screen from its beginning, as fast as it was (1x) or 10x", .line_only = true },
	{ 0, "max-bytes", "BYTES", SIZE, AT(max_bytes),
	  .help = "-w: how large a recording may become; with --rotate each of its files" },
	{ 0, "rotate", "N", COUNT, AT(rotate),
	  .help = "-w: keep the newest N files of --max-bytes each" },
	{ 0, "baseline", "DIR", TEXT, AT(baseline),
	  .help = "at the end, say what differs from that recording; exit with 4 if something is slower" },
	{ 0, "tolerance", "PERCENT", DECIMAL, AT(tolerance),
	  .help = "diff, --baseline: how much slower is still the same (10)" },
	{ 0, "on-exit", "kill|detach", WORD, AT(on_exit),
	  .help = "what becomes of a program we started when we leave first", .first = ON_EXIT_KILL },
	{ 0, "on-full", "wait|drop", EITHER, AT(drop),
	  .help = "when the ring is full: slow the program down, or leave calls out and count them" },
	{ 0, "ring-size", "BYTES", SIZE, AT(ring_size),
	  .help = "size of the ring between tracer and front end (8M)" },
	{ 0, "history", "BYTES", SIZE, AT(history),
	  .help = "records kept in memory (256M)" },
	{ 0, "placement", "auto|same|free", WORD, AT(placement),
	  .help = "whether the program shares a processor with its tracer" },
	{ 'e', "capture", "EXPR", TEXTS, AT(captures),
	  .help = "record only some: trace=NAME,%CLASS,/REGEX/,!NAME; signal=…; status=…" },
	{ 0, "filter", "EXPR", TEXT, AT(filter),
	  .help = "show only the calls that a filter means: fn=read and lat>1ms" },
	{ 0, "no-stacks", NULL, SET_TRUE, AT(no_stacks),
	  .help = "do not walk stacks: no functions, files and lines" },
	{ 0, "debuginfod", NULL, SET_TRUE, AT(debuginfod),
	  .help = "ask the servers in DEBUGINFOD_URLS for debug information that is not here" },
	{ 0, "runtime-module", "PATTERN", TEXTS, AT(runtimes),
	  .help = "files whose functions are a runtime's, not the user's; may be given again" },
	{ 0, "transpiler-map", "FILE", TEXTS, AT(maps),
	  .help = "source map of a transpiled program; may be given again" },
	{ 0, "decisions", "FILE", TEXT, AT(decisions),
	  .help = "write what a transpiler says of its decisions there" },
	{ 0, "anomaly", "slow|both", EITHER, AT(anomaly_both),
	  .help = "which unusual durations are alerts (slow)" },
	{ 0, "anomaly-realtime", NULL, SET_TRUE, AT(anomaly_realtime),
	  .help = "no screen: a line for each alert, and a report of them" },
	{ 0, "anomaly-threshold", "Z", DECIMAL, AT(anomaly_threshold),
	  .help = "score from which a call is an alert (3)" },
	{ 0, "anomaly-window-size", "N", COUNT, AT(anomaly_window),
	  .help = "calls that what is usual looks back on (8192)" },
	{ 0, "alert", "RULE", TEXTS, AT(alerts),
	  .help = "another alert: a filter, {name: …, when: …, count: …}, or none; may be given again" },
	{ 0, "on-alert", "hold|!COMMAND", TEXT, AT(on_alert),
	  .help = "stop the program at it, for a debugger; or run a command that is told of it" },
	{ 0, "fail-on-alert", "low|medium|high", WORD, AT(fail_on_alert),
	  .help = "exit with 3 after an alert that severe, or more", .first = ALERT_LOW },
	{ 0, "compat", "renacer", EITHER, AT(compat_renacer),
	  .help = "alerts by renacer's rule, in its words", .first = 1 },
	{ 0, "otlp", NULL, SET_TRUE, AT(otlp),
	  .help = "send telemetry to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names, or http://localhost:4318" },
	{ 0, "otlp-endpoint", "URL", TEXT, AT(otlp_endpoint),
	  .help = "send telemetry there" },
	{ 0, "otlp-calls", "slow|alerts|all", WORD, AT(otlp_calls),
	  .help = "calls that are spans: with alerts or of a millisecond and more (slow), with alerts, all",
	  .told = AT(otlp_chosen) },
	{ 0, "trace-parent", "PARENT", TEXT, AT(trace_parent),
	  .help = "the span that the program belongs to, as $TRACEPARENT has it" },
	{ 0, "config", "FILE", TEXT, AT(config_file),
	  .help = "read that configuration instead of the user's own", .line_only = true },
	{ 0, "no-config", NULL, SET_TRUE, AT(no_config),
	  .help = "read no configuration", .line_only = true },
	{ 0, "dump-config", NULL, SET_TRUE, AT(dump_config),
	  .help = "show a configuration with everything in it, as a beginning of one's own", .line_only = true },
	{ 0, "color", "auto|always|never", WORD, AT(color),
	  .help = "whether the screen has colours (auto: as NO_COLOR and CLICOLOR_FORCE say)" },
	{ 0, "theme", "NAME", TEXT, AT(theme),
	  .help = "colours of the screen: a name or a file", .line_only = true },
	{ 0, "script", "FILE", TEXT, AT(script),
	  .help = "commands for the screen instead of a keyboard", .line_only = true },
	{ 0, "screen", "COLSxROWS", TEXT, AT(screen),
	  .help = "that size: of a script's screen, or of one that is printed at the end", .line_only = true },
	{ 0, "tee", "FILE", TEXT, AT(tee),
	  .help = "keep what the program writes to the terminal it has on the screen, byte for byte", .line_only = true },
	{ 0, "mouse", NULL, SET_TRUE, AT(mouse),
	  .help = "listen to the mouse: clicks and the wheel" },
	{ 0, "ascii", NULL, SET_TRUE, AT(ascii),
	  .help = "no lines and blocks beyond ASCII" },
	{ 'h', "help", NULL, SET_TRUE, AT(help),
	  .help = "show this", .line_only = true },
	{ 'V', "version", NULL, SET_TRUE, AT(version),
	  .help = "show the version", .line_only = true },
};
_Static_assert(sizeof table / sizeof *table <= OPTIONS_MAX, "OPTIONS_MAX must grow");

const struct option_info *
option_table(size_t *ret_count)
{
	*ret_count = sizeof table / sizeof *table;
	return table;
}

static const char *
name_at(size_t i, const void *context)
{
	(void)context;
	return i < sizeof table / sizeof *table ? table[i].name : NULL;
}

const char *
option_nearest(const char *name)
{
	return nearest(name, name_at, NULL);
}
