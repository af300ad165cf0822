#!/usr/bin/env bash
# trace_attach.sh - coming to a running program and leaving it does it no harm
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need_tracing

rounds=10

# start_busy SIGNALS: targets/busy with its input held open, its output in `said`; its number in $busy
start_busy() {
	hold_input
	start "$targets/busy" "$1" <input >said
	busy=$pid
	wait_until grep -q ready said || { fails "busy is ready"; finish; }
	wait_until [ "$(ls "/proc/$busy/task" | wc -l)" -eq 5 ]
}

# Lets it come to its end, and says how it ended.
end_busy() {
	release_input
	ends_within "$limit" "$busy" "busy ends when its input does"
	equal "its exit status is its own" "$?" 0
}

attach() {
	rm -f seen
	start "$sightline" --format=jsonl -o seen -p "$1" 2>attach.err
	tracer=$pid
}

# leave SIGNAL: sightline goes in time, and the program runs on
leave() {
	kill -s "$1" "$tracer"
	ends_within 10 "$tracer" "sightline leaves by SIG$1, with the program still there"
	check "then nobody traces the program, and it is not stopped by a tracer" runs_freely "$busy"
	check "then it may use all its processors" has_its_processors "$busy"
}

every_signal_came() {
	local sent came

	sent=$(sed -n 's/^sent //p' said)
	came=$(sed -n 's/^came //p' said)
	equal "every signal that was sent has come" "$came" "$sent"
	check "there were 2000 at least" [ "${sent%% *}" -ge 2000 ]
}

saw_a_call() {
	grep -q '"type": *"call"' seen
}

# Calls of each of the four threads that make some all the time.
sees_every_thread() {
	local tid seen_tids

	seen_tids=$(jq -r -R 'fromjson? | select(.type == "call") | .tid' seen | sort -u)
	for tid in $(ls "/proc/$busy/task" | tail -n +2); do
		grep -qx "$tid" <<<"$seen_tids" || return
	done
}

# --- every thread is seen, no signal is lost ----------------------------------
start_busy 2000
for ((round = 1; round <= rounds; round++)); do
	attach "$busy"
	check "round $round: calls are seen" wait_until saw_a_call
	[ "$round" -gt 1 ] || check "calls of every thread are seen" wait_until sees_every_thread
	leave "$([ $((round % 2)) -eq 1 ] && echo INT || echo TERM)"
	check "every line of the report is whole" jq -e . seen
	equal "the last line is the end" "$(tail -n 1 seen | jq -r .type)" end
done
end_busy
every_signal_came

# --- the program ends while we look on ----------------------------------------
start_busy 2000
attach "$busy"
check "calls are seen" wait_until saw_a_call
end_busy
ends_within "$limit" "$tracer" "sightline ends when the program has"
every_signal_came
check "the end of each of its threads was seen" \
	jq -e -s '[.[] | select(.type == "exit")] | length == 5' seen

# --- who is stopped stays stopped ---------------------------------------------
start_busy 0
kill -STOP "$busy"
wait_until is_in_state "$busy" T || fails "busy is stopped"
attach "$busy"
check "a stopped program can be attached" wait_until is_traced "$busy"
kill -INT "$tracer"
ends_within 10 "$tracer" "sightline leaves a stopped program stopped"
check "the stopped program is stopped still" wait_until is_in_state "$busy" T
equal "and nobody traces it" "$(status_field "$busy" TracerPid)" 0
kill -CONT "$busy"
end_busy
equal "every signal came" "$(sed -n 's/^came //p' said)" "$(sed -n 's/^sent //p' said)"

# --- what cannot be attached --------------------------------------------------
start true
wait "$pid"
equal "a process that is gone cannot be attached" "$(how "$sightline" --format=jsonl -o seen -p "$pid")" "exited 1"
equal "one line says so" "$(wc -l <how.err)" 1
finish
