#!/usr/bin/env bash
# ui_habits.sh - what is copied, opened in an editor and saved
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need_tracing
pty=$build/tests/pty
export LC_ALL=C.UTF-8
unset TMUX

# steps SENTENCE ARGUMENT...
steps() {
	local sentence=$1

	shift
	checks=$((checks + 1))
	bounded "$pty" "$@" >said 2>&1 || fails "$sentence" said
}

# copied FILE: the text that went to the clipboard last
copied() {
	grep -ao $'\033]52;c;[A-Za-z0-9+/=]*' "$1" | tail -n 1 | sed 's/.*;//' | base64 -d
}

# --- the clipboard ---

steps "a call is copied" --raw raw wait:ENDED keys:GY wait:"copied: exit_group(3)" keys:Q end -- "$sightline" -- sh -c 'exit 3'
check "in strace's notation" [ "$(copied raw)" = "exit_group(3) = ?" ]
steps "a row that says nothing of calls is copied" --raw raw wait:ENDED keys:2 wait:CALLS keys:'/(unknown' key:Enter keys:y wait:"copied: " keys:Q end -- "$sightline" -- true
check "as it is shown" grep -Eq '^\(unknown\) +1 .*[0-9]' <(copied raw)
TMUX=/tmp/x,1,0 steps "inside tmux" --raw raw wait:ENDED keys:GY wait:"copied: " keys:Q end -- "$sightline" -- sh -c 'exit 3'
check "it goes to the terminal outside as well" grep -aq $'\033Ptmux;\033\033]52;c;[A-Za-z0-9+/=]*\a\033\\\\' raw
steps "a terminal that would print it" --term linux --raw raw wait:ENDED keys:GY wait:"has no clipboard" keys:Q end -- "$sightline" -- true
check "gets nothing" [ -z "$(copied raw)" ]

steps "a cell is copied" --raw raw wait:ENDED keys:G keys:^ wait:exit_group keys:y wait:"copied: " keys:Q end -- "$sightline" -- true
check "alone" grep -Eqx "[0-9]+" <(copied raw)

# --- the view in a file ---

save=(keys:w wait:"save to" key:C-u)
steps "calls are written as text" wait:ENDED "${save[@]}" keys:calls.txt wait:text key:Enter wait:"written to calls.txt" keys:Q end -- \
	"$sightline" -- sh -c 'exit 3'
check "a line each" grep -q "exit_group(3) *= ?" calls.txt
steps "a command does it, too" wait:ENDED keys::save keys:' commanded.txt' key:Enter wait:"written to commanded.txt" keys:Q end -- \
	"$sightline" -- true
check "both wrote calls" grep -q '^.*execve(' commanded.txt
steps "as JSON Lines" wait:ENDED "${save[@]}" keys:calls.jsonl wait:jsonl key:Enter wait:"written to calls.jsonl" keys:Q end -- \
	"$sightline" -- sh -c 'exit 3'
check "each a call, or the end" [ "$(grep -cE '^\{"type":"(call|end)",.*\}$' calls.jsonl)" -eq "$(wc -l <calls.jsonl)" ]
check "several" [ "$(wc -l <calls.jsonl)" -gt 10 ]
steps "as CSV, and only what the filter leaves" wait:ENDED keys:f keys:'fn = openat' key:Enter wait:shown "${save[@]}" keys:calls.csv wait:csv \
	key:Enter wait:"written to calls.csv" keys:Q end -- "$sightline" -- true
check "rows of that call and no other" [ "$(tail -n +2 calls.csv | cut -d, -f1 | sort -u)" = openat ]
steps "another pane as text" wait:ENDED keys:2 wait:CALLS "${save[@]}" keys:functions.txt key:Enter wait:"Functions written to" keys:Q end -- \
	"$sightline" -- ls /
check "all its rows" [ "$(wc -l <functions.txt)" -gt 9 ]
steps "a file that is there is told of" wait:ENDED "${save[@]}" keys:calls.csv wait:"in place of the file" key:Esc gone:"save to" keys:Q end -- \
	"$sightline" -- true
steps "one that cannot be written" wait:ENDED "${save[@]}" keys:/nonexistent/x key:Enter wait:"cannot write /nonexistent/x: No such" keys:Q end -- \
	"$sightline" -- true

# --- commands of one's own ---

cat >own.yaml <<'END'
commands:
  - { name: tell, run: "echo about %{fn} of %{pid} | tee told", key: F11 }
  - { name: look, run: "echo %{path} >looked", wait: no, ask: yes, key: F12 }
END
own=("$sightline" --config own.yaml -- cat "/it's not there")
steps "a command is run with a key, and what it says stays" wait:ENDED keys:G wait:exit_group key:F11 wait:"Enter: back to sightline" \
	key:Enter wait:ENDED gone:"Enter: back" keys:Q end -- "${own[@]}"
check "with the call's values" grep -Eqx 'about exit_group of [0-9]+' told
steps "one that asks shows its line first" wait:ENDED keys:g keys:/openat.*not.there key:Enter wait:"AT_FDCWD, \"/it" key:F12 wait:":look" wait:"echo '/it" \
	key:Enter gone:":look" wait:ENDED keys:Q end -- "${own[@]}"
equal "names of files come whole" "$(cat looked)" "/it's not there"
steps "a call without what it takes" wait:ENDED keys:G wait:exit_group keys::look key:Enter wait:"has no path" key:Esc gone:":look" keys:Q end -- "${own[@]}"
steps "help tells of them" wait:ENDED keys:? wait:Help keys:/tell key:Enter wait:"echo about" key:Esc keys:Q end -- "${own[@]}"

# --- the editor ---

cat >asks.c <<'END'
#include <unistd.h>

int
main(void)
{
	return write(1, "here\n", 5) != 5;
}
END
if command -v cc >/dev/null && cc -g -o asks asks.c 2>/dev/null; then
	# shellcheck disable=SC2016 # the editor's own words
	printf '#!/bin/sh\nprintf "%%s|" "$@" >told\nstty -a >modes\necho In the editor.\nread -r line\necho "got $line"\n' >vi
	chmod +x vi
	find=(wait:ENDED keys:g keys:/^write key:Enter wait:"asked by  main")
	EDITOR="$room/vi -u NONE" steps "the line of source in an editor" "${find[@]}" keys:v wait:"In the editor." keys:word key:Enter \
		wait:ENDED wait:asks.c keys:Q end -- "$sightline" -- ./asks
	equal "the editor is told where" "$(cat told)" "-u|NONE|+6|$room/asks.c|"
	check "on a terminal as a shell leaves it" grep -q ' icanon' modes
	check "the terminal is back" grep -qx "termios restored" said
	EDITOR=/nonexistent/vi steps "an editor that is not there" "${find[@]}" keys:v wait:"command not found" keys:Q end -- "$sightline" -- ./asks
	EDITOR=false steps "an editor that fails" "${find[@]}" keys:v wait:"false ended with status 1" keys:Q end -- "$sightline" -- ./asks
	mv asks.c gone.c
	steps "a source that is gone" "${find[@]}" keys:v wait:"cannot read" keys:Q end -- "$sightline" -- ./asks
else
	echo "there is no compiler: the editor is not tried"
fi
steps "no line is known" wait:ENDED keys:gv wait:"no line of source is known" keys:Q end -- "$sightline" -- true

# --- what we take ourselves ---

steps "our own cost" --size 100x24 wait:"own cpu " wait:"% " keys:Q wait:"still runs" keys:k end -- "$sightline" -- \
	sh -c 'while :; do /bin/true; done'

finish
