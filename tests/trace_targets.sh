#!/usr/bin/env bash
# trace_targets.sh - what the targets say of themselves is what sightline shows
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need_tracing

# ask TARGET [ARGUMENT]...: runs it traced and compares what it says with what was seen
ask() {
	how "$sightline" --format=jsonl -o seen -- "$targets/$1" "${@:2}" >/dev/null
	if [ "$(cat how.end)" = "exited 77" ]; then
		echo "$*: $(cat how.out)"
		return
	fi
	lines_of_jsonl seen >lines
	check "$*: sightline shows what it says" awk -f "$source/tests/trace_match.awk" how.out lines
	check "$*: it finds nothing wrong itself" eval '! grep "^#.*not so" how.out'
	equal "$*: sightline says nothing of its own" "$(cat how.err)" ""
	check "$*: the last line is the end, and nothing was dropped" \
		jq -e -s 'last | .type == "end" and .dropped == 0' seen
	check "$*: calls are numbered from 1 without a gap" \
		jq -e -s '[.[] | select(.type == "call") | .seq] | sort == [range(1; length + 1)]' seen
	equal "$*: as many tasks end as begin" "$(jq -r 'select(.type == "exit") | 1' seen | wc -l)" \
		"$(jq -r 'select(.type == "process" or .type == "thread") | 1' seen | wc -l)"
}

# A duration lies between what was asked for and what the program's own clock
# showed, which includes our share.
durations() {
	sed -n 's/^# slept \(.*\) ns$/\1/p' how.out >own
	jq -r 'select(.type == "call" and .name == "nanosleep") | .duration_ns' seen >ours
	equal "every sleep is there" "$(wc -l <ours)" "$(wc -l <own)"
	check "a sleep of 1 ms takes no less, and no more than the program saw" \
		awk '{ ours = $1; getline own <"own"; if (ours < 1000000 || ours > own + 0) { print ours, own; exit 1 } }' ours
	echo "the shortest of 20 sleeps of 1 ms took $(sort -n ours | head -1) ns"
}

ask files
ask threads
ask threads 5000
ask forks
ask exec
ask signals
ask die exit 3
ask die segv
ask die signal 15
ask die signal 9
ask jobctl
ask killed
ask blocked
ask int80
ask seccomp
ask seccomp kill
ask ptraced
ask sleep
durations
finish
