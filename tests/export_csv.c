/* CSV, on stories: to the byte, and read back as RFC 4180 has it. */
#include <locale.h>

#include "check.h"
#include "exporting.h"
#include "hostile.h"
#include "model/asof.h"
#include "model/session.h"
#include "model/srcmap.h"

enum { ENOENT_RESULT = -2, US = 1000 };

static void
the_columns_are_those_known(void)
{
	struct records *records = exporting_begin("csv", &(struct export_options){ 0 });

	records_call(records, 1, "close", 0, 12 * US, NULL);
	CHECK_STR(exporting_end(0), "syscall,arguments,result\nclose,0,0\n");

	records = exporting_begin("csv", &(struct export_options){ .times = true, .stacks = true, .originals = true });
	records_call(records, 1, "chdir", ENOENT_RESULT, 12999, "/srv/a\"b,c");
	records_own_maps(records, 1);
	records->stack = records_stack_of(records, 1, (records_function *const[]){ load_blob, run_jobs }, 2);
	records_call(records, 1, "getpid", 7, 1 * US, NULL);
	records_add_call(records, &(struct record_call){ .task = 1, .name = "getppid", .state = CALL_UNFINISHED });
	CHECK_STR(exporting_end(0),
		  "syscall,arguments,result,duration,source_location,original\n"
		  "chdir,\"\"\"/srv/a\\\"\"b,c\"\"\",-2,12us,,\n"
		  "getpid,,7,1us,/tally/src/loader.c:41,\n"
		  "getppid,,,,/tally/src/loader.c:41,\n");
}

static void
other_columns_can_be_had(void)
{
	struct records *records = exporting_begin("csv", &(struct export_options){
		.columns = "seq,time,time_ns,pid,tid,comm,errno,function,caller,file,line,duration_ns,state,z,severity",
	});

	records_own_maps(records, 1);
	records->stack = records_stack_of(records, 1, (records_function *const[]){ load_blob, run_jobs }, 2);
	records_wait(records, 1500000001);
	records_call(records, 1, "chdir", ENOENT_RESULT, 12345, "/srv");
	CHECK_STR(exporting_end(0),
		  "seq,time,time_ns,pid,tid,comm,errno,function,caller,file,line,duration_ns,state,z,severity\n"
		  "1,1.500000001,2500000001,1001,1001,tally,ENOENT,load_blob,run_jobs,/tally/src/loader.c,41,12345,done,,\n");

	records = exporting_begin("csv", &(struct export_options){ .columns = "+errno" });
	records_call(records, 1, "chdir", -4000, US, "x");
	CHECK_STR(exporting_end(0), "syscall,arguments,result,errno\nchdir,\"\"\"x\"\"\",-4000,4000\n");
}

static void
alerts_name_their_rule(void)
{
	struct records *records = exporting_begin("csv", &(struct export_options){ .columns = "seq,severity,rule" });
	const char *written;

	for (int i = 0; i < 40; i++)
		records_call(records, 1, "getpid", 1, (uint64_t)(10 + i % 3) * US, NULL);
	records_call(records, 1, "getpid", 1, 5000 * US, NULL);
	written = exporting_end(0);
	CHECK(strstr(written, "\n40,,\n41,high,slow\n") != NULL);
}

/* A call that is written as it was while it was inside had no alert then; others keep theirs. */
static void
an_earlier_call_has_no_later_alert(void)
{
	struct session *session = session_new(&(struct session_options){ 0 });
	struct records told = { .session = session };
	struct export export;
	struct asof asof = { .then = NULL };
	struct call_row row;
	char *written = NULL;
	size_t len;
	FILE *out = open_memstream(&written, &len);

	records_start(&told, "tally");
	records_task(&told, 0, "tally");
	for (int i = 0; i < 40; i++)
		records_call(&told, 1, "getpid", 1, (uint64_t)(10 + i % 3) * US, NULL);
	records_call(&told, 1, "getpid", 7, 5000 * US, NULL);
	export_begin(&export, export_find("csv"), out, session,
		     &(struct export_options){ .columns = "seq,result,state,severity,rule", .kept = true });
	CHECK(asof_row(&asof, session, 41, told.now_ns, &row));
	export_feed(&export, &row.event->head);
	CHECK(asof_row(&asof, session, 41, told.now_ns - 1000 * US, &row));
	asof_finish(&asof, &row);
	export_feed(&export, &row.event->head);
	CHECK_EQ(export_end(&export), 0);
	fclose(out);
	CHECK_STR(written, "seq,result,state,severity,rule\n41,7,done,high,slow\n41,,unfinished,,\n");
	free(written);
	asof_done(&asof);
	session_free(session);
}

static void
what_a_spreadsheet_would_run_is_text(void)
{
	struct records *records = exporting_begin("csv", &(struct export_options){ 0 });

	records_add_call(records, &(struct record_call){ .task = 1, .name = "close", .args = { 0xffffffff }, .result = -9 });
	records_add_call(records, &(struct record_call){ .task = 1, .name = "dup2", .args = { 0xffffffff, 3 }, .result = -9 });
	CHECK_STR(exporting_end(0),
		  "syscall,arguments,result\n"
		  "close,-1,-9\n"
		  "dup2,\"'-1, 3\",-9\n");
}

static void
figures_have_rows_of_their_own(void)
{
	const struct export_ops *ops = export_find("csv")->summary;
	struct records *records = exporting_begin_ops(ops, &(struct export_options){ .times = true });

	for (int i = 0; i < 3; i++)
		records_call(records, 1, "read", i == 0 ? ENOENT_RESULT : 1, 300 * US, NULL);
	records_call(records, 1, "close", 0, 999 * US, NULL);
	CHECK_STR(exporting_end(0), "syscall,calls,errors,total_time\nclose,1,0,999us\nread,3,1,900us\n");

	records = exporting_begin_ops(ops, &(struct export_options){ .extended = true });
	records_call(records, 1, "read", 1, 10, NULL);
	records_call(records, 1, "read", 1, 20, NULL);
	records_call(records, 1, "read", 1, 60, NULL);
	CHECK_STR(exporting_end(0),
		  "syscall,calls,errors,mean_ns,sigma_ns,min_ns,max_ns,p50_ns,p75_ns,p90_ns,p95_ns,p99_ns\n"
		  "read,3,0,30,22,10,60,20,60,60,60,60\n");
}

/* --- reading back ----------------------------------------------------------------- */

/* The next cell from *at into `cell`, unquoted; the byte that ended it. Fails the test where RFC 4180 is not kept. */
static char
read_cell(const char **at, char *cell, size_t cap)
{
	size_t len = 0;
	bool quoted = **at == '"';
	char end;

	*at += quoted;
	for (;; (*at)++) {
		if (quoted && (*at)[0] == '"' && (*at)[1] == '"')
			(*at)++;
		else if (**at == '\0' || (quoted ? **at == '"' : **at == ',' || **at == '\n'))
			break;
		else
			CHECK(quoted || (**at != '"' && **at != '\r'));
		if (len + 1 < cap)
			cell[len++] = **at;
	}
	cell[len] = '\0';
	*at += quoted;
	end = **at;
	CHECK(end == ',' || end == '\n');
	*at += end != '\0';
	return end;
}

static bool
is_harmless(const char *cell)
{
	char *rest;

	if (strchr("=+-@\t\r", cell[0]) == NULL || cell[0] == '\0')
		return true;
	(void)strtod(cell, &rest);
	return *rest == '\0';
}

static void
hostile_names_stay_in_their_cells(void)
{
	static const char every[] = "syscall,arguments,result,comm,source_location,function,caller,file,line,module,original";
	struct srcmaps *maps = hostile_maps();
	struct records *records;
	unsigned calls, rows = 0, cells = 0, originals = 0;
	const char *text, *at;
	char cell[4096];

	exporting_maps(maps);
	records = exporting_begin("csv", &(struct export_options){ .columns = every, .string_max = 4096 });
	calls = hostile_story(records);
	text = at = exporting_end(0);
	CHECK(hostile_find(text, exporting_len()) == NULL);
	while (*at != '\0' && check_failures == 0) {
		char end = read_cell(&at, cell, sizeof cell);

		if (!CHECK(is_harmless(cell)))
			puts(cell);
		originals += cells == 10 && strstr(cell, ".py:3 in ") != NULL;
		cells++;
		if (end != '\n')
			continue;
		CHECK_EQ(cells, 11);
		cells = 0;
		rows++;
	}
	CHECK_EQ(rows, 1 + calls + 1);	/* the names of the columns, and the call that did not return */
	CHECK_EQ(originals, (calls - 2) / 2 + 3);
	exporting_maps(NULL);
	srcmaps_free(maps);
}

int
main(void)
{
	setlocale(LC_ALL, "");
	the_columns_are_those_known();
	other_columns_can_be_had();
	alerts_name_their_rule();
	an_earlier_call_has_no_later_alert();
	what_a_spreadsheet_would_run_is_text();
	figures_have_rows_of_their_own();
	hostile_names_stay_in_their_cells();
	return check_result();
}
