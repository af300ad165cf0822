#!/usr/bin/env bash
# trace_filter.sh - with -e only what is wanted is recorded, and the program notices nothing
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need_tracing

# calls_of EXPRESSION WAY COMMAND...: names of the calls recorded, in `names`; how they were filtered, in $filter
calls_of() {
	local expression=$1 way=$2

	shift 2
	bounded "$sightline" --format=jsonl --on-exit="$way" -e "$expression" -o seen -- "$@" >said 2>said.err
	jq -r 'select(.type == "call") | .name' seen | sort >names
	filter=$(jq -r 'select(.type == "end") | .filter' seen)
}

# As the filter says, and as leaving out what was recorded without one says.
same_as_without() {
	local expression=$1 pattern=$2 way

	shift 2
	bounded "$sightline" --format=jsonl -o all -- "$@" >plain 2>/dev/null
	jq -r 'select(.type == "call") | .name' all | grep -E "$pattern" | sort >expected
	for way in kill detach; do
		calls_of "$expression" "$way" "$@"
		same "$expression of $1, $way: the calls are those wanted" names expected
		same "$expression of $1, $way: the program says the same" said plain
		equal "$expression of $1, $way: the way taken" "$filter" "$([ $way = kill ] && echo seccomp || echo stops)"
	done
}

same_as_without trace=openat,close '^(openat|close)$' sh -c 'for i in 1 2 3; do ls / >/dev/null; done; echo done'
same_as_without 'trace=/^(read|pread)/' '^(read|pread)' sh -c 'cat /etc/passwd | wc -l'
same_as_without trace=%process '^(clone|clone3|fork|vfork|execve|exit|exit_group|wait4|waitid|kill|tgkill|tkill)$' sh -c 'ls /; (exit 2); ls / >/dev/null; exit 3'
same_as_without trace=none '^$' true

bounded "$sightline" --format=jsonl -o all -- true
jq -r 'select(.type == "call") | .name' all | grep -vE '^(read|write|mmap)$' | sort >expected
calls_of 'trace=!read,!write,!mmap' kill true
same "all but three" names expected

# Threads and children are filtered from their first call on; and stacks are known where code was mapped unseen.
calls_of trace=exit kill "$targets/threads" 100
check "each thread's end is seen" [ "$(wc -l <names)" -ge 3 ]
calls_of trace=getppid kill "$targets/forks"
equal "the program ends well" "$(jq -r 'select(.type == "end") | .exit_status' seen)" 0

# A program's own filter keeps its meaning, and what it answers is recorded.
calls_of trace=getppid,getuid kill "$targets/seccomp"
equal "its own filter answers ENOSYS and EDOM" "$(jq -r 'select(.type == "call") | .name + " " + .errno' seen | sort | tr '\n' ' ')" \
	"getppid ENOSYS getuid EDOM "
equal "it finds what it expects" "$(jq -r 'select(.type == "end") | .exit_status' seen)" 0
calls_of trace=getgid kill "$targets/seccomp" kill
equal "a call that its filter kills is told" "$(jq -r 'select(.type == "call") | .name + " " + .state' seen)" "getgid unfinished"

# By how calls end, and signals.
bounded "$sightline" --format=jsonl -e status=failed -o seen -- ls /no/such/directory 2>/dev/null
check "failed calls alone" [ "$(jq -r 'select(.type == "call" and .errno == null) | .name' seen | wc -l)" -eq 0 ]
check "and there are some" [ "$(jq -r 'select(.type == "call") | .name' seen | wc -l)" -gt 0 ]
bounded "$sightline" --format=jsonl -e trace=none -e signal=USR1 -o seen -- \
	sh -c 'trap : USR1 USR2; kill -USR2 $$; kill -USR1 $$; true & wait'
equal "wanted signals alone" "$(jq -r 'select(.type == "signal") | .signal' seen)" SIGUSR1

# Left early, a program with a filter on it is not left behind to fail.
start "$sightline" --format=jsonl -e trace=openat -o seen -- sleep 1000
wait_until grep -q '"name":"openat"' seen || wait_until [ -s seen ]
program=$(cat "/proc/$pid/task/$pid/children" | tr -d ' ')
wait_until is_in_state "$program" S
kill -TERM "$pid"
ends_within 10 "$pid" "sightline leaves in time"
check "the program has ended with it" [ ! -d "/proc/$program" ]
finish
