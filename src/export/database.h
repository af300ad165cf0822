/*
 * database.h - rows on their way into a database of SQLite
 *
 *	struct row row = row_begin(db, SCHEMA_LOST);
 *
 *	row_int(&row, first);
 *	row_int(&row, count);
 *	row_int(&row, time_ns);
 *	row_end(&row);
 *
 * Columns come in the order of the schema. The first failure is kept, and
 * nothing is written after it.
 */
#ifndef DATABASE_H
#define DATABASE_H

#include <stddef.h>
#include <stdint.h>

#include "export/sqlite_schema.h"

struct database;

/* Makes the tables in the empty file at `path` and begins to write. Never NULL; whether it went well is its error. */
struct database *database_open(const char *path);

/* What was written until now can be read, and stays whatever happens; nothing when there is nothing new. */
void database_commit(struct database *db);

/* The last commit; releases it. 0, or the negative errno of the first failure. */
int database_close(struct database *db);

/* Negative errno of the first failure, 0 none: as a file's, whose it would be in any other format. */
int database_error(const struct database *db);

struct row {
	struct database *db;
	enum schema_table table;
	int column;
};

struct row row_begin(struct database *db, enum schema_table table);
void row_end(struct row *row);
void row_null(struct row *row);
void row_int(struct row *row, int64_t value);
void row_real(struct row *row, double value);	/* NAN: NULL */
void row_text(struct row *row, const char *text, size_t len);	/* UTF-8 */

#endif
