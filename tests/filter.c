/* The filter's language: what is one, what is wrong with what is none, and which calls it means. */
#include "model/filter.h"

#include <locale.h>

#include "check.h"
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
 *	 5  Worker  recvfrom(9) = 1448			3 ms	fetch_page < run_jobs
 *	 6  Worker  nanosleep() = ERESTARTSYS		50 us
 *	 7  tally   mmap(0, 1 MiB, 3, 2, -1, 0) = 0x7f0000000000	9 us
 *	 8  lost
 *	 9  Worker  futex, open for 60 ms
 *	10  tally   exit_group, unfinished
 */
enum { OPEN_CALL = 9 };

static void
add(uint32_t task, const char *name, int64_t result, uint64_t duration_ns, records_function *const *functions, unsigned depth,
    const struct record_call *more)
{
	struct record_call call = *more;

	call.task = task;
	call.name = name;
	call.result = result;
	call.duration_ns = duration_ns;
	records.stack = depth > 0 ? records_stack_of(&records, task, functions, depth) : 0;
	records_add_call(&records, &call);
}

static void
tell_story(void)
{
	static records_function *const blob[] = { load_blob, run_jobs }, *const config[] = { parse_config, run_jobs },
				       *const report[] = { write_report, run_jobs }, *const page[] = { fetch_page, run_jobs };

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
	add(2, "recvfrom", 1448, 3 * MS, page, 2, &(struct record_call){ .args = { 9, 0x1000, 16384 } });
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
	static char list[64];
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
		{ "lat > 5", "col 7: \"5\" is no duration without a unit: ns, us, ms, s, m or h (5us, 5ms?)" },
		{ "lat > fast", "col 7: \"fast\" is no duration such as 1.5ms" },
		{ "lat > 5 ms", "col 7: \"5\" is no duration without a unit: ns, us, ms, s, m or h (5us, 5ms?)" },
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

int
main(void)
{
	setlocale(LC_ALL, "");	/* columns */
	each_condition_means_its_calls();
	what_is_wrong_is_told_with_its_column();
	return check_result();
}
