/*
 * sqlite_schema.h - the tables and views of the database
 */
#ifndef SQLITE_SCHEMA_H
#define SQLITE_SCHEMA_H

enum schema_table {
	SCHEMA_TRACE, SCHEMA_TASKS, SCHEMA_FUNCTIONS, SCHEMA_STACKS, SCHEMA_CALLS, SCHEMA_SIGNALS, SCHEMA_LOST,
	SCHEMA_ALERTS,
};
enum { SCHEMA_TABLES = SCHEMA_ALERTS + 1 };

/* What makes them all. */
extern const char schema_text[];

/* A row for each table: one parameter a column, in their order. */
extern const char *const schema_inserts[SCHEMA_TABLES];

#endif
