#!/usr/bin/env bash
# ui_terminal.sh - the real screen on a terminal: keys, and the terminal given
# back whichever way sightline ends
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need_tracing
pty=$build/tests/pty
export LC_ALL=C.UTF-8

# tidy NAME: what pty said is that the terminal is as it was before
tidy() {
	check "$1: the terminal's modes are back" grep -q "^termios restored" said
	check "$1: the alternate screen is left" grep -q "^alternate screen left" said
	check "$1: the cursor is visible" grep -q "^cursor visible" said
}

# ended NAME HOW
ended() {
	check "$1: $2" grep -qx "$2" said || sed 's/^/    /' said
}

for size in 80x24 120x40; do
	bounded "$pty" --size "$size" wait:ENDED screen:shown keys:q end -- "$sightline" -- sh -c 'echo hello; exit 3' >said 2>&1
	check "$size: the steps came about" [ $? -eq 0 ]
	check "$size: the header says how it ended" grep -q "ENDED 3" shown
	check "$size: the calls of the shell are there" grep -q "write(1</dev/pts" shown
	ended "$size q" "exited 3"
	tidy "$size q"
done

bounded "$pty" wait:LIVE keys:5 wait:hello keys:Q wait:"It still runs" keys:k end -- "$sightline" -- sh -c 'echo hello; sleep 60' \
	>said 2>&1
ended "Q, then k" "exited 137"
tidy "Q, then k"

# torn NAME OPTION...: the screen at the very byte that shows the end, in the first row of a frame. By then it has
# answered, since keys that came later were taken.
torn() {
	bounded "$pty" --size 120x40 --raw "$1.raw" --piece 1 "${@:2}" wait:LIVE keys:5 key:Enter wait:"brings them back" key:Enter wait:ENDED \
		screen:"$1" wait:"exit_group(3)" keys:Q end -- "$sightline" -- sh -c 'read -r word; exit 3' >said 2>&1
	check "$1: the steps came about" [ $? -eq 0 ]
	ended "$1" "exited 3"
	tidy "$1"
}

torn plain --sync no
check "it was asked" grep -aqF $'\033[?2026$p' plain.raw
check "and is told of no frames" [ "$(grep -acF $'\033[?2026h' plain.raw)" -eq 0 ]
torn whole
check "one that can shows it whole" grep -q "exit_group(3)" whole
bounded "$pty" --raw console.raw --term linux --sync no wait:ENDED keys:q end -- "$sightline" -- true >said 2>&1
ended "a console" "exited 0"
check "one that would print the question is not asked" [ "$(grep -acF $'\033[?2026$p' console.raw)" -eq 0 ]
bounded "$pty" --size 120x40 wait:LIVE keys:' ' wait:PAUSED keys:5 key:Enter wait:"brings them back" key:Enter wait:"PAUSED, ENDED 3" \
	keys:' ' gone:PAUSED wait:"exit_group(3)" keys:Q end -- "$sightline" -- sh -c 'read -r word; exit 3' >said 2>&1
check "an end behind the pause is not shown as if all its calls were" [ $? -eq 0 ]
bounded "$pty" --size 80x24 keys:Q end -- "$sightline" -- true >said 2>&1
ended "left at once" "exited 0"

mkfifo go
bounded "$pty" wait:LIVE keys:q wait:"It still runs" key:Esc gone:"It still runs" keys:qd end -- "$sightline" --tee=kept -- \
	sh -c 'echo $$ >number; read -r word <go; echo "$word"; exec sleep 60' >said 2>&1
ended "q, Esc, q, d" "exited 0"
tidy "q, then d"
remember "$(cat number)"
check "the program that was let go runs on" runs_freely "$(cat number)"
echo later | bounded tee go >/dev/null
check "and has its terminal still; what it writes is kept as before" wait_until grep -q later kept
kill "$(cat number)"

bounded "$pty" wait:LIVE key:C-c wait:"It still runs" key:C-c end -- "$sightline" -- sleep 60 >said 2>&1
ended "Ctrl-C twice" "killed SIGINT"
tidy "Ctrl-C twice"

for signal in TERM HUP; do
	bounded "$pty" wait:LIVE signal:$signal end -- "$sightline" -- sleep 60 >said 2>&1
	ended "SIG$signal" "killed SIG$signal"
	tidy "SIG$signal"
done

for signal in SEGV ABRT BUS FPE ILL; do
	bounded "$pty" wait:LIVE keys:M wait:listened keys:5 key:Enter wait:"brings them back" signal:$signal end -- "$sightline" --on-exit=detach -- \
		sh -c 'echo $$ >number; exec sleep 60' >said 2>&1
	ended "a crash by SIG$signal" "killed SIG$signal"
	tidy "a crash by SIG$signal"
	started+=("$(cat number)")
done

bounded "$pty" wait:LIVE key:C-z stopped signal:CONT keys:2 wait:"TOTAL" size:100x30 wait:LIVE keys:Qk end -- "$sightline" -- sleep 60 \
	>said 2>&1
check "stopped and continued: the steps came about" [ $? -eq 0 ]
ended "stopped and continued" "exited 137"
tidy "stopped and continued"

for size in 1x1 12x3 40x10 300x100; do
	bounded "$pty" --size "$size" keys:jk12345zzggG key:Tab key:PageDown keys:?q keys:Q end -- "$sightline" -- true >said 2>&1
	ended "$size" "exited 0"
done

TERM=nonsense bounded "$pty" --term nonsense end -- "$sightline" -- true >said 2>&1
ended "an unknown terminal" "exited 1"
bounded "$sightline" --script /nonexistent -- true >said 2>&1
check "a script that is not there is an error" [ $? -eq 2 ]

finish
