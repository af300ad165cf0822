#!/usr/bin/env bash
# ui_navigate.sh - finding the way on a real terminal while a program runs: the
# cursor's row stays, filters are judged and kept across runs, one comes back
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need_tracing
pty=$build/tests/pty
export LC_ALL=C.UTF-8 XDG_STATE_HOME=$PWD/state XDG_CONFIG_HOME=$PWD/none

# cursor FILE: the number of the call under the cursor
cursor() {
	sed -n 's/^> *\([0-9][0-9]*\) .*/\1/p' "$1"
}

# The program goes on making calls; its clock in the header says that time went by.
bounded "$pty" wait:LIVE wait:"wait4" keys:kkk wait:"new below" screen:before wait:"0:00:02" screen:after keys:Q wait:"It still runs" \
	keys:k end -- "$sightline" -- sh -c 'while :; do /bin/true; done' >said 2>&1
check "growth: the steps came about" [ $? -eq 0 ]
check "growth: there is a cursor" [ -n "$(cursor before)" ]
check "growth: the cursor stays at its call" [ "$(cursor before)" = "$(cursor after)" ]
check "growth: what came is counted" grep -q "+[0-9,]* new below: G" after

run() {
	bounded "$pty" "$@" end -- "$sightline" -- sh -c 'cat /nowhere; cd /; exit 0' >said 2>&1
}

run wait:ENDED keys:f "keys:latt > 1" wait:'col 1: unknown field "latt" (lat?)' key:Enter wait:'filter: latt' key:C-u "keys:fn = openat and err" \
	wait:"ok   " key:Enter wait:"all > fn openat > err" wait:"shown (" screen:narrow keys:q wait:"all > fn openat" gone:"> err" \
	key:Backspace gone:"all >" screen:wide keys:Q
check "a filter: the steps came about" [ $? -eq 0 ] || sed "s/^/    /" said
check "a filter shows nothing else" [ "$(grep -c '^.  *[0-9]* [0-9]*\.[0-9]*' narrow)" = "$(grep -c 'openat(.*-ENOENT' narrow)" ]

run wait:ENDED keys:f key:Up wait:"filter: fn = openat and err" key:Esc keys:/ key:Up gone:"fn = openat" key:Esc keys:Q
check "what was typed is there in the next run, of its kind" [ $? -eq 0 ]
check "nobody else reads it" [ "$(stat -c %a state/sightline/history)" = 600 ]

run wait:ENDED "keys::pane-2" key:Enter wait:"[2 Func]" "keys::xyzzy" key:Enter wait:'there is no command "xyzzy"' key:Esc gone:xyzzy keys:q \
	wait:"[1 Stream]" "keys:/openat.*nowhere" key:Enter wait:"openat(AT_FDCWD, \"/nowh" "keys:zz'" wait:"nothing is marked yet" key:Esc keys:mgm\' \
	wait:"Enter: go there" key:Enter keys:Q
check "commands, search, marks: the steps came about" [ $? -eq 0 ] || sed 's/^/    /' said

run wait:ENDED "keys::play fast" key:Enter wait:'"fast" is not how fast to play, such as 10x or 0.5x' key:Esc gone:fast \
	"keys::at #1" key:Enter wait:"AS OF" "keys::play 0.001" key:Enter wait:", 0.001x" keys:P gone:", 0.001x" wait:"AS OF" \
	keys:P wait:", 0.001x" keys:, gone:", 0.001x" "keys::play 1000x" key:Enter wait:"played up to now" wait:"ENDED 0" keys:Q
check "time runs on, and stops for whoever looks: the steps came about" [ $? -eq 0 ] || sed 's/^/    /' said

"$sightline" -w kept -o /dev/null -- sh -c 'cat /etc/passwd; exec cat /etc/group' >/dev/null 2>&1
bounded "$pty" wait:", 0.001x" keys:\  gone:", 0.001x" wait:"AS OF" keys:P wait:", 0.001x" \
	"keys::play 1000x" key:Enter wait:"played up to now" wait:"REPLAY ENDED 0" keys:Q end -- \
	"$sightline" -r kept --play 0.001x >said 2>&1
check "a recording is played from its beginning: the steps came about" [ $? -eq 0 ] || sed 's/^/    /' said

# wrong SENTENCE OPTION...: misuse, and told so
wrong() {
	sentence=$1
	shift
	how "$sightline" "$@" >/dev/null
	equal "$*" "$(cat how.end) $(cat how.err)" "exited 2 sightline: $sentence"
}
wrong '--play is for a recording: -r DIR' --play 2x true
wrong '--play is for the screen, which --format, -c and -o leave out' -r kept --play 2x -c
wrong '--play wants a screen, and standard output is no terminal' -r kept --play 2x
wrong '"-1x" is not how fast to play, such as 10x or 0.5x' -r kept --play=-1x --screen 80x24

bounded "$pty" wait:LIVE keys:f "keys:er" key:C-c wait:"It still runs" keys:k end -- "$sightline" -- sleep 60 >said 2>&1
check "Ctrl-C asks while one types" [ $? -eq 0 ]

finish
