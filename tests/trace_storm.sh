#!/usr/bin/env bash
# trace_storm.sh - a storm of short lives: as many ends as beginnings, and none lost
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need_tracing

children=400

count() {
	jq -r "select($1) | 1" seen | wc -l
}

equal "the storm goes by" "$(how "$sightline" --format=jsonl -o seen -- "$targets/storm" "$children")" "exited 0"
equal "as many processes begin as there are, and the first" "$(count '.type == "process"')" $((children + 1))
equal "every process ends" "$(count '.type == "exit"')" $((children + 1))
equal "every child becomes another program" "$(count '.type == "exec"')" $((children + 1))
equal "every exec returns as a call" \
	"$(count '.type == "call" and .name == "execve" and .state == "done"')" $((children + 1))
equal "every last call is unfinished" \
	"$(count '.type == "call" and .name == "exit_group" and .state == "unfinished"')" $((children + 1))
calls=$(count '.type == "call"')
check "there are ten thousand calls at least" [ "$calls" -ge 10000 ]
equal "the end counts them all" "$(jq -r 'select(.type == "end") | "\(.calls) \(.dropped)"' seen)" "$calls 0"
equal "no number is given twice" "$(jq -r 'select(.type == "call") | .seq' seen | sort -u | wc -l)" "$calls"
check "a call begins after the one before it ended, in each process" \
	jq -e -n '
	reduce (inputs | select(.type == "call" and .duration_ns != null)) as $call ({};
		.[$call.tid | tostring] as $last |
		if $last != null and $call.time_ns < $last then .wrong = $call
		else .[$call.tid | tostring] = $call.time_ns + $call.duration_ns end) |
	.wrong == null' seen
finish
