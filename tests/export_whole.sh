#!/usr/bin/env bash
# export_whole.sh - what is in the file after kill -9, in every format
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need python3
need xmllint
need_tracing

# The program opens a file and waits; what it did until then must be in ours.
cat >wait.sh <<'END'
: <opened_last
cat
END
: >opened_last

is_read() {
	case $1 in
	text) grep -q opened_last killed.text && grep -q 'read(' killed.text ;;
	jsonl) jq -s . killed.jsonl && grep -q opened_last killed.jsonl ;;
	otlp) jq -s . killed.otlp && grep -q opened_last killed.otlp ;;
	json) jq -e '.summary.total_syscalls == (.syscalls | length) and any(.syscalls[]; .args | tostring | contains("opened_last"))' killed.json ;;
	chrome) jq -e '.otherData.dropped == 0 and any(.traceEvents[]; .args | tostring | contains("opened_last"))' killed.chrome ;;
	csv) python3 -c 'import csv, sys; assert any("opened_last" in row[1] for row in csv.reader(open("killed.csv")))' ;;
	html) xmllint --noout --nonet killed.html && grep -q opened_last killed.html && grep -q '</html>' killed.html ;;
	summary) grep -q ' total$' killed.summary && grep -q vfork killed.summary ;;
	folded) grep -q 'vfork [0-9]*$' killed.folded ;;
	sqlite) [ "$(sqlite3 killed.sqlite "SELECT count(*) FROM calls WHERE arguments LIKE '%opened_last%'")" -gt 0 ] ;;
	esac
}

formats=(text jsonl otlp json chrome csv html summary folded)
command -v sqlite3 >/dev/null && "$sightline" --help | grep -q '^  sqlite' && formats+=(sqlite)
for format in "${formats[@]}"; do
	hold_input
	start "$sightline" --format="$format" -o "killed.$format" -- sh wait.sh <input
	tracer=$pid
	check "$format is in the file while the program waits" wait_until is_read "$format"
	kill -KILL "$tracer"
	wait "$tracer" 2>/dev/null
	release_input
	check "and whole after kill -9" is_read "$format"
done
finish
