/* Command lines, good and bad. */
#include "options.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "check.h"

enum { WORDS = 12 };

static struct options options;
static struct why why;

static int
parse(const char *const *words)
{
	static char name[] = "sightline";
	static char *argv[WORDS + 2];	/* options.argv points into it */
	int argc = 1;

	memset(argv, 0, sizeof argv);
	argv[0] = name;
	for (int i = 0; i < WORDS && words[i] != NULL; i++)
		argv[argc++] = (char *)(uintptr_t)words[i];
	why.text[0] = '\0';
	return options_parse(argc, argv, false, &options, &why);
}

#define PARSE(...) parse((const char *const[WORDS]){ __VA_ARGS__ })

static void
options_end_where_the_command_begins(void)
{
	CHECK_EQ(PARSE("-o", "out", "ls", "-o", "x"), 0);
	CHECK_STR(options.output, "out");
	CHECK_STR(options.argv[0], "ls");
	CHECK_STR(options.argv[1], "-o");
	options_done(&options);
	CHECK_EQ(PARSE("--", "-c"), 0);
	CHECK_STR(options.argv[0], "-c");
	CHECK(options.format == NULL);
	options_done(&options);
}

static void
every_value_arrives(void)
{
	CHECK_EQ(PARSE("-c", "-T", "-s", "99", "--ring-size=64K", "--history", "2M", "--on-full=drop", "--on-exit=kill",
		       "--placement=free", "prog"), 0);
	CHECK_STR(options.format, "summary");
	CHECK(options.summary && options.times);
	CHECK_EQ(options.string_max, 99);
	CHECK_EQ(options.ring_size, 65536);
	CHECK_EQ(options.history, 2 << 20);
	CHECK(options.drop);
	CHECK_EQ(options.on_exit, ON_EXIT_KILL);
	CHECK_EQ(options.placement, PLACEMENT_FREE);
	options_done(&options);
	CHECK_EQ(PARSE("-ttt", "-t", "prog"), 0);
	CHECK_EQ(options.stamps, 3);
	options_done(&options);
	CHECK_EQ(PARSE("-f", "--no-follow", "--ascii", "--no-stacks", "--theme=x", "--script", "s", "--screen=80x24",
		       "--transpiler-map=a", "--transpiler-map=b", "prog"), 0);
	CHECK(options.no_follow && options.ascii && options.no_stacks);
	CHECK_STR(options.theme, "x");
	CHECK_STR(options.script, "s");
	CHECK_STR(options.screen, "80x24");
	CHECK_EQ(options.maps.count, 2);
	CHECK_STR(options.maps.items[1], "b");
	options_done(&options);
}

static void
what_is_recorded_and_what_is_shown_are_two_things(void)
{
	CHECK_EQ(PARSE("--capture=trace=read", "-e", "status=failed", "--filter=fn = read lat > 1ms", "prog"), 0);
	CHECK_EQ(options.captures.count, 2);
	CHECK_STR(options.filter, "fn = read lat > 1ms");
	options_done(&options);
	CHECK_EQ(PARSE("--filter=", "-r", "recorded"), 0);
	options_done(&options);
	CHECK_EQ(PARSE("--filter=err and latt > 1ms", "prog"), -EINVAL);
	CHECK_STR(why.text, "--filter: col 9: unknown field \"latt\" (lat?)");
	CHECK_EQ(PARSE("--filter=trace=read", "prog"), -EINVAL);
	CHECK_STR(why.text, "--filter: col 1: unknown field \"trace\"; what is recorded is chosen by -e, --capture");
	CHECK_EQ(PARSE("--filter=src = a.c", "--no-stacks", "prog"), -EINVAL);
	CHECK_STR(why.text, "--filter asks who made a call, which --no-stacks leaves out");
	CHECK_EQ(PARSE("--filter=err", "--no-stacks", "prog"), 0);
	options_done(&options);
}

/* What only one format has asks for that format. */
static void
options_choose_their_format(void)
{
	static const struct {
		const char *words[WORDS], *format;
	} cases[] = {
		{ { "-C", "prog" }, "text" },
		{ { "-C", "-S", "calls", "--stats-extended", "prog" }, "text" },
		{ { "-c", "-S", "errors", "prog" }, "summary" },
		{ { "-c", "--format=text", "prog" }, "summary" },
		{ { "--stats-extended", "prog" }, "summary" },
		{ { "--csv-columns=pid,tid", "prog" }, "csv" },
		{ { "--format=html", "--stats-extended", "-S", "calls", "prog" }, "html" },
		{ { "--folded=count", "prog" }, "folded" },
		{ { "--format=csv", "-c", "prog" }, "csv" },
		{ { "-o", "file", "prog" }, "text" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		CHECK_EQ(parse(cases[i].words), 0);
		CHECK_STR(options.format, cases[i].format);
		options_done(&options);
	}
	CHECK_EQ(PARSE("-C", "-S", "name", "prog"), 0);
	CHECK(options.table && options.sorted && !options.summary);
	CHECK_EQ(options.sort, EXPORT_BY_NAME);
	options_done(&options);
}

/* 64 columns are enough for anybody, the usual six among them. */
static void
columns_are_counted(void)
{
	char list[512] = "--csv-columns=+pid";
	const char *const words[WORDS] = { list, "prog" };

	for (int i = 0; i < 57; i++)
		strcat(list, ",pid");
	CHECK_EQ(parse(words), 0);
	options_done(&options);
	strcat(list, ",pid");
	CHECK_EQ(parse(words), -EINVAL);
	CHECK_STR(why.text, "--csv-columns: more than 64 columns");
}

static void
alerts_can_be_chosen(void)
{
	CHECK_EQ(PARSE("--anomaly=both", "--anomaly-threshold=2.5", "--anomaly-window-size=200", "--fail-on-alert=medium",
		       "--compat=renacer", "prog"), 0);
	CHECK(options.anomaly_both && options.compat_renacer && !options.anomaly_realtime);
	CHECK(options.anomaly_threshold == 2.5);
	CHECK_EQ(options.anomaly_window, 200);
	CHECK_EQ(options.fail_on_alert, ALERT_MEDIUM);
	CHECK(options.format == NULL);
	options_done(&options);
	CHECK_EQ(PARSE("--anomaly-threshold=4", "--anomaly=slow", "--anomaly-realtime", "prog"), 0);
	CHECK(options.anomaly_threshold == 4);
	CHECK(options.anomaly_realtime && !options.anomaly_both && !options.compat_renacer);
	CHECK_EQ(options.fail_on_alert, ALERT_NONE);
	CHECK_STR(options.format, "text");
	options_done(&options);
}

static void
processes_are_listed(void)
{
	CHECK_EQ(PARSE("-p", "12,34", "--attach=56"), 0);
	CHECK_EQ(options.pids.count, 3);
	CHECK_EQ(options.pids.items[0], 12);
	CHECK_EQ(options.pids.items[2], 56);
	CHECK(options.argv == NULL);
	options_done(&options);
}

static void
rewriting_is_asked_for_first(void)
{
	CHECK_EQ(PARSE("rewrite", "--transpiler-map=a", "--transpiler-map", "b"), 0);
	CHECK_EQ(options.command, COMMAND_REWRITE);
	CHECK_EQ(options.maps.count, 2);
	CHECK_STR(options.maps.items[1], "b");
	options_done(&options);
	CHECK_EQ(PARSE("--", "rewrite"), 0);
	CHECK_EQ(options.command, COMMAND_TRACE);
	CHECK_STR(options.argv[0], "rewrite");
	options_done(&options);
	CHECK_EQ(PARSE("-T", "rewrite"), 0);
	CHECK_EQ(options.command, COMMAND_TRACE);
	options_done(&options);
}

static const struct {
	const char *words[WORDS];
	const char *says;
} wrong[] = {
	{ { NULL }, "no command" },
	{ { "rewrite", "-o", "x" }, "--output is not for rewrite, which traces nothing" },
	{ { "rewrite", "-p", "1" }, "--attach is not for rewrite" },
	{ { "rewrite", "--transpiler-map", "a", "b.map" }, "rewrite reads standard input; what is \"b.map\"?" },
	{ { "rewrite", "--transpiler-map" }, "--transpiler-map wants a value" },
	{ { "--formt=text", "ls" }, "did you mean --format?" },
	{ { "--zzzzzzzzz", "ls" }, "unknown option --zzzzzzzzz" },
	{ { "-j", "ls" }, "unknown option -j; --help" },
	{ { "-Z", "ls" }, "unknown option -Z; -e status=failed records" },
	{ { "-P", "/etc", "ls" }, "--filter='path = NAME'" },
	{ { "-t", "--format=csv", "ls" }, "-t is for --format=text, not csv" },
	{ { "-o" }, "-o wants a value" },
	{ { "--format=xml", "ls" }, "\"xml\" is not text, jsonl, json, csv, html, summary, folded" },
	{ { "-p", "x" }, "\"x\" is not a process number" },
	{ { "-p", "0" }, "\"0\" is not a process number" },
	{ { "-p", "1,", NULL }, "is not a process number" },
	{ { "-p", "99999999999999" }, "is not a process number" },
	{ { "-p", "1", "ls" }, "not both" },
	{ { "-s", "-1", "ls" }, "is not a number from 1 to 65536" },
	{ { "--ring-size=0", "ls" }, "is not a size" },
	{ { "--ring-size=8Q", "ls" }, "is not a size" },
	{ { "--history=99999999999999999999G", "ls" }, "is not a size" },
	{ { "--on-exit=maybe", "ls" }, "is not kill|detach" },
	{ { "-S", "size", "-c", "ls" }, "\"size\" is not time|calls|name|errors" },
	{ { "-S", "time", "ls" }, "-S is for a table" },
	{ { "--stats-extended", "--format=jsonl", "ls" }, "--stats-extended is for a table" },
	{ { "-C", "--format=csv", "ls" }, "-C is for --format=text, not csv" },
	{ { "-C", "-c", "ls" }, "either -c" },
	{ { "-c", "--format=jsonl", "ls" }, "-c leaves nothing of --format=jsonl" },
	{ { "--csv-columns=pid", "--format=text", "ls" }, "--csv-columns is for --format=csv, not text" },
	{ { "--csv-columns=pid", "-c", "ls" }, "which -c leaves out" },
	{ { "--csv-columns=pid,size", "ls" }, "there is no column \"size\"; there are syscall arguments" },
#ifdef HAVE_SQLITE
	{ { "--format=sqlite", "ls" }, "--format=sqlite wants a file: -o FILE" },
#endif
	{ { "--folded=depth", "ls" }, "is not time|count" },
	{ { "--folded=time", "-c", "ls" }, "-c leaves nothing of --format=folded" },
	{ { "--folded=time", "--format=csv", "ls" }, "--folded is for --format=folded, not csv" },
	{ { "--csv-columns=", "ls" }, "there is no column \"\"" },
	{ { "--csv-columns=pid,", "ls" }, "there is no column \"\"" },
	{ { "--placement=here", "ls" }, "is not auto|same|free" },
	{ { "--anomaly=fast", "ls" }, "is not slow|both" },
	{ { "--compat=strace", "ls" }, "is not renacer" },
	{ { "--fail-on-alert=none", "ls" }, "is not low|medium|high" },
	{ { "--anomaly-threshold=0", "ls" }, "is not greater than 0" },
	{ { "--anomaly-threshold=-3", "ls" }, "is not a number such as 3 or 2.5" },
	{ { "--anomaly-threshold=3,5", "ls" }, "is not a number such as 3 or 2.5" },
	{ { "--anomaly-threshold=3.", "ls" }, "is not a number such as 3 or 2.5" },
	{ { "--anomaly-threshold=inf", "ls" }, "is not a number such as 3 or 2.5" },
	{ { "--anomaly-window-size=9", "ls" }, "9 is less than the 10 calls" },
	{ { "--anomaly-window-size=5000", "--compat=renacer", "ls" }, "4096 at most" },
	{ { "--anomaly-realtime", "--script=x", "ls" }, "--script is for the screen" },
};

static void
every_wrong_line_gets_its_sentence(void)
{
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		CHECK_EQ(parse(wrong[i].words), -EINVAL);
		if (!CHECK(strstr(why.text, wrong[i].says) != NULL))
			printf("  \"%s\" does not say \"%s\"\n", why.text, wrong[i].says);
	}
}

static void
help_and_version_need_no_command(void)
{
	CHECK_EQ(PARSE("--help"), 0);
	CHECK(options.help);
	options_done(&options);
	CHECK_EQ(PARSE("-V"), 0);
	CHECK(options.version);
	options_done(&options);
}

int
main(void)
{
	options_end_where_the_command_begins();
	every_value_arrives();
	what_is_recorded_and_what_is_shown_are_two_things();
	options_choose_their_format();
	columns_are_counted();
	alerts_can_be_chosen();
	processes_are_listed();
	rewriting_is_asked_for_first();
	every_wrong_line_gets_its_sentence();
	help_and_version_need_no_command();
	return check_result();
}
