#!/usr/bin/env bash
# ui_past.sh - a recording, looked back to while a call was inside: what it gave is shown and written, what came of it is not
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need_tracing
export LC_ALL=C.UTF-8 XDG_STATE_HOME=$PWD/state XDG_CONFIG_HOME=$PWD/none

bounded "$sightline" -w run -o /dev/null -- sh -c '(sleep 0.6; echo rdbqds | tr a-y b-z) | cat' >/dev/null 2>&1
bounded "$sightline" -r run --format=jsonl -o all.jsonl
# Nine tenths of the way through the read that waits for it, in seconds since the start.
at=$(jq -rs '(map(select(.type == "start"))[0].time_ns) as $begin | map(select(.name == "read" and (.args[1] | contains("secret"))))[0] |
	(.time_ns - $begin + .duration_ns * 0.9) / 1e9' all.jsonl)
check "there is such a read" test "$at" != null

cat >script <<END
:wait-end
keys :at $at
key Enter
keys fopen and fn = read
key Enter
:save-screen then.txt
keys :save calls.txt
key Enter
keys :save calls.csv
key Enter
keys :save calls.jsonl
key Enter
keys :at now
key Enter
keys :filter fn = read
key Enter
keys :save now.txt
key Enter
:quit
END
bounded "$sightline" -r run --script script --screen 120x40
check "it is shown as inside" grep -q 'read(0<pipe.*\.\.\.' then.txt
check "with nothing of what it read" test "$(cat then.txt calls.* | grep -c secret)" = 0
equal "text has it without an end" "$(grep -c 'read(.*) = ?$' calls.txt)" 1
equal "so has CSV" "$(grep -c '^read,.*,,,' calls.csv)" 1
equal "and JSON Lines" "$(jq -r 'select(.name == "read") | "\(.state) \(.result) \(.duration_ns)"' calls.jsonl)" "unfinished null null"
check "now it has what it read" grep -q 'read(0.*secret' now.txt
finish
