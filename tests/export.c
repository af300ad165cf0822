/* The exporters, on stories: what each writes, to the byte. */
#include "export/export.h"

#include <errno.h>
#include <stdlib.h>

#include "check.h"
#include "records.h"

enum { ENOENT_RESULT = -2, ERESTARTSYS_RESULT = -512, US = 1000 };

static struct records records;
static struct session *session;
static struct export export;
static char *written;
static size_t written_len;

static void
hear(const struct event *event)
{
	export_feed(&export, event);
}

static void
begin(const char *format, const struct export_options *options)
{
	const struct export_ops *ops = export_find(format);
	FILE *out = open_memstream(&written, &written_len);

	CHECK(ops != NULL);
	session = session_new(&(struct session_options){ 0 });
	export_begin(&export, ops, out, session, options);
	records = (struct records){ .session = session, .hear = hear };
	records_start(&records, "tally notes.txt");
	records_task(&records, 0, "tally");
}

/* Ends the story; what was written. */
static const char *
end(int status)
{
	FILE *out = export.out;

	records_end(&records, status);
	CHECK_EQ(export_end(&export), 0);
	fclose(out);
	session_free(session);
	return written;
}

static void
text_is_a_line_a_call(void)
{
	begin("text", &(struct export_options){ .times = true });
	records_call(&records, 1, "chdir", 0, 12 * US, "/srv/a\nb");
	records_call(&records, 1, "chdir", ENOENT_RESULT, 3 * US, "/srv/\xff");
	records_call(&records, 1, "pause", ERESTARTSYS_RESULT, 1 * US, NULL);
	records_lost(&records, 2);
	records_add_call(&records, &(struct record_call){ .task = 1, .name = "getpid", .state = CALL_UNFINISHED });
	records_note(&records, "cannot\x1b[2J follow");
	records_exit(&records, 1, 3 << 8);
	CHECK_STR(end(3 << 8),
		  "chdir(\"/srv/a\\nb\") = 0 <0.000012>\n"
		  "chdir(\"/srv/\\377\") = -1 ENOENT (No such file or directory) <0.000003>\n"
		  "pause() = ? ERESTARTSYS (To be restarted if SA_RESTART is set) <0.000001>\n"
		  "*** 2 calls not recorded ***\n"
		  "getpid() = ?\n"
		  "sightline: cannot\\x1b[2J follow\n"
		  "+++ exited with 3 +++\n");
	free(written);
}

static void
text_says_which_task_once_there_are_two(void)
{
	uint32_t child;

	begin("text", &(struct export_options){ .follow = true, .to_stderr = true });
	records_call(&records, 1, "getpid", 1001, US, NULL);
	child = records_task(&records, 1, "child");
	records_call(&records, child, "getppid", 1001, US, NULL);
	records_exit(&records, child, 9);
	CHECK_STR(end(0),
		  "getpid() = 1001\n"
		  "[pid  1002] getppid() = 1001\n"
		  "[pid  1002] +++ killed by SIGKILL +++\n");
	free(written);
}

static void
json_lines_hold_the_numbers(void)
{
	const char *line;

	begin("jsonl", &(struct export_options){ 0 });
	records_call(&records, 1, "chdir", ENOENT_RESULT, 3 * US, "/srv/\"\xff\"");
	records_lost(&records, 1);
	records_add_call(&records, &(struct record_call){ .task = 1, .name = "getpid", .state = CALL_UNFINISHED });
	line = end(3 << 8);
	CHECK(strstr(line, "\"name\":\"chdir\",\"args\":[\"\\\"/srv/\\\\\\\"\\\\377\\\\\\\"\\\"\"]") != NULL);
	CHECK(strstr(line, "\"result\":-1,\"errno\":\"ENOENT\",\"duration_ns\":3000") != NULL);
	CHECK(strstr(line, "\"result\":null,\"errno\":null,\"duration_ns\":null") != NULL);
	CHECK(strstr(line, "\"first_seq\":2,\"count\":1") != NULL);
	CHECK(strstr(line, "{\"type\":\"end\"") != NULL);
	CHECK(strstr(line, "\"exit_status\":3}\n") != NULL);
	if (check_failures > 0)
		puts(line);
	free(written);
}

static void
the_table_adds_up(void)
{
	begin("summary", &(struct export_options){ 0 });
	records_call(&records, 1, "read", 5, 300 * US, NULL);
	records_call(&records, 1, "read", ENOENT_RESULT, 300 * US, NULL);
	records_call(&records, 1, "close", 0, 200 * US, NULL);
	records_lost(&records, 7);
	CHECK_STR(end(0),
		  "% time     seconds  usecs/call     calls    errors syscall\n"
		  "------ ----------- ----------- --------- --------- ----------------\n"
		  " 75.00    0.000600         300         2         1 read\n"
		  " 25.00    0.000200         200         1           close\n"
		  "------ ----------- ----------- --------- --------- ----------------\n"
		  "100.00    0.000800         266         3         1 total\n"
		  "*** 7 calls not recorded ***\n");
	free(written);
}

/* The names in the rows of the table, in their order. */
static void
check_order(enum export_sort sort, const char *expected)
{
	char names[64] = "", name[16];

	begin("summary", &(struct export_options){ .sort = sort });
	records_call(&records, 1, "read", 5, 300 * US, NULL);
	records_call(&records, 1, "close", ENOENT_RESULT, 100 * US, NULL);
	records_call(&records, 1, "close", ENOENT_RESULT, 100 * US, NULL);
	records_call(&records, 1, "close", 0, 10 * US, NULL);
	records_call(&records, 1, "access", ENOENT_RESULT, 250 * US, NULL);
	records_call(&records, 1, "access", 0, 0, NULL);
	for (const char *line = end(0); (line = strchr(line, '\n')) != NULL; line++)
		if (sscanf(line + 1, "%*[0-9. ] %15[a-z]", name) == 1 && strcmp(name, "total") != 0)
			strcat(strcat(names, name), " ");
	CHECK_STR(names, expected);
	free(written);
}

static void
the_table_is_sorted_as_asked(void)
{
	check_order(EXPORT_BY_TIME, "read access close ");
	check_order(EXPORT_BY_CALLS, "close access read ");
	check_order(EXPORT_BY_NAME, "access close read ");
	check_order(EXPORT_BY_ERRORS, "close access read ");
}

static void
further_figures_follow_the_table(void)
{
	begin("text", &(struct export_options){ .table = true, .extended = true });
	records_call(&records, 1, "read", 5, 10 * US, NULL);
	records_call(&records, 1, "read", 5, 20 * US, NULL);
	records_call(&records, 1, "read", 5, 60 * US, NULL);
	CHECK_STR(end(0),
		  "read(0, NULL, 0) = 5\n"
		  "read(0, NULL, 0) = 5\n"
		  "read(0, NULL, 0) = 5\n"
		  "% time     seconds  usecs/call     calls    errors syscall\n"
		  "------ ----------- ----------- --------- --------- ----------------\n"
		  "100.00    0.000090          30         3           read\n"
		  "------ ----------- ----------- --------- --------- ----------------\n"
		  "100.00    0.000090          30         3           total\n"
		  "\nMicroseconds in each call:\n"
		  "        mean       sigma         min         max         p50         p75         p90         p95         p99"
		  " syscall\n"
		  " ----------- ----------- ----------- ----------- ----------- ----------- ----------- ----------- -----------"
		  " ----------------\n"
		  "      30.000      21.602      10.000      60.000      20.223      60.000      60.000      60.000      60.000"
		  " read\n");
	free(written);
}

/* A disk that is full is told, once and as what it was. */
static void
a_write_that_fails_is_kept(void)
{
	FILE *full = fopen("/dev/full", "w");

	if (full == NULL)
		return;
	session = session_new(&(struct session_options){ 0 });
	export_begin(&export, export_find("text"), full, session, &(struct export_options){ 0 });
	records = (struct records){ .session = session, .hear = hear };
	records_start(&records, "tally");
	records_task(&records, 0, "tally");
	records_call(&records, 1, "getpid", 1, US, NULL);
	CHECK_EQ(export_flush(&export), -ENOSPC);
	records_end(&records, 0);
	CHECK_EQ(export_end(&export), -ENOSPC);
	fclose(full);
	session_free(session);
}

int
main(void)
{
	text_is_a_line_a_call();
	text_says_which_task_once_there_are_two();
	json_lines_hold_the_numbers();
	the_table_adds_up();
	the_table_is_sorted_as_asked();
	further_figures_follow_the_table();
	a_write_that_fails_is_kept();
	return check_result();
}
