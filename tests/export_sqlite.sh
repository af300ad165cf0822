#!/usr/bin/env bash
# export_sqlite.sh - the database of real programs, asked by sqlite3
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need sqlite3
need jq
need python3
"$sightline" --help | grep -q '^  sqlite ' || skip "built without libsqlite3"
need_tracing

ask() {
	bounded sqlite3 -readonly "$1" "$2" 2>&1
}

how "$sightline" --format=sqlite -o trace.db -- sh -c 'cat "$0"; exit 3' $'\xff\n\'; DROP TABLE calls; --' >/dev/null
equal "the status is the program's" "$(cat how.end)" "exited 3"
equal "the file is sound" "$(ask trace.db 'PRAGMA integrity_check; PRAGMA foreign_key_check')" "ok"
check "and one file" [ ! -e trace.db-wal ]
equal "calls are numbered without a gap" "$(ask trace.db 'SELECT max(seq) - count(*) FROM calls')" 0
equal "two processes ended, by exit(3) and exit(1)" \
	"$(ask trace.db 'SELECT group_concat(status / 256) FROM (SELECT status FROM tasks ORDER BY task)')" "3,1"

how "$sightline" --format=sqlite -o trace.db -- "$targets/files" >/dev/null
how "$sightline" -c -o table -- "$targets/files" >/dev/null
counts_of_table table >expected
ask trace.db "SELECT syscall || ' ' || calls || ' ' || errors FROM summary" | sort >seen
same "its summary is the table's" seen expected
equal "calls have functions" "$(ask trace.db "SELECT count(*) > 0 FROM function_times WHERE function = 'main'")" 1

# While it is written it can be read, and what was read stays when sightline is killed.
waiting_for_input() {
	[ "$(ask live.db "SELECT count(*) > 0 FROM calls WHERE name IN ('fstat', 'newfstatat')")" = 1 ]
}
hold_input
start "$sightline" --format=sqlite -o live.db -- cat <input
check "it can be asked while the program runs" wait_until waiting_for_input
kill -KILL "$pid"
wait "$pid" 2>/dev/null
release_input
check "it is sound after sightline was killed" [ "$(ask live.db 'PRAGMA integrity_check')" = ok ]
check "and has the calls" waiting_for_input

# Whoever looks in while the file is being laid out keeps nobody from it.
cat >reader.py <<'END'
import sqlite3, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
while child.poll() is None:
    try:
        connection = sqlite3.connect('file:busy.db?mode=ro', uri=True)
        connection.execute('SELECT count(*) FROM sqlite_master').fetchall()
        connection.close()
    except sqlite3.Error:
        pass
sys.exit(child.returncode)
END
for ((run = 0; run < 10; run++)); do
	rm -f busy.db*
	check "a reader at the very beginning is waited for" \
		bounded python3 reader.py "$sightline" --format=sqlite -o busy.db -- true || break
done

equal "without a file it is refused" "$(how "$sightline" --format=sqlite -- true)" "exited 2"
how "$sightline" --format=sqlite -o /dev/full -- true >/dev/null
equal "what cannot be written is told" "$(cat how.end) $(wc -l <how.err)" "exited 1 1"
finish
