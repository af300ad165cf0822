#include "export/database.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

/* Someone who reads holds the file for moments only, until its log is set up. */
enum { PATIENCE_MS = 10 * 1000 };

struct database {
	sqlite3 *handle;
	sqlite3_stmt *inserts[SCHEMA_TABLES];
	bool dirty;		/* something was written since the last commit */
	int error;
};

static int
errno_of(sqlite3 *handle, int code)
{
	int error = sqlite3_system_errno(handle);

	switch (code & 0xff) {
	case SQLITE_FULL:
		return -ENOSPC;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return -EBUSY;
	case SQLITE_READONLY:
		return -EROFS;
	default:
		return error != 0 ? -error : -EIO;
	}
}

static void
check(struct database *db, int code)
{
	if (code != SQLITE_OK && code != SQLITE_DONE && db->error == 0)
		db->error = errno_of(db->handle, code);
}

static void
run(struct database *db, const char *sql)
{
	if (db->error == 0)
		check(db, sqlite3_exec(db->handle, sql, NULL, NULL, NULL));
}

struct database *
database_open(const char *path)
{
	struct database *db = mem_new(1, sizeof *db);

	check(db, sqlite3_open_v2(path, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
				  NULL));
	if (db->error == 0)
		check(db, sqlite3_busy_timeout(db->handle, PATIENCE_MS));
	/* The log lets others read while we write. Nobody waits for the disk: only a power failure can take it. */
	run(db, "PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL; BEGIN");
	run(db, schema_text);
	for (unsigned i = 0; i < SCHEMA_TABLES && db->error == 0; i++)
		check(db, sqlite3_prepare_v2(db->handle, schema_inserts[i], -1, &db->inserts[i], NULL));
	db->dirty = true;
	return db;
}

void
database_commit(struct database *db)
{
	if (db->dirty)
		run(db, "COMMIT; BEGIN");
	db->dirty = false;
}

int
database_close(struct database *db)
{
	int error;

	run(db, "COMMIT");
	/* One file again. While somebody reads it the log stays beside it, which is no failure. */
	if (db->error == 0)
		(void)sqlite3_exec(db->handle, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
	for (unsigned i = 0; i < SCHEMA_TABLES; i++)
		sqlite3_finalize(db->inserts[i]);
	sqlite3_close(db->handle);
	error = db->error;
	free(db);
	return error;
}

int
database_error(const struct database *db)
{
	return db->error;
}

/* --- rows -------------------------------------------------------------------------- */

struct row
row_begin(struct database *db, enum schema_table table)
{
	return (struct row){ .db = db, .table = table };
}

void
row_end(struct row *row)
{
	sqlite3_stmt *insert = row->db->inserts[row->table];

	if (row->db->error == 0)
		check(row->db, sqlite3_step(insert));
	sqlite3_reset(insert);
	row->db->dirty = true;
}

void
row_null(struct row *row)
{
	check(row->db, sqlite3_bind_null(row->db->inserts[row->table], ++row->column));
}

void
row_int(struct row *row, int64_t value)
{
	check(row->db, sqlite3_bind_int64(row->db->inserts[row->table], ++row->column, value));
}

void
row_real(struct row *row, double value)
{
	check(row->db, sqlite3_bind_double(row->db->inserts[row->table], ++row->column, value));
}

void
row_text(struct row *row, const char *text, size_t len)
{
	check(row->db, sqlite3_bind_text64(row->db->inserts[row->table], ++row->column, text, len, SQLITE_TRANSIENT,
					   SQLITE_UTF8));
}
