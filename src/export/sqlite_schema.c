#include "export/sqlite_schema.h"

/* Times are CLOCK_MONOTONIC nanoseconds; NULL is what is not known or never was. */
const char schema_text[] =
	"CREATE TABLE trace (name TEXT PRIMARY KEY, value) WITHOUT ROWID;"
	"CREATE TABLE tasks (task INTEGER PRIMARY KEY, pid INTEGER, tid INTEGER, parent INTEGER, comm TEXT, path TEXT,"
	" begin_ns INTEGER, end_ns INTEGER, status INTEGER);"
	"CREATE TABLE functions (function INTEGER PRIMARY KEY, name TEXT, module TEXT, file TEXT);"
	"CREATE TABLE stacks (stack INTEGER, depth INTEGER, function INTEGER REFERENCES functions, line INTEGER,"
	" original_file TEXT, original_line INTEGER, original_function TEXT, inlined INTEGER,"
	" PRIMARY KEY (stack, depth)) WITHOUT ROWID;"
	"CREATE TABLE calls (seq INTEGER PRIMARY KEY, task INTEGER REFERENCES tasks, time_ns INTEGER, name TEXT,"
	" arguments TEXT, result INTEGER, errno TEXT, duration_ns INTEGER, function INTEGER REFERENCES functions,"
	" line INTEGER, original_file TEXT, original_line INTEGER, original_function TEXT, caller TEXT, stack INTEGER,"
	" z REAL, severity TEXT, rule TEXT);"
	"CREATE TABLE signals (task INTEGER REFERENCES tasks, time_ns INTEGER, name TEXT, stopped INTEGER);"
	"CREATE TABLE lost (first_seq INTEGER PRIMARY KEY, count INTEGER, time_ns INTEGER);"
	"CREATE TABLE alerts (alert INTEGER PRIMARY KEY, call TEXT, function TEXT, file TEXT, line INTEGER,"
	" severity TEXT, rule TEXT, reason TEXT, count INTEGER, first_seq INTEGER REFERENCES calls, last_seq INTEGER REFERENCES calls,"
	" worst_seq INTEGER REFERENCES calls, z REAL, duration_ns INTEGER, usual_ns REAL, spread_ns REAL);"

	"CREATE VIEW call_details AS SELECT seq, pid, tid, comm, time_ns, calls.name AS name, arguments, result, errno,"
	" duration_ns, functions.name AS function, caller, file, line, module, original_file, original_line,"
	" original_function, stack, z, severity, rule FROM calls LEFT JOIN tasks USING (task) LEFT JOIN functions USING (function);"
	"CREATE VIEW summary AS SELECT 100.0 * sum(duration_ns) / (SELECT max(1, sum(duration_ns)) FROM calls) AS percent,"
	" sum(duration_ns) / 1e9 AS seconds, sum(duration_ns) / 1000 / count(*) AS usecs_per_call, count(*) AS calls,"
	" sum(errno IS NOT NULL AND errno NOT LIKE 'ERESTART%') AS errors, name AS syscall"
	" FROM calls WHERE duration_ns IS NOT NULL GROUP BY name ORDER BY sum(duration_ns) DESC;"
	"CREATE VIEW function_times AS SELECT functions.name AS function, module, file, count(*) AS calls,"
	" sum(errno IS NOT NULL) AS errors, sum(duration_ns) AS ns, max(duration_ns) AS max_ns"
	" FROM calls JOIN functions USING (function) GROUP BY calls.function ORDER BY sum(duration_ns) DESC;"
	"CREATE VIEW stack_frames AS SELECT stack, depth, functions.name AS function, file, line, module, original_file,"
	" original_line, original_function, inlined FROM stacks LEFT JOIN functions USING (function);"
	"CREATE VIEW errors AS SELECT name, errno, count(*) AS count, min(seq) AS first_seq FROM calls"
	" WHERE errno IS NOT NULL GROUP BY name, errno ORDER BY count(*) DESC;";

const char *const schema_inserts[SCHEMA_TABLES] = {
	[SCHEMA_TRACE] = "INSERT INTO trace VALUES (?,?)",
	[SCHEMA_TASKS] = "INSERT OR REPLACE INTO tasks VALUES (?,?,?,?,?,?,?,?,?)",
	[SCHEMA_FUNCTIONS] = "INSERT INTO functions VALUES (?,?,?,?)",
	[SCHEMA_STACKS] = "INSERT OR IGNORE INTO stacks VALUES (?,?,?,?,?,?,?,?)",
	[SCHEMA_CALLS] = "INSERT OR REPLACE INTO calls VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
	[SCHEMA_SIGNALS] = "INSERT INTO signals VALUES (?,?,?,?)",
	[SCHEMA_LOST] = "INSERT OR REPLACE INTO lost VALUES (?,?,?)",
	[SCHEMA_ALERTS] = "INSERT INTO alerts VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
};
