#!/usr/bin/env bash
# onalert.sh - what alerts do: a stuck call is told before it returns, a program is held and goes on, commands run
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need_tracing
rule='{name: endless, when: "fn=read", stuck: 50ms}'
alone=--anomaly-threshold=99	# that rule alone: a busy machine makes other calls slow

# of a call that has not returned the alert is there first
bounded "$sightline" $alone --alert=none --alert="$rule" --format=jsonl -o told -- "$targets/slowly" >/dev/null 2>&1
equal "one alert, by that rule" "$(jq -r 'select(.type == "alert" and .rule == "endless") | .name' told)" read
seq=$(jq 'select(.type == "alert" and .rule == "endless") | .seq' told)
equal "told before the call" "$(jq -r --argjson seq "${seq:-0}" 'select(.seq == $seq and (.rule == "endless" or .type == "call")) | .type' told |
	tr '\n' ' ')" "alert call "

# the same from a recording
bounded "$sightline" --format=jsonl -o /dev/null -w kept -- "$targets/slowly" >/dev/null 2>&1
bounded "$sightline" $alone --alert=none --alert="$rule" --format=jsonl -o again -r kept >/dev/null 2>&1
equal "a recording tells it, too" "$(jq -r 'select(.type == "alert" and .rule == "endless") | .name' again)" read

# a command knows of it, is not traced, and its end is waited for
# shellcheck disable=SC2016 # for the command's shell
bounded "$sightline" $alone --alert=none --alert="$rule" --on-alert='!echo "$SIGHTLINE_ALERT_RULE $SIGHTLINE_ALERT_NAME $SIGHTLINE_ALERT_SEVERITY" >>ran' \
	--format=jsonl -o seen -- "$targets/slowly" >/dev/null 2>complaints
equal "the command was told" "$(head -n 1 ran 2>/dev/null)" "endless read medium"
equal "it is none of the program's processes" "$(jq -r 'select(.type == "exec") | .path' seen | grep -c 'sh$')" 0
equal "an alert by a rule fails a run" "$(bounded "$sightline" $alone --alert=none --alert="$rule" --fail-on-alert=medium -o /dev/null \
	-- "$targets/slowly" >/dev/null 2>&1; echo $?)" 3

# held: stopped, traced by nobody; then it goes on to its end, and is seen to
start "$sightline" $alone --alert=none --alert="$rule" --on-alert=hold --format=jsonl -o held -- "$targets/slowly" "$room/made" 2>said
tracer=$pid
if check "it says where it is held" wait_until grep -q 'kill -CONT' said; then
	program=$(sed -n 's/^ *gdb -p //p' said)
	remember "$program"
	is_stopped() {
		grep -q '^State:.*stopped' "/proc/$program/status"
	}
	check "the program is stopped" wait_until is_stopped
	equal "nobody traces it" "$(sed -n 's/^TracerPid:\t//p' "/proc/$program/status")" 0
	check "the stack of the call is told" grep -q 'slowly' said
	equal "it has not come to its end" "$(ls made 2>/dev/null)" ""
	# what it comes back to may be slow, and an alert again
	goes_on() {
		kill -CONT "$tracer"
		test -e made
	}
	check "it goes on to its end" wait_until goes_on
	ends_within 10 "$tracer" "sightline ends with it"
	equal "its end was seen" "$(tail -n 1 held | jq -c '[.type, .exit_status]')" '["end",0]'
	equal "what it did after that was seen" "$(jq -r 'select(.name == "openat") | .args[1]' held | grep -c /made)" 1
fi

# told to leave while it is held: nothing stays behind
start "$sightline" $alone --alert=none --alert="$rule" --on-alert=hold --on-exit=kill --format=jsonl -o held -- "$targets/slowly" 2>said
tracer=$pid
if check "it is held again" wait_until grep -q "kill -CONT" said; then
	program=$(sed -n 's/^ *gdb -p //p' said)
	remember "$program"
	is_gone() {
		! kill -0 "$program" 2>/dev/null
	}
	kill -TERM "$tracer"
	ends_within 10 "$tracer" "sightline leaves"
	check "the program is gone with it" wait_until is_gone
fi

wrong() {
	equal "$1" "$("$sightline" "${@:2}" 2>&1 >/dev/null; echo $?)" "sightline: $1
2"
}
wrong '--on-alert: "stop" is not hold or !COMMAND' --on-alert=stop -- true
wrong '--on-alert=hold is for a program, and -r reads a recording' --on-alert=hold -r kept
finish
