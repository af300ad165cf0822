#!/usr/bin/env bash
# ui_mouse.sh - the mouse, when it is listened to: tabs, rows, headings, the wheel
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need_tracing
pty=$build/tests/pty
export LC_ALL=C.UTF-8

# press COLUMN ROW: the bytes a terminal sends for it; both are counted from 1
press() { printf '\033[<0;%d;%dM\033[<0;%d;%dm' "$1" "$2" "$1" "$2"; }
wheel_up() { printf '\033[<64;%d;%dM' "$1" "$2"; }

# column TEXT FILE: where it begins in the first line that has it, from 1
column() {
	awk -v text="$1" '{ at = index($0, text) } at { print at; exit }' "$2"
}

# steps SENTENCE ARGUMENT...
steps() {
	local sentence=$1

	shift
	checks=$((checks + 1))
	bounded "$pty" "$@" >said 2>&1 || fails "$sentence" said
}

steps "a picture to aim at" wait:ENDED screen:stream keys:2 wait:CALLS screen:functions keys:Q end -- "$sightline" -- ls /
tab=$(column "2 Func" stream)
calls=$(column "CALLS" functions)

steps "a time above the lanes of tasks" wait:ENDED keys:6 wait:"[6 Tasks]" keys:i wait:"a column is" keys:"$(press 29 3)" \
	wait:": in calls" keys:Q end -- "$sightline" --mouse -- ls /
steps "a tab is chosen" wait:ENDED keys:"$(press "$tab" 2)" wait:"[2 Func" keys:Q end -- "$sightline" --mouse -- ls /
steps "a key listens to it" wait:ENDED keys:M wait:"is listened to" keys:"$(press "$tab" 2)" wait:"[2 Func" keys:Q end -- "$sightline" -- ls /
steps "a heading sorts" wait:ENDED keys:2 wait:CALLS keys:"$(press "$calls" 3)" wait:"▼CALLS" keys:"$(press "$calls" 3)" wait:"▲CALLS" keys:Q end \
	-- "$sightline" --mouse -- ls /
steps "a row is chosen, and gone into" wait:ENDED keys:g wait:">   1" keys:"$(press 9 7)" wait:">   4" keys:"$(press 9 7)" wait:"#4" \
	keys:Q end -- "$sightline" --mouse -- ls /
steps "the wheel moves what is under the pointer" wait:ENDED keys:g wait:"call 1 of" keys:"$(printf '\033[<65;9;6M\033[<65;9;6M')" \
	wait:"call 7 of" keys:"$(wheel_up 9 6)" wait:"call 4 of" keys:Q end -- "$sightline" --mouse -- ls /
steps "a program that asks for it has it" wait:LIVE keys:5 key:Enter wait:"rea dy" keys:"$(press 5 6)" wait:'[<0;5;4M' key:C-] \
	keys:Q wait:"It still runs" keys:k end -- "$sightline" --mouse -- sh -c 'printf "\033[?1000;1006h"; printf "\033[?1006h"; echo rea" "dy; exec cat -v'

finish
