#!/usr/bin/env bash
# trace_drop.sh - a reader that does not keep up: calls wait, or are counted as lost
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need_tracing
mkfifo report

# trace_unread POLICY: traces a program whose report nobody reads yet,
# by way of a ring that is soon full. Descriptor 8 is kept for the report.
trace_unread() {
	exec 8<>report
	start "$sightline" --format=jsonl --no-stacks --ring-size=64K --on-full="$1" -o report -- dd if=/dev/zero of=/dev/null bs=64 count=3000 2>said
}

# read_report: all of it, in `seen`
read_report() {
	cat report 8>&- >seen &
	remember $!
	exec 8>&-
	ends_within 60 "$pid" "sightline ends once it is read"
	wait
}

end_of_report() {
	jq -r "select(.type == \"end\") | .$1" seen
}

# stands_still PID: none of its threads ran between two looks
stands_still() {
	local before

	before=$(cat /proc/"$1"/task/*/status | grep ctxt_switches)
	read -r -t 0.3 -u "$nothing"
	[ "$before" = "$(cat /proc/"$1"/task/*/status | grep ctxt_switches)" ]
}

only_child() {
	cat "/proc/$1/task/$1/children"
}

# Drop: the program ends although nobody reads.
trace_unread drop
check "a program is not held up by a reader that is late" wait_until grep -qx "3000+0 records out" said
read_report
calls=$(end_of_report calls)
dropped=$(end_of_report dropped)
told=$(jq -s 'map(select(.type == "call")) | length' seen)
check "some calls are dropped" [ "$dropped" -gt 0 ]
equal "each call is told or counted" "$((told + dropped))" "$calls"
equal "losses are told" "$(jq -s 'map(select(.type == "lost").count) | add' seen)" "$dropped"

# Told and lost together are the numbers 1 to N, each once; a loss comes before what follows it.
jq -r 'if .type == "call" then .seq elif .type == "lost" then range(.first_seq; .first_seq + .count) else empty end' seen |
	sort -n >numbers
seq "$calls" >expected
same "each number is told or lost, once" numbers expected
equal "a loss is told before the calls after it" \
	"$(jq -s '[.[] | select(.type == "lost" or .type == "call")] |
		[range(1; length) as $i | select(.[$i].type == "lost" and .[$i - 1].type == "call" and
			.[$i].first_seq < .[$i - 1].seq and .[$i - 1].announced != true)] | length' seen)" 0

# Wait: nothing is lost, the program stands until there is room, and that is counted.
trace_unread wait
wait_until stands_still "$(only_child "$pid")"
equal "the program waits for room" "$(wc -l <said)" 0
read_report
equal "nothing is dropped" "$(end_of_report dropped)" 0
equal "all calls are told" "$(jq -s 'map(select(.type == "call")) | length' seen)" "$(end_of_report calls)"
check "the wait is counted" [ "$(end_of_report stalls)" -gt 0 ]
check "the program ended well" grep -qx "3000+0 records out" said
finish
