#!/usr/bin/env bash
# ui_program.sh - the program's own terminal: controlled by it, of the size of
# its pane, typed into, and full-screen programs inside
# shellcheck shell=bash source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need_tracing
pty=$build/tests/pty
export LC_ALL=C.UTF-8 PS1='$ ' HOME=$room LESS='' LESSHISTFILE=-

# steps SENTENCE ARGUMENT...: pty comes to its end; what it said is in `said`
steps() {
	local sentence=$1

	shift
	checks=$((checks + 1))
	bounded "$pty" "$@" >said 2>&1 || fails "$sentence" said
}

# the program has the keyboard: keys 5 Enter, as a user would
into=(wait:LIVE keys:5 key:Enter wait:"C-] brings them back")
out=(key:C-] gone:"Keyboard back")
kill=(keys:Q wait:"It still runs" keys:k end)

steps "a shell has a terminal of its own" "${into[@]}" \
	keys:'tty; : </dev/tty && [ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo all-three; echo in $TERM.' key:Enter \
	wait:/dev/pts/ wait:all-three wait:"in xterm-256color." screen:shown "${out[@]}" "${kill[@]}" -- \
	"$sightline" -- sh -i
check "the terminal is back as it was" grep -qx "termios restored" said

# the job says when it is there: before that keys would be the shell's
steps "jobs are stopped, continued and interrupted from the keyboard" "${into[@]}" \
	keys:"sh -c 'expr 40 + 2; exec sleep 1000'" key:Enter wait:"42" key:C-z wait:Stopped keys:'fg' key:Enter wait:fg key:C-c \
	keys:'echo it was $?' key:Enter wait:"it was 130" "${out[@]}" "${kill[@]}" -- "$sightline" -- sh -i

# shellcheck disable=SC2016 # the program's own words
steps "Ctrl-C is the program's while it has the keyboard" "${into[@]}" wait:"ready 3" key:C-c wait:"seen 42" wait:"keyboard is back" keys:Q end -- \
	"$sightline" -- sh -c 'trap "echo seen $((40+2)); exit 5" INT; echo "ready $((1+2))"; while :; do sleep 0.1; done'
check "and its exit status is ours" grep -qx "exited 5" said

# the size is known before the program begins, and follows the pane; what it was is seen before a key changes it
# shellcheck disable=SC2016 # the program's own words
steps "the window's size follows the pane" --size 120x30 wait:'"begins 26 120' "${into[@]}" size:100x30 wait:"now 26 100" key:C-] \
	wait:"now 15 100" "${kill[@]}" -- "$sightline" --filter='fn = write' -- \
	sh -c 'echo begins $(stty size); trap "echo now \$(stty size)" WINCH; while :; do sleep 0.05; done'
LINES=7 COLUMNS=7 TERM=vt100 steps "a size in the environment is not the program's" --term xterm-256color wait:ENDED keys:5 \
	wait:"<> <> xterm-256color" keys:Q end -- "$sightline" -- sh -c 'echo "<$LINES> <$COLUMNS> $TERM"'

# keys in the form that the program asks for
steps "arrows in the usual mode" "${into[@]}" key:Up wait:'^[[A' key:C-Left wait:'^[[1;5D' key:F5 wait:'^[[15~' "${out[@]}" "${kill[@]}" -- \
	"$sightline" -- cat -v
steps "arrows in application mode" "${into[@]}" wait:"rea dy" key:Up wait:'^[OA' "${out[@]}" "${kill[@]}" -- \
	"$sightline" -- sh -c 'printf "\033[?1h"; echo rea" "dy; exec cat -v'
steps "characters beyond ASCII" "${into[@]}" keys:'é中' key:Enter wait:'2: é中' "${out[@]}" "${kill[@]}" -- \
	"$sightline" -- sh -c 'read -r line; echo "2: $line"; exec cat'
steps "a paste comes between marks where they are asked for" "${into[@]}" wait:"rea dy" keys:$'\e[200~two words\e[201~' \
	wait:'^[[200~two words^[[201~' "${out[@]}" "${kill[@]}" -- \
	"$sightline" -- sh -c 'printf "\033[?2004h"; echo rea" "dy; exec cat -v'
steps "and without where they are not" "${into[@]}" wait:"rea dy" keys:$'\e[200~two words\e[201~.' wait:' two words.' gone:'200~' "${out[@]}" \
	"${kill[@]}" -- "$sightline" -- sh -c 'echo rea" "dy; printf "| "; exec cat -v'
steps "pasted text is no key" wait:LIVE keys:$'\e[200~q5\e[201~' wait:"not taken for keys" "${kill[@]}" -- "$sightline" -- sleep 60

# what went off the top
steps "lines above are kept" wait:ENDED keys:5 wait:" 300" keys:g wait:"first line" keys:G wait:" 300" keys:Q end -- \
	"$sightline" -- sh -c 'echo first line; i=0; while [ $i -lt 300 ]; do i=$((i+1)); echo " $i"; done'

# the raw bytes
steps "--tee keeps what was written" wait:ENDED keys:Q end -- "$sightline" --tee raw -- printf 'a\n\033[31mb\033[m'
printf 'a\r\n\033[31mb\033[m' >expected
same "byte for byte" raw expected
equal "a tee that cannot be written is an error" "$(how "$sightline" --script /dev/null --tee /nonexistent/file -- true)" "exited 1"
check "with a sentence" grep -q "cannot write /nonexistent/file" how.err
equal "a tee without a screen is an error" "$(how "$sightline" --tee raw -- true)" "exited 2"
equal "a tee of a recording is an error" "$(how "$sightline" --tee raw -r x)" "exited 2"
if [ -c /dev/full ]; then
	steps "a full disk is told at the end" wait:ENDED keys:Q end -- "$sightline" --tee /dev/full -- echo hello
	check "with status 1" grep -qx "exited 1" said
fi

# a process that has our own terminal
steps "sharing our terminal is said" wait:"has this terminal, too" keys:Q end -- \
	sh -c 'sleep 60 & exec "$0" -p $!' "$sightline"

# full-screen programs
seq -f 'line %g' 500 >lines
if command -v less >/dev/null; then
	steps "less" "${into[@]}" wait:"line 1" key:Down key:PageDown wait:"line 25" keys:G wait:"line 500" keys:g wait:"line 1" keys:/ keys:"line 77" \
		key:Enter wait:"line 77" keys:q wait:"keyboard is back" keys:Q end -- "$sightline" -- less lines
	check "less ends well" grep -qx "exited 0" said
fi
if command -v python3 >/dev/null; then
	steps "python3's prompt" "${into[@]}" wait:">>>" keys:'6*7000' key:Enter wait:42000 key:Up keys:+1 key:Enter wait:42001 \
		key:C-d wait:"keyboard is back" keys:Q end -- "$sightline" -- python3 -q
fi
if command -v vim >/dev/null; then
	steps "vim" "${into[@]}" wait:"line 1" keys:ihello key:Esc wait:helloline key:Down keys:dd keys::wq key:Enter wait:"keyboard is back" keys:Q end -- \
		"$sightline" -- vim -u NONE -N lines
	# shellcheck disable=SC2016 # a prompt
	steps "the prompt is below the command again, though the size was another in between" --size 80x30 "${into[@]}" \
		wait:'$' keys:'vim -u NONE lines' key:Enter wait:"499 lines" size:80x24 wait:"helloline 1" keys::q key:Enter wait:'$ vim' \
		keys:'echo af""ter' key:Enter wait:after screen:shown "${out[@]}" "${kill[@]}" -- "$sightline" -- sh -i
	# shellcheck disable=SC2016 # a prompt
	check "one line below" test "$(grep -A1 '^$ vim' shown | tail -n 1)" = '$ echo af""ter'
	equal "vim wrote the file" "$(head -n 2 lines | tr '\n' ,)" "helloline 1,line 3,"
else
	echo "vim is not installed: not tried"
fi

finish
