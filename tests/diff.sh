#!/usr/bin/env bash
# diff.sh - a run held against a recording of an earlier one; several on one time line
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need_tracing

# the same number of reads, each a thousand times as much
large=(sh -c 'dd if=/dev/zero of=/dev/null bs=2M count=200 status=none; true')
small=(sh -c 'dd if=/dev/zero of=/dev/null bs=4k count=200 status=none; true')
bounded "$sightline" -w before -o /dev/null -- "${small[@]}"
bounded "$sightline" -w after -o /dev/null -- "${large[@]}"

bounded "$sightline" diff before before >said 2>&1
equal "a run and itself" "$?" 0
equal "says so" "$(tail -n 1 said)" "0 slower by more than 10%"
equal "and nothing else" "$(tail -n +3 said | grep -c .)" 1
bounded "$sightline" diff --format=json before before >said.json
equal "no verdict" "$(jq -c '[.rows[].verdict | select(. != [])]' said.json)" "[]"
equal "no chance that it is another" "$(jq -c '[.rows[] | .p, .p99_p, .errors_p, .calls_p] | unique' said.json)" "[1]"
bounded "$sightline" -w reads -e trace=read -o /dev/null -- "${small[@]}"
bounded "$sightline" diff before reads >said
equal "calls that were not wanted are no loss unsaid" "$(sed -n 2p said | grep -c 'only those that were wanted')" 1
bounded "$sightline" diff before after --tolerance=100 -o said
equal "reads of 2 MiB after reads of 4 KiB" "$?" 1
check "the call is named" grep -q '^ read .*slower' said
bounded "$sightline" diff before after --format=json --tolerance 100 >said.json
equal "the same as JSON" "$?" 1
equal "its verdict on read" "$(jq -c '.rows[] | select(.by == "call" and .name == "read").verdict | index("slower") != null' said.json)" true
for side in before after; do
	bounded "$sightline" -r "$side" --format=jsonl -o "$side.jsonl"
	equal "calls $side" "$(jq "[.rows[] | select(.by == \"call\").$side.calls // 0] | add" said.json)" \
		"$(jq -c 'select(.type == "call" and .state == "done")' "$side.jsonl" | wc -l)"
done
bounded "$sightline" --baseline=before --tolerance=100 -o /dev/null -- "${large[@]}" 2>said
equal "a run held against a baseline" "$?" 4
check "the call is named" grep -q '^ read .*slower' said
bounded "$sightline" --baseline=nowhere -o /dev/null -- true 2>said
equal "no baseline" "$? $(cat said)" "1 sightline: cannot read the recording nowhere: No such file or directory"

bounded "$sightline" diff before 2>said
equal "one recording" "$? $(cat said)" "2 sightline: diff wants two recordings, the earlier one first"
bounded "$sightline" diff before nowhere 2>said
equal "none there" "$? $(cat said)" "2 sightline: cannot read the recording nowhere: No such file or directory"
bounded "$sightline" diff before after --format=csv 2>said
equal "another format" "$? $(cat said)" "2 sightline: diff writes --format=text or json, not csv"
bounded "$sightline" diff -k before after 2>said
equal "another option" "$? $(cat said)" "2 sightline: --stack-trace is not for diff, which traces nothing"

# --- on one time line -----------------------------------------------------------------

bounded "$sightline" merge -w both after before
equal "merge" "$?" 0
bounded "$sightline" -r both --format=jsonl -o both.jsonl
bounded "$sightline" -r before -r after --format=jsonl -o read.jsonl
calls() {
	jq -c 'select(.type == "call") | [.name, .result, .duration_ns, .function, .file, .line]' "$@" | sort
}
calls before.jsonl after.jsonl >expected
calls both.jsonl >seen
same "every call of both" seen expected
jq -r 'select(.type == "call").seq' both.jsonl | sort -n >numbers
seq 1 "$(wc -l <numbers)" >counted
same "numbers of calls" numbers counted
equal "one start and one end" "$(jq -r 'select(.type == "start" or .type == "end").type' both.jsonl | sort | tr '\n' ' ')" "end start "
equal "the second run is announced" "$(jq -r 'select(.type == "note").text' both.jsonl | cut -c1-12)" "run 1 begins"
check "times do not go back" jq -se '[.[] | select(.type == "call") | .time_ns + .duration_ns] | . == sort' both.jsonl
calls read.jsonl >seen
same "read without merging" seen expected
bounded "$sightline" merge before after 2>said
equal "merge to nowhere" "$? $(cat said)" "2 sightline: merge wants -w DIR for what it makes"
if command -v babeltrace2 >/dev/null; then
	bounded babeltrace2 both >both.bt 2>both.bt.err
	equal "babeltrace2 reads it" "$? $(wc -c <both.bt.err)" "0 0"
fi
finish
