/* The database, on stories, asked through SQLite itself. */
#include "check.h"

#ifndef HAVE_SQLITE

int
main(void)
{
	SKIP("built without libsqlite3");
}

#else

#include <locale.h>
#include <sqlite3.h>
#include <unistd.h>

#include "exporting.h"
#include "hostile.h"
#include "model/srcmap.h"

enum { US = 1000 };

static char path[] = "/tmp/export-XXXXXX";

static struct records *
begin(void)
{
	if (truncate(path, 0) < 0)
		SKIP("there is no writing in /tmp");
	return exporting_begin("sqlite", &(struct export_options){ .path = path, .string_max = 4096 });
}

static sqlite3 *
open_written(void)
{
	sqlite3 *db;

	CHECK_EQ(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	return db;
}

/* The only value that the question gives, as text. */
static const char *
ask(sqlite3 *db, const char *sql)
{
	static char answer[4096];
	sqlite3_stmt *statement;

	snprintf(answer, sizeof answer, "(nothing)");
	if (!CHECK(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK)) {
		printf("%s: %s\n", sql, sqlite3_errmsg(db));
		return answer;
	}
	if (sqlite3_step(statement) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(statement, 0);

		snprintf(answer, sizeof answer, "%s", text != NULL ? text : "(null)");
	}
	sqlite3_finalize(statement);
	return answer;
}

static void
calls_are_rows_with_all_that_is_known(void)
{
	struct records *records = begin();
	sqlite3 *db;

	records_own_maps(records, 1);
	records->stack = records_stack_of(records, 1, (records_function *const[]){ load_blob, run_jobs }, 2);
	records_call(records, 1, "chdir", -2, 12345, "/srv");
	records_call(records, 1, "chdir", 0, 655, "/srv/a");
	records_add_call(records, &(struct record_call){ .task = 1, .name = "pause", .state = CALL_UNFINISHED });
	records_lost(records, 5);
	records_signal(records, 1, 15);
	records_exit(records, 1, 15);
	exporting_end(15);
	db = open_written();
	CHECK_STR(ask(db, "PRAGMA integrity_check"), "ok");
	CHECK_STR(ask(db, "PRAGMA foreign_key_check"), "(nothing)");
	CHECK_STR(ask(db, "SELECT name || '(' || arguments || ') = ' || result || ' ' || errno || ' ' || duration_ns || ' ' ||"
			  " function || ' ' || caller || ' ' || file || ':' || line || ' ' || pid || ' ' || comm"
			  " FROM call_details WHERE seq = 1"),
		  "chdir(\"/srv\") = -2 ENOENT 12345 load_blob run_jobs /tally/src/loader.c:41 1001 tally");
	CHECK_STR(ask(db, "SELECT count(*) FROM calls WHERE duration_ns IS NULL AND result IS NULL AND name = 'pause'"), "1");
	CHECK_STR(ask(db, "SELECT printf('%.2f %.6f %d %d %d %s', percent, seconds, usecs_per_call, calls, errors, syscall)"
			  " FROM summary"), "100.00 0.000013 6 2 1 chdir");
	CHECK_STR(ask(db, "SELECT calls || ' ' || errors || ' ' || ns FROM function_times WHERE function = 'load_blob'"),
		  "3 1 13000");
	CHECK_STR(ask(db, "SELECT group_concat(function) FROM (SELECT * FROM stack_frames WHERE stack = 1 ORDER BY depth)"),
		  "load_blob,run_jobs");
	CHECK_STR(ask(db, "SELECT first_seq || ' ' || count FROM lost"), "4 5");
	CHECK_STR(ask(db, "SELECT name FROM signals"), "SIGTERM");
	CHECK_STR(ask(db, "SELECT status FROM tasks"), "15");
	CHECK_STR(ask(db, "SELECT value FROM trace WHERE name = 'command'"), "tally notes.txt");
	sqlite3_close(db);
}

static void
alerts_are_rows(void)
{
	struct records *records = begin();
	sqlite3 *db;

	for (int i = 0; i < 40; i++)
		records_call(records, 1, "getpid", 1, (uint64_t)(10 + i % 3) * US, NULL);
	records_call(records, 1, "getpid", 1, 5000 * US, NULL);
	exporting_end(0);
	db = open_written();
	CHECK_STR(ask(db, "SELECT call || ' ' || severity || ' ' || count || ' ' || worst_seq || ' ' || duration_ns FROM alerts"),
		  "getpid high 1 41 5000000");
	CHECK_STR(ask(db, "SELECT severity || ' ' || rule FROM calls WHERE seq = 41 AND z > 5"), "high slow");
	CHECK_STR(ask(db, "SELECT rule FROM alerts WHERE reason LIKE 'took 5.0ms, usual %(n 40), z %, 1 in %'"), "slow");
	CHECK_STR(ask(db, "SELECT count(*) FROM call_details WHERE rule IS NOT NULL"), "1");
	sqlite3_close(db);
}

/* Every text in every column of the tables. */
static void
look_through(sqlite3 *db, const char *table)
{
	sqlite3_stmt *statement;
	char sql[64];

	snprintf(sql, sizeof sql, "SELECT * FROM %s", table);
	CHECK_EQ(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
	while (sqlite3_step(statement) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(statement); i++) {
			const char *text = (const char *)sqlite3_column_text(statement, i);

			CHECK(text == NULL || hostile_find(text, (size_t)sqlite3_column_bytes(statement, i)) == NULL);
			CHECK(text == NULL || strchr(text, '\n') == NULL);
		}
	sqlite3_finalize(statement);
}

static void
hostile_names_are_text(void)
{
	static const char *const tables[] = {
		"trace", "tasks", "functions", "stacks", "calls", "signals", "lost", "alerts", "call_details", "stack_frames",
	};
	struct srcmaps *maps = hostile_maps();
	struct records *records;
	char expected[16];
	unsigned calls;
	sqlite3 *db;

	exporting_maps(maps);
	records = begin();
	calls = hostile_story(records);
	exporting_end(0);
	db = open_written();
	snprintf(expected, sizeof expected, "%u", calls + 1);
	CHECK_STR(ask(db, "SELECT count(*) FROM calls"), expected);
	CHECK_STR(ask(db, "SELECT count(*) FROM functions"), "3");
	CHECK_STR(ask(db, "PRAGMA integrity_check"), "ok");
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		look_through(db, tables[i]);
	sqlite3_close(db);
	exporting_maps(NULL);
	srcmaps_free(maps);
}

/* A directory where there should be a file. */
static void
what_cannot_be_opened_is_told(void)
{
	struct session *session = session_new(&(struct session_options){ 0 });
	struct export export;
	FILE *out = fopen("/dev/null", "w");

	export_begin(&export, export_find("sqlite"), out, session, &(struct export_options){ .path = "/tmp" });
	CHECK(export_flush(&export) < 0);
	CHECK(export_end(&export) < 0);
	fclose(out);
	session_free(session);
}

int
main(void)
{
	setlocale(LC_ALL, "");
	if (mkstemp(path) < 0)
		SKIP("there is no writing in /tmp");
	calls_are_rows_with_all_that_is_known();
	alerts_are_rows();
	hostile_names_are_text();
	what_cannot_be_opened_is_told();
	unlink(path);
	return check_result();
}

#endif
