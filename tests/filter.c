/* The filter's language: what is one, what is wrong with what is none, and which calls it means. */
#include "model/filter.h"

#include <locale.h>

#include "base/format.h"
#include "base/mem.h"
#include "base/text.h"
#include "chance.h"
#include "check.h"
#include "model/filter_complete.h"
#include "records.h"

enum { US = 1000, MS = 1000000 };

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct records records;
static struct session *session;

/* --- which calls are meant ---------------------------------------------------------- */

/*
 * A small story, so that each row of the table below can be checked by eye:
 *
 *	 1  tally   read(3, "", 4096) = 100		4 us	load_blob
 *	 2  tally   openat("/etc/hosts") = 3		12 us	load_blob
 *	 3  tally   openat("/etc/missing") = -ENOENT	7 us	parse_config
 *	 4  tally   write(1, "done") = 4		2 ms	write_report
 *	 5  Worker  recvfrom(9) = 1448			3 ms	fetch_page, preempted
 *	 6  Worker  nanosleep() = ERESTARTSYS		50 us
 *	 7  tally   mmap(0, 1 MiB, 3, 2, -1, 0) = 0x7f0000000000	9 us
 *	 8  lost
 *	 9  Worker  futex, open for 60 ms
 *	10  tally   exit_group, unfinished
 */
static void
add(uint32_t task, const char *name, int64_t result, uint64_t duration_ns, records_function *const *functions,
    unsigned depth, const struct record_call *more)
{
	struct record_call call = *more;

	call.task = task;
	call.name = name;
	call.result = result;
	call.duration_ns = duration_ns;
	records.stack = depth > 0 ? records_stack_of(&records, task, functions, depth) : 0;
	records_add_call(&records, &call);
}

static records_function *const blob[] = { load_blob, run_jobs }, *const config[] = { parse_config, run_jobs };
static records_function *const report[] = { write_report, run_jobs }, *const page[] = { fetch_page, run_jobs };

static void
tell_story(void)
{

	session = session_new(&(struct session_options){ .names = true });
	records = (struct records){ .session = session };
	records_start(&records, "tally notes.txt");
	records_task(&records, 0, "tally");
	records_own_maps(&records, 1);
	records_thread(&records, 1, "Worker");
	add(1, "read", 100, 4 * US, blob, 2, &(struct record_call){ .args = { 3, 0x1000, 4096 } });
	add(1, "openat", 3, 12 * US, blob, 2, &(struct record_call){ .args = { (uint32_t)-100 }, .text = "/etc/hosts" });
	add(1, "openat", -2, 7 * US, config, 2, &(struct record_call){ .args = { (uint32_t)-100 }, .text = "/etc/missing" });
	add(1, "write", 4, 2 * MS, report, 2, &(struct record_call){ .args = { 1, 0, 4 }, .text = "done" });
	add(2, "recvfrom", 1448, 3 * MS, page, 2, &(struct record_call){ .args = { 9, 0x1000, 16384 }, .flags = CALL_PREEMPTED });
	add(2, "nanosleep", -512, 50 * US, NULL, 0, &(struct record_call){ .args = { 0 } });
	add(1, "mmap", 0x7f0000000000, 9 * US, NULL, 0, &(struct record_call){ .args = { 0, 1 << 20, 3, 2, (uint64_t)-1 } });
	records_lost(&records, 1);
	records_wait(&records, 60 * MS);
	add(2, "futex", 0, 60 * MS, NULL, 0, &(struct record_call){ .state = CALL_OPEN });
	add(1, "exit_group", 0, 1 * US, NULL, 0, &(struct record_call){ .state = CALL_UNFINISHED });
}

/* "1 2 5": the calls that a filter means. */
static const char *
meant_by(const struct filter *filter)
{
	static char list[4096];
	size_t len = 0;

	list[0] = '\0';
	for (uint64_t seq = session_first(session); seq < session_end(session); seq++) {
		struct call_row row;

		if (session_row(session, seq, &row) && filter_match(filter, session, seq, &row))
			len += (size_t)snprintf(list + len, sizeof list - len, "%s%d", len > 0 ? " " : "", (int)seq);
	}
	return list;
}

static struct filter *
parse(const char *text)
{
	struct filter_error error;
	struct filter *filter = NULL;
	char buf[300];

	if (filter_parse(text, &filter, &error) == 0)
		return filter;
	printf("%s: %s\n", text, filter_error_text(&error, buf, sizeof buf));
	CHECK(filter != NULL);
	return NULL;
}

static void
means(const char *text, const char *expected)
{
	struct filter *filter = parse(text);

	if (filter == NULL)
		return;
	if (!CHECK_STR(meant_by(filter), expected))
		printf("\tby %s\n", text);
	filter_free(filter);
}

static void
each_condition_means_its_calls(void)
{
	static const struct {
		const char *text, *calls;
	} table[] = {
		{ "", "1 2 3 4 5 6 7 8 9 10" },
		{ "  ", "1 2 3 4 5 6 7 8 9 10" },
		/* the system call */
		{ "fn = read", "1" },
		{ "fn=openat", "2 3" },
		{ "fn == openat", "2 3" },
		{ "fn = *at", "2 3" },
		{ "fn = ????", "1 7" },
		{ "fn ~ ^(read|write)$", "1 4" },
		{ "(fn ~ ^(read|write)$) lat > 1ms", "4" },
		{ "fn ~ (read|write)$||gap", "1 4 8" },
		{ "fn ~ \"^(read|write)$\"", "1 4" },
		{ "fn has RECV", "" },
		{ "fn has recv", "5" },
		{ "fn in (read, write, mmap)", "1 4 7" },
		{ "fn not in (read, write, mmap)", "2 3 5 6 8 9 10" },
		{ "fn != openat", "1 4 5 6 7 8 9 10" },
		{ "fn !~ e", "7 8" },
		{ "%net", "5" },
		{ "%network", "5" },
		{ "%file", "2 3" },
		{ "%memory", "7" },
		{ "%process", "10" },
		{ "!%desc", "6 8 9 10" },
		/* durations */
		{ "lat > 1ms", "4 5 9" },
		{ "lat >= 2ms", "4 5 9" },
		{ "lat < 7us", "1 10" },
		{ "lat <= 7us", "1 3 10" },
		{ "lat = 2ms", "4" },
		{ "lat in 5us..12us", "2 3 7" },
		{ "lat = 11us1000ns", "2" },
		{ "lat = 11us999ns", "" },
		{ "lat < 1h30m", "1 2 3 4 5 6 7 9 10" },
		{ "lat > 0", "1 2 3 4 5 6 7 9 10" },
		{ "lat > 0.0001s", "4 5 9" },
		{ "lat >= 60ms", "9" },
		/* results */
		{ "err", "3" },
		{ "!err", "1 2 4 5 6 7 8 9 10" },
		{ "err = ENOENT", "3" },
		{ "err = 2", "3" },
		{ "err = ERESTARTSYS", "6" },
		{ "err in (ENOENT, EAGAIN)", "3" },
		{ "err ~ ^E", "3 6" },
		{ "err = ENO*", "3" },
		{ "err has restart", "6" },
		{ "err != ENOENT", "1 2 4 5 6 7 8 9 10" },
		{ "ret = 100", "1" },
		{ "ret = ENOENT", "3" },
		{ "ret < 0", "3 6" },
		{ "ret >= 1KiB", "5 7" },
		{ "ret = 0x7f0000000000", "7" },
		{ "ret ~ 0x7f", "7" },
		{ "size > 1000", "5 7" },
		{ "size = 1MiB", "7" },
		{ "size in (4, 100)", "1 4" },
		{ "open", "9" },
		{ "unfinished", "10" },
		{ "wait", "6 9" },
		{ "gap", "8" },
		{ "preempted", "5" },
		{ "net >= 2ms", "4 5" },
		{ "net < 7us", "1" },
		/* who */
		{ "tid = 1001", "1 2 3 4 7 10" },
		{ "tid=1002", "5 6 9" },
		{ "pid = 1001", "1 2 3 4 5 6 7 9 10" },
		{ "comm = Worker", "5 6 9" },
		{ "comm = worker", "" },
		{ "comm has worker", "5 6 9" },
		{ "comm ~ ^w", "5 6 9" },
		{ "comm ~ ^W", "5 6 9" },
		{ "comm ~ ^T", "" },
		/* arguments */
		{ "fd = 3", "1 2" },
		{ "fd = -1", "7" },
		{ "fd in 4..20", "5" },
		{ "fd = -100", "2 3" },
		{ "path = /etc/hosts", "2" },
		{ "path = /etc/*", "2 3" },
		{ "path ~ ^/etc/m", "3" },
		{ "path has HOST", "" },
		{ "path != /etc/hosts", "1 3 4 5 6 7 8 9 10" },
		{ "arg1 = 1MiB", "7" },
		{ "arg2 = 4096", "1" },
		{ "arg2 = 0x1000", "1" },
		{ "arg2 = 010000", "1" },
		{ "arg1 = /etc/hosts", "2" },
		{ "arg1 = \"\\\"/etc/hosts\\\"\"", "2" },
		{ "arg1 has done", "4" },
		{ "arg0 = AT_FDCWD", "2 3" },
		{ "arg0 has CWD", "2 3" },
		{ "arg3 = MAP_PRIVATE", "7" },
		{ "arg4 = -1", "7" },
		/* where */
		{ "src = loader.c", "1 2" },
		{ "src = loader.c:41", "1 2" },
		{ "src = loader.c:42", "" },
		{ "src = src/loader.c:41", "1 2" },
		{ "src = oader.c", "" },
		{ "src = /tally/src/loader.c", "1 2" },
		{ "src = *.c", "1 2 3 4 5" },
		{ "src = config.c:100-120", "3" },
		{ "src in (config.c:118, report.c:1-300)", "3 4" },
		{ "src ~ :41$", "1 2" },
		{ "gen = fetch.c:75", "5" },
		{ "func = load_blob", "1 2" },
		{ "func != load_blob", "3 4 5 6 7 8 9 10" },
		{ "func ~ page$", "5" },
		{ "caller = run_jobs", "1 2 3 4 5" },
		{ "stack has run_jobs", "1 2 3 4 5" },
		{ "stack = fetch_page", "5" },
		{ "stack has blob", "1 2" },
		{ "module = filter", "1 2 3 4 5" },
		/* when, and which */
		{ "t < 1us", "1" },
		{ "t in 4us..17us", "2 3" },
		{ "t = 0.000016", "3" },
		{ "seq = 4", "4" },
		{ "seq = #4", "4" },
		{ "seq in 7..9", "7 8 9" },
		{ "seq in (1, 3..4, 8)", "1 3 4 8" },
		{ "seq in (9, 2..4, 3..6, 1, 5..1)", "1 2 3 4 5 6 9" },
		{ "near(#8, 1)", "7 8 9" },
		{ "near(#8,1) !gap", "7 9" },
		{ "mark", "" },
		{ "alert", "" },
		{ "z > 0", "" },
		/* words */
		{ "read", "1" },
		{ "etc", "2 3" },
		{ "Worker", "5 6 9" },
		{ "worker", "5 6 9" },
		{ "WORKER", "" },
		{ "\"rea\"", "1" },
		{ "/etc/m*", "3" },
		{ "*at", "2 3" },
		{ "\"*at\"", "" },
		/* joined */
		{ "fn = read or fn = write", "1 4" },
		{ "fn = read || fn = write", "1 4" },
		{ "fn = openat and err", "3" },
		{ "fn = openat && !err", "2" },
		{ "fn=openat !err", "2" },
		{ "not fn = openat tid = 1001", "1 4 7 10" },
		{ "not (fn = openat tid = 1001)", "1 4 5 6 7 8 9 10" },
		{ "not not err", "3" },
		{ "!!err", "3" },
		{ "fn = read or fn = openat and err", "1 3" },
		{ "(fn = read or fn = openat) and err", "3" },
		{ "fn=mmap||fn=read", "1 7" },
		{ "err or gap or open", "3 8 9" },
		{ "(err)", "3" },
		{ "((err) or (gap))", "3 8" },
		{ "path has etc lat > 10us", "2" },
	};

	tell_story();
	for (size_t i = 0; i < COUNT(table); i++)
		means(table[i].text, table[i].calls);
	session_free(session);
}

/* --- what is wrong ---------------------------------------------------------------------- */

static void
what_is_wrong_is_told_with_its_column(void)
{
	static const struct {
		const char *text, *sentence;
	} table[] = {
		{ "fn = read and latt > 1ms", "col 15: unknown field \"latt\" (lat?)" },
		{ "pth = /etc", "col 1: unknown field \"pth\" (path?)" },
		{ "zzzzzz = 1", "col 1: unknown field \"zzzzzz\"" },
		{ "fn = raed", "col 6: no system call is named \"raed\" (read?)" },
		{ "fn in (read, wirte)", "col 14: no system call is named \"wirte\" (write?)" },
		{ "%netwrk", "col 1: unknown class \"%netwrk\" (%network?)" },
		{ "err = ENOENTT", "col 7: \"ENOENTT\" is no error such as ENOENT (ENOENT?)" },
		{ "lat > 5", "col 7: 5 has no unit: ns, us, ms, s, m, h or d (5us, 5ms?)" },
		{ "lat > 1.5m3s", "col 7: \"1.5m3s\" is no duration such as 1.5ms" },
		{ "lat > 3s2m", "col 7: \"3s2m\" is no duration such as 1.5ms" },
		{ "lat > fast", "col 7: \"fast\" is no duration such as 1.5ms" },
		{ "lat > 5 ms", "col 7: 5 has no unit: ns, us, ms, s, m, h or d (5us, 5ms?)" },
		{ "lat", "col 1: lat wants a comparison (lat > ...?)" },
		{ "fn", "col 1: fn wants a comparison (fn = ...?)" },
		{ "lat >", "col 6: a value (duration such as 1.5ms) is missing" },
		{ "fn = ", "col 6: a value (text) is missing" },
		{ "fn = )", "col 6: \")\" instead of a value (text)" },
		{ "fn > read", "col 4: fn takes = != ~ !~ has or in" },
		{ "tid ~ 4", "col 5: tid takes = != < <= > >= or in" },
		{ "open = 1", "col 6: open takes no value" },
		{ "tid = foo", "col 7: \"foo\" is no number" },
		{ "alert = hihg", "col 9: \"hihg\" is no severity: low, medium or high (high?)" },
		{ "z > big", "col 5: \"big\" is no score such as 3.5" },
		{ "(err", "col 5: \")\" is missing" },
		{ "err)", "col 4: \")\" closes nothing" },
		{ "err and", "col 8: a condition is missing" },
		{ "err or or err", "col 8: \"or\" instead of a condition" },
		{ "not", "col 4: a condition is missing" },
		{ "()", "col 2: \")\" instead of a condition" },
		{ "err, gap", "col 4: \",\" instead of a condition" },
		{ "fn in read", "col 7: \"read\" instead of a list (a, b)" },
		{ "lat in 5ms", "col 8: \"5ms\" instead of a list (a, b) or a range a..b" },
		{ "fn in (read", "col 12: a comma or \")\" is missing" },
		{ "fn in (read,)", "col 13: \")\" instead of a value (text)" },
		{ "path ~ \"(\"", "col 8: no regular expression: missing closing parenthesis" },
		{ "path = \"a", "col 8: the quote is not closed" },
		{ "path = \"a\\x00b\"", "col 8: no text has \\x00 in it" },
		{ "err & gap", "col 5: \"&\" means nothing here (&&?)" },
		{ "= 5", "col 1: \"=\" instead of a condition" },
		{ "near(5)", "col 7: \")\" instead of a comma: near(#88031, 20)" },
		{ "near(x, 5)", "col 6: \"x\" is no number: near(#88031, 20)" },
		{ "lat = p99(fn)", "col 7: a percentile is compared by < <= > or >=" },
		{ "lat > p99(tid)", "col 11: \"tid\" instead of fn or func" },
		{ "lat > p99(fn", "col 13: \")\" is missing" },
		{ "path = \xc3\xa4 and latt > 1ms", "col 14: unknown field \"latt\" (lat?)" },
		{ "path = \xe6\x97\xa5 and latt > 1ms", "col 15: unknown field \"latt\" (lat?)" },
	};

	for (size_t i = 0; i < COUNT(table); i++) {
		struct filter *filter;
		struct filter_error error;
		char buf[300];

		if (CHECK(filter_parse(table[i].text, &filter, &error) < 0))
			CHECK_STR(filter_error_text(&error, buf, sizeof buf), table[i].sentence);
		else
			printf("\t%s\n", table[i].text);
	}
}

/* --- text of filters ----------------------------------------------------------------------- */

static void
what_a_filter_was_made_of_is_known(void)
{
	static const struct {
		const char *text;
		size_t count;
		const char *terms[4];
	} table[] = {
		{ "", 0, { NULL } },
		{ "err", 1, { "err" } },
		{ " fn = read  and lat > 1ms ", 2, { "fn = read", "lat > 1ms" } },
		{ "path has a !(err or gap) tid in (1, 2)", 3, { "path has a", "!(err or gap)", "tid in (1, 2)" } },
		{ "a or b", 1, { "a or b" } },
		{ "(a or b) c", 2, { "(a or b)", "c" } },
		{ "lat > p99(fn) and near(#5, 20)", 2, { "lat > p99(fn)", "near(#5, 20)" } },
	};

	for (size_t i = 0; i < COUNT(table); i++) {
		struct filter *filter = parse(table[i].text);
		struct filter_term terms[4];

		if (!CHECK_EQ(filter_terms(filter, terms, 4), table[i].count))
			continue;
		for (size_t t = 0; t < table[i].count; t++) {
			char *term = mem_format("%.*s", (int)terms[t].len, filter_text(filter) + terms[t].at);

			CHECK_STR(term, table[i].terms[t]);
			free(term);
		}
		CHECK_EQ(filter_is_empty(filter), table[i].count == 0);
		filter_free(filter);
	}
}

static void
what_a_filter_needs_is_known(void)
{
	static const struct {
		const char *text;
		unsigned needs;
	} table[] = {
		{ "fn = read lat > 1ms err tid = 4", 0 },
		{ "src = a.c", FILTER_NEEDS_STACKS },
		{ "lat > p99(func)", FILTER_NEEDS_STACKS },
		{ "lat > p99(fn)", 0 },
		{ "path has x", FILTER_NEEDS_MEMORY | FILTER_NEEDS_NAMES },
		{ "word", FILTER_NEEDS_MEMORY | FILTER_NEEDS_NAMES },
		{ "err or mark", FILTER_NEEDS_MARKS },
	};

	for (size_t i = 0; i < COUNT(table); i++) {
		struct filter *filter = parse(table[i].text);

		CHECK_EQ(filter_needs(filter), table[i].needs);
		filter_free(filter);
	}
}

static void
joins(char *joined, const char *expected)
{
	if (expected == NULL)
		CHECK(joined == NULL);
	else
		CHECK_STR(joined, expected);
	free(joined);
}

static void
a_condition_is_added_with_what_it_needs_around_it(void)
{
	joins(filter_and("", "fn", "=", "read"), "fn = read");
	joins(filter_and("err", "fn", "=", "read"), "err and fn = read");
	joins(filter_and("err or gap", "fn", "!=", "read"), "(err or gap) and fn != read");
	joins(filter_and("(err or gap)", "fn", "!=", "read"), "(err or gap) and fn != read");
	joins(filter_and("(err) or gap", "fn", "!=", "read"), "((err) or gap) and fn != read");
	joins(filter_and("word", "tid", "=", "4"), "word and tid = 4");
	joins(filter_and("", "path", "=", "/a b"), "path = \"/a b\"");
	joins(filter_and("", "path", "=", "/a*"), "path = \"/a*\"");
	joins(filter_and("", "path", "=", ""), "path = \"\"");
	joins(filter_and("", "path", "=", "a\"b\\c\n"), "path = \"a\\\"b\\\\c\\x0a\"");
	joins(filter_and("", "func", "=", "std::vector<int, A>::push(int)"), "func = \"std::vector<int, A>::push(int)\"");
	joins(filter_and("", "func", "=", "operator=="), "func = operator==");
	joins(filter_and("", "path", "~", "^(a|b) \\.c$"), "path ~ \"^(a|b) \\.c$\"");
	joins(filter_and("", "lat", ">", "1.2ms"), "lat > 1.2ms");
	joins(filter_and("", "src", "=", "a.py:31"), "src = a.py:31");
	joins(filter_and("", "fn", "=", "(unknown)"), "fn = \"(unknown)\"");
	joins(filter_and("", "lat", ">", "foo"), NULL);
	joins(filter_and("", "lat", "~", "5ms"), NULL);
	joins(filter_and("", "nofield", "=", "1"), NULL);
	joins(filter_and("", "fn", "and", "1"), NULL);
	joins(filter_and("fn =", "fn", "=", "read"), NULL);
	joins(filter_and("", "lat", ">", "1ms or err"), NULL);
	joins(filter_and("", "open", "=", "1"), NULL);
	joins(filter_and_text("a or b", "c or d"), "(a or b) and (c or d)");
	joins(filter_and_text("", "c or d"), "c or d");
	joins(filter_and_text("err", ""), "err");
	joins(filter_and_text("err", "near(#5, 20)"), "err and near(#5, 20)");
	joins(filter_and_text("err", ")("), NULL);
}

static uint64_t chance = 12345;

/* Any bytes, those that mean something in the language oftener. */
static void
make_any(char *text, size_t cap)
{
	static const char signs[] = "\"\\()|&!=<>~*?, %#.:-\n\t$^[]aE5";
	size_t len = chance_below(&chance, (uint32_t)cap);

	for (size_t i = 0; i < len; i++)
		text[i] = chance_below(&chance, 4) == 0 ? (char)(1 + chance_below(&chance, 255)) : signs[chance_below(&chance, sizeof signs - 1)];
	text[len] = '\0';
}

/*
 * For any value of text: keeping it means calls with exactly it, dropping it
 * all others, and what was written reads back to itself.
 */
static void
any_value_can_be_kept_and_dropped(void)
{
	char value[24];

	for (unsigned round = 0; round < 3000; round++) {
		struct filter *keep, *drop;
		char *text, *again;

		make_any(value, sizeof value);
		session = session_new(&(struct session_options){ 0 });
		records = (struct records){ .session = session };
		records_start(&records, "x");
		records_task(&records, 0, "x");
		records_call(&records, 1, "openat", 3, US, value);
		records_call(&records, 1, "openat", 3, US, "another");
		records_call(&records, 1, "getpid", 3, US, NULL);
		text = filter_and("", "path", "=", value);
		keep = parse(text);
		again = filter_and(text, "path", "!=", value);
		CHECK_STR(meant_by(keep), value[0] == '\0' ? "" : "1");
		drop = parse(again);
		CHECK_STR(meant_by(drop), "");
		CHECK_EQ(strncmp(again, text, strlen(text)), 0);
		filter_free(drop);
		free(again);
		again = filter_and("", "path", "!=", value);
		drop = parse(again);
		CHECK_STR(meant_by(drop), value[0] == '\0' ? "1 2 3" : "2 3");
		filter_free(drop);
		filter_free(keep);
		free(again);
		free(text);
		session_free(session);
	}
}

/* Sentences of the grammar, at random. */
static void
add_any_expression(struct text *text, unsigned depth)
{
	static const char *const tests[] = {
		"err", "fn = read", "lat > 1ms", "tid = 1001", "%file", "path has etc", "word", "\"in\"", "near(#3, 1)",
		"gap", "open", "ret in (4, 100..200)", "func = load_blob", "size not in (1, 2)", "fn ~ ^(o|r)",
		"lat > p50(fn)", "src = config.c:118",
	};
	static const char *const joints[] = { " ", " and ", "&&", " or ", "||", " && ", " || " };

	switch (depth > 0 ? chance_below(&chance, 6) : 0) {
	case 0:
	case 1:
		text_add(text, tests[chance_below(&chance, COUNT(tests))]);
		break;
	case 2:
		text_add(text, chance_below(&chance, 2) ? "not " : "!");
		add_any_expression(text, depth - 1);
		break;
	case 3:
		text_add(text, "(");
		add_any_expression(text, depth - 1);
		text_add(text, ")");
		break;
	default:
		add_any_expression(text, depth - 1);
		text_add(text, joints[chance_below(&chance, COUNT(joints))]);
		add_any_expression(text, depth - 1);
		break;
	}
}

/* Whether the text means the call: as the grammar says, by a second reading of one condition at a time. */
static bool
means_call(const char *text, uint64_t seq)
{
	struct filter *filter = parse(text);
	struct call_row row;
	bool meant = session_row(session, seq, &row) && filter_match(filter, session, seq, &row);

	filter_free(filter);
	return meant;
}

/* and, or and not are what they are, in whatever order their parts are asked. */
static void
joined_conditions_are_what_their_parts_say(void)
{
	tell_story();
	for (unsigned round = 0; round < 400; round++) {
		char a[300], b[300], joined[700];
		struct text left = text_in(a, sizeof a), right = text_in(b, sizeof b);

		add_any_expression(&left, 3);
		add_any_expression(&right, 3);
		for (uint64_t seq = 1; seq < session_end(session); seq++) {
			bool is_a = means_call(a, seq), is_b = means_call(b, seq);

			snprintf(joined, sizeof joined, "(%s) and (%s)", a, b);
			CHECK_EQ(means_call(joined, seq), is_a && is_b);
			snprintf(joined, sizeof joined, "(%s) || (%s)", a, b);
			CHECK_EQ(means_call(joined, seq), is_a || is_b);
			snprintf(joined, sizeof joined, "(%s) !(%s)", a, b);
			CHECK_EQ(means_call(joined, seq), is_a && !is_b);
		}
	}
	session_free(session);
}

/* --- marks, percentiles and what is too much -------------------------------------------------- */

static void
marks_are_those_of_the_user(void)
{
	const uint64_t marks[] = { 3, 0, 8, 3 };
	const struct filter_context context = { marks, COUNT(marks) };
	struct filter *filter = parse("mark"), *third = parse("mark = 3"), *fourth = parse("mark >= 4");

	tell_story();
	CHECK_STR(meant_by(filter), "");
	filter_watch(filter, &context);
	filter_watch(third, &context);
	filter_watch(fourth, &context);
	CHECK_STR(meant_by(filter), "3 8");
	CHECK_STR(meant_by(third), "8");
	CHECK_STR(meant_by(fourth), "3");
	filter_watch(filter, NULL);
	CHECK_STR(meant_by(filter), "");
	filter_free(filter);
	filter_free(third);
	filter_free(fourth);
	session_free(session);
}

static void
percentiles_are_those_of_the_same_call(void)
{
	struct filter *filter = parse("lat > p90(fn)"), *below = parse("lat < p50(fn)");

	session = session_new(&(struct session_options){ 0 });
	records = (struct records){ .session = session };
	records_start(&records, "x");
	records_task(&records, 0, "x");
	for (unsigned i = 1; i <= 10; i++) {
		records_call(&records, 1, "read", 1, i, NULL);
		records_call(&records, 1, "write", 1, 40 + i, NULL);
	}
	CHECK_STR(meant_by(filter), "19 20");
	CHECK_STR(meant_by(below), "1 2 3 4 5 6 7 8");
	filter_free(filter);
	filter_free(below);
	session_free(session);
}

/* A session of one call of that duration, a while after the start. */
static void
tell_call(uint64_t duration_ns, uint64_t begin_ns)
{
	session = session_new(&(struct session_options){ 0 });
	records = (struct records){ .session = session };
	records_start(&records, "x");
	records_task(&records, 0, "x");
	records_wait(&records, begin_ns);
	records_call(&records, 1, "read", 1, duration_ns, NULL);
}

static void
keeps_the_call(const char *field, const char *shown)
{
	char *text = filter_and("", field, "=", shown), *opposite = filter_and("", field, "!=", shown);

	if (CHECK(text != NULL && opposite != NULL)) {
		means(text, "1");
		means(opposite, "");
	}
	free(text);
	free(opposite);
}

/* What the screen shows of a duration or a time means the calls that show it. */
static void
what_is_shown_can_be_kept(void)
{
	for (unsigned round = 0; round < 1500; round++) {
		uint64_t duration_ns = ((uint64_t)chance_below(&chance, 1u << 31) << 22 | chance_below(&chance, 1 << 22)) >> chance_below(&chance, 53);
		uint64_t begin_ns = ((uint64_t)chance_below(&chance, 1u << 31) << 10) >> chance_below(&chance, 40);
		char buf[FORMAT_CAP];

		tell_call(duration_ns, begin_ns);
		keeps_the_call("lat", format_duration(buf, duration_ns));
		keeps_the_call("t", format_seconds(buf, begin_ns));
		session_free(session);
	}
}

/* A call far slower than those like it. */
static void
what_is_unusual_is_meant(void)
{
	char shown[32];
	struct call_row row;

	session = session_new(&(struct session_options){ 0 });
	records = (struct records){ .session = session };
	records_start(&records, "x");
	records_task(&records, 0, "x");
	for (unsigned i = 0; i < 999; i++)
		records_call(&records, 1, "read", 1, 1000 + chance_below(&chance, 200), NULL);
	records_call(&records, 1, "read", 1, 900 * MS, NULL);
	CHECK(session_row(session, 1000, &row) && row.severity == ALERT_HIGH);
	means("alert", "1000");
	means("alert = high", "1000");
	means("alert >= medium", "1000");
	means("alert = low", "");
	means("z >= 5", "1000");
	means("z > 3 and lat < 1s", "1000");
	snprintf(shown, sizeof shown, "z = %.1f", (double)row.z);
	means(shown, "1000");
	session_free(session);
}

/* Of 32-bit programs an argument may take two registers, and one none. */
static void
arguments_are_those_that_are_shown(void)
{
	struct event_call *event;
	struct event *copy;

	tell_call(US, 0);
	copy = mem_copy(records_newest(&records), records_newest(&records)->size);
	event = (struct event_call *)copy;
	event->seq = 2;
	event->call.abi = ABI_I386;
	event->call.nr = (uint32_t)call_number(ABI_I386, "pread64");
	memcpy(event->call.args, (uint64_t[CALL_ARGS]){ 3, 0x1000, 100, 5, 1, 77 }, sizeof event->call.args);
	session_feed(session, copy);
	free(copy);
	means("fn = pread64", "2");
	means("arg2 = 100", "2");
	means("arg3 = 0x100000005", "2");
	means("arg4 = 77", "");
	means("fd = 3", "2");
	session_free(session);
}

static void
refuses(const char *text, const char *sentence)
{
	struct filter *filter;
	struct filter_error error;
	char buf[300];

	if (CHECK(filter_parse(text, &filter, &error) < 0))
		CHECK_STR(filter_error_text(&error, buf, sizeof buf), sentence);
}

static void
what_is_too_much_is_refused(void)
{
	char *text = mem_new(FILTER_TEXT_MAX + 2, 1);

	memset(text, 'a', FILTER_TEXT_MAX + 1);
	refuses(text, "col 4097: longer than 4096 bytes");
	memset(text, '(', FILTER_TEXT_MAX);
	text[FILTER_TEXT_MAX] = '\0';
	refuses(text, "col 65: more than 64 levels");
	memset(text, '!', FILTER_TEXT_MAX);
	refuses(text, "col 65: more than 64 levels");
	for (size_t i = 0; i < FILTER_TEXT_MAX; i += 4)
		memcpy(text + i, "err ", 4);
	refuses(text, "col 2049: more than 512 conditions");
	free(text);
}

/* --- completion -------------------------------------------------------------------------------- */

static bool
note_offer(void *context, const struct filter_offer *offer)
{
	struct text *list = context;

	text_addf(list, list->len > 0 ? "|%s" : "%s", offer->text);
	if (offer->count > 0)
		text_addf(list, " %d", (int)offer->count);
	return list->len < 90;
}

static void
what_may_follow_is_offered_with_counts(void)
{
	static const struct {
		const char *text, *offers;	/* the cursor is at the end; the first offers */
	} table[] = {
		{ "", "fn|lat|net|err|path|src|func|ret|size|fd|pid|tid|comm|z|alert|t|seq|stack|caller|module|gen" },
		{ "la", "lat" },
		{ "err and lat", "lat" },
		{ "(p", "path|pid|preempted" },
		{ "%ne", "%network" },
		{ "fn = ", "openat 2|read 1|write 1|recvfrom 1|nanosleep 1|mmap 1" },
		{ "fn = re", "read 1|recvfrom 1" },
		{ "fn=re", "read 1|recvfrom 1" },
		{ "fn in (read, o", "openat 2|recvfrom 1|nanosleep 1" },
		{ "fn in (read, openat) an", "and" },
		{ "err o", "open|or|openat 2" },
		{ "err = ", "ENOENT 1|ERESTARTSYS 1" },
		{ "err = enoent", "ENOENT 1" },
		{ "comm = ", "tally 6|Worker 2" },
		{ "tid = ", "1001 6|1002 2" },
		{ "pid = ", "1001 8" },
		{ "path = ", "/etc/hosts 1|/etc/missing 1" },
		{ "path = mis", "/etc/missing 1" },
		{ "path = \"/etc/m", "/etc/missing 1" },
		{ "func = ", "load_blob 2|parse_config 1|write_report 1|fetch_page 1" },
		{ "src = ", "/tally/src/loader.c:41 2|/tally/src/config.c:118 1|/tally/src/report.c:203 1|/tally/src/fetch.c:75 1" },
		{ "caller = ", "run_jobs 5" },
		{ "lat > 5", "5us|5ms|5s" },
		{ "lat > ", "p99(fn)|p95(fn)|p90(fn)|p50(fn)|p99(func)" },
		{ "size > 64", "64KiB|64MiB" },
		{ "lat ", "=|!=|>|<|>=|<=|in" },
		{ "fn ", "=|!=|~|!~|has|in" },
		{ "fn h", "has" },
		{ "open x", "" },
		{ "fd = ", "3 2|-100 2|1 1|9 1|-1 1" },
	};

	tell_story();
	for (size_t i = 0; i < COUNT(table); i++) {
		char room[200];
		struct text list = text_in(room, sizeof room);

		filter_complete(table[i].text, strlen(table[i].text), session, note_offer, &list);
		if (!CHECK_STR(room, table[i].offers))
			printf("\tfor %s\n", table[i].text);
	}
	session_free(session);
}

static bool
apply_offer(void *context, const struct filter_offer *offer)
{
	char *text = context, rest[64];

	snprintf(rest, sizeof rest, "%s", text + offer->at + offer->len);
	snprintf(text + offer->at, 128 - offer->at, "%s%s", offer->text, rest);
	return false;
}

static void
an_offer_stands_where_the_cursor_was(void)
{
	char text[128] = "fn = op and err";
	struct filter *filter;

	tell_story();
	filter_complete(text, strlen("fn = op"), session, apply_offer, text);
	CHECK_STR(text, "fn = openat and err");
	filter = parse(text);
	CHECK_STR(meant_by(filter), "3");
	filter_free(filter);
	session_free(session);
}

int
main(void)
{
	setlocale(LC_ALL, "");	/* columns */
	each_condition_means_its_calls();
	what_is_wrong_is_told_with_its_column();
	what_a_filter_was_made_of_is_known();
	what_a_filter_needs_is_known();
	a_condition_is_added_with_what_it_needs_around_it();
	any_value_can_be_kept_and_dropped();
	joined_conditions_are_what_their_parts_say();
	marks_are_those_of_the_user();
	percentiles_are_those_of_the_same_call();
	what_is_shown_can_be_kept();
	what_is_unusual_is_meant();
	arguments_are_those_that_are_shown();
	what_is_too_much_is_refused();
	what_may_follow_is_offered_with_counts();
	an_offer_stands_where_the_cursor_was();
	filter_free(NULL);
	return check_result();
}
