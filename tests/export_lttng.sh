#!/usr/bin/env bash
# export_lttng.sh - a trace in LTTng's form, read by babeltrace2 and by LTTng's own analyses
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need babeltrace2
need_tracing

# see NAME PROGRAM...: live to NAME.lttng, and what was seen to NAME.jsonl from a recording of the same run
see() {
	local name=$1

	shift
	bounded "$sightline" --format=lttng -o "$name.lttng" -w "$name.run" -- "$@" >/dev/null 2>"$name.err" <&0
	bounded "$sightline" -r "$name.run" --format=jsonl -o "$name.jsonl"
	counts_of_jsonl "$name.jsonl" >"$name.counts"
}

# "name calls errors" of what babeltrace2 reads in a directory
counts_of_trace() {
	bounded babeltrace2 "$1" 2>bt.err |
	sed -n 's/.* syscall_exit_\([^:]*\): .*{ ret = \(-\{0,1\}\)\([0-9]*\) }$/\1 \2\3/p' |
	awk '{ calls[$1]++; errors[$1] += $2 < 0 && $2 >= -4095 } END { for (name in calls) print name, calls[name], errors[name] }' |
	sort
}

see forks "$targets/forks"
see threads "$targets/threads"
mkdir '<b>"&' && see hostile sh -c 'cd "$0" && cat "$1"; cat "$2"' '<b>"&' $'\xff</td>\e[2J' $'=1+1\n[00:00:00.000000000] forged'
see shell sh -c 'ls /; ls /nonexistent; cat /etc/passwd | wc; exec true'
for name in forks threads hostile shell; do
	counts_of_trace "$name.lttng" >read
	same "calls and errors of $name" read "$name.counts"
	equal "babeltrace2 has nothing to say of $name" "$(cat bt.err)" ""
done
bounded "$sightline" -r shell.run --format=lttng -o again.lttng
# (babeltrace2 2.0 shows an empty string as the one it read before)
for name in shell again; do
	bounded babeltrace2 $name.lttng | sed 's/filename = "[^"]*"/filename/' >$name.events
done
same "the same from a recording" again.events shell.events

# what happens to processes
bounded babeltrace2 shell.lttng >events
equal "one was there, the others are made" "$(grep -c lttng_statedump_process_state events) $(grep -c sched_process_fork events)" \
	"1 $(jq -s 'map(select(.type == "process" and .parent != null)) | length' shell.jsonl)"
equal "all end" "$(grep -c sched_process_exit events)" "$(jq -s 'map(select(.type == "exit")) | length' shell.jsonl)"
equal "programs" "$(sed -n 's/.* sched_process_exec: .*filename = "\([^"]*\)".*/\1/p' events | sort)" \
	"$(jq -r 'select(.type == "exec").path' shell.jsonl | sort)"
equal "an exec lies inside its call" "$(sed -n 's/.* \(syscall_entry_execve\|sched_process_exec\|syscall_exit_execve\): { cpu_id = 0 }.*/\1/p' events |
	tail -n 3 | tr '\n' ' ')" "syscall_entry_execve sched_process_exec syscall_exit_execve "
check "paths are there" grep -q 'syscall_entry_openat: .*filename = "/etc/passwd", flags = 0' events

# --- wrong use, and ends that are none -----------------------------------------------------

bounded "$sightline" --format=lttng -- true 2>said
equal "no directory" "$? $(cat said)" "2 sightline: --format=lttng wants a directory: -o DIR"
bounded "$sightline" --format=lttng -o shell.lttng -- touch touched 2>said
equal "a directory in use" "$? $(cat said)" "1 sightline: cannot write to shell.lttng: there is something in it already"
check "starts nothing" test ! -e touched
(
	ulimit -f 64
	bounded "$sightline" --format=lttng -o full.lttng -- sh -c 'dd if=/dev/zero of=/dev/null bs=1 count=5000 2>dd.err; echo ran' >out 2>said
	echo "$?" >status
)
equal "a full disk" "$(cat status) $(cat said) $(cat out)" "1 sightline: cannot write full.lttng: File too large ran"
check "what was written is read" bash -c 'babeltrace2 full.lttng >/dev/null'

hold_input
start "$sightline" --format=lttng -o killed.lttng -- cat input
tracer=$pid
reads() {
	bounded babeltrace2 killed.lttng 2>/dev/null | grep -q 'syscall_exit_openat'
}
check "events are on the disk while the program runs" wait_until reads
kill -KILL "$tracer"
wait "$tracer" 2>/dev/null
release_input
check "after kill -9 it is read" bounded babeltrace2 killed.lttng

# --- LTTng's analyses ---------------------------------------------------------------------

lttng-syscallstats --help >/dev/null 2>&1 || { echo "lttng-analyses is not installed, or does not run here: not read by it"; finish; }
for name in forks threads shell; do
	bounded lttng-syscallstats --no-progress "$name.lttng" >stats 2>stats.err
	awk '$1 == "-" { calls[$2] += $3 } END { for (name in calls) print name, calls[name] }' stats | sort >read
	cut -d ' ' -f 1,2 "$name.counts" >expected
	same "lttng-syscallstats counts the calls of $name" read expected
done
check "lttng-iousagetop knows files" bash -c 'lttng-iousagetop --no-progress shell.lttng 2>/dev/null | grep -q /etc/passwd'
finish
