#!/usr/bin/env bash
# trace_leave.sh - sightline leaves when it is told to, whatever the program is in
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need_tracing

# begin OPTIONS TARGET: the target under sightline, its input held open, its output in `said`
begin() {
	rm -f said seen && hold_input
	# shellcheck disable=SC2086 # options are several words or none
	start "$sightline" --format=jsonl -o seen $1 -- "$targets/$2" <input >said 2>complaints
	tracer=$pid
	wait_until grep -q '^ready' said || { fails "$2 is ready" complaints; finish; }
	program=$(sed -n 's/^ready //p' said)
	remember "$program"
}

leave() {
	kill -s "$1" "$tracer"
	ends_within 10 "$tracer" "$2: sightline leaves by SIG$1, with the program still there"
	check "$2: every line of the report is whole" jq -e . seen
	equal "$2: the last line is the end" "$(tail -n 1 seen | jq -r .type)" end
}

is_gone() {
	! kill -0 "$1" 2>/dev/null
}

goes_on() {
	check "$1: then nobody traces the program, and it is not stopped" runs_freely "$program"
	release_input
	check "$1: it comes to its own end" wait_until grep -q "$2" said
	check "$1: and is gone" wait_until is_gone "$program"
}

for signal in INT TERM; do
	begin "" busy
	leave "$signal" "a program we started"
	check "a program we started may use all its processors" has_its_processors "$program"
	goes_on "a program we started" '^came'
	equal "every signal came" "$(sed -n 's/^came //p' said)" "$(sed -n 's/^sent //p' said)"

	begin "" vforked
	leave "$signal" "a program in vfork"
	check "a program in vfork may use all its processors" has_its_processors "$program"
	goes_on "a program in vfork" '^done'

	begin "--on-exit=kill" busy
	leave "$signal" "a program to be killed"
	check "a program to be killed is gone" wait_until is_gone "$program"
	release_input
	equal "it did not come to its own end" "$(grep -c '^came' said)" 0
done

# Killed without a chance to say goodbye: the kernel lets the program go.
begin "" busy
kill -KILL "$tracer"
wait "$tracer" 2>/dev/null
check "when sightline is killed the program is let go" wait_until runs_freely "$program"
check "and has its processors back" wait_until has_its_processors "$program"
goes_on "after the death of sightline" '^sent'
check "what was written is whole, but for the last line" eval 'head -n -1 seen | jq -e . >/dev/null'
finish
