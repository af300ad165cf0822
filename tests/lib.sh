# lib.sh - what the end-to-end scripts share; to be sourced, by bash
# shellcheck shell=bash
#
# A script sources this, makes its checks, and ends with `finish`. It works in
# an empty directory of its own, $room, which goes away with it. Nothing runs
# for longer than $limit seconds, and no file grows beyond 512 MiB. A check
# that fails says so, and the script goes on.

set -u
build=$(cd "${top_builddir:-.}" && pwd)
# shellcheck disable=SC2034 # for those who source this
source=$(cd "${top_srcdir:-.}" && pwd)
sightline=$build/sightline
targets=$build/tests/targets
limit=60
checks=0
failures=0
started=()	# "PID BIRTH" of each

ulimit -c 0
ulimit -f $((512 * 1024))

# --- the room -----------------------------------------------------------------

# birth PID: when it was started; a number given again has another
birth() {
	sed -n 's/^.*) \([^ ]* \)\{19\}\([0-9]*\) .*/\2/p' "/proc/$1/stat" 2>/dev/null
}

# remember PID: a process of ours, not to outlive the script
remember() {
	started+=("$1 $(birth "$1")")
}

# Ends what is still running of what we started, and only that.
leave_room() {
	local entry

	for entry in "${started[@]}"; do
		[ "$(birth "${entry% *}")" != "${entry#* }" ] || kill -KILL "${entry% *}" 2>/dev/null
	done
	cd / && rm -rf "$room"
}

room=$(mktemp -d) || exit 99
trap leave_room EXIT
cd "$room" || exit 99
mkfifo nothing
exec {nothing}<>nothing </dev/null

# --- results ------------------------------------------------------------------

skip() {
	echo "skipped: $*"
	exit 77
}

need() {
	command -v "$1" >/dev/null || skip "$1 is not installed"
}

# fails SENTENCE [FILE]: counts a failure and shows what is in FILE; itself false
fails() {
	failures=$((failures + 1))
	echo "not so: $1"
	[ $# -lt 2 ] || head -c 2000 "$2" | sed 's/^/    /'
	return 1
}

# check SENTENCE COMMAND...: the command succeeds
check() {
	local sentence=$1

	shift
	checks=$((checks + 1))
	"$@" >check.out 2>&1 || fails "$sentence" check.out
}

# equal SENTENCE SEEN EXPECTED
equal() {
	checks=$((checks + 1))
	[ "$2" = "$3" ] || fails "$1: \"$2\", not \"$3\""
}

# same SENTENCE SEEN EXPECTED: two files
same() {
	checks=$((checks + 1))
	diff "$2" "$3" >same.out 2>&1 || fails "$1" same.out
}

finish() {
	echo "$checks checks, $failures failed"
	[ "$failures" -eq 0 ]
	exit
}

# --- running ------------------------------------------------------------------

# bounded COMMAND...: the command, for $limit seconds at most
bounded() {
	timeout -k 2 "$limit" "$@"
}

# how COMMAND...: prints how the command ended, "exited 3" or "killed SIGSEGV";
# leaves that in how.end, its output in how.out and its errors in how.err
how() {
	rm -f how.end
	bounded "$targets/how" how.end "$@" >how.out 2>how.err ||
		echo "not within $limit seconds" >how.end
	cat how.end
}

# Whether we may trace at all; asked of the kernel through the program under test.
need_tracing() {
	if ! bounded "$sightline" --format=jsonl -o permitted -- true >/dev/null 2>permitted.err; then
		grep -qi 'not permitted' permitted.err && skip "tracing is not permitted here"
		fails "sightline traces true(1)" permitted.err
		finish
	fi
}

# --- processes ----------------------------------------------------------------

# start COMMAND...: in the background, with default signals; its number in $pid.
# (A shell without job control would have it ignore SIGINT and read nothing.)
start() {
	env --default-signal=INT,QUIT "$@" <&0 9>&- &
	pid=$!
	remember "$pid"
}

# hold_input: makes `input`, to be read from, that does not end before
# release_input. Descriptor 9 is kept for it; what we start does not have it.
hold_input() {
	rm -f input
	mkfifo input && exec 9<>input
}

release_input() {
	exec 9>&-
}

# wait_until COMMAND...: until it succeeds, ten seconds at most. A condition
# that nobody announces is asked for again and again; how long the pauses are
# is of no consequence.
wait_until() {
	local tries

	for ((tries = 0; tries < 1000; tries++)); do
		"$@" >/dev/null 2>&1 && return 0
		read -r -t 0.01 -u "$nothing"
	done
	return 1
}

# gone_within SECONDS PID: the process, a child of ours, ends in time
gone_within() {
	timeout "$1" tail --pid="$2" -s 0.02 -f /dev/null
}

# ends_within SECONDS PID SENTENCE: checks it, and waits for its end: by
# itself in time, or else by SIGKILL
ends_within() {
	check "$3" gone_within "$1" "$2" || kill -KILL "$2"
	wait "$2" 2>/dev/null
}

# status_field PID FIELD: "State" gives one letter, "TracerPid" a number
status_field() {
	sed -n "s/^$2:[[:space:]]*\([^[:space:]]*\).*/\1/p" "/proc/$1/status" 2>/dev/null
}

is_in_state() {
	[ "$(status_field "$1" State)" = "$2" ]
}

is_traced() {
	[ "$(status_field "$1" TracerPid)" -ne 0 ]
}

runs_freely() {
	[ "$(status_field "$1" TracerPid)" -eq 0 ] && [[ $(status_field "$1" State) != [tTZX] ]]
}

# has_its_processors PID: each of its threads may use those that we may
has_its_processors() {
	local own task

	own=$(status_field self Cpus_allowed_list)
	for task in /proc/"$1"/task/*; do
		[ "$(status_field "$1/task/${task##*/}" Cpus_allowed_list)" = "$own" ] || return
	done
}

# --- what was seen ------------------------------------------------------------

# The lines tests/targets/expect.h describes, from JSON lines. A wait
# that the kernel runs again is left out: whether it is does not depend on us.
lines_of_jsonl() {
	jq -r '
		if .type == "call" and .name == "wait4" and (.errno // "" | startswith("ERESTART")) then empty
		elif .type == "call" then
			"\(.tid) \(.name)(\(.args | join(", "))) = " +
			if .result == null then "?"
			elif .errno then "-1 \(.errno)"
			else "\(.result)" end
		elif .type == "signal" and .stopped then "\(.tid) --- stopped by \(.signal) ---"
		elif .type == "signal" then "\(.tid) --- \(.signal) {} ---"
		elif .type == "exit" and .superseded then "\(.tid) +++ superseded by execve +++"
		elif .type == "exit" and .signal then "\(.tid) +++ killed by \(.signal) +++"
		elif .type == "exit" and .status then "\(.tid) +++ exited with \(.status) +++"
		else empty end' "$1"
}

# "name calls errors" for every call that returned, sorted: what a table of counts must show.
counts_of_jsonl() {
	jq -r 'select(.type == "call" and .state == "done") | "\(.name) \(if .errno then 1 else 0 end)"' "$1" |
	awk '{ calls[$1]++; errors[$1] += $2 } END { for (name in calls) print name, calls[name], errors[name] }' |
	sort
}

# The same from a table in strace's form.
counts_of_table() {
	awk '$NF != "total" && $4 ~ /^[0-9]+$/ { print $NF, $4, NF == 6 ? $5 : 0 }' "$1" | sort
}
