#!/usr/bin/env bash
# ui_attach.sh - one more process is watched beside the program, and is not ours to kill
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need_tracing
export LC_ALL=C.UTF-8

# steps SENTENCE ARGUMENT...
steps() {
	local sentence=$1

	shift
	checks=$((checks + 1))
	bounded "$build/tests/pty" --size 120x30 "$@" >said_of_it 2>&1 || fails "$sentence" said_of_it
}

hold_input
start "$targets/busy" 0 <input >said
busy=$pid
wait_until grep -q ready said || { fails "busy is ready"; finish; }

hold=(sh -c 'read line')
steps "a process is found by its command, and attached" wait:Stream keys::attach "keys: $targets/bu" wait:"$busy" key:C-u \
	keys:"attach $busy" key:Enter wait:"process $busy is attached" keys:f keys:"pid = $busy" key:Enter wait:"shown" gone:" 0 of" \
	keys:Q wait:"It still runs" keys:k end -- "$sightline" -- "${hold[@]}"
check "it runs on when the program is killed" runs_freely "$busy"
steps "one that is there already is told of" wait:Stream keys::attach key:Enter keys:" $busy" key:Enter wait:"is attached" \
	keys::attach "keys: $busy" key:Enter wait:"$busy is watched already" keys:Q wait:"It still runs" keys:d end -- \
	"$sightline" -- sleep 2
check "it runs on when the program does" runs_freely "$busy"
steps "one that is not there" wait:Stream keys::attach "keys: 2147483647" key:Enter wait:"2147483647" wait:"no" \
	key:Esc keys:Q wait:"It still runs" keys:k end -- "$sightline" -- "${hold[@]}"
steps "what is no number" wait:Stream keys::attach "keys: x" key:Enter wait:"the number of a process is expected" key:Esc \
	keys:Q wait:"It still runs" keys:k end -- "$sightline" -- "${hold[@]}"
steps "the end" wait:ENDED keys::attach "keys: $busy" key:Enter wait:"the trace has ended" key:Esc keys:Q end -- "$sightline" -- true

steps "the process that made another" wait:ENDED keys:f "keys:fn = execve and seq > 1" key:Enter wait:"execve(" keys::parent \
	key:Enter wait:"> pid " gone:"fn execve" keys:Q end -- "$sightline" -- sh -c 'sh -c "exit 3"; true'
steps "and who made that is not watched" wait:ENDED keys:g keys::parent key:Enter wait:"is not watched" key:Esc keys:Q end -- \
	"$sightline" -- true

release_input
ends_within "$limit" "$busy" "busy ends when its input does"
equal "its exit status is its own" "$?" 0
finish
